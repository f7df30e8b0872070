//! What the program does, task by task.

use std::{
    fs,
    io::{self, BufRead as _, IsTerminal as _, Write as _},
    path::Path,
    process::ExitCode,
    sync::Arc,
    time::Instant,
};

use anyhow::Context as _;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use yulu::{
    cli::{Import, Invocation, Task},
    commands::{Call, Command, Failure},
    config::{self, Config, LogFormat},
    corpus::{self, Corpus},
    deck::Deck,
    discord, import,
    library::Library,
    link::Links,
    locale::Locale,
    reply::Args,
    segment::Segmenter,
    telemetry,
    terminal::{self, Style},
    transcript, web,
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

fn run(invocation: &Invocation) -> anyhow::Result<ExitCode> {
    let config = configuration(invocation)?;
    let token = config::token(&environment);
    if token.is_none() && config.web.listen.is_none() {
        writeln!(
            io::stderr(),
            "yulu: nothing to run: set DISCORD_TOKEN to your bot's token (README, \"Your own \
             bot\"), or web.listen to an address; to try it here, type `yulu chat`"
        )?;
        return Ok(ExitCode::from(USAGE));
    }
    telemetry::init(&config.log)?;
    let api = config::discord_api(&environment)?;
    let library = Arc::new(library(invocation, &config)?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let stop = CancellationToken::new();
        tokio::spawn(cancel_on_signal(stop.clone())?);
        let listening = match config.web.listen {
            Some(address) => Some(web::listen(address).await?),
            None => None,
        };
        let web = async {
            match listening {
                Some(listening) => web::serve(listening, stop.clone().cancelled_owned()).await,
                None => Ok(()),
            }
        };
        let bot = async {
            let Some(token) = &token else { return Ok(()) };
            let token = token.secret().to_owned();
            let settings = discord::Settings {
                token,
                api,
                locale: config.discord.locale,
            };
            discord::run(settings, library, stop.clone().cancelled_owned()).await
        };
        tokio::try_join!(bot, web)
    })?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Cancels on the first SIGTERM or SIGINT; the handlers are in place when this returns.
fn cancel_on_signal(stop: CancellationToken) -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        stop.cancel();
    })
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

/// How one call's reply is put out, and where its first option comes from.
#[derive(Clone, Copy)]
struct Output {
    json: bool,
    each_line: bool,
}

fn once(
    invocation: &Invocation,
    command: &'static Command,
    args: &Args,
    output: Output,
) -> anyhow::Result<ExitCode> {
    let library = quiet_library(invocation)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    if output.each_line {
        let first = command.shown().next().map_or("", |option| option.name);
        for line in io::stdin().lock().split(b'\n') {
            let line = line.context("cannot read standard input")?;
            let line = String::from_utf8_lossy(&line);
            let args = args.clone().with(first, line.trim_end_matches('\r'));
            say(
                &mut out,
                &library,
                (command, args),
                language(invocation),
                output,
            )?;
            out.flush()?;
        }
    } else {
        let said = say(
            &mut out,
            &library,
            (command, args.clone()),
            language(invocation),
            output,
        )?;
        if !said {
            code = ExitCode::from(USAGE);
        }
    }
    out.flush()?;
    Ok(code)
}

/// Puts out the reply to one call; false if the caller has something to mend.
fn say(
    out: &mut impl io::Write,
    library: &Library,
    (command, args): (&Command, Args),
    locale: Locale,
    output: Output,
) -> anyhow::Result<bool> {
    let question = args.text("question").unwrap_or_default().to_owned();
    let started = Instant::now();
    let outcome = (command.run)(
        library,
        &Call {
            args,
            deck: Deck::new(rand::random()),
        },
    );
    let took = started.elapsed();
    let is_ask = command.option("question").is_some();
    match outcome {
        Ok(reply) if output.json && is_ask => {
            writeln!(out, "{}", terminal::answered(&question, &reply, took))?;
        }
        Ok(reply) if output.json => writeln!(out, "{}", terminal::described(&reply))?,
        Ok(reply) => write!(out, "{}", terminal::show(&reply, locale, style()))?,
        Err(Failure::Internal(error)) => return Err(error),
        Err(Failure::User(error)) if output.json => {
            writeln!(out, "{}", terminal::failed(&question, &error, locale, took))?;
            return Ok(false);
        }
        Err(Failure::User(error)) => {
            writeln!(io::stderr(), "yulu: {}", terminal::error(&error, locale))?;
            return Ok(false);
        }
    }
    Ok(true)
}

fn check(invocation: &Invocation) -> anyhow::Result<ExitCode> {
    let mut problems = Vec::new();
    if let Err(error) = config::load(invocation.config.as_deref(), &environment) {
        problems.extend(error.problems().iter().map(ToString::to_string));
    }
    let corpus = files(invocation).map(Corpus::load);
    match &corpus {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => problems.extend(error.0.iter().cloned()),
        Err(error) => problems.push(format!("{error:#}")),
    }
    let mut out = io::stdout().lock();
    for problem in &problems {
        writeln!(out, "{problem}")?;
    }
    if !problems.is_empty() {
        writeln!(
            io::stderr(),
            "yulu: {} to mend",
            counted(problems.len(), "mistake")
        )?;
        return Ok(ExitCode::FAILURE);
    }
    if let Ok(Ok(corpus)) = corpus {
        let interviews = corpus.interviews();
        let sections = interviews
            .iter()
            .map(|interview| interview.sections.len())
            .sum();
        let parts = [
            counted(interviews.len(), "interview"),
            counted(sections, "section"),
            counted(corpus.places().count(), "turn"),
        ];
        writeln!(out, "{}: no mistakes", parts.join(", "))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn import_file(task: &Import) -> anyhow::Result<ExitCode> {
    let text = read(&task.file)?;
    let header = task.header.as_deref().map(read).transpose()?;
    let stem = task.file.file_stem().unwrap_or_default().to_string_lossy();
    let imported = match import::import(&text, header.as_deref(), &stem) {
        Ok(imported) => imported,
        Err(error) => {
            let header_path = task.header.as_deref().unwrap_or(&task.file);
            let mut stderr = io::stderr();
            for mistake in &error.text {
                writeln!(stderr, "{}:{mistake}", task.file.display())?;
            }
            for mistake in &error.header {
                writeln!(stderr, "{}:{mistake}", header_path.display())?;
            }
            return Ok(ExitCode::FAILURE);
        }
    };
    for note in &imported.notes {
        writeln!(io::stderr(), "{}: {note}", task.file.display())?;
    }
    let transcript = &imported.transcript;
    let target = task.output.join(format!("{}.md", transcript.header.id()));
    store(&target, &transcript::write(transcript))?;
    let turns = transcript
        .sections
        .iter()
        .map(|section| section.turns.len())
        .sum();
    writeln!(
        io::stdout(),
        "{}: {}, {}",
        target.display(),
        counted(transcript.sections.len(), "section"),
        counted(turns, "turn")
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a new file, whole or not at all; a file with other contents is never overwritten.
fn store(target: &Path, text: &str) -> anyhow::Result<()> {
    let cannot = || format!("cannot write {}", target.display());
    if target.exists() {
        if read(target)? == text {
            return Ok(());
        }
        anyhow::bail!(
            "{} exists and differs; move it away or choose another folder with -o",
            target.display()
        );
    }
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).with_context(cannot)?;
    }
    let partial = target.with_extension("md.partial");
    fs::write(&partial, text).with_context(cannot)?;
    fs::rename(&partial, target).with_context(cannot)
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
    };
    let library = Library::new(corpus, links, Arc::new(Segmenter::new()))?;
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
