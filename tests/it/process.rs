//! The program as a process: exit codes, signals, files, pipes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::fake::{FakeDiscord, Fault, TOKEN};
use crate::library::TEA;

/// The program with nothing of this machine's environment.
pub(crate) fn yulu(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yulu"));
    command
        .args(arguments)
        .env_clear()
        .stdin(Stdio::null())
        .current_dir(std::env::temp_dir());
    command
}

fn run(arguments: &[&str]) -> Output {
    yulu(arguments).output().unwrap()
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(crate) fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill")
        .args([format!("-{name}"), child.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
}

fn serve(discord: &FakeDiscord, format: &str) -> Child {
    yulu(&["run"])
        .env("DISCORD_TOKEN", TOKEN)
        .env("YULU_DISCORD_API", discord.url())
        .env("YULU_LOG_FORMAT", format)
        .env("YULU_LOG_LEVEL", "info")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits for the process without holding up the fake.
async fn ended(mut child: Child) -> (Option<i32>, String) {
    tokio::task::spawn_blocking(move || {
        let mut log = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut log)
            .unwrap();
        (child.wait().unwrap().code(), log)
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn told_to_stop_it_finishes_the_reply_under_way() {
    for (name, format) in [("TERM", "json"), ("INT", "pretty")] {
        let discord = FakeDiscord::start().await;
        let child = serve(&discord, format);
        discord.ready().await;
        // serenity warns of the gap while it handles the question: it must not tell the question.
        discord.lose_an_event();
        discord.fail_next(1, Fault::Delay(Duration::from_millis(700)), |request| {
            request.path.ends_with("/callback")
        });
        let under_way = discord.slash("ask", json!({ "question": "机器人" })).send();
        while discord
            .requests()
            .iter()
            .all(|request| !request.path.ends_with("/callback"))
        {
            tokio::task::yield_now().await;
        }
        let told = Instant::now();
        signal(&child, name);
        let answer = under_way.answer().await.unwrap();
        assert!(answer.message().content().contains("机器人"));
        let (code, log) = ended(child).await;
        assert_eq!(code, Some(0), "{log}");
        assert!(told.elapsed() < Duration::from_secs(5));
        assert!(log.contains("equence"), "the gap was not noticed: {log}");
        let told = ["机器人", TOKEN, "Anna", &under_way.token];
        assert!(told.iter().all(|secret| !log.contains(secret)), "{log}");
    }
}

#[tokio::test]
async fn a_wrong_token_a_missing_one_and_no_network_are_told_apart() {
    let discord = FakeDiscord::start().await;
    let url = discord.url().to_owned();
    let wrong = tokio::task::spawn_blocking(move || {
        yulu(&["run"])
            .env("DISCORD_TOKEN", "wrong-secret")
            .env("YULU_DISCORD_API", url)
            .output()
    });
    let wrong = wrong.await.unwrap().unwrap();
    assert_eq!(wrong.status.code(), Some(1));
    assert!(
        err(&wrong).contains("does not know this token"),
        "{}",
        err(&wrong)
    );
    assert!(!err(&wrong).contains("wrong-secret"));

    let garbled = yulu(&["run"])
        .env("DISCORD_TOKEN", "ab\u{1}cd")
        .output()
        .unwrap();
    assert_eq!(garbled.status.code(), Some(1));
    assert!(err(&garbled).contains("no token has") && !err(&garbled).contains("ab\u{1}cd"));

    let missing = run(&["run"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(err(&missing).contains("DISCORD_TOKEN"));
    assert_eq!(run(&[]).status.code(), Some(2), "no terminal, no token");

    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let away = yulu(&["run"])
        .env("DISCORD_TOKEN", TOKEN)
        .env("YULU_DISCORD_API", format!("http://127.0.0.1:{port}"))
        .output()
        .unwrap();
    assert_eq!(away.status.code(), Some(1));
    assert!(
        err(&away).contains("cannot reach discord"),
        "{}",
        err(&away)
    );
    assert!(!err(&away).contains(TOKEN));
}

#[test]
fn an_occupied_port_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = yulu(&["run"])
        .env("YULU_WEB_LISTEN", &address)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains(&format!("cannot listen on {address}")),
        "{}",
        err(&output)
    );
}

#[test]
fn without_a_token_it_serves_what_web_listen_names() {
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let mut child = yulu(&["run"])
        .env("YULU_WEB_LISTEN", free.to_string())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("listening") {
        line.clear();
        assert!(
            log.read_line(&mut line).unwrap() > 0,
            "it ended before it listened"
        );
    }
    let mut stream = std::net::TcpStream::connect(free).unwrap();
    stream.write_all(b"GET /healthz HTTP/1.0\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(
        answer.starts_with("HTTP/1.0 200") && answer.ends_with("ok\n"),
        "{answer}"
    );
    signal(&child, "TERM");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn health_needs_an_address_to_ask() {
    let output = run(&["health"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("web.listen"), "{}", err(&output));
}

#[test]
fn questions_come_and_answers_go_a_line_each() {
    let mut child = yulu(&["ask", "--json", "--limit", "2", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut questions = child.stdin.take().unwrap();
    questions
        .write_all("对齐有数学定义吗\n\nzzz\n\u{7}\n".as_bytes())
        .unwrap();
    questions.write_all(&[0xff, 0xfe, b'\n']).unwrap();
    drop(questions);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let answers: Vec<Value> = out(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 5);
    let hit = &answers[0]["hits"][0];
    assert_eq!(answers[0]["hits"].as_array().unwrap().len(), 2);
    assert_eq!(hit["id"], "ilya-sutskever-2023#s4-t2");
    assert_eq!(hit["interview"], "ilya-sutskever-2023");
    assert_eq!(hit["section"], "s4");
    assert_eq!(hit["section_title"], "对齐AIignment");
    assert_eq!(hit["turn"], 2);
    assert_eq!(hit["speaker"], "Ilya Sutskever");
    assert!(hit["score"].as_f64().unwrap() > 0.0);
    assert_eq!(
        hit["links"]["video"],
        "https://www.youtube.com/watch?v=Yf1o0TQzry8&t=930s"
    );
    assert_eq!(
        hit["links"]["original"],
        "https://www.dwarkesh.com/p/ilya-sutskever"
    );
    assert!(hit["links"].get("source").is_none() && hit["links"].get("reader").is_none());
    for answer in &answers {
        assert!(answer["took_us"].is_u64() && answer["related"].is_array());
    }
    assert_eq!(answers[2]["hits"], json!([]));
    assert!(answers[1]["error"].is_string());
}

#[test]
fn scripts_get_three_hits_unless_they_say() {
    let hits = |arguments: &[&str]| {
        let described: Value = serde_json::from_str(&out(&run(arguments))).unwrap();
        described["hits"].as_array().unwrap().len()
    };
    assert_eq!(hits(&["ask", "--json", "对齐有数学定义吗"]), 3);
    assert_eq!(
        hits(&["ask", "--json", "--limit", "1", "对齐有数学定义吗"]),
        1
    );
    assert_eq!(hits(&["ask", "--json", "--limit", "7", "机器人"]), 4);
}

#[test]
fn nothing_found_is_no_failure_but_a_wrong_call_is() {
    let nothing = run(&["ask", "zzz"]);
    assert_eq!(nothing.status.code(), Some(0));
    assert!(out(&nothing).contains("do not say"));
    for wrong in [
        &["ask", "??"][..],
        &["section", "99"],
        &["quote", "--id", "x"],
        &["nonsense"],
    ] {
        let output = run(wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(
            out(&output).is_empty() && !err(&output).is_empty(),
            "{wrong:?}"
        );
    }
}

#[test]
fn check_lists_every_mistake_of_every_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(file("a.md"), TEA).unwrap();
    std::fs::write(
        file("b.md"),
        TEA.replace("**Bo** Thin", "**Boo** Thin")
            .replace("{#s2}", "{#s1}"),
    )
    .unwrap();
    std::fs::write(file("c.md"), TEA).unwrap();
    std::fs::write(file("d.md"), b"+++\nid = \"\xff\"\n").unwrap();
    std::fs::write(
        file("yulu.toml"),
        "[web]\nlisten = \"nowhere\"\n[wed]\nx = 1\n",
    )
    .unwrap();
    let folder = folder.path().display().to_string();
    let output = run(&["check", "--data", &folder, "--config", &file("yulu.toml")]);
    assert_eq!(output.status.code(), Some(1));
    let report = out(&output);
    for expected in [
        "yulu.toml:2:",
        "yulu.toml:3:",
        "b.md:27:11",
        "b.md:31:3",
        "c.md:1:1",
        "d.md:2:7: this byte",
    ] {
        assert!(
            report.contains(expected),
            "{expected} is missing in\n{report}"
        );
    }
    let started = run(&["ask", "tea", "--data", &folder]);
    assert_eq!(started.status.code(), Some(1));
    assert!(err(&started).contains("b.md:31:3"), "{}", err(&started));
    assert_eq!(run(&["check"]).status.code(), Some(0));
}

#[test]
fn missing_and_empty_folders_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display().to_string();
    let empty = run(&["ask", "tea", "--data", &path]);
    assert!(err(&empty).contains("no transcript"), "{}", err(&empty));
    let missing = run(&["ask", "tea", "--data", "/nonexistent/yulu"]);
    assert!(err(&missing).contains("/nonexistent/yulu"));
    let config = run(&["ask", "tea", "--config", "/nonexistent/yulu.toml"]);
    assert!(err(&config).contains("/nonexistent/yulu.toml"));
    for output in [empty, missing, config] {
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn import_writes_whole_files_and_overwrites_none() {
    let folder = tempfile::tempdir().unwrap();
    let here = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/import/ilya-sutskever-2023"
    );
    let (text, header) = (format!("{here}.txt"), format!("{here}.header.toml"));
    let target = folder.path().display().to_string();
    let import = |target: &str| run(&["import", &text, "--header", &header, "-o", target]);
    let output = import(&target);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let written = folder.path().join("ilya-sutskever-2023.md");
    let shipped = include_str!("../../data/transcripts/ilya-sutskever-2023.md");
    assert_eq!(std::fs::read_to_string(&written).unwrap(), shipped);
    assert_eq!(import(&target).status.code(), Some(0), "again is no change");
    std::fs::write(&written, "edited").unwrap();
    let output = import(&target);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("exists and differs"));
    assert_eq!(std::fs::read_to_string(&written).unwrap(), "edited");
    let nowhere = import("/proc/yulu");
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(
        err(&nowhere).contains("cannot write /proc/yulu"),
        "{}",
        err(&nowhere)
    );
}

#[test]
fn a_reader_that_has_read_enough_is_no_failure() {
    let mut child = yulu(&["quote", "--list"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(err(&output).is_empty());
}
