//! One call, or one a line.

use std::{
    io::{self, BufRead as _, Write as _},
    process::ExitCode,
    time::Instant,
};

use anyhow::Context as _;
use yulu::{
    cli::Invocation,
    commands::{Call, Command, Failure},
    deck::Deck,
    library::Library,
    locale::Locale,
    reply::Args,
    terminal,
};

use super::{USAGE, language, quiet_library, style};

/// How many hits a script gets that does not say. What stands beside the best is for the script to
/// decide, by the scores; people are only shown what does.
const SCRIPT_LIMIT: usize = 3;

/// How one call's reply is put out, and where its first option comes from.
#[derive(Clone, Copy)]
pub(super) struct Output {
    pub(super) json: bool,
    pub(super) each_line: bool,
}

pub(super) fn once(
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
    let is_ask = command.option("question").is_some();
    let args = if output.json && is_ask && args.text("limit").is_none() {
        args.with("limit", SCRIPT_LIMIT)
    } else {
        args
    };
    let started = Instant::now();
    let outcome = (command.run)(
        library,
        &Call {
            args,
            deck: Deck::new(rand::random()),
        },
    );
    let took = started.elapsed();
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
