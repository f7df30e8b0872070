//! The text of one interview: its canonical form, read and written.
//!
//! A transcript is a Markdown file that people can read and edit: a TOML header between two lines
//! `+++`, then blocks of one line each, parted by one empty line.
//!
//! ```text
//! ## 对齐AIignment {#s4 t=15:27 aliases="alignment", "对齐"}
//!
//! **Patel** [15:23] 让我们谈谈Alignment。……
//!
//! **Ilya** [15:30 t12a] 不太可能有数学定义。……
//!
//! A paragraph without a label continues the turn above.
//! ```
//!
//! Text is literal: what stands in the file is what was said. Only where a text would be taken for
//! something else does one `\` stand before it. Everything has exactly one spelling, so reading and
//! writing undo each other, and every departure is a [`Mistake`](crate::mistake::Mistake) that names the
//! spelling.

mod header;
mod heading;
mod id;
mod labelled;
mod line;
mod literal;
mod outline;
mod read;
mod seconds;
mod write;

pub use header::{Header, Media, Original, Role, Source, Speaker};
pub(crate) use heading::{read_alias, too_many_aliases};
pub use id::{InterviewId, SectionId, TurnId};
pub use read::parse;
pub use seconds::Seconds;
pub use write::write;

/// One interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    /// What is known of it as a whole.
    pub header: Header,
    /// Its parts in order, at least one.
    pub sections: Vec<Section>,
}

/// A titled part of an interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its id, unique within the interview.
    pub id: SectionId,
    /// Its title as published, mistakes and all.
    pub title: String,
    /// The start of its chapter in the recording.
    pub time: Option<Seconds>,
    /// Other names for search, never shown; at most [`Section::MAX_ALIASES`].
    pub aliases: Vec<String>,
    /// Its turns in order, at least one.
    pub turns: Vec<Turn>,
}

impl Section {
    /// The most aliases a section may have.
    pub const MAX_ALIASES: usize = 4;
}

/// What one speaker says under one label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Its id, unique within the section and rising.
    pub id: TurnId,
    /// Says that the id is written in the file, as it must be where it is not the running count.
    pub pinned: bool,
    /// The speaker, as an index into [`Header::speakers`].
    pub speaker: usize,
    /// When the turn begins in the recording.
    pub time: Option<Seconds>,
    /// What is said, at least one paragraph, each of them one line.
    pub paragraphs: Vec<String>,
}
