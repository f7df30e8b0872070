//! The header's file: the canonical header, then `[[sections]]` with what the text does not tell.

use std::str::FromStr;

use crate::mistake::{Flaw, Mistake};
use crate::toml_table::{Document, Report, Table};
use crate::transcript::{Header, Seconds, Section, Speaker, read_alias, too_many_aliases};

/// What begins the additions; the header is all that stands above.
const SECTIONS: &str = "[[sections]]";

/// A header, and what is added to the sections of a text.
pub(super) struct HeaderFile {
    header: Header,
    additions: Vec<Addition>,
}

/// What is added to one section.
struct Addition {
    /// Line and column, for the mistakes that only the text brings to light.
    place: (usize, usize),
    time: Option<Seconds>,
    aliases: Vec<String>,
    /// When each turn begins; nothing where no time is given.
    turns: Vec<Seconds>,
}

impl HeaderFile {
    /// Reads the file, or returns every mistake in it, sorted by place.
    pub(super) fn parse(text: &str) -> Result<Self, Vec<Mistake>> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let is_header = |row: &&str| !row.trim_start().starts_with(SECTIONS);
        let (above, below) = (
            text.split_inclusive('\n').take_while(is_header),
            text.split_inclusive('\n').skip_while(is_header),
        );
        // Empty lines stand for the header, so that the additions keep their places.
        let additions: String = above.clone().map(|_| "\n").chain(below).collect();
        let document = Document::parse(&additions);
        let mut report = document.report();
        let additions = read(&document.root(), &mut report);
        let mut mistakes = report.finish();
        match Header::parse(&format!("{}\n", above.collect::<String>().trim_end())) {
            Ok(header) if mistakes.is_empty() => Ok(Self { header, additions }),
            header => {
                mistakes.splice(0..0, header.err().unwrap_or_default());
                Err(mistakes)
            }
        }
    }

    /// Returns the speakers of the header.
    pub(super) fn speakers(&self) -> &[Speaker] {
        self.header.speakers()
    }

    /// Adds times and aliases to the sections of a text, and returns the header.
    pub(super) fn complete(self, sections: &mut [Section]) -> Result<Header, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let (given, there) = (self.additions.len(), sections.len());
        if let Some(last) = self.additions.last().filter(|_| given != there) {
            mistakes.push(last.mistake(format!(
                "{given} {SECTIONS} for {there} sections of the text"
            )));
        }
        for (section, addition) in sections.iter_mut().zip(self.additions) {
            let (given, there) = (addition.turns.len(), section.turns.len());
            if given > 0 && given != there {
                let problem = format!("{given} times for {there} turns of `{}`", section.title);
                mistakes.push(addition.mistake(problem));
            }
            for (turn, &time) in section.turns.iter_mut().zip(&addition.turns) {
                turn.time = Some(time);
            }
            section.time = addition.time;
            section.aliases = addition.aliases;
        }
        mistakes.sort_by_key(|mistake| mistake.line);
        if mistakes.is_empty() {
            Ok(self.header)
        } else {
            Err(mistakes)
        }
    }
}

impl Addition {
    fn mistake(&self, problem: String) -> Mistake {
        let (line, column) = self.place;
        Flaw::new(problem).at(line, column)
    }
}

fn read(root: &Table<'_>, report: &mut Report<'_>) -> Vec<Addition> {
    root.allow(&["sections"], report);
    if !root.has("sections") {
        return Vec::new();
    }
    let mut latest = Seconds(0);
    let mut additions = Vec::new();
    for table in root.tables("sections", report) {
        table.allow(&["time", "aliases", "turns"], report);
        let mut aliases = 0;
        additions.push(Addition {
            place: report.place(table.span()),
            time: table.text("time", Seconds::from_str, report),
            aliases: table.texts(
                "aliases",
                |text| {
                    aliases += 1;
                    if aliases > Section::MAX_ALIASES {
                        Err(too_many_aliases())
                    } else {
                        read_alias(text)
                    }
                },
                report,
            ),
            turns: table.texts("turns", |text| rising(&mut latest, text), report),
        });
    }
    additions
}

/// Reads a time that is not before the latest.
fn rising(latest: &mut Seconds, text: &str) -> Result<Seconds, Flaw> {
    let time = text.parse()?;
    if time < *latest {
        return Err(Flaw::new(format!(
            "time {time} is before {latest}, when a turn above begins"
        )));
    }
    *latest = time;
    Ok(time)
}
