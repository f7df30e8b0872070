//! Answers to commands, presses and messages.

use std::{collections::BTreeMap, sync::PoisonError, time::Instant};

use serenity::{
    all::{
        AutocompleteChoice, CommandInteraction, ComponentInteraction, CreateAutocompleteResponse,
        CreateInteractionResponse, Message, MessageFlags, Permissions,
    },
    http::Http,
};

use super::Inner;
use crate::{
    commands::{Call, Command, Failure},
    discord::{
        custom_id::Action,
        read,
        send::SendError,
        show::{self, Stage},
    },
    locale::Locale,
    reply::{Args, Audience, Control, Effect, Part, Press, Reply},
    wording::{Message as Wording, UserError},
};

impl Inner {
    pub(super) async fn answer_command(&self, interaction: &CommandInteraction, arrived: Instant) {
        let incoming = Incoming::typed(interaction, &interaction.data.name, arrived);
        let outcome = read::command(interaction)
            .map_err(Failure::from)
            .and_then(|(command, args)| self.call(command, &args, interaction.channel_id.get()));
        let body = match &outcome {
            Ok(reply) => {
                let private = reply.audience == Audience::Private;
                let ids = self.ids();
                let stage = Stage {
                    locale: self.locale(private, &incoming),
                    asker: interaction.user.id.get(),
                    private,
                    ids: &ids,
                };
                show::draft(reply, &stage).create()
            }
            Err(failure) => incoming.wrong(&user_error(failure)),
        };
        self.send(&incoming, &body).await;
    }

    pub(super) async fn complete(&self, interaction: &CommandInteraction, arrived: Instant) {
        let suggestions = read::typing(interaction).map_or_else(Vec::new, |typing| {
            let call = Call {
                args: typing.args,
                ..Call::default()
            };
            typing
                .command
                .suggest(&self.library, &call, typing.option, typing.typed)
        });
        let choices = suggestions
            .into_iter()
            .map(|suggestion| AutocompleteChoice::new(suggestion.name, suggestion.value))
            .collect();
        let body = CreateInteractionResponse::Autocomplete(
            CreateAutocompleteResponse::new().set_choices(choices),
        );
        let incoming = Incoming::typed(interaction, "autocomplete", arrived);
        // A suggestion that is not shown leaves typing as it is.
        let _ = self.deliver(&incoming, &body).await;
    }

    pub(super) async fn answer_press(&self, interaction: &ComponentInteraction, arrived: Instant) {
        let pressed = read::press(interaction);
        let incoming = Incoming {
            id: interaction.id.get(),
            token: &interaction.token,
            name: pressed
                .as_ref()
                .map_or("stale control", |pressed| pressed.name()),
            locale: &interaction.locale,
            server: interaction.guild_locale.as_deref(),
            arrived,
        };
        let by_asker = |asker| interaction.user.id.get() == asker;
        match pressed.map(|pressed| (pressed.action, pressed.asker)) {
            None => {
                let stale = UserError(Wording::new("error-control"));
                self.send(&incoming, &incoming.wrong(&stale)).await;
            }
            Some((Action::Press(press), asker)) => {
                let body = self.press(&press, interaction, (&incoming, by_asker(asker)));
                self.send(&incoming, &body).await;
            }
            Some((Action::Remove, asker)) if by_asker(asker) || is_moderator(interaction) => {
                let acknowledged = CreateInteractionResponse::Acknowledge;
                if self.deliver(&incoming, &acknowledged).await.is_ok() {
                    self.remove(interaction).await;
                }
            }
            Some((Action::Remove, _)) => {
                let refused = UserError(Wording::new("error-not-yours"));
                self.send(&incoming, &incoming.wrong(&refused)).await;
            }
        }
    }

