//! From the start of the process to the first question answered, at the speed of all later ones.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::fake::FakeDiscord;
use crate::figures::{head, row};
use crate::process::Bot;
use crate::questions;

const STARTS: usize = 20;

pub(crate) async fn measure() {
    println!("\n# Start to ready: {STARTS} starts");
    let questions = questions::all();
    let (mut ready, mut first, mut later, mut jieba) = (vec![], vec![], vec![], vec![]);
    for _ in 0..STARTS {
        let discord = FakeDiscord::start().await;
        let bot = Bot::ready(&discord).await;
        let ask = |question: &String| discord.slash("ask", json!({ "question": question }));
        let answer = ask(&questions[0]).await.unwrap();
        ready.push(bot.started.elapsed());
        first.push(answer.latency);
        for question in questions.iter().skip(1).take(20) {
            later.push(ask(question).await.unwrap().latency);
        }
        bot.stop(&discord).await;
        jieba.push(loading_jieba());
    }
    head("");
    row("process started → first question answered", ready);
    row("  that question alone", first);
    row("  each of the next 20", later);
    row("loading jieba's dictionary, which is no more", jieba);
}

/// What every start would take in addition, if the dictionary were loaded and not built in.
fn loading_jieba() -> Duration {
    let begun = Instant::now();
    std::hint::black_box(jieba_rs::Jieba::new());
    begun.elapsed()
}
