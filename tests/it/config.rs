//! Settings: the built-in file, the operator's over it, the environment over both.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use yulu::config::{self, Config, ConfigError, LogFormat, Problem};
use yulu::locale::Locale;

/// Loads a file of some text under some variables.
fn load(text: &str, variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("yulu.toml");
    fs::write(&path, text).unwrap();
    config::load(Some(&path), &environment(variables))
}

fn environment(variables: &[(&str, &str)]) -> impl Fn(&str) -> Option<String> + use<> {
    let variables: BTreeMap<String, String> = variables
        .iter()
        .map(|&(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    move |name| variables.get(name).cloned()
}

/// Returns the problems of a file and some variables as they are shown, without the file's path.
fn problems(text: &str, variables: &[(&str, &str)]) -> String {
    let error = load(text, variables).expect_err("settings with problems");
    let line = |problem: &Problem| match problem {
        Problem::File { mistake, .. } => format!("{mistake}\n"),
        other => format!("{other}\n"),
    };
    error.problems().iter().map(line).collect()
}

/// Returns table and key of every setting there is.
fn settings() -> Vec<(String, String)> {
    let reference: toml::Table = config::REFERENCE.parse().unwrap();
    let tables = reference
        .iter()
        .map(|(name, value)| (name, value.as_table().unwrap()));
    tables
        .flat_map(|(name, table)| table.keys().map(move |key| (name.clone(), key.clone())))
        .collect()
}

#[test]
fn the_reference_is_the_default() {
    let config = load("", &[]).unwrap();
    assert_eq!(load(config::REFERENCE, &[]).unwrap(), config);
    assert_eq!(config.discord.locale, None);
    assert_eq!((config.web.listen, config.web.public_url), (None, None));
    assert_eq!(
        (config.log.level.as_str(), config.log.format),
        ("info,serenity=warn", LogFormat::Auto)
    );
    assert_eq!(
        (
            config.help.source_url,
            config.help.report_url,
            config.help.privacy_url
        ),
        (None, None, None)
    );
}

#[test]
fn the_file_goes_over_the_reference_and_the_environment_over_the_file() {
    let file = "\
[discord]
locale = \"zh-TW\"
[web]
listen = \"127.0.0.1:8080\"
public_url = \"https://quotes.example.org/a\"
[log]
level = \"warn,yulu=debug\"
";
    let config = load(file, &[]).unwrap();
    assert_eq!(config.discord.locale, Some(Locale::ZhTw));
    assert_eq!(
        config.web.public_url.as_deref(),
        Some("https://quotes.example.org/a")
    );
    assert_eq!(
        (config.log.level.as_str(), config.log.format),
        ("warn,yulu=debug", LogFormat::Auto)
    );

    let variables = [
        ("YULU_DISCORD_LOCALE", ""),
        ("YULU_WEB_LISTEN", "[::]:80"),
        ("YULU_LOG_FORMAT", "json"),
        ("YULU_HELP_SOURCE_URL", "https://example.org/source"),
    ];
    let config = load(file, &variables).unwrap();
    assert_eq!(
        config.discord.locale,
        Some(Locale::ZhTw),
        "an empty variable is not set"
    );
    assert_eq!(config.web.listen, Some("[::]:80".parse().unwrap()));
    assert_eq!(config.log.format, LogFormat::Json);
    assert_eq!(
        config.help.source_url.as_deref(),
        Some("https://example.org/source")
    );
}

#[test]
fn every_setting_has_a_variable_and_is_checked() {
    for (table, key) in settings() {
        let variable = format!("YULU_{table}_{key}").to_uppercase();
        let shown = problems("", &[(&variable, "\u{7}")]);
        assert!(
            shown.starts_with(&format!("{variable}: `\\u{{7}}` ")),
            "{shown}"
        );
        let shown = problems(&format!("[{table}]\n{key} = 7"), &[]);
        assert_eq!(
            shown,
            format!(
                "2:{}: `{key}` is of type integer; write a text in quotes\n",
                key.len() + 4
            )
        );
    }
}

#[test]
fn every_problem_is_told_at_once() {
    let file = "\
locale = \"en\"
[discord]
locale = \"zh\"
[web]
listen = \"8080\"
public_ulr = \"https://example.org\"
public_url = \"https://example.org/\"
[log]
level = \"inof\"
format = \"\"
[hlep]
[help]
source_url = \"example.org\"
report_url = \"https://example.org/a b\"
";
    let variables = [
        ("YULU_WEB_LISTEN", "localhost"),
        ("YULU_LOG_LEVEL", "info,yulu:debug"),
    ];
    assert_eq!(
        problems(file, &variables),
        "\
1:1: unknown key `locale`
3:10: `zh` is no language of this program; write zh-CN, zh-TW or en
5:10: `8080` is no address to listen at; write one such as 127.0.0.1:8080 or [::]:8080
6:1: unknown key `public_ulr`; did you mean `public_url`?
7:14: slash at the end of an address; write `https://example.org`
9:9: `inof` is no level of the log; did you mean `info`?
10:10: `` is no format of the log; write auto, pretty or json
11:2: unknown key `hlep`; did you mean `help`?
13:14: `example.org` is no web address; write one that begins with https:// or http://
14:14: `https://example.org/a b` is no web address; write one that begins with https:// or http://
YULU_WEB_LISTEN: `localhost` is no address to listen at; write one such as 127.0.0.1:8080 or \
[::]:8080
YULU_LOG_LEVEL: `yulu:debug` is no level of the log; write off, error, warn, info, debug or trace
"
    );
}

#[test]
fn levels_are_not_taken_for_modules() {
    for level in ["off", "info", "warn,serenity=error,yulu::web=trace"] {
        assert_eq!(
            load("", &[("YULU_LOG_LEVEL", level)]).unwrap().log.level,
            level
        );
    }
    for level in [
        "INFO",
        "yulu",
        "info,",
        "=info",
        "yulu=",
        "info, yulu=debug",
        "a[b]=info",
    ] {
        assert!(load("", &[("YULU_LOG_LEVEL", level)]).is_err(), "{level}");
    }
}

#[test]
fn a_named_file_must_be_there() {
    let error = config::load(Some(Path::new("no/such.toml")), &environment(&[])).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("no/such.toml: cannot read it: "),
        "{error}"
    );

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("yulu.toml");
    fs::write(&path, "[web]\nlisten = 1\nport = 2\n").unwrap();
    let error = config::load(Some(&path), &environment(&[])).unwrap_err();
    let path = path.display();
    assert_eq!(
        error.to_string(),
        format!(
            "{path}:2:10: `listen` is of type integer; write a text in quotes\n\
             {path}:3:1: unknown key `port`"
        )
    );
}

#[test]
fn the_token_is_not_shown() {
    let token = config::token(&environment(&[("DISCORD_TOKEN", " secret\n")])).unwrap();
    assert_eq!(token.secret(), "secret");
    assert_eq!(format!("{token:?}"), "Token(…)");
    assert_eq!(config::token(&environment(&[("DISCORD_TOKEN", " ")])), None);
    assert_eq!(config::token(&environment(&[])), None);
}

#[test]
fn the_address_of_the_api_is_checked() {
    let api = |address| config::discord_api(&environment(&[("YULU_DISCORD_API", address)]));
    assert_eq!(
        api("http://127.0.0.1:9000").unwrap().as_deref(),
        Some("http://127.0.0.1:9000")
    );
    assert_eq!(api("").unwrap(), None);
    assert_eq!(
        api("http://127.0.0.1:9000/").unwrap_err().to_string(),
        "YULU_DISCORD_API: slash at the end of an address; write `http://127.0.0.1:9000`"
    );
}
