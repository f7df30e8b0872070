//! Logs: set up once, to standard error.

use std::io::{self, IsTerminal};

use tracing_subscriber::{EnvFilter, fmt};

use crate::config::{Log, LogFormat};

/// Sends events to standard error: for people on a terminal, as JSON otherwise.
///
/// # Errors
///
/// If the level is no filter, which the configuration rules out, or logs are set up already.
pub fn init(log: &Log) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&log.level)?;
    let pretty = match log.format {
        LogFormat::Pretty => true,
        LogFormat::Json => false,
        LogFormat::Auto => io::stderr().is_terminal(),
    };
    let events = fmt().with_env_filter(filter).with_writer(io::stderr);
    let outcome = if pretty {
        events.with_ansi(io::stderr().is_terminal()).try_init()
    } else {
        events
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .try_init()
    };
    outcome.map_err(|error| anyhow::anyhow!("cannot set up logs: {error}"))
}
