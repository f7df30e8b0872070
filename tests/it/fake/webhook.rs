//! How a bot answers an interaction: one callback in time, then edits, deletion, more messages.

use serde_json::{Value, json};

use super::message_rules::EPHEMERAL;
use super::outcome::{Effect, LOADING, Message};
use super::payload;
use super::rest::{Answer, Request};
use super::rules::{self, merged};
use super::state::{Interaction, State, Subject};

impl State {
    /// `POST /interactions/{id}/{token}/callback`.
    pub(super) fn callback(
        &mut self,
        id: &str,
        token: &str,
        request: &Request,
    ) -> Result<Answer, Answer> {
        let unknown = || Answer::refused(404, 10062, "Unknown interaction");
        let Some(interaction) = self
            .interactions
            .get(token)
            .filter(|interaction| interaction.id.to_string() == id)
        else {
            self.violate(request, "there is no such interaction");
            return Err(unknown());
        };
        let (subject, lost) = (interaction.subject, interaction.answer_lost);
        let latency = request.at.duration_since(interaction.opened);
        let taken = interaction.opened.elapsed();
        if interaction.ack.is_some() {
            if !lost {
                self.violate(request, "a second callback");
            }
            return Err(Answer::refused(
                400,
                40060,
                "Interaction has already been acknowledged.",
            ));
        }
        if taken > self.settings.ack_deadline {
            self.violate(request, format!("the callback came after {taken:?}"));
            return Err(unknown());
        }
        let asked = self.asked(subject);
        self.judge(request, &rules::callback(&request.body, &asked))?;
        let kind = request.body["type"].as_u64().unwrap_or_default();
        let shown = self.take_callback(token, kind, &request.body["data"])?;
        if let Some(interaction) = self.interactions.get_mut(token) {
            interaction.ack = Some((kind, latency));
        }
        if request.query.contains("with_response=true") {
            let told = callback_response(id, subject, kind, shown.as_ref());
            return Ok(Answer::ok(told));
        }
        Ok(Answer::empty())
    }

    /// Carries a callback out; returns the message it left behind.
    fn take_callback(
        &mut self,
        token: &str,
        kind: u64,
        data: &Value,
    ) -> Result<Option<Message>, Answer> {
        let subject = self.interactions[token].subject;
        let source = match subject {
            Subject::Component(message) => Some(message),
            _ => None,
        };
        let (original, shown, effect) = match (kind, source) {
            (4, _) => {
                let message = self.create(token, data, None);
                (
                    Some(message.id()),
                    Some(message.clone()),
                    Some(Effect::New(message)),
                )
            }
            (5, _) => {
                let flags = data["flags"].as_u64().unwrap_or_default() | LOADING;
                let message = self.create(token, &json!({ "flags": flags }), None);
                (Some(message.id()), Some(message), None)
            }
            (7, Some(id)) => {
                let message = self.change_message(id, data)?;
                (
                    Some(id),
                    Some(message.clone()),
                    Some(Effect::Edited(message)),
                )
            }
            (8, _) => (None, None, Some(Effect::Choices(suggestions(data)))),
            _ => (source, None, None),
        };
        if let Some(interaction) = self.interactions.get_mut(token) {
            interaction.original = original;
            interaction.effect = effect;
        }
        Ok(shown)
    }

    /// `POST /webhooks/{application}/{token}`: the first one fills a deferred reply.
    pub(super) fn follow_up(&mut self, token: &str, request: &Request) -> Result<Answer, Answer> {
        self.acknowledged(token, request)?;
        self.judge(request, &rules::message(&request.body, None))?;
        let original = self.interactions[token].original;
        let loading = original.filter(|id| {
            self.messages
                .get(id)
                .is_some_and(|message| message.flags() & LOADING != 0)
        });
        let message = match loading {
            Some(id) => self.change_message(id, &request.body)?,
            None => self.create(token, &request.body, original),
        };
        if let Some(interaction) = self.interactions.get_mut(token) {
            if loading.is_none() {
                interaction.followups.push(message.id());
            }
            interaction
                .effect
                .get_or_insert_with(|| Effect::New(message.clone()));
        }
        Ok(Answer::ok(message.json))
    }

