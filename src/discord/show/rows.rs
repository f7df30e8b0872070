//! Controls as rows of components.

use std::collections::BTreeSet;

use serenity::all::{
    ButtonStyle, CreateActionRow, CreateButton, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption, ReactionType,
};

use super::{Stage, say};
use crate::{
    discord::custom_id,
    reply::{Control, Item, Press},
    wording::shortened,
};

/// Limits of components (Discord developer docs, components/reference): five rows of five
/// buttons, labels of 80 characters, links of 512, menus of 25 options.
const ROWS: usize = 5;
const BUTTONS: usize = 5;
const LABEL: usize = 80;
const URL: usize = 512;
const OPTIONS: usize = 25;

/// The most characters of a menu's option: Discord takes 100, but all text of a message counts.
const OPTION: usize = 40;

/// Lays out controls; also returns how many bytes of text they show.
pub(super) fn rows(controls: &[Vec<Control>], stage: &Stage) -> (Vec<CreateActionRow>, usize) {
    let mut layout = Layout {
        stage,
        ids: BTreeSet::new(),
        bytes: 0,
    };
    let mut rows = Vec::new();
    for row in controls {
        let mut buttons = Vec::new();
        for control in row {
            match control {
                Control::Menu {
                    placeholder,
                    press,
                    option,
                    items,
                } => {
                    let placeholder = say(placeholder, stage.locale);
                    rows.extend(layout.menu(placeholder, press, option, items));
                }
                Control::Press { label, press } => {
                    buttons.extend(layout.button(&say(label, stage.locale), press));
                }
                Control::Open { label, url } => {
                    buttons.extend(layout.open(&say(label, stage.locale), url));
                }
                Control::Remove => buttons.extend(layout.remove()),
            }
        }
        buttons.truncate(BUTTONS);
        match rows.last_mut() {
            // Rows that fit into one are one.
            Some(CreateActionRow::Buttons(row)) if row.len() + buttons.len() <= BUTTONS => {
                row.extend(buttons);
            }
            _ if buttons.is_empty() => {}
            _ => rows.push(CreateActionRow::Buttons(buttons)),
        }
    }
    rows.truncate(ROWS);
    (rows, layout.bytes)
}

struct Layout<'s> {
    stage: &'s Stage,
    ids: BTreeSet<String>,
    bytes: usize,
}

impl Layout<'_> {
    fn button(&mut self, label: &str, press: &Press) -> Option<CreateButton> {
        let id = self.unique(custom_id::press(press, self.stage.asker)?)?;
        let button = CreateButton::new(id).style(ButtonStyle::Secondary);
        Some(button.label(self.text(label, LABEL)))
    }

    fn open(&mut self, label: &str, url: &str) -> Option<CreateButton> {
        (url.chars().count() <= URL)
            .then(|| CreateButton::new_link(url).label(self.text(label, LABEL)))
    }

    /// A private message can be dismissed by who sees it; only a public one needs a bin.
    fn remove(&mut self) -> Option<CreateButton> {
        if self.stage.private {
            return None;
        }
        let id = self.unique(custom_id::remove(self.stage.asker))?;
        let bin = ReactionType::Unicode("🗑️".to_owned());
        Some(
            CreateButton::new(id)
                .style(ButtonStyle::Secondary)
                .emoji(bin),
        )
    }

    fn menu(
        &mut self,
        placeholder: String,
        press: &Press,
        option: &str,
        items: &[Item],
    ) -> Option<CreateActionRow> {
        let id = self.unique(custom_id::menu(press, option, self.stage.asker)?)?;
        let options: Vec<CreateSelectMenuOption> = items
            .iter()
            .take(OPTIONS)
            .map(|item| {
                let label = self.text(&item.label, OPTION);
                let choice =
                    CreateSelectMenuOption::new(label, &item.value).default_selection(item.chosen);
                match &item.about {
                    Some(about) => {
                        let about = say(about, self.stage.locale);
                        choice.description(self.text(&about, OPTION))
                    }
                    None => choice,
                }
            })
            .collect();
        self.bytes += placeholder.len();
        let menu = CreateSelectMenu::new(id, CreateSelectMenuKind::String { options });
        Some(CreateActionRow::SelectMenu(menu.placeholder(placeholder)))
    }

    fn text(&mut self, text: &str, most: usize) -> String {
        let text = shortened(text, most);
        self.bytes += text.len();
        text
    }

    /// Two controls that do the same are one.
    fn unique(&mut self, id: String) -> Option<String> {
        self.ids.insert(id.clone()).then_some(id)
    }
}
