//! Words of a text, for the index and for questions alike.

use std::{
    collections::{BTreeSet, HashSet},
    ops::Range,
    sync::LazyLock,
};

use jieba_rs::Jieba;

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

/// Cuts texts into words. Holds the dictionary, which takes a moment to load: make one, share it.
pub struct Segmenter {
    jieba: Jieba,
}

impl Segmenter {
    /// Loads the dictionary.
    pub fn new() -> Self {
        Self {
            jieba: Jieba::new(),
        }
    }

    /// Returns the words of a text in order.
    ///
    /// Han text yields every dictionary word it holds, also overlapping ones, so that a question
    /// need not be segmented as the text was. Letters and digits of other scripts run together.
    pub fn words(&self, text: &str) -> Vec<Word> {
        let folded = fold(text);
        let mut words = Vec::new();
        let mut run = Run::default();
        for (at, character) in folded.text().char_indices() {
            let kind = Kind::of(character);
            if kind != run.kind {
                self.flush(&folded, &run, &mut words);
                run = Run {
                    kind,
                    bytes: at..at,
                };
            }
            run.bytes.end = at + character.len_utf8();
        }
        self.flush(&folded, &run, &mut words);
        words
    }

    /// Returns where words begin and end in the likeliest reading of a text, in bytes of it.
    /// [`Segmenter::words`] also yields words that reading has no room for: 有数 in 有数学定义.
    pub fn bounds(&self, text: &str) -> BTreeSet<usize> {
        let folded = fold(text);
        let mut bounds = BTreeSet::new();
        for token in self.jieba.cut(folded.text(), false) {
            let origin = folded.original(token.byte_start..token.byte_end);
            bounds.extend([origin.start, origin.end]);
        }
        bounds
    }

    fn flush(&self, folded: &Folded, run: &Run, words: &mut Vec<Word>) {
        let text = folded.text().get(run.bytes.clone()).unwrap_or_default();
        let mut push = |range: Range<usize>, text: &str| {
            let shifted = run.bytes.start + range.start..run.bytes.start + range.end;
            words.push(Word {
                text: text.to_owned(),
                origin: folded.original(shifted),
            });
        };
        match run.kind {
            Kind::Gap => {}
            Kind::Letters => push(0..text.len(), text),
            Kind::Han => {
                let tokens = self.jieba.cut_all(text);
                // A character alone is a word only where no longer word holds it.
                let mut covered = 0;
                for (position, token) in tokens.iter().enumerate() {
                    let single = token.end - token.start == 1;
                    let next = tokens.get(position + 1);
                    let begins_word = next.is_some_and(|next| next.byte_start == token.byte_start);
                    if !single || (token.byte_start >= covered && !begins_word) {
                        push(token.byte_start..token.byte_end, token.word);
                    }
                    if !single {
                        covered = covered.max(token.byte_end);
                    }
                }
            }
        }
    }
}

impl Default for Segmenter {
    fn default() -> Self {
        Self::new()
    }
}

/// Says whether a folded word carries no content of its own.
pub fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(word)
}

/// A stretch of characters of one kind.
#[derive(Default)]
struct Run {
    kind: Kind,
    bytes: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
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
