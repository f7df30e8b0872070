//! `/section`: the contents of an interview, or one section page by page.

use super::{Call, Command, Failure, INTERVIEW, PRIVATE, SECTION};
use super::{args, internal, parts, say};
use crate::{
    corpus::{Address, Interview, Place},
    library::Library,
    reply::{
        Args, Audience, Contents, Control, Effect, Entry, Item, Part, Press, Reading, Reply, Spoken,
    },
};

/// How much a page holds, in characters with the cost of each turn.
const PAGE: usize = 1600;

/// How many sections a page of contents lists: as many as a menu can.
const PER_PAGE: usize = 20;

pub(super) const COMMAND: Command = Command {
    name: "section",
    example: "/section section=s4",
    options: &[
        SECTION,
        INTERVIEW,
        PRIVATE,
        // The turn whose page is wanted.
        internal("at", 'a'),
        internal("page", 'n'),
    ],
    run,
};

fn run(library: &Library, call: &Call) -> Result<Reply, Failure> {
    let page = call.args.number("page");
    let chosen = match call.args.text("at") {
        Some(at) => Some(args::place(library, at)?),
        None => args::section(library, &call.args)?.map(|(interview, section)| Place {
            interview,
            section,
            turn: 0,
        }),
    };
    let mut reply = match chosen {
        Some(place) => read(library, place, page),
        None if call.args.text("interview").is_none() && library.corpus.interviews().len() != 1 => {
            return (super::interviews::COMMAND.run)(library, call);
        }
        None => {
            let (position, interview) = args::one_interview(library, &call.args)?;
            contents(library, position, interview, page.unwrap_or(1))
        }
    };
    if chosen.is_none() || call.args.flag("private") {
        reply.audience = Audience::Private;
    }
    Ok(reply)
}

fn contents(library: &Library, position: usize, interview: &Interview, page: usize) -> Reply {
    let pages = interview.sections.len().div_ceil(PER_PAGE).max(1);
    let page = page.clamp(1, pages);
    let first = (page - 1) * PER_PAGE;
    let here = interview
        .sections
        .iter()
        .enumerate()
        .skip(first)
        .take(PER_PAGE);
    let sections: Vec<Entry> = here
        .map(|(number, section)| Entry {
            number: number + 1,
            address: Address {
                interview: interview.id().clone(),
                section: section.id,
                turn: None,
            },
            title: section.title.clone(),
            turns: section.turns.len(),
            targets: library.links.section(interview, section),
        })
        .collect();
    let menu = menu(interview, &sections, None);
    let args = |page: usize| {
        Args::new()
            .with("interview", interview.id())
            .with("page", page)
    };
    let mut second = parts::turning("section", (page, pages), args);
    second.extend(parts::source(
        library,
        Place {
            interview: position,
            section: first,
            turn: 0,
        },
    ));
    Reply {
        parts: vec![Part::Contents(Box::new(Contents {
            interview: interview.title().to_owned(),
            page: (page, pages),
            sections,
            credit: parts::credit(interview),
        }))],
        controls: vec![vec![menu], second],
        ..Reply::default()
    }
}

/// One page of a section: the asked one, else the one that holds the turn.
fn read(library: &Library, place: Place, page: Option<usize>) -> Reply {
    let (interview, section, _) = library.corpus.at(place);
    let mut pages = pages(library, place);
    let holding = pages
        .iter()
        .position(|page| page.iter().any(|(turn, _)| *turn == place.turn));
    let count = pages.len();
    let page = page
        .or(holding.map(|position| position + 1))
        .unwrap_or(1)
        .clamp(1, count);
    let turns = pages
        .swap_remove(page - 1)
        .into_iter()
        .map(|(_, spoken)| spoken)
        .collect();
    let address = Address {
        turn: None,
        ..library.corpus.address(place)
    };
    let reading = Reading {
        address: address.clone(),
        interview: interview.title().to_owned(),
        section: section.title.clone(),
        page: Some((page, count)),
        turns,
        targets: library.links.section(interview, section),
        credit: parts::credit(interview),
    };
    let nearby = place.section / PER_PAGE * PER_PAGE;
    let entries: Vec<Entry> = interview
        .sections
        .iter()
        .enumerate()
        .skip(nearby)
        .take(PER_PAGE)
        .map(|(position, section)| Entry {
            number: position + 1,
            address: Address {
                section: section.id,
                ..address.clone()
            },
            title: section.title.clone(),
            turns: section.turns.len(),
            targets: library.links.section(interview, section),
        })
        .collect();
    let at = |page: usize| Args::new().with("at", &address).with("page", page);
    let mut second = parts::turning("section", (page, count), at);
    second.extend(parts::source(library, place));
    second.push(Control::Remove);
    Reply {
        parts: vec![Part::Reading(Box::new(reading))],
        controls: vec![vec![menu(interview, &entries, Some(place.section))], second],
        ..Reply::default()
    }
}

/// Fills pages with turns; a turn longer than a page is parted between sentences.
fn pages(library: &Library, place: Place) -> Vec<Vec<(usize, Spoken)>> {
    let (_, section, _) = library.corpus.at(place);
    let mut pages: Vec<Vec<(usize, Spoken)>> = vec![Vec::new()];
    let mut room = PAGE;
    for turn in 0..section.turns.len() {
        let at = Place { turn, ..place };
        for passage in parts::pieces(library, at, PAGE - parts::TURN_COST) {
            let cost = parts::length(passage.text()) + parts::TURN_COST;
            if cost > room && pages.last().is_some_and(|page| !page.is_empty()) {
                pages.push(Vec::new());
                room = PAGE;
            }
            room = room.saturating_sub(cost);
            if let Some(page) = pages.last_mut() {
                page.push((turn, parts::spoken(library, at, passage)));
            }
        }
    }
    pages
}

fn menu(interview: &Interview, entries: &[Entry], chosen: Option<usize>) -> Control {
    let items = entries
        .iter()
        .map(|entry| Item {
            value: entry.address.section.to_string(),
            label: format!("{}. {}", entry.number, entry.title),
            about: Some(say("section-count").with("turns", entry.turns)),
            chosen: chosen == Some(entry.number - 1),
        })
        .collect();
    Control::Menu {
        placeholder: say("section-menu"),
        press: Press {
            command: "section",
            args: Args::new().with("interview", interview.id()),
            effect: Effect::Edit,
        },
        option: "section",
        items,
    }
}
