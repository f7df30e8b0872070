//! Rules for buttons and menus.

use std::collections::BTreeSet;

use serde_json::Value;
use twilight_model::channel::message::Component;
use twilight_model::channel::message::component::{Button, ButtonStyle, SelectMenu};
use twilight_validate::message as limits;

use super::message_rules::is_web;
use super::rules::Verdict;

const LINK: usize = 512;

/// Judges the rows under a message.
pub(super) fn components(given: &Value) -> Verdict {
    let mut verdict = Verdict::default();
    if given.is_null() {
        return verdict;
    }
    let Some(rows) = verdict.read::<Vec<Component>>("", given) else {
        return verdict;
    };
    verdict.model("", limits::components(&rows, false));
    let mut ids = BTreeSet::new();
    for (index, row) in rows.iter().enumerate() {
        let Component::ActionRow(row) = row else {
            continue;
        };
        let at = format!("{index}.components");
        verdict.require(
            !row.components.is_empty(),
            &at,
            "BASE_TYPE_BAD_LENGTH",
            "an empty row",
        );
        let menus = row
            .components
            .iter()
            .filter(|part| matches!(part, Component::SelectMenu(_)))
            .count();
        let narrow = menus == 0 || row.components.len() == 1;
        verdict.require(
            narrow,
            &at,
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "a menu fills its row",
        );
        for (place, part) in row.components.iter().enumerate() {
            let at = format!("{at}.{place}");
            verdict.include(&at, component(part));
            if let Some(id) = custom_id(part) {
                let at = format!("{at}.custom_id");
                verdict.require(
                    !id.is_empty(),
                    &at,
                    "BASE_TYPE_REQUIRED",
                    "an empty custom id",
                );
                let unique = ids.insert(id);
                verdict.require(
                    unique,
                    &at,
                    "COMPONENT_CUSTOM_ID_DUPLICATED",
                    "custom ids must be unique",
                );
            }
        }
    }
    verdict
}

fn component(part: &Component) -> Verdict {
    match part {
        Component::Button(one) => button(one),
        Component::SelectMenu(one) => menu(one),
        _ => {
            let mut verdict = Verdict::default();
            verdict.refuse(
                "type",
                "UNION_TYPE_CHOICES",
                "a message row holds buttons or one menu",
            );
            verdict
        }
    }
}

fn custom_id(part: &Component) -> Option<&str> {
    match part {
        Component::Button(button) => button.custom_id.as_deref(),
        Component::SelectMenu(menu) => Some(&menu.custom_id),
        _ => None,
    }
}

fn button(button: &Button) -> Verdict {
    let mut verdict = Verdict::default();
    let labelled = button
        .label
        .as_ref()
        .is_some_and(|label| !label.trim().is_empty());
    let blank = button.label.is_some() && !labelled;
    let shown = !blank && (labelled || button.emoji.is_some());
    verdict.require(
        shown,
        "label",
        "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
        "nothing to see on this button",
    );
    let known = !matches!(button.style, ButtonStyle::Unknown(_) | ButtonStyle::Premium);
    verdict.require(
        known,
        "style",
        "BASE_TYPE_CHOICES",
        "a style that bots do not use",
    );
    let exclusive = (button.style == ButtonStyle::Link) == button.url.is_some();
    let why = "a link has a url and no custom id, another button a custom id and no url";
    verdict.require(
        exclusive,
        "url",
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
        why,
    );
    if let Some(url) = &button.url {
        verdict.require(
            is_web(url),
            "url",
            "URL_TYPE_INVALID_URL",
            "not a well formed http(s) address",
        );
        let short = url.chars().count() <= LINK;
        verdict.require(
            short,
            "url",
            "BASE_TYPE_MAX_LENGTH",
            "a link has at most 512 characters",
        );
    }
    verdict
}

fn menu(menu: &SelectMenu) -> Verdict {
    let mut verdict = Verdict::default();
    let options = menu.options.as_deref().unwrap_or_default();
    verdict.require(
        !options.is_empty(),
        "options",
        "BASE_TYPE_REQUIRED",
        "a menu needs at least one option",
    );
    let mut values = BTreeSet::new();
    for (index, option) in options.iter().enumerate() {
        let at = format!("options.{index}");
        let named = !option.label.trim().is_empty() && !option.value.is_empty();
        verdict.require(
            named,
            &at,
            "BASE_TYPE_REQUIRED",
            "an option needs a label and a value",
        );
        let unique = values.insert(option.value.as_str());
        verdict.require(
            unique,
            &at,
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
            "option values must be unique",
        );
    }
    let (least, most) = (menu.min_values.unwrap_or(1), menu.max_values.unwrap_or(1));
    let possible = least <= most && usize::from(most) <= options.len().max(1);
    verdict.require(
        possible,
        "max_values",
        "SELECT_COMPONENT_MAX_VALUES",
        "more values than options",
    );
    let preset = options.iter().filter(|option| option.default).count();
    let fits = preset <= usize::from(most);
    verdict.require(
        fits,
        "options",
        "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
        "more defaults than values",
    );
    verdict
}
