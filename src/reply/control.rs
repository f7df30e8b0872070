//! What can be pressed below a reply, and the call behind it.

use std::collections::BTreeMap;

use crate::wording::Message;

/// Something to press.
#[derive(Debug, Clone)]
pub enum Control {
    /// Makes another call.
    Press {
        /// What the button says.
        label: Message,
        /// The call.
        press: Press,
    },
    /// Makes another call with the chosen value as one of its options.
    Menu {
        /// What the menu says while nothing is chosen.
        placeholder: Message,
        /// The call without the choice.
        press: Press,
        /// The option that the choice fills.
        option: &'static str,
        /// What can be chosen; at most 25.
        items: Vec<Item>,
    },
    /// Opens an address.
    Open {
        /// What the button says.
        label: Message,
        /// The address.
        url: String,
    },
    /// Removes the reply.
    Remove,
}

/// The call behind a control. It holds all the call needs, so it works for as long as the message
/// it sits on; only the question is read from the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Press {
    /// Name of the command.
    pub command: &'static str,
    /// Options of the command.
    pub args: Args,
    /// Where the reply goes.
    pub effect: Effect,
}

/// Where the reply to a press goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Into the message itself, if it is the presser's own; else as [`Effect::Copy`].
    Edit,
    /// To the presser alone.
    Copy,
}

/// One choice of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The value.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// More about it.
    pub about: Option<Message>,
    /// Whether it is what the reply shows now.
    pub chosen: bool,
}

/// Options of a call by their names, as text: what was typed, not yet what is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Args(BTreeMap<String, String>);

impl Args {
    /// Makes options without any.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets an option.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers hand in numbers and references alike"
    )]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.0.insert(name.to_owned(), value.to_string());
        self
    }

    /// Sets an option if there is a value for it.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Returns an option as typed, without outer white space; none if nothing is left.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0
            .get(name)
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// Returns an option that counts something; none where it is no number.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.text(name)?.parse().ok()
    }

    /// Says whether an option is switched on.
    pub fn flag(&self, name: &str) -> bool {
        self.text(name) == Some("true")
    }

    /// Yields all options in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
