//! All interviews in order, and the only maker of [`Passage`]: what is quoted comes from here.

mod address;
mod checks;
mod load;
mod passage;

use std::{ops::Range, sync::Arc};

pub use self::{
    address::Address,
    load::{Files, LoadError, Unreadable, embedded, read},
    passage::{Passage, sentences},
};
use crate::transcript::{
    Header, InterviewId, Role, Seconds, SectionId, Speaker, Transcript, TurnId,
};

/// One conversation with its speakers, source and sections.
#[derive(Debug)]
pub struct Interview {
    header: Header,
    /// Its sections in order; never empty.
    pub sections: Vec<Section>,
}

/// A titled, ordered part of an interview.
#[derive(Debug)]
pub struct Section {
    /// Written in the file, because links in old messages depend on it.
    pub id: SectionId,
    /// As written, also where the source misspells it.
    pub title: String,
    /// Start of the chapter in the media.
    pub time: Option<Seconds>,
    /// Other names by which people may look for it; never shown.
    pub aliases: Vec<String>,
    /// Its turns in order; never empty.
    pub turns: Vec<Turn>,
}

/// One labelled block of a transcript.
#[derive(Debug)]
pub struct Turn {
    /// Unique within its section.
    pub id: TurnId,
    /// Index into the interview's speakers.
    pub speaker: usize,
    /// Start of the turn in the media.
    pub time: Option<Seconds>,
    /// Its paragraphs joined by one newline.
    text: Arc<str>,
}

impl Turn {
    /// Returns the whole text: its paragraphs joined by one newline.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The place of a turn in its corpus: positions, not ids, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Position of the interview in the corpus.
    pub interview: usize,
    /// Position of the section in the interview.
    pub section: usize,
    /// Position of the turn in the section.
    pub turn: usize,
}

/// An asker's turn and the turns of others that follow it: what people look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Its first turn.
    pub start: Place,
    /// How many turns it has; at least one.
    pub len: usize,
    /// Whether the first turn is the asker's.
    pub asked: bool,
}

impl Exchange {
    /// Yields the places of all turns, the question first.
    pub fn places(&self) -> impl Iterator<Item = Place> + use<> {
        let start = self.start;
        (start.turn..start.turn + self.len).map(move |turn| Place { turn, ..start })
    }

    /// Returns the place of the question, if the exchange has one.
    pub fn question(&self) -> Option<Place> {
        self.asked.then_some(self.start)
    }
}

/// All interviews, in the order of their file names.
#[derive(Debug, Default)]
pub struct Corpus {
    interviews: Vec<Interview>,
}

impl Corpus {
    /// Takes transcripts as they are; [`read`] also checks that they go together.
    pub fn new(transcripts: Vec<Transcript>) -> Self {
        Self {
            interviews: transcripts.into_iter().map(Interview::new).collect(),
        }
    }

    /// Returns all interviews in order.
    pub fn interviews(&self) -> &[Interview] {
        &self.interviews
    }

    /// Returns the interview with an id, and its position.
    pub fn interview(&self, id: &InterviewId) -> Option<(usize, &Interview)> {
        self.interviews
            .iter()
            .enumerate()
            .find(|(_, interview)| interview.id() == id)
    }

    /// Returns the interview, section and turn at a place.
    ///
    /// # Panics
    ///
    /// If the place is of another corpus: places never leave the library that made them.
    pub fn at(&self, place: Place) -> (&Interview, &Section, &Turn) {
        let interview = &self.interviews[place.interview];
        let section = &interview.sections[place.section];
        (interview, section, &section.turns[place.turn])
    }

    /// Finds the place of an address; the first turn where it names a section only.
    pub fn find(&self, address: &Address) -> Option<Place> {
        let (interview, found) = self.interview(&address.interview)?;
        let section = found
            .sections
            .iter()
            .position(|section| section.id == address.section)?;
        let turn = match address.turn {
            None => 0,
            Some(id) => found.sections[section]
                .turns
                .iter()
                .position(|turn| turn.id == id)?,
        };
        Some(Place {
            interview,
            section,
            turn,
        })
    }

    /// Returns the address of the turn at a place.
    pub fn address(&self, place: Place) -> Address {
        let (interview, section, turn) = self.at(place);
        Address {
            interview: interview.id().clone(),
            section: section.id,
            turn: Some(turn.id),
        }
    }

    /// Returns the speaker of the turn at a place.
    pub fn speaker(&self, place: Place) -> &Speaker {
        let (interview, _, turn) = self.at(place);
        &interview.speakers()[turn.speaker]
    }

    /// Quotes a turn, whole.
    pub fn whole(&self, place: Place) -> Passage {
        let (_, _, turn) = self.at(place);
        Passage::new(self.address(place), &turn.text, 0..turn.text.len())
    }

    /// Quotes a part of a turn: bytes of its text. The turn whole, if they are not a part of it.
    pub fn passage(&self, place: Place, bytes: Range<usize>) -> Passage {
        let (_, _, turn) = self.at(place);
        if turn
            .text
            .get(bytes.clone())
            .is_some_and(|text| !text.is_empty())
        {
            Passage::new(self.address(place), &turn.text, bytes)
        } else {
            self.whole(place)
        }
    }

    /// Yields the places of all turns in order.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.interviews
            .iter()
            .enumerate()
            .flat_map(|(interview, found)| {
                found
                    .sections
                    .iter()
                    .enumerate()
                    .flat_map(move |(section, found)| {
                        (0..found.turns.len()).map(move |turn| Place {
                            interview,
                            section,
                            turn,
                        })
                    })
            })
    }

    /// Parts every section into exchanges; together they hold each turn exactly once.
    pub fn exchanges(&self) -> Vec<Exchange> {
        let mut exchanges: Vec<Exchange> = Vec::new();
        for place in self.places() {
            let asked = self.is_asker(place);
            match exchanges.last_mut() {
                Some(exchange) if !asked && place.turn > 0 => exchange.len += 1,
                _ => exchanges.push(Exchange {
                    start: place,
                    len: 1,
                    asked,
                }),
            }
        }
        exchanges
    }

    /// Says whether the turn at a place is of one who asks: a host, or, where the transcript
    /// names no host, whoever speaks first in the section.
    pub fn is_asker(&self, place: Place) -> bool {
        let (interview, section, turn) = self.at(place);
        if interview
            .speakers()
            .iter()
            .any(|speaker| speaker.role == Some(Role::Host))
        {
            self.speaker(place).role == Some(Role::Host)
        } else {
            turn.speaker == section.turns[0].speaker
        }
    }
}

impl Interview {
    fn new(transcript: Transcript) -> Self {
        let sections = transcript.sections.into_iter().map(|section| Section {
            id: section.id,
            title: section.title,
            time: section.time,
            aliases: section.aliases,
            turns: section
                .turns
                .into_iter()
                .map(|turn| Turn {
                    id: turn.id,
                    speaker: turn.speaker,
                    time: turn.time,
                    text: turn.paragraphs.join("\n").into(),
                })
                .collect(),
        });
        Self {
            sections: sections.collect(),
            header: transcript.header,
        }
    }

    /// Returns its id.
    pub fn id(&self) -> &InterviewId {
        self.header.id()
    }

    /// Returns its title as written.
    pub fn title(&self) -> &str {
        self.header.title()
    }

    /// Returns its speakers as declared.
    pub fn speakers(&self) -> &[Speaker] {
        self.header.speakers()
    }

    /// Returns everything its header says.
    pub fn header(&self) -> &Header {
        &self.header
    }
}
