//! Addresses within the library: interviews, their sections, their turns.

use std::fmt;
use std::str::FromStr;

use crate::mistake::Flaw;

/// The largest number of a section or turn.
const LAST: u16 = 9999;

/// Names an interview for ever, such as `ilya-sutskever-2023`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InterviewId(String);

impl InterviewId {
    /// The most characters an id may have; every button of every reply carries it.
    pub const MAX_CHARS: usize = 40;

    /// Returns the id as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for InterviewId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for InterviewId {
    type Err = Flaw;

    fn from_str(text: &str) -> Result<Self, Flaw> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        if text.starts_with(plain)
            && text.chars().all(|c| plain(c) || c == '-')
            && text.chars().count() <= Self::MAX_CHARS
        {
            Ok(Self(text.to_owned()))
        } else {
            Err(Flaw::new(format!("`{text}` is no interview id")).hint(
                "write 1 to 40 of a-z, 0-9 and `-`, such as `ilya-sutskever-2023`, \
                 beginning with a letter or digit",
            ))
        }
    }
}

/// Names a section within its interview, such as `s4`. It is written, so it survives edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(u16);

impl SectionId {
    /// The smallest id.
    pub const FIRST: Self = Self(1);

    /// Returns the id of a number from 1 to 9999.
    pub fn new(number: u16) -> Option<Self> {
        (1..=LAST).contains(&number).then_some(Self(number))
    }

    /// Returns the number in the id, which is not the section's position.
    pub fn number(self) -> u16 {
        self.0
    }

    /// Returns the id with the next number.
    pub fn following(self) -> Option<Self> {
        Self::new(self.0 + 1)
    }
}

impl fmt::Display for SectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s{}", self.0)
    }
}

impl FromStr for SectionId {
    type Err = Flaw;

    fn from_str(text: &str) -> Result<Self, Flaw> {
        let id = text.strip_prefix('s').and_then(number).and_then(Self::new);
        canonical(id, text, || {
            Flaw::new(format!("`{text}` is no section id")).hint("write `s1` to `s9999`")
        })
    }
}

/// Names a turn within its section, such as `t12`, or `t12a` for one inserted later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TurnId {
    number: u16,
    suffix: Option<char>,
}

impl TurnId {
    /// The id of a section's first turn, unless another is written.
    pub const FIRST: Self = Self {
        number: 1,
        suffix: None,
    };

    /// Returns the id of a number from 1 to 9999.
    pub fn new(number: u16) -> Option<Self> {
        (1..=LAST).contains(&number).then_some(Self {
            number,
            suffix: None,
        })
    }

    /// Returns the id with a letter from `a` to `z` behind its number.
    pub fn with_suffix(self, suffix: char) -> Option<Self> {
        suffix.is_ascii_lowercase().then_some(Self {
            suffix: Some(suffix),
            ..self
        })
    }

    /// Returns the number in the id.
    pub fn number(self) -> u16 {
        self.number
    }

    /// Returns the letter of a turn that was inserted later.
    pub fn suffix(self) -> Option<char> {
        self.suffix
    }

    /// Returns the id that the following turn has unless another is written.
    pub fn following(self) -> Option<Self> {
        Self::new(self.number + 1)
    }
}

impl fmt::Display for TurnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "t{}", self.number)?;
        self.suffix.map_or(Ok(()), |suffix| write!(f, "{suffix}"))
    }
}

impl FromStr for TurnId {
    type Err = Flaw;

    fn from_str(text: &str) -> Result<Self, Flaw> {
        let rest = text.strip_prefix('t').unwrap_or_default();
        let digits = rest.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let suffix = rest.strip_prefix(digits).unwrap_or_default().chars().next();
        let id = number(digits).and_then(Self::new);
        let id = match suffix {
            Some(suffix) => id.and_then(|id| id.with_suffix(suffix)),
            None => id,
        };
        canonical(id, text, || {
            Flaw::new(format!("`{text}` is no turn id"))
                .hint("write `t1` to `t9999`, or such as `t12a` for a turn inserted after `t12`")
        })
    }
}

/// Reads digits and nothing else; the standard library would allow a plus sign.
fn number(digits: &str) -> Option<u16> {
    digits
        .chars()
        .all(|c| c.is_ascii_digit())
        .then(|| digits.parse().ok())?
}

/// Accepts an id only where it is written as it is shown.
fn canonical<T: fmt::Display>(
    id: Option<T>,
    text: &str,
    otherwise: impl FnOnce() -> Flaw,
) -> Result<T, Flaw> {
    match id {
        Some(id) if id.to_string() == text => Ok(id),
        Some(id) => Err(Flaw::new(format!("`{text}` is not the spelling of an id"))
            .hint(format!("write `{id}`"))),
        None => Err(otherwise()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interview(text: &str) -> bool {
        text.parse::<InterviewId>()
            .is_ok_and(|id| id.as_str() == text && id.to_string() == text)
    }

    #[test]
    fn interview_ids_are_short_and_plain() {
        for good in ["a", "0", "ilya-sutskever-2023", &"a".repeat(40)] {
            assert!(interview(good), "{good}");
        }
        for bad in ["", "-a", "A", "a b", "a_b", "访谈", "é", &"a".repeat(41)] {
            assert!(!interview(bad), "{bad}");
        }
    }

    #[test]
    fn section_ids_are_read_as_shown() {
        for good in ["s1", "s10", "s9999"] {
            assert_eq!(good.parse::<SectionId>().unwrap().to_string(), good);
        }
        for bad in [
            "", "s", "4", "s0", "s10000", "s99999", "s+4", "s4a", "S4", "s４",
        ] {
            assert!(bad.parse::<SectionId>().is_err(), "{bad}");
        }
        let flaw = "s04".parse::<SectionId>().unwrap_err();
        assert_eq!(
            flaw.to_string(),
            "`s04` is not the spelling of an id; write `s4`"
        );
    }

    #[test]
    fn turn_ids_are_read_as_shown() {
        for good in ["t1", "t12", "t12a", "t9999z"] {
            assert_eq!(good.parse::<TurnId>().unwrap().to_string(), good);
        }
        for bad in [
            "", "t", "ta", "12", "t0", "t10000", "t+1", "t1A", "t1é", "t1 ",
        ] {
            assert!(bad.parse::<TurnId>().is_err(), "{bad}");
        }
        for (bad, hint) in [("t012", "write `t12`"), ("t12ab", "write `t12a`")] {
            assert_eq!(
                bad.parse::<TurnId>().unwrap_err().hint.as_deref(),
                Some(hint)
            );
        }
    }

    #[test]
    fn inserted_turns_stand_between_numbers() {
        let [a, b, c, d] = ["t12", "t12a", "t12b", "t13"].map(|id| id.parse::<TurnId>().unwrap());
        assert!(a < b && b < c && c < d);
        assert_eq!(b.following(), Some(d));
        assert_eq!(TurnId::new(9999).unwrap().following(), None);
    }
}
