//! What the program does, task by task.

mod check;
mod health;
mod import;
mod once;
mod run;

use std::{
    fs,
    io::{self, IsTerminal as _},
    path::Path,
    process::ExitCode,
    sync::Arc,
};

use anyhow::Context as _;
use yulu::{
    cli::{Invocation, Task},
    config::{self, Config, LogFormat},
    corpus::{self, Corpus},
    deck::Deck,
    library::Library,
    link::Links,
    locale::Locale,
    telemetry,
    terminal::{self, Style},
};

use self::{
    check::check,
    health::health,
    import::import_file,
    once::{Output, once},
    run::run,
};

/// The exit code for what the caller can mend: wrong arguments, nothing to do.
const USAGE: u8 = 2;

/// Performs a task; the code is the process's.
pub(crate) fn perform(invocation: &Invocation) -> anyhow::Result<ExitCode> {
    match &invocation.task {
        Task::Default if config::token(&environment).is_some() => run(invocation),
        Task::Default if io::stdin().is_terminal() => chat(invocation),
        Task::Default | Task::Run => run(invocation),
        Task::Chat => chat(invocation),
        Task::Check => check(invocation),
        Task::Health(probe) => health(invocation, *probe),
        Task::Import(task) => import_file(task),
        Task::Once {
            command,
            args,
            json,
            each_line,
        } => once(
            invocation,
            command,
            args,
            Output {
                json: *json,
                each_line: *each_line,
            },
        ),
    }
}

fn chat(invocation: &Invocation) -> anyhow::Result<ExitCode> {
    let library = Arc::new(quiet_library(invocation)?);
    terminal::chat(
        &library,
        language(invocation),
        style(),
        Deck::new(rand::random()),
    )?;
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> anyhow::Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    String::from_utf8(bytes)
        .with_context(|| format!("{} is not UTF-8; save it as UTF-8", path.display()))
}

fn configuration(invocation: &Invocation) -> anyhow::Result<Config> {
    Ok(config::load(invocation.config.as_deref(), &environment)?)
}

/// The library for a face without logs of its own: only what is wrong is said.
fn quiet_library(invocation: &Invocation) -> anyhow::Result<Library> {
    let mut config = configuration(invocation)?;
    "warn".clone_into(&mut config.log.level);
    config.log.format = LogFormat::Pretty;
    telemetry::init(&config.log)?;
    library(invocation, &config)
}

fn library(invocation: &Invocation, config: &Config) -> anyhow::Result<Library> {
    let corpus = Corpus::load(files(invocation)?).context(
        "the transcripts have mistakes; `yulu check` lists those of the configuration too",
    )?;
    let links = Links {
        public_url: config.web.public_url.clone(),
        source_url: config.help.source_url.clone(),
        report_url: config.help.report_url.clone(),
        privacy_url: config.help.privacy_url.clone(),
    }
    .or_as_built();
    let library = Library::new(corpus, links)?;
    tracing::info!(
        interviews = library.corpus.interviews().len(),
        exchanges = library.index.exchanges().len(),
        "library loaded"
    );
    Ok(library)
}

fn files(invocation: &Invocation) -> anyhow::Result<corpus::Files> {
    let Some(data) = &invocation.data else {
        return Ok(corpus::embedded());
    };
    let files = corpus::read(data)
        .with_context(|| format!("cannot read the transcripts in {}", data.display()))?;
    anyhow::ensure!(
        !files.is_empty(),
        "there is no transcript (*.md) in {}; make one with `yulu import`",
        data.display()
    );
    Ok(files)
}

fn language(invocation: &Invocation) -> Locale {
    invocation.locale.unwrap_or_else(|| {
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(environment);
        Locale::from_discord(
            &named
                .unwrap_or_default()
                .replace('_', "-")
                .replace(".UTF-8", ""),
        )
    })
}

fn style() -> Style {
    let plain = environment("NO_COLOR").is_some() || !io::stdout().is_terminal();
    if plain { Style::Plain } else { Style::Ansi }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the environment"
)]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
