//! Makes the table of words that the program holds, so that starting it reads no dictionary.

#![expect(
    clippy::disallowed_methods,
    reason = "files and environment are all that a build script has"
)]

use std::{env, error::Error, fs, path::Path};

use yada::builder::DoubleArrayBuilder;

const DICTIONARY: &str = "data/jieba/dict.txt";

fn main() -> Result<(), Box<dyn Error>> {
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
    let table = DoubleArrayBuilder::build(&words)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("words"), table)?;
    let total: u64 = words.iter().map(|(_, count)| u64::from(*count)).sum();
    println!("cargo::rustc-env=YULU_WORDS_COUNTED={total}");
    Ok(())
}

/// Reads a word and how often it was counted.
fn entry(line: &str) -> Option<(&str, u32)> {
    let mut columns = line.split_ascii_whitespace();
    Some((columns.next()?, columns.next()?.parse().ok()?))
}
