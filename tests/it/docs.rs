//! The documents tell the truth: their commands run in the order in which they stand, what they
//! show is what was printed, their tables are made from the program, and their links lead somewhere.
//!
//! `UPDATE_DOCS=1 cargo test docs` writes them as they should be. What a block is, its first line
//! says: `sh` is run, `text printed` is what the last line of the `sh` above printed,
//! `rust src/commands.rs` are lines in a row of that file of ours, and `toml tea.toml` is a file that
//! later commands find, or that earlier ones made. All else, such as `console`, is only shown.

mod blocks;
mod tables;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serenity::all::Permissions;
use yulu::config::REFERENCE;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What the program is told while it is built: no setting, so not in the list of settings.
const BUILT_WITH: [&str; 1] = ["YULU_REPOSITORY"];

/// A document, by its path in the repository.
struct Document {
    name: String,
    text: String,
}

impl Document {
    /// All there are: the README, and whatever else these folders hold.
    fn all() -> Vec<Self> {
        let mut names = vec!["README.md".to_owned()];
        for folder in [".github", "docs"] {
            for entry in fs::read_dir(Path::new(ROOT).join(folder)).unwrap() {
                let name = Path::new(folder).join(entry.unwrap().file_name());
                if name.extension().is_some_and(|extension| extension == "md") {
                    names.push(name.to_str().unwrap().to_owned());
                }
            }
        }
        names.sort_unstable();
        names.into_iter().map(|name| Self::named(&name)).collect()
    }

    fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            text: ours(name).unwrap_or_else(|| panic!("there is no {name}")),
        }
    }

    /// Lines outside of blocks, numbered.
    fn prose(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut within = false;
        (1..).zip(self.text.lines()).filter(move |(_, line)| {
            let fence = line.trim_start().starts_with("```");
            within ^= fence;
            !within && !fence
        })
    }

    /// What the part after `#` of an address may be: the headings, as forges turn them into ids.
    fn anchors(&self) -> BTreeSet<String> {
        let headings = self.prose().filter_map(|(_, line)| {
            let title = line.trim_start_matches('#').strip_prefix(' ')?;
            line.starts_with('#').then(|| title.trim().to_lowercase())
        });
        let id = |title: String| {
            let kept = title
                .chars()
                .filter(|c| c.is_alphanumeric() || "-_ ".contains(*c));
            kept.map(|c| if c == ' ' { '-' } else { c }).collect()
        };
        headings.map(id).collect()
    }
}

/// The text of a file of the repository.
fn ours(name: &str) -> Option<String> {
    fs::read_to_string(Path::new(ROOT).join(name)).ok()
}

fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn documents_are_what_the_program_says() {
    let mut problems = Vec::new();
    for document in Document::all() {
        let Document { name, text } = &document;
        let known = problems.len();
        let mut fresh = blocks::as_they_should_be(&document, &mut problems);
        if name == "README.md" {
            fresh = tables::as_they_should_be(&fresh);
        }
        if std::env::var("UPDATE_DOCS").is_ok() && problems.len() == known {
            fs::write(Path::new(ROOT).join(name), &fresh).unwrap();
            continue;
        }
        let mut lines = (1..).zip(text.split('\n').zip(fresh.split('\n')));
        if let Some((number, (is, should_be))) = lines.find(|(_, (is, should))| is != should) {
            problems.push(format!(
                "{name}:{number}: here is\n{is}\nand should be\n{should_be}\n\
                 run: UPDATE_DOCS=1 cargo test docs"
            ));
        }
    }
    assert_none(&problems);
}

#[test]
fn links_lead_somewhere() {
    let mut problems = Vec::new();
    for document in Document::all() {
        for (number, line) in document.prose() {
            let line: String = line.split('`').step_by(2).collect();
            for target in line
                .split("](")
                .skip(1)
                .filter_map(|rest| rest.split(')').next())
            {
                if !target.starts_with("https://") && !leads_somewhere(&document, target) {
                    problems.push(format!(
                        "{}:{number}: nothing is at {target}",
                        document.name
                    ));
                }
            }
        }
    }
    assert_none(&problems);
}

fn leads_somewhere(from: &Document, target: &str) -> bool {
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let folder = Path::new(&from.name).parent().unwrap();
    let name = if path.is_empty() {
        from.name.clone()
    } else {
        folder.join(path).to_str().unwrap().to_owned()
    };
    let there = Path::new(ROOT).join(&name).exists();
    there && (anchor.is_empty() || Document::named(&name).anchors().contains(anchor))
}

#[test]
fn settings_that_documents_name_exist() {
    let reference: toml::Table = REFERENCE.parse().unwrap();
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        words.map(str::to_owned).collect()
    };
    let mut variables = words(REFERENCE);
    variables.extend(BUILT_WITH.map(str::to_owned));
    for (table, keys) in &reference {
        let keys = keys.as_table().unwrap().keys();
        variables.extend(keys.map(|key| format!("YULU_{table}_{key}").to_uppercase()));
    }
    let mut problems = Vec::new();
    for document in Document::all() {
        let mut problem = |number, what: &str| {
            problems.push(format!(
                "{}:{number}: there is no setting {what}",
                document.name
            ));
        };
        for (number, line) in (1..).zip(document.text.lines()) {
            let named = words(line);
            for name in named.difference(&variables) {
                if name.starts_with("YULU_") || name.starts_with("DISCORD_") {
                    problem(number, name);
                }
            }
        }
        for (number, line) in document.prose() {
            for span in line.split('`').skip(1).step_by(2) {
                let Some((table, key)) = span.split(' ').next().unwrap().split_once('.') else {
                    continue;
                };
                if reference
                    .get(table)
                    .is_some_and(|keys| keys.get(key).is_none())
                {
                    problem(number, span);
                }
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn metrics_are_explained_and_explained_ones_exist() {
    // By their names in the code: what has not been counted yet is not told by the program.
    let names = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let metrics =
            words.filter(|word| word.starts_with("yulu_") || word.starts_with("process_"));
        let ends = ["_total", "_info", "_bucket", "_sum", "_count"];
        let bare = |name: &str| {
            ends.iter()
                .find_map(|end| name.strip_suffix(end))
                .unwrap_or(name)
                .to_owned()
        };
        metrics.map(bare).collect()
    };
    let code = ["src/metrics.rs", "src/metrics/process.rs"].map(|name| ours(name).unwrap());
    let code = code
        .iter()
        .filter_map(|text| text.split("#[cfg(test)]").next());
    let told = names(&code.collect::<String>());
    let explained: String = Document::all()
        .into_iter()
        .map(|document| document.text)
        .collect();
    assert!(told.len() > 10);
    assert_eq!(told, names(&explained));
}

#[test]
fn the_invitation_asks_for_what_the_readme_explains() {
    let readme = Document::named("README.md").text;
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
    let readme = Document::named("README.md").text;
    assert!(readme.contains(concat!("Rust ", env!("CARGO_PKG_RUST_VERSION"))));
}
