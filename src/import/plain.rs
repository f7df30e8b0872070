//! Plain text: `━━title━━` begins a section, `Name:` a turn, anything else goes on with a turn.
//!
//! What stands above the first section and below the last turn is not part of the talk: editors'
//! notes, counters, rights. Only people who are known speak: those of the header, or those whom
//! the text declares, `Full Name (以下称Short):`, or lets speak twice.

mod cast;
mod label;
mod row;

use std::ops::Range;

use super::draft::Draft;
use crate::mistake::{Flaw, Mistake};
use crate::transcript::Speaker;
use cast::Cast;
use label::Label;
use row::{Kind, Row};

/// Reads a text by the names of its speakers, if they are known.
///
/// A text without section marks is one section, titled as the text is: by its first line if that
/// is not yet talk, else by `name`.
pub(super) fn read(
    text: &str,
    known: Option<&[Speaker]>,
    name: &str,
) -> Result<Draft, Vec<Mistake>> {
    let mut rows = Row::all(text);
    let mark = rows.iter().position(Row::is_mark);
    let cast = cast(rows.get(mark.unwrap_or(0)..).unwrap_or_default(), known)?;
    for row in &mut rows {
        row.classify(&cast);
    }
    let Range { start, end } = talk(&rows, mark)?;
    let (above, rest) = rows.split_at_mut(start);
    let (talk, below) = rest.split_at_mut(end - start);

    let mut notes = Vec::new();
    if known.is_none() {
        notes.push(format!(
            "speakers found in the text: {}",
            cast.labels().join(", ")
        ));
    }
    notes.extend(left_out(above, "above"));
    settle(talk, &cast, &mut notes);
    notes.extend(left_out(below, "below"));

    let mut draft = Draft::new(cast.into_speakers());
    let title = above.first().filter(|row| row.control().is_none());
    draft.title = title.map(|row| row.text.to_owned());
    if mark.is_none() {
        let title = draft.title.as_deref().unwrap_or(name).to_owned();
        draft.section(&title).map_err(|flaw| vec![flaw.at(1, 1)])?;
    }
    draft.notes = notes;
    build(talk, draft)
}

