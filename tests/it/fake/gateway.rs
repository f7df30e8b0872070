//! Discord's gateway: sessions that begin, break and resume.

use std::io::Write;
use std::sync::Arc;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::rules::merged;
use super::state::{State, Violation};
use super::world::{BOT, SERVER};
use super::{Shared, TOKEN, payload};

/// Members, presences, message content: nobody switched these on for the bot.
const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | 1 << 15;

/// How a connection ends, or is asked to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Interruption {
    /// Discord asks the bot to connect again and resume.
    Reconnect,
    /// Discord declares the session over; the bot may resume it or must begin anew.
    InvalidSession { resumable: bool },
    /// Discord closes with a code.
    Close(u16),
    /// The line goes dead without a word.
    Abort,
}

enum Frame {
    Payload(Value),
    Close(u16),
    Abort,
}

type Wire = UnboundedSender<Frame>;

/// The bot's session, whether or not it is connected at the moment.
struct Session {
    id: String,
    intents: u64,
    events: Vec<Value>,
    wire: Option<Wire>,
}

#[derive(Default)]
pub(super) struct Gateway {
    session: Option<Session>,
    pub(super) identifies: usize,
    pub(super) resumes: usize,
    /// Whether nobody gets in.
    pub(super) is_closed: bool,
}

impl Gateway {
    pub(super) fn is_online(&self) -> bool {
        self.session
            .as_ref()
            .is_some_and(|session| session.wire.is_some())
    }

    /// Whether the bot asked for these events.
    pub(super) fn wants(&self, intent: u64) -> bool {
        self.session
            .as_ref()
            .is_none_or(|session| session.intents & intent != 0)
    }

    /// Tells the bot; what it misses while it is away is told when it resumes.
    pub(super) fn dispatch(&mut self, event: &str, data: &Value) {
        let Some(session) = &mut self.session else {
            return;
        };
        let event = json!({ "op": 0, "t": event, "s": session.events.len() + 1, "d": data });
        session.events.push(event.clone());
        if let Some(wire) = &session.wire {
            let _ = wire.send(Frame::Payload(event));
        }
    }

    /// Ends the present connection; returns whether there was one.
    pub(super) fn interrupt(&mut self, how: Interruption) -> bool {
        let Some(wire) = self
            .session
            .as_mut()
            .and_then(|session| session.wire.take())
        else {
            return false;
        };
        let frame = match how {
            Interruption::Reconnect => Frame::Payload(op(7, &Value::Null)),
            Interruption::InvalidSession { resumable } => Frame::Payload(op(9, &json!(resumable))),
            Interruption::Close(code) => Frame::Close(code),
            Interruption::Abort => Frame::Abort,
        };
        if matches!(how, Interruption::InvalidSession { resumable: false }) {
            self.session = None;
        }
        wire.send(frame).is_ok()
    }

    /// Counts an event that never reaches the bot, as when one is lost on the way.
    pub(super) fn lose_an_event(&mut self) {
        if let Some(session) = &mut self.session {
            session.events.push(op(11, &Value::Null));
        }
    }

    fn identify(&mut self, intents: u64, url: &str, wire: &Wire) {
        self.identifies += 1;
        let id = format!("session-{}", self.identifies);
        self.session = Some(Session {
            id: id.clone(),
            intents,
            events: Vec::new(),
            wire: Some(wire.clone()),
        });
        let ready = json!({
            "v": 10, "user": merged(&payload::bot(), &[("verified", json!(true)), ("mfa_enabled", json!(false))]),
            "guilds": [{ "id": SERVER.to_string(), "unavailable": true }], "private_channels": [],
            "session_id": id, "session_type": "normal", "resume_gateway_url": url, "shard": [0, 1],
            "application": { "id": BOT.to_string(), "flags": 0 },
        });
        self.dispatch("READY", &ready);
    }

