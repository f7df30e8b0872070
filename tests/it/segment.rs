//! Words, held against jieba itself: the program has only its dictionary.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jieba_rs::Jieba;
use proptest::prelude::*;
use yulu::fold::{fold, is_han};
use yulu::segment::{bounds, words};

use crate::library::shipped;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Characters that the dictionary has: of others jieba shows none when it shows all words.
static KNOWN: LazyLock<Vec<char>> = LazyLock::new(|| {
    let dictionary = include_str!("../../data/jieba/dict.txt");
    let known: BTreeSet<char> = dictionary
        .lines()
        .filter_map(|line| line.split(' ').next())
        .flat_map(str::chars)
        .filter(|one| is_han(*one) && fold(&one.to_string()).text().chars().eq([*one]))
        .filter(|one| JIEBA.has_word(&one.to_string()))
        .collect();
    known.into_iter().collect()
});

/// What jieba's `cut_all` finds, less the single characters that a longer word holds.
fn all_of_jieba(text: &str) -> Vec<&str> {
    let tokens = JIEBA.cut_all(text);
    let longer: Vec<_> = tokens
        .iter()
        .filter(|token| token.end - token.start > 1)
        .collect();
    let held = |at: usize| {
        longer
            .iter()
            .any(|word| (word.start..word.end).contains(&at))
    };
    tokens
        .iter()
        .filter(|token| token.end - token.start > 1 || !held(token.start))
        .map(|token| token.word)
        .collect()
}

fn check(text: &str) {
    let found = words(text);
    let found: Vec<&str> = found.iter().map(|word| word.text.as_str()).collect();
    assert_eq!(found, all_of_jieba(text), "all words of {text}");
    let likeliest = JIEBA.cut(text, false);
    let likeliest = likeliest.iter().map(|token| token.byte_end);
    let likeliest: Vec<usize> = std::iter::once(0).chain(likeliest).collect();
    assert_eq!(
        bounds(&fold(text), &(0..text.len())),
        likeliest,
        "likeliest words of {text}"
    );
}

#[test]
fn the_shipped_interview_is_cut_as_jieba_cuts_it() {
    for place in shipped().corpus.places() {
        let (_, _, turn) = shipped().corpus.at(place);
        let folded = fold(turn.text());
        let han = |one: char| !is_han(one);
        for run in folded.text().split(han).filter(|run| !run.is_empty()) {
            check(run);
        }
    }
}

#[test]
fn bounds_ascend_also_where_one_character_folds_to_several() {
    for text in ["½杯茶", "㏒x²", "第①⑩章½", "ﬃ用㍿"] {
        let found = bounds(&fold(text), &(0..text.len()));
        assert!(found.is_sorted_by(|a, b| a < b), "{text}: {found:?}");
    }
}

#[test]
fn a_character_that_no_dictionary_has_is_a_word() {
    let found: Vec<String> = words("𪚥用𠀀").into_iter().map(|word| word.text).collect();
    assert_eq!(found, ["𪚥", "用", "𠀀"]);
}

proptest! {
    #[test]
    fn any_run_of_characters_is_cut_as_jieba_cuts_it(
        picked in prop::collection::vec(any::<prop::sample::Index>(), 1..40)
    ) {
        let text: String = picked.iter().map(|index| index.get(&KNOWN)).collect();
        check(&text);
    }

    #[test]
    fn words_lead_back_to_the_text(text in "\\PC{0,60}") {
        for word in words(&text) {
            let origin = text.get(word.origin.clone());
            prop_assert!(origin.is_some_and(|origin| fold(origin).text().contains(&word.text)
                || origin.chars().count() == 1));
        }
    }
}
