//! Which sentences of a long turn are quoted.

use yulu::commands::{Call, Command};
use yulu::reply::{Args, Excerpt, Part};

use crate::library::of;

/// Asks one question over one answer, and returns the excerpt.
fn excerpt(answer: &str, question: &str) -> Excerpt {
    let transcript = format!(
        "+++\nid = \"t\"\ntitle = \"T\"\nlanguage = \"zh-Hans\"\n[[speakers]]\nname = \"甲\"\n\
         label = \"甲\"\nrole = \"host\"\n[[speakers]]\nname = \"乙\"\nlabel = \"乙\"\n+++\n\n\
         ## 茶 {{#s1}}\n\n**甲** 怎么泡茶?\n\n**乙** {answer}\n"
    );
    let ask = Command::named("ask").unwrap();
    let call = Call {
        args: Args::new().with("question", question),
        ..Call::default()
    };
    let reply = (ask.run)(&of(&[&transcript]), &call).unwrap();
    let excerpt = reply.parts.into_iter().find_map(|part| match part {
        Part::Excerpt(excerpt) => Some(*excerpt),
        _ => None,
    });
    excerpt.unwrap()
}

/// Sentences of ten characters, each with a word of its own.
fn sentences() -> Vec<String> {
    let words = [
        "紫砂", "泉水", "水温", "龙井", "乌龙", "普洱", "瓷器", "竹炭",
    ];
    (0..40)
        .map(|at| format!("说到{}这里有讲究。", words[at % 8]))
        .collect()
}

#[test]
fn a_short_turn_is_quoted_whole() {
    let answer = "先烧水。水温很要紧。";
    assert_eq!(excerpt(answer, "水温").passage.text(), answer);
}

#[test]
fn of_a_long_turn_the_shortest_run_that_holds_most_is_quoted() {
    let answer = sentences().concat();
    let found = excerpt(&answer, "龙井");
    assert_eq!(found.passage.text(), "说到龙井这里有讲究。");
    assert!(found.passage.is_cut_before() && found.passage.is_cut_after());
    let found = excerpt(&answer, "龙井和普洱");
    assert_eq!(found.passage.text(), sentences()[3..=5].concat());
    let marked: Vec<&str> = found
        .stretches()
        .filter(|(_, marked)| *marked)
        .map(|(text, _)| text)
        .collect();
    assert_eq!(marked, ["龙井", "普洱"]);
}

#[test]
fn where_only_the_prompt_matches_the_answer_begins_at_its_beginning() {
    let answer = sentences().concat();
    let found = excerpt(&answer, "泡茶");
    assert!(answer.starts_with(found.passage.text()));
    assert_eq!(found.passage.text().chars().count(), 280);
    assert_eq!(found.prompt.unwrap().1.text(), "怎么泡茶?");
}

#[test]
fn a_sentence_without_end_is_cut_around_what_matches() {
    let answer = format!("{}龙井{}", "茶，".repeat(300), "好，".repeat(300));
    let found = excerpt(&answer, "龙井");
    assert!(found.passage.text().contains("龙井"));
    assert_eq!(found.passage.text().chars().count(), 280);
    assert!(found.passage.is_cut_before() && found.passage.is_cut_after());
}
