//! The line a turn begins with: `**Label** [15:23 t12] text`.

use std::str::FromStr;

use super::line::Line;
use super::literal::{self, Place};
use super::{Seconds, Turn, TurnId};
use crate::mistake::Flaw;

/// What a line must begin with to be a turn.
pub(super) const START: &str = "**";

const FORM: &str = "write `**Label** text` or `**Label** [15:23 t12] text`";

/// A turn's first line.
pub(super) struct Labelled<'f> {
    pub(super) label: &'f str,
    /// Time and id with the part of the line they stand in.
    pub(super) time: Option<(&'f str, Seconds)>,
    pub(super) id: Option<(&'f str, TurnId)>,
    pub(super) text: &'f str,
}

/// Reads what follows [`START`]; `None` where the line is no turn.
pub(super) fn read<'f>(rest: &'f str, line: &mut Line<'f>) -> Option<Labelled<'f>> {
    let Some((label, rest)) = rest.split_once("**") else {
        line.note(
            rest,
            Flaw::new("label without end").hint(format!("{FORM}; `\\**` for a text")),
        );
        return None;
    };
    let mut turn = Labelled {
        label,
        time: None,
        id: None,
        text: "",
    };
    let Some(rest) = rest.strip_prefix(' ') else {
        let problem = if rest.is_empty() {
            "turn without text"
        } else {
            "no space after a label"
        };
        line.note(rest, Flaw::new(problem).hint(FORM));
        return Some(turn);
    };
    let written = match bracket(rest) {
        Some((inside, after)) => {
            turn.read_bracket(inside, line);
            after.strip_prefix(' ').unwrap_or_else(|| {
                line.note(after, Flaw::new("no space and text after `]`").hint(FORM));
                after
            })
        }
        None => rest,
    };
    if written.trim() != written {
        line.note(
            written,
            Flaw::new("more than one space before a text").hint(FORM),
        );
    }
    turn.text = literal::read(written, Place::Turn, line);
    Some(turn)
}

/// Parts a bracket of time and id from the text; what does not look like one is left in the text.
fn bracket(rest: &str) -> Option<(&str, &str)> {
    let (inside, after) = rest.strip_prefix('[')?.split_once(']')?;
    let number = inside.strip_prefix('t').unwrap_or(inside);
    number
        .starts_with(|c: char| c.is_ascii_digit())
        .then_some((inside, after))
}

impl<'f> Labelled<'f> {
    fn read_bracket(&mut self, inside: &'f str, line: &mut Line<'f>) {
        let (time, id) = match inside.split_once(' ') {
            Some((time, id)) => (Some(time), Some(id)),
            None if inside.starts_with('t') => (None, Some(inside)),
            None => (Some(inside), None),
        };
        self.time = time.and_then(|part| Some((part, line.read(part, Seconds::from_str)?)));
        self.id = id.and_then(|part| Some((part, line.read(part, TurnId::from_str)?)));
    }
}

/// Writes a turn's first line so that [`read`] returns it.
pub(super) fn write(turn: &Turn, label: &str) -> String {
    let id = turn.pinned.then_some(turn.id);
    let bracket = match (turn.time, id) {
        (Some(time), Some(id)) => format!("[{time} {id}] "),
        (Some(time), None) => format!("[{time}] "),
        (None, Some(id)) => format!("[{id}] "),
        (None, None) => String::new(),
    };
    let text = turn.paragraphs.first().map_or("", String::as_str);
    format!(
        "{START}{label}** {bracket}{}",
        literal::write(text, Place::Turn)
    )
}
