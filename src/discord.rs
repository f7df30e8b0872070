//! Discord by gateway: interaction → call → reply → answer.

mod admission;
mod bot;
mod custom_id;
mod decks;
mod markdown;
mod read;
mod register;
mod send;
mod show;

use std::{convert::Infallible, sync::Arc, time::Duration};

use anyhow::{Context as _, bail};
use reqwest::{
    StatusCode,
    header::{AUTHORIZATION, HeaderValue},
};
use serde_json::Value;
use serenity::all::{
    ClientBuilder, ConnectionStage, GatewayIntents, HttpBuilder, HttpError, ShardManager,
};
use tokio::time::timeout;

use self::{bot::Bot, send::Sender};
use crate::{
    library::Library,
    locale::Locale,
    metrics::{Metrics, RestError},
};

/// Where Discord's REST API is, unless a test or a proxy stands in for it.
const DISCORD: &str = "https://discord.com";

/// How long answers under way may take once the bot is told to stop: with the gateway's own
/// goodbye, less than the 5 s after which whoever waits loses patience.
const LAST_ANSWERS: Duration = Duration::from_millis(3500);
const GOODBYE: Duration = Duration::from_secs(1);

/// How often it is looked after the connections.
const WATCH: Duration = Duration::from_millis(250);

/// How often Discord is asked at start whether it will have us, while it is out of order.
const TRIES: u32 = 4;

/// What the bot is run with.
#[derive(Clone)]
pub struct Settings {
    /// The bot's secret.
    pub token: String,
    /// Another base address for the REST API.
    pub api: Option<String>,
    /// The language of public replies; none goes by server and reader.
    pub locale: Option<Locale>,
    /// Where it is counted what happens.
    pub metrics: Arc<Metrics>,
}

/// Serves a library until told to stop, then lets the answers under way finish.
///
/// # Errors
///
/// If Discord refuses the token or cannot be reached at start. Later outages are waited out.
pub async fn run(
    settings: Settings,
    library: Arc<Library>,
    stop: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    let base = settings.api.clone().unwrap_or_else(|| DISCORD.to_owned());
    let wanted = knock(&base, &settings.token).await?;
    let metrics = settings.metrics;
    let sender = Sender::new(&base, Arc::clone(&metrics))
        .context("cannot set up the connection to discord")?;
    let bot = Bot::new(library, sender, settings.locale, Arc::clone(&metrics));
    let tasks = bot.tasks();
    let mut http = HttpBuilder::new(&settings.token);
    if settings.api.is_some() {
        // serenity goes to another address only while its own rate limiter is off.
        http = http.proxy(&base).ratelimiter_disabled(true);
    }
    let intents = GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES;
    let mut client = ClientBuilder::new_with_http(http.build(), intents)
        .event_handler(bot.clone())
        .await
        .context("cannot set up the discord client")?;
    let shards = Arc::clone(&client.shard_manager);
    tokio::select! {
        never = watch(&shards, wanted, (&bot, &metrics)) => match never {},
        ended = client.start_autosharded() => ended.context("the connection to discord ended")?,
        () = stop => {
            tracing::info!(under_way = tasks.len(), "stopping");
            metrics.connected(false);
            // No new interaction is taken up; those under way are answered first.
            tasks.close();
            if timeout(LAST_ANSWERS, tasks.wait()).await.is_err() {
                tracing::warn!(unanswered = tasks.len(), "stopping without these answers");
            }
            // Without a goodbye the gateway notices by itself.
            let _ = timeout(GOODBYE, shards.shutdown_all()).await;
        }
    }
    Ok(())
}

/// Notes from time to time whether all shards are connected and how many answers are being made:
/// serenity tells of a shard that connects, but not of one that waits for its turn to.
async fn watch(
    shards: &ShardManager,
    wanted: usize,
    (bot, metrics): (&Bot, &Metrics),
) -> Infallible {
    loop {
        let runners = shards.runners.lock().await;
        let mut stages = runners.values().map(|runner| runner.stage);
        let is_connected =
            runners.len() >= wanted && stages.all(|stage| stage == ConnectionStage::Connected);
        drop(runners);
        metrics.connected(is_connected);
        metrics.under_way(bot.under_way());
        tokio::time::sleep(WATCH).await;
    }
}

/// Counts a failed request of serenity's own, if Discord is to blame.
fn rest_error(metrics: &Metrics, error: &serenity::Error) {
    let serenity::Error::Http(error) = error else {
        return;
    };
    let counted = match error {
        HttpError::UnsuccessfulRequest(response) => {
            RestError::of_status(response.status_code.as_u16())
        }
        _ => Some(RestError::Unreachable),
    };
    if let Some(counted) = counted {
        metrics.rest_error(counted);
    }
}

/// Asks Discord once whether it knows the token, because the gateway tells a wrong one and a
/// missing network apart only in its logs. Returns how many shards it wants.
async fn knock(base: &str, token: &str) -> anyhow::Result<usize> {
    let http = reqwest::Client::builder()
        .user_agent(serenity::constants::USER_AGENT)
        .timeout(Duration::from_secs(10))
        .build()?;
    let authorization = HeaderValue::from_str(&format!("Bot {token}"))
        .ok()
        .context("DISCORD_TOKEN holds characters that no token has; copy the token again")?;
    let mut last = String::new();
    for attempt in 0..TRIES {
        if attempt > 0 {
            tokio::time::sleep(Duration::from_millis(500 << attempt)).await;
        }
        let request = http.get(format!("{base}/api/v10/gateway/bot"));
        let response = request.header(AUTHORIZATION, &authorization).send().await;
        let response = match response {
            Ok(response) => response,
            Err(error) => bail!(
                "cannot reach discord at {base}: {}; check the network, a proxy or firewall, and \
                 the clock of this machine",
                root_cause(&error)
            ),
        };
        let status = response.status();
        if status == StatusCode::UNAUTHORIZED {
            bail!(
                "discord does not know this token; copy it again from the page `Bot` of your \
                 application in the developer portal, and set DISCORD_TOKEN to it"
            );
        }
        if status.is_success() {
            let described: Value = response.json().await.unwrap_or_default();
            let wanted = described["shards"].as_u64().unwrap_or(1);
            return Ok(usize::try_from(wanted).unwrap_or(1));
        }
        last = status.to_string();
        if !status.is_server_error() && status != StatusCode::TOO_MANY_REQUESTS {
            break;
        }
        tracing::warn!(%status, "discord is out of order, asking again");
    }
    bail!("discord at {base} answers {last}; it may be out of order, try again in some minutes")
}

/// The last cause says what happened; the first only that something did.
fn root_cause(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}
