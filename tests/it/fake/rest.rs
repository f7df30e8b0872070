//! Discord's REST API: takes every request down, lets it fail as planned, and answers it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::to_bytes;
use axum::extract;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::time::sleep;

use super::fault::Fault;
use super::rules::{self, Verdict};
use super::state::State;
use super::world::BOT;
use super::{Shared, TOKEN, payload};

const LARGEST: usize = 25 * 1024 * 1024;

/// One request of the bot, as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Without `/api/v10`.
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
    pub(crate) at: Instant,
    /// What it was answered; nothing where the connection broke.
    pub(crate) status: Option<u16>,
}

impl Request {
    async fn read(request: extract::Request) -> Self {
        let (head, body) = request.into_parts();
        let bytes = to_bytes(body, LARGEST).await.unwrap_or_default();
        let path = head.uri.path().strip_prefix("/api/v10");
        Self {
            method: head.method.to_string(),
            path: path.map_or_else(|| format!("(outside the API){}", head.uri), str::to_owned),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head.headers,
            body: serde_json::from_slice(&bytes).unwrap_or_default(),
            at: Instant::now(),
            status: None,
        }
    }

    fn header(&self, name: header::HeaderName) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

/// What Discord answers.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Value,
    retry_after: Option<Duration>,
}

impl Answer {
    pub(super) fn ok(body: Value) -> Self {
        Self {
            status: 200,
            body,
            retry_after: None,
        }
    }

    pub(super) fn empty() -> Self {
        Self {
            status: 204,
            body: Value::Null,
            retry_after: None,
        }
    }

    pub(super) fn refused(status: u16, code: u64, message: &str) -> Self {
        Self {
            status,
            body: json!({ "message": message, "code": code }),
            retry_after: None,
        }
    }

    fn rate_limited(retry_after: Duration) -> Self {
        let seconds = retry_after.as_secs_f64();
        let body = json!({ "message": "You are being rate limited.", "retry_after": seconds, "global": false });
        Self {
            status: 429,
            body,
            retry_after: Some(retry_after),
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap();
        let mut response = match self.body {
            Value::Null => status.into_response(),
            body => (status, axum::Json(body)).into_response(),
        };
        if let Some(retry_after) = self.retry_after {
            let seconds = retry_after.as_secs_f64().to_string().parse().unwrap();
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
            response
                .headers_mut()
                .insert("x-ratelimit-scope", "user".parse().unwrap());
        }
        response
    }
}

/// Serves everything but the gateway.
pub(super) async fn serve(
    extract::State(discord): extract::State<Arc<Shared>>,
    request: extract::Request,
) -> Response {
    let request = Request::read(request).await;
    let (index, fault) = discord.change(|state| {
        state.requests.push(request.clone());
        state.check_patience(&request);
        (state.requests.len() - 1, state.next_fault(&request))
    });
    let answer = match fault {
        None => discord.change(|state| state.answer(&request)),
        Some(Fault::Delay(time)) => {
            sleep(time).await;
            discord.change(|state| state.answer(&request))
        }
        Some(Fault::Status(status)) => Answer::refused(status, 0, "this request was told to fail"),
        Some(Fault::RateLimited { retry_after }) => {
            discord.change(|state| state.limit(&request, retry_after));
            Answer::rate_limited(retry_after)
        }
        Some(Fault::DropConnection) => hang_up(),
        Some(Fault::DropAfter) => {
            discord.change(|state| state.lose_answer(&request));
            hang_up()
        }
    };
    discord.change(|state| {
        if let Some(request) = state.requests.get_mut(index) {
            request.status = Some(answer.status);
        }
    });
    answer.into_response()
}

/// Breaks the connection: the task that serves it ends, and with it the socket.
fn hang_up() -> ! {
    // Not `panic!`, which would print a message that looks like a failing test.
    std::panic::resume_unwind(Box::new("the connection breaks"))
}

impl State {
    /// Answers a request; whatever is wrong with it is also taken down.
    pub(super) fn answer(&mut self, request: &Request) -> Answer {
        self.check_headers(request)
            .and_then(|()| self.route(request))
            .unwrap_or_else(|refused| refused)
    }

