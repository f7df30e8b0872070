//! What an operator can watch: counts, durations and whether all is well. Never a word of
//! anybody's, nor who they are or where.

mod process;

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use prometheus_client::{
    encoding::text::encode,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Metric, Registry},
};

use crate::library::Library;

/// Upper bounds of what an acknowledgement may take, in seconds. Discord waits for 3 s.
const ACK_SECONDS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0,
];

/// Upper bounds of what a search may take, in seconds: tenths of milliseconds are usual.
const SEARCH_SECONDS: [f64; 10] = [
    0.000_05, 0.000_1, 0.000_2, 0.000_5, 0.001, 0.002, 0.005, 0.01, 0.05, 0.5,
];

/// How people came to the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A slash command.
    Command,
    /// An option that is being typed.
    Autocomplete,
    /// A button or a menu.
    Press,
    /// A mention or a direct message.
    Message,
}

impl Kind {
    /// Returns its name in metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Command => "command",
            Self::Autocomplete => "autocomplete",
            Self::Press => "press",
            Self::Message => "message",
        }
    }
}

/// What became of an interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It got what it asked for.
    Answered,
    /// A question got what may be related only.
    Related,
    /// A question got an honest "nothing".
    Nothing,
    /// The asker was told what to mend.
    Refused,
    /// Something went wrong that only we can mend; the asker was told so.
    Failed,
    /// Too many answers were being made; the asker was told to try again, or, where they were too
    /// many by far, nothing.
    Busy,
    /// The answer did not get through to Discord.
    Unanswered,
}

impl Outcome {
    /// Returns its name in metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Related => "related",
            Self::Nothing => "nothing",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Busy => "busy",
            Self::Unanswered => "unanswered",
        }
    }
}

/// Why Discord's REST API did not do what it was asked, this once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestError {
    /// Status 429: too many requests.
    RateLimited,
    /// Status 500 and above.
    Broken,
    /// No answer at all.
    Unreachable,
}

impl RestError {
    /// Tells what a status is; none where asking again is no use.
    pub fn of_status(status: u16) -> Option<Self> {
        match status {
            429 => Some(Self::RateLimited),
            500.. => Some(Self::Broken),
            _ => None,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::RateLimited => "429",
            Self::Broken => "5xx",
            Self::Unreachable => "network",
        }
    }
}

/// Whether a program is to be connected to Discord's gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gateway {
    /// It is: without that it is not ready.
    Wanted,
    /// There is no token.
    None,
}

/// Names and values of labels, in the order of their metric.
type Labels<const COUNT: usize> = [(&'static str, &'static str); COUNT];

