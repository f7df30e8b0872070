//! A bot made of single requests, so that each of them can be the wrong one.

use reqwest::Client;
use serde_json::{Value, json};

use super::{BOT, FakeDiscord, Message, TOKEN};

/// A bot that does as it is told, request by request.
pub(super) struct Hand<'a> {
    discord: &'a FakeDiscord,
    client: Client,
}

impl<'a> Hand<'a> {
    pub(super) fn new(discord: &'a FakeDiscord) -> Self {
        Self {
            discord,
            client: Client::new(),
        }
    }

    pub(super) async fn registered(discord: &'a FakeDiscord) -> Self {
        let hand = Self::new(discord);
        let ask = json!({
            "name": "ask", "name_localizations": { "zh-CN": "提问" }, "description": "Ask",
            "default_member_permissions": null, "contexts": [0, 1, 2],
            "options": [
                { "type": 3, "name": "question", "description": "x", "required": true, "max_length": 9, "autocomplete": true },
                { "type": 4, "name": "page", "description": "x", "required": false, "max_value": 5 },
            ],
        });
        let channel = json!({ "type": 7, "name": "channel", "description": "x", "required": true });
        let set = json!({ "type": 1, "name": "set", "description": "x", "options": [channel] });
        let daily = json!({
            "name": "daily", "description": "x", "contexts": [0], "default_member_permissions": "32", "options": [set],
        });
        let verify = json!({ "type": 3, "name": "核对出处" });
        let (status, _) = hand
            .send("PUT", &commands(), json!([ask, daily, verify]))
            .await
            .unwrap();
        assert_eq!(status, 200);
        hand
    }

    /// Sends a request with the right headers; returns the status and the body.
    pub(super) async fn send(
        &self,
        method: &str,
        path: &str,
        body: Value,
    ) -> reqwest::Result<(u16, Value)> {
        self.send_as(&format!("Bot {TOKEN}"), method, path, body)
            .await
    }

    pub(super) async fn send_as(
        &self,
        token: &str,
        method: &str,
        path: &str,
        body: Value,
    ) -> reqwest::Result<(u16, Value)> {
        let url = format!("{}/api/v10{path}", self.discord.url());
        let request = self
            .client
            .request(method.parse().unwrap(), url)
            .json(&body);
        let request = request
            .header("authorization", token)
            .header("user-agent", "DiscordBot (test, 0)");
        let response = request.send().await?;
        Ok((
            response.status().as_u16(),
            response.json().await.unwrap_or_default(),
        ))
    }

    /// Sends a callback for the newest interaction.
    pub(super) async fn call_back(
        &self,
        token: &str,
        kind: u64,
        data: Value,
    ) -> reqwest::Result<(u16, Value)> {
        let id = token.rsplit('-').next().unwrap();
        let body = json!({ "type": kind, "data": data });
        self.send(
            "POST",
            &format!("/interactions/{id}/{token}/callback"),
            body,
        )
        .await
    }

    /// Lets Anna ask and answers her.
    pub(super) async fn answered(&self) -> Message {
        let asked = self
            .discord
            .slash("ask", json!({ "question": "信任" }))
            .send();
        self.call_back(&asked.token, 4, answer()).await.unwrap();
        asked.answer().await.unwrap().message().clone()
    }
}

pub(super) fn commands() -> String {
    format!("/applications/{BOT}/commands")
}

pub(super) fn webhook(token: &str, path: &str) -> String {
    format!("/webhooks/{BOT}/{token}{path}")
}

pub(super) fn answer() -> Value {
    let more = json!({ "type": 2, "style": 2, "label": "更多", "custom_id": "more" });
    let menu =
        json!({ "type": 3, "custom_id": "s", "options": [{ "label": "一", "value": "s1" }] });
    let rows = json!([{ "type": 1, "components": [more] }, { "type": 1, "components": [menu] }]);
    let embed = json!({ "description": "原话" });
    json!({ "content": "引文", "embeds": [embed], "components": rows, "allowed_mentions": { "parse": [] } })
}

pub(super) fn text(content: &str) -> Value {
    json!({ "content": content, "allowed_mentions": { "parse": [] } })
}

/// Takes the one violation that the test meant.
pub(super) fn only_violation(discord: &FakeDiscord) -> String {
    let violations = discord.take_violations();
    assert_eq!(violations.len(), 1, "{violations:?}");
    violations[0].what.clone()
}
