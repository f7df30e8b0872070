//! Makes what the program holds: the table of words, so that starting it reads no dictionary, and
//! the shipped transcripts.

#![expect(
    clippy::disallowed_methods,
    reason = "files and environment are all that a build script has"
)]

use std::{env, error::Error, fs, path::Path};

use yada::builder::DoubleArrayBuilder;

const DICTIONARY: &str = "data/jieba/dict.txt";
const TRANSCRIPTS: &str = "data/transcripts";

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    words(&Path::new(&out).join("words"))?;
    transcripts(&Path::new(&out).join("transcripts.rs"))
}

/// Writes the dictionary as a table, and says how many words were counted for it in all.
fn words(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DICTIONARY}");
    let dictionary = fs::read_to_string(DICTIONARY)?;
    let mut words = dictionary
        .lines()
        .enumerate()
        .map(|(number, line)| {
            entry(line).ok_or(format!(
                "{DICTIONARY}:{}: a line is a word and its count",
                number + 1
            ))
        })
        .collect::<Result<Vec<(&str, u32)>, String>>()?;
    words.sort_unstable();
    fs::write(out, DoubleArrayBuilder::build(&words)?)?;
    let total: u64 = words.iter().map(|(_, count)| u64::from(*count)).sum();
    println!("cargo::rustc-env=YULU_WORDS_COUNTED={total}");
    Ok(())
}

/// Reads a word and how often it was counted.
fn entry(line: &str) -> Option<(&str, u32)> {
    let mut columns = line.split_ascii_whitespace();
    Some((columns.next()?, columns.next()?.parse().ok()?))
}

/// Writes a list of all transcripts, their names and bytes, by name.
fn transcripts(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={TRANSCRIPTS}");
    let mut list = String::from("&[");
    let mut files = fs::read_dir(TRANSCRIPTS)?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files {
        let path = file.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let name = format!("{TRANSCRIPTS}/{}", file.file_name().display());
            // Found from where the sources are at that time: they may have moved since.
            list += &format!(
                "({name:?}, include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {:?}))),",
                format!("/{name}")
            );
        }
    }
    fs::write(out, list + "]")?;
    Ok(())
}
