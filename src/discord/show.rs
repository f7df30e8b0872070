//! A reply as a Discord message, within Discord's limits.
//!
//! Lines that begin with `>` are quoted; all others are ours. What does not fit is never cut
//! silently: a line of ours says so and leads to the section.

mod embeds;
mod rows;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serenity::all::{
    CreateActionRow, CreateAllowedMentions, CreateEmbed, CreateInteractionResponse,
    CreateInteractionResponseMessage, CreateMessage,
};

use super::markdown::{escape_line, unescape};
use crate::{
    commands::ALL,
    locale::Locale,
    reply::{Audience, Part, Reply},
    wording::{Message, UserError, lookup},
};

/// What the first line of an answer begins with; the rest of it is the question.
const QUESTION: &str = "🔎 ";

/// The most characters of a message's content (Discord developer docs, resources/message: 2000).
const CONTENT: usize = 2000;

/// The most embeds of a message (same place: 10).
const MOST_EMBEDS: usize = 10;

/// The most characters of all embeds of a message (same place: 6000), with room to spare.
const EMBEDS: usize = 5900;

/// The most UTF-8 bytes of all text of a message. Discord's own limit is undocumented and in
/// bytes, so Chinese meets it first: requests were seen to fail above some 10,000 (issues 7628
/// and 8554 of its API documentation).
const BYTES: usize = 8900;

/// For whom and where a reply is shown.
#[derive(Debug, Clone)]
pub(super) struct Stage {
    /// The language.
    pub(super) locale: Locale,
    /// Who asked: its controls are theirs.
    pub(super) asker: u64,
    /// Whether only they see it.
    pub(super) private: bool,
    /// What Discord calls the commands, for clickable names.
    pub(super) ids: Arc<BTreeMap<String, u64>>,
}

/// A message to send, or to put in place of another.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    content: String,
    embeds: Vec<CreateEmbed>,
    rows: Vec<CreateActionRow>,
    private: bool,
}

/// Drafts a reply.
pub(super) fn draft(reply: &Reply, stage: &Stage) -> Draft {
    let private = stage.private || reply.audience == Audience::Private;
    let (rows, labels) = rows::rows(
        &reply.controls,
        &Stage {
            private,
            ..stage.clone()
        },
    );
    let mut room = Room {
        characters: EMBEDS,
        bytes: BYTES.saturating_sub(labels),
    };
    let mut content = Content::default();
    if let Some(question) = &reply.question {
        content.push(&format!("{QUESTION}{}", escape_line(question)), &mut room);
    }
    let mut embeds = Vec::new();
    let mut urls = BTreeSet::new();
    let mut cut = false;
    for part in &reply.parts {
        let embed = match part {
            Part::Note(message) => {
                content.push(&say(message, stage.locale), &mut room);
                continue;
            }
            Part::Commands(names) => {
                content.push(&commands(names, stage), &mut room);
                continue;
            }
            Part::Links(links) => {
                content.push(&linked(links, stage.locale), &mut room);
                continue;
            }
            Part::Excerpt(excerpt) => embeds::excerpt(excerpt, stage.locale),
            Part::Reading(reading) => embeds::reading(reading, stage.locale, room),
            Part::Contents(contents) => embeds::contents(contents, stage.locale, room),
            Part::Card(card) => embeds::card(card, stage.locale),
        };
        if embeds.len() < MOST_EMBEDS && room.take(embed.characters(), embed.bytes()) {
            embeds.push(embed.build(&mut urls));
        } else {
            cut = true;
        }
    }
    if cut {
        content.push(
            &say(&Message::new("rest-in-section"), stage.locale),
            &mut room,
        );
    }
    Draft {
        content: content.0,
        embeds,
        rows,
        private,
    }
}

/// Drafts what went wrong, and the way out, for the asker alone.
pub(super) fn wrong(error: &UserError, locale: Locale) -> Draft {
    Draft {
        content: say(&error.0, locale),
        private: true,
        ..Draft::default()
    }
}

/// Reads the question back from the first line of an answer.
pub(super) fn question_of(content: &str) -> Option<String> {
    content.lines().next()?.strip_prefix(QUESTION).map(unescape)
}

impl Draft {
    /// Answers with a message of its own.
    pub(super) fn create(self) -> CreateInteractionResponse {
        let private = self.private;
        CreateInteractionResponse::Message(self.body(false).ephemeral(private))
    }

    /// Puts it in place of the message that was pressed.
    pub(super) fn update(self) -> CreateInteractionResponse {
        CreateInteractionResponse::UpdateMessage(self.body(true))
    }

    /// Sends it as an ordinary message.
    pub(super) fn message(self) -> CreateMessage {
        CreateMessage::new()
            .content(self.content)
            .embeds(self.embeds)
            .components(self.rows)
            .allowed_mentions(nobody())
    }

    fn body(self, replaces: bool) -> CreateInteractionResponseMessage {
        let body = CreateInteractionResponseMessage::new()
            .embeds(self.embeds)
            .components(self.rows)
            .allowed_mentions(nobody());
        // An update keeps what it does not name, so there even no content is content.
        if replaces || !self.content.is_empty() {
            body.content(self.content)
        } else {
            body
        }
    }
}

/// What is left of Discord's limits.
#[derive(Debug, Clone, Copy)]
struct Room {
    characters: usize,
    bytes: usize,
}

impl Room {
    /// Takes some; nothing if there is not enough.
    fn take(&mut self, characters: usize, bytes: usize) -> bool {
        let fits = characters <= self.characters && bytes <= self.bytes;
        if fits {
            self.characters -= characters;
            self.bytes -= bytes;
        }
        fits
    }
}

/// The text above the embeds.
#[derive(Default)]
struct Content(String);

impl Content {
    fn push(&mut self, line: &str, room: &mut Room) {
        let characters = self.0.chars().count() + 1 + line.chars().count();
        if characters <= CONTENT && room.take(0, line.len() + 1) {
            if !self.0.is_empty() {
                self.0.push('\n');
            }
            self.0.push_str(line);
        }
    }
}

/// Nobody is ever pinged, whatever a transcript or a question says.
fn nobody() -> CreateAllowedMentions {
    CreateAllowedMentions::new()
}

fn say(message: &Message, locale: Locale) -> String {
    message.say(locale, &escape_line)
}

fn commands(names: &[&str], stage: &Stage) -> String {
    let shown = ALL.iter().filter(|command| names.contains(&command.name));
    let lines: Vec<String> = shown
        .map(|command| {
            let about =
                lookup(stage.locale, &format!("{}-about", command.name)).unwrap_or_default();
            match stage.ids.get(command.name) {
                Some(id) => format!("</{}:{id}> {about}", command.name),
                None => format!("**/{}** {about}", command.name),
            }
        })
        .collect();
    lines.join("\n")
}

/// Masked links; the angle brackets keep Discord from drawing previews below the message.
fn linked(links: &[(Message, String)], locale: Locale) -> String {
    let links: Vec<String> = links
        .iter()
        .map(|(label, url)| format!("[{}](<{url}>)", say(label, locale)))
        .collect();
    links.join(" · ")
}

/// A masked link within an embed, where there are no previews; a parenthesis would end it.
fn link(label: &str, url: &str) -> String {
    format!("[{label}]({})", url.replace('(', "%28").replace(')', "%29"))
}

/// Every line of a text as quoted.
fn block(text: &str) -> String {
    text.lines().flat_map(|line| ["> ", line, "\n"]).collect()
}
