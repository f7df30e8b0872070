//! What people see at the prompt.

use insta::assert_snapshot;
use proptest::prelude::*;
use yulu::commands::ALL;
use yulu::deck::Deck;
use yulu::locale::Locale;
use yulu::terminal::{Session, Style, complete};

use crate::library::shipped;

fn session(locale: Locale) -> Session<'static> {
    Session::new(shipped(), locale, Style::Plain, Deck::new(1))
}

#[test]
fn every_kind_of_reply_reads_well() {
    for (name, locale, line) in [
        ("ask-zh", Locale::ZhCn, "对齐有数学定义吗"),
        ("ask-en", Locale::En, "GPU TPU"),
        ("nothing", Locale::ZhTw, "zzz"),
        ("quote", Locale::ZhCn, "/quote id=ilya-sutskever-2023#s4-t2"),
        ("section", Locale::ZhTw, "/章節 4"),
        ("contents", Locale::En, "/section"),
        ("interviews", Locale::ZhCn, "/interviews"),
        ("help-en", Locale::En, "/help"),
        ("help-zh", Locale::ZhCn, "/help"),
    ] {
        assert_snapshot!(
            format!("terminal-{name}"),
            session(locale).enter(line).unwrap()
        );
    }
}

#[test]
fn every_example_gets_an_answer() {
    for command in ALL {
        for locale in Locale::ALL {
            let shown = session(locale).enter(command.example).unwrap();
            assert!(shown.lines().count() > 1, "{}: {shown}", command.example);
            assert!(
                !shown.contains("-about"),
                "a sentence is missing in {shown}"
            );
        }
    }
}

#[test]
fn numbers_press_what_was_shown() {
    let mut session = session(Locale::En);
    let answer = session.enter("对齐有数学定义吗").unwrap();
    let context = session.enter("1").unwrap();
    assert!(context.contains("[1] Context ＋") && context.contains("◀"));
    // The address and the second below the turns are those of the turn that answers.
    let below = "ilya-sutskever-2023#s4-t2 · ▶ 15:30 ";
    assert!(
        context.contains(below) && answer.contains(below),
        "{context}"
    );
    let back = context.lines().last().unwrap();
    let number = back.split(']').next().unwrap().trim_start_matches('[');
    assert!(number.parse::<usize>().is_ok());
    let wider = session.enter("1").unwrap();
    assert!(wider.len() > context.len());
    let position = wider
        .split('[')
        .position(|label| label.contains("Back to the answer"))
        .unwrap();
    assert_eq!(session.enter(&position.to_string()).unwrap(), answer);
    assert!(session.enter("99").unwrap().contains("no button 99"));
}

#[test]
fn lines_that_mean_nothing_get_the_way_out() {
    let mut session = session(Locale::En);
    for (line, expected) in [
        ("/nothing", "no command"),
        ("/interviews now", "no option"),
        ("???", "no question"),
        ("/quote id=tea#s1-t1", "no turn at"),
        ("", ""),
    ] {
        let answer = session.enter(line).unwrap();
        assert!(answer.contains(expected), "{line}: {answer}");
    }
    let long = session.enter(&"长".repeat(6000)).unwrap();
    assert!(long.contains("6000") && long.contains("300"), "{long}");
}

#[test]
fn tab_completes_commands_options_and_values() {
    let texts = |line: &str| -> Vec<String> {
        complete(shipped(), line)
            .into_iter()
            .map(|completion| completion.text)
            .collect()
    };
    assert_eq!(texts("/se"), ["/section "]);
    assert_eq!(texts("/quote sp"), ["speaker="]);
    assert_eq!(texts("/section section=台湾")[0], "s6");
    assert_eq!(texts("/ask 机器人 speaker=il"), ["Ilya Sutskever"]);
    assert!(texts("机器人").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_line_makes_the_prompt_panic(line in any::<String>()) {
        let _ = session(Locale::ZhCn).enter(&line);
    }

    #[test]
    fn no_question_makes_search_panic(words in prop::collection::vec("[一-龥]{1,8}|[a-zA-Z0-9 ]{1,8}|[*_`>?？。\\\\\u{0}-\u{ffff}]{1,4}", 1..40)) {
        let mut session = session(Locale::ZhTw);
        let _ = session.enter(&words.concat());
        let _ = session.enter("1");
    }

    #[test]
    fn no_line_makes_completion_panic(line in "/(ask|section|quote) .{0,40}") {
        for found in complete(shipped(), &line) {
            prop_assert!(line.is_char_boundary(found.start));
        }
    }
}