    /// Answers a press: in the message itself if it is the presser's own to change, else for the
    /// presser alone.
    fn press(
        &self,
        press: &Press,
        interaction: &ComponentInteraction,
        (incoming, by_asker): (&Incoming<'_>, bool),
    ) -> CreateInteractionResponse {
        let flags = interaction.message.flags;
        let hidden = flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
        let edits = press.effect == Effect::Edit && (hidden || by_asker);
        let private = hidden || !edits;
        let ids = self.ids();
        let stage = Stage {
            locale: self.locale(private, incoming),
            asker: interaction.user.id.get(),
            private,
            ids: &ids,
        };
        match self.call_of(press, interaction) {
            Ok(reply) if edits => show::draft(&reply, &stage).update(),
            Ok(reply) => show::draft(&reply, &stage).create(),
            Err(failure) => incoming.wrong(&user_error(&failure)),
        }
    }

    /// Makes the call of a control; a question is read from the message it sits on.
    fn call_of(&self, press: &Press, interaction: &ComponentInteraction) -> Result<Reply, Failure> {
        let stale = || UserError(Wording::new("error-control"));
        let command = Command::named(press.command).ok_or_else(stale)?;
        let mut args = press.args.clone();
        if command.option("question").is_some() {
            let question = show::question_of(&interaction.message.content)
                .ok_or_else(|| UserError(Wording::new("error-control-question")))?;
            args = args.with("question", question);
        }
        self.call(command, &args, interaction.channel_id.get())
    }

    async fn remove(&self, interaction: &ComponentInteraction) {
        let application = interaction.application_id.get();
        if let Err(error) = self.sender.delete(application, &interaction.token).await {
            tracing::warn!(%error, "a reply was not removed");
        }
    }

    pub(super) async fn answer_message(&self, http: &Http, message: &Message) {
        let Some(bot) = self.own_id.get().copied() else {
            return;
        };
        let Some(question) = read::question(message, bot) else {
            return;
        };
        let Some(ask) = Command::named("ask") else {
            return;
        };
        let started = Instant::now();
        let locale = read::locale_of_text(&question, self.locale);
        let outcome = self.call(
            ask,
            &Args::new().with("question", question),
            message.channel_id.get(),
        );
        let ids = self.ids();
        let stage = Stage {
            locale,
            asker: message.author.id.get(),
            private: false,
            ids: &ids,
        };
        // Everybody sees what went wrong, too, so that can be removed as any other reply.
        let reply = outcome.unwrap_or_else(|failure| Reply {
            parts: vec![Part::Note(user_error(&failure).0)],
            controls: vec![vec![Control::Remove]],
            ..Reply::default()
        });
        let draft = show::draft(&reply, &stage);
        let answer = draft.message().reference_message(message);
        match message.channel_id.send_message(http, answer).await {
            Ok(_) => tracing::info!(
                command = "ask",
                took_ms = millis(started),
                "answered a message"
            ),
            Err(error) => tracing::warn!(%error, "a message was not answered"),
        }
    }

    fn call(&self, command: &Command, args: &Args, channel: u64) -> Result<Reply, Failure> {
        self.decks.with(channel, |deck| {
            let call = Call {
                args: args.clone(),
                deck,
            };
            let mut outcome = (command.run)(&self.library, &call);
            let deck = outcome.as_mut().ok().and_then(|reply| reply.deck.take());
            if let Err(Failure::Internal(error)) = &outcome {
                tracing::error!(
                    command = command.name,
                    error = format!("{error:#}"),
                    "a call failed"
                );
            }
            (outcome, deck)
        })
    }

    fn locale(&self, private: bool, incoming: &Incoming<'_>) -> Locale {
        read::locale(private, incoming.locale, incoming.server, self.locale)
    }

    fn ids(&self) -> BTreeMap<String, u64> {
        self.ids
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Sends an answer; if Discord will not have its body, an apology takes its place.
    async fn send(&self, incoming: &Incoming<'_>, body: &CreateInteractionResponse) {
        let Err(error) = self.deliver(incoming, body).await else {
            return;
        };
        if error.is_of_the_body() {
            let apology = incoming.wrong(&UserError(Wording::new("error-internal")));
            // That it failed is logged already.
            let _ = self.deliver(incoming, &apology).await;
        }
    }

    async fn deliver(
        &self,
        incoming: &Incoming<'_>,
        body: &CreateInteractionResponse,
    ) -> Result<(), SendError> {
        let Incoming {
            id,
            token,
            name,
            arrived,
            ..
        } = *incoming;
        let sent = self.sender.callback(id, token, body, arrived).await;
        let took_ms = millis(arrived);
        match &sent {
            Ok(()) => tracing::info!(command = name, took_ms, "answered"),
            Err(error) => tracing::error!(command = name, took_ms, %error, "not answered"),
        }
        sent
    }
}

/// What every kind of interaction has.
struct Incoming<'i> {
    id: u64,
    token: &'i str,
    /// What it is called in logs.
    name: &'i str,
    /// Language of who made it.
    locale: &'i str,
    /// Language of the server it was made in.
    server: Option<&'i str>,
    arrived: Instant,
}

impl<'i> Incoming<'i> {
    /// A command, or one that is still being typed.
    fn typed(interaction: &'i CommandInteraction, name: &'i str, arrived: Instant) -> Self {
        Self {
            id: interaction.id.get(),
            token: &interaction.token,
            name,
            locale: &interaction.locale,
            server: interaction.guild_locale.as_deref(),
            arrived,
        }
    }

    /// Tells who made it what went wrong, and the way out.
    fn wrong(&self, error: &UserError) -> CreateInteractionResponse {
        show::wrong(error, Locale::from_discord(self.locale)).create()
    }
}

/// What the asker is told; what only we can mend was logged and is not theirs to read.
fn user_error(failure: &Failure) -> UserError {
    match failure {
        Failure::User(error) => error.clone(),
        Failure::Internal(_) => UserError(Wording::new("error-internal")),
    }
}

fn is_moderator(interaction: &ComponentInteraction) -> bool {
    let permissions = interaction
        .member
        .as_ref()
        .and_then(|member| member.permissions);
    permissions.is_some_and(|allowed| {
        allowed.intersects(Permissions::MANAGE_MESSAGES | Permissions::ADMINISTRATOR)
    })
}

fn millis(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
