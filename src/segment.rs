//! Words of a text, for the index and for questions alike.

mod dictionary;

use std::{
    collections::{BTreeSet, HashSet},
    ops::Range,
    sync::LazyLock,
};

use crate::fold::{fold, is_han};

/// Words a question is made of but not about: pronouns, particles, question words, politeness.
static FUNCTION_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("segment/function_words.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The folded form, by which words are compared.
    pub text: String,
    /// Its bytes in the untouched text.
    pub origin: Range<usize>,
}

/// Returns the words of a text in order.
///
/// Han text yields every dictionary word it holds, also overlapping ones, so that a question
/// need not be segmented as the text was. Letters and digits of other scripts run together.
pub fn words(text: &str) -> Vec<Word> {
    let folded = fold(text);
    let mut words = Vec::new();
    for run in runs(folded.text()) {
        let word = |bytes: Range<usize>| Word {
            text: folded
                .text()
                .get(bytes.clone())
                .unwrap_or_default()
                .to_owned(),
            origin: folded.original(bytes),
        };
        match run.kind {
            Kind::Gap => {}
            Kind::Letters => words.push(word(run.bytes)),
            Kind::Han => words.extend(han_words(&run).map(word)),
        }
    }
    words
}

/// Returns where words begin and end in the likeliest reading of a text, in bytes of it.
/// [`words`] also yields words that reading has no room for: 有数 in 有数学定义.
pub fn bounds(text: &str) -> BTreeSet<usize> {
    let folded = fold(text);
    let mut bounds = BTreeSet::new();
    for run in runs(folded.text()) {
        let words = match run.kind {
            Kind::Han => run.shifted(dictionary::likeliest(run.text)),
            Kind::Gap | Kind::Letters => vec![run.bytes],
        };
        for word in words {
            let origin = folded.original(word);
            bounds.extend([origin.start, origin.end]);
        }
    }
    bounds
}

/// Says whether a folded word carries no content of its own.
pub fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(word)
}

/// Yields the words of a run of Han characters, in bytes of the text the run is of. A character
/// alone is a word only where no longer word holds it.
fn han_words<'r>(run: &'r Run<'_>) -> impl Iterator<Item = Range<usize>> + use<'r> {
    let mut words = Vec::new();
    let mut covered = 0;
    for (start, character) in run.text.char_indices() {
        let alone = start + character.len_utf8();
        let longer = dictionary::beginning(run.text, start)
            .map(|entry| start..entry.end)
            .filter(|word| word.end > alone);
        let before = words.len();
        words.extend(longer);
        match words.get(before..).and_then(<[Range<usize>]>::last) {
            Some(longest) => covered = covered.max(longest.end),
            None if start >= covered => words.push(start..alone),
            None => {}
        }
    }
    run.shifted(words).into_iter()
}

/// A stretch of characters of one kind.
struct Run<'t> {
    kind: Kind,
    text: &'t str,
    /// Its bytes of the whole text.
    bytes: Range<usize>,
}

impl Run<'_> {
    /// Turns bytes of the run into bytes of the whole text.
    fn shifted(&self, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let shift = self.bytes.start;
        ranges
            .into_iter()
            .map(|range| shift + range.start..shift + range.end)
            .collect()
    }
}

/// Parts a folded text into runs, which together hold each character once.
fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for (at, character) in text.char_indices() {
        let kind = Kind::of(character);
        let end = at + character.len_utf8();
        match runs.last_mut() {
            Some(run) if run.kind == kind => run.bytes.end = end,
            _ => runs.push(Run {
                kind,
                text: "",
                bytes: at..end,
            }),
        }
    }
    for run in &mut runs {
        run.text = text.get(run.bytes.clone()).unwrap_or_default();
    }
    runs
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Gap,
    Han,
    Letters,
}

impl Kind {
    fn of(character: char) -> Self {
        if is_han(character) {
            Self::Han
        } else if character.is_alphanumeric() {
            Self::Letters
        } else {
            Self::Gap
        }
    }
}
