//! `/interviews`: the library, with where each text comes from.

use super::{Call, Command, Failure, internal, parts, say};
use crate::{
    corpus::{Interview, Place},
    library::Library,
    reply::{Args, Audience, Card, Control, Effect, Item, Part, Press, Reply},
    wording::shortened,
};

/// How many interviews a page shows.
const PER_PAGE: usize = 5;

pub(super) const COMMAND: Command = Command {
    name: "interviews",
    example: "/interviews",
    options: &[internal("page", 'n')],
    run,
};

fn run(library: &Library, call: &Call) -> Result<Reply, Failure> {
    let interviews = library.corpus.interviews();
    let pages = interviews.len().div_ceil(PER_PAGE).max(1);
    let page = call.args.number("page").unwrap_or(1).clamp(1, pages);
    let here = || {
        interviews
            .iter()
            .enumerate()
            .skip((page - 1) * PER_PAGE)
            .take(PER_PAGE)
    };
    let turns = library.corpus.places().count();
    let head = say("interviews-head")
        .with("count", interviews.len())
        .with("turns", turns);
    let mut said = vec![Part::Note(head)];
    said.extend(here().map(|(at, found)| Part::Card(Box::new(card(library, at, found)))));
    let items = here()
        .map(|(_, found)| Item {
            value: found.id().to_string(),
            label: shortened(found.title(), 100),
            about: Some(counts(found)),
            chosen: false,
        })
        .collect();
    let menu = Control::Menu {
        placeholder: say("interviews-menu"),
        press: Press {
            command: "section",
            args: Args::new(),
            effect: Effect::Copy,
        },
        option: "interview",
        items,
    };
    let row = parts::turning("interviews", (page, pages), |page| {
        Args::new().with("page", page)
    });
    let menu = if interviews.is_empty() {
        Vec::new()
    } else {
        vec![menu]
    };
    Ok(Reply {
        parts: said,
        controls: vec![menu, row],
        audience: Audience::Private,
        ..Reply::default()
    })
}

fn card(library: &Library, position: usize, interview: &Interview) -> Card {
    let header = interview.header();
    Card {
        id: interview.id().to_string(),
        title: interview.title().to_owned(),
        speakers: interview
            .speakers()
            .iter()
            .map(|speaker| speaker.name.clone())
            .collect(),
        counts: counts(interview),
        published: header.published().map(str::to_owned),
        source: header
            .source()
            .map(|source| (source.name.clone(), source.url.clone())),
        credit: parts::credit(interview),
        targets: library.links.turn(
            &library.corpus,
            Place {
                interview: position,
                section: 0,
                turn: 0,
            },
        ),
    }
}

fn counts(interview: &Interview) -> crate::wording::Message {
    let turns: usize = interview
        .sections
        .iter()
        .map(|section| section.turns.len())
        .sum();
    say("interview-counts")
        .with("sections", interview.sections.len())
        .with("turns", turns)
}
