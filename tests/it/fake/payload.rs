//! The objects of Discord's API as it sends them.

use serde_json::{Value, json};

use super::message_rules::after;
use super::rules::merged;
use super::state::{Interaction, Subject};
use super::world::{BOT, Person, Place, Scene};

/// The fake has no clock: what a bot shows may not depend on these.
const THEN: &str = "2026-01-01T00:00:00.000000+00:00";
const LATER: &str = "2026-01-01T00:00:01.000000+00:00";
const NAME: &str = "yulu";

pub(super) fn user(person: &Person) -> Value {
    account(person.id, &person.name, false)
}

pub(super) fn bot() -> Value {
    account(BOT, NAME, true)
}

pub(super) fn account(id: u64, name: &str, bot: bool) -> Value {
    json!({
        "id": id.to_string(), "username": name.to_lowercase(), "global_name": if bot { None } else { Some(name) },
        "discriminator": "0", "avatar": null, "avatar_decoration_data": null, "collectibles": null,
        "primary_guild": null, "public_flags": 0, "flags": 0, "bot": bot, "system": false,
    })
}

pub(super) fn member(person: &Person) -> Value {
    merged(
        &membership(),
        &[
            ("user", user(person)),
            ("permissions", json!(person.permissions.to_string())),
        ],
    )
}

/// A member as a message holds it, beside the author.
pub(super) fn membership() -> Value {
    json!({
        "nick": null, "avatar": null, "banner": null, "roles": [], "joined_at": THEN, "premium_since": null,
        "deaf": false, "mute": false, "pending": false, "flags": 0, "communication_disabled_until": null,
        "unusual_dm_activity_until": null, "avatar_decoration_data": null, "collectibles": null,
    })
}

pub(super) fn channel(scene: &Scene) -> Value {
    let id = scene.channel().to_string();
    match (&scene.place, scene.place.guild()) {
        (_, Some((guild, _))) => json!({
            "id": id, "type": 0, "guild_id": guild.to_string(), "name": "general", "position": 0, "nsfw": false,
            "topic": null, "parent_id": null, "last_message_id": null, "rate_limit_per_user": 0, "flags": 0,
            "permissions": scene.person.permissions.to_string(), "permission_overwrites": [],
        }),
        (Place::GroupDm, _) => json!({
            "id": id, "type": 3, "name": "friends", "icon": null, "owner_id": scene.person.id.to_string(),
            "last_message_id": null, "flags": 0, "recipients": [user(&scene.person)],
            "permissions": scene.person.permissions.to_string(),
        }),
        _ => json!({
            "id": id, "type": 1, "last_message_id": null, "flags": 0, "recipients": [user(&scene.person)],
            "permissions": scene.person.permissions.to_string(),
        }),
    }
}

/// A message with what its author wrote; `fields` tell how it came to be.
pub(super) fn message(id: u64, channel: u64, draft: &Value, fields: &[(&str, Value)]) -> Value {
    let shown = after(draft, None);
    let message = json!({
        "id": id.to_string(), "channel_id": channel.to_string(), "type": 0, "author": bot(),
        "content": shown["content"], "embeds": shown["embeds"], "components": shown["components"],
        "timestamp": THEN, "edited_timestamp": null, "tts": false, "pinned": false, "mention_everyone": false,
        "mentions": [], "mention_roles": [], "attachments": [], "flags": draft["flags"].as_u64().unwrap_or(0),
    });
    merged(&message, fields)
}

/// The message after an edit: absent fields stay, a deferred one stops loading.
pub(super) fn edited(message: &Value, edit: &Value) -> Value {
    let shown = after(edit, Some(message));
    let flags = message["flags"].as_u64().unwrap_or(0) & !super::outcome::LOADING;
    merged(
        message,
        &[
            ("content", shown["content"].clone()),
            ("embeds", shown["embeds"].clone()),
            ("components", shown["components"].clone()),
            ("edited_timestamp", json!(LATER)),
            ("flags", json!(flags)),
        ],
    )
}

