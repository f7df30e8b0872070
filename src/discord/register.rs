//! The table of commands as Discord is told of it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use serenity::{
    all::{
        Command as Registered, CommandOptionType, CreateCommand, CreateCommandOption,
        InstallationContext, InteractionContext,
    },
    http::Http,
};

use crate::{
    commands::{ALL, By, Command, Kind, Opt},
    locale::Locale,
    wording::lookup,
};

/// Locales that Discord knows and ours are for; English is what every other locale falls back to.
const LOCALIZED: [Locale; 2] = [Locale::ZhCn, Locale::ZhTw];

/// Tells Discord of all commands, if it does not know them so already, and returns their ids.
pub(super) async fn register(http: &Http) -> serenity::Result<BTreeMap<String, u64>> {
    let wanted: Vec<CreateCommand> = ALL.iter().map(|command| describe(command)).collect();
    let known = http.get_global_commands_with_localizations().await?;
    let registered = if same(&known, &wanted) {
        tracing::info!(commands = known.len(), "commands are registered already");
        known
    } else {
        let registered = Registered::set_global_commands(http, wanted).await?;
        tracing::info!(commands = registered.len(), "commands registered");
        registered
    };
    Ok(registered
        .into_iter()
        .map(|command| (command.name, command.id.get()))
        .collect())
}

fn describe(command: &Command) -> CreateCommand {
    let name = format!("{}-name", command.name);
    let about = format!("{}-about", command.name);
    let described = CreateCommand::new(command.name)
        .description(lookup(Locale::En, &about).unwrap_or_default())
        .integration_types(vec![InstallationContext::Guild, InstallationContext::User])
        .contexts(vec![
            InteractionContext::Guild,
            InteractionContext::BotDm,
            InteractionContext::PrivateChannel,
        ])
        .set_options(command.shown().map(option).collect());
    LOCALIZED.iter().fold(described, |described, locale| {
        described
            .name_localized(locale.as_str(), lookup(*locale, &name).unwrap_or_default())
            .description_localized(locale.as_str(), lookup(*locale, &about).unwrap_or_default())
    })
}

fn option(option: &Opt) -> CreateCommandOption {
    let name = format!("{}-option", option.name);
    let about = format!("{}-option-about", option.name);
    let kind = match option.kind {
        Kind::Text(_) => CommandOptionType::String,
        Kind::Flag => CommandOptionType::Boolean,
    };
    let english = lookup(Locale::En, &about).unwrap_or_default();
    let mut described = CreateCommandOption::new(kind, option.name, english)
        .required(option.by == By::PeopleAlways);
    if let Kind::Text(most) = option.kind {
        described = described
            .max_length(most)
            .set_autocomplete(option.suggest.is_some());
        if option.by == By::PeopleAlways {
            described = described.min_length(1);
        }
    }
    LOCALIZED.iter().fold(described, |described, locale| {
        described
            .name_localized(locale.as_str(), lookup(*locale, &name).unwrap_or_default())
            .description_localized(locale.as_str(), lookup(*locale, &about).unwrap_or_default())
    })
}

/// Says whether Discord knows exactly these commands, in any order.
fn same(known: &[Registered], wanted: &[CreateCommand]) -> bool {
    let known: Option<Vec<Value>> = known
        .iter()
        .map(|one| serde_json::to_value(one).ok())
        .collect();
    let wanted: Option<Vec<Value>> = wanted
        .iter()
        .map(|one| serde_json::to_value(one).ok())
        .collect();
    known.as_deref().map(essence) == wanted.as_deref().map(essence)
}

/// What there is to differ in, by name; what Discord adds or leaves out as default is not.
fn essence(commands: &[Value]) -> BTreeMap<String, Value> {
    commands
        .iter()
        .map(|command| (text(&command["name"]), essence_of(command)))
        .collect()
}

fn essence_of(described: &Value) -> Value {
    let mut essence = Map::new();
    for field in ["name", "description", "type", "min_length", "max_length"] {
        let default = if field == "type" {
            json!(1)
        } else {
            Value::Null
        };
        let value = described
            .get(field)
            .filter(|value| !value.is_null())
            .cloned();
        essence.insert(field.to_owned(), value.unwrap_or(default));
    }
    for field in ["required", "autocomplete"] {
        essence.insert(
            field.to_owned(),
            json!(described[field].as_bool().unwrap_or(false)),
        );
    }
    for field in ["name_localizations", "description_localizations"] {
        let value = described
            .get(field)
            .filter(|value| !value.is_null())
            .cloned();
        essence.insert(field.to_owned(), value.unwrap_or_else(|| json!({})));
    }
    for field in ["integration_types", "contexts"] {
        let mut values: Vec<u64> = described[field]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_u64)
            .collect();
        values.sort_unstable();
        essence.insert(field.to_owned(), json!(values));
    }
    let options = described["options"]
        .as_array()
        .into_iter()
        .flatten()
        .map(essence_of)
        .collect();
    essence.insert("options".to_owned(), Value::Array(options));
    Value::Object(essence)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{describe, essence_of};
    use crate::commands::ALL;

    #[test]
    fn defaults_left_out_or_spelt_out_are_the_same() {
        for command in ALL {
            let wanted = serde_json::to_value(describe(command)).unwrap();
            let mut known = wanted.clone();
            known["id"] = json!("1");
            known["type"] = json!(1);
            known["nsfw"] = json!(false);
            known["default_member_permissions"] = json!(null);
            assert_eq!(essence_of(&known), essence_of(&wanted));
            known["description_localizations"]["zh-CN"] = json!("别的");
            assert_ne!(essence_of(&known), essence_of(&wanted));
        }
    }
}
