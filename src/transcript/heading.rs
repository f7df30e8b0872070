//! The line a section begins with: `## title {#s4 t=15:27 aliases="a", "b"}`.

use std::str::FromStr;

use super::line::Line;
use super::{Seconds, Section, SectionId};
use crate::mistake::Flaw;
use crate::toml_table;

/// What a line must begin with to be a heading.
pub(super) const START: &str = "## ";

const FORM: &str =
    "write `## title {#s4 t=15:27 aliases=\"a\", \"b\"}`; all but `#s4` may be left out";

/// A section's line.
#[derive(Default)]
pub(super) struct Heading<'f> {
    /// The id, where it could be read, with the part of the line it stands in.
    pub(super) id: Option<(&'f str, SectionId)>,
    pub(super) title: String,
    pub(super) time: Option<Seconds>,
    pub(super) aliases: Vec<String>,
}

/// Reads what follows [`START`].
pub(super) fn read<'f>(rest: &'f str, line: &mut Line<'f>) -> Heading<'f> {
    let mut heading = Heading::default();
    let parts = rest
        .strip_suffix('}')
        .and_then(|rest| rest.rsplit_once(" {#"));
    let Some((title, attributes)) = parts else {
        line.note(rest, Flaw::new("section without id").hint(FORM));
        return heading;
    };
    heading.title = line.read(title, read_title).unwrap_or_default();
    let (id, mut attributes) = word(attributes);
    heading.id = line.read(id, SectionId::from_str).map(|read| (id, read));
    if let Some(rest) = attributes.strip_prefix("t=") {
        let (time, rest) = word(rest);
        heading.time = line.read(time, Seconds::from_str);
        attributes = rest;
    }
    if let Some(list) = attributes.strip_prefix("aliases=") {
        heading.aliases = aliases(list, line);
    } else if !attributes.is_empty() {
        let flaw = Flaw::new(format!("unknown attribute `{attributes}`"));
        line.note(attributes, flaw.hint(FORM));
    }
    heading
}

fn read_title(text: &str) -> Result<String, Flaw> {
    if text.trim().is_empty() {
        Err(Flaw::new("section without title").hint(FORM))
    } else if text.trim() != text {
        Err(Flaw::new("white space around a title").hint("remove it"))
    } else {
        Ok(text.to_owned())
    }
}

/// Parts the first word from the rest.
fn word(attributes: &str) -> (&str, &str) {
    attributes.split_once(' ').unwrap_or((attributes, ""))
}

fn aliases(list: &str, line: &mut Line<'_>) -> Vec<String> {
    let Some(inner) = list
        .strip_prefix('"')
        .and_then(|list| list.strip_suffix('"'))
    else {
        line.note(
            list,
            Flaw::new("aliases without quotes, or not at the end").hint(FORM),
        );
        return Vec::new();
    };
    let aliases: Vec<&str> = inner.split("\", \"").collect();
    if let Some(surplus) = aliases.get(Section::MAX_ALIASES) {
        line.note(surplus, too_many_aliases());
    }
    aliases
        .into_iter()
        .filter_map(|alias| line.read(alias, read_alias))
        .collect()
}

/// Reads an alias, which is written between quotes that nothing can escape.
pub(crate) fn read_alias(text: &str) -> Result<String, Flaw> {
    if text.contains('"') {
        Err(Flaw::new("quote in an alias").hint("part aliases by `\", \"`"))
    } else if text.contains(" {#") {
        Err(Flaw::new("` {#` in an alias").hint("it begins the attributes of a section"))
    } else {
        toml_table::line(text)
    }
}

/// Says that a section has more aliases than it may have.
pub(crate) fn too_many_aliases() -> Flaw {
    Flaw::new("more than four aliases").hint("keep the four that people would search for")
}

/// Writes a heading so that [`read`] returns it.
pub(super) fn write(section: &Section) -> String {
    let Section {
        id,
        title,
        time,
        aliases,
        ..
    } = section;
    let time = time.map_or_else(String::new, |time| format!(" t={time}"));
    let aliases = match aliases.as_slice() {
        [] => String::new(),
        aliases => format!(" aliases=\"{}\"", aliases.join("\", \"")),
    };
    format!("{START}{title} {{#{id}{time}{aliases}}}")
}