/// The fields of a message that tell which interaction it came from, and what it refers to.
pub(super) fn origin(interaction: &Interaction, after: Option<u64>) -> Vec<(&'static str, Value)> {
    let user = user(&interaction.scene.person);
    let mut metadata = json!({
        "id": interaction.id.to_string(), "type": interaction.subject.kind(), "user": user,
        "authorizing_integration_owners": interaction.scene.owners(),
    });
    let data = &interaction.payload["data"];
    let mut fields = vec![
        ("application_id", json!(BOT.to_string())),
        ("webhook_id", json!(BOT.to_string())),
    ];
    let mut refers_to = after;
    if let Subject::Component(message) = interaction.subject {
        metadata = merged(
            &metadata,
            &[("interacted_message_id", json!(message.to_string()))],
        );
        refers_to = refers_to.or(Some(message));
    } else {
        let named = [
            ("name", data["name"].clone()),
            ("command_type", data["type"].clone()),
        ];
        metadata = merged(&metadata, &named);
        let legacy = json!({ "id": interaction.id.to_string(), "type": 2, "name": data["name"], "user": user });
        fields.push(("interaction", legacy));
    }
    if let Some(original) = after {
        metadata = merged(
            &metadata,
            &[("original_response_message_id", json!(original.to_string()))],
        );
    }
    let kind = match (refers_to, data["type"].as_u64()) {
        (Some(_), _) => 19,
        (None, Some(3)) => 23,
        (None, _) => 20,
    };
    if let Some(message) = refers_to {
        let channel = interaction.scene.channel().to_string();
        let reference =
            json!({ "type": 0, "channel_id": channel, "message_id": message.to_string() });
        fields.push(("message_reference", reference));
    }
    fields.extend([("type", json!(kind)), ("interaction_metadata", metadata)]);
    fields
}

/// A command as Discord gives it back; the id of a name stays the same for ever.
pub(super) fn command(given: &Value, id: u64, version: u64) -> Value {
    let kind = given["type"].as_u64().unwrap_or(1);
    let known = [
        ("id", json!(id.to_string())),
        ("application_id", json!(BOT.to_string())),
        ("version", json!(version.to_string())),
        ("type", json!(kind)),
        (
            "description",
            json!(given["description"].as_str().unwrap_or_default()),
        ),
        ("nsfw", json!(given["nsfw"].as_bool().unwrap_or_default())),
        (
            "default_member_permissions",
            given["default_member_permissions"].clone(),
        ),
        ("name_localizations", given["name_localizations"].clone()),
        (
            "description_localizations",
            given["description_localizations"].clone(),
        ),
    ];
    let mut command = merged(given, &known);
    for (field, usual) in [
        ("contexts", json!(null)),
        ("integration_types", json!([0, 1])),
    ] {
        if command[field].is_null() {
            command[field] = usual;
        }
    }
    tidy_options(&mut command);
    command
}

/// Discord leaves out of an option what says nothing.
fn tidy_options(within: &mut Value) {
    for option in within
        .get_mut("options")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        tidy_options(option);
        if let Some(fields) = option.as_object_mut() {
            fields.retain(|key, field| !says_nothing(key, field));
        }
    }
}

fn says_nothing(key: &str, field: &Value) -> bool {
    let empty = field.is_null() || field.as_array().is_some_and(Vec::is_empty);
    empty || (matches!(key, "required" | "autocomplete") && field == false)
}

/// A command without its translations, which Discord gives only to those who ask for them.
pub(super) fn untranslated(command: &Value) -> Value {
    match command {
        Value::Array(items) => items.iter().map(untranslated).collect(),
        Value::Object(fields) => fields
            .iter()
            .filter(|(key, _)| !key.ends_with("_localizations"))
            .map(|(key, field)| (key.clone(), untranslated(field)))
            .collect(),
        _ => command.clone(),
    }
}
