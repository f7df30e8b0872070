//! What is shown, not how: commands return this, and each adapter renders it.

use std::{collections::BTreeMap, ops::Range};

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
    /// Address of the section.
    pub address: Address,
    /// Title of the interview.
    pub interview: String,
    /// Title of the section.
    pub section: String,
    /// Page and number of pages; none for turns around a quote.
    pub page: Option<(usize, usize)>,
    /// The turns, or whole sentences of those too long for one page.
    pub turns: Vec<Spoken>,
    /// Links of the section.
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

/// Something to press.
#[derive(Debug, Clone)]
pub enum Control {
    /// Makes another call.
    Press {
        /// What the button says.
        label: Message,
        /// The call.
        press: Press,
    },
    /// Makes another call with the chosen value as one of its options.
    Menu {
        /// What the menu says while nothing is chosen.
        placeholder: Message,
        /// The call without the choice.
        press: Press,
        /// The option that the choice fills.
        option: &'static str,
        /// What can be chosen; at most 25.
        items: Vec<Item>,
    },
    /// Opens an address.
    Open {
        /// What the button says.
        label: Message,
        /// The address.
        url: String,
    },
    /// Removes the reply.
    Remove,
}

/// The call behind a control. It holds all the call needs, so it works for as long as the message
/// it sits on; only the question is read from the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Press {
    /// Name of the command.
    pub command: &'static str,
    /// Options of the command.
    pub args: Args,
    /// Where the reply goes.
    pub effect: Effect,
}

/// Where the reply to a press goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Into the message itself, if it is the presser's own; else as [`Effect::Copy`].
    Edit,
    /// To the presser alone.
    Copy,
}

/// One choice of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The value.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// More about it.
    pub about: Option<Message>,
    /// Whether it is what the reply shows now.
    pub chosen: bool,
}

/// Options of a call by their names, as text: what was typed, not yet what is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Args(BTreeMap<String, String>);

impl Args {
    /// Makes options without any.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets an option.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers hand in numbers and references alike"
    )]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.0.insert(name.to_owned(), value.to_string());
        self
    }

    /// Sets an option if there is a value for it.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Returns an option as typed, without outer white space; none if nothing is left.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0
            .get(name)
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// Returns an option that counts something; none where it is no number.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.text(name)?.parse().ok()
    }

    /// Says whether an option is switched on.
    pub fn flag(&self, name: &str) -> bool {
        self.text(name) == Some("true")
    }

    /// Yields all options in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
