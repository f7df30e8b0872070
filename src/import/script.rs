//! What the characters of a text tell of its language.

/// Common characters that differ between the two scripts of Chinese, one under the other.
const SIMPLIFIED: &str = "这们个来说时会对学国为还过发后";
const TRADITIONAL: &str = "這們個來說時會對學國為還過發後";

/// Says whether a character is a Chinese one.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Says whether a character is one between which Chinese leaves no space: Han, or a full-width sign.
pub(super) fn is_wide(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3000}'..='\u{30ff}' | '\u{ff00}'..='\u{ffef}' | '…' | '—' | '“' | '”')
}

/// Returns the language of a text that is clearly Chinese.
pub(super) fn language(text: impl Iterator<Item = char>) -> Option<&'static str> {
    let (mut letters, mut han, mut simplified, mut traditional) = (0, 0, 0, 0);
    for c in text.filter(|c| c.is_alphabetic()) {
        letters += 1;
        han += usize::from(is_han(c));
        simplified += usize::from(SIMPLIFIED.contains(c));
        traditional += usize::from(TRADITIONAL.contains(c));
    }
    // Japanese has fewer Han characters than half, English quoted in Chinese seldom more letters.
    (han > letters / 2).then_some(if traditional > simplified {
        "zh-Hant"
    } else {
        "zh-Hans"
    })
}
