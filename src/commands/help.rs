//! `/help`: the commands, privacy, and how to report a mistake.

use super::{ALL, Call, Command, Failure, say};
use crate::{
    library::Library,
    reply::{Audience, Part, Reply},
};

pub(super) const COMMAND: Command = Command {
    name: "help",
    example: "/help",
    options: &[],
    run,
};

fn run(library: &Library, _: &Call) -> Result<Reply, Failure> {
    let links = &library.links;
    let known = [
        ("help-link-privacy", &links.privacy_url),
        ("help-link-source", &links.source_url),
        ("help-link-report", &links.report_url),
    ];
    let known = known
        .into_iter()
        .filter_map(|(label, url)| Some((say(label), url.clone()?)))
        .collect::<Vec<_>>();
    let mut said = vec![
        Part::Note(say("help-intro")),
        Part::Commands(ALL.iter().map(|command| command.name).collect()),
        Part::Note(say("help-mention")),
        Part::Note(say("help-privacy")),
        Part::Note(say("help-report")),
    ];
    if !known.is_empty() {
        said.push(Part::Links(known));
    }
    Ok(Reply {
        parts: said,
        audience: Audience::Private,
        ..Reply::default()
    })
}
