//! The table of commands; nothing about any one of them.
//!
//! Registration, dispatch, help, terminal, README and tests all read [`ALL`]. To add a command,
//! write `commands/<name>.rs` and add its two lines here.

mod args;
mod ask;
mod help;
mod interviews;
mod parts;
mod quote;
mod section;
mod suggest;

use crate::{
    deck::Deck,
    library::Library,
    reply::{Args, Reply},
    wording::{Message, UserError},
};

/// All commands, in the order in which help lists them.
pub const ALL: &[&Command] = &[
    &ask::COMMAND,
    &quote::COMMAND,
    &section::COMMAND,
    &interviews::COMMAND,
    &help::COMMAND,
];

/// The longest question, in characters: it is shown whole above its answer.
pub const LONGEST_QUESTION: usize = 300;

/// Something people can ask for.
pub struct Command {
    /// Its name in English; the locales hold the others, and what it is about, by this name.
    pub name: &'static str,
    /// A call that shows what it does, as one would type it.
    pub example: &'static str,
    /// What can be said with it, the required ones first.
    pub options: &'static [Opt],
    /// Does it.
    pub run: fn(&Library, &Call) -> Result<Reply, Failure>,
}

/// An option of a command.
pub struct Opt {
    /// Its name in English; the locales hold the others, and what it is about, by this name.
    pub name: &'static str,
    /// Its name within a control, where room is scarce; unique within the command.
    pub key: char,
    /// What it takes.
    pub kind: Kind,
    /// Who sets it.
    pub by: By,
    /// What may be meant by what was typed so far.
    pub suggest: Option<Suggest>,
}

/// Returns what may be meant by what was typed so far in one option, given the others.
pub type Suggest = fn(&Library, &Call, &str) -> Vec<Suggestion>;

/// What an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text of at most so many characters.
    Text(u16),
    /// Yes or no.
    Flag,
}

/// Who sets an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// People, and the command needs it.
    PeopleAlways,
    /// People, if they like.
    People,
    /// Controls and scripts; people are not shown it.
    Controls,
}

/// One choice that completes an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What people see.
    pub name: String,
    /// What the option becomes.
    pub value: String,
}

/// All a command needs to know of the world.
#[derive(Debug, Clone, Default)]
pub struct Call {
    /// Its options.
    pub args: Args,
    /// The channel's deck, for what is drawn by chance.
    pub deck: Deck,
}

/// Why there is no reply.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Something the asker can mend.
    #[error(transparent)]
    User(#[from] UserError),
    /// Something only we can.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

impl Command {
    /// Finds a command by its English name.
    pub fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().copied().find(|command| command.name == name)
    }

    /// Finds an option by its English name.
    pub fn option(&self, name: &str) -> Option<&'static Opt> {
        self.options.iter().find(|option| option.name == name)
    }

    /// Yields the options that people set.
    pub fn shown(&self) -> impl Iterator<Item = &'static Opt> {
        self.options
            .iter()
            .filter(|option| option.by != By::Controls)
    }

    /// Runs it.
    pub fn call(&self, library: &Library, call: &Call) -> Result<Reply, Failure> {
        (self.run)(library, call)
    }

    /// Returns at most 25 choices for an option, with names and values that differ.
    pub fn suggest(
        &self,
        library: &Library,
        call: &Call,
        option: &str,
        typed: &str,
    ) -> Vec<Suggestion> {
        let Some(suggest) = self.option(option).and_then(|option| option.suggest) else {
            return Vec::new();
        };
        suggest::tidy(suggest(library, call, typed))
    }
}

/// Options that more than one command has.
const INTERVIEW: Opt = Opt {
    name: "interview",
    key: 'i',
    kind: Kind::Text(100),
    by: By::People,
    suggest: Some(suggest::interviews),
};
const SPEAKER: Opt = Opt {
    name: "speaker",
    key: 'p',
    kind: Kind::Text(100),
    by: By::People,
    suggest: Some(suggest::speakers),
};
const SECTION: Opt = Opt {
    name: "section",
    key: 's',
    kind: Kind::Text(100),
    by: By::People,
    suggest: Some(suggest::sections),
};
const PRIVATE: Opt = Opt {
    name: "private",
    key: 'v',
    kind: Kind::Flag,
    by: By::People,
    suggest: None,
};

/// An option that only controls set: never shown, at most a number or an address.
const fn internal(name: &'static str, key: char) -> Opt {
    Opt {
        name,
        key,
        kind: Kind::Text(100),
        by: By::Controls,
        suggest: None,
    }
}

/// A switch that only scripts set.
const fn internal_flag(name: &'static str, key: char) -> Opt {
    Opt {
        name,
        key,
        kind: Kind::Flag,
        by: By::Controls,
        suggest: None,
    }
}

/// Names a button or sentence.
const fn say(key: &'static str) -> Message {
    Message::new(key)
}
