//! Names of turns and sections that hold for ever.

use std::{fmt, str::FromStr};

use crate::transcript::{InterviewId, SectionId, TurnId};

/// Where something stands, for ever: `ilya-sutskever-2023#s4-t12`, or `…#s4` for a whole section.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The interview.
    pub interview: InterviewId,
    /// The section within it.
    pub section: SectionId,
    /// The turn within the section; none means the section itself.
    pub turn: Option<TurnId>,
}

impl Address {
    /// Returns the place within the interview: `s4-t12`, or `s4`.
    pub fn anchor(&self) -> String {
        match self.turn {
            Some(turn) => format!("{}-{turn}", self.section),
            None => self.section.to_string(),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.interview, self.anchor())
    }
}

impl FromStr for Address {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (interview, place) = text.split_once('#').ok_or(())?;
        let (section, turn) = match place.split_once('-') {
            Some((section, turn)) => (section, Some(turn.parse().map_err(drop)?)),
            None => (place, None),
        };
        Ok(Self {
            interview: interview.parse().map_err(drop)?,
            section: section.parse().map_err(drop)?,
            turn,
        })
    }
}
