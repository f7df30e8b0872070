//! What people do: type commands, press, choose, write.

use std::future::IntoFuture;
use std::pin::Pin;

use serde_json::{Value, json};

use super::FakeDiscord;
use super::form::Typed;
use super::outcome::{Button, Message, Outcome, Unanswered};
use super::state::Deed;
use super::world::{Person, Place, Scene};

type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T, Unanswered>> + Send + 'a>>;

/// Somebody about to do something; awaiting it does it and waits for the bot.
#[must_use = "nothing happens until it is awaited or sent"]
pub(crate) struct Act<'a> {
    discord: &'a FakeDiscord,
    scene: Scene,
    deed: Deed,
}

impl FakeDiscord {
    /// Types a slash command; sub-commands follow after a space, options are given by name.
    pub(crate) fn slash(&self, command: &str, options: Value) -> Act<'_> {
        let typed = Typed {
            path: command.to_owned(),
            options,
            focused: None,
        };
        self.act(visitor(), Deed::Slash(typed))
    }

    /// Types a slash command as far as the option `focused`, for suggestions.
    pub(crate) fn autocomplete(&self, command: &str, options: Value, focused: &str) -> Act<'_> {
        let typed = Typed {
            path: command.to_owned(),
            options,
            focused: Some(focused.to_owned()),
        };
        self.act(visitor(), Deed::Slash(typed))
    }

    /// Picks a message command on somebody's message.
    pub(crate) fn message_command(&self, name: &str, text: &str) -> Act<'_> {
        self.act(
            visitor(),
            Deed::MessageCommand {
                name: name.to_owned(),
                text: text.to_owned(),
            },
        )
    }

    /// Presses the button with this label, emoji or custom id; the asker does, unless `by` says who.
    pub(crate) fn press(&self, on: &impl AsRef<Message>, button: &str) -> Act<'_> {
        self.press_where(on, |one| {
            one.label == button || one.emoji == button || one.custom_id.as_deref() == Some(button)
        })
    }

    /// Presses the first button that fits.
    pub(crate) fn press_where(
        &self,
        on: &impl AsRef<Message>,
        fits: impl Fn(&Button) -> bool,
    ) -> Act<'_> {
        let message = self.must_see(on.as_ref());
        let buttons = message.buttons();
        let button = buttons.iter().find(|button| fits(button));
        let button = button.unwrap_or_else(|| panic!("no such button among {buttons:?}"));
        assert!(!button.disabled, "{button:?} is disabled");
        let id = button
            .custom_id
            .as_ref()
            .unwrap_or_else(|| panic!("{button:?} is a link"));
        self.component(&message, json!({ "component_type": 2, "custom_id": id }))
    }

    /// Chooses an option by label or value, in whichever menu has it.
    pub(crate) fn choose(&self, on: &impl AsRef<Message>, option: &str) -> Act<'_> {
        let message = self.must_see(on.as_ref());
        let menus = message.menus();
        let chosen = menus.iter().filter(|menu| !menu.disabled).find_map(|menu| {
            let (_, value) = menu
                .options
                .iter()
                .find(|(label, value)| label == option || value == option)?;
            Some(json!({ "component_type": 3, "custom_id": menu.custom_id, "values": [value] }))
        });
        let chosen = chosen.unwrap_or_else(|| panic!("no option `{option}` among {menus:?}"));
        self.component(&message, chosen)
    }

    /// Presses a button that was never there, as a modified client can.
    pub(crate) fn forge(&self, on: &impl AsRef<Message>, custom_id: &str) -> Act<'_> {
        let message = self.must_see(on.as_ref());
        self.component(
            &message,
            json!({ "component_type": 2, "custom_id": custom_id }),
        )
    }

    fn must_see(&self, message: &Message) -> Message {
        self.now(message)
            .unwrap_or_else(|| panic!("message {} is gone", message.id()))
    }

    fn component(&self, on: &Message, data: Value) -> Act<'_> {
        self.act(
            on.scene.clone(),
            Deed::Component {
                message: on.id(),
                data,
            },
        )
    }

    fn act(&self, scene: Scene, deed: Deed) -> Act<'_> {
        Act {
            discord: self,
            scene,
            deed,
        }
    }
}

/// Who acts where nothing else is said.
pub(super) fn visitor() -> Scene {
    Scene {
        person: Person::named("Anna"),
        place: Place::server(),
    }
}

impl<'a> Act<'a> {
    /// Says who does it.
    pub(crate) fn by(mut self, person: &Person) -> Self {
        if let Deed::Component { message, .. } = &self.deed {
            let shown = self.discord.look(|state| state.messages[message].clone());
            let same = shown.scene.person.id == person.id;
            let public = !shown.is_private() && shown.scene.place != Place::Dm;
            assert!(
                same || public,
                "{} cannot see message {message}",
                person.name
            );
        }
        self.scene.person = person.clone();
        self
    }

    /// Says where it is done.
    pub(crate) fn at(mut self, place: Place) -> Self {
        assert!(
            !matches!(self.deed, Deed::Component { .. }),
            "a button stays where its message is"
        );
        self.scene.place = place;
        self
    }

    /// Does it without waiting for anything.
    ///
    /// # Panics
    ///
    /// Where a real client would not let the person do it.
    pub(crate) fn send(self) -> Pending<'a> {
        let what = format!("{:?}", self.deed);
        let token = self
            .discord
            .change(|state| state.open(self.scene, self.deed));
        Pending {
            discord: self.discord,
            token,
            what,
        }
    }
}

impl<'a> IntoFuture for Act<'a> {
    type Output = Result<Outcome, Unanswered>;
    type IntoFuture = Later<'a, Outcome>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            self.discord.ready().await;
            self.send().answer().await
        })
    }
}

/// An interaction that the bot has been told of.
pub(crate) struct Pending<'a> {
    discord: &'a FakeDiscord,
    pub(crate) token: String,
    what: String,
}

impl Pending<'_> {
    /// Returns the interaction as the bot got it.
    pub(crate) fn payload(&self) -> Value {
        self.discord
            .look(|state| state.interactions[&self.token].payload.clone())
    }

    /// Waits until there is something to see.
    pub(crate) async fn answer(&self) -> Result<Outcome, Unanswered> {
        let seen = self
            .discord
            .until(|state| state.interactions[&self.token].outcome())
            .await;
        seen.ok_or_else(|| {
            let ack = self
                .discord
                .look(|state| state.interactions[&self.token].ack);
            self.discord
                .unanswered(&format!("{} (callback: {ack:?})", self.what))
        })
    }

    /// Returns the messages that followed the first answer.
    pub(crate) fn followups(&self) -> Vec<Message> {
        self.discord.look(|state| {
            let ids = &state.interactions[&self.token].followups;
            ids.iter()
                .filter_map(|id| state.messages.get(id).cloned())
                .collect()
        })
    }
}
