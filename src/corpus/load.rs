//! Reads transcripts, from a folder or as embedded, and gathers the mistakes of all files.

use std::{fmt, fs, io, path::Path};

use super::{Corpus, checks};
use crate::{
    mistake::Mistake,
    transcript::{self, Transcript},
};

/// The transcripts that come with the program: names as shown in mistakes, and bytes.
const SHIPPED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/transcripts.rs"));

/// The files of a library: names as shown in mistakes, and their texts or why they have none.
pub type Files = Vec<(String, Result<String, Unreadable>)>;

/// Why a file has no text.
#[derive(Debug)]
pub enum Unreadable {
    /// The system does not give it.
    Refused(io::Error),
    /// It holds something else.
    NotUtf8(Mistake),
}

/// Returns the transcripts that come with the program.
pub fn embedded() -> Files {
    let files = SHIPPED.iter();
    files
        .map(|(name, bytes)| ((*name).to_owned(), text(bytes.to_vec())))
        .collect()
}

/// Reads every `.md` file of a data folder's `transcripts`, or of the folder itself without one.
pub fn read(data: &Path) -> io::Result<Files> {
    let inner = data.join("transcripts");
    let folder = if inner.is_dir() {
        inner.as_path()
    } else {
        data
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads a data folder"
    )]
    let mut paths = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    Ok(paths
        .into_iter()
        .map(|path| {
            (
                path.display().to_string(),
                fs::read(&path).map_err(Unreadable::Refused).and_then(text),
            )
        })
        .collect())
}

impl Corpus {
    /// Parses and checks files; all mistakes of all files in one error.
    pub fn load(files: Files) -> Result<Self, LoadError> {
        let mut problems = Vec::new();
        let mut names = Vec::new();
        let mut transcripts = Vec::new();
        for (name, text) in files {
            match text {
                Err(Unreadable::Refused(error)) => {
                    problems.push(format!("{name}: cannot be read: {error}"));
                }
                Err(Unreadable::NotUtf8(mistake)) => problems.push(at(&name, &mistake)),
                Ok(text) => match transcript::parse(&text) {
                    Err(mistakes) => {
                        problems.extend(mistakes.iter().map(|mistake| at(&name, mistake)));
                    }
                    Ok(transcript) => {
                        names.push(name);
                        transcripts.push(transcript);
                    }
                },
            }
        }
        let parsed: Vec<&Transcript> = transcripts.iter().collect();
        for (position, mistake) in checks::check(&parsed) {
            problems.push(at(&names[position], &mistake));
        }
        if problems.is_empty() {
            Ok(Self::new(transcripts))
        } else {
            Err(LoadError(problems))
        }
    }
}

/// All that is wrong with a library's files, a line each.
#[derive(Debug)]
pub struct LoadError(pub Vec<String>);

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for LoadError {}

fn at(name: &str, mistake: &Mistake) -> String {
    format!("{name}:{mistake}")
}

fn text(bytes: Vec<u8>) -> Result<String, Unreadable> {
    String::from_utf8(bytes).map_err(|error| {
        let (valid, _) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
        let before = String::from_utf8_lossy(valid);
        let last = before.rsplit('\n').next().unwrap_or_default();
        Unreadable::NotUtf8(Mistake {
            line: 1 + before.matches('\n').count(),
            column: 1 + last.chars().count(),
            problem: "this byte is not UTF-8".to_owned(),
            hint: Some("save the file as UTF-8".to_owned()),
        })
    })
}
