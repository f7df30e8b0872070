//! Every quoted line of every face is in a transcript, character by character.
//!
//! The transcripts are read here with a few lines of their own, not through the corpus.

use std::collections::{BTreeSet, VecDeque};
use std::sync::LazyLock;

use serde_json::{Value, json};
use yulu::commands::ALL;
use yulu::deck::Deck;
use yulu::locale::Locale;
use yulu::terminal::{Session, Style, parse};

use crate::bot::Bot;
use crate::fake::{FakeDiscord, Message, Person, Place};
use crate::library::shipped;

/// All paragraphs that were spoken, as they stand in the files.
static SPOKEN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/transcripts");
    let mut spoken = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let text = std::fs::read_to_string(path).unwrap();
            let (_, body) = text.split_once("\n+++\n").unwrap();
            spoken.extend(
                body.lines()
                    .filter(|line| !line.is_empty())
                    .filter_map(paragraph),
            );
        }
    }
    assert!(spoken.len() > 100);
    spoken
});

/// `**label** [time] text`, a further paragraph, or a heading, which nobody spoke.
fn paragraph(line: &str) -> Option<String> {
    if line.starts_with("## ") {
        return None;
    }
    let mut text = line;
    if let Some(labelled) = line.strip_prefix("**") {
        text = labelled.split_once("** ").unwrap().1;
        if text.starts_with('[') {
            text = text.split_once("] ").unwrap().1;
        }
    }
    Some(text.strip_prefix('\\').unwrap_or(text).to_owned())
}

/// Asserts that what stands between cuts was spoken, in one breath.
fn assert_spoken(line: &str) {
    let cut = line.strip_prefix("……").unwrap_or(line);
    let whole = |line: &str| SPOKEN.iter().any(|spoken| spoken.contains(line));
    // A turn may end in …… itself, so a cut is looked for with and without it.
    let candidates = [line, cut, cut.strip_suffix("……").unwrap_or(cut)];
    assert!(
        candidates
            .iter()
            .any(|candidate| !candidate.is_empty() && whole(candidate)),
        "nobody said: {line}"
    );
}

