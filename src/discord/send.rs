//! Answers to interactions: one sender, the same in production and in tests.
//!
//! An interaction lapses three seconds after it was made, and one lost answer is "the application
//! did not respond" to whoever asked. So a callback is tried again, within its time, when Discord
//! is busy, broken or out of reach; serenity's own client tries none of these in time.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use reqwest::{Client, Response, StatusCode, header::RETRY_AFTER};
use serde::Serialize;
use serde_json::Value;

use crate::metrics::{Metrics, RestError};

/// How long after an interaction arrived its callback is still worth a try. Discord's own limit
/// is 3 s from when it was made (developer docs, interactions/receiving-and-responding).
const DEADLINE: Duration = Duration::from_millis(2500);

/// How long one try may take.
const PATIENCE: Duration = Duration::from_millis(1200);

/// The wait before the second try, doubled before each further one up to the longest: an answer
/// that comes late is worth nothing, so there is no point in waiting politely for long.
const FIRST_WAIT: Duration = Duration::from_millis(50);
const LONGEST_WAIT: Duration = Duration::from_millis(250);

/// How many connections are kept for the next answer, and for how long: a burst opens more.
const IDLE_CONNECTIONS: usize = 32;
const IDLE: Duration = Duration::from_secs(30);

/// The longest body of an error that is read, in bytes: Discord's are some hundreds.
const LONGEST_BODY: usize = 64 * 1024;

/// "Interaction has already been acknowledged": an earlier try got through, its answer did not.
const ALREADY_ACKNOWLEDGED: u64 = 40060;

/// Sends answers to interactions. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Sender {
    http: Client,
    base: String,
    metrics: Arc<Metrics>,
}

/// Why an answer did not arrive.
#[derive(Debug, thiserror::Error)]
pub(super) enum SendError {
    /// Discord understood the request and will not have it, now or later.
    #[error("discord refused it with {status}, code {code}: {message}")]
    Refused {
        status: StatusCode,
        code: u64,
        message: String,
    },
    /// No try got through in time.
    #[error("no try got through in time; the last one failed with: {last}")]
    Late { last: String },
}

impl SendError {
    /// Says whether another body may be taken where this one was not.
    pub(super) fn is_of_the_body(&self) -> bool {
        matches!(self, Self::Refused { status, .. } if *status == StatusCode::BAD_REQUEST)
    }
}

/// What one try led to.
enum Tried {
    Done,
    Refused(SendError),
    /// Worth another try, after Discord's own wait if it named one.
    Again {
        wait: Option<Duration>,
        why: String,
        error: RestError,
    },
}

impl Sender {
    /// Makes a sender for a REST base address, without a slash at the end.
    pub(super) fn new(base: &str, metrics: Arc<Metrics>) -> reqwest::Result<Self> {
        let http = Client::builder()
            .user_agent(serenity::constants::USER_AGENT)
            .timeout(PATIENCE)
            .pool_max_idle_per_host(IDLE_CONNECTIONS)
            .pool_idle_timeout(IDLE)
            .build()?;
        Ok(Self {
            http,
            base: format!("{base}/api/v10"),
            metrics,
        })
    }

    /// Answers an interaction that arrived at a moment.
    pub(super) async fn callback(
        &self,
        id: u64,
        token: &str,
        body: &impl Serialize,
        arrived: Instant,
    ) -> Result<(), SendError> {
        let url = format!("{}/interactions/{id}/{token}/callback", self.base);
        self.insist(arrived + DEADLINE, || self.http.post(&url).json(body))
            .await
    }

    /// Deletes the message that an interaction's component sits on.
    pub(super) async fn delete(&self, application: u64, token: &str) -> Result<(), SendError> {
        let url = format!(
            "{}/webhooks/{application}/{token}/messages/@original",
            self.base
        );
        // The interaction is acknowledged, so its token lives for 15 minutes: no hurry.
        let deadline = Instant::now() + 4 * DEADLINE;
        match self.insist(deadline, || self.http.delete(&url)).await {
            // Gone already is gone.
            Err(SendError::Refused {
                status: StatusCode::NOT_FOUND,
                ..
            }) => Ok(()),
            other => other,
        }
    }

    async fn insist(
        &self,
        deadline: Instant,
        request: impl Fn() -> reqwest::RequestBuilder,
    ) -> Result<(), SendError> {
        let mut pause = FIRST_WAIT;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let tried = match request().timeout(left.min(PATIENCE)).send().await {
                Ok(response) => understand(response).await,
                Err(error) => Tried::Again {
                    wait: None,
                    why: error.without_url().to_string(),
                    error: RestError::Unreachable,
                },
            };
            let (wait, last) = match tried {
                Tried::Done => return Ok(()),
                Tried::Refused(error) => return Err(error),
                Tried::Again { wait, why, error } => {
                    self.metrics.rest_error(error);
                    (wait.unwrap_or(pause), why)
                }
            };
            if Instant::now() + wait >= deadline {
                return Err(SendError::Late { last });
            }
            tracing::debug!(why = last, "trying again");
            tokio::time::sleep(wait).await;
            pause = LONGEST_WAIT.min(pause * 2);
        }
    }
}

async fn understand(response: Response) -> Tried {
    let status = response.status();
    if status.is_success() {
        return Tried::Done;
    }
    let named = response
        .headers()
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok()?.parse().ok());
    let body: Value = body(response).await;
    if let Some(error) = RestError::of_status(status.as_u16()) {
        let seconds: Option<f64> = body["retry_after"].as_f64().or(named);
        return Tried::Again {
            wait: seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()),
            why: format!("status {status}"),
            error,
        };
    }
    let code = body["code"].as_u64().unwrap_or_default();
    if code == ALREADY_ACKNOWLEDGED {
        return Tried::Done;
    }
    // The errors of a refused body name its fields, never what was in them.
    let message = format!(
        "{} {}",
        body["message"].as_str().unwrap_or_default(),
        body["errors"]
    );
    Tried::Refused(SendError::Refused {
        status,
        code,
        message,
    })
}

/// Reads a body as JSON; nothing where it is none, or longer than any that Discord sends.
async fn body(mut response: Response) -> Value {
    let mut bytes = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > LONGEST_BODY {
            return Value::Null;
        }
    }
    serde_json::from_slice(&bytes).unwrap_or_default()
}
