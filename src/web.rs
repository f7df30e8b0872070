//! HTTP for who runs the bot: whether it is well, and what it has done.

mod seats;

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use anyhow::{Context as _, bail};
use axum::{
    Router,
    extract::State,
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use tokio::net::TcpListener;

use self::seats::Seats;
use crate::metrics::Metrics;

/// `OpenMetrics` 1.0, which Prometheus reads as well as its own form.
const METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// How long who asks whether all is well waits: less than container engines do.
const PATIENCE: Duration = Duration::from_secs(3);

/// What can be asked of a running program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Probe {
    /// Whether the process lives.
    Health,
    /// Whether it can answer questions.
    Readiness,
}

impl Probe {
    fn path(self) -> &'static str {
        match self {
            Self::Health => "/healthz",
            Self::Readiness => "/readyz",
        }
    }
}

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
    metrics: Arc<Metrics>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let routes = Router::new()
        .route(Probe::Health.path(), get(|| async { "ok\n" }))
        .route(Probe::Readiness.path(), get(ready))
        .route("/metrics", get(all_metrics))
        .with_state(metrics);
    axum::serve(Seats::of(listener), routes)
        .with_graceful_shutdown(stop)
        .await
        .context("the web server ended")
}

/// Asks a program that serves an address; returns its answer if all is well.
pub async fn ask(address: SocketAddr, probe: Probe) -> anyhow::Result<String> {
    let address = reachable(address);
    let http = reqwest::Client::builder()
        .no_proxy()
        .timeout(PATIENCE)
        .build()?;
    let url = format!("http://{address}{}", probe.path());
    let response = http
        .get(&url)
        .send()
        .await
        .map_err(reqwest::Error::without_url)
        .with_context(|| format!("nothing answers at {url}"))?;
    let status = response.status();
    let answer = response.text().await.unwrap_or_default();
    let answer = answer.trim_end();
    if !status.is_success() {
        bail!("{answer}");
    }
    Ok(answer.to_owned())
}

/// Where a program on this machine is reached that listens on all its addresses.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

async fn ready(State(metrics): State<Arc<Metrics>>) -> Response {
    match metrics.ready() {
        Ok(()) => "ok\n".into_response(),
        Err(missing) => (StatusCode::SERVICE_UNAVAILABLE, format!("{missing}\n")).into_response(),
    }
}

async fn all_metrics(State(metrics): State<Arc<Metrics>>) -> Response {
    match metrics.text() {
        Ok(text) => ([(CONTENT_TYPE, METRICS)], text).into_response(),
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "metrics cannot be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