    /// Takes a request whose answer never arrives.
    fn lose_answer(&mut self, request: &Request) {
        self.answer(request);
        if let ["", "interactions", _, token, "callback"] =
            request.path.split('/').collect::<Vec<_>>()[..]
            && let Some(interaction) = self.interactions.get_mut(token)
        {
            interaction.answer_lost = true;
        }
    }

    fn check_headers(&mut self, request: &Request) -> Result<(), Answer> {
        if !request
            .header(header::USER_AGENT)
            .starts_with("DiscordBot (")
        {
            self.violate(
                request,
                "the user agent is not of the form `DiscordBot (url, version)`",
            );
        }
        let open = ["/gateway", "/interactions/", "/webhooks/"];
        let needs_token = !open.iter().any(|path| request.path.starts_with(path))
            || request.path == "/gateway/bot";
        if needs_token && request.header(header::AUTHORIZATION) != format!("Bot {TOKEN}") {
            return Err(Answer::refused(401, 0, "401: Unauthorized"));
        }
        Ok(())
    }

    fn route(&mut self, request: &Request) -> Result<Answer, Answer> {
        let app = BOT.to_string();
        let path: Vec<&str> = request.path.split('/').skip(1).collect();
        match (request.method.as_str(), path.as_slice()) {
            ("GET", ["gateway"]) => Ok(Answer::ok(json!({ "url": self.settings.gateway }))),
            ("GET", ["gateway", "bot"]) => Ok(Answer::ok(json!({
                "url": self.settings.gateway, "shards": 1,
                "session_start_limit": { "total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1 },
            }))),
            ("GET", ["applications", id, "commands"]) if *id == app => {
                Ok(self.list_commands(request))
            }
            ("PUT", ["applications", id, "commands"]) if *id == app => {
                self.overwrite_commands(request)
            }
            ("POST", ["interactions", id, token, "callback"]) => self.callback(id, token, request),
            ("POST", ["webhooks", id, token]) if *id == app => self.follow_up(token, request),
            ("GET", ["webhooks", id, token, "messages", which]) if *id == app => {
                self.show(token, which, request)
            }
            ("PATCH", ["webhooks", id, token, "messages", which]) if *id == app => {
                self.edit(token, which, request)
            }
            ("DELETE", ["webhooks", id, token, "messages", which]) if *id == app => {
                self.delete(token, which, request)
            }
            ("POST", ["channels", id, "messages"]) => self.write(id, request),
            _ => {
                self.violate(request, "this fake knows no such route");
                Err(Answer::refused(404, 0, "404: Not Found"))
            }
        }
    }

    /// Turns a bad verdict into Discord's refusal.
    pub(super) fn judge(&mut self, request: &Request, verdict: &Verdict) -> Result<(), Answer> {
        if verdict.is_clean() {
            return Ok(());
        }
        let breaches: Vec<String> = verdict.0.iter().map(ToString::to_string).collect();
        self.violate(request, breaches.join("; "));
        Err(Answer {
            status: 400,
            body: verdict.body(),
            retry_after: None,
        })
    }

    fn list_commands(&self, request: &Request) -> Answer {
        let commands = Value::Array(self.commands.clone());
        let translated = request
            .query
            .split('&')
            .any(|pair| pair == "with_localizations=true");
        Answer::ok(if translated {
            commands
        } else {
            payload::untranslated(&commands)
        })
    }

    fn overwrite_commands(&mut self, request: &Request) -> Result<Answer, Answer> {
        self.judge(request, &rules::commands(&request.body))?;
        self.register(request.body.as_array().unwrap());
        Ok(Answer::ok(Value::Array(self.commands.clone())))
    }
}
