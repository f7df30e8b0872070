//! A question's exchanges in order of worth, or an honest "nothing".

mod excerpt;
mod question;

use std::ops::Range;

use self::question::{Match, weight_of};
pub use self::{excerpt::prompt, question::Question};
use crate::{
    corpus::{Exchange, Passage, Place},
    fold::{Folded, fold},
    index::{Filter, Found},
    library::Library,
    segment::bounds,
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
    /// How many exchanges there are, those beyond the limit, too.
    pub found: usize,
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
    /// Bytes of the turn that match the question, at least those within the passage: in order,
    /// apart from each other.
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
    let read: Vec<Vec<Read>> = found
        .iter()
        .take(limit.max(1))
        .map(|found| read(library, &question, exchange(library, found)))
        .collect();
    let best_read = read.first().map_or(&[][..], Vec::as_slice);
    let titles = titles(library, &question, exchange(library, best));
    let held = best_read.iter().flat_map(|read| &read.matches);
    let covered = question.coverage(held.chain(&titles));
    let worth = covered * best.score / library.index.rarest();
    let hits = found
        .iter()
        .zip(&read)
        .take(limit)
        .map(|(found, read)| hit(library, filter, found, read))
        .collect();
    Ok(if worth >= ANSWERS {
        Answer {
            hits,
            related: Vec::new(),
            found: found.len(),
        }
    } else if worth >= RELATES {
        Answer {
            hits: Vec::new(),
            related: hits,
            found: found.len(),
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

/// A turn with all that a question finds in it.
struct Read {
    place: Place,
    folded: Folded,
    matches: Vec<Match>,
}

/// Reads all turns of an exchange, each once.
fn read(library: &Library, question: &Question, of: &Exchange) -> Vec<Read> {
    let turns = of.places().map(|place| {
        let (_, _, turn) = library.corpus.at(place);
        let folded = fold(turn.text());
        let matches = question.matches(&folded);
        Read {
            place,
            folded,
            matches,
        }
    });
    turns.collect()
}

/// Finds what a question has in common with the names of an exchange's section.
fn titles(library: &Library, question: &Question, of: &Exchange) -> Vec<Match> {
    let (_, section, _) = library.corpus.at(of.start);
    let names = std::iter::once(&section.title).chain(&section.aliases);
    names
        .flat_map(|name| question.matches(&fold(name)))
        .collect()
}

fn hit(library: &Library, filter: &Filter, found: &Found, read: &[Read]) -> Hit {
    let exchange = exchange(library, found);
    let best = best_turn(library, filter, exchange, read);
    let place = best.map_or(exchange.start, |best| best.place);
    let matches = best.map_or(&[][..], |best| best.matches.as_slice());
    let passage = excerpt::choose(&library.corpus, place, matches);
    let bounds = best.map_or_else(Vec::new, |best| bounds(&best.folded, &passage.bytes()));
    Hit {
        place,
        score: found.score,
        passage,
        marks: excerpt::marks(matches, &bounds),
        prompt: exchange.question().filter(|asked| *asked != place),
    }
}

/// Returns the answer turn that holds most of the question; the asker's own turn only where the
/// exchange has no other, because a prompt is shown above its answer anyway. None if the filter
/// allows no turn.
fn best_turn<'r>(
    library: &Library,
    filter: &Filter,
    of: &Exchange,
    read: &'r [Read],
) -> Option<&'r Read> {
    let allowed = |read: &&Read| {
        filter
            .speaker
            .as_ref()
            .is_none_or(|name| library.corpus.speaker(read.place).name == *name)
    };
    let rank = |read: &Read| (of.question() != Some(read.place), weight_of(&read.matches));
    let ranked = read.iter().filter(allowed).map(|read| (rank(read), read));
    // Of equals the earlier.
    let best = ranked.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, read)| read)
}