    /// `GET /webhooks/{application}/{token}/messages/{which}`.
    pub(super) fn show(
        &mut self,
        token: &str,
        which: &str,
        request: &Request,
    ) -> Result<Answer, Answer> {
        let id = self.own_message(token, which, request)?;
        Ok(Answer::ok(self.messages[&id].json.clone()))
    }

    /// `PATCH /webhooks/{application}/{token}/messages/{which}`.
    pub(super) fn edit(
        &mut self,
        token: &str,
        which: &str,
        request: &Request,
    ) -> Result<Answer, Answer> {
        let id = self.own_message(token, which, request)?;
        let before = self.messages[&id].json.clone();
        self.judge(request, &rules::message(&request.body, Some(&before)))?;
        let message = self.change_message(id, &request.body)?;
        if let Some(interaction) = self.interactions.get_mut(token)
            && interaction.original == Some(id)
            && interaction.effect.is_none()
        {
            let deferred = interaction.ack.is_some_and(|(kind, _)| kind == 5);
            let shown = message.clone();
            interaction.effect = Some(if deferred {
                Effect::New(shown)
            } else {
                Effect::Edited(shown)
            });
        }
        Ok(Answer::ok(message.json))
    }

    /// `DELETE /webhooks/{application}/{token}/messages/{which}`.
    pub(super) fn delete(
        &mut self,
        token: &str,
        which: &str,
        request: &Request,
    ) -> Result<Answer, Answer> {
        let id = self.own_message(token, which, request)?;
        self.messages.remove(&id);
        if let Some(interaction) = self.interactions.get_mut(token) {
            interaction.effect.get_or_insert(Effect::Deleted);
        }
        Ok(Answer::empty())
    }

    fn acknowledged(&mut self, token: &str, request: &Request) -> Result<(), Answer> {
        let why = match self.interactions.get(token) {
            None => "there is no such interaction",
            Some(Interaction { ack: None, .. }) => "this interaction has not been acknowledged yet",
            Some(Interaction {
                subject: Subject::Autocomplete(_),
                ..
            }) => "suggestions have no message",
            Some(_) => return Ok(()),
        };
        self.violate(request, why);
        Err(Answer::refused(404, 10015, "Unknown Webhook"))
    }

    fn own_message(&mut self, token: &str, which: &str, request: &Request) -> Result<u64, Answer> {
        self.acknowledged(token, request)?;
        let interaction = &self.interactions[token];
        let id = match which {
            "@original" => interaction.original,
            id => id.parse().ok().filter(|id| {
                interaction.original == Some(*id) || interaction.followups.contains(id)
            }),
        };
        id.filter(|id| self.messages.contains_key(id))
            .ok_or_else(|| Answer::refused(404, 10008, "Unknown Message"))
    }

    fn change_message(&mut self, id: u64, edit: &Value) -> Result<Message, Answer> {
        let unknown = || Answer::refused(404, 10008, "Unknown Message");
        let message = self.messages.get_mut(&id).ok_or_else(unknown)?;
        message.json = payload::edited(&message.json, edit);
        Ok(message.clone())
    }

    fn create(&mut self, token: &str, draft: &Value, after: Option<u64>) -> Message {
        let id = self.next_id();
        let interaction = &self.interactions[token];
        let fields = payload::origin(interaction, after);
        let json = payload::message(id, interaction.scene.channel(), draft, &fields);
        let scene = interaction.scene.clone();
        self.keep(id, json, scene)
    }
}

fn callback_response(id: &str, subject: Subject, kind: u64, message: Option<&Message>) -> Value {
    let interaction = json!({ "id": id, "type": subject.kind() });
    let Some(message) = message else {
        return json!({ "interaction": interaction });
    };
    let told = [
        ("response_message_id", message.json["id"].clone()),
        (
            "response_message_loading",
            json!(message.flags() & LOADING != 0),
        ),
        (
            "response_message_ephemeral",
            json!(message.flags() & EPHEMERAL != 0),
        ),
    ];
    json!({ "interaction": merged(&interaction, &told), "resource": { "type": kind, "message": message.json } })
}

fn suggestions(data: &Value) -> Vec<(String, Value)> {
    let choices = data["choices"].as_array().into_iter().flatten();
    choices
        .map(|choice| {
            (
                choice["name"].as_str().unwrap_or_default().to_owned(),
                choice["value"].clone(),
            )
        })
        .collect()
}
