//! Every mistake of configuration and data, in one run.

use std::{
    io::{self, Write as _},
    process::ExitCode,
};

use yulu::{cli::Invocation, config, corpus::Corpus};

use super::{counted, environment, files};

pub(super) fn check(invocation: &Invocation) -> anyhow::Result<ExitCode> {
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
