//! TOML read key by key: every mistake is noted with its place, none stops the reading.
//!
//! Serde stops at the first mistake; people who edit a file by hand want all of them at once.

mod values;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::mistake::{Flaw, Mistake, place};
pub(crate) use values::{line, quoted, web_address, web_base};

/// A TOML text, parsed as far as it can be.
pub(crate) struct Document<'t> {
    text: &'t str,
    root: Spanned<DeTable<'t>>,
    syntax: Vec<Mistake>,
}

impl<'t> Document<'t> {
    /// Parses a text; what breaks the rules of TOML is in the report.
    pub(crate) fn parse(text: &'t str) -> Self {
        let (root, errors) = DeTable::parse_recoverable(text);
        let syntax = errors
            .iter()
            .map(|error| {
                let (line, column) = place(text, error.span().map_or(text.len(), |s| s.start));
                Flaw::new(error.message()).at(line, column)
            })
            .collect();
        Self { text, root, syntax }
    }

    /// Returns the table of all keys.
    pub(crate) fn root(&self) -> Table<'_> {
        Table {
            values: self.root.get_ref(),
            span: 0..0,
        }
    }

    /// Starts a report on this text, with its breaches of TOML's own rules.
    pub(crate) fn report(&self) -> Report<'t> {
        Report {
            text: self.text,
            broken: !self.syntax.is_empty(),
            mistakes: self.syntax.clone(),
        }
    }
}

/// The mistakes found in a text so far.
pub(crate) struct Report<'t> {
    text: &'t str,
    /// Says that TOML could not read all of it, so that nothing can be called missing.
    broken: bool,
    mistakes: Vec<Mistake>,
}

impl Report<'_> {
    /// Returns line and column of the start of a span of bytes.
    pub(crate) fn place(&self, span: &Range<usize>) -> (usize, usize) {
        place(self.text, span.start)
    }

    /// Notes a flaw at the start of a span of bytes.
    pub(crate) fn note(&mut self, span: &Range<usize>, flaw: Flaw) {
        let (line, column) = self.place(span);
        // What TOML could not read comes back as a stopgap; one mistake a line says enough then.
        if !(self.broken && self.mistakes.iter().any(|mistake| mistake.line == line)) {
            self.mistakes.push(flaw.at(line, column));
        }
    }

    /// Says that TOML could not read all of the text.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken
    }

    /// Returns the mistakes in the order of their places.
    pub(crate) fn finish(mut self) -> Vec<Mistake> {
        self.mistakes
            .sort_by_key(|mistake| (mistake.line, mistake.column));
        self.mistakes
    }
}

/// One table of a document.
#[derive(Clone)]
pub(crate) struct Table<'a> {
    values: &'a DeTable<'a>,
    span: Range<usize>,
}

impl<'a> Table<'a> {
    /// Returns where the table begins.
    pub(crate) fn span(&self) -> &Range<usize> {
        &self.span
    }

