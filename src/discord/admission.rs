//! How many answers are made at once: a bound on memory, and on how long anybody waits.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many answers are made at once, and how many more interactions are told to try again. A
/// search takes a few milliseconds in the largest library there is, so the last of so many waits
/// well below a second for its turn; and at Discord's usual tenth of a second for taking an
/// answer, so many serve thousands a second.
const MOST: usize = 256;

/// The door that interactions come through.
#[derive(Debug)]
pub(super) struct Admission {
    seats: Arc<Semaphore>,
    apologies: Arc<Semaphore>,
}

/// A place among those who are served, for as long as it is held.
#[derive(Debug)]
pub(super) struct Admitted {
    pub(super) to: Room,
    _seat: OwnedSemaphorePermit,
}

/// What there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// An answer.
    Answer,
    /// No more than "please try again".
    Apology,
}

impl Admission {
    pub(super) fn new() -> Self {
        Self {
            seats: Arc::new(Semaphore::new(MOST)),
            apologies: Arc::new(Semaphore::new(MOST)),
        }
    }

    /// Admits an interaction; none if there is not even room for an apology.
    pub(super) fn enter(&self) -> Option<Admitted> {
        let rooms = [
            (&self.seats, Room::Answer),
            (&self.apologies, Room::Apology),
        ];
        rooms.into_iter().find_map(|(seats, to)| {
            let seat = Arc::clone(seats).try_acquire_owned().ok()?;
            Some(Admitted { to, _seat: seat })
        })
    }

    /// Returns how many answers are being made.
    pub(super) fn under_way(&self) -> usize {
        MOST - self.seats.available_permits()
    }
}

#[cfg(test)]
mod tests {
    use super::{Admission, Admitted, MOST, Room};

    #[test]
    fn who_comes_last_is_apologised_to_and_then_not_even_that() {
        let admission = Admission::new();
        let mut held: Vec<Admitted> = (0..MOST).filter_map(|_| admission.enter()).collect();
        assert!(held.iter().all(|one| one.to == Room::Answer));
        assert_eq!(admission.under_way(), MOST);
        held.extend((0..MOST).filter_map(|_| admission.enter()));
        assert_eq!(held.last().map(|one| one.to), Some(Room::Apology));
        assert!(admission.enter().is_none());
        held.clear();
        assert_eq!(admission.enter().map(|one| one.to), Some(Room::Answer));
    }
}
