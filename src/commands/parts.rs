//! Parts and controls that several commands show.

use super::say;
use crate::{
    answer::prompt,
    corpus::{Address, Interview, Passage, Place, sentences},
    deck::Card,
    library::Library,
    reply::{Args, Control, Effect, Excerpt, Part, Press, Reading, Spoken, Standing},
    wording::Message,
};

/// The most characters shown around a quote, all turns together.
const AROUND: usize = 1500;

/// What one turn costs besides its words: its speaker and its link, in characters.
pub(super) const TURN_COST: usize = 100;

/// Quotes a passage with all that leads to its place.
pub(super) fn excerpt(
    library: &Library,
    place: Place,
    passage: Passage,
    standing: Standing,
) -> Excerpt {
    let corpus = &library.corpus;
    let (interview, section, _) = corpus.at(place);
    Excerpt {
        standing,
        passage,
        marks: Vec::new(),
        speaker: corpus.speaker(place).name.clone(),
        interview: interview.title().to_owned(),
        section: section.title.clone(),
        turn: place.turn + 1,
        prompt: None,
        targets: library.links.turn(corpus, place),
        credit: credit(interview),
        score: None,
    }
}

/// Quotes the asker's turn that leads up to a place, if one does.
pub(super) fn prompt_of(library: &Library, asked: Place) -> (String, Passage) {
    (
        library.corpus.speaker(asked).label.clone(),
        prompt(&library.corpus, asked),
    )
}

/// Quotes a card, with the question that prompted it.
pub(super) fn card(library: &Library, card: &Card) -> Excerpt {
    let passage = card.passage(&library.corpus);
    let mut excerpt = excerpt(library, card.place, passage, Standing::Quote);
    excerpt.prompt = asked_before(library, card.place).map(|asked| prompt_of(library, asked));
    excerpt
}

/// Finds the asker's turn of the exchange that a turn belongs to, unless it is that turn.
pub(super) fn asked_before(library: &Library, place: Place) -> Option<Place> {
    let exchanges = library.index.exchanges();
    let following = exchanges.partition_point(|exchange| exchange.start <= place);
    exchanges
        .get(following.checked_sub(1)?)?
        .question()
        .filter(|asked| *asked != place)
}

/// How the text of an interview wants to be credited.
pub(super) fn credit(interview: &Interview) -> Option<String> {
    interview
        .header()
        .source()
        .and_then(|source| source.credit.clone())
}

/// Shows a quote among the turns before and after it: at most `wider` on either side, fewer where
/// the section ends or room does. Says whether there is more.
pub(super) fn around(
    library: &Library,
    quote: &Passage,
    place: Place,
    wider: usize,
) -> (Reading, bool) {
    let corpus = &library.corpus;
    let (interview, section, turn) = corpus.at(place);
    let focus = if length(turn.text()) <= AROUND {
        corpus.whole(place)
    } else {
        quote.clone()
    };
    let mut room = AROUND.saturating_sub(length(focus.text()));
    let (mut first, mut last) = (place.turn, place.turn);
    let mut fits = |turn: usize| {
        let cost = length(section.turns[turn].text()) + TURN_COST;
        let fits = cost <= room;
        room = room.saturating_sub(cost);
        fits
    };
    for _ in 0..wider {
        if first > 0 && fits(first - 1) {
            first -= 1;
        }
        if last + 1 < section.turns.len() && fits(last + 1) {
            last += 1;
        }
    }
    let more = (first > 0 && fits(first - 1)) || (last + 1 < section.turns.len() && fits(last + 1));
    let turns = (first..=last)
        .map(|turn| {
            let at = Place { turn, ..place };
            let passage = if at == place {
                focus.clone()
            } else {
                corpus.whole(at)
            };
            Spoken {
                focus: at == place,
                ..spoken(library, at, passage)
            }
        })
        .collect();
    let reading = Reading {
        address: quote.address().clone(),
        interview: interview.title().to_owned(),
        section: section.title.clone(),
        page: None,
        turns,
        targets: library.links.turn(corpus, place),
        credit: credit(interview),
    };
    (reading, more)
}

/// Shows a passage as one turn among others.
pub(super) fn spoken(library: &Library, place: Place, passage: Passage) -> Spoken {
    Spoken {
        label: library.corpus.speaker(place).label.clone(),
        passage,
        targets: library.links.turn(&library.corpus, place),
        focus: false,
    }
}

/// Cuts a turn into passages of at most so many characters, between sentences where it can.
pub(super) fn pieces(library: &Library, place: Place, most: usize) -> Vec<Passage> {
    let corpus = &library.corpus;
    let (_, _, turn) = corpus.at(place);
    let text = turn.text();
    if length(text) <= most {
        return vec![corpus.whole(place)];
    }
    let mut pieces: Vec<std::ops::Range<usize>> = Vec::new();
    for sentence in sentences(text) {
        let joined = pieces.last().map(|piece| piece.start..sentence.end);
        match (pieces.last_mut(), joined) {
            (Some(last), Some(joined))
                if text
                    .get(joined.clone())
                    .is_some_and(|text| length(text) <= most) =>
            {
                *last = joined;
            }
            _ => {
                // A sentence without end is cut where the room ends.
                let mut bounds: Vec<usize> = text
                    .char_indices()
                    .map(|(at, _)| at)
                    .filter(|at| sentence.contains(at))
                    .step_by(most)
                    .collect();
                bounds.push(sentence.end);
                pieces.extend(bounds.windows(2).map(|pair| pair[0]..pair[1]));
            }
        }
    }
    pieces
        .into_iter()
        .map(|bytes| corpus.passage(place, bytes))
        .collect()
}

/// A button that makes a call in the message itself.
pub(super) fn edit(label: Message, command: &'static str, args: Args) -> Control {
    Control::Press {
        label,
        press: Press {
            command,
            args,
            effect: Effect::Edit,
        },
    }
}

/// A button that makes a call for the presser alone.
pub(super) fn copy(label: Message, command: &'static str, args: Args) -> Control {
    Control::Press {
        label,
        press: Press {
            command,
            args,
            effect: Effect::Copy,
        },
    }
}

/// Buttons to the pages before and after.
pub(super) fn turning(
    command: &'static str,
    (page, pages): (usize, usize),
    args: impl Fn(usize) -> Args,
) -> Vec<Control> {
    let previous = (page > 1).then(|| edit(say("button-previous"), command, args(page - 1)));
    let next = (page < pages).then(|| edit(say("button-next"), command, args(page + 1)));
    previous.into_iter().chain(next).collect()
}

/// Says which page it is, where there are several.
pub(super) fn page_note(page: usize, pages: usize) -> Option<Part> {
    let turned = say("page").with("page", page).with("pages", pages);
    (pages > 1).then_some(Part::Note(turned))
}

/// A button that opens the section at an address, at the page that holds it.
pub(super) fn read(address: &Address) -> Control {
    copy(
        say("button-read"),
        "section",
        Args::new().with("at", address),
    )
}

/// A button to where the text, or else the talk, comes from; none if neither is known.
pub(super) fn source(library: &Library, place: Place) -> Option<Control> {
    let targets = library.links.turn(&library.corpus, place);
    let original = targets
        .original
        .map(|(language, url)| (Message::original(language.as_deref()), url));
    let (label, url) = targets
        .source
        .map(|url| (say("link-source"), url))
        .or(original)?;
    Some(Control::Open { label, url })
}

pub(super) fn length(text: &str) -> usize {
    text.chars().count()
}
