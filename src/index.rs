//! Corpus to index, and words to exchanges with scores; never text.

use std::collections::BTreeSet;

use tantivy::{
    Index as Tantivy, ReloadPolicy, Searcher, TantivyDocument, Term,
    collector::TopDocs,
    query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{PreTokenizedString, Token},
};

use crate::{
    corpus::{Corpus, Exchange, Place},
    fold::{fold, is_han},
    segment,
};

/// Memory the indexer may use before it would spill, in bytes: tantivy's least.
const INDEXING_BUDGET: usize = 15_000_000;

/// How much a match counts by where it stands: in the text 1, elsewhere this. The question is in `text` too, so its own field
/// only adds to that. Set by hand on 117 questions over the shipped interview: with `grams` the
/// right exchange is first for .607 of them, among the first three for .726; without for .598 and
/// .692, and a third more of them are taken for unanswerable.
const BOOST: Boosts = Boosts {
    question: 0.5,
    title: 0.3,
    grams: 0.7,
};

/// How many grams of a question are looked for: a question of any length costs the same at most.
const MOST_GRAMS: usize = 64;

struct Boosts {
    question: f32,
    title: f32,
    grams: f32,
}

/// An index of all exchanges of a corpus, in memory.
pub struct Index {
    exchanges: Vec<Exchange>,
    searcher: Searcher,
    fields: Fields,
}

#[derive(Clone, Copy)]
struct Fields {
    text: Field,
    question: Field,
    title: Field,
    grams: Field,
    interview: Field,
    section: Field,
    speaker: Field,
}

/// Where to look; everything is allowed that is not named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Position of an interview in the corpus.
    pub interview: Option<usize>,
    /// Positions of an interview and of a section within it.
    pub section: Option<(usize, usize)>,
    /// Full name of a speaker who has a turn in the exchange.
    pub speaker: Option<String>,
}

/// What to look for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'q> {
    /// Words, folded, of which an exchange must hold one.
    pub words: &'q [String],
    /// The question as it was put.
    pub phrasing: &'q str,
}

/// An exchange that holds at least one of the words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Position among [`Index::exchanges`].
    pub exchange: usize,
    /// BM25 over all fields; comparable within one search only.
    pub score: f32,
}

impl Index {
    /// Indexes all exchanges of a corpus.
    pub fn build(corpus: &Corpus) -> anyhow::Result<Self> {
        let (schema, fields) = schema();
        let exchanges = corpus.exchanges();
        let mut writer = Tantivy::builder()
            .schema(schema)
            .single_segment_index_writer(
                tantivy::directory::RamDirectory::create(),
                INDEXING_BUDGET,
            )?;
        // One segment, filled in order: the number of a document is the position of its exchange.
        for exchange in &exchanges {
            writer.add_document(document(corpus, fields, exchange))?;
        }
        let index = writer.finalize()?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            exchanges,
            searcher: reader.searcher(),
            fields,
        })
    }

    /// Returns all exchanges in the order of the corpus.
    pub fn exchanges(&self) -> &[Exchange] {
        &self.exchanges
    }

    /// Finds the exchanges that hold any of the words, best first; among equals the earlier.
    pub fn search(
        &self,
        wanted: &Wanted<'_>,
        filter: &Filter,
        limit: usize,
    ) -> anyhow::Result<Vec<Found>> {
        if wanted.words.is_empty() || limit == 0 || self.exchanges.is_empty() {
            return Ok(Vec::new());
        }
        let mut clauses: Vec<(Occur, Box<dyn Query>)> =
            vec![(Occur::Must, Box::new(self.any_of(wanted.words)))];
        clauses.extend(self.grams_of(wanted));
        clauses.extend(self.terms_of(filter).map(|term| {
            let query = TermQuery::new(term, IndexRecordOption::Basic);
            let silent: Box<dyn Query> = Box::new(ConstScoreQuery::new(Box::new(query), 0.0));
            (Occur::Must, silent)
        }));
        let top = TopDocs::with_limit(limit).order_by_score();
        let found = self.searcher.search(&BooleanQuery::new(clauses), &top)?;
        Ok(found
            .into_iter()
            .map(|(score, address)| Found {
                exchange: address.doc_id as usize,
                score,
            })
            .collect())
    }

    /// Returns how telling a word is: its inverse document frequency (BM25's, in nats).
    pub fn rarity(&self, word: &str) -> anyhow::Result<f32> {
        let found = self
            .searcher
            .doc_freq(&Term::from_field_text(self.fields.text, word))?;
        Ok(self.rarity_of(found))
    }

    /// Returns how telling a word would be that occurs nowhere: the most there is.
    pub fn rarest(&self) -> f32 {
        self.rarity_of(0)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "a logarithm of counts needs no last digit"
    )]
    fn rarity_of(&self, found: u64) -> f32 {
        let (found, all) = (found as f32, self.exchanges.len() as f32);
        (1.0 + (all - found + 0.5) / (found + 0.5)).ln()
    }

    fn any_of(&self, words: &[String]) -> BooleanQuery {
        let Fields {
            text,
            question,
            title,
            ..
        } = self.fields;
        let terms = words.iter().flat_map(|word| {
            let term = |field| Term::from_field_text(field, word);
            [
                plain(term(text)),
                boosted(term(question), BOOST.question),
                boosted(term(title), BOOST.title),
            ]
        });
        BooleanQuery::union(terms.collect())
    }

    /// How a question is put speaks for an exchange that holds a word of it anyway: words are not
    /// always segmented alike, and who asks as the interviewer did wants that answer.
    fn grams_of(&self, wanted: &Wanted<'_>) -> Option<(Occur, Box<dyn Query>)> {
        let characters = wanted.words.iter().flat_map(|word| singles(word));
        let grams: BTreeSet<String> = characters
            .chain(pairs(wanted.phrasing))
            .take(MOST_GRAMS)
            .collect();
        let terms: Vec<Box<dyn Query>> = grams
            .iter()
            .map(|gram| boosted(Term::from_field_text(self.fields.grams, gram), BOOST.grams))
            .collect();
        (!terms.is_empty()).then(|| {
            let any: Box<dyn Query> = Box::new(BooleanQuery::union(terms));
            (Occur::Should, any)
        })
    }

    fn terms_of(&self, filter: &Filter) -> impl Iterator<Item = Term> + use<> {
        let Fields {
            interview,
            section,
            speaker,
            ..
        } = self.fields;
        let interview = filter
            .interview
            .map(|position| Term::from_field_text(interview, &position.to_string()));
        let section = filter
            .section
            .map(|pair| Term::from_field_text(section, &section_key(pair)));
        let speaker = filter
            .speaker
            .as_ref()
            .map(|name| Term::from_field_text(speaker, fold(name).text()));
        [interview, section, speaker].into_iter().flatten()
    }
}

