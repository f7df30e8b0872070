//! Durations as they are read best.

use std::time::Duration;

/// Returns the duration that a part of all, 0 to 1, do not exceed.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place in a list that fits into memory"
)]
pub(crate) fn quantile(sorted: &[Duration], part: f64) -> Duration {
    let place = (sorted.len() as f64 * part).ceil() as usize;
    sorted[place.clamp(1, sorted.len()) - 1]
}

/// Writes durations down in milliseconds: half of them, 99 % and all are no longer than these.
pub(crate) fn row(name: &str, mut durations: Vec<Duration>) -> Duration {
    durations.sort_unstable();
    let [half, most, all] = [0.5, 0.99, 1.0].map(|part| quantile(&durations, part));
    let [a, b, c] = [half, most, all].map(|one| one.as_secs_f64() * 1000.0);
    println!(
        "{name:<44} {a:>8.2} {b:>8.2} {c:>8.2}   of {}",
        durations.len()
    );
    most
}

/// Writes down what the columns of [`row`] are.
pub(crate) fn head(what: &str) {
    println!("{what:<44} {:>8} {:>8} {:>8}", "p50 ms", "p99 ms", "max ms");
}
