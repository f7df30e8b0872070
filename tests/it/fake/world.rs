//! Who acts and where: the people and places of the fake Discord.

use serde_json::{Value, json};

use super::payload;

pub(crate) const BOT: u64 = 1_100_000_000_000_000_001;
pub(crate) const SERVER: u64 = 1_200_000_000_000_000_001;
pub(crate) const FOREIGN_SERVER: u64 = 1_200_000_000_000_000_002;
const GROUP: u64 = 1_600_000_000_000_000_001;
const PEOPLE: u64 = 1_400_000_000_000_000_000;

pub(crate) const MANAGE_SERVER: u64 = 1 << 5;
pub(crate) const MANAGE_MESSAGES: u64 = 1 << 13;
/// See channels, write, link, attach, read the history, use commands.
const EVERYDAY: u64 = 1 << 10 | 1 << 11 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 31;

/// Somebody who uses Discord. Two people of one name are the same person.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Person {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) locale: String,
    pub(crate) permissions: u64,
}

impl Person {
    /// An English-speaking member without special permissions.
    pub(crate) fn named(name: &str) -> Self {
        let digits = name.bytes().fold(7, |sum: u64, byte| {
            (sum * 131 + u64::from(byte)) % 1_000_000_007
        });
        Self {
            id: PEOPLE + digits,
            name: name.to_owned(),
            locale: "en-US".to_owned(),
            permissions: EVERYDAY,
        }
    }

    /// Sets the language of this person's Discord.
    pub(crate) fn speaking(self, locale: &str) -> Self {
        Self {
            locale: locale.to_owned(),
            ..self
        }
    }

    /// Grants more permissions, such as [`MANAGE_MESSAGES`].
    pub(crate) fn with(self, permissions: u64) -> Self {
        Self {
            permissions: self.permissions | permissions,
            ..self
        }
    }
}

/// Where something happens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    /// The channel of a server that the bot is a member of, with the server's locale.
    Server(String),
    /// The channel of a server without the bot, where people bring it along as their own app.
    ForeignServer(String),
    /// A conversation with the bot alone.
    Dm,
    /// A conversation among people, where one brings the bot along.
    GroupDm,
}

impl Place {
    pub(crate) fn server() -> Self {
        Self::Server("en-US".to_owned())
    }

    pub(crate) fn foreign_server() -> Self {
        Self::ForeignServer("en-US".to_owned())
    }

    /// Returns the server and its locale.
    pub(super) fn guild(&self) -> Option<(u64, &str)> {
        match self {
            Self::Server(locale) => Some((SERVER, locale)),
            Self::ForeignServer(locale) => Some((FOREIGN_SERVER, locale)),
            Self::Dm | Self::GroupDm => None,
        }
    }

    /// `InteractionContextType`: guild, bot DM, private channel.
    pub(super) fn context(&self) -> u64 {
        match self {
            Self::Server(_) | Self::ForeignServer(_) => 0,
            Self::Dm => 1,
            Self::GroupDm => 2,
        }
    }

    /// Whether the bot is there by itself, so that it may write without having been asked.
    pub(super) fn has_bot(&self) -> bool {
        matches!(self, Self::Server(_) | Self::Dm)
    }
}

/// A person at a place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scene {
    pub(crate) person: Person,
    pub(crate) place: Place,
}

impl Scene {
    pub(super) fn channel(&self) -> u64 {
        match self.place {
            Place::Server(_) => SERVER + 100,
            Place::ForeignServer(_) => FOREIGN_SERVER + 100,
            Place::Dm => self.person.id + 100_000_000_000_000_000,
            Place::GroupDm => GROUP,
        }
    }

    /// By which installation the bot is there: of the server, of the person, or in its own DM.
    pub(super) fn owners(&self) -> Value {
        match self.place {
            Place::Server(_) => json!({ "0": SERVER.to_string() }),
            Place::Dm => json!({ "0": "0" }),
            Place::ForeignServer(_) | Place::GroupDm => json!({ "1": self.person.id.to_string() }),
        }
    }

    /// The fields of an interaction that tell who acts and where.
    pub(super) fn fields(&self) -> Value {
        let mut fields = json!({
            "app_permissions": "2248473465835073",
            "authorizing_integration_owners": self.owners(),
            "channel": payload::channel(self),
            "channel_id": self.channel().to_string(),
            "context": self.place.context(),
            "locale": self.person.locale,
        });
        if let Some((id, locale)) = self.place.guild() {
            fields["guild"] = json!({ "id": id.to_string(), "locale": locale, "features": [] });
            fields["guild_id"] = json!(id.to_string());
            fields["guild_locale"] = json!(locale);
            fields["member"] = payload::member(&self.person);
        } else {
            fields["user"] = payload::user(&self.person);
        }
        fields
    }
}
