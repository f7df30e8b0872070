//! jieba's dictionary, and how it cuts a text.
//!
//! The table is made when the program is built and lies in the program as it is: nothing is loaded
//! at start, and only the pages that are read take memory. A test holds every cut against jieba's
//! own.

use std::{ops::Range, sync::LazyLock};

use yada::DoubleArray;

/// Words as UTF-8 with how often each was counted.
static WORDS: DoubleArray<&[u8]> =
    DoubleArray(include_bytes!(concat!(env!("OUT_DIR"), "/words")).as_slice());

/// The logarithm of how many words were counted in all.
static COUNTED: LazyLock<f64> = LazyLock::new(|| {
    let counted: f64 = env!("YULU_WORDS_COUNTED").parse().unwrap_or(f64::MAX);
    counted.ln()
});

/// A word that begins somewhere in a text.
pub(super) struct Entry {
    /// Where it ends, in bytes of the text.
    pub(super) end: usize,
    /// How often it was counted.
    count: u32,
}

/// Returns the likeliest way to read a text as words, one after the other; a character that no
/// word begins with stands alone. (jieba's `cut`, without guessing words it does not know.)
pub(super) fn likeliest(text: &str) -> Vec<Range<usize>> {
    // From the end: the best way to read the rest, begun at each byte that begins a character.
    let mut best = vec![
        Step {
            likelihood: 0.0,
            end: text.len()
        };
        text.len() + 1
    ];
    for (start, character) in text.char_indices().rev() {
        let after = |end: usize| best.get(end).map_or(0.0, |step| step.likelihood);
        let alone = start + character.len_utf8();
        let step = beginning(text, start)
            .map(|entry| Step {
                likelihood: f64::from(entry.count).ln() - *COUNTED + after(entry.end),
                end: entry.end,
            })
            // Of two equally likely ones the longer.
            .max_by(|a, b| {
                a.likelihood
                    .total_cmp(&b.likelihood)
                    .then(a.end.cmp(&b.end))
            })
            .unwrap_or_else(|| Step {
                likelihood: after(alone) - *COUNTED,
                end: alone,
            });
        best[start] = step;
    }
    let mut words = Vec::new();
    let mut start = 0;
    while start < text.len() {
        words.push(start..best[start].end);
        start = best[start].end;
    }
    words
}

/// How a reading goes on from a character.
#[derive(Clone, Copy)]
struct Step {
    /// Logarithm of the probability of all that follows.
    likelihood: f64,
    /// Where the word ends.
    end: usize,
}

/// Yields the words that begin at a byte of a text, the shorter first.
pub(super) fn beginning(text: &str, start: usize) -> impl Iterator<Item = Entry> {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let found = WORDS.common_prefix_search(rest);
    found.map(move |(count, length)| Entry {
        end: start + length,
        count,
    })
}

#[cfg(test)]
mod tests {
    use yada::DoubleArray;

    use super::WORDS;

    #[test]
    fn no_step_leads_out_of_the_table() {
        // Searching does not look, so that starting need not.
        assert!(DoubleArray::new(WORDS.0).is_ok());
    }
}
