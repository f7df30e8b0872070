//! What is packed: the image holds what it needs, and what is started is there. `.ci/image` builds
//! and runs it.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use crate::tidy::sources;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The instructions of one stage: their names, and what they say.
type Stage = Vec<(String, String)>;

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(name)).unwrap()
}

/// The stage that builds and the one that is shipped.
fn stages() -> [Stage; 2] {
    let text = read("Dockerfile").replace("\\\n", "");
    let (build, shipped) = text.split_once("\nFROM scratch\n").unwrap();
    [build, shipped].map(|stage| {
        let lines = stage.lines().filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| line.split_once(' '))
            .map(|(name, rest)| (name.to_owned(), rest.trim().to_owned()))
            .collect()
    })
}

/// What the last such instruction says.
fn says<'s>(stage: &'s Stage, wanted: &str) -> &'s str {
    let found = stage.iter().rfind(|(name, _)| name == wanted);
    &found.unwrap_or_else(|| panic!("there is no {wanted}")).1
}

/// The words of an instruction that needs no shell.
fn words(stage: &Stage, wanted: &str) -> Vec<String> {
    let form = says(stage, wanted);
    serde_json::from_str(&form[form.find('[').unwrap_or(0)..])
        .unwrap_or_else(|_| panic!("{wanted} needs a shell: {form}"))
}

/// What a stage copies from the project.
fn copied(stage: &Stage) -> BTreeSet<PathBuf> {
    let copies = stage.iter().filter(|(name, _)| name == "COPY");
    let sources = copies
        .filter(|(_, rest)| !rest.starts_with("--from="))
        .filter_map(|(_, rest)| rest.rsplit_once(' '));
    sources
        .flat_map(|(sources, _)| sources.split_whitespace())
        .map(PathBuf::from)
        .collect()
}

#[test]
fn the_image_is_built_by_the_compiler_that_cargo_toml_names() {
    let version = env!("CARGO_PKG_RUST_VERSION");
    let base = format!("rust:{version}-slim-bookworm AS build");
    assert_eq!(says(&stages()[0], "FROM"), base);
}

#[test]
fn what_the_image_copies_is_there_and_alone_sent_to_the_engine() {
    let copied: BTreeSet<PathBuf> = stages().iter().flat_map(copied).collect();
    for path in &copied {
        let there = Path::new(ROOT).join(path).exists();
        assert!(there, "there is no {}", path.display());
    }
    let needed = copied
        .iter()
        .filter_map(|path| path.iter().next()?.to_str());
    let ignore = read(".dockerignore");
    let sent = ignore.lines().filter_map(|line| line.strip_prefix('!'));
    assert_eq!(sent.collect::<BTreeSet<_>>(), needed.collect());
    assert!(ignore.lines().any(|line| line == "*"));
}

#[test]
fn what_is_built_in_is_copied_to_where_it_is_built() {
    let copied = copied(&stages()[0]);
    for wanted in ["build.rs", "benches"].map(Path::new) {
        let there = Path::new(ROOT).join(wanted).exists();
        assert_eq!(there, copied.contains(wanted), "{}", wanted.display());
    }
    let mut checked = 0;
    let mut sources = sources();
    sources.insert(Path::new(ROOT).join("build.rs"), read("build.rs"));
    for (source, text) in sources {
        let folder = source.parent().unwrap();
        // What the build script reads is named by constants.
        let openings: &[&str] = if source.ends_with("build.rs") {
            &[": &str = "]
        } else {
            &["include_str!(", "include_bytes!("]
        };
        for opening in openings {
            for rest in text.split(opening).skip(1) {
                let path = without_dots(&folder.join(rest.split('"').nth(1).unwrap()));
                let path = path.strip_prefix(ROOT).unwrap();
                let covered = copied.iter().any(|copied| path.starts_with(copied));
                assert!(covered, "the image is built without {}", path.display());
                checked += 1;
            }
        }
    }
    assert!(checked > 3);
}

fn without_dots(path: &Path) -> PathBuf {
    path.components()
        .fold(PathBuf::new(), |path, part| match part {
            Component::ParentDir => path.parent().unwrap().to_owned(),
            part => path.join(part),
        })
}

#[test]
fn what_is_started_is_there() {
    let [_, image] = stages();
    let user = says(&image, "USER").split(':').map(str::parse::<u32>);
    assert!(user.flatten().filter(|id| *id > 0).count() == 2, "not root");

    let program = words(&image, "ENTRYPOINT");
    let health = words(&image, "HEALTHCHECK");
    let health = health.strip_prefix(&program[..]).unwrap();
    let unit = read("docs/yulu.service");
    let start = unit.split("\nExecStart=/usr/local/bin/yulu ").nth(1);
    let start: Vec<String> = start.unwrap().lines().take(1).map(str::to_owned).collect();
    for arguments in [health, &words(&image, "CMD"), &start] {
        let known = Command::new(env!("CARGO_BIN_EXE_yulu"))
            .args(arguments)
            .arg("--help")
            .output()
            .unwrap();
        assert!(known.status.success(), "yulu {arguments:?}: {known:?}");
    }
}

#[test]
fn the_health_check_is_served_where_it_is_published() {
    let [_, image] = stages();
    let port = says(&image, "EXPOSE");
    let listen = format!("YULU_WEB_LISTEN=0.0.0.0:{port}");
    assert_eq!(says(&image, "ENV"), listen);
    assert!(read("compose.yaml").contains(&format!("- 127.0.0.1:{port}:{port}\n")));
}
