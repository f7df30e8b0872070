//! What people ask: the questions of the tests, and what the interviewer asked.

use yulu::corpus::{self, Corpus};

/// The longest question that is taken, in characters.
const LONGEST: usize = 300;

/// Returns questions of all kinds: some answered, some not; short, long, in either script.
pub(crate) fn all() -> Vec<String> {
    let tests = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/questions/ilya-sutskever-2023.md"
    );
    let tests = std::fs::read_to_string(tests).unwrap();
    let asked = tests.lines().filter_map(|line| line.strip_prefix("- "));
    let corpus = Corpus::load(corpus::embedded()).unwrap();
    let interviewer = corpus.places().filter(|place| corpus.is_asker(*place));
    let interviewer = interviewer.map(|place| {
        let (_, _, turn) = corpus.at(place);
        turn.text().chars().take(LONGEST).collect()
    });
    asked.map(str::to_owned).chain(interviewer).collect()
}
