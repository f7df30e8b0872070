//! The bot itself, in this process, between a library and a fake Discord.

use std::sync::Arc;
use std::time::UNIX_EPOCH;

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use yulu::discord::{Settings, run};
use yulu::library::Library;
use yulu::locale::Locale;
use yulu::metrics::{Gateway, Metrics};

use crate::fake::{FakeDiscord, TOKEN};
use crate::library::shipped;
use crate::verbatim::check_payload;

/// A running bot.
pub(crate) struct Bot {
    library: Arc<Library>,
    metrics: Arc<Metrics>,
    stop: CancellationToken,
    task: JoinHandle<anyhow::Result<()>>,
}

impl Bot {
    /// Starts a bot with the shipped library and waits until it is ready.
    pub(crate) async fn start(discord: &FakeDiscord) -> Self {
        Self::with(discord, shipped(), None).await
    }

    /// Starts a bot with a library and a configured locale and waits until it is ready.
    pub(crate) async fn with(
        discord: &FakeDiscord,
        library: &Arc<Library>,
        locale: Option<Locale>,
    ) -> Self {
        let metrics = Arc::new(Metrics::new(UNIX_EPOCH, Gateway::Wanted));
        metrics.loaded(library);
        let settings = Settings {
            token: TOKEN.to_owned(),
            api: Some(discord.url().to_owned()),
            locale,
            metrics: Arc::clone(&metrics),
        };
        let stop = CancellationToken::new();
        let task = tokio::spawn(run(
            settings,
            Arc::clone(library),
            stop.clone().cancelled_owned(),
        ));
        discord.ready().await;
        let library = Arc::clone(library);
        Self {
            library,
            metrics,
            stop,
            task,
        }
    }

    /// Returns what the bot has counted.
    pub(crate) fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// Stops the bot and waits until it is gone. Whatever it quoted from the shipped interview
    /// must be in it, word for word.
    pub(crate) async fn stop(self, discord: &FakeDiscord) {
        if Arc::ptr_eq(&self.library, shipped()) {
            for request in discord.requests() {
                check_payload(&request.body);
            }
        }
        self.stop.cancel();
        self.task.await.unwrap().unwrap();
        discord.gone().await;
    }
}
