//! A reply as text. Lines that begin with `│` are quoted; all others are ours.

use std::fmt::Write as _;

use crate::{
    commands::ALL,
    corpus::Passage,
    link::Targets,
    locale::Locale,
    reply::{Card, Contents, Control, Excerpt, Part, Reading, Reply, Spoken},
    wording::{Message, UserError, lookup},
};

/// Whether the output understands more than text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A file, a pipe, or a terminal without colours.
    Plain,
    /// A terminal that shows bold and dim.
    Ansi,
}

impl Style {
    fn bold(self, text: &str) -> String {
        self.wrap(text, "1", "22")
    }

    fn dim(self, text: &str) -> String {
        self.wrap(text, "2", "22")
    }

    fn wrap(self, text: &str, on: &str, off: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Ansi => format!("\u{1b}[{on}m{text}\u{1b}[{off}m"),
        }
    }
}

/// Shows a reply, and below it what can be pressed, by numbers.
pub fn show(reply: &Reply, locale: Locale, style: Style) -> String {
    let writer = Writer { locale, style };
    let mut blocks: Vec<String> = reply.parts.iter().map(|part| writer.part(part)).collect();
    let controls = writer.controls(reply.controls.iter().flatten());
    if !controls.is_empty() {
        blocks.push(controls);
    }
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n")
}

/// Says what went wrong, and the way out.
pub fn error(error: &UserError, locale: Locale) -> String {
    say(&error.0, locale)
}

/// Says a sentence; control characters in the words of others would steer the terminal.
pub(super) fn say(message: &Message, locale: Locale) -> String {
    message.say(locale, &|text| {
        text.chars().filter(|char| !char.is_control()).collect()
    })
}

struct Writer {
    locale: Locale,
    style: Style,
}

impl Writer {
    fn part(&self, part: &Part) -> String {
        match part {
            Part::Note(message) => say(message, self.locale) + "\n",
            Part::Excerpt(excerpt) => self.excerpt(excerpt),
            Part::Reading(reading) => self.reading(reading),
            Part::Contents(contents) => self.contents(contents),
            Part::Card(card) => self.card(card),
            Part::Commands(names) => self.commands(names),
            Part::Links(links) => links.iter().fold(String::new(), |lines, (label, url)| {
                lines + &format!("{}: {url}\n", say(label, self.locale))
            }),
        }
    }

    fn excerpt(&self, excerpt: &Excerpt) -> String {
        let mut out = self.heading(&format!("{} · {}", excerpt.speaker, excerpt.section));
        if let Some((label, prompt)) = &excerpt.prompt {
            out += &self.style.dim(&quoted(&format!("{label}: "), &cut(prompt)));
        }
        out += &quoted("", &self.marked(excerpt));
        let place = excerpt.passage.address().to_string();
        out += &self.trail(&place, &excerpt.targets, excerpt.credit.as_deref());
        out
    }

    fn reading(&self, reading: &Reading) -> String {
        let mut out = self.heading(&format!("{} · {}", reading.section, reading.interview));
        if let Some((page, pages)) = reading.page.filter(|(_, pages)| *pages > 1) {
            let turning = Message::new("page").with("page", page).with("pages", pages);
            let _ = writeln!(out, "{}", say(&turning, self.locale));
        }
        for spoken in &reading.turns {
            out += &self.spoken(spoken);
        }
        out += &self.trail(
            &reading.address.to_string(),
            &reading.targets,
            reading.credit.as_deref(),
        );
        out
    }

    fn spoken(&self, spoken: &Spoken) -> String {
        let mut head = vec![self.style.bold(&spoken.label)];
        head.extend(
            spoken
                .targets
                .video
                .as_ref()
                .map(|(time, _)| time.to_string()),
        );
        head.push(self.style.dim(&spoken.passage.address().anchor()));
        head.extend(spoken.focus.then(|| "◀".to_owned()));
        format!("{}\n{}", head.join(" "), quoted("", &cut(&spoken.passage)))
    }

