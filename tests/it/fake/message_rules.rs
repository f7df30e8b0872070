//! Rules for a message body: what it may hold, how long, and whom it may ping.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use twilight_model::channel::message::{AllowedMentions, Embed};
use twilight_validate::message as limits;

use super::component_rules::components;
use super::rules::{EMPTY, Verdict, merged};
use super::text;

pub(super) const EPHEMERAL: u64 = 1 << 6;
const SUPPRESS_EMBEDS: u64 = 1 << 2;
const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;

/// Discord fails with a misleading 404 or 500 somewhere above 10,000 bytes, which Chinese reaches
/// long before any limit in characters.
pub(crate) const BYTES: usize = 9_000;

const FIELDS: [&str; 11] = [
    "allowed_mentions",
    "attachments",
    "components",
    "content",
    "embeds",
    "enforce_nonce",
    "flags",
    "message_reference",
    "nonce",
    "sticker_ids",
    "tts",
];

/// Judges a message to be created, or an edit of the message `before`.
pub(crate) fn message(body: &Value, before: Option<&Value>) -> Verdict {
    let mut verdict = Verdict::default();
    let Some(fields) = body.as_object() else {
        verdict.refuse("", "DICT_TYPE_CONVERT", "a message is an object");
        return verdict;
    };
    for field in fields
        .keys()
        .filter(|field| !FIELDS.contains(&field.as_str()))
    {
        verdict.refuse(
            field,
            "UNKNOWN_FIELD",
            "Discord would drop this field silently",
        );
    }
    mentions(&body["allowed_mentions"], &mut verdict);
    if let Some(content) = body["content"].as_str() {
        verdict.model("content", limits::content(content));
    }
    embeds(&body["embeds"], &mut verdict);
    verdict.include("components", components(&body["components"]));
    let flags = body["flags"].as_u64().unwrap_or_default();
    let usual = flags & !(SUPPRESS_EMBEDS | EPHEMERAL | SUPPRESS_NOTIFICATIONS) == 0;
    verdict.require(
        usual,
        "flags",
        "FLAGS",
        "a flag that a bot cannot set, or that this fake does not know",
    );
    whole(&after(body, before), &mut verdict);
    verdict
}

/// What the message will show once the body has been taken: an absent field keeps its value.
pub(super) fn after(body: &Value, before: Option<&Value>) -> Value {
    let body = with_defaults(body);
    let shown = |field: &str| match (body.get(field), before) {
        (None, Some(before)) => before[field].clone(),
        (None | Some(Value::Null), _) if field == "content" => json!(""),
        (None | Some(Value::Null), _) => json!([]),
        (Some(value), _) => value.clone(),
    };
    json!({ "content": shown("content"), "embeds": shown("embeds"), "components": shown("components") })
}

/// Fills in what Discord fills in, and what twilight expects: the type of an embed, `inline`.
pub(super) fn with_defaults(body: &Value) -> Value {
    match body {
        Value::Array(items) => items.iter().map(with_defaults).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(key, field)| {
                let filled = match (key.as_str(), field) {
                    ("embeds", Value::Array(embeds)) => {
                        embeds.iter().map(embed_with_defaults).collect()
                    }
                    _ => with_defaults(field),
                };
                (key.clone(), filled)
            })
            .collect(),
        _ => body.clone(),
    }
}

fn embed_with_defaults(embed: &Value) -> Value {
    let mut embed = merged(embed, &[("type", json!("rich"))]);
    for field in embed["fields"].as_array_mut().into_iter().flatten() {
        if field["inline"].is_null() {
            field["inline"] = json!(false);
        }
    }
    if embed["fields"].is_null() {
        embed["fields"] = json!([]);
    }
    embed
}

