//! The order in which quotes are drawn.

use std::collections::BTreeSet;

use proptest::prelude::*;
use yulu::deck::{Card, Deck};

use crate::library::shipped;

/// Draws so many cards from those at some positions of the shipped deck.
fn draw(deck: &mut Deck, positions: &[usize], times: usize) -> Vec<usize> {
    let all = &shipped().cards;
    let cards: Vec<&Card> = positions.iter().map(|at| &all[*at]).collect();
    let mut drawn = Vec::new();
    for _ in 0..times {
        let card = deck.draw(&cards).unwrap();
        drawn.push(all.iter().position(|known| known == card).unwrap());
    }
    drawn
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn none_repeats_until_all_were_drawn_and_none_comes_twice_running(
        seed in any::<u64>(),
        some in prop::collection::btree_set(0..60_usize, 2..20),
    ) {
        let some: Vec<usize> = some.into_iter().collect();
        let mut deck = Deck::new(seed);
        let drawn = draw(&mut deck, &some, 2 * some.len());
        let (first, second) = drawn.split_at(some.len());
        for round in [first, second] {
            let distinct: BTreeSet<usize> = round.iter().copied().collect();
            prop_assert_eq!(distinct.into_iter().collect::<Vec<_>>(), some.clone());
        }
        prop_assert!(drawn.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn a_filter_draws_what_the_whole_deck_then_leaves_out(seed in any::<u64>()) {
        let all: Vec<usize> = (0..30).collect();
        let mut deck = Deck::new(seed);
        let filtered = draw(&mut deck, &all[..5], 3);
        let rest = draw(&mut deck, &all, 27);
        prop_assert!(rest.iter().all(|card| !filtered.contains(card)));
    }
}

#[test]
fn another_seed_is_another_order() {
    let all: Vec<usize> = (0..shipped().cards.len()).collect();
    let order = |seed| draw(&mut Deck::new(seed), &all, all.len());
    assert_eq!(order(1), order(1));
    assert_ne!(order(1), order(2));
    assert_ne!(order(1), all, "shuffled");
}

#[test]
fn no_card_asks_or_points_back() {
    for card in &shipped().cards {
        let passage = card.passage(&shipped().corpus);
        let text = passage.text();
        let length = text.chars().count();
        assert!((20..=180).contains(&length), "{text}");
        assert!(!text.contains(['?', '？', '\n']), "{text}");
        for opening in ["所以", "但是", "是的", "它"] {
            assert!(!text.starts_with(opening), "{text}");
        }
    }
}
