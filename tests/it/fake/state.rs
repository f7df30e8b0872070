//! All that the fake Discord remembers, behind one lock.

use std::collections::BTreeMap;
use std::fmt;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Settings;
use super::fault::{Planned, Resting};
use super::form::{self, Typed};
use super::gateway::Gateway;
use super::outcome::{Effect, Message, Outcome};
use super::payload;
use super::rest::Request;
use super::rules::{Asked, merged};
use super::world::{BOT, Scene};

const FIRST_ID: u64 = 1_300_000_000_000_000_000;

/// What the bot did that Discord forbids.
#[derive(Clone, Debug)]
pub(crate) struct Violation {
    pub(crate) during: String,
    pub(crate) what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.during, self.what)
    }
}

#[derive(Default)]
pub(super) struct State {
    pub(super) settings: Settings,
    pub(super) requests: Vec<Request>,
    pub(super) violations: Vec<Violation>,
    pub(super) faults: Vec<Planned>,
    pub(super) resting: Vec<Resting>,
    pub(super) commands: Vec<Value>,
    pub(super) registrations: usize,
    pub(super) interactions: BTreeMap<String, Interaction>,
    pub(super) messages: BTreeMap<u64, Message>,
    pub(super) channels: BTreeMap<u64, Scene>,
    pub(super) gateway: Gateway,
    command_ids: BTreeMap<(u64, String), u64>,
    last_id: u64,
}

/// What a person does that Discord tells a bot as an interaction.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// Types a slash command, or is still typing it where an option is in focus.
    Slash(Typed),
    /// Picks a message command on a message with this text.
    MessageCommand { name: String, text: String },
    /// Presses or chooses on this message.
    Component { message: u64, data: Value },
}

/// One interaction, from what a person did to what came of it.
pub(super) struct Interaction {
    pub(super) id: u64,
    pub(super) payload: Value,
    pub(super) scene: Scene,
    pub(super) subject: Subject,
    pub(super) opened: Instant,
    /// The type of the callback and how long it took.
    pub(super) ack: Option<(u64, Duration)>,
    /// What `@original` names.
    pub(super) original: Option<u64>,
    pub(super) followups: Vec<u64>,
    pub(super) effect: Option<Effect>,
    /// A fault swallowed the answer to the callback, so that to try again is right.
    pub(super) answer_lost: bool,
}

/// What an interaction is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subject {
    Command,
    Component(u64),
    Autocomplete(u64),
}

impl Subject {
    /// `InteractionType`.
    pub(super) fn kind(self) -> u64 {
        match self {
            Self::Command => 2,
            Self::Component(_) => 3,
            Self::Autocomplete(_) => 4,
        }
    }
}

impl Interaction {
    pub(super) fn outcome(&self) -> Option<Outcome> {
        let (callback, latency) = self.ack?;
        Some(Outcome {
            callback,
            latency,
            effect: self.effect.clone()?,
        })
    }
}

impl State {
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            settings,
            ..Self::default()
        }
    }

    pub(super) fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        FIRST_ID + self.last_id
    }

    pub(super) fn violate(&mut self, request: &Request, what: impl Into<String>) {
        let during = format!("{} {}", request.method, request.path);
        self.violations.push(Violation {
            during,
            what: what.into(),
        });
    }

    /// Begins an interaction and tells the bot; returns its token.
    pub(super) fn open(&mut self, scene: Scene, deed: Deed) -> String {
        let (subject, data) = match deed {
            Deed::Slash(typed) => {
                let (data, focus) = form::fill(&typed, &self.commands, &scene);
                let subject = if typed.focused.is_some() {
                    Subject::Autocomplete(focus)
                } else {
                    Subject::Command
                };
                (subject, data)
            }
            Deed::MessageCommand { name, text } => {
                (Subject::Command, self.pick(&name, &text, &scene))
            }
            Deed::Component { message, data } => (Subject::Component(message), data),
        };
        let id = self.next_id();
        let token = format!("token-of-interaction-{id}");
        let mut payload = merged(
            &scene.fields(),
            &[
                ("id", json!(id.to_string())),
                ("application_id", json!(BOT.to_string())),
                ("type", json!(subject.kind())),
                ("token", json!(token)),
                ("version", json!(1)),
                ("data", data),
                ("entitlements", json!([])),
                ("attachment_size_limit", json!(10_485_760)),
            ],
        );
        if let Subject::Component(message) = subject {
            let message = &self.messages[&message];
            payload["message"] = message.json.clone();
            // Whoever presses, the bot is there by the installation of who asked.
            payload["authorizing_integration_owners"] = message.scene.owners();
        }
        self.gateway.dispatch("INTERACTION_CREATE", &payload);
        self.channels.insert(scene.channel(), scene.clone());
        let interaction = Interaction {
            id,
            payload,
            scene,
            subject,
            opened: Instant::now(),
            ack: None,
            original: None,
            followups: Vec::new(),
            effect: None,
            answer_lost: false,
        };
        self.interactions.insert(token.clone(), interaction);
        token
    }

    fn pick(&mut self, name: &str, text: &str, scene: &Scene) -> Value {
        let target = self.next_id();
        let author = payload::user(&scene.person);
        let message = payload::message(
            target,
            scene.channel(),
            &json!({ "content": text }),
            &[("author", author)],
        );
        let command = form::find(&self.commands, 3, name);
        form::check_access(command, scene);
        let target = target.to_string();
        json!({
            "id": command["id"], "name": name, "type": 3, "target_id": target,
            "resolved": { "messages": { target: message } },
        })
    }

    /// The rules need to know what is being answered as it stands now.
    pub(super) fn asked(&self, subject: Subject) -> Asked {
        match subject {
            Subject::Command => Asked::Command,
            Subject::Component(id) => Asked::Component(
                self.messages
                    .get(&id)
                    .map_or(Value::Null, |message| message.json.clone()),
            ),
            Subject::Autocomplete(option) => Asked::Autocomplete(option),
        }
    }

    /// Replaces all commands, as a bulk overwrite does.
    pub(super) fn register(&mut self, given: &[Value]) {
        self.registrations += 1;
        let commands = given.iter().map(|command| {
            let key = (
                command["type"].as_u64().unwrap_or(1),
                command["name"].as_str().unwrap_or_default().to_owned(),
            );
            let fresh = FIRST_ID + 1_000_000 + self.command_ids.len() as u64;
            let id = *self.command_ids.entry(key).or_insert(fresh);
            payload::command(command, id, FIRST_ID + self.registrations as u64)
        });
        self.commands = commands.collect();
    }

    /// Forgets what is answered; requests only where none is being answered.
    pub(super) fn forget(&mut self) {
        self.interactions
            .retain(|_, interaction| interaction.effect.is_none());
        self.messages.clear();
        self.faults.retain(|planned| planned.count > 0);
        self.resting.clear();
        if self.requests.iter().all(|request| request.status.is_some()) {
            self.requests.clear();
        }
    }

    pub(super) fn keep(&mut self, id: u64, json: Value, scene: Scene) -> Message {
        let message = Message { json, scene };
        self.messages.insert(id, message.clone());
        message
    }
}
