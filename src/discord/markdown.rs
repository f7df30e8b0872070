//! Words of others within Discord's Markdown: shown as they are, read as nothing.

/// Signs that Discord reads, wherever they stand. A backslash before any of them takes its
/// meaning away; the colon ends custom emoji, timestamps and addresses that would become links.
const SIGNS: &str = r"\*_~`|<>[]()#@:";

/// Escapes a text so that Discord shows it character by character and fires no mention.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut line_start = true;
    let mut number = false;
    for character in text.chars() {
        // `- `, `+ ` and `1. ` begin lists, but only at the start of a line.
        let lists = (line_start && matches!(character, '-' | '+')) || (number && character == '.');
        if lists || SIGNS.contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
        number = (line_start || number) && character.is_ascii_digit();
        line_start = character == '\n' || (line_start && character == ' ');
    }
    escaped
}

/// Escapes a text that stays on one line: line breaks and control characters become spaces.
pub(super) fn escape_line(text: &str) -> String {
    let flat: String = text
        .chars()
        .map(|char| if char.is_control() { ' ' } else { char })
        .collect();
    escape(&flat)
}

/// Takes escapes back.
pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut escaped = false;
    for character in text.chars() {
        if character == '\\' && !escaped {
            escaped = true;
            continue;
        }
        if escaped && !character.is_ascii_punctuation() {
            plain.push('\\');
        }
        plain.push(character);
        escaped = false;
    }
    if escaped {
        plain.push('\\');
    }
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{escape, unescape};

    #[test]
    fn signs_lose_their_meaning() {
        for (text, escaped) in [
            (
                "**fett** <@1> @everyone",
                r"\*\*fett\*\* \<\@1\> \@everyone",
            ),
            ("# a\n- b\n1. c 2.5", "\\# a\n\\- b\n1\\. c 2.5"),
            ("https://example.org", r"https\://example.org"),
            (r"a\b", r"a\\b"),
        ] {
            assert_eq!(escape(text), escaped);
        }
    }

    proptest! {
        #[test]
        fn escapes_can_be_taken_back(text in any::<String>()) {
            prop_assert_eq!(unescape(&escape(&text)), text);
        }
    }
}
