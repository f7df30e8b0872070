//! The fake's gateway, with a real client at the other end of the line.

use serde_json::{Value, json};
use serenity::async_trait;
use serenity::client::{ClientBuilder, Context, EventHandler};
use serenity::http::HttpBuilder;
use serenity::model::application::{Interaction, InteractionType};
use serenity::model::channel::Message;
use serenity::model::gateway::GatewayIntents;
use tokio::task::JoinHandle;

use super::hand::{Hand, answer, only_violation, text};
use super::{FakeDiscord, Interruption, Place, TOKEN};

/// The smallest bot: it says one thing to whoever asks.
struct Parrot;

#[async_trait]
impl EventHandler for Parrot {
    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        let (kind, data) = match interaction.kind() {
            InteractionType::Component => (7, text("再说一遍")),
            InteractionType::Autocomplete => {
                (8, json!({ "choices": [{ "name": "信任", "value": "s4" }] }))
            }
            _ => (4, answer()),
        };
        let (id, token) = (interaction.id(), interaction.token());
        let body: Value = json!({ "type": kind, "data": data });
        context
            .http
            .create_interaction_response(id, token, &body, Vec::new())
            .await
            .unwrap();
    }

    async fn message(&self, context: Context, message: Message) {
        let asked = message.guild_id.is_none() || message.content.starts_with("<@");
        if !message.author.bot && asked {
            let mut reply = answer();
            reply["message_reference"] = json!({ "message_id": message.id });
            context
                .http
                .send_message(message.channel_id, Vec::new(), &reply)
                .await
                .unwrap();
        }
    }
}

fn start(discord: &FakeDiscord, intents: GatewayIntents) -> JoinHandle<()> {
    let http = HttpBuilder::new(TOKEN)
        .proxy(discord.url())
        .ratelimiter_disabled(true)
        .build();
    tokio::spawn(async move {
        let client = ClientBuilder::new_with_http(http, intents).event_handler(Parrot);
        // A refused session ends the client, which is what some tests are about.
        let _ = client.await.unwrap().start().await;
    })
}

fn messages() -> GatewayIntents {
    GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES
}

#[tokio::test]
async fn people_are_answered() {
    let discord = FakeDiscord::start().await;
    Hand::registered(&discord).await;
    start(&discord, messages());
    for place in [
        Place::server(),
        Place::foreign_server(),
        Place::Dm,
        Place::GroupDm,
    ] {
        let said = discord
            .slash("ask", json!({ "question": "信任" }))
            .at(place)
            .await
            .unwrap();
        let again = discord.press(&said, "更多").await.unwrap();
        assert_eq!(again.message().content(), "再说一遍");
    }
    let suggested = discord
        .autocomplete("ask", json!({ "question": "信" }), "question")
        .await;
    assert_eq!(suggested.unwrap().suggestions(), ["信任"]);
}

#[tokio::test]
async fn only_people_who_ask_are_answered() {
    let discord = FakeDiscord::start().await;
    Hand::registered(&discord).await;
    start(&discord, messages());
    let reply = discord.mention("信任？").await.unwrap();
    assert!(discord.press(&reply, "更多").await.unwrap().is_edited());
    assert_eq!(discord.dm("信任？").await.unwrap().content(), "引文");
    assert!(discord.mention("信任？").by_a_bot().ignored().await);
    assert!(discord.mention("信任？").by_a_webhook().ignored().await);
    assert!(discord.write("好").replying_to(&reply).ignored().await);
    assert!(!discord.mention("信任？").ignored().await);
}

#[tokio::test]
async fn a_broken_line_is_resumed() {
    let discord = FakeDiscord::start().await;
    Hand::registered(&discord).await;
    start(&discord, messages());
    discord.ready().await;
    let resumable = Interruption::InvalidSession { resumable: true };
    let ways = [
        Interruption::Reconnect,
        resumable,
        Interruption::Close(4000),
        Interruption::Abort,
    ];
    for (before, how) in ways.into_iter().enumerate() {
        discord.interrupt(how);
        let missed = discord.slash("ask", json!({ "question": "信任" })).send();
        assert!(missed.answer().await.unwrap().is_new(), "{how:?}");
        assert_eq!(discord.sessions(), (1, before + 1), "{how:?}");
    }
}

#[tokio::test]
async fn a_button_outlives_its_bot() {
    let discord = FakeDiscord::start().await;
    Hand::registered(&discord).await;
    let first = start(&discord, messages());
    let said = discord
        .slash("ask", json!({ "question": "信任" }))
        .await
        .unwrap();
    first.abort();
    discord.interrupt(Interruption::InvalidSession { resumable: false });
    discord.gone().await;
    start(&discord, messages());
    assert!(discord.press(&said, "更多").await.unwrap().is_edited());
    assert_eq!(discord.sessions(), (2, 0));
}

#[tokio::test]
async fn privileged_intents_are_refused() {
    let discord = FakeDiscord::start().await;
    let client = start(&discord, GatewayIntents::MESSAGE_CONTENT);
    client.await.unwrap();
    assert!(only_violation(&discord).contains("privileged"));
}
