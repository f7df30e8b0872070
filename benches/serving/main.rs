//! The program as it serves people, measured from outside: a process of its own, between people and
//! a strict Discord of ours on this machine.
//!
//! ```text
//! cargo bench --bench serving -- start
//! cargo bench --bench serving -- memory
//! cargo bench --bench serving -- ask
//! cargo bench --bench serving -- soak [--seconds 600]
//! ```

#![expect(clippy::unwrap_used, reason = "a measurement that fails is none")]
#![expect(clippy::print_stdout, reason = "figures are what this is for")]
#![expect(
    clippy::disallowed_methods,
    reason = "it reads the kernel's figures and the questions of the tests"
)]

mod ask;
#[expect(
    dead_code,
    unused_imports,
    reason = "the tests use all of it, its own among them"
)]
#[path = "../../tests/it/fake/mod.rs"]
mod fake;
mod figures;
mod memory;
mod people;
mod process;
mod questions;
mod soak;
mod start;

use std::time::Duration;

#[tokio::main]
async fn main() {
    // What cargo itself adds is none of ours.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|one| one != "--bench")
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["start"] => start::measure().await,
        ["memory"] => memory::measure().await,
        ["ask"] => ask::measure().await,
        ["soak"] => soak::measure(Duration::from_mins(10)).await,
        ["soak", "--seconds", seconds] => {
            soak::measure(Duration::from_secs(seconds.parse().unwrap())).await;
        }
        // Whoever measures everything has not got ten minutes.
        [] => {
            start::measure().await;
            memory::measure().await;
            ask::measure().await;
        }
        other => panic!("there is no measurement {other:?}"),
    }
}
