//! The decks of all channels, in memory: a restart shuffles anew.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::deck::Deck;

/// How many channels' decks are kept; the one unused for longest goes first.
const MOST: usize = 4096;

/// Decks by channel.
#[derive(Debug, Default)]
pub(super) struct Decks {
    decks: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    decks: HashMap<u64, (u64, Deck)>,
    uses: u64,
}

impl Decks {
    /// Lends a channel's deck to a draw and keeps what comes back. Nobody waits for a draw: one
    /// that another of the same channel overtook is made again, so that no card comes up twice.
    pub(super) fn with<T>(
        &self,
        channel: u64,
        mut draw: impl FnMut(Deck) -> (T, Option<Deck>),
    ) -> T {
        loop {
            let lent = self.kept().decks.get(&channel).cloned();
            let version = lent.as_ref().map(|(used, _)| *used);
            let deck = lent.map_or_else(|| Deck::new(rand::random()), |(_, deck)| deck);
            let (result, drawn) = draw(deck);
            let Some(drawn) = drawn else { return result };
            let mut kept = self.kept();
            if kept.decks.get(&channel).map(|(used, _)| *used) == version {
                kept.keep(channel, drawn);
                return result;
            }
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Whoever panicked with the lock had the decks only read or wholly written.
        self.decks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn keep(&mut self, channel: u64, deck: Deck) {
        self.uses += 1;
        self.decks.insert(channel, (self.uses, deck));
        if self.decks.len() > MOST {
            let oldest = self.decks.iter().min_by_key(|(_, (used, _))| *used);
            if let Some(channel) = oldest.map(|(channel, _)| *channel) {
                self.decks.remove(&channel);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Decks, MOST};
    use crate::deck::Deck;

    #[test]
    fn the_deck_unused_for_longest_goes_first() {
        let decks = Decks::default();
        for channel in 0..=MOST as u64 {
            decks.with(channel, |_| ((), Some(Deck::new(channel))));
        }
        let kept = decks.decks.lock().unwrap();
        assert_eq!(kept.decks.len(), MOST);
        assert!(!kept.decks.contains_key(&0) && kept.decks.contains_key(&1));
    }
}
