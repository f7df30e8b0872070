//! A question as search sees it.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    corpus::Exchange,
    index::Wanted,
    library::Library,
    segment::{self, is_function_word},
};

/// How many distinct words of a question are searched for: a question of any length costs the
/// same at most.
const MOST_WORDS: usize = 64;

/// The words a question is about, each with its weight.
#[derive(Debug, Clone, Default)]
pub struct Question {
    text: String,
    words: Vec<String>,
    weights: BTreeMap<String, f32>,
}

/// Where a word of the question stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Bytes of the text.
    pub bytes: Range<usize>,
    /// The word, folded.
    pub word: String,
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
            if content.len() == MOST_WORDS {
                break;
            }
        }
        let (named, mut words): (Vec<_>, Vec<_>) = content
            .into_iter()
            .partition(|word| library.names.contains(word));
        if words.is_empty() {
            words = named;
        }
        let weights = words
            .iter()
            .map(|word| Ok((word.clone(), library.index.rarity(word)?)))
            .collect::<anyhow::Result<_>>()?;
        Ok(Self {
            text: text.to_owned(),
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

    /// Finds the question's words in a text.
    pub fn matches(&self, text: &str) -> Vec<Match> {
        segment::words(text)
            .into_iter()
            .filter_map(|word| {
                let weight = *self.weights.get(&word.text)?;
                Some(Match {
                    bytes: word.origin,
                    word: word.text,
                    weight,
                })
            })
            .collect()
    }

    /// Returns the weight of the question's words that a text holds, each counted once.
    pub fn weight(&self, text: &str) -> f32 {
        weight_of(&self.matches(text))
    }

    /// Returns the part of the question's weight, 0 to 1, that an exchange holds anywhere.
    pub fn coverage(&self, library: &Library, exchange: &Exchange) -> f32 {
        let matches: Vec<Match> = exchange
            .places()
            .flat_map(|place| {
                let (_, section, turn) = library.corpus.at(place);
                let titles = std::iter::once(&section.title).chain(&section.aliases);
                std::iter::once(turn.text())
                    .chain(titles.map(String::as_str))
                    .flat_map(|text| self.matches(text))
                    .collect::<Vec<_>>()
            })
            .collect();
        let all: f32 = self.weights.values().sum();
        if all > 0.0 {
            weight_of(&matches) / all
        } else {
            0.0
        }
    }
}

/// Returns the weight of distinct words.
fn weight_of<'m>(matches: impl IntoIterator<Item = &'m Match>) -> f32 {
    let distinct: BTreeMap<&str, f32> = matches
        .into_iter()
        .map(|found| (found.word.as_str(), found.weight))
        .collect();
    distinct.values().sum()
}
