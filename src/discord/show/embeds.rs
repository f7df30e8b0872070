//! Parts as embeds.

use std::collections::BTreeSet;

use serenity::all::{Colour, CreateEmbed, CreateEmbedAuthor, CreateEmbedFooter};

use super::{Room, block, link, say};
use crate::{
    corpus::Passage,
    discord::markdown::{escape, escape_line},
    link::Targets,
    locale::Locale,
    reply::{Card, Contents, Excerpt, Reading, Spoken, Standing},
    wording::{Message, shortened},
};

/// The colour of a seal in cinnabar, for what was said; grey for what may be related.
const SEAL: Colour = Colour::new(0xb2_3a_2e);
const GREY: Colour = Colour::new(0x8a_8f_98);

/// Limits of an embed's fields, in characters (Discord developer docs, resources/message:
/// description 4096, title 256, author 256, footer 2048), with less where less reads better.
const DESCRIPTION: usize = 4000;
const TITLE: usize = 256;
const AUTHOR: usize = 200;
const FOOTER: usize = 400;

/// An embed in the making: what counts against the limits is still text.
#[derive(Debug, Default)]
pub(super) struct Embed {
    author: Option<String>,
    title: String,
    url: Option<String>,
    description: String,
    footer: String,
    colour: Colour,
}

impl Embed {
    fn texts(&self) -> [&str; 4] {
        let author = self.author.as_deref().unwrap_or_default();
        [author, &self.title, &self.description, &self.footer]
    }

    /// Characters that count against the limit of all embeds.
    pub(super) fn characters(&self) -> usize {
        self.texts().iter().map(|text| text.chars().count()).sum()
    }

    /// Bytes of all its texts.
    pub(super) fn bytes(&self) -> usize {
        self.texts().iter().map(|text| text.len()).sum()
    }

    /// Makes it Discord's; embeds of one address collapse into one, so each is used once.
    pub(super) fn build(self, urls: &mut BTreeSet<String>) -> CreateEmbed {
        let mut embed = CreateEmbed::new()
            .title(self.title)
            .description(self.description)
            .footer(CreateEmbedFooter::new(self.footer))
            .colour(self.colour);
        if let Some(author) = self.author {
            embed = embed.author(CreateEmbedAuthor::new(author));
        }
        match self.url {
            Some(url) if urls.insert(url.clone()) => embed.url(url),
            _ => embed,
        }
    }
}

pub(super) fn excerpt(excerpt: &Excerpt, locale: Locale) -> Embed {
    let mut description = String::new();
    if let Some((label, prompt)) = &excerpt.prompt {
        for line in format!(
            "{}: {}",
            escape(label),
            with_cuts(prompt, &escape(prompt.text()))
        )
        .lines()
        {
            description += &format!("-# {line}\n");
        }
    }
    let marked: String = excerpt
        .stretches()
        .map(|(text, marked)| {
            if marked {
                format!("**{}**", escape(text))
            } else {
                escape(text)
            }
        })
        .collect();
    description += &block(&with_cuts(&excerpt.passage, &marked));
    description += &trail(&excerpt.targets, locale);
    let address = excerpt.passage.address().to_string();
    Embed {
        author: Some(shortened(excerpt.speaker.trim(), AUTHOR)),
        title: title(&excerpt.section),
        url: excerpt.targets.nearest().map(str::to_owned),
        description,
        footer: footer(&excerpt.interview, &address, excerpt.credit.as_deref()),
        colour: if excerpt.standing == Standing::Related {
            GREY
        } else {
            SEAL
        },
    }
}

pub(super) fn reading(reading: &Reading, locale: Locale, room: Room) -> Embed {
    let page = reading
        .page
        .filter(|(_, pages)| *pages > 1)
        .map(|(page, pages)| {
            say(
                &Message::new("page").with("page", page).with("pages", pages),
                locale,
            )
        });
    let footer = footer(
        &reading.interview,
        &reading.address.to_string(),
        reading.credit.as_deref(),
    );
    let footer = page.map_or(footer.clone(), |page| format!("{page} · {footer}"));
    let title = title(&reading.section);
    let mut room = room;
    room.take(0, footer.len() + title.len() + 200);
    // Every turn has its own second; the section's would only be taken for one of theirs.
    let trail = trail(
        &Targets {
            video: None,
            ..reading.targets.clone()
        },
        locale,
    );
    let turns = reading.turns.iter().map(spoken);
    let rest = say(&Message::new("rest-in-section"), locale);
    Embed {
        title,
        url: reading.targets.nearest().map(str::to_owned),
        description: filled(turns, &rest, room) + &trail,
        footer,
        colour: SEAL,
        ..Embed::default()
    }
}

