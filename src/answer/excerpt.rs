//! Which sentences of a turn are quoted.

use std::{collections::BTreeSet, ops::Range};

use super::question::Match;
use crate::corpus::{Corpus, Passage, Place, sentences};

/// The most characters of a turn that one excerpt quotes.
const LONGEST: usize = 280;

/// The most characters of the question that prompted it.
const LONGEST_PROMPT: usize = 100;

/// Chooses the passage of a turn: the whole turn if it is short, else the shortest run of whole
/// sentences that holds the most of the question; where nothing matches, its beginning.
pub(super) fn choose(corpus: &Corpus, place: Place, matches: &[Match]) -> Passage {
    let (_, _, turn) = corpus.at(place);
    let text = turn.text();
    if count(text) <= LONGEST {
        return corpus.whole(place);
    }
    let sentences = Sentence::all(text, matches);
    let best = (0..sentences.len())
        .filter_map(|first| best_from(&sentences[first..]))
        .reduce(|best, run| {
            let more = run.weight > best.weight;
            let as_much = run.weight >= best.weight && run.weight > 0.0;
            if more || (as_much && run.length < best.length) {
                run
            } else {
                best
            }
        });
    let bytes = match (best, matches.first()) {
        (Some(run), None) => run.bytes,
        (Some(run), Some(_)) if run.weight > 0.0 => run.bytes,
        // What matches stands in a sentence that is too long to quote whole.
        (_, found) => around(text, found.map_or(0, |found| found.bytes.start)),
    };
    corpus.passage(place, bytes)
}

/// A sentence of a turn.
struct Sentence<'m> {
    bytes: Range<usize>,
    /// Where it stands, in characters of the turn.
    characters: Range<usize>,
    matches: &'m [Match],
}

impl<'m> Sentence<'m> {
    fn all(text: &str, matches: &'m [Match]) -> Vec<Self> {
        let mut at = (0, 0);
        let mut forward = |to: usize| {
            at = (to, at.1 + text.get(at.0..to).map_or(0, count));
            at.1
        };
        sentences(text)
            .into_iter()
            .map(|bytes| Self {
                characters: forward(bytes.start)..forward(bytes.end),
                matches: {
                    let first = matches.partition_point(|found| found.bytes.start < bytes.start);
                    let last = matches.partition_point(|found| found.bytes.start < bytes.end);
                    &matches[first..last]
                },
                bytes,
            })
            .collect()
    }
}

/// Some sentences in a row, and how much of the question they hold.
struct SentenceRun {
    bytes: Range<usize>,
    /// In characters.
    length: usize,
    weight: f32,
}

/// Returns the run that begins with the first sentence and holds the most; of those that hold the
/// same the shortest, but where nothing matches the longest.
fn best_from(sentences: &[Sentence<'_>]) -> Option<SentenceRun> {
    let first = sentences.first()?;
    let mut words: BTreeSet<usize> = BTreeSet::new();
    let mut weight = 0.0;
    let mut best: Option<SentenceRun> = None;
    for sentence in sentences {
        let length = sentence.characters.end - first.characters.start;
        if length > LONGEST {
            break;
        }
        let before = weight;
        for found in sentence.matches {
            if words.insert(found.word) {
                weight += found.weight;
            }
        }
        if weight > before || weight <= 0.0 {
            best = Some(SentenceRun {
                bytes: first.bytes.start..sentence.bytes.end,
                length,
                weight,
            });
        }
    }
    best
}

/// Quotes the end of an asker's turn, where the question itself is: whole sentences, at least one
/// unless that is too long.
pub fn prompt(corpus: &Corpus, place: Place) -> Passage {
    let (_, _, turn) = corpus.at(place);
    let text = turn.text();
    if count(text) <= LONGEST_PROMPT {
        return corpus.whole(place);
    }
    let start = sentences(text)
        .into_iter()
        .map(|sentence| sentence.start)
        .find(|start| {
            text.get(*start..)
                .is_some_and(|rest| count(rest) <= LONGEST_PROMPT)
        })
        .or_else(|| {
            text.char_indices()
                .rev()
                .nth(LONGEST_PROMPT - 1)
                .map(|(start, _)| start)
        });
    corpus.passage(place, start.unwrap_or(0)..text.trim_end().len())
}

/// Marks the matches that are words in the likeliest reading of the turn, or several of them.
/// What overlaps or touches is joined, because two bold stretches side by side read as neither.
pub(super) fn marks(matches: &[Match], bounds: &[usize]) -> Vec<Range<usize>> {
    let is_bound = |at: usize| bounds.binary_search(&at).is_ok();
    let mut marks: Vec<Range<usize>> = matches
        .iter()
        .map(|found| found.bytes.clone())
        .filter(|bytes| is_bound(bytes.start) && is_bound(bytes.end))
        .collect();
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match merged.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => merged.push(mark),
        }
    }
    merged
}

/// Cuts a stretch out of a sentence that is too long to quote whole; it begins where the match is.
fn around(text: &str, start: usize) -> Range<usize> {
    let end = text
        .char_indices()
        .map(|(at, _)| at)
        .filter(|at| *at >= start)
        .nth(LONGEST)
        .unwrap_or(text.len());
    start..end
}

fn count(text: &str) -> usize {
    text.chars().count()
}
