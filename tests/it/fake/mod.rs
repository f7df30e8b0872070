//! A Discord of our own, strict and in this process, so that a test can be the people who use it.
//!
//! It speaks REST and the gateway on a local port, plays the users, keeps the messages, and judges
//! everything the bot sends with an independent model of Discord's rules.
//!
//! ```ignore
//! let discord = FakeDiscord::start().await;
//! // start the bot with YULU_DISCORD_API = discord.url() and DISCORD_TOKEN = TOKEN
//! let reply = discord.slash("ask", json!({ "question": "信任" })).await.unwrap();
//! let next = discord.press(&reply, "▶").await.unwrap();
//! assert!(next.is_edited());
//! ```
//!
//! A rule broken fails the test when the fake is dropped, with all that was wrong.
//!
//! The benchmarks use it, too, from another folder; in a `mod.rs` it finds its parts from there.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::{State as Extracted, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::any;
use axum::serve::ListenerExt;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub(crate) use fault::Fault;
use fault::Planned;
pub(crate) use gateway::Interruption;
pub(crate) use outcome::{Message, Unanswered};
pub(crate) use rest::Request;
use state::State;
pub(crate) use state::Violation;
pub(crate) use world::{BOT, MANAGE_MESSAGES, MANAGE_SERVER, Person, Place};

pub(crate) mod acts;
mod command_rules;
mod component_rules;
mod fault;
mod form;
mod gateway;
mod hand;
mod lines;
mod message_rules;
mod notes;
mod outcome;
mod payload;
mod rest;
pub(crate) mod rules;
mod state;
mod text;
mod usage;
mod webhook;
mod wire;
mod world;

/// The bot's token; its first part is the bot's id, as serenity expects.
pub(crate) const TOKEN: &str = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.fake.token";

/// How the fake behaves.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The interval in which the bot is told to send heartbeats.
    pub(crate) heartbeat: Duration,
    /// How long an interaction may wait for its callback.
    pub(crate) ack_deadline: Duration,
    /// How long a test waits before it fails; no test waits that long for what does happen.
    pub(crate) patience: Duration,
    /// Filled in when the fake starts.
    gateway: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            heartbeat: Duration::from_millis(41_250),
            ack_deadline: Duration::from_secs(3),
            patience: Duration::from_secs(15),
            gateway: String::new(),
        }
    }
}

/// What the fake's tasks share.
struct Shared {
    state: Mutex<State>,
    changes: watch::Sender<()>,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // A test that panics inside the lock still wants its violations listed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let changed = change(&mut self.lock());
        self.changes.send_replace(());
        changed
    }

    fn look<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.lock())
    }

    fn settings(&self) -> Settings {
        self.look(|state| state.settings.clone())
    }
}

/// A running fake; each test has its own.
pub(crate) struct FakeDiscord {
    shared: Arc<Shared>,
    url: String,
    server: JoinHandle<()>,
}

impl FakeDiscord {
    pub(crate) async fn start() -> Self {
        Self::with(Settings::default()).await
    }

