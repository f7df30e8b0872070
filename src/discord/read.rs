//! What people did in Discord, as calls.

use serenity::all::{
    CommandInteraction, ComponentInteraction, ComponentInteractionDataKind, Message, ResolvedValue,
    UserId,
};

use super::custom_id::{self, Pressed};
use crate::{
    commands::{Command, Kind},
    fold::{is_han, is_traditional},
    locale::Locale,
    reply::Args,
    wording::UserError,
};

/// Reads the command and its options.
pub(super) fn command(
    interaction: &CommandInteraction,
) -> Result<(&'static Command, Args), UserError> {
    let name = &interaction.data.name;
    let command = Command::named(name).ok_or_else(|| UserError::tried("error-no-command", name))?;
    let given = interaction.data.options();
    let args = given
        .iter()
        .fold(Args::new(), |args, option| match &option.value {
            // Only what people may set: an option of controls is not theirs.
            _ if !command.shown().any(|shown| shown.name == option.name) => args,
            ResolvedValue::String(text) => args.with(option.name, text),
            ResolvedValue::Boolean(flag) => args.with(option.name, flag),
            _ => args,
        });
    Ok((command, args))
}

/// An option that is being typed, and the others so far.
pub(super) struct Typing<'i> {
    pub(super) command: &'static Command,
    pub(super) option: &'i str,
    pub(super) typed: &'i str,
    pub(super) args: Args,
}

/// Reads what is being typed.
pub(super) fn typing(interaction: &CommandInteraction) -> Option<Typing<'_>> {
    let command = Command::named(&interaction.data.name)?;
    let mut typing = Typing {
        command,
        option: "",
        typed: "",
        args: Args::new(),
    };
    for option in interaction.data.options() {
        match option.value {
            ResolvedValue::Autocomplete { value, .. } => {
                (typing.option, typing.typed) = (option.name, value);
            }
            ResolvedValue::String(text)
                if command
                    .option(option.name)
                    .is_some_and(|o| matches!(o.kind, Kind::Text(_))) =>
            {
                typing.args = typing.args.with(option.name, text);
            }
            _ => {}
        }
    }
    Some(typing)
}

/// Reads which control was pressed, with what was chosen.
pub(super) fn press(interaction: &ComponentInteraction) -> Option<Pressed> {
    let chosen = match &interaction.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.first().map(String::as_str),
        _ => None,
    };
    custom_id::read(&interaction.data.custom_id, chosen)
}

/// Reads the question of a message to the bot: the text without its mention. None if the message
/// is not a question to it: a reply's ping alone is not, nor is anything by bots and webhooks.
pub(super) fn question(message: &Message, bot: UserId) -> Option<String> {
    if message.author.bot || message.webhook_id.is_some() {
        return None;
    }
    let mentions = [format!("<@{bot}>"), format!("<@!{bot}>")];
    let is_direct = message.guild_id.is_none();
    if !is_direct
        && !mentions
            .iter()
            .any(|mention| message.content.contains(mention))
    {
        return None;
    }
    let text = mentions
        .iter()
        .fold(message.content.clone(), |text, mention| {
            text.replace(mention, " ")
        });
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The language of a reply: the reader's own where only they see it; in public the configured
/// one, else the server's, else the asker's. A server that never chose says `en-US`, whatever its
/// people speak.
pub(super) fn locale(
    private: bool,
    asker: &str,
    server: Option<&str>,
    configured: Option<Locale>,
) -> Locale {
    if private {
        return Locale::from_discord(asker);
    }
    let server = server
        .filter(|locale| *locale != "en-US")
        .map(Locale::from_discord);
    configured
        .or(server)
        .unwrap_or_else(|| Locale::from_discord(asker))
}

/// The language of an answer to a message, which tells no locale: its question's script.
pub(super) fn locale_of_text(text: &str, configured: Option<Locale>) -> Locale {
    configured.unwrap_or_else(|| {
        if is_traditional(text) {
            Locale::ZhTw
        } else if text.chars().any(is_han) {
            Locale::ZhCn
        } else {
            Locale::En
        }
    })
}
