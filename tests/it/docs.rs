//! The README tells the truth: its tables are made from the program, its commands run in the order
//! in which they stand, and what it shows is what they print.
//!
//! `UPDATE_README=1 cargo test readme` writes the README as it should be. Blocks are told apart by
//! what follows the language: `sh` is run, `text printed` is what the `sh` above printed, and
//! `toml tea.toml` is a file that later commands find, or that earlier ones made.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serenity::all::Permissions;
use yulu::commands::{ALL, By, Opt};
use yulu::locale::Locale;
use yulu::wording::lookup;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// What encloses the tables of commands and options.
const TABLES: (&str, &str) = ("<!-- commands -->\n", "<!-- end of commands -->\n");

/// Tasks that end only when they are told to.
const ENDLESS: [&str; 2] = ["yulu run", "yulu chat"];

#[test]
fn the_readme_is_what_the_program_says() {
    let readme = std::fs::read_to_string(README).unwrap();
    let fresh = with_tables(&with_blocks(&readme));
    if std::env::var("UPDATE_README").is_ok() {
        std::fs::write(README, fresh).unwrap();
    } else {
        for (is, should_be) in readme.lines().zip(fresh.lines()) {
            assert_eq!(is, should_be, "run: UPDATE_README=1 cargo test readme");
        }
        assert_eq!(
            readme.len(),
            fresh.len(),
            "run: UPDATE_README=1 cargo test readme"
        );
    }
}

#[test]
fn the_invitation_asks_for_what_the_readme_explains() {
    let readme = std::fs::read_to_string(README).unwrap();
    let needed = Permissions::VIEW_CHANNEL
        | Permissions::SEND_MESSAGES
        | Permissions::EMBED_LINKS
        | Permissions::READ_MESSAGE_HISTORY
        | Permissions::SEND_MESSAGES_IN_THREADS;
    assert!(readme.contains(&format!("&permissions={}\n", needed.bits())));
    for permission in needed {
        let row = format!("| {} |", permission.bits());
        assert!(readme.contains(&row), "{permission} is not explained");
    }
}

#[test]
fn the_readme_names_the_compiler_it_needs() {
    let readme = std::fs::read_to_string(README).unwrap();
    assert!(readme.contains(concat!("Rust ", env!("CARGO_PKG_RUST_VERSION"))));
}

#[test]
fn links_between_files_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["README.md", ".github/CONTRIBUTING.md"] {
        let path = root.join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        let targets = text
            .split("](")
            .skip(1)
            .map(|rest| rest.split(')').next().unwrap());
        for target in targets.filter(|target| !target.starts_with("https://")) {
            let there = path.parent().unwrap().join(target).exists();
            assert!(there, "{name}: there is no {target}");
        }
    }
}

/// The text with its blocks as they should be.
fn with_blocks(readme: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut fresh = String::new();
    let mut printed = String::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        fresh += &format!("{line}\n");
        let Some(language) = line.strip_prefix("```") else {
            continue;
        };
        let block = lines.by_ref().take_while(|line| *line != "```");
        let block = block.fold(String::new(), |block, line| block + line + "\n");
        fresh += &match language.split_once(' ') {
            Some((_, "printed")) => printed.clone(),
            Some((_, name)) => file(&folder.path().join(name), block),
            None if language == "sh" => {
                printed = block
                    .lines()
                    .fold(String::new(), |_, line| run(line, folder.path()));
                block
            }
            None => block,
        };
        fresh += "```\n";
    }
    fresh
}

/// Returns a file's contents; a file that is not there is written.
fn file(path: &PathBuf, block: String) -> String {
    if path.exists() {
        return std::fs::read_to_string(path).unwrap();
    }
    std::fs::write(path, &block).unwrap();
    block
}

/// Runs a line that calls the program and ends, and returns what it prints.
fn run(line: &str, folder: &Path) -> String {
    let line = line
        .replace("cargo run --release -- ", "yulu ")
        .replace("cargo run -- ", "yulu ");
    let calls = line.starts_with("yulu ") || line.contains("| yulu ");
    if !calls || ENDLESS.iter().any(|task| line.starts_with(task)) {
        return String::new();
    }
    let programs = Path::new(env!("CARGO_BIN_EXE_yulu")).parent().unwrap();
    let ran = Command::new("sh")
        .args(["-c", &line])
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", programs.display()))
        .current_dir(folder)
        .output()
        .unwrap();
    let (out, err) = (
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr),
    );
    assert!(
        ran.status.success(),
        "`{line}` ends with {}: {err}{out}",
        ran.status
    );
    out.into_owned()
}

/// The text with its tables as they should be.
fn with_tables(readme: &str) -> String {
    let (above, rest) = readme.split_once(TABLES.0).unwrap();
    let (_, below) = rest.split_once(TABLES.1).unwrap();
    format!("{above}{}\n{}\n{}{below}", TABLES.0, tables(), TABLES.1)
}

fn tables() -> String {
    let mut text = "| Command | 中文 | What it does | Options | Example |\n".to_owned();
    text += "|---|---|---|---|---|\n";
    for command in ALL {
        let name = command.name;
        let options: Vec<String> = command.shown().map(option).collect();
        text += &row([
            format!("`/{name}`"),
            lookup(Locale::ZhCn, &format!("{name}-name")).unwrap(),
            lookup(Locale::En, &format!("{name}-about")).unwrap(),
            options.join(" "),
            format!("`{}`", command.example),
        ]);
    }
    text += "\n| Option | 中文 | What it is |\n|---|---|---|\n";
    let mut seen = BTreeSet::new();
    for Opt { name, .. } in ALL.iter().flat_map(|command| command.shown()) {
        if seen.insert(name) {
            text += &row([
                format!("`{name}`"),
                lookup(Locale::ZhCn, &format!("{name}-option")).unwrap(),
                lookup(Locale::En, &format!("{name}-option-about")).unwrap(),
            ]);
        }
    }
    text
}

fn option(option: &Opt) -> String {
    match option.by {
        By::PeopleAlways => format!("`{}`", option.name),
        _ => format!("`[{}]`", option.name),
    }
}

fn row<const COLUMNS: usize>(cells: [String; COLUMNS]) -> String {
    format!(
        "| {} |\n",
        cells.map(|cell| cell.replace('|', "\\|")).join(" | ")
    )
}