/// Undoes Discord's Markdown: bold goes, a backslash gives its sign back.
fn undo_markdown(line: &str) -> String {
    let mut plain = String::new();
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => plain.extend(signs.next()),
            '*' if signs.peek() == Some(&'*') => {
                signs.next();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// Asserts every quoted line of a Discord payload and returns how many there were.
pub(crate) fn check_payload(payload: &Value) -> usize {
    let mut lines = 0;
    match payload {
        Value::Object(object) => {
            if let Some(description) = object.get("description").and_then(Value::as_str) {
                for line in description.lines() {
                    if let Some(quote) = line.strip_prefix("> ") {
                        assert_spoken(&undo_markdown(quote));
                        lines += 1;
                    } else if let Some((_, prompt)) = line
                        .strip_prefix("-# ")
                        .and_then(|line| line.split_once(": "))
                    {
                        assert_spoken(&undo_markdown(prompt));
                        lines += 1;
                    }
                }
            }
            lines + object.values().map(check_payload).sum::<usize>()
        }
        Value::Array(values) => values.iter().map(check_payload).sum(),
        _ => 0,
    }
}

/// Asserts every quoted line of a terminal's output and returns how many there were.
fn check_terminal(output: &str) -> usize {
    let speakers = ["Patel: ", "Ilya: "];
    let quoted = output.lines().filter_map(|line| line.strip_prefix("│ "));
    quoted
        .map(|line| {
            let prompt = speakers
                .iter()
                .find_map(|speaker| line.strip_prefix(speaker));
            assert_spoken(prompt.unwrap_or(line));
        })
        .count()
}

/// Questions of every kind: found at once, many hits, cut passages, nothing.
const QUESTIONS: &[&str] = &[
    "对齐有数学定义吗",
    "機器人",
    "GPU TPU 区别",
    "反向传播 大脑",
    "可靠性",
    "台湾 晶圆厂",
    "数据 标记",
    "强化学习",
    "* _ ` > 模型 ||",
    "律师 400 美元",
    "Alignment",
    "zzz",
];

#[tokio::test]
async fn every_quote_in_discord_is_in_a_transcript() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let asker = Person::named("Anna").speaking("zh-CN");
    for question in QUESTIONS {
        discord
            .slash("ask", json!({ "question": question }))
            .by(&asker)
            .await
            .unwrap();
    }
    for command in ALL {
        let (_, args) = parse(command.example).unwrap();
        let options: Value = args
            .iter()
            .map(|(name, value)| (name.to_owned(), json!(value)))
            .collect();
        let reply = discord
            .slash(command.name, options)
            .by(&asker)
            .await
            .unwrap();
        press_everything(&discord, reply.message().clone()).await;
    }
    let lines: usize = discord
        .requests()
        .iter()
        .map(|request| check_payload(&request.body))
        .sum();
    assert!(lines > 200, "only {lines} quoted lines were seen");
    bot.stop(&discord).await;
}

/// Presses every control that can be reached from a message, each once.
async fn press_everything(discord: &FakeDiscord, first: Message) {
    let mut seen = BTreeSet::new();
    let mut waiting = VecDeque::from([first]);
    while let Some(message) = waiting.pop_front() {
        let presses = message
            .buttons()
            .into_iter()
            .filter_map(|button| button.custom_id);
        for id in presses.filter(|id| !id.starts_with("-remove") && !id.starts_with("=quote @")) {
            if seen.insert(id.clone()) && seen.len() < 150 {
                let outcome = discord.forge(&message, &id).await.unwrap();
                assert!(!outcome.message().texts().is_empty());
                waiting.push_back(outcome.message().clone());
            }
        }
        for menu in message.menus() {
            for (_, value) in menu.options {
                if seen.insert(format!("{}{value}", menu.custom_id)) {
                    let outcome = discord.choose(&message, &value).await.unwrap();
                    waiting.push_back(outcome.message().clone());
                }
            }
        }
    }
}

#[tokio::test]
async fn every_card_of_the_deck_is_in_a_transcript_and_none_repeats() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let cards = shipped().cards.len();
    let mut drawn = BTreeSet::new();
    let mut reply = discord
        .slash("quote", json!({}))
        .at(Place::Dm)
        .await
        .unwrap();
    for _ in 0..cards {
        let embed = &reply.message().embeds()[0];
        drawn.insert(embed["description"].as_str().unwrap().to_owned());
        reply = discord.press(&reply, "Another").await.unwrap();
    }
    assert_eq!(
        drawn.len(),
        cards,
        "a quote came up twice before all had come up once"
    );
    let lines: usize = discord
        .requests()
        .iter()
        .map(|request| check_payload(&request.body))
        .sum();
    assert!(lines > cards);
    bot.stop(&discord).await;
}

#[test]
fn every_quote_at_the_prompt_is_in_a_transcript() {
    let mut lines = 0;
    for locale in Locale::ALL {
        let mut session = Session::new(shipped(), locale, Style::Plain, Deck::new(1));
        let examples = ALL.iter().map(|command| command.example);
        for line in QUESTIONS
            .iter()
            .copied()
            .chain(examples)
            .chain(["/quote"; 20])
        {
            lines += check_terminal(&session.enter(line).unwrap());
            for number in ["1", "2", "3"] {
                lines += check_terminal(&session.enter(number).unwrap());
            }
        }
    }
    assert!(lines > 300, "only {lines} quoted lines were seen");
}

#[test]
fn every_quote_for_scripts_is_in_a_transcript() {
    let ask = yulu::commands::Command::named("ask").unwrap();
    for question in QUESTIONS {
        let (_, args) = parse(&format!("/ask question={question}")).unwrap();
        let call = yulu::commands::Call {
            args,
            ..Default::default()
        };
        let reply = (ask.run)(shipped(), &call).unwrap();
        let described = yulu::terminal::answered(question, &reply, std::time::Duration::ZERO);
        for hit in described["hits"].as_array().unwrap() {
            for text in [&hit["text"], &hit["excerpt"]] {
                text.as_str().unwrap().lines().for_each(assert_spoken);
            }
        }
    }
}

#[test]
fn a_change_of_one_character_is_noticed() {
    let changed = json!({ "description": "> 不太可能有数字定义。" });
    assert!(std::panic::catch_unwind(|| check_payload(&changed)).is_err());
    let kept = json!({ "description": "> 不太可能**有数学**定义。……" });
    assert_eq!(check_payload(&kept), 1);
}