pub(super) fn contents(contents: &Contents, locale: Locale, room: Room) -> Embed {
    let lines = contents.sections.iter().map(|entry| {
        let name = escape(&shortened(&entry.title, 120));
        let name = entry
            .targets
            .reader
            .as_ref()
            .map_or(name.clone(), |url| link(&name, url));
        let turns = say(
            &Message::new("section-count").with("turns", entry.turns),
            locale,
        );
        let time = entry
            .targets
            .video
            .as_ref()
            .map(|(time, url)| format!(" · {}", link(&format!("▶ {time}"), url)));
        format!(
            "**{}.** {name}\n-# {turns}{}\n",
            entry.number,
            time.unwrap_or_default()
        )
    });
    let (page, pages) = contents.page;
    let turning = Message::new("page").with("page", page).with("pages", pages);
    let turning = (pages > 1).then(|| say(&turning, locale));
    let credit = contents.credit.clone();
    let footer: Vec<String> = [turning, credit].into_iter().flatten().collect();
    let rest = say(&Message::new("rest-in-section"), locale);
    let mut room = room;
    room.take(0, 2000);
    Embed {
        title: title(&contents.interview),
        description: filled(lines, &rest, room),
        footer: shortened(&footer.join(" · "), FOOTER),
        colour: SEAL,
        ..Embed::default()
    }
}

pub(super) fn card(card: &Card, locale: Locale) -> Embed {
    let names: Vec<String> = card
        .speakers
        .iter()
        .map(|name| shortened(name, AUTHOR))
        .take(6)
        .collect();
    let mut lines = vec![
        Some(Message::new("interview-speakers").with("names", names.join(", "))),
        Some(card.counts.clone()),
    ];
    lines.push(
        card.published
            .as_ref()
            .map(|date| Message::new("interview-published").with("date", date.as_str())),
    );
    let mut description: String = lines
        .iter()
        .flatten()
        .map(|line| say(line, locale) + "\n")
        .collect();
    if let Some((name, url)) = &card.source {
        let name = shortened(name, AUTHOR);
        let named = say(&Message::new("interview-source").with("name", name), locale);
        description += &url.as_ref().map_or(named.clone(), |url| link(&named, url));
        description.push('\n');
    }
    description += &trail(&card.targets, locale);
    Embed {
        title: title(&card.title),
        description,
        footer: footer("", &card.id, card.credit.as_deref()),
        colour: SEAL,
        ..Embed::default()
    }
}

fn spoken(spoken: &Spoken) -> String {
    let label = escape(&shortened(&spoken.label, 60));
    let anchor = spoken.passage.address().anchor();
    let targets = &spoken.targets;
    let mut head = vec![format!("**{label}**")];
    head.extend(
        targets
            .video
            .as_ref()
            .map(|(time, url)| link(&format!("▶ {time}"), url)),
    );
    head.push(
        targets
            .reader
            .as_ref()
            .map_or(anchor.clone(), |url| link(&anchor, url)),
    );
    head.extend(spoken.focus.then(|| "◀".to_owned()));
    let words = block(&with_cuts(&spoken.passage, &escape(spoken.passage.text())));
    format!("{}\n{words}", head.join(" "))
}

/// Joins blocks as far as they fit; if not all do, a line says so.
fn filled(blocks: impl Iterator<Item = String>, rest: &str, mut room: Room) -> String {
    let mut text = String::new();
    room.characters = room.characters.min(DESCRIPTION).saturating_sub(600);
    for block in blocks {
        if !room.take(block.chars().count(), block.len()) {
            text += rest;
            text.push('\n');
            break;
        }
        text += &block;
    }
    text
}

/// The line of links below a quote; what is not known is not there.
fn trail(targets: &Targets, locale: Locale) -> String {
    let mut links = Vec::new();
    links.extend(
        targets
            .reader
            .as_ref()
            .map(|url| link(&say(&Message::new("link-reader"), locale), url)),
    );
    links.extend(
        targets
            .source
            .as_ref()
            .map(|url| link(&say(&Message::new("link-source"), locale), url)),
    );
    links.extend(
        targets
            .video
            .as_ref()
            .map(|(time, url)| link(&format!("▶ {time}"), url)),
    );
    links.extend(
        targets.original.as_ref().map(|(language, url)| {
            link(&say(&Message::original(language.as_deref()), locale), url)
        }),
    );
    links.join(" · ")
}

/// Interview, address and credit; a credit that names the interview stands for it.
fn footer(interview: &str, address: &str, credit: Option<&str>) -> String {
    let credit = credit.unwrap_or_default();
    let interview = if credit.contains(interview) {
        ""
    } else {
        interview
    };
    let named: Vec<String> = [interview, credit]
        .iter()
        .filter(|text| !text.is_empty())
        .map(|text| shortened(text, FOOTER / 2))
        .chain([address.to_owned()])
        .collect();
    named.join(" · ")
}

fn with_cuts(passage: &Passage, text: &str) -> String {
    let (before, after) = passage.cuts();
    format!("{before}{text}{after}")
}

/// A title; unlike authors and footers, Discord reads Markdown in it.
fn title(text: &str) -> String {
    let whole = escape_line(text.trim());
    if whole.chars().count() <= TITLE {
        whole
    } else {
        escape_line(&shortened(text.trim(), TITLE / 2))
    }
}
