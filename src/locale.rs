//! The languages the program speaks.

use std::fmt;
use std::str::FromStr;

use crate::mistake::Flaw;

/// A language of replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Locale {
    /// Chinese in simplified script.
    ZhCn,
    /// Chinese in traditional script.
    ZhTw,
    /// English.
    En,
}

impl Locale {
    /// Every language there is.
    pub const ALL: [Self; 3] = [Self::ZhCn, Self::ZhTw, Self::En];

    /// Returns the language for a locale as Discord names it, such as `zh-HK` or `en-GB`.
    pub fn from_discord(locale: &str) -> Self {
        match locale {
            "zh-TW" | "zh-HK" | "zh-MO" => Self::ZhTw,
            "zh" => Self::ZhCn,
            other if other.starts_with("zh-") => Self::ZhCn,
            _ => Self::En,
        }
    }

    /// Returns the name as it is written in the configuration.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::ZhTw => "zh-TW",
            Self::En => "en",
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Locale {
    type Err = Flaw;

    fn from_str(text: &str) -> Result<Self, Flaw> {
        Self::ALL
            .into_iter()
            .find(|locale| locale.as_str() == text)
            .ok_or_else(|| {
                Flaw::new(format!(
                    "`{}` is no language of this program",
                    text.escape_debug()
                ))
                .hint("write zh-CN, zh-TW or en")
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_shows() {
        for locale in Locale::ALL {
            assert_eq!(locale.to_string().parse(), Ok(locale));
        }
        assert!("zh".parse::<Locale>().is_err());
    }

    #[test]
    fn maps_the_locales_of_discord() {
        let cases = [
            ("zh-TW", Locale::ZhTw),
            ("zh-HK", Locale::ZhTw),
            ("zh-MO", Locale::ZhTw),
            ("zh-CN", Locale::ZhCn),
            ("zh-SG", Locale::ZhCn),
            ("zh", Locale::ZhCn),
            ("zhx", Locale::En),
            ("en-US", Locale::En),
            ("ja", Locale::En),
        ];
        for (discord, expected) in cases {
            assert_eq!(Locale::from_discord(discord), expected, "{discord}");
        }
    }
}
