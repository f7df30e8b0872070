//! A text as it came, as a transcript.

use std::{
    fs,
    io::{self, Write as _},
    path::Path,
    process::ExitCode,
};

use anyhow::Context as _;
use yulu::{cli::Import, import, transcript};

use super::{counted, read};

pub(super) fn import_file(task: &Import) -> anyhow::Result<ExitCode> {
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
