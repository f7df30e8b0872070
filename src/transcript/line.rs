//! One line of a file, and the mistakes in it.

use crate::mistake::{Flaw, Mistake, place};

/// A line that is being read.
pub(super) struct Line<'f> {
    number: usize,
    text: &'f str,
    mistakes: Vec<Mistake>,
}

impl<'f> Line<'f> {
    /// Starts reading a line; lines are counted from 1.
    pub(super) fn new(number: usize, text: &'f str) -> Self {
        Self {
            number,
            text,
            mistakes: Vec::new(),
        }
    }

    /// Returns the number of the line.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// Notes a flaw at the start of a part of this line.
    pub(super) fn note(&mut self, part: &str, flaw: Flaw) {
        // Parts are slices of the line; of any other text the end of the line is noted.
        let offset = part.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        let (_, column) = place(self.text, offset);
        self.mistakes.push(flaw.at(self.number, column));
    }

    /// Returns what a part of this line means to `read`, or notes why it means nothing.
    pub(super) fn read<T>(
        &mut self,
        part: &str,
        read: impl FnOnce(&str) -> Result<T, Flaw>,
    ) -> Option<T> {
        read(part).map_err(|flaw| self.note(part, flaw)).ok()
    }

    /// Returns the line without white space around it and notes what must not be in a line.
    pub(super) fn block(&mut self) -> &'f str {
        let block = self.text.trim();
        let after = self.text.trim_end().len();
        if !self.text.starts_with(block) {
            self.note(self.text, white_space());
        }
        if let Some(blanks) = self.text.get(after..).filter(|blanks| !blanks.is_empty()) {
            self.note(blanks, white_space());
        }
        if let Some(control) = block.matches(char::is_control).next() {
            let code = control.escape_unicode();
            self.note(
                control,
                Flaw::new(format!("control character {code}")).hint("remove it"),
            );
        }
        block
    }

    /// Ends the reading.
    pub(super) fn finish(self) -> Vec<Mistake> {
        self.mistakes
    }
}

fn white_space() -> Flaw {
    Flaw::new("white space around a text").hint("remove it")
}
