//! What is served beside the bot, as whoever watches it sees it.

use std::net::TcpListener;
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::json;

use crate::fake::{FakeDiscord, Fault, Interruption, TOKEN};
use crate::process::{err, out, signal, yulu};

/// A bot that serves an address.
struct Served {
    address: String,
    child: Child,
}

impl Served {
    fn start(discord: &FakeDiscord) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap().to_string();
        drop(free);
        let child = yulu(&["run"])
            .env("DISCORD_TOKEN", TOKEN)
            .env("YULU_DISCORD_API", discord.url())
            .env("YULU_WEB_LISTEN", &address)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self { address, child }
    }

    /// Gets a page: its status and its text; none while nothing answers.
    async fn get(&self, path: &str) -> Option<(u16, String)> {
        let url = format!("http://{}{path}", self.address);
        let page = reqwest::get(url).await.ok()?;
        Some((page.status().as_u16(), page.text().await.unwrap()))
    }

    /// Waits for a page of that status.
    async fn until(&self, path: &str, status: u16) -> String {
        for _ in 0..400 {
            if let Some((_, text)) = self.get(path).await.filter(|(found, _)| *found == status) {
                return text;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("{path} never answers {status}")
    }

    fn stop(&mut self) {
        signal(&self.child, "TERM");
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
    }

    /// Asks as a container engine does.
    async fn health(&self, arguments: &'static [&'static str]) -> (Option<i32>, String) {
        let address = self.address.clone();
        let asked = tokio::task::spawn_blocking(move || {
            let output = yulu(arguments)
                .env("YULU_WEB_LISTEN", address)
                .output()
                .unwrap();
            (output.status.code(), out(&output) + &err(&output))
        });
        asked.await.unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It has ended already, unless the test failed.
        let _ = self.child.kill();
    }
}

#[tokio::test]
async fn whoever_watches_sees_what_is_going_on() {
    let discord = FakeDiscord::start().await;
    let first = |request: &crate::fake::Request| request.path.ends_with("/gateway/bot");
    discord.fail_next(1, Fault::Status(503), first);
    let mut served = Served::start(&discord);
    assert_eq!(served.until("/healthz", 200).await, "ok\n");
    let is_missing = |text: &str| text.contains("not loaded yet") || text.contains("not connected");
    let missing = served.until("/readyz", 503).await;
    assert!(is_missing(&missing), "{missing}");
    let (code, text) = served.health(&["health", "--ready"]).await;
    assert!(code == Some(1) && is_missing(&text), "{text}");
    assert_eq!(served.until("/readyz", 200).await, "ok\n");
    for arguments in [&["health"][..], &["health", "--ready"]] {
        assert_eq!(served.health(arguments).await, (Some(0), "ok\n".to_owned()));
    }

    discord.refuse_connections(true);
    discord.interrupt(Interruption::Abort);
    served.until("/readyz", 503).await;
    assert_eq!(served.get("/healthz").await.unwrap().0, 200);
    discord.refuse_connections(false);
    served.until("/readyz", 200).await;
    served.stop();
    let (code, text) = served.health(&["health"]).await;
    assert_eq!(code, Some(1));
    assert!(text.contains("nothing answers at http://"), "{text}");
}

#[tokio::test]
async fn what_happened_is_counted_and_nothing_told_of_people() {
    let discord = FakeDiscord::start().await;
    let mut served = Served::start(&discord);
    served.until("/readyz", 200).await;
    let questions = ["对齐有数学定义吗", "比特币会涨吗", "??"];
    for question in questions {
        discord
            .slash("ask", json!({ "question": question }))
            .await
            .unwrap();
    }
    discord.fail_next(1, Fault::Status(502), |request| {
        request.path.ends_with("/callback")
    });
    let quote = discord.slash("quote", json!({})).await.unwrap();
    discord.press(&quote, "Another").await.unwrap();
    let (_, metrics) = served.get("/metrics").await.unwrap();
    let ask = "yulu_interactions_total{kind=\"command\",command=\"ask\",outcome";
    for line in [
        &format!("{ask}=\"answered\"}} 1"),
        &format!("{ask}=\"nothing\"}} 1"),
        &format!("{ask}=\"refused\"}} 1"),
        "yulu_interactions_total{kind=\"press\",command=\"quote\",outcome=\"answered\"} 1",
        "yulu_ack_seconds_count{kind=\"command\"} 4",
        "yulu_nothing_found_total 1",
        "yulu_rest_errors_total{status=\"5xx\"} 1",
        "yulu_gateway_connected 1",
        "yulu_library_interviews 1",
    ] {
        assert!(
            metrics.lines().any(|found| found == line),
            "{line}\n{metrics}"
        );
    }
    for gauge in [
        "process_resident_memory_bytes",
        "process_open_fds",
        "yulu_tasks",
    ] {
        let value = metrics
            .lines()
            .find_map(|line| line.strip_prefix(gauge)?.strip_prefix(' '));
        assert!(value.unwrap().parse::<u64>().unwrap() > 0, "{gauge}");
    }
    let people = [
        "对齐",
        "比特币",
        "Anna",
        TOKEN,
        quote.message().json["channel_id"].as_str().unwrap(),
    ];
    assert!(
        people.iter().all(|told| !metrics.contains(told)),
        "{metrics}"
    );

    served.stop();
}

#[tokio::test]
async fn more_connections_than_there_are_seats_wait_for_one() {
    let discord = FakeDiscord::start().await;
    let mut served = Served::start(&discord);
    served.until("/readyz", 200).await;
    let mut idle = Vec::new();
    for _ in 0..200 {
        idle.push(
            tokio::net::TcpStream::connect(&served.address)
                .await
                .unwrap(),
        );
    }
    let asked = tokio::time::timeout(Duration::from_millis(300), served.get("/healthz"));
    assert!(asked.await.is_err(), "there is no bound");
    drop(idle);
    assert_eq!(served.until("/healthz", 200).await, "ok\n");
    served.stop();
}
