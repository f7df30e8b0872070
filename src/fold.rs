//! Text made comparable: width, case, traditional characters and stray spaces no longer matter.
//!
//! Folding serves search only. What is shown is always the untouched text, so every folded byte
//! remembers which character it came from.

use std::{
    collections::HashMap,
    ops::{Range, RangeInclusive},
    sync::LazyLock,
};

use unicode_normalization::UnicodeNormalization;

/// The characters of the plane's first block of ideographs, which no normalization changes.
const IDEOGRAPHS: RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// Traditional characters and the simplified one each stands for (`OpenCC`, Apache-2.0).
static SIMPLIFIED: LazyLock<Simplified> = LazyLock::new(|| {
    let table = include_str!("../data/opencc/TSCharacters.txt");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let mut simplified = Simplified {
        ideographs: IDEOGRAPHS.collect(),
        others: HashMap::new(),
    };
    for line in lines {
        let Some((traditional, to)) = line.split_once('\t') else {
            continue;
        };
        // Where one traditional character has several simplified ones, the first is the usual.
        let mut traditional = traditional.chars();
        if let (Some(from), None, Some(to)) =
            (traditional.next(), traditional.next(), to.chars().next())
        {
            match simplified.ideographs.get_mut(place(from)) {
                Some(known) => *known = to,
                None => {
                    simplified.others.insert(from, to);
                }
            }
        }
    }
    simplified
});

/// Nearly all that is looked up is an ideograph of the first block, so those are found by place.
struct Simplified {
    ideographs: Vec<char>,
    others: HashMap<char, char>,
}

impl Simplified {
    /// Returns what a character stands for; itself, if for nothing else.
    fn of(&self, character: char) -> char {
        match self.ideographs.get(place(character)) {
            Some(known) => *known,
            None if character.is_ascii() => character,
            None => self.others.get(&character).copied().unwrap_or(character),
        }
    }
}

/// The place of an ideograph within its block; beyond its end for any other character.
fn place(character: char) -> usize {
    (character as usize).wrapping_sub(*IDEOGRAPHS.start() as usize)
}

/// A text folded for search, with the way back to the text it came from.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    text: String,
    /// For every byte of `text`, the bytes of the original character it came from.
    origins: Vec<Range<u32>>,
}

impl Folded {
    /// Returns the folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the bytes of the original that a range of folded bytes came from.
    pub fn original(&self, folded: Range<usize>) -> Range<usize> {
        let slice = self.origins.get(folded).unwrap_or_default();
        match (slice.first(), slice.last()) {
            (Some(first), Some(last)) => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }

    fn push(&mut self, character: char, origin: Range<u32>) {
        self.text.push(character);
        for _ in 0..character.len_utf8() {
            self.origins.push(origin.clone());
        }
    }
}

/// Folds a text character by character: NFKC, lower case, simplified characters, white space as
/// one kind of space, and none of it beside a Han character. Invisible characters are dropped.
pub fn fold(text: &str) -> Folded {
    let mut folding = Folding::default();
    folding.folded.text.reserve(text.len());
    folding.folded.origins.reserve(text.len());
    for (start, original) in text.char_indices() {
        let origin = offset(start)..offset(start + original.len_utf8());
        if IDEOGRAPHS.contains(&original) {
            folding.push(original, &origin);
        } else if original.is_ascii() {
            folding.push(original.to_ascii_lowercase(), &origin);
        } else {
            let normal = std::iter::once(original).nfkc();
            for character in normal.flat_map(char::to_lowercase) {
                folding.push(character, &origin);
            }
        }
    }
    folding.folded
}

/// A text that is being folded.
#[derive(Default)]
struct Folding {
    folded: Folded,
    last: Option<char>,
    /// White space that counts only if what comes next is no Han character either.
    gap: Option<Range<u32>>,
}

impl Folding {
    /// Takes a character in its normal form.
    fn push(&mut self, character: char, origin: &Range<u32>) {
        let character = SIMPLIFIED.of(character);
        if character.is_whitespace() {
            self.gap.get_or_insert(origin.clone());
            return;
        }
        if is_invisible(character) {
            return;
        }
        if let (Some(gap), Some(last)) = (self.gap.take(), self.last)
            && !is_han(last)
            && !is_han(character)
        {
            self.folded.push(' ', gap);
        }
        self.folded.push(character, origin.clone());
        self.last = Some(character);
    }
}

/// Says whether a character is Han (an ideograph of any plane).
pub fn is_han(character: char) -> bool {
    matches!(character,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' | '々' | '〇')
}

/// Says whether a text holds traditional characters only a reader of them would type.
pub fn is_traditional(text: &str) -> bool {
    text.chars()
        .any(|character| SIMPLIFIED.of(character) != character)
}

/// Says whether a character has no width and no meaning of its own for search.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Offsets are kept in half the space: no text of four gigabytes is ever folded, and beyond that
/// a mark would be misplaced, never a text cut.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn width_case_script_and_spaces_are_folded() {
        for (text, folded) in [
            ("ＡＩ 養老院", "ai养老院"),
            ("  Scaling   Laws ", "scaling laws"),
            ("用 GPU 訓練", "用gpu训练"),
            ("ﬁne\u{200b}-tune", "fine-tune"),
            ("㍿", "株式会社"),
        ] {
            assert_eq!(fold(text).text(), folded);
        }
    }

    #[test]
    fn every_folded_range_leads_back() {
        let text = "在 ＡＩ 養老院";
        let folded = fold(text);
        let at = folded.text().find("养老").unwrap();
        assert_eq!(text.get(folded.original(at..at + 6)), Some("養老"));
        let at = folded.text().find("ai").unwrap();
        assert_eq!(text.get(folded.original(at..at + 2)), Some("ＡＩ"));
    }
}
