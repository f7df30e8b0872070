//! Options as typed become what is meant, or an error that names the way out.

use super::{Call, LONGEST_QUESTION};
use crate::{
    corpus::{Address, Interview, Place, Section},
    index::Filter,
    library::Library,
    reply::Args,
    wording::{EXAMPLE_ADDRESS, Message, UserError, shortened},
};

/// The most names an error lists.
const MOST_KNOWN: usize = 5;

/// Returns the question: some letter or digit, and not too long.
pub(super) fn question(call: &Call) -> Result<&str, UserError> {
    let question = call.args.text("question").unwrap_or_default();
    let length = question.chars().count();
    if length > LONGEST_QUESTION {
        return Err(UserError(
            Message::new("error-too-long")
                .with("length", length)
                .with("most", LONGEST_QUESTION),
        ));
    }
    if !question.chars().any(char::is_alphanumeric) {
        return Err(UserError(
            Message::new("error-empty").with("example", "什么是对齐？"),
        ));
    }
    Ok(question)
}

/// Returns the interview that was named, if one was.
pub(super) fn interview<'l>(
    library: &'l Library,
    args: &Args,
) -> Result<Option<(usize, &'l Interview)>, UserError> {
    let Some(tried) = args.text("interview") else {
        return Ok(None);
    };
    library.interview(tried).map(Some).ok_or_else(|| {
        UserError::tried("error-no-interview", tried).with("known", known_interviews(library))
    })
}

/// Returns the interview that was named, else the only one there is.
pub(super) fn one_interview<'l>(
    library: &'l Library,
    args: &Args,
) -> Result<(usize, &'l Interview), UserError> {
    match (interview(library, args)?, library.corpus.interviews()) {
        (Some(named), _) => Ok(named),
        (None, [only]) => Ok((0, only)),
        (None, _) => Err(UserError(
            Message::new("error-which-interview").with("known", known_interviews(library)),
        )),
    }
}

/// Returns the section that was named, if one was: by number, title or address.
pub(super) fn section(library: &Library, args: &Args) -> Result<Option<(usize, usize)>, UserError> {
    let Some(tried) = args.text("section") else {
        return Ok(None);
    };
    if let Some(place) = tried
        .parse::<Address>()
        .ok()
        .and_then(|at| library.corpus.find(&at))
    {
        return Ok(Some((place.interview, place.section)));
    }
    if args.text("interview").is_none()
        && let Some(found) = only_match(library, tried)
    {
        return Ok(Some(found));
    }
    let (position, interview) = one_interview(library, args)?;
    let (section, _) = library.section(interview, tried).ok_or_else(|| {
        UserError::tried("error-no-section", tried)
            .with("interview", shortened(interview.title(), 60))
            .with("known", known_sections(&interview.sections))
    })?;
    Ok(Some((position, section)))
}

/// Returns the full name of the speaker that was named, if one was.
pub(super) fn speaker<'l>(library: &'l Library, args: &Args) -> Result<Option<&'l str>, UserError> {
    let Some(tried) = args.text("speaker") else {
        return Ok(None);
    };
    library.speaker(tried).map(Some).ok_or_else(|| {
        let mut known: Vec<&str> = library
            .speakers()
            .map(|speaker| speaker.name.as_str())
            .collect();
        known.sort_unstable();
        known.dedup();
        UserError::tried("error-no-speaker", tried).with("known", listed(&known))
    })
}

/// Returns where to look, from interview, section and speaker together.
pub(super) fn filter(library: &Library, args: &Args) -> Result<Filter, UserError> {
    Ok(Filter {
        interview: interview(library, args)?.map(|(position, _)| position),
        section: section(library, args)?,
        speaker: speaker(library, args)?.map(str::to_owned),
    })
}

/// Returns the place of an address in an option.
pub(super) fn place(library: &Library, tried: &str) -> Result<Place, UserError> {
    tried
        .parse::<Address>()
        .ok()
        .and_then(|address| library.corpus.find(&address))
        .ok_or_else(|| UserError::tried("error-no-address", tried).with("example", EXAMPLE_ADDRESS))
}

/// Finds the one section of all interviews that a text names; a mere number names one in each.
fn only_match(library: &Library, tried: &str) -> Option<(usize, usize)> {
    let mut found = library
        .corpus
        .interviews()
        .iter()
        .enumerate()
        .filter_map(|(position, it)| {
            library
                .section(it, tried)
                .map(|(section, _)| (position, section))
        });
    let first = found.next();
    first.filter(|_| found.next().is_none())
}

fn known_interviews(library: &Library) -> String {
    let ids: Vec<&str> = library
        .corpus
        .interviews()
        .iter()
        .map(|interview| interview.id().as_str())
        .collect();
    listed(&ids)
}

fn known_sections(sections: &[Section]) -> String {
    match sections {
        [only] => only.id.to_string(),
        [first, .., last] => format!("{}–{}", first.id, last.id),
        [] => String::new(),
    }
}

fn listed(names: &[&str]) -> String {
    let mut shown: Vec<String> = names
        .iter()
        .take(MOST_KNOWN)
        .map(|name| shortened(name, 60))
        .collect();
    if names.len() > MOST_KNOWN {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}
