//! The command line: operator's tools, and each command of the table as one shot.

use std::{ffi::OsString, path::PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command as Clap, value_parser};

use crate::{
    commands::{ALL, By, Command, Kind},
    locale::Locale,
    reply::Args,
    web::Probe,
    wording::lookup,
};

/// The command that clap's own help takes the place of.
const NOT_ONE_SHOT: &str = "help";

/// What the program is asked to do.
#[derive(Clone)]
pub struct Invocation {
    /// Where the configuration is, if not in its usual places.
    pub config: Option<PathBuf>,
    /// Where the transcripts are, if not in the program.
    pub data: Option<PathBuf>,
    /// The language, if not the terminal's.
    pub locale: Option<Locale>,
    /// The task.
    pub task: Task,
}

/// One thing to do.
#[derive(Clone)]
pub enum Task {
    /// Whatever fits: the bot with a token, the chat on a terminal.
    Default,
    /// The bot.
    Run,
    /// The prompt.
    Chat,
    /// The verification of configuration and data.
    Check,
    /// The question to a running bot whether all is well.
    Health(Probe),
    /// A file turned into a transcript.
    Import(Import),
    /// One call.
    Once {
        /// The command.
        command: &'static Command,
        /// Its options.
        args: Args,
        /// Whether scripts read the reply.
        json: bool,
        /// Whether the first option comes from standard input, one a line.
        each_line: bool,
    },
}

/// What to import, and where to.
#[derive(Debug, Clone)]
pub struct Import {
    /// The text as it came.
    pub file: PathBuf,
    /// What the text does not say: metadata and times.
    pub header: Option<PathBuf>,
    /// The folder for the transcript.
    pub output: PathBuf,
}

/// Reads the arguments; ends the process, as clap does, to show help or what is wrong.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Invocation {
    read(&program().get_matches_from(arguments))
}

fn read(matches: &ArgMatches) -> Invocation {
    let task = match matches.subcommand() {
        None => Task::Default,
        Some(("run", _)) => Task::Run,
        Some(("chat", _)) => Task::Chat,
        Some(("check", _)) => Task::Check,
        Some(("health", health)) if health.get_flag("ready") => Task::Health(Probe::Readiness),
        Some(("health", _)) => Task::Health(Probe::Health),
        Some(("import", import)) => Task::Import(Import {
            file: import.get_one("file").cloned().unwrap_or_default(),
            header: import.get_one("header").cloned(),
            output: import.get_one("output").cloned().unwrap_or_default(),
        }),
        Some((name, given)) => Command::named(name).map_or(Task::Default, |one| once(one, given)),
    };
    Invocation {
        config: matches.get_one("config").cloned(),
        data: matches.get_one("data").cloned(),
        locale: matches
            .get_one::<String>("locale")
            .and_then(|name| name.parse().ok()),
        task,
    }
}

fn once(command: &'static Command, given: &ArgMatches) -> Task {
    let args = command
        .options
        .iter()
        .fold(Args::new(), |args, option| match option.kind {
            Kind::Flag => args.with_some(option.name, given.get_flag(option.name).then_some(true)),
            Kind::Text(_) => {
                let words = given.get_many::<String>(option.name).into_iter().flatten();
                let text = words.cloned().collect::<Vec<_>>().join(" ");
                args.with_some(option.name, (!text.is_empty()).then_some(text))
            }
        });
    let first = command
        .shown()
        .next()
        .and_then(|option| args.text(option.name));
    Task::Once {
        command,
        each_line: first == Some("-"),
        json: given.get_flag("json"),
        args,
    }
}

fn program() -> Clap {
    let path = |name: &'static str| {
        Arg::new(name)
            .long(name)
            .value_parser(value_parser!(PathBuf))
            .global(true)
    };
    let one_shots = ALL.iter().filter(|command| command.name != NOT_ONE_SHOT);
    Clap::new("yulu")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Answers with what was actually said: verbatim quotes from interviews")
        .after_help(
            "Without a command: the bot if DISCORD_TOKEN is set, else the chat on a terminal.",
        )
        .disable_help_subcommand(true)
        .arg(
            path("config")
                .value_name("FILE")
                .help("Configuration [else: ./config/yulu.toml]"),
        )
        .arg(
            path("data")
                .value_name("DIR")
                .help("Transcripts [else: those in the program]"),
        )
        .arg(
            Arg::new("locale")
                .long("locale")
                .global(true)
                .value_parser(Locale::ALL.map(Locale::as_str))
                .help("Language of replies [else: the terminal's]"),
        )
        .subcommand(Clap::new("run").about("Run the bot (and what web.listen serves)"))
        .subcommand(Clap::new("chat").about("Ask at a prompt"))
        .subcommand(Clap::new("check").about("Verify configuration and transcripts"))
        .subcommand(health())
        .subcommand(import())
        .subcommands(one_shots.map(|command| one_shot(command)))
}

fn health() -> Clap {
    let ready = Arg::new("ready").long("ready").action(ArgAction::SetTrue);
    Clap::new("health")
        .about("Ask the bot that runs with this configuration whether it lives")
        .arg(ready.help("Whether it can answer questions, too"))
}

fn import() -> Clap {
    let path = |name: &'static str| Arg::new(name).value_parser(value_parser!(PathBuf));
    Clap::new("import")
        .about("Turn a plain text into a transcript")
        .arg(path("file").required(true).help("The text as it came"))
        .arg(
            path("header")
                .long("header")
                .value_name("FILE.toml")
                .help("Metadata and times that the text does not say"),
        )
        .arg(
            path("output")
                .short('o')
                .long("output")
                .value_name("DIR")
                .default_value("data/transcripts")
                .help("Where the transcript goes"),
        )
}

/// Every option of a command is one of its one shot; the first that people set needs no name.
fn one_shot(command: &Command) -> Clap {
    let about = |key: &str| lookup(Locale::En, key).unwrap_or_default();
    let first = command.shown().next().map(|option| option.name);
    let options = command.options.iter().map(|option| {
        let arg = Arg::new(option.name).help(about(&format!("{}-option-about", option.name)));
        match option.kind {
            Kind::Flag => arg.long(option.name).action(ArgAction::SetTrue),
            Kind::Text(_) if first == Some(option.name) => arg
                .num_args(1..)
                .allow_hyphen_values(false)
                .required(option.by == By::PeopleAlways),
            Kind::Text(_) => arg.long(option.name),
        }
    });
    Clap::new(command.name)
        .about(about(&format!("{}-about", command.name)))
        .args(options)
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help("Reply for scripts"),
        )
}

#[cfg(test)]
mod tests {
    use super::program;

    #[test]
    fn the_command_line_is_consistent() {
        program().debug_assert();
    }
}
