//! The bot, and what is served beside it, until told to stop.

use std::{
    io::{self, Write as _},
    process::ExitCode,
    sync::Arc,
};

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use yulu::{cli::Invocation, config, discord, telemetry, web};

use super::{USAGE, configuration, environment, library};

pub(super) fn run(invocation: &Invocation) -> anyhow::Result<ExitCode> {
    let config = configuration(invocation)?;
    let token = config::token(&environment);
    if token.is_none() && config.web.listen.is_none() {
        writeln!(
            io::stderr(),
            "yulu: nothing to run: set DISCORD_TOKEN to your bot's token (README, \"Your own \
             bot\"), or web.listen to an address; to try it here, type `yulu chat`"
        )?;
        return Ok(ExitCode::from(USAGE));
    }
    telemetry::init(&config.log)?;
    let api = config::discord_api(&environment)?;
    let library = Arc::new(library(invocation, &config)?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let stop = CancellationToken::new();
        tokio::spawn(cancel_on_signal(stop.clone())?);
        let listening = match config.web.listen {
            Some(address) => Some(web::listen(address).await?),
            None => None,
        };
        let web = async {
            match listening {
                Some(listening) => web::serve(listening, stop.clone().cancelled_owned()).await,
                None => Ok(()),
            }
        };
        let bot = async {
            let Some(token) = &token else { return Ok(()) };
            let token = token.secret().to_owned();
            let settings = discord::Settings {
                token,
                api,
                locale: config.discord.locale,
            };
            discord::run(settings, library, stop.clone().cancelled_owned()).await
        };
        tokio::try_join!(bot, web)
    })?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Cancels on the first SIGTERM or SIGINT; the handlers are in place when this returns.
fn cancel_on_signal(stop: CancellationToken) -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        stop.cancel();
    })
}
