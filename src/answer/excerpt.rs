//! Which sentences of a turn are quoted.

use std::{collections::BTreeSet, ops::Range};

use super::question::{Match, weight_of};
use crate::corpus::{Corpus, Passage, Place, sentences};

/// The most characters of a turn that one excerpt quotes.
const LONGEST: usize = 280;

/// The most characters of the question that prompted it.
const LONGEST_PROMPT: usize = 100;

/// Chooses the passage of a turn: the whole turn if it is short, else the shortest run of whole
/// sentences that holds the most of the question.
pub(super) fn choose(corpus: &Corpus, place: Place, matches: &[Match]) -> Passage {
    let (_, _, turn) = corpus.at(place);
    let text = turn.text();
    if count(text) <= LONGEST {
        return corpus.whole(place);
    }
    let sentences = sentences(text);
    let mut best: Option<(f32, usize, Range<usize>)> = None;
    for first in 0..sentences.len() {
        for last in first..sentences.len() {
            let bytes = sentences[first].start..sentences[last].end;
            let length = count(text.get(bytes.clone()).unwrap_or_default());
            if length > LONGEST {
                break;
            }
            let inside = matches
                .iter()
                .filter(|found| bytes.start <= found.bytes.start && found.bytes.end <= bytes.end);
            let weight = weight_of(inside);
            let better = best.as_ref().is_none_or(|(most, shortest, _)| {
                // Where nothing matches, the turn is quoted from its beginning, as far as fits.
                if weight == 0.0 && *most == 0.0 {
                    first == 0
                } else {
                    weight > *most || (weight >= *most && length < *shortest)
                }
            });
            if better {
                best = Some((weight, length, bytes));
            }
        }
    }
    let bytes = match best {
        Some((weight, _, bytes)) if weight > 0.0 || matches.is_empty() => bytes,
        _ => around(text, matches.first().map_or(0, |found| found.bytes.start)),
    };
    corpus.passage(place, bytes)
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
pub(super) fn marks(matches: &[Match], bounds: &BTreeSet<usize>) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = matches
        .iter()
        .map(|found| found.bytes.clone())
        .filter(|bytes| bounds.contains(&bytes.start) && bounds.contains(&bytes.end))
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
