//! `/ask` at 100 a second, from the interaction sent to the callback received, beside the same bot
//! answering a constant.

use serde_json::json;

use crate::fake::FakeDiscord;
use crate::figures::{head, row};
use crate::people::{self, at_a_rate};
use crate::process::Bot;
use crate::questions;

const PER_SECOND: u32 = 100;

/// Taken in turns, so that whatever else the machine does falls on all alike.
const TURNS: usize = 10;
const PER_TURN: usize = 300;

pub(crate) async fn measure() {
    println!("\n# From interaction to callback, at {PER_SECOND}/s");
    let questions = questions::all();
    let discord = FakeDiscord::start().await;
    let bot = Bot::ready(&discord).await;
    people::warm_up(&discord, &questions).await;
    let quote = discord.slash("quote", json!({})).await.unwrap();
    let (mut asked, mut helped, mut constant) = (vec![], vec![], vec![]);
    for turn in 0..TURNS {
        let question = |number: usize| &questions[(turn * PER_TURN + number) % questions.len()];
        let ask = |number| {
            let sent = discord
                .slash("ask", json!({ "question": question(number) }))
                .send();
            async move { sent.answer().await.unwrap().latency }
        };
        asked.extend(at_a_rate(PER_SECOND, PER_TURN, ask).await);
        let help = |_| {
            let sent = discord.slash("help", json!({})).send();
            async move { sent.answer().await.unwrap().latency }
        };
        helped.extend(at_a_rate(PER_SECOND, PER_TURN, help).await);
        // A control that is not ours: one sentence, the same each time.
        let stale = |_| {
            let sent = discord.forge(&quote, "of another bot").send();
            async move { sent.answer().await.unwrap().latency }
        };
        constant.extend(at_a_rate(PER_SECOND, PER_TURN, stale).await);
    }
    head("");
    let ask = row("/ask, mixed questions", asked);
    let help = row("/help, the same list each time", helped);
    let constant = row("a constant sentence", constant);
    let ratio = |beside: std::time::Duration| ask.as_secs_f64() / beside.as_secs_f64();
    println!(
        "p99 of /ask is {:.2} × that of a constant sentence, {:.2} × that of /help",
        ratio(constant),
        ratio(help)
    );
    bot.stop(&discord).await;
}
