//! The TOML of a header as its meaning.

use std::str::FromStr;

use super::{Header, InterviewId, Media, Original, Role, Source, Speaker};
use crate::mistake::{Flaw, Mistake};
use crate::toml_table::{Document, Report, Table, line, web_address};

/// What reading a header brought to light.
#[derive(Default)]
pub(in crate::transcript) struct Reading {
    /// The header, if there is no mistake in it.
    pub(in crate::transcript) header: Option<Header>,
    /// The labels of the speakers, as far as they could be read; empty if TOML could not.
    pub(in crate::transcript) labels: Vec<String>,
    /// The mistakes, sorted by place; lines are counted from the first of the header.
    pub(in crate::transcript) mistakes: Vec<Mistake>,
}

impl Reading {
    /// Reads the TOML of a header.
    pub(in crate::transcript) fn of(toml: &str) -> Self {
        let document = Document::parse(toml);
        let mut report = document.report();
        note_ends(toml, &mut report);
        let root = document.root();
        let speakers = speakers(&root, &mut report);
        let labels = if report.is_broken() {
            Vec::new()
        } else {
            speakers
                .iter()
                .map(|speaker| speaker.label.clone())
                .collect()
        };
        let header = read(&root, speakers, whole_lines(toml), &mut report);
        let mistakes = report.finish();
        Self {
            header: header.filter(|_| mistakes.is_empty()),
            labels,
            mistakes,
        }
    }
}

fn whole_lines(toml: &str) -> String {
    let end = if toml.is_empty() || toml.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    format!("{toml}{end}")
}

/// Notes what TOML allows but would end the header early or give it two spellings.
fn note_ends(toml: &str, report: &mut Report<'_>) {
    let mut start = 0;
    for row in toml.split_inclusive('\n') {
        let flaw = if row.contains('\r') {
            Some(Flaw::new("carriage return").hint("end lines with a line feed alone"))
        } else if row.trim_end_matches('\n') == "+++" {
            Some(Flaw::new("line `+++` within the header").hint("indent it"))
        } else {
            None
        };
        if let Some(flaw) = flaw {
            report.note(&(start..start), flaw);
        }
        start += row.len();
    }
}

fn read(
    root: &Table<'_>,
    speakers: Vec<Speaker>,
    toml: String,
    report: &mut Report<'_>,
) -> Option<Header> {
    root.allow(
        &[
            "id",
            "title",
            "language",
            "published",
            "speakers",
            "source",
            "original",
            "media",
        ],
        report,
    );
    let id = root.required_text("id", InterviewId::from_str, report);
    let title = root.required_text("title", line, report);
    let language = root.required_text("language", language, report);
    let published = root.day("published", report);
    let source = root
        .table("source", report)
        .map(|table| source(&table, report));
    let original = root
        .table("original", report)
        .map(|table| original(&table, report));
    let media = root
        .table("media", report)
        .map(|table| media(&table, report));
    Some(Header {
        toml,
        id: id?,
        title: title?,
        language: language?,
        published,
        speakers,
        source: source.flatten(),
        original: original.flatten(),
        media,
    })
}

fn speakers(root: &Table<'_>, report: &mut Report<'_>) -> Vec<Speaker> {
    root.require("speakers", report);
    let mut speakers: Vec<Speaker> = Vec::new();
    for table in root.tables("speakers", report) {
        table.allow(&["name", "label", "role"], report);
        let name = table.required_text("name", line, report);
        let label = table.required_text(
            "label",
            |text| match line(text)? {
                label if label.contains('*') => {
                    Err(Flaw::new("`*` in a label").hint("labels are written between `**`"))
                }
                label if speakers.iter().any(|speaker| speaker.label == label) => {
                    Err(Flaw::new(format!("two speakers have the label `{label}`"))
                        .hint("give each their own"))
                }
                label => Ok(label),
            },
            report,
        );
        let role = table.text("role", Role::from_str, report);
        // Without its name the speaker is no part of any header, but its label is known.
        if let Some(label) = label {
            speakers.push(Speaker {
                name: name.unwrap_or_default(),
                label,
                role,
            });
        }
    }
    speakers
}

fn source(table: &Table<'_>, report: &mut Report<'_>) -> Option<Source> {
    table.allow(&["name", "credit", "url"], report);
    let name = table.required_text("name", line, report);
    let credit = table.text("credit", line, report);
    let url = table.text("url", web_address, report);
    Some(Source {
        name: name?,
        credit,
        url,
    })
}

fn original(table: &Table<'_>, report: &mut Report<'_>) -> Option<Original> {
    table.allow(&["name", "title", "url", "language"], report);
    let name = table.text("name", line, report);
    let title = table.text("title", line, report);
    let url = table.required_text("url", web_address, report);
    let language = table.text("language", language, report);
    Some(Original {
        name,
        title,
        url: url?,
        language,
    })
}

fn media(table: &Table<'_>, report: &mut Report<'_>) -> Media {
    table.allow(&["youtube"], report);
    Media {
        youtube: table.text("youtube", youtube, report),
    }
}

impl FromStr for Role {
    type Err = Flaw;

    fn from_str(text: &str) -> Result<Self, Flaw> {
        match text {
            "host" => Ok(Self::Host),
            "guest" => Ok(Self::Guest),
            _ => Err(Flaw::new(format!("`{}` is no role", text.escape_debug()))
                .hint("write host or guest, or leave it out")),
        }
    }
}

/// Reads a BCP 47 tag by its form: letters first, then letters and digits, parted by `-`.
fn language(text: &str) -> Result<String, Flaw> {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let whole = (2..=3).contains(&first.len()) && first.chars().all(|c| c.is_ascii_lowercase());
    if whole
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        })
    {
        Ok(text.to_owned())
    } else {
        Err(
            Flaw::new(format!("`{}` is no language tag", text.escape_debug()))
                .hint("write one such as zh-Hans, zh-Hant or en"),
        )
    }
}

/// Reads the id of a video by its form.
fn youtube(text: &str) -> Result<String, Flaw> {
    let possible = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if text.chars().count() == 11 && text.chars().all(possible) {
        Ok(text.to_owned())
    } else {
        Err(Flaw::new(format!(
            "`{}` is no id of a YouTube video",
            text.escape_debug()
        ))
        .hint("write the 11 characters after `watch?v=`"))
    }
}
