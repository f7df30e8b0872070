//! What Discord refuses, and what this bot has promised never to send.
//!
//! The model is twilight's, so that serenity's idea of Discord is not checked against itself;
//! the rules that twilight lacks are written here. Everything is a pure function of the body.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use twilight_model::application::command::CommandOptionChoice;
use twilight_model::http::interaction::InteractionResponse;
use twilight_validate::command;

pub(crate) use super::command_rules::commands;
pub(crate) use super::message_rules::message;
use super::message_rules::{self, EPHEMERAL};

/// Discord's code for a body with nothing to see; the one error it does not put in a form.
pub(crate) const EMPTY: &str = "EMPTY_MESSAGE";

/// One rule broken: where in the body, Discord's name for it, and a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Breach {
    pub(crate) at: String,
    pub(crate) code: &'static str,
    pub(crate) why: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = if self.at.is_empty() { "body" } else { &self.at };
        write!(f, "{at}: {} {}", self.code, self.why)
    }
}

/// All that is wrong with one body.
#[derive(Debug, Default)]
pub(crate) struct Verdict(pub(crate) Vec<Breach>);

impl Verdict {
    pub(crate) fn is_clean(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn refuse(
        &mut self,
        at: impl Into<String>,
        code: &'static str,
        why: impl Into<String>,
    ) {
        let (at, why) = (at.into(), why.into());
        self.0.push(Breach { at, code, why });
    }

    pub(super) fn require(
        &mut self,
        holds: bool,
        at: &str,
        code: &'static str,
        why: impl Into<String>,
    ) {
        if !holds {
            self.refuse(at, code, why);
        }
    }

    /// Takes over what twilight says of a part.
    pub(super) fn model<E: fmt::Display>(&mut self, at: &str, checked: Result<(), E>) {
        if let Err(error) = checked {
            self.refuse(at, "BASE_TYPE_BAD_LENGTH", error.to_string());
        }
    }

    /// Reads a part with twilight's type; what does not fit is a breach.
    pub(super) fn read<T: DeserializeOwned>(&mut self, at: &str, part: &Value) -> Option<T> {
        T::deserialize(part)
            .map_err(|error| self.refuse(at, "MODEL_TYPE_CONVERT", error.to_string()))
            .ok()
    }

    pub(super) fn include(&mut self, under: &str, inner: Self) {
        self.0.extend(inner.0.into_iter().map(|breach| {
            let parts = [under, breach.at.as_str()];
            let named: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            let at = named.join(".");
            Breach { at, ..breach }
        }));
    }

    /// The body of Discord's refusal: a tree of the form's fields with the errors as leaves.
    pub(crate) fn body(&self) -> Value {
        if self.0.iter().all(|breach| breach.code == EMPTY) {
            return json!({ "code": 50006, "message": "Cannot send an empty message" });
        }
        let mut errors = json!({});
        for Breach { at, code, why } in &self.0 {
            let field = at
                .split('.')
                .filter(|name| !name.is_empty())
                .fold(&mut errors, |form, name| &mut form[name]);
            let error = json!({ "code": code, "message": why });
            match field["_errors"].as_array_mut() {
                Some(others) => others.push(error),
                None => field["_errors"] = json!([error]),
            }
        }
        json!({ "code": 50035, "message": "Invalid Form Body", "errors": errors })
    }
}

/// What an answer answers, for the rules that depend on it.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    Command,
    /// A component of this message.
    Component(Value),
    /// A focused option of this registered type.
    Autocomplete(u64),
}

impl Asked {
    fn callbacks(&self) -> &'static [u64] {
        match self {
            Self::Command => &[4, 5],
            Self::Component(_) => &[4, 5, 6, 7],
            Self::Autocomplete(_) => &[8],
        }
    }
}

/// Judges `POST /interactions/{id}/{token}/callback`.
pub(crate) fn callback(body: &Value, asked: &Asked) -> Verdict {
    let mut verdict = Verdict::default();
    let kind = body["type"].as_u64().unwrap_or_default();
    if !asked.callbacks().contains(&kind) {
        let why = format!(
            "callback type {kind} does not answer this; {:?} do",
            asked.callbacks()
        );
        verdict.refuse("type", "INTERACTION_CALLBACK_TYPE_INVALID", why);
        return verdict;
    }
    let _: Option<InteractionResponse> = verdict.read("", &message_rules::with_defaults(body));
    let data = &body["data"];
    match (kind, asked) {
        (4, _) => verdict.include("data", message(data, None)),
        (5, _) => {
            let flags = data["flags"].as_u64().unwrap_or_default();
            verdict.require(
                flags & !EPHEMERAL == 0,
                "data.flags",
                "FLAGS",
                "a deferred reply may only be ephemeral",
            );
        }
        (7, Asked::Component(source)) => verdict.include("data", message(data, Some(source))),
        (8, Asked::Autocomplete(option)) => verdict.include("data", choices(data, *option)),
        _ => {}
    }
    verdict
}

/// Judges the suggestions for an option of a registered type.
pub(crate) fn choices(data: &Value, option: u64) -> Verdict {
    let mut verdict = Verdict::default();
    let Some(given) = verdict.read::<Vec<CommandOptionChoice>>("choices", &data["choices"]) else {
        return verdict;
    };
    verdict.require(
        given.len() <= command::CHOICES_LIMIT,
        "choices",
        "BASE_TYPE_MAX_LENGTH",
        "at most 25 choices",
    );
    let mut names = BTreeSet::new();
    for (index, (choice, raw)) in given
        .iter()
        .zip(data["choices"].as_array().into_iter().flatten())
        .enumerate()
    {
        let at = format!("choices.{index}");
        verdict.model(&at, command::choice(choice));
        let name = format!("{at}.name");
        verdict.require(
            !choice.name.trim().is_empty(),
            &name,
            "BASE_TYPE_REQUIRED",
            "a choice needs a name",
        );
        let unique = names.insert(choice.name.as_str());
        verdict.require(
            unique,
            &name,
            "CHOICE_NAME_DUPLICATE",
            "of two equal names only the first can be picked",
        );
        let value = &raw["value"];
        let fits = match option {
            4 => value.is_i64(),
            10 => value.is_number(),
            _ => value.is_string(),
        };
        verdict.require(
            fits,
            &format!("{at}.value"),
            "CHOICE_VALUE_TYPE",
            "the value is not of the option's type",
        );
    }
    verdict
}

/// Copies a JSON object with some of its fields replaced.
pub(super) fn merged(base: &Value, fields: &[(&str, Value)]) -> Value {
    let mut object: Map<String, Value> = base.as_object().cloned().unwrap_or_default();
    object.extend(
        fields
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone())),
    );
    Value::Object(object)
}
