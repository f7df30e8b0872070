//! A typed line as a call, and what could complete it.

use crate::{
    commands::{ALL, By, Call, Command, Opt},
    library::Library,
    locale::Locale,
    reply::Args,
    wording::{UserError, lookup},
};

/// Reads a line: `/command text option=value …` by the names of any language, else a question.
///
/// Text up to the next `option=` belongs to the option before it, so values need no quotes; text
/// before the first belongs to the first option.
pub fn parse(line: &str) -> Result<(&'static Command, Args), UserError> {
    let Some(rest) = line.trim().strip_prefix('/') else {
        let ask =
            Command::named("ask").ok_or_else(|| UserError::tried("error-no-command", "ask"))?;
        return Ok((ask, Args::new().with("question", line)));
    };
    let (name, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let command = ALL
        .iter()
        .find(|command| is_named(command.name, name, "name"))
        .ok_or_else(|| UserError::tried("error-no-command", name))?;
    let mut values: Vec<(&Opt, String)> = Vec::new();
    for word in rest.split_whitespace() {
        if let Some((option, value)) = assignment(command, word) {
            values.push((option, value.to_owned()));
        } else if let Some((_, value)) = values.last_mut() {
            value.push(' ');
            value.push_str(word);
        } else if let Some(first) = command.shown().next() {
            values.push((first, word.to_owned()));
        } else {
            return Err(UserError::tried("error-no-option", word)
                .with("command", format!("/{}", command.name)));
        }
    }
    let args = values
        .into_iter()
        .fold(Args::new(), |args, (option, value)| {
            super::set(args, option, value.trim())
        });
    Ok((command, args))
}

/// What could stand at the end of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Bytes of the line that it replaces, up to its end.
    pub start: usize,
    /// What people see.
    pub name: String,
    /// What it puts there.
    pub text: String,
}

/// Completes a line: names of commands, names of options, and their values, by the same
/// suggestions as in Discord.
pub fn complete(library: &Library, line: &str) -> Vec<Completion> {
    let Some(rest) = line.strip_prefix('/') else {
        return Vec::new();
    };
    let Some((name, rest)) = rest.split_once(' ') else {
        return named(
            ALL.iter().map(|command| format!("/{} ", command.name)),
            0,
            line,
        );
    };
    let Some(command) = ALL
        .iter()
        .find(|command| is_named(command.name, name, "name"))
    else {
        return Vec::new();
    };
    let (before, word) = rest.rsplit_once(' ').unwrap_or(("", rest));
    let start = line.len() - word.len();
    if let Some((option, typed)) = assignment(command, word) {
        let (_, args) = parse(&format!("/{name} {before}")).unwrap_or((command, Args::new()));
        let call = Call {
            args,
            ..Call::default()
        };
        return command
            .suggest(library, &call, option.name, typed)
            .into_iter()
            .map(|suggestion| Completion {
                start: line.len() - typed.len(),
                name: suggestion.name,
                text: suggestion.value,
            })
            .collect();
    }
    let missing = command
        .shown()
        .filter(|option| !before.contains(&format!("{}=", option.name)));
    named(
        missing.map(|option| format!("{}=", option.name)),
        start,
        word,
    )
}

fn named(names: impl Iterator<Item = String>, start: usize, typed: &str) -> Vec<Completion> {
    names
        .filter(|name| name.starts_with(typed))
        .map(|name| Completion {
            start,
            name: name.trim().to_owned(),
            text: name,
        })
        .collect()
}

/// Reads `option=value` if the command lets people set such an option.
fn assignment<'w>(command: &Command, word: &'w str) -> Option<(&'static Opt, &'w str)> {
    let (name, value) = word.split_once('=')?;
    let options = command
        .options
        .iter()
        .filter(|option| option.by != By::Controls);
    options
        .into_iter()
        .find(|option| is_named(option.name, name, "option"))
        .map(|o| (o, value))
}

/// Says whether a name is what something is called in English or in any locale.
fn is_named(english: &str, name: &str, what: &str) -> bool {
    english == name
        || Locale::ALL
            .iter()
            .any(|locale| lookup(*locale, &format!("{english}-{what}")).as_deref() == Some(name))
}
