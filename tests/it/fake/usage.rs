//! The fake as people meet it: messages change as on Discord, payloads are Discord's.

use std::time::Duration;

use serde_json::{Value, json};
use serenity::model::application::Interaction as SerenityInteraction;
use serenity::model::channel::Message as SerenityMessage;
use twilight_model::application::interaction::Interaction as TwilightInteraction;
use twilight_model::channel::Message as TwilightMessage;

use super::hand::{Hand, text, webhook};
use super::{FakeDiscord, MANAGE_MESSAGES, MANAGE_SERVER, Person, Place};

#[tokio::test]
async fn edits_keep_what_they_do_not_name() {
    let discord = FakeDiscord::start().await;
    let hand = Hand::registered(&discord).await;
    let shown = hand.answered().await;
    let pressed = discord.press(&shown, "更多").send();
    hand.call_back(&pressed.token, 7, text("另一段"))
        .await
        .unwrap();
    let outcome = pressed.answer().await.unwrap();
    assert!(
        outcome.is_edited() && outcome.callback == 7 && outcome.latency < Duration::from_secs(3)
    );
    let message = outcome.message();
    assert_eq!(message.texts(), ["另一段", "原话", "更多", "一"]);
    assert_eq!(message.embeds()[0]["description"], "原话");
    let chosen = discord.choose(&shown, "一").send();
    assert_eq!(chosen.payload()["data"]["values"], json!(["s1"]));
    hand.call_back(&chosen.token, 6, Value::Null).await.unwrap();
    hand.send(
        "DELETE",
        &webhook(&chosen.token, "/messages/@original"),
        Value::Null,
    )
    .await
    .unwrap();
    assert!(chosen.answer().await.unwrap().is_deleted());
    assert!(discord.now(&shown).is_none());
}

#[tokio::test]
async fn deferred_replies_are_filled() {
    let discord = FakeDiscord::start().await;
    let hand = Hand::registered(&discord).await;
    let asked = discord.slash("ask", json!({ "question": "信任" })).send();
    hand.call_back(&asked.token, 5, json!({ "flags": 64 }))
        .await
        .unwrap();
    let original = webhook(&asked.token, "/messages/@original");
    hand.send("PATCH", &original, text("引文")).await.unwrap();
    let outcome = asked.answer().await.unwrap();
    assert!(outcome.is_new() && outcome.message().is_private());
    hand.send("POST", &webhook(&asked.token, ""), text("还有"))
        .await
        .unwrap();
    assert_eq!(asked.followups()[0].content(), "还有");
    let (_, seen) = hand.send("GET", &original, Value::Null).await.unwrap();
    assert_eq!(seen["content"], "引文");
}

#[tokio::test]
async fn both_libraries_read_every_payload() {
    let discord = FakeDiscord::start().await;
    let hand = Hand::registered(&discord).await;
    let shown = hand.answered().await;
    let ben = Person::named("Ben")
        .speaking("zh-TW")
        .with(MANAGE_MESSAGES | MANAGE_SERVER);
    let places = [
        Place::Server("zh-CN".to_owned()),
        Place::foreign_server(),
        Place::Dm,
        Place::GroupDm,
    ];
    let mut payloads: Vec<Value> = places
        .map(|place| {
            discord
                .slash("ask", json!({ "question": "信任" }))
                .by(&ben)
                .at(place)
                .send()
                .payload()
        })
        .to_vec();
    assert_eq!(payloads[0]["guild_locale"], "zh-CN");
    assert_eq!(payloads[2]["user"]["id"], ben.id.to_string());
    let channel = json!({ "channel": "1200000000000000101" });
    payloads.extend([
        discord
            .autocomplete("ask", json!({ "question": "tr" }), "question")
            .send()
            .payload(),
        discord
            .slash("daily set", channel)
            .by(&ben)
            .send()
            .payload(),
        discord.message_command("核对出处", "引文").send().payload(),
        discord.press(&shown, "more").by(&ben).send().payload(),
        discord.forge(&shown, "gone").send().payload(),
        discord.choose(&shown, "s1").send().payload(),
    ]);
    for payload in payloads {
        serde_json::from_value::<SerenityInteraction>(payload.clone()).unwrap();
        serde_json::from_value::<TwilightInteraction>(payload).unwrap();
    }
    let said = discord
        .mention("信任？")
        .by_a_webhook()
        .replying_to(&shown)
        .send();
    for message in [shown, said, discord.dm("信任？").by_a_bot().send()] {
        serde_json::from_value::<SerenityMessage>(message.json.clone()).unwrap();
        serde_json::from_value::<TwilightMessage>(message.json).unwrap();
    }
}

#[tokio::test]
async fn a_client_refuses_what_people_cannot_do() {
    let discord = FakeDiscord::start().await;
    Hand::registered(&discord).await;
    let refused = |command: &str, options: Value, place: Place| {
        let act = discord.slash(command, options).at(place);
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| act.send())).is_err()
    };
    for options in [
        json!({}),
        json!({ "question": 5 }),
        json!({ "question": "x".repeat(10) }),
        json!({ "question": "x", "page": 6 }),
        json!({ "question": "x", "unknown": "x" }),
    ] {
        assert!(refused("ask", options.clone(), Place::Dm), "{options}");
    }
    assert!(refused("unknown", json!({}), Place::Dm));
    assert!(refused("daily", json!({}), Place::server()));
    let channel = json!({ "channel": "1200000000000000101" });
    assert!(refused("daily set", channel.clone(), Place::Dm));
    assert!(
        refused("daily set", channel, Place::server()),
        "without the permission"
    );
}

#[tokio::test]
async fn what_is_over_is_forgotten_and_what_is_not_is_kept() {
    let discord = FakeDiscord::start().await;
    let hand = Hand::registered(&discord).await;
    hand.answered().await;
    let open = discord.slash("ask", json!({ "question": "?" })).send();
    discord.forget();
    assert!(discord.requests().is_empty());
    hand.call_back(&open.token, 4, text("在")).await.unwrap();
    assert_eq!(open.answer().await.unwrap().message().content(), "在");
}
