//! The prompt itself: history, Tab completion, one line after another.

use std::{io::Write as _, sync::Arc};

use rustyline::{
    CompletionType, Config, Context, Editor, Helper,
    completion::{Completer, Pair},
    error::ReadlineError,
    highlight::Highlighter,
    hint::Hinter,
    history::DefaultHistory,
    validate::Validator,
};

use super::{Session, Style, complete, show::say};
use crate::{commands::ALL, deck::Deck, library::Library, locale::Locale, wording::Message};

/// Talks until the input ends.
pub fn chat(
    library: &Arc<Library>,
    locale: Locale,
    style: Style,
    deck: Deck,
) -> anyhow::Result<()> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .build();
    let mut editor: Editor<Prompt, DefaultHistory> = Editor::with_config(config)?;
    editor.set_helper(Some(Prompt {
        library: Arc::clone(library),
    }));
    let mut session = Session::new(library, locale, style, deck);
    let mut out = std::io::stdout();
    let example = ALL.last().map_or("", |command| command.example);
    writeln!(
        out,
        "{}\n",
        say(
            &Message::new("chat-welcome").with("example", example),
            locale
        )
    )?;
    loop {
        match editor.readline("语录> ") {
            Ok(line) => {
                editor.add_history_entry(line.as_str())?;
                let answer = session.enter(&line)?;
                writeln!(out, "{answer}")?;
            }
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => break,
            Err(error) => return Err(error.into()),
        }
    }
    writeln!(out, "{}", say(&Message::new("chat-bye"), locale))?;
    Ok(())
}

struct Prompt {
    library: Arc<Library>,
}

impl Completer for Prompt {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        position: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let typed = line.get(..position).unwrap_or(line);
        let found = complete(&self.library, typed);
        let start = found
            .first()
            .map_or(position, |completion| completion.start);
        let pairs = found
            .into_iter()
            .map(|completion| Pair {
                display: completion.name,
                replacement: completion.text,
            })
            .collect();
        Ok((start, pairs))
    }
}

impl Helper for Prompt {}
impl Highlighter for Prompt {}
impl Validator for Prompt {}

impl Hinter for Prompt {
    type Hint = String;
}
