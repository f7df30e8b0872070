//! Logs: set up once, to standard error.

use std::io::{self, IsTerminal};

use tracing::Metadata;
use tracing_subscriber::{
    EnvFilter, Layer as _, filter::filter_fn, fmt, layer::SubscriberExt as _,
    util::SubscriberInitExt as _,
};

use crate::config::{Log, LogFormat};

/// Sends events to standard error: for people on a terminal, as JSON otherwise.
///
/// # Errors
///
/// If the level is no filter, which the configuration rules out, or logs are set up already.
pub fn init(log: &Log) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&log.level)?;
    let is_terminal = io::stderr().is_terminal();
    let pretty = match log.format {
        LogFormat::Pretty => true,
        LogFormat::Json => false,
        LogFormat::Auto => is_terminal,
    };
    let events = fmt::layer().with_writer(io::stderr);
    let events = if pretty {
        events.with_ansi(is_terminal).boxed()
    } else {
        events
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .boxed()
    };
    let events = events.with_filter(filter_fn(tells_nothing_of_people));
    let outcome = tracing_subscriber::registry()
        .with(events.with_filter(filter))
        .try_init();
    outcome.map_err(|error| anyhow::anyhow!("cannot set up logs: {error}"))
}

/// serenity's spans carry whole events, and its socket logs what it cannot parse, word for word:
/// questions and tokens would follow any warning of its into the log.
fn tells_nothing_of_people(metadata: &Metadata<'_>) -> bool {
    let target = metadata.target();
    let carries_events = metadata.is_span() && target.starts_with("serenity");
    !carries_events && target != "serenity::gateway::ws"
}
