//! Text that is said, and the one sign that keeps it from being taken for something else.

use std::borrow::Cow;

use super::line::Line;
use crate::mistake::Flaw;

/// Where a text stands.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// Behind a label.
    Turn,
    /// At the start of a line.
    Paragraph,
}

impl Place {
    /// Returns what may not begin a text here unless `\` stands before it.
    fn reserved(self) -> &'static [&'static str] {
        match self {
            Self::Turn => &["\\", "["],
            Self::Paragraph => &["\\", "#", "**", "+++"],
        }
    }

    fn reserves(self, text: &str) -> Option<&'static str> {
        self.reserved()
            .iter()
            .find(|start| text.starts_with(*start))
            .copied()
    }
}

/// Reads a text as it is written in the file.
pub(super) fn read<'f>(written: &'f str, place: Place, line: &mut Line<'_>) -> &'f str {
    if let Some(text) = written.strip_prefix('\\') {
        if place.reserves(text).is_none() {
            line.note(written, Flaw::new("needless `\\`").hint("remove it"));
        }
        return text;
    }
    if let Some(start) = place.reserves(written) {
        let flaw = Flaw::new(format!("a text may not begin with `{start}`"));
        line.note(written, flaw.hint(format!("write `\\{start}`")));
    }
    written
}

/// Writes a text so that [`read`] returns it.
pub(super) fn write(text: &str, place: Place) -> Cow<'_, str> {
    if place.reserves(text).is_some() {
        Cow::Owned(format!("\\{text}"))
    } else {
        Cow::Borrowed(text)
    }
}
