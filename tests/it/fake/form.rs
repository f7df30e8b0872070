//! Discord's client: it fills in a command as it was registered, and refuses what people cannot do.

use serde_json::{Value, json};

use super::outcome::number;
use super::world::Scene;

/// What a person typed: the command with its sub-commands, options by name, the option in focus.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) path: String,
    pub(super) options: Value,
    pub(super) focused: Option<String>,
}

/// Returns the `data` of the interaction, and the registered type of the option in focus.
///
/// # Panics
///
/// Where a real client would not let the person go on.
pub(super) fn fill(typed: &Typed, commands: &[Value], scene: &Scene) -> (Value, u64) {
    let mut words = typed.path.split(' ');
    let name = words.next().unwrap_or_default();
    let command = find(commands, 1, name);
    check_access(command, scene);
    let words: Vec<&str> = words.collect();
    let (options, focus) = level(command, &words, typed);
    let mut data = json!({ "id": command["id"], "name": name, "type": 1, "options": options });
    if let Some(resolved) = resolved(&typed.options, command, scene) {
        data["resolved"] = resolved;
    }
    (data, focus)
}

/// Returns the registered command of a type (1 slash, 3 message).
pub(super) fn find<'a>(commands: &'a [Value], kind: u64, name: &str) -> &'a Value {
    commands
        .iter()
        .find(|command| command["type"] == kind && command["name"] == name)
        .unwrap_or_else(|| {
            let names: Vec<&Value> = commands.iter().map(|command| &command["name"]).collect();
            panic!("no command `{name}` of type {kind} is registered, only {names:?}")
        })
}

/// A command is hidden where it was not registered for, and from those who may not use it.
pub(super) fn check_access(command: &Value, scene: &Scene) {
    let name = command["name"].as_str().unwrap_or_default();
    let allows = |field: &str, wanted: u64| {
        command[field]
            .as_array()
            .is_none_or(|list| list.contains(&json!(wanted)))
    };
    let context = scene.place.context();
    assert!(
        allows("contexts", context),
        "/{name} is not offered in context {context}"
    );
    let installation = u64::from(!scene.place.has_bot());
    assert!(
        allows("integration_types", installation),
        "/{name} is not offered to installation type {installation}"
    );
    let needed = number(&command["default_member_permissions"]);
    let may = scene.place.guild().is_none() || scene.person.permissions & needed == needed;
    assert!(
        may,
        "{} may not use /{name}: permissions {needed} are needed",
        scene.person.name
    );
}

fn level(within: &Value, words: &[&str], typed: &Typed) -> (Vec<Value>, u64) {
    let registered = within["options"].as_array().map_or(&[][..], Vec::as_slice);
    if let Some((word, rest)) = words.split_first() {
        let sub = registered
            .iter()
            .find(|option| option["name"] == *word && is_sub(option));
        let sub =
            sub.unwrap_or_else(|| panic!("/{}: there is no sub-command `{word}`", typed.path));
        let (options, focus) = level(sub, rest, typed);
        return (
            vec![json!({ "name": word, "type": sub["type"], "options": options })],
            focus,
        );
    }
    assert!(
        !registered.iter().any(is_sub),
        "/{} needs a sub-command",
        typed.path
    );
    for name in typed
        .options
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name)
    {
        let known = registered.iter().any(|option| option["name"] == *name);
        assert!(known, "/{}: there is no option `{name}`", typed.path);
    }
    let focused = typed.focused.as_deref();
    let filled = registered
        .iter()
        .filter_map(|option| filled(option, typed, focused))
        .collect();
    let focus = focused.map_or(0, |focused| {
        let option = registered
            .iter()
            .find(|option| option["name"] == focused && option["autocomplete"] == true);
        let option =
            option.unwrap_or_else(|| panic!("/{}: `{focused}` does not autocomplete", typed.path));
        option["type"].as_u64().unwrap_or_default()
    });
    (filled, focus)
}

fn is_sub(option: &Value) -> bool {
    option["type"] == 1 || option["type"] == 2
}

fn filled(option: &Value, typed: &Typed, focused: Option<&str>) -> Option<Value> {
    let name = option["name"].as_str().unwrap_or_default();
    let value = &typed.options[name];
    if focused == Some(name) {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        return Some(
            json!({ "name": name, "type": option["type"], "value": text, "focused": true }),
        );
    }
    if value.is_null() {
        let needed = option["required"] == true && focused.is_none();
        assert!(!needed, "/{}: `{name}` is required", typed.path);
        return None;
    }
    if let Err(problem) = accepts(option, value) {
        panic!("/{}: `{name}` does not take {value}: {problem}", typed.path);
    }
    Some(json!({ "name": name, "type": option["type"], "value": value }))
}

fn accepts(option: &Value, value: &Value) -> Result<(), &'static str> {
    let fits = match option["type"].as_u64() {
        Some(3) => value.is_string(),
        Some(4) => value.is_i64(),
        Some(5) => value.is_boolean(),
        Some(10) => value.is_number(),
        Some(6..=9) => number(value) > 0,
        _ => false,
    };
    if !fits {
        return Err("not of the registered type");
    }
    let choices = option["choices"].as_array();
    if choices.is_some_and(|choices| !choices.iter().any(|choice| choice["value"] == *value)) {
        return Err("not one of the choices");
    }
    let within = |size: f64, least: &str, most: &str| {
        option[least].as_f64().is_none_or(|least| size >= least)
            && option[most].as_f64().is_none_or(|most| size <= most)
    };
    let length = value
        .as_str()
        .map(|text| f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX)));
    if !length.is_none_or(|length| length <= 6_000.0 && within(length, "min_length", "max_length"))
    {
        return Err("too short or too long");
    }
    if !value
        .as_f64()
        .is_none_or(|number| within(number, "min_value", "max_value"))
    {
        return Err("too small or too large");
    }
    Ok(())
}

/// Channels that were picked travel with their names.
fn resolved(options: &Value, command: &Value, scene: &Scene) -> Option<Value> {
    let has_channel = |option: &Value| option["type"] == 7;
    let registered = command["options"].as_array()?;
    let nested = registered
        .iter()
        .flat_map(|option| option["options"].as_array().into_iter().flatten());
    let picked = registered
        .iter()
        .chain(nested)
        .filter(|option| has_channel(option));
    let ids: Vec<&str> = picked
        .filter_map(|option| options[option["name"].as_str()?].as_str())
        .collect();
    let channel = |id: &&str| {
        let permissions = scene.person.permissions.to_string();
        (
            (*id).to_owned(),
            json!({ "id": id, "type": 0, "name": "general", "permissions": permissions }),
        )
    };
    (!ids.is_empty())
        .then(|| json!({ "channels": ids.iter().map(channel).collect::<serde_json::Map<_, _>>() }))
}
