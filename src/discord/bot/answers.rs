//! Answers to commands, presses and messages, and what becomes of them.

use std::{
    sync::{Arc, PoisonError},
    time::Instant,
};

use serenity::{
    all::{Interaction, Message},
    http::Http,
};

use super::{
    Ids, Inner,
    bodies::{Made, for_all_to_see},
    incoming::Incoming,
};
use crate::{
    commands::{Call, Command, Failure},
    discord::{
        admission::Room,
        read, rest_error,
        send::SendError,
        show::{self, Stage},
    },
    metrics::{Kind, Outcome},
    reply::{Args, Reply},
};

impl Inner {
    /// Answers an interaction, or says that there are too many.
    pub(super) async fn answer_interaction(
        self: Arc<Self>,
        interaction: Interaction,
        arrived: Instant,
    ) {
        let Some(incoming) = Incoming::new(&interaction, arrived) else {
            return;
        };
        let incoming = Arc::new(incoming);
        // Held until the answer is sent.
        let admitted = self.admission.enter();
        let made = match admitted.as_ref().map(|admitted| admitted.to) {
            Some(Room::Answer) => {
                let asked = Arc::clone(&incoming);
                let made = self
                    .think(move |inner| inner.make(&interaction, &asked))
                    .await;
                made.unwrap_or_else(|failure| Made::wrong(&incoming, &failure))
            }
            Some(Room::Apology) => Made::busy(&incoming),
            None => {
                tracing::warn!(command = incoming.name, "too many at once: not answered");
                self.count(&incoming, Outcome::Busy);
                return;
            }
        };
        let removes = made.removes;
        if self.send(&incoming, made).await
            && let Some(application) = removes
        {
            self.remove(application, &incoming).await;
        }
    }

    pub(super) async fn answer_message(self: Arc<Self>, http: &Http, message: &Message) {
        let Some(bot) = self.own_id.get().copied() else {
            return;
        };
        let Some(question) = read::question(message, bot) else {
            return;
        };
        let Some(ask) = Command::named("ask") else {
            return;
        };
        let count = |outcome| self.metrics.interaction(Kind::Message, ask.name, outcome);
        // Held until the answer is sent. An apology would be for all to see, so there is none.
        let seat = self.admission.enter();
        if seat.as_ref().map(|seat| seat.to) != Some(Room::Answer) {
            tracing::warn!("too many at once: a message was not answered");
            return count(Outcome::Busy);
        }
        let started = Instant::now();
        let stage = Stage {
            locale: read::locale_of_text(&question, self.locale),
            asker: message.author.id.get(),
            private: false,
            ids: self.ids(),
        };
        let (args, channel) = (
            Args::new().with("question", question),
            message.channel_id.get(),
        );
        let outcome = self
            .think(move |inner| inner.call(ask, &args, channel))
            .await;
        let (reply, outcome) = for_all_to_see(outcome.flatten());
        let draft = show::draft(&reply, &stage);
        let answer = draft.message().reference_message(message);
        match message.channel_id.send_message(http, answer).await {
            Ok(_) => {
                tracing::info!(
                    command = "ask",
                    took_ms = millis(started),
                    "answered a message"
                );
                count(outcome);
            }
            Err(error) => {
                tracing::warn!(%error, "a message was not answered");
                rest_error(&self.metrics, &error);
                count(Outcome::Unanswered);
            }
        }
    }

    /// Makes a call; only for [`Inner::think`], because it takes its time.
    pub(super) fn call(
        &self,
        command: &Command,
        args: &Args,
        channel: u64,
    ) -> Result<Reply, Failure> {
        self.decks.with(channel, |deck| {
            let call = Call {
                args: args.clone(),
                deck,
            };
            let started = Instant::now();
            let mut outcome = command.call(&self.library, &call);
            if command.option("question").is_some() {
                self.metrics.searched(started.elapsed());
            }
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

    pub(super) fn ids(&self) -> Arc<Ids> {
        Arc::clone(&self.ids.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Does what takes its time, away from the threads that keep the connections, and no more of
    /// it at once than there are cores. Whatever panics costs one answer.
    async fn think<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let inner = Arc::clone(self);
        // The semaphore is never closed; without a turn there would be one answer too many.
        let _turn = self.turns.acquire().await;
        let done = tokio::task::spawn_blocking(move || work(&inner)).await;
        done.map_err(|error| {
            tracing::error!(panicked = error.is_panic(), "a call was cut short");
            Failure::Internal(error.into())
        })
    }

    /// Removes the message that was pressed on.
    async fn remove(&self, application: u64, incoming: &Incoming) {
        if let Err(error) = self.sender.delete(application, &incoming.token).await {
            tracing::warn!(%error, "a reply was not removed");
        }
    }

    /// Sends an answer; if Discord will not have its body, an apology takes its place. False if
    /// the answer itself did not get through.
    async fn send(&self, incoming: &Incoming, made: Made) -> bool {
        let outcome = match self.deliver(incoming, &made).await {
            Ok(()) => made.outcome,
            Err(error) if error.is_of_the_body() && incoming.kind != Kind::Autocomplete => {
                let failure = Failure::Internal(error.into());
                // That it failed is logged already.
                match self
                    .deliver(incoming, &Made::wrong(incoming, &failure))
                    .await
                {
                    Ok(()) => Outcome::Failed,
                    Err(_) => Outcome::Unanswered,
                }
            }
            Err(_) => Outcome::Unanswered,
        };
        self.count(incoming, outcome);
        outcome == made.outcome
    }

    async fn deliver(&self, incoming: &Incoming, made: &Made) -> Result<(), SendError> {
        let Incoming {
            id,
            ref token,
            kind,
            name,
            arrived,
            ..
        } = *incoming;
        let sent = self.sender.callback(id, token, &made.body, arrived).await;
        let (kind_name, took_ms) = (kind.as_str(), millis(arrived));
        match &sent {
            Ok(()) => {
                self.metrics.acknowledged(kind, arrived.elapsed());
                tracing::info!(kind = kind_name, command = name, took_ms, "answered");
            }
            Err(error) => {
                tracing::error!(kind = kind_name, command = name, took_ms, %error, "not answered");
            }
        }
        sent
    }

    fn count(&self, incoming: &Incoming, outcome: Outcome) {
        self.metrics
            .interaction(incoming.kind, incoming.name, outcome);
    }
}

fn millis(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
