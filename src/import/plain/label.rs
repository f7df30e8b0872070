//! What stands before a colon, and whether it may be a name.

/// Words by which a text declares a short name: `Full Name (以下称Short)`.
const DECLARING: [&str; 4] = ["以下简称", "以下称", "下称", "简称"];

/// The most characters a label may have that nobody declared.
const LONGEST: usize = 20;

/// The two sides of the first colon of a line.
pub(super) struct Label<'t> {
    /// The name before the colon, without what declares a short one.
    pub(super) name: &'t str,
    /// The short name that is declared here.
    pub(super) short: Option<&'t str>,
    /// What follows the colon.
    pub(super) text: &'t str,
}

impl<'t> Label<'t> {
    /// Parts a line at its first colon, half or full in width, with or without spaces.
    pub(super) fn of(line: &'t str) -> Option<Self> {
        let (before, text) = line.split_once([':', '：'])?;
        let (name, short) = match declaration(before.trim()) {
            Some((name, short)) => (name, Some(short)),
            None => (before.trim(), None),
        };
        Some(Self {
            name,
            short,
            text: text.trim(),
        })
    }

    /// Says that this may be the label of somebody unknown: no clock time, address or sentence.
    pub(super) fn may_be_one(&self) -> bool {
        let in_names = |c: char| c.is_alphanumeric() || c.is_whitespace() || "-·•.&'’".contains(c);
        let digit = |c: char| c.is_ascii_digit();
        let clock = self.name.ends_with(digit) && self.text.starts_with(digit);
        let address = self.text.starts_with("//");
        self.name.starts_with(char::is_alphabetic)
            && self.name.chars().all(in_names)
            && self.name.chars().count() <= LONGEST
            && !clock
            && !address
    }
}

fn declaration(before: &str) -> Option<(&str, &str)> {
    let (name, inside) = before.strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
    let short = DECLARING
        .iter()
        .find_map(|word| inside.trim().strip_prefix(word))?;
    let short = short.trim_matches(|c: char| c.is_whitespace() || "“”\"「」".contains(c));
    (!short.is_empty()).then_some((name.trim(), short))
}
