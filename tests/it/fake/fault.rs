//! What goes wrong between a bot and Discord.

use std::time::{Duration, Instant};

use super::rest::Request;
use super::state::State;

/// One way for a request to fail.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// Discord answers with this status and does nothing.
    Status(u16),
    /// Discord answers 429; to come back before `retry_after` is a violation.
    RateLimited { retry_after: Duration },
    /// The connection breaks before Discord took the request.
    DropConnection,
    /// Discord took the request, but the answer is lost.
    DropAfter,
    /// Discord takes its time.
    Delay(Duration),
}

/// A fault waiting for the requests it is meant for.
pub(super) struct Planned {
    pub(super) fault: Fault,
    pub(super) count: usize,
    pub(super) fits: Box<dyn Fn(&Request) -> bool + Send>,
}

/// A route that may not be used before a time.
pub(super) struct Resting {
    route: (String, String),
    until: Instant,
}

impl State {
    /// Takes the first planned fault that fits.
    pub(super) fn next_fault(&mut self, request: &Request) -> Option<Fault> {
        let planned = self
            .faults
            .iter_mut()
            .find(|planned| planned.count > 0 && (planned.fits)(request))?;
        planned.count -= 1;
        Some(planned.fault)
    }

    pub(super) fn limit(&mut self, request: &Request, retry_after: Duration) {
        let route = (request.method.clone(), request.path.clone());
        self.resting.push(Resting {
            route,
            until: Instant::now() + retry_after,
        });
    }

    pub(super) fn check_patience(&mut self, request: &Request) {
        let here = |resting: &&Resting| {
            resting.route.0 == request.method && resting.route.1 == request.path
        };
        let until = self
            .resting
            .iter()
            .filter(here)
            .map(|resting| resting.until)
            .max();
        let early = until.map_or(Duration::ZERO, |until| {
            until.saturating_duration_since(request.at)
        });
        if !early.is_zero() {
            self.violate(
                request,
                format!("came back {early:?} before `retry_after` had passed"),
            );
        }
    }
}