/// Everything that is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    interactions: Family<Labels<3>, Counter>,
    acks: Family<Labels<1>, Histogram, fn() -> Histogram>,
    searches: Histogram,
    nothing_found: Counter,
    rest_errors: Family<Labels<1>, Counter>,
    under_way: Gauge,
    connected: Gauge,
    library: Family<[(&'static str, String); 1], Gauge>,
    interviews: Gauge,
    process: process::Gauges,
    gateway: Gateway,
    is_loaded: AtomicBool,
}

impl Metrics {
    /// Begins to count for a process that started at a moment.
    pub fn new(started: SystemTime, gateway: Gateway) -> Self {
        let mut registry = Registry::default();
        let build = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("yulu_build", "The program", build);
        let since = started.duration_since(UNIX_EPOCH).unwrap_or_default();
        let started: Gauge<i64> = Gauge::default();
        started.set(i64::try_from(since.as_secs()).unwrap_or_default());
        let mut add = Adding(&mut registry);
        add.one(
            "process_start_time_seconds",
            "When it started, in Unix time",
            started,
        );
        let acks: fn() -> Histogram = || Histogram::new(ACK_SECONDS);
        Self {
            interactions: add.one(
                "yulu_interactions",
                "What people did, and what became of it",
                Family::default(),
            ),
            acks: add.one(
                "yulu_ack_seconds",
                "From an interaction's arrival to Discord's acceptance of its answer",
                Family::new_with_constructor(acks),
            ),
            searches: add.one(
                "yulu_search_seconds",
                "How long it took to find what answers a question",
                Histogram::new(SEARCH_SECONDS),
            ),
            nothing_found: add.one(
                "yulu_nothing_found",
                "Questions that the interviews do not answer",
                Counter::default(),
            ),
            rest_errors: add.one(
                "yulu_rest_errors",
                "Requests that Discord was too busy, broken or far away for",
                Family::default(),
            ),
            under_way: add.one("yulu_under_way", "Answers being made", Gauge::default()),
            connected: add.one(
                "yulu_gateway_connected",
                "Whether every shard is connected to Discord",
                Gauge::default(),
            ),
            library: add.one(
                "yulu_library_info",
                "What is searched: changes when a word of it does",
                Family::default(),
            ),
            interviews: add.one(
                "yulu_library_interviews",
                "How many interviews are searched",
                Gauge::default(),
            ),
            process: process::Gauges::new(&mut add),
            gateway,
            is_loaded: AtomicBool::new(false),
            registry,
        }
    }

    /// Counts an interaction, and what became of it.
    pub fn interaction(&self, kind: Kind, command: &'static str, outcome: Outcome) {
        let labels = [
            ("kind", kind.as_str()),
            ("command", command),
            ("outcome", outcome.as_str()),
        ];
        self.interactions.get_or_create(&labels).inc();
        if outcome == Outcome::Nothing {
            self.nothing_found.inc();
        }
    }

    /// Notes how long an interaction waited for its answer.
    pub fn acknowledged(&self, kind: Kind, after: Duration) {
        let acks = self.acks.get_or_create(&[("kind", kind.as_str())]);
        acks.observe(after.as_secs_f64());
    }

    /// Notes how long a search took.
    pub fn searched(&self, took: Duration) {
        self.searches.observe(took.as_secs_f64());
    }

    /// Counts a request that Discord did not serve.
    pub fn rest_error(&self, error: RestError) {
        self.rest_errors
            .get_or_create(&[("status", error.as_str())])
            .inc();
    }

    /// Notes how many answers are being made.
    pub fn under_way(&self, answers: usize) {
        self.under_way
            .set(i64::try_from(answers).unwrap_or(i64::MAX));
    }

    /// Notes whether every shard is connected.
    pub fn connected(&self, is_connected: bool) {
        self.connected.set(i64::from(is_connected));
    }

    /// Notes what is searched from now on.
    pub fn loaded(&self, library: &Library) {
        self.library.clear();
        self.library
            .get_or_create(&[("version", library.version())])
            .set(1);
        let interviews = library.corpus.interviews().len();
        self.interviews
            .set(i64::try_from(interviews).unwrap_or(i64::MAX));
        self.is_loaded.store(true, Ordering::Relaxed);
    }

    /// Says whether questions can be answered.
    ///
    /// # Errors
    ///
    /// What is still missing.
    pub fn ready(&self) -> Result<(), &'static str> {
        if !self.is_loaded.load(Ordering::Relaxed) {
            return Err("the library is not loaded yet");
        }
        if self.gateway == Gateway::Wanted && self.connected.get() == 0 {
            return Err("not connected to discord");
        }
        Ok(())
    }

    /// Writes everything down, as `OpenMetrics` has it.
    ///
    /// # Errors
    ///
    /// None that is known: writing into memory does not fail.
    pub fn text(&self) -> anyhow::Result<String> {
        self.process.update();
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// A registry that hands back what is put into it.
struct Adding<'r>(&'r mut Registry);

impl Adding<'_> {
    fn one<M: Metric + Clone>(&mut self, name: &str, help: &str, metric: M) -> M {
        self.0.register(name, help, metric.clone());
        metric
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::{Gateway, Kind, Metrics, Outcome, RestError};

    #[test]
    fn what_happened_is_counted() {
        let metrics = Metrics::new(UNIX_EPOCH + Duration::from_secs(7), Gateway::None);
        metrics.interaction(Kind::Command, "ask", Outcome::Nothing);
        metrics.interaction(Kind::Press, "ask", Outcome::Answered);
        metrics.acknowledged(Kind::Press, Duration::from_millis(2));
        metrics.searched(Duration::from_micros(70));
        for status in [429, 502, 404] {
            if let Some(error) = RestError::of_status(status) {
                metrics.rest_error(error);
            }
        }
        let text = metrics.text().unwrap();
        for line in [
            "yulu_interactions_total{kind=\"command\",command=\"ask\",outcome=\"nothing\"} 1",
            "yulu_interactions_total{kind=\"press\",command=\"ask\",outcome=\"answered\"} 1",
            "yulu_nothing_found_total 1",
            "yulu_ack_seconds_bucket{le=\"0.0025\",kind=\"press\"} 1",
            "yulu_search_seconds_bucket{le=\"0.00005\"} 0",
            "yulu_search_seconds_bucket{le=\"0.0001\"} 1",
            "yulu_rest_errors_total{status=\"429\"} 1",
            "yulu_rest_errors_total{status=\"5xx\"} 1",
            "process_start_time_seconds 7",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
        assert!(text.ends_with("# EOF\n"));
    }

    #[test]
    fn without_a_library_nothing_is_ready() {
        let metrics = Metrics::new(UNIX_EPOCH, Gateway::Wanted);
        assert!(metrics.ready().is_err());
        metrics.connected(true);
        assert!(metrics.ready().is_err());
    }
}
