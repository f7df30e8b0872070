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
use yulu::answer::{Question, answer};
use yulu::commands::{Call, Command};
use yulu::corpus::{self, Corpus};
use yulu::fold::fold;
use yulu::index::Filter;
use yulu::library::Library;
use yulu::link::Links;
use yulu::reply::Args;
use yulu::segment;

const ROUNDS: usize = 50;

/// How many hits a reply needs: those it shows, and whether there are more.
const HITS: usize = 4;

fn main() {
    let corpus = Corpus::load(corpus::embedded()).unwrap();
    let library = Library::new(corpus, Links::default()).unwrap();
    let questions = questions::all();
    let everything = Filter::default();
    let ask = Command::named("ask").unwrap();
    let turns: Vec<String> = library
        .corpus
        .places()
        .map(|place| fold(library.corpus.at(place).2.text()).text().to_owned())
        .collect();
    println!(
        "\n# Search: {} questions, {ROUNDS} times each, one thread",
        questions.len()
    );
    head("");
    let found = time(&questions, |question| {
        let question = Question::new(&library, question).unwrap();
        black_box(
            library
                .index
                .search(&question.wanted(), &everything, HITS)
                .unwrap(),
        );
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
    let read = time(&questions, |question| {
        let words = segment::words(question);
        let holds = |turn: &&String| words.iter().any(|word| turn.contains(&word.text));
        black_box(turns.iter().filter(holds).count());
    });
    row("beside: every turn read for every word", read);
}

/// Times each question, the questions in turn.
fn time(questions: &[String], one: impl Fn(&str)) -> Vec<Duration> {
    let rounds = (0..ROUNDS).flat_map(|_| questions);
    let timed = rounds.map(|question| {
        let begun = Instant::now();
        one(question);
        begun.elapsed()
    });
    timed.collect()
}
