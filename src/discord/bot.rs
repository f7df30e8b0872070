//! What happens in Discord, and what the bot does about it.

mod answers;

use std::{
    collections::BTreeMap,
    sync::{
        Arc, OnceLock, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use serenity::{
    all::{Context, EventHandler, Interaction, Message, Ready, UserId},
    async_trait,
    http::Http,
};
use tokio_util::task::TaskTracker;

use super::{decks::Decks, register, send::Sender};
use crate::{library::Library, locale::Locale};

/// The waits between tries to register the commands, in seconds.
const REGISTER_WAITS: [u64; 5] = [0, 2, 10, 60, 300];

/// The bot: one library, and what little is known of the world.
#[derive(Clone)]
pub(super) struct Bot(Arc<Inner>);

struct Inner {
    library: Arc<Library>,
    sender: Sender,
    locale: Option<Locale>,
    decks: Decks,
    tasks: TaskTracker,
    own_id: OnceLock<UserId>,
    registering: AtomicBool,
    ids: RwLock<BTreeMap<String, u64>>,
}

impl Bot {
    pub(super) fn new(library: Arc<Library>, sender: Sender, locale: Option<Locale>) -> Self {
        Self(Arc::new(Inner {
            library,
            sender,
            locale,
            decks: Decks::default(),
            tasks: TaskTracker::new(),
            own_id: OnceLock::new(),
            registering: AtomicBool::new(false),
            ids: RwLock::default(),
        }))
    }

    /// Returns the answers under way.
    pub(super) fn tasks(&self) -> TaskTracker {
        self.0.tasks.clone()
    }
}

#[async_trait]
impl EventHandler for Bot {
    async fn ready(&self, context: Context, ready: Ready) {
        let _ = self.0.own_id.set(ready.user.id);
        tracing::info!(guilds = ready.guilds.len(), "connected to discord");
        // A new gateway session is no reason to register again.
        if !self.0.registering.swap(true, Ordering::SeqCst) {
            let inner = Arc::clone(&self.0);
            tokio::spawn(async move { inner.register(&context.http).await });
        }
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        let arrived = Instant::now();
        let inner = Arc::clone(&self.0);
        if inner.tasks.is_closed() {
            return;
        }
        let answer = async move {
            match &interaction {
                Interaction::Command(command) => inner.answer_command(command, arrived).await,
                Interaction::Autocomplete(typing) => inner.complete(typing, arrived).await,
                Interaction::Component(press) => inner.answer_press(press, arrived).await,
                _ => {}
            }
        };
        self.0.tasks.track_future(answer).await;
    }

    async fn message(&self, context: Context, message: Message) {
        let inner = Arc::clone(&self.0);
        if inner.tasks.is_closed() {
            return;
        }
        let answer = async move { inner.answer_message(&context.http, &message).await };
        self.0.tasks.track_future(answer).await;
    }
}

impl Inner {
    async fn register(&self, http: &Http) {
        for wait in REGISTER_WAITS {
            tokio::time::sleep(Duration::from_secs(wait)).await;
            match register::register(http).await {
                Ok(ids) => {
                    *self.ids.write().unwrap_or_else(PoisonError::into_inner) = ids;
                    return;
                }
                Err(error) => tracing::warn!(%error, "cannot register the commands yet"),
            }
        }
        tracing::error!("commands are not registered; restart the bot to try again");
        self.registering.store(false, Ordering::SeqCst);
    }
}
