//! `/quote`: a quote worth quoting, from the channel's shuffled deck, or any turn by its address.

use super::{By, Call, Command, Failure, INTERVIEW, Kind, Opt, SECTION, SPEAKER};
use super::{args, internal, internal_flag, parts, say};
use crate::{
    corpus::Place,
    deck::Card,
    index::Filter,
    library::{Library, speaker_key},
    reply::{Args, Control, Part, Reply, Standing},
    wording::{Message, UserError},
};

/// The widest context, in turns on either side.
const WIDEST: usize = 9;

/// The most characters of a turn opened by its address; beyond, its section is the place to read.
const LONGEST: usize = 1500;

pub(super) const COMMAND: Command = Command {
    name: "quote",
    example: "/quote id=ilya-sutskever-2023#s4-t2",
    options: &[
        SPEAKER,
        SECTION,
        INTERVIEW,
        Opt {
            name: "id",
            key: 'd',
            kind: Kind::Text(60),
            by: By::People,
            suggest: None,
        },
        // How many turns on either side are shown with the one at the address.
        internal("context", 'c'),
        // All quotes there are to draw, for who wants to check them.
        internal_flag("list", 'l'),
    ],
    run,
};

fn run(library: &Library, call: &Call) -> Result<Reply, Failure> {
    let filter = args::filter(library, &call.args)?;
    if let Some(id) = call.args.text("id") {
        let place = args::place(library, id)?;
        let wider = call.args.number("context").unwrap_or(0).min(WIDEST);
        return Ok(opened(library, &filter, place, wider));
    }
    let cards: Vec<&Card> = library
        .cards
        .iter()
        .filter(|card| allows(library, &filter, card.place))
        .collect();
    if call.args.flag("list") {
        let all = cards
            .iter()
            .map(|card| Part::Excerpt(Box::new(parts::card(library, card))));
        return Ok(Reply {
            parts: all.collect(),
            ..Reply::default()
        });
    }
    let mut deck = call.deck.clone();
    let card = deck
        .draw(&cards)
        .ok_or_else(|| UserError(Message::new("error-no-quote")))?;
    let excerpt = Part::Excerpt(Box::new(parts::card(library, card)));
    Ok(Reply {
        parts: vec![excerpt],
        controls: controls(library, &filter, card.place, (0, true)),
        deck: Some(deck),
        ..Reply::default()
    })
}

fn allows(library: &Library, filter: &Filter, place: Place) -> bool {
    filter
        .interview
        .is_none_or(|interview| interview == place.interview)
        && filter
            .section
            .is_none_or(|section| section == (place.interview, place.section))
        && filter
            .speaker
            .as_ref()
            .is_none_or(|name| library.corpus.speaker(place).name == *name)
}

/// A turn by its address, alone or among the turns around it.
fn opened(library: &Library, filter: &Filter, place: Place, wider: usize) -> Reply {
    let mut pieces = parts::pieces(library, place, LONGEST);
    let passage = pieces.swap_remove(0);
    let (reading, has_more) = parts::around(library, &passage, place, wider);
    let part = if wider == 0 {
        let mut excerpt = parts::excerpt(library, place, passage, Standing::Quote);
        excerpt.prompt =
            parts::asked_before(library, place).map(|asked| parts::prompt_of(library, asked));
        Part::Excerpt(Box::new(excerpt))
    } else {
        Part::Reading(Box::new(reading))
    };
    Reply {
        parts: vec![part],
        controls: controls(library, filter, place, (wider, has_more && wider < WIDEST)),
        ..Reply::default()
    }
}

/// Buttons for a quote shown with so many turns on either side, and whether there are more.
fn controls(
    library: &Library,
    filter: &Filter,
    place: Place,
    (wider, has_more): (usize, bool),
) -> Vec<Vec<Control>> {
    let corpus = &library.corpus;
    let address = corpus.address(place);
    let kept = Args::new()
        .with_some("speaker", filter.speaker.as_deref().map(speaker_key))
        .with_some("section", filter.section.map(|_| address.section));
    let at = |wider: usize| kept.clone().with("id", &address).with("context", wider);
    let mut first = Vec::new();
    if has_more {
        let label = if wider == 0 {
            "button-context"
        } else {
            "button-wider"
        };
        first.push(parts::edit(say(label), "quote", at(wider + 1)));
    }
    if wider > 0 {
        first.push(parts::edit(say("button-narrower"), "quote", at(wider - 1)));
    }
    // One of a section or interview is followed by another of the same.
    let same = filter.section.is_some() || filter.interview.is_some();
    let another = kept.with_some("interview", same.then_some(&address.interview));
    first.push(parts::edit(say("button-another"), "quote", another));
    let mut second = vec![parts::read(&address)];
    second.extend(parts::source(library, place));
    second.push(Control::Remove);
    vec![first, second]
}
