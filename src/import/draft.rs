//! What a format makes of a text: who says what, in which order.

use crate::mistake::Flaw;
use crate::toml_table;
use crate::transcript::{Section, SectionId, Speaker, Turn, TurnId};

/// A talk without header, times and aliases, built in the order of reading.
pub(super) struct Draft {
    /// The title, where the text has one.
    pub(super) title: Option<String>,
    /// The speakers of the header, or those found in the text.
    pub(super) speakers: Vec<Speaker>,
    /// What is said so far.
    pub(super) sections: Vec<Section>,
    /// What was left out or guessed.
    pub(super) notes: Vec<String>,
}

impl Draft {
    /// Starts a draft in which some people may speak.
    pub(super) fn new(speakers: Vec<Speaker>) -> Self {
        Self {
            title: None,
            speakers,
            sections: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Begins a section.
    pub(super) fn section(&mut self, title: &str) -> Result<(), Flaw> {
        let id = match self.sections.last() {
            Some(last) => last
                .id
                .following()
                .ok_or_else(|| Flaw::new("too many sections"))?,
            None => SectionId::FIRST,
        };
        self.sections.push(Section {
            id,
            title: toml_table::line(title)?,
            time: None,
            aliases: Vec::new(),
            turns: Vec::new(),
        });
        Ok(())
    }

    /// Begins a turn in the last section.
    pub(super) fn turn(&mut self, speaker: usize) -> Result<(), Flaw> {
        let turns = self.sections.last_mut().map(|section| &mut section.turns);
        let turns = turns.ok_or_else(|| Flaw::new("turn before the first section"))?;
        let id = match turns.last() {
            Some(last) => last
                .id
                .following()
                .ok_or_else(|| Flaw::new("too many turns"))?,
            None => TurnId::FIRST,
        };
        turns.push(Turn {
            id,
            pinned: false,
            speaker,
            time: None,
            paragraphs: Vec::new(),
        });
        Ok(())
    }

    /// Adds a paragraph to the last turn.
    pub(super) fn paragraph(&mut self, text: &str) -> Result<(), Flaw> {
        self.paragraphs()?.push(text.to_owned());
        Ok(())
    }

    /// Goes on with the last paragraph, after a line break that means nothing.
    pub(super) fn wrapped(&mut self, text: &str) -> Result<(), Flaw> {
        let Some(paragraph) = self.paragraphs()?.last_mut() else {
            return self.paragraph(text);
        };
        let sides = paragraph
            .chars()
            .next_back()
            .into_iter()
            .chain(text.chars().next());
        if !sides.into_iter().any(super::script::is_wide) {
            paragraph.push(' ');
        }
        paragraph.push_str(text);
        Ok(())
    }

    fn paragraphs(&mut self) -> Result<&mut Vec<String>, Flaw> {
        let turn = self
            .sections
            .last_mut()
            .and_then(|section| section.turns.last_mut());
        turn.map(|turn| &mut turn.paragraphs).ok_or_else(|| {
            Flaw::new("text before the first turn of a section").hint("begin it with a label")
        })
    }

    /// Returns every character that is said.
    pub(super) fn speech(&self) -> impl Iterator<Item = char> {
        let turns = self.sections.iter().flat_map(|section| &section.turns);
        turns
            .flat_map(|turn| &turn.paragraphs)
            .flat_map(|paragraph| paragraph.chars())
    }
}
