//! The sections and turns of a file, gathered block by block.
//!
//! After a mistake the gathering goes on with stand-ins, so that the rest of the file is checked
//! as well; a file with a mistake has no transcript, so no stand-in is ever seen.

use std::collections::BTreeSet;

use super::heading::Heading;
use super::labelled::Labelled;
use super::line::Line;
use super::{Seconds, Section, SectionId, Turn, TurnId};
use crate::mistake::{Flaw, Mistake};

/// What was gathered so far.
#[derive(Default)]
pub(super) struct Outline {
    /// The declared labels; empty where the header does not tell them.
    labels: Vec<String>,
    sections: Vec<Section>,
    ids: BTreeSet<SectionId>,
    /// The line the current section begins in.
    begin: usize,
    /// The latest time of a turn.
    time: Option<Seconds>,
    /// Sections in which nobody speaks.
    silent: Vec<Mistake>,
}

impl Outline {
    /// Starts gathering what the bearers of some labels say.
    pub(super) fn new(labels: Vec<String>) -> Self {
        Self {
            labels,
            ..Self::default()
        }
    }

    /// Returns the sections in order, and the mistakes that only the end of a section shows.
    pub(super) fn finish(mut self) -> (Vec<Section>, Vec<Mistake>) {
        self.end_section();
        (self.sections, self.silent)
    }

    /// Begins a section.
    pub(super) fn heading<'f>(&mut self, heading: Heading<'f>, line: &mut Line<'f>) {
        self.end_section();
        self.begin = line.number();
        if let Some((part, id)) = heading.id
            && !self.ids.insert(id)
        {
            let flaw = Flaw::new(format!("second section with the id `{id}`"));
            let free = self.ids.last().and_then(|last| last.following());
            let hint = free.map(|free| format!("write `{free}`, which is free"));
            line.note(part, Flaw { hint, ..flaw });
        }
        self.sections.push(Section {
            id: heading.id.map_or(SectionId::FIRST, |(_, id)| id),
            title: heading.title,
            time: heading.time,
            aliases: heading.aliases,
            turns: Vec::new(),
        });
    }

    /// Begins a turn.
    pub(super) fn turn<'f>(&mut self, turn: &Labelled<'f>, line: &mut Line<'f>) {
        let speaker = self.speaker(turn.label, line);
        self.time(turn, line);
        let section = self.section(turn.label, line);
        section.turns.push(Turn {
            id: id(turn, &section.turns, line),
            pinned: turn.id.is_some(),
            speaker,
            time: turn.time.map(|(_, time)| time),
            paragraphs: vec![turn.text.to_owned()],
        });
    }

    /// Continues a turn with a text, which the block of a line holds.
    pub(super) fn paragraph<'f>(&mut self, text: &str, block: &'f str, line: &mut Line<'f>) {
        let expected = !self.sections.is_empty();
        let section = self.section(block, line);
        if let Some(turn) = section.turns.last_mut() {
            turn.paragraphs.push(text.to_owned());
            return;
        }
        if expected {
            let flaw = Flaw::new("text before the first turn of a section");
            line.note(block, flaw.hint("begin it with a label"));
        }
        section.turns.push(Turn {
            id: TurnId::FIRST,
            pinned: false,
            speaker: 0,
            time: None,
            paragraphs: vec![text.to_owned()],
        });
    }

    /// Returns the current section, or notes that there is none and begins a stand-in.
    fn section<'f>(&mut self, part: &'f str, line: &mut Line<'f>) -> &mut Section {
        if self.sections.is_empty() {
            let flaw = Flaw::new("text before the first section");
            line.note(part, flaw.hint("write `## title {#s1}` above it"));
            self.heading(Heading::default(), line);
        }
        let last = self.sections.len() - 1;
        &mut self.sections[last]
    }

    fn end_section(&mut self) {
        if self
            .sections
            .last()
            .is_some_and(|section| section.turns.is_empty())
        {
            let flaw = Flaw::new("section without turns").hint("remove it, or add its turns");
            self.silent.push(flaw.at(self.begin, 1));
        }
    }

    fn speaker<'f>(&self, label: &'f str, line: &mut Line<'f>) -> usize {
        if let Some(speaker) = self.labels.iter().position(|known| known == label) {
            return speaker;
        }
        if !self.labels.is_empty() {
            let known = self.labels.iter().map(String::as_str);
            let flaw = Flaw::new(format!("`{label}` is no declared speaker"))
                .hint("declare the label under [[speakers]] in the header")
                .did_you_mean(label, known);
            line.note(label, flaw);
        }
        0
    }

    fn time<'f>(&mut self, turn: &Labelled<'f>, line: &mut Line<'f>) {
        let Some((part, time)) = turn.time else {
            return;
        };
        if let Some(latest) = self.time.filter(|&latest| time < latest) {
            let problem = format!("time {time} is before {latest}, when a turn above begins");
            line.note(part, Flaw::new(problem));
        }
        self.time = self.time.max(Some(time));
    }
}

/// Returns the id of a turn, written or counted.
fn id<'f>(turn: &Labelled<'f>, above: &[Turn], line: &mut Line<'f>) -> TurnId {
    let last = above.last().map(|turn| turn.id);
    let Some((part, id)) = turn.id else {
        return last
            .map_or(Some(TurnId::FIRST), TurnId::following)
            .unwrap_or_else(|| {
                let flaw = Flaw::new("more turns than a section may have");
                line.note(
                    turn.label,
                    flaw.hint("divide the section; the last id is `t9999`"),
                );
                TurnId::FIRST
            });
    };
    if let Some(last) = last.filter(|&last| id <= last) {
        let flaw = if above.iter().any(|turn| turn.id == id) {
            Flaw::new(format!("second turn with the id `{id}` in this section"))
        } else {
            Flaw::new(format!("turn `{id}` stands below turn `{last}`"))
        };
        line.note(
            part,
            flaw.hint("ids rise; a turn that was moved needs a new one"),
        );
    }
    id
}
