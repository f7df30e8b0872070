//! What is wrong in a file, where, and how to mend it.

use std::fmt;

/// Says what is wrong with a piece of text, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// What is wrong: lower case, without full stop.
    pub problem: String,
    /// The way out, where there is one.
    pub hint: Option<String>,
}

impl Flaw {
    /// Names a problem.
    pub fn new(problem: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            hint: None,
        }
    }

    /// Adds the way out.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the known word that `word` may have meant, if one is near.
    #[must_use]
    pub fn did_you_mean<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(word, known) {
            Some(near) => self.hint(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// Gives the flaw its place.
    pub fn at(self, line: usize, column: usize) -> Mistake {
        Mistake {
            line,
            column,
            problem: self.problem,
            hint: self.hint,
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Flaw {}

/// A flaw with its place in a file, whose path the caller knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// What is wrong: lower case, without full stop.
    pub problem: String,
    /// The way out, where there is one.
    pub hint: Option<String>,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.problem)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Mistake {}

/// Returns line and column, both counted from 1, of a byte offset into a text.
pub(crate) fn place(text: &str, offset: usize) -> (usize, usize) {
    let (mut line, mut column) = (1, 1);
    for (_, c) in text.char_indices().take_while(|&(at, _)| at < offset) {
        if c == '\n' {
            (line, column) = (line + 1, 1);
        } else {
            column += 1;
        }
    }
    (line, column)
}

/// Returns the known word that a misspelt one most likely means.
///
/// A third of the word may be wrong, and one character always.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = word.to_lowercase().chars().collect();
    known
        .into_iter()
        .map(|candidate| {
            let meant: Vec<char> = candidate.to_lowercase().chars().collect();
            (
                edits(&typed, &meant),
                typed.len().max(meant.len()),
                candidate,
            )
        })
        .filter(|&(edits, longer, _)| edits < longer && edits <= longer.div_ceil(3))
        .min_by_key(|&(edits, ..)| edits)
        .map(|(.., candidate)| candidate)
}

/// Counts the insertions, deletions, replacements and swaps of neighbours between two words.
fn edits(from: &[char], to: &[char]) -> usize {
    // `table[i][j]` is the distance of the first `i` characters of one to the first `j` of the other.
    let mut table = vec![(0..=to.len()).collect::<Vec<_>>()];
    for i in 1..=from.len() {
        let mut row = vec![i];
        for j in 1..=to.len() {
            let differs = usize::from(from[i - 1] != to[j - 1]);
            let mut least = (table[i - 1][j - 1] + differs)
                .min(table[i - 1][j] + 1)
                .min(row[j - 1] + 1);
            if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                least = least.min(table[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        table.push(row);
    }
    table[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_place_problem_and_hint() {
        let mistake = Flaw::new("unknown key `titel`").did_you_mean("titel", ["id", "title"]);
        assert_eq!(
            mistake.at(7, 12).to_string(),
            "7:12: unknown key `titel`; did you mean `title`?"
        );
        assert_eq!(Flaw::new("no title").at(1, 1).to_string(), "1:1: no title");
    }

    #[test]
    fn finds_the_nearest_word_or_none() {
        assert_eq!(nearest("lable", ["label", "name"]), Some("label"));
        assert_eq!(nearest("Patal", ["Ilya", "Patel"]), Some("Patel"));
        assert_eq!(nearest("ILYA", ["Ilya"]), Some("Ilya"));
        assert_eq!(nearest("记着", ["听众", "记者"]), Some("记者"));
        assert_eq!(nearest("x", ["a"]), None);
        assert_eq!(nearest("chapter", ["id", "title"]), None);
        assert_eq!(nearest("", ["a"]), None);
    }

    #[test]
    fn counts_lines_and_characters() {
        let text = "甲乙\n丙";
        assert_eq!(place(text, 0), (1, 1));
        assert_eq!(place(text, 3), (1, 2));
        assert_eq!(place(text, 7), (2, 1));
        assert_eq!(place(text, 99), (2, 2));
    }
}
