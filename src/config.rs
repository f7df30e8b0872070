//! What the operator decides: a file over the built-in one, the environment over both.
//!
//! No default stands in code: `config/yulu.toml` is built in, names every key, and is the base.

mod layers;
mod problem;

use std::fmt;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::Path;
use std::str::FromStr;

use crate::locale::Locale;
use crate::mistake::Flaw;
use crate::toml_table::{Document, web_address, web_base};
use layers::Layers;
pub use problem::{ConfigError, Problem};

/// Every key with its default, as the operator sees it.
pub const REFERENCE: &str = include_str!("../config/yulu.toml");

/// The operator's file, where none is named.
const PATH: &str = "config/yulu.toml";

/// Looks up an environment variable.
pub type Environment<'e> = &'e dyn Fn(&str) -> Option<String>;

/// Every setting but the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// How the bot behaves on Discord.
    pub discord: Discord,
    /// What is served beside the bot, and where the world sees the reader.
    pub web: Web,
    /// What is logged, and how.
    pub log: Log,
    /// Where `/help` points.
    pub help: Help,
}

/// How the bot behaves on Discord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discord {
    /// The language of public replies, whatever the server's.
    pub locale: Option<Locale>,
}

/// What is served beside the bot, and where the world sees the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Web {
    /// Where to serve them.
    pub listen: Option<SocketAddr>,
    /// The address of a reader of these interviews, without slash at the end.
    pub public_url: Option<String>,
}

/// What is logged, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// Levels in the language of `tracing`, such as `info,yulu=debug`.
    pub level: String,
    /// For whom.
    pub format: LogFormat,
}

/// For whom the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people on a terminal, else for machines.
    Auto,
    /// For people.
    Pretty,
    /// For machines.
    Json,
}

/// Where `/help` points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// The source code.
    pub source_url: Option<String>,
    /// The place to report mistakes.
    pub report_url: Option<String>,
    /// The privacy policy.
    pub privacy_url: Option<String>,
}

/// Loads the settings: the built-in file, over it the operator's, over both the environment.
///
/// Without a path the operator's file is `config/yulu.toml`, if there is one.
pub fn load(path: Option<&Path>, environment: Environment<'_>) -> Result<Config, ConfigError> {
    let text = file(path)?;
    let path = path.unwrap_or(Path::new(PATH));
    let (file, built_in) = (Document::parse(&text), Document::parse(REFERENCE));
    let mut layers = Layers::new(environment, &file, &built_in);
    let config = read(&mut layers);
    let problems = layers.finish(path);
    config
        .filter(|_| problems.is_empty())
        .ok_or(ConfigError::from(problems))
}

/// Returns the secret that the bot signs in with.
pub fn token(environment: Environment<'_>) -> Option<Token> {
    let token = environment("DISCORD_TOKEN")?;
    let token = token.trim();
    (!token.is_empty()).then(|| Token(token.to_owned()))
}

/// Returns the base address of Discord's REST API, where it is not Discord's own.
pub fn discord_api(environment: Environment<'_>) -> Result<Option<String>, ConfigError> {
    let variable = "YULU_DISCORD_API";
    let Some(address) = environment(variable).filter(|address| !address.is_empty()) else {
        return Ok(None);
    };
    web_base(&address).map(Some).map_err(|flaw| {
        let problem = Problem::Environment {
            variable: variable.to_owned(),
            flaw,
        };
        ConfigError::from(vec![problem])
    })
}

/// The secret that the bot signs in with. It shows itself to nobody who does not ask.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Returns the secret.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

fn read(layers: &mut Layers<'_>) -> Option<Config> {
    let locale = layers.get("discord", "locale", or_empty(Locale::from_str));
    let listen = layers.get("web", "listen", or_empty(socket));
    let public_url = layers.get("web", "public_url", or_empty(web_base));
    let level = layers.get("log", "level", log_level);
    let format = layers.get("log", "format", LogFormat::from_str);
    let source_url = layers.get("help", "source_url", or_empty(web_address));
    let report_url = layers.get("help", "report_url", or_empty(web_address));
    let privacy_url = layers.get("help", "privacy_url", or_empty(web_address));
    Some(Config {
        discord: Discord { locale: locale? },
        web: Web {
            listen: listen?,
            public_url: public_url?,
        },
        log: Log {
            level: level?,
            format: format?,
        },
        help: Help {
            source_url: source_url?,
            report_url: report_url?,
            privacy_url: privacy_url?,
        },
    })
}

/// Makes a reader to which an empty text means "not set".
fn or_empty<T>(read: impl Fn(&str) -> Result<T, Flaw>) -> impl Fn(&str) -> Result<Option<T>, Flaw> {
    move |text| {
        if text.is_empty() {
            Ok(None)
        } else {
            read(text).map(Some)
        }
    }
}

fn socket(text: &str) -> Result<SocketAddr, Flaw> {
    text.parse().map_err(|_| {
        Flaw::new(format!(
            "`{}` is no address to listen at",
            text.escape_debug()
        ))
        .hint("write one such as 127.0.0.1:8080 or [::]:8080")
    })
}

impl FromStr for LogFormat {
    type Err = Flaw;

    fn from_str(text: &str) -> Result<Self, Flaw> {
        match text {
            "auto" => Ok(Self::Auto),
            "pretty" => Ok(Self::Pretty),
            "json" => Ok(Self::Json),
            _ => Err(
                Flaw::new(format!("`{}` is no format of the log", text.escape_debug()))
                    .hint("write auto, pretty or json"),
            ),
        }
    }
}

/// Reads levels for all and for single modules.
///
/// `tracing` itself would take a misspelt level for the name of a module.
fn log_level(text: &str) -> Result<String, Flaw> {
    let levels = ["off", "error", "warn", "info", "debug", "trace"];
    for directive in text.split(',') {
        let (module, level) = match directive.split_once('=') {
            Some((module, level)) => (Some(module), level),
            None => (None, directive),
        };
        let named = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
        if module.is_some_and(|module| module.is_empty() || !module.chars().all(named)) {
            let flaw = Flaw::new(format!("`{}` names no module", directive.escape_debug()));
            return Err(flaw.hint("write such as info,yulu=debug"));
        }
        if !levels.contains(&level) {
            let flaw = Flaw::new(format!("`{}` is no level of the log", level.escape_debug()));
            return Err(flaw
                .hint("write off, error, warn, info, debug or trace")
                .did_you_mean(level, levels));
        }
    }
    Ok(text.to_owned())
}

/// Returns the operator's file, or nothing where none was named and none is there.
#[expect(
    clippy::disallowed_methods,
    reason = "the operator's file is read here and nowhere else"
)]
fn file(path: Option<&Path>) -> Result<String, ConfigError> {
    let read = std::fs::read_to_string(path.unwrap_or(Path::new(PATH)));
    match read {
        Err(error) if path.is_none() && error.kind() == ErrorKind::NotFound => Ok(String::new()),
        other => other.map_err(|error| {
            let path = path.unwrap_or(Path::new(PATH)).to_owned();
            ConfigError::from(vec![Problem::Unreadable { path, error }])
        }),
    }
}
