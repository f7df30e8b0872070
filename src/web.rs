//! HTTP for who runs the bot: whether the process is alive.

use std::net::SocketAddr;

use anyhow::Context as _;
use axum::{Router, routing::get};
use tokio::net::TcpListener;

/// An address that is ours, not yet served.
#[derive(Debug)]
pub struct Listening(TcpListener);

/// Takes an address, so that one which is taken already is known before anything starts.
pub async fn listen(address: SocketAddr) -> anyhow::Result<Listening> {
    let listener = TcpListener::bind(address).await.with_context(|| {
        format!("cannot listen on {address}; free it or set web.listen to another address")
    })?;
    tracing::info!(%address, "listening");
    Ok(Listening(listener))
}

/// Serves until told to stop.
pub async fn serve(
    Listening(listener): Listening,
    stop: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let routes = Router::new().route("/healthz", get(|| async { "ok\n" }));
    axum::serve(listener, routes)
        .with_graceful_shutdown(stop)
        .await
        .context("the web server ended")
}
