//! What interactions are answered with: all that is thought out before anything is sent.

use serenity::all::{
    AutocompleteChoice, CommandInteraction, ComponentInteraction, CreateAutocompleteResponse,
    CreateInteractionResponse, Interaction, MessageFlags, Permissions,
};

use super::{Inner, incoming::Incoming};
use crate::{
    commands::{Call, Command, Failure},
    discord::{
        custom_id::Action,
        read,
        show::{self, Stage},
    },
    metrics::{Kind, Outcome},
    reply::{Audience, Control, Effect, Finding, Part, Press, Reply},
    wording::{Message as Wording, UserError},
};

/// An answer, ready to be sent.
pub(super) struct Made {
    pub(super) body: CreateInteractionResponse,
    /// What becomes of the interaction if it gets through.
    pub(super) outcome: Outcome,
    /// The application whose message was pressed on, if that goes once the press is acknowledged.
    pub(super) removes: Option<u64>,
}

impl Made {
    fn new(body: CreateInteractionResponse, outcome: Outcome) -> Self {
        Self {
            body,
            outcome,
            removes: None,
        }
    }

    /// Tells who asked that there is no room for them now.
    pub(super) fn busy(incoming: &Incoming) -> Self {
        let body = match incoming.kind {
            Kind::Autocomplete => choices(Vec::new()),
            _ => incoming.wrong(&UserError(Wording::new("error-busy"))),
        };
        Self::new(body, Outcome::Busy)
    }

    /// Tells who asked what went wrong, as far as it is theirs to know.
    pub(super) fn wrong(incoming: &Incoming, failure: &Failure) -> Self {
        let body = match incoming.kind {
            Kind::Autocomplete => choices(Vec::new()),
            _ => incoming.wrong(&user_error(failure)),
        };
        Self::new(body, outcome_of(failure))
    }

    /// As if the asker had something to mend.
    fn refused(incoming: &Incoming, key: &'static str) -> Self {
        Self::wrong(incoming, &UserError(Wording::new(key)).into())
    }
}

impl Inner {
    /// Makes the answer to an interaction.
    pub(super) fn make(&self, interaction: &Interaction, incoming: &Incoming) -> Made {
        match interaction {
            Interaction::Command(command) => self.answer(command, incoming),
            Interaction::Autocomplete(typing) => self.complete(typing),
            Interaction::Component(press) => self.press(press, incoming),
            _ => Made::refused(incoming, "error-control"),
        }
    }

    fn answer(&self, interaction: &CommandInteraction, incoming: &Incoming) -> Made {
        let outcome = read::command(interaction)
            .map_err(Failure::from)
            .and_then(|(command, args)| self.call(command, &args, interaction.channel_id.get()));
        match &outcome {
            Ok(reply) => {
                let private = reply.audience == Audience::Private;
                let stage = self.stage(incoming, interaction.user.id.get(), private);
                Made::new(show::draft(reply, &stage).create(), outcome_for(reply))
            }
            Err(failure) => Made::wrong(incoming, failure),
        }
    }

    fn complete(&self, interaction: &CommandInteraction) -> Made {
        let suggestions = read::typing(interaction).map_or_else(Vec::new, |typing| {
            let call = Call {
                args: typing.args,
                ..Call::default()
            };
            typing
                .command
                .suggest(&self.library, &call, typing.option, typing.typed)
        });
        let suggestions = suggestions.into_iter();
        let suggestions = suggestions
            .map(|suggestion| AutocompleteChoice::new(suggestion.name, suggestion.value));
        Made::new(choices(suggestions.collect()), Outcome::Answered)
    }

    fn press(&self, interaction: &ComponentInteraction, incoming: &Incoming) -> Made {
        let Some(pressed) = read::press(interaction) else {
            return Made::refused(incoming, "error-control");
        };
        let by_asker = interaction.user.id.get() == pressed.asker;
        match &pressed.action {
            Action::Press(press) => self.follow(press, interaction, (incoming, by_asker)),
            Action::Remove if by_asker || is_moderator(interaction) => Made {
                removes: Some(interaction.application_id.get()),
                ..Made::new(CreateInteractionResponse::Acknowledge, Outcome::Answered)
            },
            Action::Remove => Made::refused(incoming, "error-not-yours"),
        }
    }

    /// Answers a press: in the message itself if it is the presser's own to change, else for the
    /// presser alone.
    fn follow(
        &self,
        press: &Press,
        interaction: &ComponentInteraction,
        (incoming, by_asker): (&Incoming, bool),
    ) -> Made {
        let flags = interaction.message.flags;
        let hidden = flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
        let edits = press.effect == Effect::Edit && (hidden || by_asker);
        let private = hidden || !edits;
        match self.call_of(press, interaction) {
            Ok(reply) => {
                let stage = self.stage(incoming, interaction.user.id.get(), private);
                let draft = show::draft(&reply, &stage);
                let body = if edits {
                    draft.update()
                } else {
                    draft.create()
                };
                Made::new(body, Outcome::Answered)
            }
            Err(failure) => Made::wrong(incoming, &failure),
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

    fn stage(&self, incoming: &Incoming, asker: u64, private: bool) -> Stage {
        let server = incoming.server.as_deref();
        Stage {
            locale: read::locale(private, &incoming.locale, server, self.locale),
            asker,
            private,
            ids: self.ids(),
        }
    }
}

/// Makes a reply of whatever came of a call; what went wrong can be removed as any other reply.
pub(super) fn for_all_to_see(outcome: Result<Reply, Failure>) -> (Reply, Outcome) {
    match outcome {
        Ok(reply) => {
            let outcome = outcome_for(&reply);
            (reply, outcome)
        }
        Err(failure) => {
            let reply = Reply {
                parts: vec![Part::Note(user_error(&failure).0)],
                controls: vec![vec![Control::Remove]],
                ..Reply::default()
            };
            (reply, outcome_of(&failure))
        }
    }
}

/// What the asker is told; what only we can mend was logged and is not theirs to read.
fn user_error(failure: &Failure) -> UserError {
    match failure {
        Failure::User(error) => error.clone(),
        Failure::Internal(_) => UserError(Wording::new("error-internal")),
    }
}

/// What becomes of an interaction whose answer is an error.
fn outcome_of(failure: &Failure) -> Outcome {
    match failure {
        Failure::User(_) => Outcome::Refused,
        Failure::Internal(_) => Outcome::Failed,
    }
}

/// What becomes of an interaction with a reply.
fn outcome_for(reply: &Reply) -> Outcome {
    match reply.finding() {
        None | Some(Finding::Answer) => Outcome::Answered,
        Some(Finding::Related) => Outcome::Related,
        Some(Finding::Nothing) => Outcome::Nothing,
    }
}

fn choices(choices: Vec<AutocompleteChoice>) -> CreateInteractionResponse {
    CreateInteractionResponse::Autocomplete(CreateAutocompleteResponse::new().set_choices(choices))
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
