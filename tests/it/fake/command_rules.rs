//! Rules for the registration of commands.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Value, json};
use twilight_model::application::command::{
    Command, CommandOption, CommandOptionType, CommandType,
};
use twilight_validate::command as limits;

use super::rules::{Verdict, merged};

/// twilight-validate still has the old 4,000.
const COMMAND: usize = 8_000;
const LOCALES: &str = "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru \
                       uk hi th zh-CN ja zh-TW ko";

/// Judges `PUT /applications/{id}/commands`.
pub(crate) fn commands(body: &Value) -> Verdict {
    let mut verdict = Verdict::default();
    let Some(given) = body.as_array() else {
        verdict.refuse("", "LIST_TYPE_CONVERT", "a list of commands is needed");
        return verdict;
    };
    let mut names = Names::default();
    let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
    for (index, one) in given.iter().enumerate() {
        let at = index.to_string();
        let Some(command) = verdict.read::<Command>(&at, &with_defaults(one)) else {
            continue;
        };
        verdict.include(&at, check(&command));
        let kind = u8::from(command.kind);
        names.claim(
            kind,
            (&command.name, command.name_localizations.as_ref()),
            &at,
        );
        *counts.entry(kind).or_default() += 1;
    }
    verdict.include("", names.twice);
    for (kind, count) in counts {
        let most = if kind == 1 {
            limits::GUILD_COMMAND_LIMIT
        } else {
            15
        };
        verdict.require(
            count <= most,
            "",
            "MAX_COMMANDS",
            "more commands than an application may have",
        );
    }
    verdict
}

/// A command as twilight reads it back: what only Discord adds is filled in.
fn with_defaults(command: &Value) -> Value {
    let kind = command
        .get("type")
        .filter(|kind| !kind.is_null())
        .cloned()
        .unwrap_or(json!(1));
    let description = command["description"].as_str().unwrap_or_default();
    merged(
        command,
        &[
            ("type", kind),
            ("description", json!(description)),
            ("version", json!("1")),
        ],
    )
}

fn check(command: &Command) -> Verdict {
    let mut verdict = match command.kind {
        CommandType::ChatInput => worded(
            (&command.name, command.name_localizations.as_ref()),
            (
                &command.description,
                command.description_localizations.as_ref(),
            ),
        ),
        _ => menu(command),
    };
    let size = limits::command_characters(command);
    let why = format!("{size} characters, at most {COMMAND}");
    verdict.require(size <= COMMAND, "", "APPLICATION_COMMAND_TOO_LARGE", why);
    verdict.model("options", limits::options(&command.options));
    verdict.include("options", options(&command.options));
    verdict
}

/// A command in the menu of a message or a user, which has a name and nothing else.
fn menu(command: &Command) -> Verdict {
    let mut verdict = Verdict::default();
    let known = matches!(command.kind, CommandType::Message | CommandType::User);
    verdict.require(
        known,
        "type",
        "BASE_TYPE_CHOICES",
        "an unknown type of command",
    );
    let bare = command.description.is_empty() && command.options.is_empty();
    let why = "a menu command has a name only";
    verdict.require(bare, "", "CONTEXT_MENU_INVALID", why);
    for name in texts((&command.name, command.name_localizations.as_ref())) {
        verdict.model("name", limits::name(name));
    }
    verdict.include(
        "name_localizations",
        locales(command.name_localizations.as_ref()),
    );
    verdict
}

fn options(given: &[CommandOption]) -> Verdict {
    let mut verdict = Verdict::default();
    let mut names = Names::default();
    for (index, option) in given.iter().enumerate() {
        let at = index.to_string();
        verdict.model(&at, limits::option(option));
        names.claim(0, (&option.name, option.name_localizations.as_ref()), &at);
        verdict.include(&at, check_option(option));
        let inner = options(option.options.as_deref().unwrap_or_default());
        verdict.include(&format!("{at}.options"), inner);
    }
    verdict.include("", names.twice);
    let is_sub = |option: &&CommandOption| {
        use CommandOptionType::{SubCommand, SubCommandGroup};
        matches!(option.kind, SubCommand | SubCommandGroup)
    };
    let subs = given.iter().filter(is_sub).count();
    let pure = subs == 0 || subs == given.len();
    let code = "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID";
    verdict.require(pure, "", code, "sub-commands stand alone");
    verdict
}

