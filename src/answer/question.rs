//! A question as search sees it.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use crate::{
    fold::Folded,
    index::Wanted,
    library::Library,
    segment::{self, is_function_word},
};

/// How many distinct words of a question are looked at, and how many of them, the most telling,
/// are searched for: a question of any length costs the same at most.
const MOST_READ: usize = 128;
const MOST_WORDS: usize = 24;

/// The words a question is about, each with its weight.
#[derive(Debug, Clone, Default)]
pub struct Question {
    text: String,
    words: Vec<String>,
    /// Of each word, in the same order.
    weights: Vec<f32>,
    /// Where each word stands among them.
    places: HashMap<String, usize>,
    /// What the words begin with.
    initials: Initials,
}

/// A set of characters that may hold a few too many: most words of a text are told apart from
/// those of a question by their first character, without being looked up.
#[derive(Debug, Clone, Copy, Default)]
struct Initials([u64; 4]);

impl Initials {
    fn of<'w>(words: impl Iterator<Item = &'w String>) -> Self {
        let mut initials = Self::default();
        for initial in words.filter_map(|word| word.chars().next()) {
            let (group, bit) = Self::place(initial);
            initials.0[group] |= bit;
        }
        initials
    }

    fn may_begin(self, word: &str) -> bool {
        let initial = word.chars().next().map(Self::place);
        initial.is_some_and(|(group, bit)| self.0[group] & bit != 0)
    }

    fn place(character: char) -> (usize, u64) {
        let place = character as usize % 256;
        (place / 64, 1 << (place % 64))
    }
}

/// Where a word of the question stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Bytes of the text.
    pub bytes: Range<usize>,
    /// Which word of the question it is.
    pub word: usize,
    /// How telling it is.
    pub weight: f32,
}

impl Question {
    /// Takes the words that carry content; names of speakers only where nothing else does,
    /// because everything in an interview is by them.
    pub fn new(library: &Library, text: &str) -> anyhow::Result<Self> {
        let mut content: Vec<String> = Vec::new();
        for word in segment::words(text) {
            if !is_function_word(&word.text) && !content.contains(&word.text) {
                content.push(word.text);
            }
            if content.len() == MOST_READ {
                break;
            }
        }
        let (named, mut words): (Vec<_>, Vec<_>) = content
            .into_iter()
            .partition(|word| library.names.contains(word));
        if words.is_empty() {
            words = named;
        }
        let mut weighed = words
            .into_iter()
            .map(|word| Ok((library.index.rarity(&word)?, word)))
            .collect::<anyhow::Result<Vec<(f32, String)>>>()?;
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0));
        weighed.truncate(MOST_WORDS);
        let (weights, words): (Vec<f32>, Vec<String>) = weighed.into_iter().unzip();
        let places = words.iter().enumerate();
        Ok(Self {
            text: text.to_owned(),
            places: places.map(|(place, word)| (word.clone(), place)).collect(),
            initials: Initials::of(words.iter()),
            words,
            weights,
        })
    }

    /// Returns what the index is asked for.
    pub fn wanted(&self) -> Wanted<'_> {
        Wanted {
            words: &self.words,
            phrasing: &self.text,
        }
    }

    /// Finds the question's words in a folded text.
    pub fn matches(&self, folded: &Folded) -> Vec<Match> {
        let mut matches = Vec::new();
        segment::each_word(folded.text(), |word, bytes| {
            if !self.initials.may_begin(word) {
                return;
            }
            if let Some(place) = self.places.get(word) {
                matches.push(Match {
                    bytes: folded.original(bytes),
                    word: *place,
                    weight: self.weights[*place],
                });
            }
        });
        matches
    }

    /// Returns the part of the question's weight, 0 to 1, that matches hold, each word counted
    /// once.
    pub fn coverage<'m>(&self, matches: impl IntoIterator<Item = &'m Match>) -> f32 {
        let all: f32 = self.weights.iter().sum();
        if all > 0.0 {
            weight_of(matches) / all
        } else {
            0.0
        }
    }
}

/// Returns the weight of distinct words.
pub(super) fn weight_of<'m>(matches: impl IntoIterator<Item = &'m Match>) -> f32 {
    let distinct: BTreeMap<usize, f32> = matches
        .into_iter()
        .map(|found| (found.word, found.weight))
        .collect();
    distinct.values().sum()
}
