//! What can be wrong with settings.

use std::fmt;
use std::path::PathBuf;

use crate::mistake::{Flaw, Mistake};

/// Everything that is wrong with the settings, one problem a line.
#[derive(Debug)]
pub struct ConfigError {
    problems: Vec<Problem>,
}

impl ConfigError {
    /// Returns what is wrong, in the order of files and lines.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl From<Vec<Problem>> for ConfigError {
    fn from(problems: Vec<Problem>) -> Self {
        Self { problems }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            let separator = if index > 0 { "\n" } else { "" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}

/// One thing that is wrong with the settings.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The file cannot be read.
    #[error("{}: cannot read it: {error}", path.display())]
    Unreadable {
        /// Its path.
        path: PathBuf,
        /// Why not.
        error: std::io::Error,
    },
    /// The file has a mistake.
    #[error("{}:{mistake}", path.display())]
    File {
        /// Its path.
        path: PathBuf,
        /// What is wrong, and where.
        mistake: Mistake,
    },
    /// A variable has a value that means nothing.
    #[error("{variable}: {flaw}")]
    Environment {
        /// Its name.
        variable: String,
        /// What is wrong.
        flaw: Flaw,
    },
}
