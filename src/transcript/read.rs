//! The text of a file as a transcript, with every mistake in it.

use super::header::Reading;
use super::line::Line;
use super::literal::{self, Place};
use super::outline::Outline;
use super::{Section, Transcript, heading, labelled};
use crate::mistake::{Flaw, Mistake};

/// The line before and after the header.
const FENCE: &str = "+++";

/// Reads the text of one file, or returns every mistake in it, sorted by place.
pub fn parse(text: &str) -> Result<Transcript, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let lines = lines(text, &mut mistakes);
    let (header, rest, above) = split(&lines, &mut mistakes);
    let mut body = Body {
        outline: Outline::new(header.labels),
        above,
        mistakes,
    };
    for &(number, line) in rest {
        body.line(number, line);
    }
    let (sections, mut mistakes) = body.finish(lines.len());
    match header.header {
        Some(header) if mistakes.is_empty() => Ok(Transcript { header, sections }),
        _ => {
            mistakes.sort_by_key(|mistake| (mistake.line, mistake.column));
            Err(mistakes)
        }
    }
}

/// Parts a text into numbered lines without their ends, and notes ends and signs of other systems.
fn lines<'f>(text: &'f str, mistakes: &mut Vec<Mistake>) -> Vec<(usize, &'f str)> {
    let unmarked = text.strip_prefix('\u{feff}').unwrap_or(text);
    if unmarked.len() < text.len() {
        mistakes.push(
            Flaw::new("byte order mark")
                .hint("save the file without it")
                .at(1, 1),
        );
    }
    let body = unmarked.strip_suffix('\n');
    let lines: Vec<_> = (1..).zip(body.unwrap_or(unmarked).split('\n')).collect();
    if let (None, Some(&(number, last))) = (body, lines.last())
        && !text.is_empty()
    {
        let flaw = Flaw::new("no line feed at the end of the file").hint("add one");
        mistakes.push(flaw.at(number, last.chars().count() + 1));
    }
    // One note is enough: where one line ends like this, all of them do.
    if let Some(&(number, line)) = lines.iter().find(|(_, line)| line.ends_with('\r')) {
        let flaw = Flaw::new("line that ends with a carriage return");
        mistakes.push(
            flaw.hint("save the file with the line ends of Unix")
                .at(number, line.chars().count()),
        );
    }
    lines
        .into_iter()
        .map(|(number, line)| (number, line.strip_suffix('\r').unwrap_or(line)))
        .collect()
}

/// Reads the header and returns the lines below it, and what they follow.
fn split<'l, 'f>(
    lines: &'l [(usize, &'f str)],
    mistakes: &mut Vec<Mistake>,
) -> (Reading, &'l [(usize, &'f str)], Above) {
    let Some(((_, FENCE), rest)) = lines.split_first() else {
        let flaw = Flaw::new("no header").hint("begin the file with a line `+++`");
        mistakes.push(flaw.at(1, 1));
        return (Reading::default(), lines, Above::WideGap);
    };
    let fence = rest.iter().position(|&(_, line)| line == FENCE);
    if fence.is_none() {
        let flaw = Flaw::new("header without end").hint("end it with a line `+++`");
        mistakes.push(flaw.at(1, 1));
    }
    let heading = || {
        rest.iter()
            .position(|(_, line)| line.starts_with(heading::START))
    };
    let end = fence.or_else(heading).unwrap_or(rest.len());
    let (toml, body) = rest.split_at(end);
    let toml: String = toml.iter().flat_map(|&(_, line)| [line, "\n"]).collect();
    let mut header = Reading::of(&toml);
    // The header's first line is the file's second.
    mistakes.extend(header.mistakes.drain(..).map(|mistake| {
        let line = mistake.line + 1;
        Mistake { line, ..mistake }
    }));
    match body.split_first() {
        Some(((_, FENCE), body)) => (header, body, Above::Block),
        _ => (header, body, Above::Gap),
    }
}

/// What stands in the line above.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Above {
    /// Text, or the end of the header.
    Block,
    /// The empty line that parts blocks.
    Gap,
    /// More empty lines than one.
    WideGap,
}

/// Reads the lines below the header.
struct Body {
    outline: Outline,
    above: Above,
    mistakes: Vec<Mistake>,
}

impl Body {
    fn line(&mut self, number: usize, text: &str) {
        let mut line = Line::new(number, text);
        let block = line.block();
        if block.is_empty() {
            if self.above == Above::Gap {
                line.note(
                    text,
                    Flaw::new("more than one empty line").hint("leave one"),
                );
            }
            self.above = if self.above == Above::Block {
                Above::Gap
            } else {
                Above::WideGap
            };
        } else {
            if self.above == Above::Block {
                let flaw = Flaw::new("no empty line above");
                line.note(
                    block,
                    flaw.hint("part blocks by one, and write each in one line"),
                );
            }
            self.above = Above::Block;
            self.block(block, &mut line);
        }
        self.mistakes.extend(line.finish());
    }

    fn block<'f>(&mut self, block: &'f str, line: &mut Line<'f>) {
        if let Some(rest) = block.strip_prefix(heading::START) {
            let heading = heading::read(rest, line);
            self.outline.heading(heading, line);
        } else if let Some(rest) = block.strip_prefix(labelled::START) {
            if let Some(turn) = labelled::read(rest, line) {
                self.outline.turn(&turn, line);
            }
        } else {
            let text = literal::read(block, Place::Paragraph, line);
            self.outline.paragraph(text, block, line);
        }
    }

    fn finish(mut self, end: usize) -> (Vec<Section>, Vec<Mistake>) {
        let (sections, mistakes) = self.outline.finish();
        self.mistakes.extend(mistakes);
        if self.above == Above::Gap && !sections.is_empty() {
            let flaw = Flaw::new("empty line at the end of the file").hint("remove it");
            self.mistakes.push(flaw.at(end, 1));
        }
        if sections.is_empty() {
            let flaw = Flaw::new("no section").hint("begin one with `## title {#s1}`");
            self.mistakes.push(flaw.at(end, 1));
        }
        (sections, self.mistakes)
    }
}
