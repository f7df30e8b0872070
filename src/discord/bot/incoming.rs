//! What every kind of interaction has.

use std::time::Instant;

use serenity::all::{CommandInteraction, CreateInteractionResponse, Interaction};

use crate::{
    commands::Command,
    discord::{read, show},
    locale::Locale,
    metrics::Kind,
    wording::UserError,
};

/// An interaction, less what is particular to its kind.
pub(super) struct Incoming {
    pub(super) id: u64,
    pub(super) token: String,
    pub(super) kind: Kind,
    /// What it is called in logs and metrics: a name of ours, never of who made it.
    pub(super) name: &'static str,
    /// Language of who made it.
    pub(super) locale: String,
    /// Language of the server it was made in.
    pub(super) server: Option<String>,
    pub(super) arrived: Instant,
}

impl Incoming {
    /// None for kinds that we never ask for.
    pub(super) fn new(interaction: &Interaction, arrived: Instant) -> Option<Self> {
        match interaction {
            Interaction::Command(command) => Some(Self::typed(command, Kind::Command, arrived)),
            Interaction::Autocomplete(typing) => {
                Some(Self::typed(typing, Kind::Autocomplete, arrived))
            }
            Interaction::Component(press) => Some(Self {
                id: press.id.get(),
                token: press.token.clone(),
                kind: Kind::Press,
                name: read::press(press).map_or("stale control", |pressed| pressed.name()),
                locale: press.locale.clone(),
                server: press.guild_locale.clone(),
                arrived,
            }),
            _ => None,
        }
    }

    /// A command, or one that is still being typed.
    fn typed(interaction: &CommandInteraction, kind: Kind, arrived: Instant) -> Self {
        let command = Command::named(&interaction.data.name);
        Self {
            id: interaction.id.get(),
            token: interaction.token.clone(),
            kind,
            name: command.map_or("unknown", |command| command.name),
            locale: interaction.locale.clone(),
            server: interaction.guild_locale.clone(),
            arrived,
        }
    }

    /// Tells who made it what went wrong, and the way out.
    pub(super) fn wrong(&self, error: &UserError) -> CreateInteractionResponse {
        show::wrong(error, Locale::from_discord(&self.locale)).create()
    }
}
