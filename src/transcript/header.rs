//! What is known of an interview as a whole: the TOML at the top of its file.

mod read;

pub(super) use read::Reading;

use super::InterviewId;
use crate::mistake::Mistake;

/// The header of a transcript, as it is written and as it is meant.
///
/// The text is kept, so comments and layout survive a round trip; the fields are its meaning, and
/// nothing changes one without the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    toml: String,
    id: InterviewId,
    title: String,
    language: String,
    published: Option<String>,
    speakers: Vec<Speaker>,
    source: Option<Source>,
    original: Option<Original>,
    media: Option<Media>,
}

/// Somebody who speaks in an interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The full name.
    pub name: String,
    /// The name before each turn, unique within the interview.
    pub label: String,
    /// The part in the conversation, where it is known.
    pub role: Option<Role>,
}

/// A speaker's part in the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Asks.
    Host,
    /// Is asked.
    Guest,
}

/// Where the text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name of the place.
    pub name: String,
    /// How it wants to be credited.
    pub credit: Option<String>,
    /// Its address, where it is known.
    pub url: Option<String>,
}

/// The interview in the language it was held in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// The name of the show or paper.
    pub name: Option<String>,
    /// The title there.
    pub title: Option<String>,
    /// Its address.
    pub url: String,
    /// Its language as a BCP 47 tag, such as `en`.
    pub language: Option<String>,
}

/// Recordings of the interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// The id of the video, as in `watch?v=`.
    pub youtube: Option<String>,
}

impl Header {
    /// Reads the TOML of a header; lines are counted from its first.
    pub fn parse(toml: &str) -> Result<Self, Vec<Mistake>> {
        let reading = Reading::of(toml);
        reading.header.ok_or(reading.mistakes)
    }

    /// Returns the text as it is written: whole lines, or nothing.
    pub fn toml(&self) -> &str {
        &self.toml
    }

    /// Returns the id of the interview.
    pub fn id(&self) -> &InterviewId {
        &self.id
    }

    /// Returns the title of the interview.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns the language of the text as a BCP 47 tag, such as `zh-Hans`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Returns the day the interview was published, such as `2023-03-27`.
    pub fn published(&self) -> Option<&str> {
        self.published.as_deref()
    }

    /// Returns everybody who speaks, at least one.
    pub fn speakers(&self) -> &[Speaker] {
        &self.speakers
    }

    /// Returns where the text comes from.
    pub fn source(&self) -> Option<&Source> {
        self.source.as_ref()
    }

    /// Returns the interview in its own language.
    pub fn original(&self) -> Option<&Original> {
        self.original.as_ref()
    }

    /// Returns the recordings.
    pub fn media(&self) -> Option<&Media> {
        self.media.as_ref()
    }
}
