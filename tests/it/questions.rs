//! Questions that must be answered, or must not be: all files of `tests/questions`.

use std::fmt::Write as _;
use std::path::Path;

use yulu::commands::{Call, Command};
use yulu::reply::{Args, Part, Standing};

use crate::library::shipped;

/// Returns the addresses shown for a question, best first, without the interview's id.
fn shown(question: &str) -> Vec<String> {
    let ask = Command::named("ask").unwrap();
    let call = Call {
        args: Args::new().with("question", question),
        ..Call::default()
    };
    let reply = (ask.run)(shipped(), &call).unwrap();
    let excerpts = reply.parts.iter().filter_map(|part| match part {
        Part::Excerpt(excerpt) if excerpt.standing == Standing::Answer => {
            let address = excerpt.passage.address().to_string();
            Some(address.split_once('#').unwrap().1.to_owned())
        }
        _ => None,
    });
    excerpts.collect()
}

#[test]
fn every_question_finds_its_turn() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions");
    let (mut asked, mut failures) = (0, String::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let mut question = "";
        for line in text.lines() {
            if let Some(next) = line.strip_prefix("- ") {
                question = next;
                continue;
            }
            let Some(expected) = line.strip_prefix("  ") else {
                continue;
            };
            asked += 1;
            let found = shown(question);
            let holds = match expected.split_once(' ') {
                Some(("first", turn)) => found.first().is_some_and(|first| first == turn),
                Some(("shown", turn)) => found.iter().any(|shown| shown == turn),
                _ => expected == "nothing" && found.is_empty(),
            };
            if !holds {
                let _ = writeln!(
                    failures,
                    "{}: {question}: {expected}, got {found:?}",
                    path.display()
                );
            }
        }
    }
    assert!(asked > 10);
    assert!(failures.is_empty(), "\n{failures}");
}
