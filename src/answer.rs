//! A question's exchanges in order of worth, or an honest "nothing".

mod excerpt;
mod question;

use std::ops::Range;

pub use self::{excerpt::prompt, question::Question};
use crate::{
    corpus::{Exchange, Passage, Place},
    index::{Filter, Found},
    library::Library,
    segment,
};

/// How much the best exchange must be worth to count as an answer, and below which it is not even
/// worth a "maybe". Worth is its score, measured in the rarest word there could be, times the part
/// of the question's weight that it holds. Chosen on 135 questions of which it is known whether
/// the shipped interview answers them: 8 of the 18 it does not are told apart, at the price of 3
/// of the 71 answers that would stand first.
const ANSWERS: f32 = 0.15;
const RELATES: f32 = 0.05;

/// Hits below this part of the best score stand too far behind to be shown beside it.
const BESIDE_BEST: f32 = 0.6;

/// How many exchanges are looked at closely.
const CANDIDATES: usize = 50;

/// What the interviews say to a question.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Exchanges that answer, best first.
    pub hits: Vec<Hit>,
    /// Where nothing answers: what may be related, best first.
    pub related: Vec<Hit>,
}

/// An exchange found for a question.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The turn that answers best, or the question's own where it stands alone.
    pub place: Place,
    /// Comparable within one answer only.
    pub score: f32,
    /// The sentences of the turn to quote.
    pub passage: Passage,
    /// Bytes of the turn that match the question: in order, apart from each other.
    pub marks: Vec<Range<usize>>,
    /// The asker's turn that prompted it, unless it is that turn itself.
    pub prompt: Option<Place>,
}

/// Answers a question with at most `limit` hits, or with as many related exchanges.
pub fn answer(
    library: &Library,
    question: &str,
    filter: &Filter,
    limit: usize,
) -> anyhow::Result<Answer> {
    let question = Question::new(library, question)?;
    let found = library
        .index
        .search(&question.wanted(), filter, CANDIDATES)?;
    let Some(best) = found.first() else {
        return Ok(Answer::default());
    };
    let covered = question.coverage(library, exchange(library, best));
    let worth = covered * best.score / library.index.rarest();
    let hits = found
        .iter()
        .take(limit)
        .map(|found| hit(library, &question, filter, found))
        .collect();
    Ok(if worth >= ANSWERS {
        Answer {
            hits,
            related: Vec::new(),
        }
    } else if worth >= RELATES {
        Answer {
            hits: Vec::new(),
            related: hits,
        }
    } else {
        Answer::default()
    })
}

/// Returns how many of the hits, best first, are good enough to be shown beside the best.
pub fn beside_best(hits: &[Hit]) -> usize {
    let Some(best) = hits.first() else { return 0 };
    hits.iter()
        .take_while(|hit| hit.score >= BESIDE_BEST * best.score)
        .count()
}

fn exchange<'l>(library: &'l Library, found: &Found) -> &'l Exchange {
    &library.index.exchanges()[found.exchange]
}

fn hit(library: &Library, question: &Question, filter: &Filter, found: &Found) -> Hit {
    let exchange = exchange(library, found);
    let place = best_turn(library, question, filter, exchange);
    let (_, _, turn) = library.corpus.at(place);
    let matches = question.matches(turn.text());
    Hit {
        place,
        score: found.score,
        passage: excerpt::choose(&library.corpus, place, &matches),
        marks: excerpt::marks(&matches, &segment::bounds(turn.text())),
        prompt: exchange.question().filter(|asked| *asked != place),
    }
}

/// Returns the answer turn that holds most of the question; the asker's own turn only where the
/// exchange has no other, because a prompt is shown above its answer anyway.
fn best_turn(library: &Library, question: &Question, filter: &Filter, of: &Exchange) -> Place {
    let allowed = |place: &Place| {
        filter
            .speaker
            .as_ref()
            .is_none_or(|name| library.corpus.speaker(*place).name == *name)
    };
    let rank = |place: Place| {
        let (_, _, turn) = library.corpus.at(place);
        (of.question() != Some(place), question.weight(turn.text()))
    };
    let mut best = (of.start, (false, -1.0));
    for place in of.places().filter(allowed) {
        let rank = rank(place);
        if rank > best.1 {
            best = (place, rank);
        }
    }
    best.0
}
