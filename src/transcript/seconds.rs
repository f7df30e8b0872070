//! Points in time of a recording.

use std::fmt;
use std::str::FromStr;

use crate::mistake::Flaw;

/// A whole number of seconds from the start of a recording, written `0:43`, `15:27` or `1:05:03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seconds(pub u32);

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes, seconds) = (self.0 / 3600, self.0 / 60 % 60, self.0 % 60);
        if hours > 0 {
            write!(f, "{hours}:{minutes:02}:{seconds:02}")
        } else {
            write!(f, "{minutes}:{seconds:02}")
        }
    }
}

impl FromStr for Seconds {
    type Err = Flaw;

    fn from_str(text: &str) -> Result<Self, Flaw> {
        match lenient(text) {
            Some(time) if time.to_string() == text => Ok(time),
            Some(time) => Err(Flaw::new(format!("`{text}` is not the spelling of a time"))
                .hint(format!("write `{time}`"))),
            None => Err(Flaw::new(format!("`{text}` is no time"))
                .hint("write M:SS or H:MM:SS, such as `0:43` or `1:05:03`")),
        }
    }
}

/// Reads two or three numbers parted by colons, whatever their size.
fn lenient(text: &str) -> Option<Seconds> {
    let mut total: u32 = 0;
    let mut numbers = 0;
    for part in text.split(':') {
        if !part.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        total = total.checked_mul(60)?.checked_add(part.parse().ok()?)?;
        numbers += 1;
    }
    (2..=3).contains(&numbers).then_some(Seconds(total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_hours_only_where_there_are_any() {
        for (seconds, shown) in [
            (0, "0:00"),
            (43, "0:43"),
            (927, "15:27"),
            (3599, "59:59"),
            (3903, "1:05:03"),
        ] {
            assert_eq!(Seconds(seconds).to_string(), shown);
            assert_eq!(shown.parse(), Ok(Seconds(seconds)));
        }
        let last = Seconds(u32::MAX);
        assert_eq!(last.to_string().parse(), Ok(last));
    }

    #[test]
    fn names_the_one_spelling_of_a_time() {
        for (text, hint) in [
            ("05:03", "write `5:03`"),
            ("5:3", "write `5:03`"),
            ("75:10", "write `1:15:10`"),
            ("0:75", "write `1:15`"),
            ("0:05:03", "write `5:03`"),
        ] {
            assert_eq!(
                text.parse::<Seconds>().unwrap_err().hint.as_deref(),
                Some(hint)
            );
        }
        for bad in [
            "",
            "15",
            "1:2:3:4",
            ":",
            "a:00",
            "+1:00",
            "1:-1",
            "99999999:00",
            "１:00",
        ] {
            let flaw = bad.parse::<Seconds>().unwrap_err();
            assert_eq!(flaw.problem, format!("`{bad}` is no time"));
        }
    }
}
