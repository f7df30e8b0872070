//! Blocks of a document: what they run, print and show.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Document, ROOT, ours};

/// Tasks that end only when they are told to.
const ENDLESS: [&str; 2] = ["yulu run", "yulu chat"];

/// The text with its blocks as they should be.
pub(super) fn as_they_should_be(document: &Document, problems: &mut Vec<String>) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut fresh = String::new();
    let mut printed = String::new();
    let mut lines = (1..).zip(document.text.lines());
    while let Some((number, line)) = lines.next() {
        fresh += &format!("{line}\n");
        let Some(opening) = line.strip_prefix("```") else {
            continue;
        };
        let place = format!("{}:{number}", document.name);
        let (language, label) = opening.split_once(' ').unwrap_or((opening, ""));
        let block = lines.by_ref().take_while(|(_, line)| *line != "```");
        let block = block.fold(String::new(), |block, (_, line)| block + line + "\n");
        fresh += &match label {
            "" => {
                if language == "sh" {
                    for line in block.lines() {
                        printed = run(line, folder.path()).unwrap_or_else(|error| {
                            problems.push(format!("{place}: {error}"));
                            String::new()
                        });
                    }
                }
                block
            }
            "printed" => printed.clone(),
            name if is_ours(name) => {
                let file = format!("\n{}", ours(name).unwrap_or_default());
                if !file.contains(&format!("\n{block}")) {
                    problems.push(format!("{place}: these are no lines in a row of {name}"));
                }
                block
            }
            name => file(&folder.path().join(name), block),
        };
        fresh += "```\n";
    }
    fresh
}

/// Says whether a file is one of the repository, or would be if there were one.
fn is_ours(name: &str) -> bool {
    let first = Path::new(name).iter().next().unwrap();
    Path::new(ROOT).join(first).exists()
}

/// Returns a file's contents; a file that is not there is written.
fn file(path: &Path, block: String) -> String {
    if let Ok(text) = fs::read_to_string(path) {
        return text;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, &block).unwrap();
    block
}

/// Runs a line that calls the program and ends, and returns what it prints.
fn run(line: &str, folder: &Path) -> Result<String, String> {
    let line = line
        .replace("cargo run --release -- ", "yulu ")
        .replace("cargo run -- ", "yulu ");
    let calls = line.starts_with("yulu ") || line.contains("| yulu ");
    if !calls || ENDLESS.iter().any(|task| line.starts_with(task)) {
        return Ok(String::new());
    }
    let programs = Path::new(env!("CARGO_BIN_EXE_yulu")).parent().unwrap();
    let ran = Command::new("sh")
        .args(["-c", &line])
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", programs.display()))
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&ran.stdout), text(&ran.stderr));
    if !ran.status.success() {
        return Err(format!("`{line}` ends with {}: {err}{out}", ran.status));
    }
    Ok(out)
}
