//! Everybody who speaks, under all their names.

use super::label::Label;
use crate::import::script::is_han;
use crate::transcript::Speaker;

/// The speakers of a text.
pub(super) struct Cast {
    speakers: Vec<Speaker>,
    /// Each name with the index of its speaker.
    names: Vec<(String, usize)>,
}

impl Cast {
    /// Gathers the speakers of a header.
    pub(super) fn of(speakers: &[Speaker]) -> Self {
        let mut cast = Self {
            speakers: Vec::new(),
            names: Vec::new(),
        };
        for speaker in speakers {
            cast.add(speaker.clone());
        }
        cast
    }

    /// Finds the speakers of a text in its labels: those it declares, and those it uses twice.
    pub(super) fn found(labels: &[Label<'_>]) -> Self {
        let mut cast = Self::of(&[]);
        for label in labels {
            let again = || {
                labels
                    .iter()
                    .filter(|other| other.name == label.name)
                    .count()
                    > 1
            };
            if let Some(short) = label.short {
                if !cast.declare(label.name, short) {
                    cast.add(speaker(label.name, short));
                }
            } else if cast.find(label.name).is_none() && label.may_be_one() && again() {
                cast.add(speaker(label.name, label.name));
            }
        }
        cast
    }

    fn add(&mut self, speaker: Speaker) {
        let index = self.speakers.len();
        self.names.extend([
            (speaker.label.clone(), index),
            (speaker.name.clone(), index),
        ]);
        self.speakers.push(speaker);
    }

    /// Learns that two names mean one speaker; fails where neither is known.
    pub(super) fn declare(&mut self, name: &str, short: &str) -> bool {
        let Some(speaker) = self.find(name).or(self.find(short)) else {
            return false;
        };
        self.names
            .extend([(name.to_owned(), speaker), (short.to_owned(), speaker)]);
        true
    }

    /// Returns the speaker of a name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.names
            .iter()
            .find(|(known, _)| known == name)
            .map(|&(_, speaker)| speaker)
    }

    /// Returns the speaker with whose name a line begins, if it goes on in Chinese after a space.
    pub(super) fn find_bare<'t>(&self, line: &'t str) -> Option<(usize, &'t str)> {
        self.names.iter().find_map(|(name, speaker)| {
            let rest = line.strip_prefix(name.as_str())?;
            let text = rest.trim_start();
            (text != rest && text.starts_with(is_han)).then_some((*speaker, text))
        })
    }

    /// Returns the label of a speaker.
    pub(super) fn label(&self, speaker: usize) -> &str {
        &self.speakers[speaker].label
    }

    /// Returns the labels of all speakers.
    pub(super) fn labels(&self) -> Vec<&str> {
        self.speakers
            .iter()
            .map(|speaker| speaker.label.as_str())
            .collect()
    }

    /// Returns the speakers in the order in which they became known.
    pub(super) fn into_speakers(self) -> Vec<Speaker> {
        self.speakers
    }
}

fn speaker(name: &str, label: &str) -> Speaker {
    Speaker {
        name: name.to_owned(),
        label: label.to_owned(),
        role: None,
    }
}
