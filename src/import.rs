//! What people have, brought into the canonical form.
//!
//! A format turns a text into a `Draft`; the rest is the same for all: a header that is given or
//! made from the draft, times and aliases from the header, ids by counting. Nothing spoken is lost
//! silently: what is left out, or was understood only by a guess, is in the notes.

mod draft;
mod header;
mod plain;
mod script;

use std::fmt;

use crate::mistake::{Flaw, Mistake};
use crate::toml_table::quoted;
use crate::transcript::{Header, InterviewId, Speaker, Transcript};
use draft::Draft;
use header::HeaderFile;

/// A transcript made from a text, and what the reader should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The transcript.
    pub transcript: Transcript,
    /// What was left out or guessed, with line numbers and without the words.
    pub notes: Vec<String>,
}

/// Why a text could not be imported: the mistakes of its two files, each sorted by place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// Mistakes in the text.
    pub text: Vec<Mistake>,
    /// Mistakes in the header's file.
    pub header: Vec<Mistake>,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text.iter().map(|mistake| ("text", mistake));
        let header = self.header.iter().map(|mistake| ("header", mistake));
        for (index, (file, mistake)) in text.chain(header).enumerate() {
            let separator = if index > 0 { "\n" } else { "" };
            write!(f, "{separator}{file}:{mistake}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ImportError {}

/// Imports a text.
///
/// `header` is the TOML of a header, to which `[[sections]]` with times and aliases may be added.
/// Without one it is made from the text, and the interview is named after `name`.
pub fn import(text: &str, header: Option<&str>, name: &str) -> Result<Imported, ImportError> {
    let in_header = |header| ImportError {
        text: Vec::new(),
        header,
    };
    let in_text = |text| ImportError {
        text,
        header: Vec::new(),
    };

    let file = header
        .map(HeaderFile::parse)
        .transpose()
        .map_err(in_header)?;
    let known = file.as_ref().map(HeaderFile::speakers);
    let mut draft = plain::read(text, known, name).map_err(in_text)?;
    let header = match file {
        Some(file) => file.complete(&mut draft.sections).map_err(in_header)?,
        None => make_header(&draft, name).map_err(in_text)?,
    };
    let transcript = Transcript {
        header,
        sections: draft.sections,
    };
    Ok(Imported {
        transcript,
        notes: draft.notes,
    })
}

/// Makes a header from what the text itself tells.
fn make_header(draft: &Draft, name: &str) -> Result<Header, Vec<Mistake>> {
    let missing = |problem| vec![Flaw::new(problem).hint("give a header").at(1, 1)];
    let id = id(name).ok_or_else(|| missing(format!("no id can be made of the name `{name}`")))?;
    let language = script::language(draft.speech())
        .ok_or_else(|| missing("the language of the text is not clear".to_owned()))?;
    let title = draft.title.as_deref().unwrap_or(name);
    let mut lines = vec![
        format!("id = {}", quoted(id.as_str())),
        format!("title = {}", quoted(title)),
        format!("language = {}", quoted(language)),
    ];
    for Speaker { name, label, .. } in &draft.speakers {
        lines.push("\n[[speakers]]".to_owned());
        lines.push(format!("name = {}", quoted(name)));
        lines.push(format!("label = {}", quoted(label)));
    }
    // Nobody has seen the lines of this header, so the mistakes stand at the start of the text.
    Header::parse(&lines.join("\n")).map_err(|mistakes| {
        mistakes
            .into_iter()
            .flat_map(|mistake| missing(mistake.problem))
            .collect()
    })
}

/// Makes an id from the name of a file.
fn id(name: &str) -> Option<InterviewId> {
    let words = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let id: String = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    let id: String = id.chars().take(InterviewId::MAX_CHARS).collect();
    id.parse().ok()
}