    /// Goes on where the bot left off, or tells it to begin anew.
    fn resume(&mut self, id: &str, seen: usize, wire: &Wire) {
        let Some(session) = self
            .session
            .as_mut()
            .filter(|session| session.id == id && seen <= session.events.len())
        else {
            let _ = wire.send(Frame::Payload(op(9, &json!(false))));
            return;
        };
        for missed in session.events.iter().skip(seen) {
            let _ = wire.send(Frame::Payload(missed.clone()));
        }
        session.wire = Some(wire.clone());
        self.resumes += 1;
        self.dispatch("RESUMED", &json!({}));
    }

    fn hang_up(&mut self, wire: &Wire) {
        if let Some(session) = &mut self.session
            && session
                .wire
                .as_ref()
                .is_some_and(|current| current.same_channel(wire))
        {
            session.wire = None;
        }
    }
}

impl State {
    fn receive(&mut self, payload: &Value, wire: &Wire) {
        let data = &payload["d"];
        let close = |code| {
            let _ = wire.send(Frame::Close(code));
        };
        let op_code = payload["op"].as_u64();
        if matches!(op_code, Some(2 | 6))
            && data["token"]
                .as_str()
                .map(|token| token.trim_start_matches("Bot "))
                != Some(TOKEN)
        {
            return close(4004);
        }
        match op_code {
            Some(1) => {
                let _ = wire.send(Frame::Payload(op(11, &Value::Null)));
            }
            Some(2) => {
                let intents = data["intents"].as_u64().unwrap_or_default();
                if intents & PRIVILEGED != 0 {
                    let what = format!("privileged intents in {intents}");
                    self.violations.push(Violation {
                        during: "IDENTIFY".to_owned(),
                        what,
                    });
                    return close(4014);
                }
                self.gateway.identify(intents, &self.settings.gateway, wire);
            }
            Some(6) => {
                let seen = data["seq"]
                    .as_u64()
                    .and_then(|seq| usize::try_from(seq).ok());
                self.gateway.resume(
                    data["session_id"].as_str().unwrap_or_default(),
                    seen.unwrap_or(usize::MAX),
                    wire,
                );
            }
            Some(3 | 4) => {}
            _ => close(4001),
        }
    }
}

fn op(code: u64, data: &Value) -> Value {
    json!({ "op": code, "d": data, "s": null, "t": null })
}

/// Serves one connection until either side ends it.
pub(super) async fn serve(mut socket: WebSocket, discord: Arc<Shared>) {
    let (wire, mut frames) = unbounded_channel();
    let heartbeat = u64::try_from(discord.settings().heartbeat.as_millis()).unwrap();
    let _ = wire.send(Frame::Payload(op(
        10,
        &json!({ "heartbeat_interval": heartbeat }),
    )));
    talk(&mut socket, &wire, &mut frames, &discord).await;
    discord.change(|state| state.gateway.hang_up(&wire));
}

async fn talk(
    socket: &mut WebSocket,
    wire: &Wire,
    frames: &mut UnboundedReceiver<Frame>,
    discord: &Shared,
) {
    let mut compress = false;
    loop {
        tokio::select! {
            Some(frame) = frames.recv() => {
                let (message, last) = match frame {
                    Frame::Payload(payload) if compress => (Message::binary(zlib(&payload)), false),
                    Frame::Payload(payload) => (Message::text(payload.to_string()), false),
                    Frame::Close(code) => (Message::Close(Some(CloseFrame { code, reason: "".into() })), true),
                    Frame::Abort => return,
                };
                if socket.send(message).await.is_err() || last {
                    return;
                }
            }
            heard = socket.recv() => {
                let Some(Ok(message)) = heard else { return };
                let Message::Text(text) = message else { continue };
                let payload: Value = serde_json::from_str(&text).unwrap_or_default();
                compress |= payload["d"]["compress"] == true;
                discord.change(|state| state.receive(&payload, wire));
            }
        }
    }
}

fn zlib(payload: &Value) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(payload.to_string().as_bytes()).unwrap();
    encoder.finish().unwrap()
}
