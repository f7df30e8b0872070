//! What a person sees of the bot's answer.

use std::fmt;
use std::time::Duration;

use serde_json::Value;

use super::message_rules::EPHEMERAL;
use super::text;
use super::world::Scene;

/// The flag of a deferred reply that has not been filled.
pub(super) const LOADING: u64 = 1 << 7;

/// Nothing to see came of it, in the time the fake was told to wait.
#[derive(Debug)]
pub(crate) struct Unanswered(pub(super) String);

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unanswered {}

/// What came of a command, a press or a choice.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// The type of the callback: 4 message, 5 deferred, 6 deferred update, 7 update, 8 choices.
    pub(crate) callback: u64,
    /// From the interaction to its callback.
    pub(crate) latency: Duration,
    pub(crate) effect: Effect,
}

/// What the person sees happen.
#[derive(Clone, Debug)]
pub(crate) enum Effect {
    /// A new message appeared.
    New(Message),
    /// The message with the button changed in place.
    Edited(Message),
    /// The message with the button went away.
    Deleted,
    /// Suggestions appeared while typing: name and value.
    Choices(Vec<(String, Value)>),
}

impl Outcome {
    /// Returns the message that is now to be seen, new or edited.
    pub(crate) fn message(&self) -> &Message {
        match &self.effect {
            Effect::New(message) | Effect::Edited(message) => message,
            other => panic!("there is no message to look at: {other:?}"),
        }
    }

    /// Returns the names of the suggestions.
    pub(crate) fn suggestions(&self) -> Vec<&str> {
        match &self.effect {
            Effect::Choices(choices) => choices.iter().map(|(name, _)| name.as_str()).collect(),
            other => panic!("there are no suggestions to look at: {other:?}"),
        }
    }

    pub(crate) fn is_new(&self) -> bool {
        matches!(self.effect, Effect::New(_))
    }

    pub(crate) fn is_edited(&self) -> bool {
        matches!(self.effect, Effect::Edited(_))
    }

    pub(crate) fn is_deleted(&self) -> bool {
        matches!(self.effect, Effect::Deleted)
    }
}

/// A message as it stood when it was looked at, and the scene it belongs to.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// As Discord sends it.
    pub(crate) json: Value,
    /// Who caused it, and where it is.
    pub(crate) scene: Scene,
}

/// A button that has something to press, or a link.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Button {
    pub(crate) label: String,
    pub(crate) emoji: String,
    pub(crate) custom_id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) disabled: bool,
}

/// A menu with its options as label and value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Menu {
    pub(crate) custom_id: String,
    pub(crate) placeholder: String,
    pub(crate) disabled: bool,
    pub(crate) options: Vec<(String, String)>,
}

impl Message {
    pub(crate) fn id(&self) -> u64 {
        number(&self.json["id"])
    }

    pub(crate) fn content(&self) -> &str {
        self.json["content"].as_str().unwrap_or_default()
    }

    pub(crate) fn embeds(&self) -> &[Value] {
        self.json["embeds"].as_array().map_or(&[], Vec::as_slice)
    }

    /// Whether only the asker sees it.
    pub(crate) fn is_private(&self) -> bool {
        self.flags() & EPHEMERAL != 0
    }

    pub(crate) fn flags(&self) -> u64 {
        self.json["flags"].as_u64().unwrap_or_default()
    }

    /// Returns every text to be seen: content, embeds, labels, options.
    pub(crate) fn texts(&self) -> Vec<String> {
        ["content", "embeds", "components"]
            .iter()
            .flat_map(|part| match &self.json[part] {
                Value::String(content) => vec![content.clone()],
                part => text::visible(part),
            })
            .collect()
    }

    pub(crate) fn buttons(&self) -> Vec<Button> {
        let buttons = self.components().filter(|part| part["type"] == 2);
        buttons
            .map(|button| Button {
                label: string(&button["label"]),
                emoji: string(&button["emoji"]["name"]),
                custom_id: button["custom_id"].as_str().map(str::to_owned),
                url: button["url"].as_str().map(str::to_owned),
                disabled: button["disabled"].as_bool().unwrap_or_default(),
            })
            .collect()
    }

    pub(crate) fn menus(&self) -> Vec<Menu> {
        let menus = self.components().filter(|part| part["type"] == 3);
        menus
            .map(|menu| Menu {
                custom_id: string(&menu["custom_id"]),
                placeholder: string(&menu["placeholder"]),
                disabled: menu["disabled"].as_bool().unwrap_or_default(),
                options: menu["options"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|option| (string(&option["label"]), string(&option["value"])))
                    .collect(),
            })
            .collect()
    }

    fn components(&self) -> impl Iterator<Item = &Value> {
        let rows = self.json["components"].as_array().into_iter().flatten();
        rows.flat_map(|row| row["components"].as_array().into_iter().flatten())
    }
}

impl AsRef<Self> for Message {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl AsRef<Message> for Outcome {
    fn as_ref(&self) -> &Message {
        self.message()
    }
}

/// Reads a snowflake, which travels as a string.
pub(super) fn number(id: &Value) -> u64 {
    id.as_str()
        .and_then(|id| id.parse().ok())
        .unwrap_or_default()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
