//! The bot for a long while: people of all kinds at 50 a second, something going wrong now and
//! then; memory, tasks and descriptors must come back to where they were.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::fake::{
    FakeDiscord, Fault, Interruption, Message, Person, Request, Unanswered, acts::Act,
};
use crate::figures::{head, row};
use crate::people;
use crate::process::Bot;
use crate::questions;

const PER_SECOND: u32 = 50;

/// How often the figures are taken and something goes wrong.
const ROUND: Duration = Duration::from_secs(10);

/// How long what a burst opened may take to close, at most.
const REST: Duration = Duration::from_mins(2);

pub(crate) async fn measure(time: Duration) {
    println!(
        "\n# Soak: {} s at {PER_SECOND}/s, mixed commands, a fault every {} s",
        time.as_secs(),
        ROUND.as_secs()
    );
    let questions = questions::all();
    let discord = FakeDiscord::start().await;
    let bot = Bot::ready(&discord).await;
    people::warm_up(&discord, &questions).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let before = Sample::take(&bot).await;
    println!(
        "{:>6} {:>8} {:>6} {:>6}  what went wrong",
        "s", "MiB", "tasks", "files"
    );
    println!("{:>6} {before}  nothing yet", 0);
    let begun = Instant::now();
    let mut crowd = Crowd::default();
    let mut round = 0;
    while begun.elapsed() < time {
        let wrong = crowd
            .come(&discord, &questions, (ROUND.min(time), round))
            .await;
        let sample = Sample::take(&bot).await;
        println!("{:>6} {sample}  {wrong}", begun.elapsed().as_secs());
        discord.forget();
        round += 1;
    }
    let after = at_rest(&bot, &before).await;
    println!("{:>6} {after}  at rest again", begun.elapsed().as_secs());
    let counted = bot.metric("yulu_interactions_total").await;
    println!(
        "{} interactions, {counted} counted by the bot from its start on",
        crowd.number
    );
    head("interaction → callback");
    row("all kinds, also those that a fault hit", crowd.waited);
    bot.stop(&discord).await;
    assert!(
        crowd.unanswered.is_empty(),
        "somebody got no answer: {:?}",
        crowd.unanswered
    );
    assert!(after.tasks <= before.tasks + 2.0, "tasks were left behind");
    assert!(
        after.files <= before.files + 8.0,
        "connections were left behind"
    );
}

/// Waits until nothing is left of a burst: its connections are kept for a while.
async fn at_rest(bot: &Bot, before: &Sample) -> Sample {
    let deadline = Instant::now() + REST;
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let sample = Sample::take(bot).await;
        if sample.is_like(before) || Instant::now() > deadline {
            return sample;
        }
    }
}

/// Everybody who came so far.
#[derive(Default)]
struct Crowd {
    number: usize,
    waited: Vec<Duration>,
    unanswered: Vec<Unanswered>,
}

impl Crowd {
    /// Comes for a while in which something goes wrong, and waits for all answers; returns what
    /// went wrong.
    async fn come(
        &mut self,
        discord: &FakeDiscord,
        questions: &[String],
        (time, round): (Duration, usize),
    ) -> &'static str {
        let public = discord.slash("ask", json!({ "question": questions[0] }));
        let public = public.await.unwrap();
        // Only now that many come: whatever fails should not all fall on one.
        let wrong = go_wrong(discord, round);
        let mut ticks = tokio::time::interval(Duration::from_secs(1) / PER_SECOND);
        let mut sent = Vec::new();
        let until = Instant::now() + time;
        while Instant::now() < until {
            ticks.tick().await;
            let question = &questions[self.number % questions.len()];
            sent.push(act(discord, self.number, question, public.message()).send());
            self.number += 1;
        }
        for one in sent {
            match one.answer().await {
                Ok(outcome) => self.waited.push(outcome.latency),
                Err(error) => self.unanswered.push(error),
            }
        }
        wrong
    }
}

/// What one of many people does.
fn act<'d>(discord: &'d FakeDiscord, number: usize, question: &str, on: &Message) -> Act<'d> {
    match number % 20 {
        0..=8 => discord.slash("ask", json!({ "question": question })),
        9..=11 => discord.slash("quote", json!({})),
        12..=13 => discord.slash(
            "section",
            json!({ "section": format!("s{}", number % 9 + 1) }),
        ),
        14..=16 => discord.autocomplete("section", json!({ "section": "模" }), "section"),
        17 => discord.slash("interviews", json!({})),
        18 => discord
            .press_where(on, |button| button.label.starts_with("Context"))
            .by(&Person::named("Ben")),
        _ => discord.slash("help", json!({})),
    }
}

/// Lets something go wrong, each time something else.
fn go_wrong(discord: &FakeDiscord, round: usize) -> &'static str {
    let callback = |request: &Request| request.path.ends_with("/callback");
    let fail = |count, fault| discord.fail_next(count, fault, callback);
    match round % 9 {
        1 => {
            fail(20, Fault::Status(500));
            "20 callbacks get 500"
        }
        2 => {
            fail(
                10,
                Fault::RateLimited {
                    retry_after: Duration::from_millis(300),
                },
            );
            "10 callbacks get 429"
        }
        3 => {
            fail(10, Fault::DropConnection);
            "10 connections break before the callback is taken"
        }
        4 => {
            fail(10, Fault::DropAfter);
            "10 connections break after the callback is taken"
        }
        5 => {
            fail(100, Fault::Delay(Duration::from_millis(800)));
            "100 callbacks take 0.8 s"
        }
        6 => {
            discord.interrupt(Interruption::Reconnect);
            "the gateway asks to connect anew"
        }
        7 => {
            discord.interrupt(Interruption::Abort);
            "the gateway's line goes dead"
        }
        8 => {
            discord.interrupt(Interruption::InvalidSession { resumable: true });
            "the gateway ends the session"
        }
        _ => "nothing",
    }
}

/// What must not grow.
struct Sample {
    memory: f64,
    tasks: f64,
    files: f64,
}

impl Sample {
    async fn take(bot: &Bot) -> Self {
        Self {
            memory: bot.mebibytes("VmRSS"),
            tasks: bot.metric("yulu_tasks").await,
            files: bot.metric("process_open_fds").await,
        }
    }
}

impl Sample {
    /// Whether there are as many tasks and files, but for a connection or two that are in use.
    fn is_like(&self, other: &Self) -> bool {
        self.tasks <= other.tasks + 2.0 && self.files <= other.files + 2.0
    }
}

impl std::fmt::Display for Sample {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:>8.1} {:>6} {:>6}",
            self.memory, self.tasks, self.files
        )
    }
}