    pub(crate) async fn with(settings: Settings) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let settings = Settings {
            gateway: format!("ws://{address}"),
            ..settings
        };
        let state = State::new(settings);
        let shared = Arc::new(Shared {
            state: Mutex::new(state),
            changes: watch::Sender::new(()),
        });
        let routes = Router::new()
            .route("/", any(connect))
            .fallback(rest::serve)
            .with_state(Arc::clone(&shared));
        let server = tokio::spawn(async move {
            // Else small frames would wait for the acknowledgement of those before them.
            let listener = listener.tap_io(|stream| stream.set_nodelay(true).unwrap());
            axum::serve(listener, routes).await.unwrap();
        });
        Self {
            shared,
            url: format!("http://{address}"),
            server,
        }
    }

    /// Returns what `YULU_DISCORD_API` has to be.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Waits until the bot is connected and has registered its commands.
    pub(crate) async fn ready(&self) {
        let ready =
            |state: &State| (state.gateway.is_online() && state.registrations > 0).then_some(());
        assert!(
            self.until(ready).await.is_some(),
            "{:?}",
            self.unanswered("the start of the bot")
        );
    }

    /// Waits until the bot has gone, before another is started in its place.
    pub(crate) async fn gone(&self) {
        let gone = |state: &State| (!state.gateway.is_online()).then_some(());
        assert!(self.until(gone).await.is_some(), "the bot stays connected");
    }

    /// Leaves a gap in the numbers of the gateway's events, of which a client warns in its log.
    pub(crate) fn lose_an_event(&self) {
        self.shared.change(|state| state.gateway.lose_an_event());
    }

    /// Breaks the bot's connection; what happens meanwhile is told to it when it resumes.
    pub(crate) fn interrupt(&self, how: Interruption) {
        assert!(
            self.change(|state| state.gateway.interrupt(how)),
            "the bot is not connected"
        );
    }

    /// Lets nobody connect to the gateway, or everybody again; who is connected stays so.
    pub(crate) fn refuse_connections(&self, is_closed: bool) {
        self.change(|state| state.gateway.is_closed = is_closed);
    }

    /// Returns how often the bot began a session and how often it resumed one.
    pub(crate) fn sessions(&self) -> (usize, usize) {
        self.look(|state| (state.gateway.identifies, state.gateway.resumes))
    }

    /// Lets the next `count` requests that fit fail.
    pub(crate) fn fail_next(
        &self,
        count: usize,
        fault: Fault,
        fits: impl Fn(&Request) -> bool + Send + 'static,
    ) {
        let fits = Box::new(fits);
        self.change(|state| state.faults.push(Planned { fault, count, fits }));
    }

    /// Returns the commands as registered, and how often they were.
    pub(crate) fn commands(&self) -> (Vec<Value>, usize) {
        self.look(|state| (state.commands.clone(), state.registrations))
    }

    /// Returns the message as it stands now, or nothing where it was deleted.
    pub(crate) fn now(&self, message: &Message) -> Option<Message> {
        self.look(|state| state.messages.get(&message.id()).cloned())
    }

    /// Returns everything the bot sent, in order.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.look(|state| state.requests.clone())
    }

    /// Forgets all that is over, so that a bot can be driven for long. Messages can no longer be
    /// pressed on.
    pub(crate) fn forget(&self) {
        self.change(State::forget);
    }

    /// Returns every text that the bot sent for people to read.
    pub(crate) fn messages_text(&self) -> Vec<String> {
        let requests = self.requests();
        let registered = |request: &&Request| request.path.ends_with("/commands");
        requests
            .iter()
            .filter(|request| !registered(request))
            .flat_map(|request| text::visible(&request.body))
            .collect()
    }

    /// Takes what went wrong so far, for a test that means it to.
    pub(crate) fn take_violations(&self) -> Vec<Violation> {
        self.change(|state| std::mem::take(&mut state.violations))
    }

    /// Fails with everything the bot did that Discord forbids.
    pub(crate) fn assert_clean(&self) {
        let violations: Vec<String> = self
            .take_violations()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(
            violations.is_empty(),
            "the bot broke Discord's rules:\n{}",
            violations.join("\n")
        );
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        self.shared.change(change)
    }

    fn look<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        self.shared.look(look)
    }

    async fn until<T>(&self, mut look: impl FnMut(&State) -> Option<T>) -> Option<T> {
        let mut changes = self.shared.changes.subscribe();
        let seen = async {
            loop {
                if let Some(seen) = self.shared.look(&mut look) {
                    return Some(seen);
                }
                changes.changed().await.ok()?;
            }
        };
        tokio::time::timeout(self.shared.settings().patience, seen)
            .await
            .ok()
            .flatten()
    }

    /// Explains why nothing came, with what the bot sent last.
    fn unanswered(&self, what: &str) -> Unanswered {
        let violations: Vec<String> =
            self.look(|state| state.violations.iter().map(ToString::to_string).collect());
        let last = self
            .requests()
            .last()
            .map(|request| format!("{} {} → {:?}", request.method, request.path, request.status));
        Unanswered(format!(
            "no answer to {what}; last request: {last:?}; violations: {violations:?}"
        ))
    }
}

async fn connect(
    Extracted(shared): Extracted<Arc<Shared>>,
    upgrade: WebSocketUpgrade,
) -> axum::response::Response {
    if shared.look(|state| state.gateway.is_closed) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    upgrade.on_upgrade(|socket| gateway::serve(socket, shared))
}

impl Drop for FakeDiscord {
    fn drop(&mut self) {
        self.server.abort();
        if !std::thread::panicking() {
            self.assert_clean();
        }
    }
}
