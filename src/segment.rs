//! Words of a text, for the index and for questions alike.

mod dictionary;

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use crate::fold::{Folded, fold, is_han};

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
    each_word(folded.text(), |text, bytes| {
        words.push(Word {
            text: text.to_owned(),
            origin: folded.original(bytes),
        });
    });
    words
}

/// Hands on the words of a folded text as [`words`] has them, each with its bytes.
pub fn each_word(folded: &str, mut found: impl FnMut(&str, Range<usize>)) {
    for run in runs(folded) {
        let mut word = |bytes: Range<usize>| {
            let text = run.text.get(bytes.clone()).unwrap_or_default();
            found(
                text,
                run.bytes.start + bytes.start..run.bytes.start + bytes.end,
            );
        };
        match run.kind {
            Kind::Gap => {}
            Kind::Letters => word(0..run.text.len()),
            Kind::Han => each_han_word(run.text, word),
        }
    }
}

/// Returns where words begin and end in the likeliest reading of a folded text, in bytes of the
/// text that it was folded from, ascending; at least those within some bytes of that.
/// [`words`] also yields words that reading has no room for: 有数 in 有数学定义.
pub fn bounds(folded: &Folded, within: &Range<usize>) -> Vec<usize> {
    let mut bounds = Vec::new();
    for run in runs(folded.text()) {
        let origin = folded.original(run.bytes.clone());
        if origin.end <= within.start || origin.start >= within.end {
            continue;
        }
        let mut word = |bytes: Range<usize>| {
            let bytes = run.bytes.start + bytes.start..run.bytes.start + bytes.end;
            let origin = folded.original(bytes);
            bounds.extend([origin.start, origin.end]);
        };
        match run.kind {
            Kind::Han => dictionary::likeliest(run.text).into_iter().for_each(word),
            Kind::Gap | Kind::Letters => word(0..run.text.len()),
        }
    }
    // One character may fold to several runs, which then share its bounds.
    bounds.sort_unstable();
    bounds.dedup();
    bounds
}

/// Says whether a folded word carries no content of its own.
pub fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(word)
}

/// Hands on the words of Han characters. A character alone is a word only where no longer word
/// holds it.
fn each_han_word(text: &str, mut found: impl FnMut(Range<usize>)) {
    let mut covered = 0;
    for (start, character) in text.char_indices() {
        let alone = start + character.len_utf8();
        let mut longest = None;
        for entry in dictionary::beginning(text, start).filter(|entry| entry.end > alone) {
            found(start..entry.end);
            longest = Some(entry.end);
        }
        match longest {
            Some(end) => covered = covered.max(end),
            None if start >= covered => found(start..alone),
            None => {}
        }
    }
}

/// A stretch of characters of one kind.
struct Run<'t> {
    kind: Kind,
    text: &'t str,
    /// Its bytes of the whole text.
    bytes: Range<usize>,
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
