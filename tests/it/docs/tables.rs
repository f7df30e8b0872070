//! Tables of the README: the commands and their options.

use std::collections::BTreeSet;

use yulu::commands::{ALL, By, Opt};
use yulu::locale::Locale;
use yulu::wording::lookup;

/// What encloses the tables of commands and options.
const TABLES: (&str, &str) = ("<!-- commands -->\n", "<!-- end of commands -->\n");

/// The text with its tables as they should be.
pub(super) fn as_they_should_be(readme: &str) -> String {
    let (above, rest) = readme.split_once(TABLES.0).unwrap();
    let (_, below) = rest.split_once(TABLES.1).unwrap();
    format!("{above}{}\n{}\n{}{below}", TABLES.0, tables(), TABLES.1)
}

fn tables() -> String {
    let mut text = "| Command | 中文 | What it does | Options | Example |\n".to_owned();
    text += "|---|---|---|---|---|\n";
    for command in ALL {
        let name = command.name;
        let options: Vec<String> = command.shown().map(option).collect();
        text += &row([
            format!("`/{name}`"),
            lookup(Locale::ZhCn, &format!("{name}-name")).unwrap(),
            lookup(Locale::En, &format!("{name}-about")).unwrap(),
            options.join(" "),
            format!("`{}`", command.example),
        ]);
    }
    text += "\n| Option | 中文 | What it is |\n|---|---|---|\n";
    let mut seen = BTreeSet::new();
    for Opt { name, .. } in ALL.iter().flat_map(|command| command.shown()) {
        if seen.insert(name) {
            text += &row([
                format!("`{name}`"),
                lookup(Locale::ZhCn, &format!("{name}-option")).unwrap(),
                lookup(Locale::En, &format!("{name}-option-about")).unwrap(),
            ]);
        }
    }
    text
}

fn option(option: &Opt) -> String {
    match option.by {
        By::PeopleAlways => format!("`{}`", option.name),
        _ => format!("`[{}]`", option.name),
    }
}

fn row<const COLUMNS: usize>(cells: [String; COLUMNS]) -> String {
    format!(
        "| {} |\n",
        cells.map(|cell| cell.replace('|', "\\|")).join(" | ")
    )
}
