//! A stretch of one turn, word for word.

use std::{ops::Range, sync::Arc};

use unicode_segmentation::UnicodeSegmentation;

use super::Address;

/// One or more whole sentences of one turn: the unit that is quoted.
///
/// Only the corpus makes one, so whatever shows a passage shows a slice of a transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    address: Address,
    turn: Arc<str>,
    bytes: Range<usize>,
}

impl Passage {
    /// `bytes` must be a slice of `turn`; the corpus sees to it.
    pub(super) fn new(address: Address, turn: &Arc<str>, bytes: Range<usize>) -> Self {
        Self {
            address,
            turn: Arc::clone(turn),
            bytes,
        }
    }

    /// Returns the address of the turn it is from.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Returns its words, exactly as in the transcript.
    pub fn text(&self) -> &str {
        self.turn.get(self.bytes.clone()).unwrap_or_default()
    }

    /// Returns the whole turn it is from.
    pub fn turn(&self) -> &str {
        &self.turn
    }

    /// Returns its bytes within the turn.
    pub fn bytes(&self) -> Range<usize> {
        self.bytes.clone()
    }

    /// Returns what stands before and after it when it is shown: a cut shows as `……`.
    pub fn cuts(&self) -> (&'static str, &'static str) {
        let mark = |is_cut| if is_cut { "……" } else { "" };
        (mark(self.is_cut_before()), mark(self.is_cut_after()))
    }

    /// Says whether words of the turn come before it.
    pub fn is_cut_before(&self) -> bool {
        self.turn
            .get(..self.bytes.start)
            .is_some_and(|rest| !rest.trim().is_empty())
    }

    /// Says whether words of the turn follow it.
    pub fn is_cut_after(&self) -> bool {
        self.turn
            .get(self.bytes.end..)
            .is_some_and(|rest| !rest.trim().is_empty())
    }
}

/// Returns the sentences of a text as byte ranges without outer white space; none crosses a line.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    text.split_sentence_bound_indices()
        .filter_map(|(start, sentence)| {
            let inner = sentence.trim_start();
            let start = start + (sentence.len() - inner.len());
            let len = inner.trim_end().len();
            (len > 0).then_some(start..start + len)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_at_marks_of_either_script_and_at_lines() {
        let text = "是的,当然。你真正想要的?它有用。3.5 is fine. Next one\n第二段";
        let cut: Vec<_> = sentences(text)
            .into_iter()
            .filter_map(|bytes| text.get(bytes))
            .collect();
        assert_eq!(
            cut,
            [
                "是的,当然。",
                "你真正想要的?",
                "它有用。",
                "3.5 is fine.",
                "Next one",
                "第二段"
            ]
        );
    }
}
