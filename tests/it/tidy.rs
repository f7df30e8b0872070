//! The house in order: rules that prose alone would not keep.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use yulu::commands::ALL;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Libraries that one module each knows; all others go through it.
const ADAPTERS: &[(&str, &[&str])] = &[
    ("serenity", &["discord"]),
    ("reqwest", &["discord", "web"]),
    ("rustyline", &["terminal"]),
    ("axum", &["web"]),
    ("clap", &["cli"]),
    ("tantivy", &["index"]),
    ("prometheus_client", &["metrics"]),
    ("yada", &["segment"]),
    ("unicode_normalization", &["fold"]),
    ("unicode_segmentation", &["corpus"]),
    ("fluent_bundle", &["wording"]),
    ("toml", &["toml_table"]),
    ("tracing_subscriber", &["telemetry"]),
    ("rand", &["deck", "discord"]),
];

pub(crate) fn sources() -> BTreeMap<PathBuf, String> {
    let mut sources = BTreeMap::new();
    let mut folders = vec![Path::new(ROOT).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                sources.insert(path, text);
            }
        }
    }
    sources
}

/// The module of `lib.rs` that a file belongs to; none for `lib.rs` and the binary.
fn module(path: &Path) -> Option<String> {
    let relative = path.strip_prefix(Path::new(ROOT).join("src")).unwrap();
    let first = relative
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_str()
        .unwrap();
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (!["lib", "main", "tasks"].contains(&name)).then(|| name.to_owned())
}

/// Lines of code: no comments, no tests.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let end = text.find("#[cfg(test)]").unwrap_or(text.len());
    text[..end]
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
}

#[test]
fn imports_go_up() {
    let lib = std::fs::read_to_string(Path::new(ROOT).join("src/lib.rs")).unwrap();
    let order: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.split_once("mod ")?.1.strip_suffix(';'))
        .collect();
    assert!(order.len() > 15);
    let place = |name: &str| order.iter().position(|known| *known == name);
    for (path, text) in sources() {
        let Some(own) = module(&path) else { continue };
        let own = place(&own).unwrap_or_else(|| panic!("{} is not in lib.rs", path.display()));
        let used = code(&text).collect::<Vec<_>>().join("\n");
        // `use crate::{a::…, b};` opens a group whose names stand at its first level.
        for name in order.iter().filter(|name| names_module(&used, name)) {
            assert!(
                place(name).unwrap() <= own,
                "{} uses {name}, which stands below it in lib.rs",
                path.display()
            );
        }
    }
}

fn names_module(code: &str, name: &str) -> bool {
    let direct = [
        format!("crate::{name}::"),
        format!("crate::{name};"),
        format!("crate::{name} "),
    ];
    if direct.iter().any(|path| code.contains(path.as_str())) {
        return true;
    }
    code.split("use crate::{").skip(1).any(|group| {
        let mut depth = 1;
        let mut level = String::new();
        for character in group.chars() {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ if depth == 1 => level.push(character),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        level
            .split(',')
            .any(|entry| entry.trim().split("::").next() == Some(name))
    })
}

#[test]
fn a_library_is_named_only_by_its_adapter() {
    for (path, text) in sources() {
        let Some(own) = module(&path) else { continue };
        for (library, modules) in ADAPTERS {
            if modules.contains(&own.as_str()) {
                continue;
            }
            for line in code(&text) {
                let named = line.trim_start().starts_with(&format!("use {library}::"))
                    || line.contains(&format!(" {library}::"))
                    || line.contains(&format!("({library}::"))
                    || line.contains(&format!("<{library}::"));
                assert!(
                    !named,
                    "{}: only {modules:?} may know {library}: {line}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn every_command_file_is_listed() {
    let shared = ["args", "parts", "suggest"];
    let folder = Path::new(ROOT).join("src/commands");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(
            shared.contains(&name.as_str()) || ALL.iter().any(|command| command.name == name),
            "{name} is not in the table of commands"
        );
    }
}

#[test]
fn options_have_keys_of_their_own_and_required_ones_come_first() {
    for command in ALL {
        let mut keys: Vec<char> = command.options.iter().map(|option| option.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), command.options.len(), "/{}", command.name);
        let required: Vec<bool> = command
            .shown()
            .map(|option| option.by == yulu::commands::By::PeopleAlways)
            .collect();
        assert!(required.is_sorted_by(|a, b| a >= b), "/{}", command.name);
    }
}

#[test]
fn files_are_short() {
    for (path, text) in sources() {
        let lines = code(&text).count();
        assert!(
            lines <= 400,
            "{} has {lines} lines: split it by subject",
            path.display()
        );
    }
}
