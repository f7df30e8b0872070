//! Memory after a thousand questions.

use serde_json::json;

use crate::fake::FakeDiscord;
use crate::process::Bot;
use crate::questions;

const QUESTIONS: usize = 1000;

pub(crate) async fn measure() {
    println!("\n# Resident memory, connected");
    let questions = questions::all();
    let discord = FakeDiscord::start().await;
    let bot = Bot::ready(&discord).await;
    println!(
        "{:<44} {:>8.1} MiB",
        "before the first question",
        bot.mebibytes("VmRSS")
    );
    for number in 0..QUESTIONS {
        let options = json!({ "question": questions[number % questions.len()] });
        discord.slash("ask", options).await.unwrap();
    }
    println!(
        "{:<44} {:>8.1} MiB",
        "after 1,000 mixed questions",
        bot.mebibytes("VmRSS")
    );
    println!(
        "{:<44} {:>8.1} MiB",
        "the most at any time",
        bot.mebibytes("VmHWM")
    );
    println!(
        "{:<44} {:>8.1} MiB",
        "of it the program's own file",
        bot.mebibytes("RssFile")
    );
    bot.stop(&discord).await;
}
