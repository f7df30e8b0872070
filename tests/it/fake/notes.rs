//! Messages that people, bots and webhooks write.

use std::future::IntoFuture;
use std::pin::Pin;

use serde_json::{Value, json};

use super::FakeDiscord;
use super::acts::visitor;
use super::outcome::{Message, Unanswered, number};
use super::payload;
use super::rest::{Answer, Request};
use super::rules::{self, merged};
use super::state::State;
use super::world::{BOT, Person, Place, Scene};

const GUILD_MESSAGES: u64 = 1 << 9;
const DIRECT_MESSAGES: u64 = 1 << 12;

/// Who a message comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Author {
    Person,
    Bot,
    Webhook,
}

/// Somebody about to write; awaiting it writes and waits for the bot's reply.
#[must_use = "nothing is written until it is awaited or sent"]
pub(crate) struct Note<'a> {
    discord: &'a FakeDiscord,
    scene: Scene,
    author: Author,
    text: String,
    reply_to: Option<Message>,
}

impl FakeDiscord {
    /// Writes into the server's channel.
    pub(crate) fn write(&self, text: &str) -> Note<'_> {
        Note {
            discord: self,
            scene: visitor(),
            author: Author::Person,
            text: text.to_owned(),
            reply_to: None,
        }
    }

    /// Writes with a mention of the bot in front.
    pub(crate) fn mention(&self, text: &str) -> Note<'_> {
        self.write(&format!("<@{BOT}> {text}"))
    }

    /// Writes to the bot alone.
    pub(crate) fn dm(&self, text: &str) -> Note<'_> {
        let note = self.write(text);
        Note {
            scene: Scene {
                place: Place::Dm,
                ..note.scene
            },
            ..note
        }
    }
}

impl Note<'_> {
    /// Says who writes.
    pub(crate) fn by(mut self, person: &Person) -> Self {
        self.scene.person = person.clone();
        self
    }

    /// Lets another bot write it.
    pub(crate) fn by_a_bot(self) -> Self {
        Self {
            author: Author::Bot,
            ..self
        }
    }

    /// Lets a webhook write it.
    pub(crate) fn by_a_webhook(self) -> Self {
        Self {
            author: Author::Webhook,
            ..self
        }
    }

    /// Makes it a reply, which pings the other's author whatever the text says.
    pub(crate) fn replying_to(self, message: &impl AsRef<Message>) -> Self {
        Self {
            reply_to: Some(message.as_ref().clone()),
            ..self
        }
    }

    /// Writes without waiting for anything; returns the message.
    pub(crate) fn send(self) -> Message {
        let discord = self.discord;
        discord.change(|state| state.post(&self))
    }

    /// Writes, and returns whether the bot lets it pass.
    ///
    /// Afterwards somebody else asks in the open; that question is the clock, for a bot that
    /// answers it has had the time to answer the first.
    pub(crate) async fn ignored(self) -> bool {
        let discord = self.discord;
        discord.ready().await;
        let message = self.send();
        let other = discord.mention("?").by(&Person::named("somebody else"));
        other.await.unwrap();
        discord.look(|state| state.reply_to(message.id()).is_none())
    }

    fn json(&self, id: u64) -> Value {
        let person = &self.scene.person;
        let author = payload::account(person.id, &person.name, self.author != Author::Person);
        let pinged = self
            .reply_to
            .as_ref()
            .map(|message| message.json["author"].clone());
        let named = self.text.contains(&format!("<@{BOT}>")).then(payload::bot);
        let mut mentions: Vec<Value> = named.into_iter().chain(pinged).collect();
        mentions.dedup_by_key(|user| number(&user["id"]));
        let mut fields = vec![("author", author), ("mentions", json!(mentions))];
        if self.author == Author::Webhook {
            fields.push(("webhook_id", json!(person.id.to_string())));
        }
        if let Some(other) = &self.reply_to {
            let reference = json!({ "type": 0, "channel_id": other.json["channel_id"], "message_id": other.json["id"] });
            fields.push(("type", json!(19)));
            fields.push(("message_reference", reference));
            fields.push(("referenced_message", other.json.clone()));
        }
        payload::message(
            id,
            self.scene.channel(),
            &json!({ "content": self.text }),
            &fields,
        )
    }
}