fn plain(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn boosted(term: Term, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(plain(term), boost))
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    // Words come analysed, so the tokenizer named here is never asked.
    let words = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::WithFreqs),
    );
    let fields = Fields {
        text: schema.add_text_field("text", words.clone()),
        question: schema.add_text_field("question", words.clone()),
        title: schema.add_text_field("title", words.clone()),
        grams: schema.add_text_field("grams", words),
        interview: schema.add_text_field("interview", STRING),
        section: schema.add_text_field("section", STRING),
        speaker: schema.add_text_field("speaker", STRING),
    };
    (schema.build(), fields)
}

fn document(corpus: &Corpus, fields: Fields, exchange: &Exchange) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    let mut text = Vec::new();
    let mut grams = Vec::new();
    for place in exchange.places() {
        let (_, _, turn) = corpus.at(place);
        let words = segment::words(turn.text());
        grams.extend(singles(turn.text()).chain(pairs(turn.text())));
        if exchange.question() == Some(place) {
            document.add_pre_tokenized_text(
                fields.question,
                analysed(words.iter().map(|word| &*word.text)),
            );
        }
        text.extend(words);
        document.add_text(fields.speaker, fold(&corpus.speaker(place).name).text());
    }
    document.add_pre_tokenized_text(fields.text, analysed(text.iter().map(|word| &*word.text)));
    let grams = analysed(grams.iter().map(String::as_str));
    document.add_pre_tokenized_text(fields.grams, grams);
    let Place {
        interview, section, ..
    } = exchange.start;
    let (_, found, _) = corpus.at(exchange.start);
    let mut title = segment::words(&found.title);
    title.extend(found.aliases.iter().flat_map(|alias| segment::words(alias)));
    document.add_pre_tokenized_text(fields.title, analysed(title.iter().map(|word| &*word.text)));
    document.add_text(fields.interview, interview.to_string());
    document.add_text(fields.section, section_key((interview, section)));
    document
}

/// Yields the Han characters of a text, folded, one by one.
fn singles(text: &str) -> impl Iterator<Item = String> {
    let characters: Vec<char> = fold(text)
        .text()
        .chars()
        .filter(|one| is_han(*one))
        .collect();
    characters.into_iter().map(String::from)
}

/// Yields the Han characters of a text, folded, in pairs as they stand side by side.
fn pairs(text: &str) -> impl Iterator<Item = String> {
    let characters: Vec<char> = fold(text).text().chars().collect();
    let pairs: Vec<String> = characters
        .windows(2)
        .filter(|pair| pair.iter().all(|character| is_han(*character)))
        .map(|pair| pair.iter().collect())
        .collect();
    pairs.into_iter()
}

fn section_key((interview, section): (usize, usize)) -> String {
    format!("{interview}/{section}")
}

/// Hands words to tantivy. Offsets are not indexed; quotes are cut from the corpus instead.
fn analysed<'w>(words: impl Iterator<Item = &'w str>) -> PreTokenizedString {
    let tokens = words
        .enumerate()
        .map(|(position, word)| Token {
            text: word.to_owned(),
            position,
            ..Token::default()
        })
        .collect();
    PreTokenizedString {
        text: String::new(),
        tokens,
    }
}
