//! A transcript as the text of a file.

use super::literal::{self, Place};
use super::{Transcript, Turn, heading, labelled};

/// Writes a transcript so that [`parse`](super::parse) returns it.
pub fn write(transcript: &Transcript) -> String {
    let mut file = format!("+++\n{}+++\n", transcript.header.toml());
    let mut block = |text: &str| {
        file.push('\n');
        file.push_str(text);
        file.push('\n');
    };
    for section in &transcript.sections {
        block(&heading::write(section));
        for turn in &section.turns {
            block(&labelled::write(turn, label(transcript, turn)));
            for paragraph in turn.paragraphs.iter().skip(1) {
                block(&literal::write(paragraph, Place::Paragraph));
            }
        }
    }
    file
}

fn label<'t>(transcript: &'t Transcript, turn: &Turn) -> &'t str {
    &transcript.header.speakers()[turn.speaker].label
}
