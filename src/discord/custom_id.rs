//! A control as the id of a Discord component, and back.
//!
//! The id holds the whole next call, so a button works for as long as its message, whatever
//! happened to the bot meanwhile: `=ask h=1 c=2 @asker`. The first sign says where the reply
//! goes, options go by their keys, a menu's choice replaces `?`, the asker is in base 36.

use crate::{
    commands::Command,
    reply::{Args, Effect, Press},
};

/// The longest id (Discord developer docs, components reference: `custom_id` 1–100 characters).
const LONGEST: usize = 100;

const REMOVE: &str = "-remove";

/// What a component does, and for whom the message it sits on was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pressed {
    pub(super) action: Action,
    pub(super) asker: u64,
}

impl Pressed {
    /// What it is called in logs.
    pub(super) fn name(&self) -> &'static str {
        match &self.action {
            Action::Press(press) => press.command,
            Action::Remove => "remove",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Action {
    Press(Press),
    Remove,
}

/// Writes the id of a button. None if it has no room: ids of a length no real library has.
pub(super) fn press(press: &Press, asker: u64) -> Option<String> {
    write(press, None, asker)
}

/// Writes the id of a menu whose choice becomes an option.
pub(super) fn menu(press: &Press, option: &str, asker: u64) -> Option<String> {
    write(press, Some(option), asker)
}

/// Writes the id of the button that removes a message.
pub(super) fn remove(asker: u64) -> String {
    format!("{REMOVE} @{}", base36(asker))
}

/// Reads an id, with what was chosen where it is a menu's. None if it is not one of ours, or of a
/// version whose ids meant something else.
pub(super) fn read(id: &str, chosen: Option<&str>) -> Option<Pressed> {
    let (rest, asker) = id.rsplit_once(" @")?;
    let asker = u64::from_str_radix(asker, 36).ok()?;
    if rest == REMOVE {
        return Some(Pressed {
            action: Action::Remove,
            asker,
        });
    }
    let mut words = rest.split(' ');
    let first = words.next()?;
    let (effect, name) = if let Some(name) = first.strip_prefix('=') {
        (Effect::Edit, name)
    } else {
        (Effect::Copy, first.strip_prefix('+')?)
    };
    let command = Command::named(name)?;
    let args = words.try_fold(Args::new(), |args, word| {
        let (key, value) = word.split_once('=')?;
        let option = command
            .options
            .iter()
            .find(|option| key == option.key.to_string())?;
        Some(args.with(option.name, if value == "?" { chosen? } else { value }))
    })?;
    Some(Pressed {
        action: Action::Press(Press {
            command: command.name,
            args,
            effect,
        }),
        asker,
    })
}

fn write(press: &Press, choice: Option<&str>, asker: u64) -> Option<String> {
    let command = Command::named(press.command)?;
    let mut id = match press.effect {
        Effect::Edit => "=".to_owned(),
        Effect::Copy => "+".to_owned(),
    } + press.command;
    for (name, value) in press.args.iter().chain(choice.map(|name| (name, "?"))) {
        let key = command.option(name)?.key;
        if value.contains(' ') {
            return None;
        }
        id += &format!(" {key}={value}");
    }
    id += &format!(" @{}", base36(asker));
    (id.chars().count() <= LONGEST).then_some(id)
}

fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.extend(char::from_digit((number % 36) as u32, 36));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, Pressed, menu, press, read, remove};
    use crate::reply::{Args, Effect, Press};

    #[test]
    fn ids_lead_back_to_their_calls() {
        let args = Args::new()
            .with("id", "ilya-sutskever-2023#s4-t12")
            .with("context", 2);
        let call = Press {
            command: "quote",
            args,
            effect: Effect::Edit,
        };
        let id = press(&call, u64::MAX).unwrap();
        assert_eq!(id, "=quote c=2 d=ilya-sutskever-2023#s4-t12 @3w5e11264sgsf");
        assert_eq!(
            read(&id, None),
            Some(Pressed {
                action: Action::Press(call),
                asker: u64::MAX
            })
        );
        assert_eq!(
            read(&remove(7), None),
            Some(Pressed {
                action: Action::Remove,
                asker: 7
            })
        );
    }

    #[test]
    fn a_choice_fills_its_option() {
        let call = Press {
            command: "section",
            args: Args::new(),
            effect: Effect::Copy,
        };
        let id = menu(&call, "section", 1).unwrap();
        let read = read(&id, Some("s4")).unwrap();
        let expected = Press {
            args: Args::new().with("section", "s4"),
            ..call
        };
        assert_eq!(read.action, Action::Press(expected));
    }

    #[test]
    fn the_longest_addresses_have_room() {
        let address = format!("{}#s999-t9999z", "i".repeat(40));
        let args = Args::new()
            .with("id", address)
            .with("context", 9)
            .with("section", "s999")
            .with("speaker", "~01234567");
        let call = Press {
            command: "quote",
            args,
            effect: Effect::Edit,
        };
        assert!(press(&call, u64::MAX).is_some());
    }

    #[test]
    fn what_is_not_ours_is_refused() {
        for id in [
            "",
            "x",
            "=ask",
            "=nothing @1",
            "=ask z=1 @1",
            "?ask @1",
            "=ask h @1",
            "-remove @!",
        ] {
            assert_eq!(read(id, None), None, "{id}");
        }
    }
}
