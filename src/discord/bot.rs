//! What happens in Discord, and what the bot does about it.

mod answers;
mod bodies;
mod incoming;

use std::{
    collections::BTreeMap,
    sync::{
        Arc, OnceLock, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use serenity::{
    all::{Context, EventHandler, Interaction, Message, RatelimitInfo, Ready, UserId},
    async_trait,
    http::Http,
};
use tokio::sync::Semaphore;
use tokio_util::task::TaskTracker;

use super::{admission::Admission, decks::Decks, register, rest_error, send::Sender};
use crate::{
    library::Library,
    locale::Locale,
    metrics::{Metrics, RestError},
};

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
    ids: RwLock<Arc<Ids>>,
    admission: Admission,
    /// One for each call that may be made at the same time.
    turns: Semaphore,
    metrics: Arc<Metrics>,
}

/// What Discord calls the commands.
type Ids = BTreeMap<String, u64>;

impl Bot {
    pub(super) fn new(
        library: Arc<Library>,
        sender: Sender,
        locale: Option<Locale>,
        metrics: Arc<Metrics>,
    ) -> Self {
        Self(Arc::new(Inner {
            library,
            sender,
            locale,
            decks: Decks::default(),
            tasks: TaskTracker::new(),
            own_id: OnceLock::new(),
            registering: AtomicBool::new(false),
            ids: RwLock::default(),
            admission: Admission::new(),
            turns: Semaphore::new(std::thread::available_parallelism().map_or(1, usize::from)),
            metrics,
        }))
    }

    /// Returns how many answers are being made.
    pub(super) fn under_way(&self) -> usize {
        self.0.admission.under_way()
    }

    /// Returns the tasks of answers under way.
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
        let answer = inner.answer_interaction(interaction, arrived);
        self.0.tasks.track_future(answer).await;
    }

    async fn ratelimit(&self, _: RatelimitInfo) {
        self.0.metrics.rest_error(RestError::RateLimited);
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
                    *self.ids.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ids);
                    return;
                }
                Err(error) => {
                    tracing::warn!(%error, "cannot register the commands yet");
                    rest_error(&self.metrics, &error);
                }
            }
        }
        tracing::error!("commands are not registered; restart the bot to try again");
        self.registering.store(false, Ordering::SeqCst);
    }
}
