//! One line of a text, and what it is taken for.

use super::cast::Cast;
use super::label::Label;
use crate::mistake::{Flaw, Mistake};

/// The sign around the title of a section.
const MARK: &str = "━━";

/// Words that begin what websites put below a text.
const BELOW: [&str; 7] = [
    "相关文章",
    "相关阅读",
    "推荐阅读",
    "延伸阅读",
    "版权声明",
    "转载请注明",
    "免责声明",
];

/// A line with something in it.
pub(super) struct Row<'t> {
    number: usize,
    column: usize,
    /// The line without white space around it.
    pub(super) text: &'t str,
    /// Says that the line above is neither empty nor a mark.
    pub(super) touches: bool,
    pub(super) kind: Kind<'t>,
}

/// What a line is taken for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind<'t> {
    /// The beginning of a section, with its title.
    Mark(&'t str),
    /// The beginning of a turn.
    Turn { speaker: usize, text: &'t str },
    /// What looks like a turn but for the colon.
    Bare { speaker: usize, text: &'t str },
    /// What looks like a turn of somebody nobody declared.
    Stranger(&'t str),
    /// Anything else.
    Text,
}

impl<'t> Row<'t> {
    /// Parts a text into its rows; all but marks are text as yet.
    pub(super) fn all(text: &'t str) -> Vec<Self> {
        let mut rows = Vec::new();
        let mut touches = false;
        for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let row = line.trim();
            let kind = mark(row).map_or(Kind::Text, Kind::Mark);
            if !row.is_empty() {
                let column = line.chars().take_while(|c| c.is_whitespace()).count() + 1;
                rows.push(Row {
                    number,
                    column,
                    text: row,
                    touches,
                    kind,
                });
            }
            touches = !row.is_empty() && kind == Kind::Text;
        }
        rows
    }

    /// Says what the row is, once everybody is known.
    pub(super) fn classify(&mut self, cast: &Cast) {
        if self.kind != Kind::Text {
            return;
        }
        let label = Label::of(self.text);
        let known = label
            .as_ref()
            .and_then(|label| Some((cast.find(label.name)?, label.text)));
        self.kind = match (known, cast.find_bare(self.text), label) {
            (Some((speaker, text)), ..) => Kind::Turn { speaker, text },
            (None, Some((speaker, text)), _) => Kind::Bare { speaker, text },
            (None, None, Some(label)) if label.may_be_one() => Kind::Stranger(label.name),
            _ => Kind::Text,
        };
    }

    /// Says that the row may begin what stands below a text and is not part of it.
    pub(super) fn may_end_the_talk(&self) -> bool {
        match self.kind {
            Kind::Mark(_) | Kind::Stranger(_) => true,
            Kind::Turn { .. } => false,
            Kind::Bare { .. } | Kind::Text => BELOW.iter().any(|word| {
                let rest = self.text.strip_prefix(word);
                rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            }),
        }
    }

    /// Says that a section begins here.
    pub(super) fn is_mark(&self) -> bool {
        matches!(self.kind, Kind::Mark(_))
    }

    /// Says that a turn begins here.
    pub(super) fn is_turn(&self) -> bool {
        matches!(self.kind, Kind::Turn { .. })
    }

    /// Returns whose turn begins here.
    pub(super) fn speaker(&self) -> Option<usize> {
        match self.kind {
            Kind::Turn { speaker, .. } => Some(speaker),
            _ => None,
        }
    }

    /// Returns the number of the line.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// Gives a flaw its place at the start of the row.
    pub(super) fn mistake(&self, flaw: Flaw) -> Mistake {
        flaw.at(self.number, self.column)
    }

    /// Returns the mistake of a character that no transcript may hold.
    pub(super) fn control(&self) -> Option<Mistake> {
        let (index, control) = self
            .text
            .chars()
            .enumerate()
            .find(|(_, c)| c.is_control())?;
        let flaw = Flaw::new(format!("control character {}", control.escape_unicode()));
        Some(flaw.hint("remove it").at(self.number, self.column + index))
    }
}

fn mark(row: &str) -> Option<&str> {
    let title = row.strip_prefix(MARK)?.strip_suffix(MARK)?;
    Some(title.trim_matches(|c: char| c == '━' || c.is_whitespace()))
}
