//! What may be meant by what was typed so far.

use std::collections::BTreeSet;

use super::{Call, Suggestion, args};
use crate::{
    corpus::{Address, Interview},
    fold::fold,
    index::{Filter, Wanted},
    library::Library,
    segment,
    wording::shortened,
};

/// The most choices that Discord shows, and the most characters of each.
/// (Discord developer docs, interactions/application-commands: 25 choices, names and values of
/// 1 to 100 characters.)
const MOST: usize = 25;
const LONGEST: usize = 100;

/// Keeps what can be shown: names that differ and fit, values that fit.
pub(super) fn tidy(suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
    let mut names = BTreeSet::new();
    suggestions
        .into_iter()
        .map(|suggestion| Suggestion {
            name: shortened(&suggestion.name, LONGEST),
            ..suggestion
        })
        .filter(|suggestion| {
            let length = suggestion.value.chars().count();
            (1..=LONGEST).contains(&length)
                && !suggestion.name.trim().is_empty()
                && names.insert(suggestion.name.clone())
        })
        .take(MOST)
        .collect()
}

/// Suggests interviews whose title, id or speakers hold what was typed.
pub(super) fn interviews(library: &Library, _: &Call, typed: &str) -> Vec<Suggestion> {
    let wanted = fold(typed);
    let holds = |text: &str| fold(text).text().contains(wanted.text());
    library
        .corpus
        .interviews()
        .iter()
        .filter(|interview| {
            holds(interview.title())
                || holds(interview.id().as_str())
                || interview
                    .speakers()
                    .iter()
                    .any(|speaker| holds(&speaker.name))
        })
        .map(|interview| Suggestion {
            name: titled(interview),
            value: interview.id().to_string(),
        })
        .collect()
}

/// Suggests speakers whose name holds what was typed, of the chosen interview if there is one.
pub(super) fn speakers(library: &Library, call: &Call, typed: &str) -> Vec<Suggestion> {
    let wanted = fold(typed);
    let chosen = args::interview(library, &call.args).ok().flatten();
    library
        .corpus
        .interviews()
        .iter()
        .enumerate()
        .filter(|(position, _)| chosen.is_none_or(|(chosen, _)| chosen == *position))
        .flat_map(|(_, interview)| interview.speakers())
        .filter(|speaker| {
            [&speaker.name, &speaker.label]
                .iter()
                .any(|n| fold(n).text().contains(wanted.text()))
        })
        .map(|speaker| Suggestion {
            name: speaker.name.clone(),
            value: speaker.name.clone(),
        })
        .collect()
}

/// Suggests sections: all in order while nothing is typed; then those whose number or title holds
/// it; then those in which it was said.
pub(super) fn sections(library: &Library, call: &Call, typed: &str) -> Vec<Suggestion> {
    let wanted = fold(typed);
    let chosen = args::interview(library, &call.args)
        .ok()
        .flatten()
        .map(|(position, _)| position);
    let titled: Vec<(usize, usize)> = library
        .corpus
        .interviews()
        .iter()
        .enumerate()
        .filter(|(position, _)| chosen.is_none_or(|chosen| chosen == *position))
        .flat_map(|(position, interview)| {
            (0..interview.sections.len()).map(move |section| (position, section))
        })
        .filter(|(interview, section)| {
            let section_of = &library.corpus.interviews()[*interview].sections[*section];
            let number = (section + 1).to_string();
            wanted.text().is_empty()
                || number == wanted.text()
                || section_of.id.to_string().starts_with(wanted.text())
                || std::iter::once(&section_of.title)
                    .chain(&section_of.aliases)
                    .any(|title| fold(title).text().contains(wanted.text()))
        })
        .collect();
    let said = spoken(library, typed, chosen);
    let mut seen = BTreeSet::new();
    titled
        .into_iter()
        .chain(said)
        .filter(|found| seen.insert(*found))
        .map(|(interview, section)| heading(library, interview, section))
        .collect()
}

/// Returns the sections in which words of the text were said, most telling first.
fn spoken(library: &Library, typed: &str, interview: Option<usize>) -> Vec<(usize, usize)> {
    let words: Vec<String> = segment::words(typed)
        .into_iter()
        .map(|word| word.text)
        .take(MOST)
        .collect();
    let filter = Filter {
        interview,
        ..Filter::default()
    };
    let wanted = Wanted {
        words: &words,
        phrasing: typed,
    };
    // A failed search only means fewer suggestions; the command itself reports it.
    library
        .index
        .search(&wanted, &filter, MOST * 4)
        .unwrap_or_default()
        .into_iter()
        .map(|found| library.index.exchanges()[found.exchange].start)
        .map(|place| (place.interview, place.section))
        .collect()
}

fn heading(library: &Library, position: usize, section: usize) -> Suggestion {
    let interview = &library.corpus.interviews()[position];
    let found = &interview.sections[section];
    let address = Address {
        interview: interview.id().clone(),
        section: found.id,
        turn: None,
    };
    let name = format!("{}. {}", section + 1, found.title);
    if library.corpus.interviews().len() == 1 {
        Suggestion {
            name,
            value: found.id.to_string(),
        }
    } else {
        let name = format!(
            "{} · {}",
            shortened(&name, 60),
            shortened(interview.title(), 36)
        );
        Suggestion {
            name,
            value: address.to_string(),
        }
    }
}

/// Tells interviews of one title apart by their ids.
fn titled(interview: &Interview) -> String {
    let id = interview.id().as_str();
    format!(
        "{} · {id}",
        shortened(interview.title(), LONGEST - 3 - id.len())
    )
}
