//! What the process itself uses, as Linux tells it; elsewhere these stay at 0.

use prometheus_client::metrics::gauge::Gauge;

use super::Adding;

/// Read anew each time they are asked for.
#[derive(Debug)]
pub(super) struct Gauges {
    resident: Gauge,
    descriptors: Gauge,
    tasks: Gauge,
}

impl Gauges {
    pub(super) fn new(add: &mut Adding<'_>) -> Self {
        Self {
            resident: add.one(
                "process_resident_memory_bytes",
                "Memory in use",
                Gauge::default(),
            ),
            descriptors: add.one(
                "process_open_fds",
                "Files and connections that are open",
                Gauge::default(),
            ),
            tasks: add.one("yulu_tasks", "Tasks that are alive", Gauge::default()),
        }
    }

    pub(super) fn update(&self) {
        self.resident.set(resident().unwrap_or_default());
        self.descriptors
            .set(count(descriptors().unwrap_or_default()));
        let tasks = tokio::runtime::Handle::try_current()
            .map_or(0, |runtime| runtime.metrics().num_alive_tasks());
        self.tasks.set(count(tasks));
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the kernel tells of the process through files"
)]
fn resident() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: i64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    kibibytes.checked_mul(1024)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the kernel tells of the process through files"
)]
fn descriptors() -> Option<usize> {
    let open = std::fs::read_dir("/proc/self/fd").ok()?.count();
    // The listing is one itself.
    open.checked_sub(1)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