/// Returns who may speak, and what else they are called in the text.
fn cast(rows: &[Row<'_>], known: Option<&[Speaker]>) -> Result<Cast, Vec<Mistake>> {
    let labels = rows
        .iter()
        .filter_map(|row| Some((row, Label::of(row.text)?)));
    let Some(speakers) = known else {
        return Ok(Cast::found(
            &labels.map(|(_, label)| label).collect::<Vec<_>>(),
        ));
    };
    let mut cast = Cast::of(speakers);
    let mut strangers = Vec::new();
    for (row, label) in labels {
        if let Some(short) = label.short
            && !cast.declare(label.name, short)
        {
            let flaw = Flaw::new(format!("`{}` is no speaker of the header", label.name));
            strangers.push(row.mistake(flaw.hint("add them under [[speakers]]")));
        }
    }
    if strangers.is_empty() {
        Ok(cast)
    } else {
        Err(strangers)
    }
}

/// Finds the rows that are talk: from the first section to the last turn's last paragraph.
fn talk(rows: &[Row<'_>], mark: Option<usize>) -> Result<Range<usize>, Vec<Mistake>> {
    let first = rows.iter().position(Row::is_turn);
    let last = rows.iter().rposition(Row::is_turn);
    let (Some(first), Some(last)) = (first, last) else {
        let flaw = Flaw::new("no line begins with the name of a speaker and a colon");
        return Err(vec![
            flaw.hint("write such as `Name: text`, or name the speakers in a header")
                .at(1, 1),
        ]);
    };
    let start = mark.unwrap_or(first);
    if first < start {
        let flaw = Flaw::new("turn above the first section");
        return Err(vec![
            rows[first].mistake(flaw.hint("write a mark such as `━━title━━` above it")),
        ]);
    }
    let below = rows.iter().skip(last + 1).position(Row::may_end_the_talk);
    Ok(start..below.map_or(rows.len(), |count| last + 1 + count))
}

/// Tells of rows that are not talk.
fn left_out(rows: &[Row<'_>], place: &str) -> Option<String> {
    let lines = match rows {
        [] => return None,
        [row] => format!("line {}", row.number()),
        [first, .., last] => format!("lines {} to {}", first.number(), last.number()),
    };
    Some(format!("{lines}: left out, {place} the talk"))
}

/// Decides which lines that begin with a name, but have no colon, are turns.
///
/// They are where a turn of that speaker fits: between turns of others. Else they may as well be a
/// paragraph about that speaker.
fn settle(talk: &mut [Row<'_>], cast: &Cast, notes: &mut Vec<String>) {
    let mut above = None;
    for index in 0..talk.len() {
        let number = talk[index].number();
        match talk[index].kind {
            Kind::Turn { speaker, .. } => above = Some(speaker),
            Kind::Bare { speaker, text } => {
                let below = talk[index..].iter().find_map(Row::speaker);
                let label = cast.label(speaker);
                if above != Some(speaker) && below.is_some_and(|below| below != speaker) {
                    talk[index].kind = Kind::Turn { speaker, text };
                    above = Some(speaker);
                    notes.push(format!(
                        "line {number}: taken for a turn of `{label}`, though there is no colon"
                    ));
                } else {
                    notes.push(format!(
                        "line {number}: begins with `{label}`, taken for text of the turn above"
                    ));
                }
            }
            Kind::Stranger(label) => notes.push(format!(
                "line {number}: `{label}` is no known speaker, kept as text of the turn above"
            )),
            Kind::Mark(_) | Kind::Text => {}
        }
    }
}

/// Writes down what is said.
fn build(talk: &[Row<'_>], mut draft: Draft) -> Result<Draft, Vec<Mistake>> {
    // Where turns stand line under line, a line is a paragraph; else it is a part of one.
    let wraps = !talk.iter().any(|row| row.touches && row.is_turn());
    let mut joined = Vec::new();
    let mut mistakes = Vec::new();
    for (index, row) in talk.iter().enumerate() {
        mistakes.extend(row.control());
        let next = talk.get(index + 1).map(|row| row.kind);
        let written = match row.kind {
            Kind::Mark(title) => check_section(title, next).and_then(|()| draft.section(title)),
            Kind::Turn { speaker, text } => draft
                .turn(speaker)
                .and_then(|()| first_paragraph(&mut draft, text, next)),
            _ if row.touches && wraps => {
                joined.push(row.number().to_string());
                draft.wrapped(row.text)
            }
            _ => draft.paragraph(row.text),
        };
        mistakes.extend(written.map_err(|flaw| row.mistake(flaw)).err());
    }
    if !joined.is_empty() {
        let note = "joined with the line above, for only empty lines part paragraphs here";
        draft
            .notes
            .push(format!("lines {}: {note}", joined.join(", ")));
    }
    if mistakes.is_empty() {
        Ok(draft)
    } else {
        Err(mistakes)
    }
}

fn check_section(title: &str, next: Option<Kind<'_>>) -> Result<(), Flaw> {
    if title.is_empty() {
        Err(Flaw::new("section without title").hint("write a mark such as `━━title━━`"))
    } else if matches!(next, Some(Kind::Mark(_))) {
        Err(Flaw::new("section without turns").hint("remove the mark"))
    } else {
        Ok(())
    }
}

/// Adds the text behind a label; it may as well begin in the next line.
fn first_paragraph(draft: &mut Draft, text: &str, next: Option<Kind<'_>>) -> Result<(), Flaw> {
    if !text.is_empty() {
        draft.paragraph(text)
    } else if matches!(next, None | Some(Kind::Mark(_) | Kind::Turn { .. })) {
        Err(Flaw::new("turn without text").hint("write what was said, or remove the label"))
    } else {
        Ok(())
    }
}
