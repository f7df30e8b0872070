//! The same commands at a prompt: line → call → text.

mod chat;
mod json;
mod line;
mod show;

pub use self::{
    chat::chat,
    json::{answered, described, failed},
    line::{Completion, complete, parse},
    show::{Style, error, show},
};
use crate::{
    commands::{Call, Command, Failure, Kind},
    deck::Deck,
    library::Library,
    locale::Locale,
    reply::{Args, Control, Press, Reply},
    wording::{Message, UserError},
};

/// One person at a prompt: what was shown last can be pressed by its number.
pub struct Session<'l> {
    library: &'l Library,
    locale: Locale,
    style: Style,
    deck: Deck,
    question: Option<String>,
    pressable: Vec<(Press, Option<(&'static str, String)>)>,
}

impl<'l> Session<'l> {
    /// Begins a session; chance starts from the deck.
    pub fn new(library: &'l Library, locale: Locale, style: Style, deck: Deck) -> Self {
        Self {
            library,
            locale,
            style,
            deck,
            question: None,
            pressable: Vec::new(),
        }
    }

    /// Answers a line: a command, the number of a button, or a question. The text ends with a
    /// line break; it is empty for an empty line.
    pub fn enter(&mut self, line: &str) -> Result<String, Failure> {
        let line = line.trim();
        if line.is_empty() {
            return Ok(String::new());
        }
        let reply = match line.parse::<usize>() {
            Ok(number) => self.press(number),
            Err(_) => parse(line)
                .map_err(Failure::from)
                .and_then(|(command, args)| self.call(command, args)),
        };
        match reply {
            Ok(reply) => Ok(self.show(&reply)),
            Err(Failure::User(wrong)) => Ok(error(&wrong, self.locale) + "\n"),
            Err(internal) => Err(internal),
        }
    }

    fn press(&mut self, number: usize) -> Result<Reply, Failure> {
        let pressed = number
            .checked_sub(1)
            .and_then(|at| self.pressable.get(at))
            .cloned();
        let (press, choice) = pressed
            .ok_or_else(|| UserError(Message::new("chat-no-control").with("number", number)))?;
        let mut args = press.args;
        if let Some((option, value)) = choice {
            args = args.with(option, value);
        }
        // As in a channel, a control finds its question above the answer it sits below.
        if press.command == "ask" {
            args = args.with_some("question", self.question.as_ref());
        }
        let command = Command::named(press.command)
            .ok_or_else(|| UserError(Message::new("error-control")))?;
        self.call(command, args)
    }

    fn call(&mut self, command: &Command, args: Args) -> Result<Reply, Failure> {
        let call = Call {
            args,
            deck: self.deck.clone(),
        };
        let reply = (command.run)(self.library, &call)?;
        if let Some(deck) = &reply.deck {
            self.deck = deck.clone();
        }
        Ok(reply)
    }

    fn show(&mut self, reply: &Reply) -> String {
        if reply.question.is_some() {
            self.question.clone_from(&reply.question);
        }
        self.pressable = reply
            .controls
            .iter()
            .flatten()
            .flat_map(pressable)
            .collect();
        show(reply, self.locale, self.style)
    }
}

/// What a control offers to press, in the order in which it is numbered.
fn pressable(control: &Control) -> Vec<(Press, Option<(&'static str, String)>)> {
    match control {
        Control::Press { press, .. } => vec![(press.clone(), None)],
        Control::Menu {
            press,
            option,
            items,
            ..
        } => items
            .iter()
            .map(|item| (press.clone(), Some((*option, item.value.clone()))))
            .collect(),
        Control::Open { .. } | Control::Remove => Vec::new(),
    }
}

/// Says what a flag is set to by what people type; nothing typed means yes.
fn flag(value: &str) -> &'static str {
    match value {
        "" | "true" | "yes" | "1" | "是" => "true",
        _ => "false",
    }
}

/// Sets an option from what was typed.
fn set(args: Args, option: &crate::commands::Opt, value: &str) -> Args {
    match option.kind {
        Kind::Flag => args.with(option.name, flag(value)),
        Kind::Text(_) => args.with(option.name, value),
    }
}