fn check_option(option: &CommandOption) -> Verdict {
    use CommandOptionType::{Integer, Number, String};
    let mut verdict = worded(
        (&option.name, option.name_localizations.as_ref()),
        (
            &option.description,
            option.description_localizations.as_ref(),
        ),
    );
    let choices = option.choices.as_deref().unwrap_or_default();
    let few = choices.len() <= limits::CHOICES_LIMIT;
    verdict.require(few, "choices", "BASE_TYPE_MAX_LENGTH", "at most 25 choices");
    let names: BTreeSet<&str> = choices.iter().map(|choice| choice.name.as_str()).collect();
    let why = "choice names must be unique";
    verdict.require(
        names.len() == choices.len(),
        "choices",
        "CHOICE_NAME_DUPLICATE",
        why,
    );
    let suggests = option.autocomplete.unwrap_or_default();
    let why = "choices and autocomplete exclude each other";
    verdict.require(
        !suggests || choices.is_empty(),
        "",
        "CHOICES_AUTOCOMPLETE",
        why,
    );
    let typed = matches!(option.kind, String | Integer | Number);
    let fits = typed || (!suggests && choices.is_empty());
    verdict.require(
        fits,
        "type",
        "OPTIONS_TYPE_INVALID",
        "only text and numbers have choices",
    );
    let (least, most) = (
        option.min_length.unwrap_or(0),
        option.max_length.unwrap_or(6_000),
    );
    let possible = least <= most && (1..=6_000).contains(&most);
    let why = "lengths are within 0..6000 and 1..6000";
    verdict.require(possible, "max_length", "NUMBER_TYPE_MAX", why);
    verdict
}

/// A text and its translations by locale.
type Wording<'a> = (&'a str, Option<&'a HashMap<String, String>>);

/// The name and the description of a slash command, or of one of its options.
fn worded(names: Wording<'_>, descriptions: Wording<'_>) -> Verdict {
    let mut verdict = Verdict::default();
    for name in texts(names) {
        verdict.model("name", limits::chat_input_name(name));
    }
    for description in texts(descriptions) {
        verdict.model("description", limits::description(description));
    }
    verdict.include("name_localizations", locales(names.1));
    verdict.include("description_localizations", locales(descriptions.1));
    verdict
}

fn texts((text, translations): Wording<'_>) -> BTreeSet<&str> {
    let translated = translations.into_iter().flat_map(HashMap::values);
    translated.map(String::as_str).chain([text]).collect()
}

fn locales(translations: Option<&HashMap<String, String>>) -> Verdict {
    let mut verdict = Verdict::default();
    let known = |given: &String| LOCALES.split(' ').any(|locale| locale == given);
    let all = translations.into_iter().flat_map(HashMap::keys).all(known);
    verdict.require(
        all,
        "",
        "BASE_TYPE_CHOICES",
        "a locale that Discord does not know",
    );
    verdict
}

/// The names on one level, by kind and locale: people must be able to tell them apart.
#[derive(Default)]
struct Names {
    taken: BTreeSet<(u8, String, String)>,
    twice: Verdict,
}

impl Names {
    fn claim(&mut self, kind: u8, (name, translations): Wording<'_>, at: &str) {
        let mut names: BTreeMap<&str, &str> = BTreeMap::from([("", name)]);
        names.extend(
            translations
                .into_iter()
                .flatten()
                .map(|(key, name)| (key.as_str(), name.as_str())),
        );
        for (locale, name) in names {
            let why = format!("`{name}` names two things here");
            let unique = self
                .taken
                .insert((kind, locale.to_owned(), name.to_owned()));
            self.twice.require(unique, at, "NAME_ALREADY_EXISTS", why);
        }
    }
}
