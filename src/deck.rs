//! Quotes worth quoting, and the shuffled order in which a channel sees them.

use std::{collections::BTreeSet, ops::Range};

use rand::{Rng, SeedableRng, rngs::StdRng};

use crate::corpus::{Corpus, Passage, Place, sentences};

/// How long a card is, in characters.
const LENGTH: std::ops::RangeInclusive<usize> = 20..=180;

/// The most sentences of a card.
const SENTENCES: usize = 3;

/// Openings that point back at what was said before: such a quote does not stand alone.
const BACK_REFERENCES: &[&str] = &[
    "所以",
    "但是",
    "但",
    "而",
    "是的",
    "不是",
    "不,",
    "不，",
    "它",
    "他们",
    "她们",
    "这",
    "那",
    "因此",
    "因为",
    "然后",
    "于是",
    "此外",
    "另外",
    "同时",
    "当然",
    "例如",
    "比如",
    "也",
    "还有",
    "或者",
    "或",
    "其中",
    "事实证明",
    "好吧",
    "哦",
    "嗯",
    "对,",
    "对，",
    "没错",
    "公平地说",
    "不过",
    "即便如此",
    "同样",
    "如果是",
    "显然",
    "打个比方",
    "特别是",
    "尤其",
    "並",
    "并",
    "实际上",
    "事实上",
    "从这个",
    "谢谢",
    "你问",
    "您问",
    "你提到",
    "您提到",
    "当时",
    "所有这",
    "就像这样",
    "关于这个",
    "对这个",
    "在这方面",
    "我不认为这",
    "我认为这",
    "我会说这",
    "对我来说,这",
    "对我来说，这",
    "And ",
    "But ",
    "So ",
    "Because ",
    "It ",
    "They ",
    "That",
    "This",
    "These",
    "Those",
    "Yes",
    "No,",
    "Yeah",
    "Or ",
    "Which",
    "He ",
    "She ",
    "Well,",
    "Then ",
    "Also",
    "In fact",
    "Actually",
    "Thank",
];

/// One quote that stands alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The turn it is from.
    pub place: Place,
    /// Its bytes of the turn.
    pub bytes: Range<usize>,
    /// A number that stays its own for as long as its address and words do.
    key: u32,
}

impl Card {
    fn new(corpus: &Corpus, place: Place, bytes: Range<usize>) -> Self {
        let passage = corpus.passage(place, bytes.clone());
        let key = key(&format!("{} {}", passage.address(), passage.text()));
        Self { place, bytes, key }
    }

    /// Quotes the card.
    pub fn passage(&self, corpus: &Corpus) -> Passage {
        corpus.passage(self.place, self.bytes.clone())
    }
}

/// Returns all cards of a corpus in its order: whole sentences of one paragraph that one who does
/// not ask has said, neither a question nor dependent on what came before. Where only one speaks,
/// nobody asks.
pub fn cards(corpus: &Corpus) -> Vec<Card> {
    let speaks = |place: &Place| {
        let (interview, _, _) = corpus.at(*place);
        interview.speakers().len() == 1 || !corpus.is_asker(*place)
    };
    let quotes = corpus.places().filter(speaks).flat_map(|place| {
        let (_, _, turn) = corpus.at(place);
        quotable(turn.text())
            .into_iter()
            .map(move |bytes| (place, bytes))
    });
    quotes
        .map(|(place, bytes)| Card::new(corpus, place, bytes))
        .collect()
}

/// The order in which a channel draws: each card once, then all again.
///
/// The order is a shuffle by the seed, so nothing but the seed and what was drawn is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deck {
    seed: u64,
    drawn: BTreeSet<u32>,
    last: Option<u32>,
}

impl Deck {
    /// Shuffles a new deck.
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            ..Self::default()
        }
    }

    /// Draws the next of the given cards; when all of them were drawn, they are shuffled in again.
    pub fn draw<'c>(&mut self, cards: &[&'c Card]) -> Option<&'c Card> {
        if cards.iter().all(|card| self.drawn.contains(&card.key)) {
            for card in cards {
                self.drawn.remove(&card.key);
            }
            self.seed = self.seed.wrapping_add(1);
        }
        let card = cards
            .iter()
            .filter(|card| !self.drawn.contains(&card.key))
            // Right after a shuffle, the card drawn last comes last.
            .min_by_key(|card| (self.last == Some(card.key), self.rank(card.key)))?;
        self.drawn.insert(card.key);
        self.last = Some(card.key);
        Some(card)
    }

    fn rank(&self, key: u32) -> u64 {
        StdRng::seed_from_u64(self.seed ^ (u64::from(key) << 32)).next_u64()
    }
}

/// Numbers a text (FNV-1a, 32 bits): the same on every machine and in every release.
pub fn key(text: &str) -> u32 {
    key_of([text])
}

/// Numbers a text that comes in pieces.
pub fn key_of<'t>(pieces: impl IntoIterator<Item = &'t str>) -> u32 {
    let bytes = pieces.into_iter().flat_map(str::bytes);
    bytes.fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// Returns the cards of one turn, none overlapping another.
fn quotable(text: &str) -> Vec<Range<usize>> {
    let slice = |bytes: &Range<usize>| text.get(bytes.clone()).unwrap_or_default();
    let sentences = sentences(text);
    let mut cards = Vec::new();
    let mut first = 0;
    while first < sentences.len() {
        let longest = (1..=SENTENCES).rev().find_map(|count| {
            let run = sentences.get(first..first + count)?;
            let bytes = run.first()?.start..run.last()?.end;
            let stands_alone = LENGTH.contains(&slice(&bytes).chars().count())
                && !slice(&bytes).contains('\n')
                && run.iter().all(|sentence| is_statement(slice(sentence)))
                && !BACK_REFERENCES
                    .iter()
                    .any(|opening| slice(&bytes).starts_with(opening));
            stands_alone.then_some((count, bytes))
        });
        match longest {
            Some((count, bytes)) => {
                cards.push(bytes);
                first += count;
            }
            None => first += 1,
        }
    }
    cards
}

/// Says whether a sentence is whole and asks nothing.
fn is_statement(sentence: &str) -> bool {
    !sentence.contains(['?', '？']) && sentence.ends_with(['。', '！', '!', '.', '”', '」'])
}
