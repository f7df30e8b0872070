//! What is shown, not how: commands return this, and each adapter renders it.

mod control;

use std::ops::Range;

pub use self::control::{Args, Control, Effect, Item, Press};
use crate::{
    corpus::{Address, Passage},
    deck::Deck,
    link::Targets,
    wording::Message,
};

/// The answer to one call.
#[derive(Debug, Clone, Default)]
pub struct Reply {
    /// The question it answers. Shown first, because others in a channel see only the reply, and
    /// read back from there by its controls.
    pub question: Option<String>,
    /// What is said and quoted, in order.
    pub parts: Vec<Part>,
    /// Rows of what can be pressed.
    pub controls: Vec<Vec<Control>>,
    /// Who may see it.
    pub audience: Audience,
    /// The channel's deck after a card was drawn from it.
    pub deck: Option<Deck>,
}

/// Who may see a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    /// Everybody in the channel.
    #[default]
    Public,
    /// Only who asked.
    Private,
}

/// One block of a reply. Notes are ours; words of interviews come as passages only.
#[derive(Debug, Clone)]
pub enum Part {
    /// A sentence of ours.
    Note(Message),
    /// A quote with all that leads to its place.
    Excerpt(Box<Excerpt>),
    /// Turns in a row, as they were spoken.
    Reading(Box<Reading>),
    /// The sections of an interview.
    Contents(Box<Contents>),
    /// An interview and where it comes from.
    Card(Box<Card>),
    /// The commands, by their names in the table.
    Commands(Vec<&'static str>),
    /// Links by what they lead to.
    Links(Vec<(Message, String)>),
}

/// What an excerpt is to the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It answers.
    Answer,
    /// It may be related.
    Related,
    /// There was no question.
    Quote,
}

/// A quote and where it stands.
#[derive(Debug, Clone)]
pub struct Excerpt {
    /// What it is to the question.
    pub standing: Standing,
    /// The words.
    pub passage: Passage,
    /// Bytes of the turn that match the question, in order and apart.
    pub marks: Vec<Range<usize>>,
    /// Full name of who says it.
    pub speaker: String,
    /// Title of the interview.
    pub interview: String,
    /// Title of the section.
    pub section: String,
    /// Running count of the turn within its section, from 1.
    pub turn: usize,
    /// The question that prompted it: who asked, and the words.
    pub prompt: Option<(String, Passage)>,
    /// Where to read on.
    pub targets: Targets,
    /// How the source wants to be credited.
    pub credit: Option<String>,
    /// Score of the search, where there was one; comparable within one reply only.
    pub score: Option<f32>,
}

/// What an answer to a question comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// Somebody said it.
    Answer,
    /// Something may be related.
    Related,
    /// Nobody said it.
    Nothing,
}

impl Reply {
    /// Says what it comes to, where it answers a question.
    pub fn finding(&self) -> Option<Finding> {
        self.question.as_ref()?;
        // All excerpts of a reply stand alike.
        let standing = self.parts.iter().find_map(|part| match part {
            Part::Excerpt(excerpt) => Some(excerpt.standing),
            Part::Reading(_) => Some(Standing::Answer),
            _ => None,
        });
        Some(match standing {
            None => Finding::Nothing,
            Some(Standing::Related) => Finding::Related,
            Some(_) => Finding::Answer,
        })
    }
}

impl Excerpt {
    /// Yields the words of the passage in stretches, each with whether it matches the question.
    pub fn stretches(&self) -> impl Iterator<Item = (&str, bool)> {
        let bytes = self.passage.bytes();
        let mut bounds = vec![(bytes.start, false)];
        for mark in &self.marks {
            // A mark that the cut goes through is shown for the part that is quoted.
            let (start, end) = (mark.start.max(bytes.start), mark.end.min(bytes.end));
            if start < end {
                bounds.extend([(start, true), (end, false)]);
            }
        }
        let ends: Vec<usize> = bounds
            .iter()
            .skip(1)
            .map(|(at, _)| *at)
            .chain([bytes.end])
            .collect();
        let turn = self.passage.turn();
        bounds
            .into_iter()
            .zip(ends)
            .filter_map(move |((start, marked), end)| Some((turn.get(start..end)?, marked)))
            .filter(|(text, _)| !text.is_empty())
    }
}

/// Turns in a row.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Address of the section, or of the turn the others are shown for.
    pub address: Address,
    /// Title of the interview.
    pub interview: String,
    /// Title of the section.
    pub section: String,
    /// Page and number of pages; none for turns around a quote.
    pub page: Option<(usize, usize)>,
    /// The turns, or whole sentences of those too long for one page.
    pub turns: Vec<Spoken>,
    /// Links of that address.
    pub targets: Targets,
    /// How the source wants to be credited.
    pub credit: Option<String>,
}

/// One turn among others.
#[derive(Debug, Clone)]
pub struct Spoken {
    /// Short name of who says it.
    pub label: String,
    /// The words.
    pub passage: Passage,
    /// Links of the turn.
    pub targets: Targets,
    /// Whether it is the turn the others are shown for.
    pub focus: bool,
}

/// The sections of an interview.
#[derive(Debug, Clone)]
pub struct Contents {
    /// Title of the interview.
    pub interview: String,
    /// Page and number of pages.
    pub page: (usize, usize),
    /// The sections of this page.
    pub sections: Vec<Entry>,
    /// How the source wants to be credited.
    pub credit: Option<String>,
}

/// One line of contents.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its position, from 1.
    pub number: usize,
    /// Its address.
    pub address: Address,
    /// Its title.
    pub title: String,
    /// How many turns it has.
    pub turns: usize,
    /// Its links.
    pub targets: Targets,
}

/// An interview at a glance.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Full names of its speakers.
    pub speakers: Vec<String>,
    /// How many sections and turns it has.
    pub counts: Message,
    /// The day it was published, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// Who the text comes from, and that page if it is known.
    pub source: Option<(String, Option<String>)>,
    /// How the source wants to be credited.
    pub credit: Option<String>,
    /// Links of its beginning.
    pub targets: Targets,
}
