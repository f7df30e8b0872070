//! The fake over the wire: tokens, order and time of answers, faults.

use std::time::Duration;

use serde_json::{Value, json};

use super::hand::{Hand, answer, commands, only_violation, text, webhook};
use super::{FakeDiscord, Fault, Settings};

#[tokio::test]
async fn a_wrong_token_is_refused() {
    let discord = FakeDiscord::start().await;
    let hand = Hand::new(&discord);
    let refused = hand
        .send_as("Bot other", "GET", "/gateway/bot", Value::Null)
        .await
        .unwrap();
    assert_eq!(
        refused,
        (401, json!({ "message": "401: Unauthorized", "code": 0 }))
    );
    let (status, told) = hand.send("GET", "/gateway/bot", Value::Null).await.unwrap();
    assert_eq!((status, &told["shards"]), (200, &json!(1)));
}

#[tokio::test]
async fn commands_keep_their_ids() {
    let discord = FakeDiscord::start().await;
    let hand = Hand::registered(&discord).await;
    let (first, _) = discord.commands();
    hand.send(
        "PUT",
        &commands(),
        json!([{ "name": "ask", "description": "Other" }]),
    )
    .await
    .unwrap();
    let (second, times) = discord.commands();
    assert_eq!((second.len(), times), (1, 2));
    assert_eq!(first[0]["id"], second[0]["id"]);
    assert_ne!(first[0]["version"], second[0]["version"]);
    Hand::registered(&discord).await;
    let (_, plain) = hand.send("GET", &commands(), Value::Null).await.unwrap();
    assert!(plain[0].get("name_localizations").is_none());
    let path = format!("{}?with_localizations=true", commands());
    let (_, translated) = hand.send("GET", &path, Value::Null).await.unwrap();
    assert_eq!(translated[0]["name_localizations"]["zh-CN"], "提问");
}

#[tokio::test]
async fn the_order_of_answers_is_enforced() {
    let discord = FakeDiscord::start().await;
    let hand = Hand::registered(&discord).await;
    let asked = discord
        .slash("ask", json!({ "question": "信任", "page": 2 }))
        .send();
    let early = hand
        .send("POST", &webhook(&asked.token, ""), text("x"))
        .await
        .unwrap();
    assert_eq!((early.0, &early.1["code"]), (404, &json!(10015)));
    assert!(only_violation(&discord).contains("not been acknowledged"));
    assert_eq!(
        hand.call_back(&asked.token, 4, answer()).await.unwrap().0,
        204
    );
    let twice = hand.call_back(&asked.token, 4, answer()).await.unwrap();
    assert_eq!((twice.0, &twice.1["code"]), (400, &json!(40060)));
    assert_eq!(only_violation(&discord), "a second callback");
    let unknown = hand
        .call_back("token-of-interaction-5", 4, answer())
        .await
        .unwrap();
    assert_eq!((unknown.0, &unknown.1["code"]), (404, &json!(10062)));
    assert!(only_violation(&discord).contains("no such interaction"));
    let (status, _) = hand
        .send("POST", "/guilds/5/bans", Value::Null)
        .await
        .unwrap();
    assert_eq!(status, 404);
    assert!(only_violation(&discord).contains("no such route"));
}

#[tokio::test]
async fn a_late_callback_is_refused() {
    let ack_deadline = Duration::from_millis(10);
    let settings = Settings {
        ack_deadline,
        ..Settings::default()
    };
    let discord = FakeDiscord::with(settings).await;
    let hand = Hand::registered(&discord).await;
    let asked = discord.slash("ask", json!({ "question": "信任" })).send();
    let slow = Fault::Delay(2 * ack_deadline);
    discord.fail_next(1, slow, |request| request.path.ends_with("/callback"));
    let late = hand.call_back(&asked.token, 4, answer()).await.unwrap();
    assert_eq!((late.0, &late.1["code"]), (404, &json!(10062)));
    assert!(only_violation(&discord).contains("the callback came after"));
}

#[tokio::test]
async fn a_bad_body_is_answered_and_taken_down() {
    let discord = FakeDiscord::start().await;
    let hand = Hand::registered(&discord).await;
    let asked = discord.slash("ask", json!({ "question": "信任" })).send();
    let bad = hand
        .call_back(&asked.token, 4, json!({ "content": "x" }))
        .await
        .unwrap();
    assert_eq!((bad.0, &bad.1["code"]), (400, &json!(50035)));
    assert!(only_violation(&discord).contains("data.allowed_mentions: PINGS"));
    assert_eq!(
        discord.requests().last().unwrap().body["data"]["content"],
        "x"
    );
    assert_eq!(discord.messages_text(), ["x"]);
}

#[tokio::test]
async fn requests_fail_as_planned() {
    let discord = FakeDiscord::start().await;
    let hand = Hand::registered(&discord).await;
    let asked = discord.slash("ask", json!({ "question": "信任" })).send();
    let rest = Duration::from_mins(1);
    for fault in [
        Fault::Status(500),
        Fault::RateLimited { retry_after: rest },
        Fault::DropConnection,
        Fault::DropAfter,
    ] {
        discord.fail_next(1, fault, |request| request.path.ends_with("/callback"));
    }
    assert_eq!(
        hand.call_back(&asked.token, 4, answer()).await.unwrap().0,
        500
    );
    let (status, told) = hand.call_back(&asked.token, 4, answer()).await.unwrap();
    assert_eq!((status, &told["retry_after"]), (429, &json!(60.0)));
    assert!(hand.call_back(&asked.token, 4, answer()).await.is_err());
    assert!(only_violation(&discord).contains("came back"));
    assert!(hand.call_back(&asked.token, 4, answer()).await.is_err());
    assert!(only_violation(&discord).contains("came back"));
    assert!(asked.answer().await.unwrap().is_new());
    let again = hand.call_back(&asked.token, 4, answer()).await.unwrap();
    assert_eq!(again.1["code"], 40060);
    assert!(only_violation(&discord).contains("came back"));
}