    /// Returns the keys in the order of the alphabet.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.values.keys().map(|key| key.get_ref().as_ref())
    }

    /// Says whether a key is written.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    /// Returns every key that holds a table.
    pub(crate) fn all_tables(&self) -> impl Iterator<Item = (&'a str, Table<'a>)> {
        self.values
            .iter()
            .filter_map(|(key, value)| Some((key.get_ref().as_ref(), table(value)?)))
    }

    /// Notes the keys that nobody reads.
    pub(crate) fn allow(&self, known: &[&str], report: &mut Report<'_>) {
        for key in self.values.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let flaw = Flaw::new(format!("unknown key `{name}`"));
                report.note(&key.span(), flaw.did_you_mean(name, known.iter().copied()));
            }
        }
    }

    /// Returns what a text under a key means to `read`, or notes why there is no meaning in it.
    pub(crate) fn text<T>(
        &self,
        key: &str,
        read: impl FnOnce(&str) -> Result<T, Flaw>,
        report: &mut Report<'_>,
    ) -> Option<T> {
        let value = self.values.get(key)?;
        text(key, value, read, report)
    }

    /// Returns what a text under a key means to `read`, and notes it if the key is missing.
    pub(crate) fn required_text<T>(
        &self,
        key: &str,
        read: impl FnOnce(&str) -> Result<T, Flaw>,
        report: &mut Report<'_>,
    ) -> Option<T> {
        self.require(key, report);
        self.text(key, read, report)
    }

    /// Notes a key that must be there and is not.
    pub(crate) fn require(&self, key: &str, report: &mut Report<'_>) {
        if !self.values.contains_key(key) && !report.broken {
            report.note(&self.span, Flaw::new(format!("`{key}` is missing")));
        }
    }

    /// Returns a day, as `2023-03-27`.
    pub(crate) fn day(&self, key: &str, report: &mut Report<'_>) -> Option<String> {
        let value = self.values.get(key)?;
        match value.get_ref() {
            DeValue::Datetime(day) if day.time.is_none() && day.offset.is_none() => {
                Some(day.to_string())
            }
            _ => {
                let flaw = Flaw::new(format!("`{key}` is no date"));
                report.note(
                    &value.span(),
                    flaw.hint("write it without quotes: 2023-03-27"),
                );
                None
            }
        }
    }

    /// Returns what the texts of an array mean to `read`; nothing where the key is missing.
    pub(crate) fn texts<T>(
        &self,
        key: &str,
        mut read: impl FnMut(&str) -> Result<T, Flaw>,
        report: &mut Report<'_>,
    ) -> Vec<T> {
        let Some(value) = self.values.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(array) = value.get_ref() else {
            report.note(&value.span(), wrong_type(key, value, "an array of texts"));
            return Vec::new();
        };
        array
            .iter()
            .filter_map(|value| text(key, value, &mut read, report))
            .collect()
    }

    /// Returns the table under a key.
    pub(crate) fn table(&self, key: &str, report: &mut Report<'_>) -> Option<Table<'a>> {
        let value = self.values.get(key)?;
        let table = table(value);
        if table.is_none() {
            report.note(
                &value.span(),
                wrong_type(key, value, &format!("a table `[{key}]`")),
            );
        }
        table
    }

    /// Returns the tables of an array of tables.
    pub(crate) fn tables(&self, key: &str, report: &mut Report<'_>) -> Vec<Table<'a>> {
        let Some(value) = self.values.get(key) else {
            return Vec::new();
        };
        let tables: Option<Vec<_>> = match value.get_ref() {
            DeValue::Array(array) => array.iter().map(table).collect(),
            _ => None,
        };
        match tables {
            Some(tables) if !tables.is_empty() => return tables,
            Some(_) => report.note(&value.span(), Flaw::new(format!("`{key}` is empty"))),
            None => {
                let wanted = format!("tables `[[{key}]]`");
                report.note(&value.span(), wrong_type(key, value, &wanted));
            }
        }
        Vec::new()
    }
}

fn table<'a>(value: &'a Spanned<DeValue<'a>>) -> Option<Table<'a>> {
    let values = value.get_ref().as_table()?;
    Some(Table {
        values,
        span: value.span(),
    })
}

fn text<T>(
    key: &str,
    value: &Spanned<DeValue<'_>>,
    read: impl FnOnce(&str) -> Result<T, Flaw>,
    report: &mut Report<'_>,
) -> Option<T> {
    let Some(text) = value.get_ref().as_str() else {
        report.note(&value.span(), wrong_type(key, value, "a text in quotes"));
        return None;
    };
    read(text)
        .map_err(|flaw| report.note(&value.span(), flaw))
        .ok()
}

fn wrong_type(key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) -> Flaw {
    let found = value.get_ref().type_str();
    Flaw::new(format!("`{key}` is of type {found}")).hint(format!("write {wanted}"))
}
