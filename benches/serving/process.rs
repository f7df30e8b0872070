//! The program as a process of its own.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::fake::{FakeDiscord, TOKEN};

/// A running bot.
pub(crate) struct Bot {
    child: Child,
    web: String,
    pub(crate) started: Instant,
}

impl Bot {
    /// Starts the program; it is not ready yet.
    pub(crate) fn start(discord: &FakeDiscord) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let web = free.local_addr().unwrap().to_string();
        drop(free);
        let started = Instant::now();
        let child = Command::new(env!("CARGO_BIN_EXE_yulu"))
            .arg("run")
            .env_clear()
            .env("DISCORD_TOKEN", TOKEN)
            .env("YULU_DISCORD_API", discord.url())
            .env("YULU_WEB_LISTEN", &web)
            .current_dir(std::env::temp_dir())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self {
            child,
            web,
            started,
        }
    }

    /// Starts the program and waits until it is ready.
    pub(crate) async fn ready(discord: &FakeDiscord) -> Self {
        let bot = Self::start(discord);
        discord.ready().await;
        bot
    }

    /// Returns a figure of `/proc/PID/status`, in mebibytes.
    pub(crate) fn mebibytes(&self, name: &str) -> f64 {
        let status = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(status).unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .unwrap();
        let number = line
            .trim_start_matches(':')
            .trim()
            .split(' ')
            .next()
            .unwrap();
        number.parse::<f64>().unwrap() / 1024.0
    }

    /// Returns a metric as the bot tells it; the sum over its labels.
    pub(crate) async fn metric(&self, name: &str) -> f64 {
        let text = reqwest::get(format!("http://{}/metrics", self.web))
            .await
            .unwrap();
        let text = text.text().await.unwrap();
        let values = text.lines().filter_map(|line| {
            let rest = line.strip_prefix(name)?;
            let labelled = rest.starts_with(['{', ' ']);
            labelled.then(|| rest.rsplit(' ').next()?.parse::<f64>().ok())?
        });
        values.sum()
    }

    /// Stops the bot as an operator does, and waits until it is gone.
    pub(crate) async fn stop(mut self, discord: &FakeDiscord) {
        let id = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status();
        assert!(told.unwrap().success());
        discord.gone().await;
        let deadline = Instant::now() + Duration::from_secs(10);
        while self.child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < deadline, "it does not stop");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        // It has ended already, unless the measurement failed.
        let _ = self.child.kill();
    }
}
