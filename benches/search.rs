//! Search over the shipped interview, one question at a time on one thread.
//!
//! ```text
//! cargo bench --bench search
//! ```

#![expect(clippy::unwrap_used, reason = "a measurement that fails is none")]
#![expect(clippy::print_stdout, reason = "figures are what this is for")]
#![expect(
    clippy::disallowed_methods,
    reason = "it reads the questions of the tests"
)]

#[path = "serving/figures.rs"]
mod figures;
#[path = "serving/questions.rs"]
mod questions;

use std::hint::black_box;
use std::time::{Duration, Instant};

use figures::{head, row};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TEXT};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{TantivyDocument, Term};
use yulu::answer::{Question, answer};
use yulu::commands::{Call, Command};
use yulu::corpus::{self, Corpus};
use yulu::index::Filter;
use yulu::library::Library;
use yulu::link::Links;
use yulu::reply::Args;
use yulu::segment;

const ROUNDS: usize = 50;

/// The longest question that is usual, in characters: of those that people were seen to ask.
const USUAL: usize = 80;

/// How many hits a reply needs.
const HITS: usize = 3;

fn main() {
    let corpus = Corpus::load(corpus::embedded()).unwrap();
    let library = Library::new(corpus, Links::default()).unwrap();
    let everything = Filter::default();
    let ask = Command::named("ask").unwrap();
    let questions = questions::all();
    let short = |question: &&String| question.chars().count() <= USUAL;
    let (usual, long): (Vec<&String>, Vec<&String>) = questions.iter().partition(short);
    let beside = Beside::new(&library);
    for (name, questions) in [
        ("of at most 80 characters", usual),
        ("of 81 to 300 characters", long),
    ] {
        println!(
            "\n# Search: {} questions {name}, {ROUNDS} times each, one thread",
            questions.len()
        );
        head("");
        let found = time(&questions, |question| {
            let question = Question::new(&library, question).unwrap();
            let found = library.index.search(&question.wanted(), &everything, HITS);
            black_box(found.unwrap());
        });
        row("exchanges found", found);
        let answered = time(&questions, |question| {
            black_box(answer(&library, question, &everything, HITS).unwrap());
        });
        row("and the passages chosen", answered);
        let replied = time(&questions, |question| {
            let call = Call {
                args: Args::new().with("question", question),
                ..Call::default()
            };
            black_box(ask.call(&library, &call).unwrap());
        });
        row("and the reply made: all of /ask but Discord", replied);
        let searched = time(&questions, |question| {
            black_box(beside.search(question));
        });
        row("beside: tantivy alone, one field, same words", searched);
    }
}

/// What tantivy does by itself: the turns that hold any of the words, by BM25 over one field.
struct Beside {
    searcher: tantivy::Searcher,
    text: Field,
}

impl Beside {
    fn new(library: &Library) -> Self {
        let mut schema = Schema::builder();
        let text = schema.add_text_field("text", TEXT);
        let index = tantivy::Index::create_in_ram(schema.build());
        let mut writer: tantivy::IndexWriter =
            index.writer_with_num_threads(1, 15_000_000).unwrap();
        for place in library.corpus.places() {
            let mut document = TantivyDocument::new();
            let words = segment::words(library.corpus.at(place).2.text());
            let words = words.into_iter().enumerate().map(|(position, word)| Token {
                text: word.text,
                position,
                ..Token::default()
            });
            let text_of_turn = PreTokenizedString {
                text: String::new(),
                tokens: words.collect(),
            };
            document.add_pre_tokenized_text(text, text_of_turn);
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        Self { searcher, text }
    }

    fn search(&self, question: &str) -> usize {
        let words = segment::words(question);
        let terms = words.iter().map(|word| {
            let term = Term::from_field_text(self.text, &word.text);
            let query: Box<dyn Query> =
                Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
            query
        });
        let top = TopDocs::with_limit(HITS).order_by_score();
        let query = BooleanQuery::union(terms.collect());
        self.searcher.search(&query, &top).unwrap().len()
    }
}

/// Times each question, the questions in turn.
fn time(questions: &[&String], one: impl Fn(&str)) -> Vec<Duration> {
    let rounds = (0..ROUNDS).flat_map(|_| questions);
    let timed = rounds.map(|question| {
        let begun = Instant::now();
        one(question);
        begun.elapsed()
    });
    timed.collect()
}