    fn contents(&self, contents: &Contents) -> String {
        let mut out = self.heading(&contents.interview);
        for entry in &contents.sections {
            let turns = say(
                &Message::new("section-count").with("turns", entry.turns),
                self.locale,
            );
            let time = entry
                .targets
                .video
                .as_ref()
                .map(|(time, url)| format!(" · ▶ {time} {url}"));
            let _ = writeln!(
                out,
                "{:>2}. {} {}",
                entry.number,
                entry.title,
                self.style.dim(&format!(
                    "{} · {turns}{}",
                    entry.address,
                    time.unwrap_or_default()
                )),
            );
        }
        out + &contents
            .credit
            .as_ref()
            .map_or_else(String::new, |credit| credit.clone() + "\n")
    }

    fn card(&self, card: &Card) -> String {
        let mut out = self.heading(&card.title);
        let speakers = Message::new("interview-speakers").with("names", card.speakers.join(", "));
        let published = card
            .published
            .as_ref()
            .map(|date| Message::new("interview-published").with("date", date.as_str()));
        let source = card
            .source
            .as_ref()
            .map(|(name, _)| Message::new("interview-source").with("name", name.as_str()));
        for line in [Some(speakers), Some(card.counts.clone()), published, source]
            .iter()
            .flatten()
        {
            let _ = writeln!(out, "{}", say(line, self.locale));
        }
        out + &self.trail(&card.id, &card.targets, card.credit.as_deref())
    }

    fn commands(&self, names: &[&str]) -> String {
        let shown = ALL.iter().filter(|command| names.contains(&command.name));
        shown.fold(String::new(), |lines, command| {
            let about = lookup(self.locale, &format!("{}-about", command.name));
            let name = self.style.bold(&format!("/{}", command.name));
            lines
                + &format!(
                    "{name} {}\n    {}\n",
                    about.unwrap_or_default(),
                    command.example
                )
        })
    }

    /// Where a quote stands, where to go on, and how its source wants to be credited.
    fn trail(&self, place: &str, targets: &Targets, credit: Option<&str>) -> String {
        let mut trail = vec![place.to_owned()];
        trail.extend(targets.reader.clone());
        trail.extend(targets.source.clone());
        trail.extend(
            targets
                .video
                .as_ref()
                .map(|(time, url)| format!("▶ {time} {url}")),
        );
        trail.extend(targets.original.as_ref().map(|(language, url)| {
            format!(
                "{} {url}",
                say(&Message::original(language.as_deref()), self.locale)
            )
        }));
        let credit = credit.map_or_else(String::new, |credit| format!("\n{credit}"));
        self.style.dim(&format!("{}{credit}", trail.join(" · "))) + "\n"
    }

    fn controls<'c>(&self, controls: impl Iterator<Item = &'c Control>) -> String {
        let mut number = 0;
        let mut next = |label: &str| {
            number += 1;
            format!("[{number}] {label}")
        };
        let mut lines = vec![Vec::new()];
        for control in controls {
            match control {
                Control::Press { label, .. } => {
                    let label = next(&say(label, self.locale));
                    lines
                        .last_mut()
                        .into_iter()
                        .for_each(|line| line.push(label.clone()));
                }
                Control::Menu { items, .. } => {
                    lines.extend(items.iter().map(|item| vec![next(&item.label)]));
                    lines.push(Vec::new());
                }
                Control::Open { .. } | Control::Remove => {}
            }
        }
        lines.retain(|line| !line.is_empty());
        lines
            .iter()
            .fold(String::new(), |out, line| out + &line.join("  ") + "\n")
    }

    fn heading(&self, text: &str) -> String {
        self.style.bold(text) + "\n"
    }

    /// The passage with what matches in bold; cuts show.
    fn marked(&self, excerpt: &Excerpt) -> String {
        let stretches = excerpt.stretches();
        let bold = |(text, marked): (&str, bool)| {
            if marked {
                self.style.bold(text)
            } else {
                text.to_owned()
            }
        };
        with_cuts(&excerpt.passage, &stretches.map(bold).collect::<String>())
    }
}

/// Lines of a quote; the first begins with who says it where that is not above.
fn quoted(label: &str, text: &str) -> String {
    text.lines()
        .enumerate()
        .fold(String::new(), |out, (number, line)| {
            out + "│ " + if number == 0 { label } else { "" } + line + "\n"
        })
}

fn cut(passage: &Passage) -> String {
    with_cuts(passage, passage.text())
}

fn with_cuts(passage: &Passage, text: &str) -> String {
    let (before, after) = passage.cuts();
    format!("{before}{text}{after}")
}