/// Nobody is ever pinged, on any message, so every body says so.
fn mentions(given: &Value, verdict: &mut Verdict) {
    if given["parse"].is_null() {
        verdict.refuse(
            "allowed_mentions",
            "PINGS",
            "`allowed_mentions: {parse: []}` is missing",
        );
        return;
    }
    if let Some(allowed) = verdict.read::<AllowedMentions>("allowed_mentions", given) {
        let none = allowed == AllowedMentions::default();
        verdict.require(none, "allowed_mentions", "PINGS", "this bot pings nobody");
    }
}

fn embeds(given: &Value, verdict: &mut Verdict) {
    if given.is_null() {
        return;
    }
    let filled = with_defaults(&json!({ "embeds": given }));
    let Some(embeds) = verdict.read::<Vec<Embed>>("embeds", &filled["embeds"]) else {
        return;
    };
    verdict.model("embeds", limits::embeds(&embeds));
    let mut urls = BTreeSet::new();
    for (index, embed) in embeds.iter().enumerate() {
        verdict.include(&format!("embeds.{index}"), one_embed(embed));
        let distinct = embed
            .url
            .as_ref()
            .is_none_or(|url| urls.insert(url.as_str()));
        let why = "embeds with one url collapse into one";
        verdict.require(
            distinct,
            &format!("embeds.{index}.url"),
            "EMBED_URL_DUPLICATE",
            why,
        );
    }
}

fn one_embed(embed: &Embed) -> Verdict {
    let mut verdict = Verdict::default();
    let texts = [
        ("title", embed.title.as_ref()),
        ("description", embed.description.as_ref()),
        (
            "author.name",
            embed.author.as_ref().map(|author| &author.name),
        ),
        (
            "footer.text",
            embed.footer.as_ref().map(|footer| &footer.text),
        ),
    ];
    let fields = embed.fields.iter().flat_map(|field| {
        [
            ("fields", Some(&field.name)),
            ("fields", Some(&field.value)),
        ]
    });
    for (at, text) in texts.into_iter().chain(fields) {
        let shown = text.is_none_or(|text| !text.trim().is_empty());
        verdict.require(shown, at, "BASE_TYPE_REQUIRED", "blank text");
    }
    let urls = [
        ("url", embed.url.as_ref()),
        (
            "author.url",
            embed.author.as_ref().and_then(|author| author.url.as_ref()),
        ),
        (
            "author.icon_url",
            embed
                .author
                .as_ref()
                .and_then(|author| author.icon_url.as_ref()),
        ),
        (
            "footer.icon_url",
            embed
                .footer
                .as_ref()
                .and_then(|footer| footer.icon_url.as_ref()),
        ),
        ("image.url", embed.image.as_ref().map(|image| &image.url)),
        (
            "thumbnail.url",
            embed.thumbnail.as_ref().map(|image| &image.url),
        ),
    ];
    for (at, url) in urls {
        let fits = url.is_none_or(|url| is_web(url));
        verdict.require(
            fits,
            at,
            "URL_TYPE_INVALID_URL",
            "not a well formed http(s) address",
        );
    }
    verdict
}

/// A web address as Discord accepts it: scheme, a host, no white space.
pub(super) fn is_web(url: &str) -> bool {
    let host = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && !url.contains(char::is_whitespace)
}

/// Rules about the message as a whole, after an edit was merged in.
fn whole(shown: &Value, verdict: &mut Verdict) {
    let bytes: usize = text::visible(shown).iter().map(String::len).sum();
    let why = format!("{bytes} bytes of text, at most {BYTES} arrive");
    verdict.require(bytes <= BYTES, "", "MESSAGE_TOO_MANY_BYTES", why);
    let something = shown["content"]
        .as_str()
        .is_some_and(|content| !content.trim().is_empty())
        || ["embeds", "components"]
            .iter()
            .any(|part| shown[part].as_array().is_some_and(|part| !part.is_empty()));
    if verdict.is_clean() && !something {
        verdict.refuse("", EMPTY, "there is nothing to see in this message");
    }
}