impl State {
    fn post(&mut self, note: &Note<'_>) -> Message {
        assert!(
            note.scene.place.has_bot(),
            "the bot reads nothing at {:?}",
            note.scene.place
        );
        let guild = note.scene.place.guild();
        let intent = if guild.is_some() {
            GUILD_MESSAGES
        } else {
            DIRECT_MESSAGES
        };
        assert!(
            self.gateway.wants(intent),
            "the bot did not ask for messages at {:?}",
            note.scene.place
        );
        let id = self.next_id();
        let json = note.json(id);
        let mut event = json.clone();
        if let Some((guild, _)) = guild {
            event["guild_id"] = json!(guild.to_string());
            if note.author != Author::Webhook {
                event["member"] = payload::membership();
            }
            if !is_told(&event) {
                event = merged(
                    &event,
                    &[
                        ("content", json!("")),
                        ("embeds", json!([])),
                        ("components", json!([])),
                    ],
                );
            }
        }
        self.channels
            .insert(note.scene.channel(), note.scene.clone());
        self.gateway.dispatch("MESSAGE_CREATE", &event);
        self.keep(id, json, note.scene.clone())
    }

    /// `POST /channels/{id}/messages`: the bot writes without an interaction.
    pub(super) fn write(&mut self, channel: &str, request: &Request) -> Result<Answer, Answer> {
        let id = channel.parse().unwrap_or_default();
        let Some(here) = self.channels.get(&id).cloned() else {
            return Err(Answer::refused(404, 10003, "Unknown Channel"));
        };
        if !here.place.has_bot() {
            self.violate(request, "the bot is no member here");
            return Err(Answer::refused(403, 50001, "Missing Access"));
        }
        self.judge(request, &rules::message(&request.body, None))?;
        let reference = &request.body["message_reference"];
        let answered = self
            .messages
            .get(&number(&reference["message_id"]))
            .cloned();
        let mut fields = Vec::new();
        if let Some(answered) = &answered {
            let reference =
                json!({ "type": 0, "channel_id": channel, "message_id": answered.json["id"] });
            fields = vec![
                ("type", json!(19)),
                ("message_reference", reference),
                ("referenced_message", answered.json.clone()),
            ];
        } else if !reference.is_null() {
            self.violate(request, "a reply to a message that does not exist");
            return Err(Answer::refused(400, 50035, "Invalid Form Body"));
        }
        let message = self.next_id();
        let json = payload::message(message, id, &request.body, &fields);
        let scene = answered.map_or(here, |answered| answered.scene);
        Ok(Answer::ok(self.keep(message, json, scene).json))
    }

    /// Returns the bot's first message after this one that answers it.
    fn reply_to(&self, id: u64) -> Option<Message> {
        let channel = &self.messages.get(&id)?.json["channel_id"];
        let mut later = self.messages.range(id + 1..).map(|(_, message)| message);
        let answers = |message: &&Message| {
            let reference = number(&message.json["message_reference"]["message_id"]);
            let own = number(&message.json["author"]["id"]) == BOT
                && message.json["interaction_metadata"].is_null();
            own && message.json["channel_id"] == *channel && (reference == 0 || reference == id)
        };
        later.find(answers).cloned()
    }
}

/// Without the privileged intent a bot reads in servers only what mentions it.
fn is_told(message: &Value) -> bool {
    let mentions = message["mentions"].as_array().into_iter().flatten();
    mentions.map(|user| number(&user["id"])).any(|id| id == BOT)
}

impl<'a> IntoFuture for Note<'a> {
    type Output = Result<Message, Unanswered>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let discord = self.discord;
            discord.ready().await;
            let what = format!("`{}`", self.text);
            let message = self.send();
            let reply = discord.until(|state| state.reply_to(message.id())).await;
            reply.ok_or_else(|| discord.unanswered(&what))
        })
    }
}
