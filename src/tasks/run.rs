//! The bot, and what is served beside it, until told to stop.

use std::{
    io::{self, Write as _},
    process::ExitCode,
    sync::Arc,
    time::SystemTime,
};

use anyhow::Context as _;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use yulu::{
    cli::Invocation,
    config::{self, Config},
    discord,
    library::Library,
    metrics::{Gateway, Metrics},
    telemetry, web,
};

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
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let gateway = token.as_ref().map_or(Gateway::None, |_| Gateway::Wanted);
    let metrics = Arc::new(Metrics::new(now(), gateway));
    runtime.block_on(async {
        let stop = CancellationToken::new();
        tokio::spawn(cancel_on_signal(stop.clone())?);
        let listening = match config.web.listen {
            Some(address) => Some(web::listen(address).await?),
            None => None,
        };
        let stopped = || stop.clone().cancelled_owned();
        let web = async {
            match listening {
                Some(listening) => web::serve(listening, Arc::clone(&metrics), stopped()).await,
                None => Ok(()),
            }
        };
        let bot = async {
            let library = tokio::select! {
                loaded = load(invocation, &config) => loaded?,
                () = stop.cancelled() => return Ok(()),
            };
            metrics.loaded(&library);
            let Some(token) = &token else { return Ok(()) };
            let settings = discord::Settings {
                token: token.secret().to_owned(),
                api,
                locale: config.discord.locale,
                metrics: Arc::clone(&metrics),
            };
            discord::run(settings, library, stopped()).await
        };
        tokio::try_join!(bot, web)
    })?;
    // A library that is still loading is not waited for.
    runtime.shutdown_background();
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Loads the library while the probes are served already.
async fn load(invocation: &Invocation, config: &Config) -> anyhow::Result<Arc<Library>> {
    let (invocation, config) = (invocation.clone(), config.clone());
    let loading = tokio::task::spawn_blocking(move || library(&invocation, &config));
    Ok(Arc::new(loading.await.context("cannot load the library")??))
}

#[expect(
    clippy::disallowed_methods,
    reason = "when the process started is told to whoever watches it"
)]
fn now() -> SystemTime {
    SystemTime::now()
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
