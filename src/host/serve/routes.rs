//! What is asked for: the preview's own files, the event stream, and everything else.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Extension, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::any;

use super::gate::Names;
use super::refusal::Refusal;
use super::streams::Streams;
use super::token::Token;
use super::{Answer, OwnFile, events, gate, head, path, reply};

/// Where the preview's own files lie.
const OWN: &str = "/.madoguchi/";

/// What every request needs.
pub(super) struct Desk {
    pub(super) answer: Arc<dyn Answer>,
    pub(super) streams: Arc<Streams>,
    pub(super) token: Token,
    pub(super) names: Names,
}

/// The address of this machine that a connection came in on.
#[derive(Clone, Copy)]
pub(super) struct Local(pub(super) IpAddr);

/// All that is served. Every request passes the gate first.
pub(super) fn routes(desk: Arc<Desk>, own_files: &[OwnFile]) -> Router {
    let mut router = Router::new().route(&format!("{OWN}events"), any(events::listen));
    for file in own_files {
        let text = Bytes::from(file.text.replace("{token}", desk.token.as_str()));
        let content_type = file.content_type;
        let serve = move || async move { reply::own(content_type, text) };
        router = router.route(&format!("{OWN}{}", file.name), any(serve));
    }
    router
        .fallback(page)
        .layer(from_fn_with_state(Arc::clone(&desk), pass))
        .with_state(desk)
}

async fn pass(
    State(desk): State<Arc<Desk>>,
    Extension(local): Extension<Local>,
    request: Request,
    next: Next,
) -> Response {
    if request.uri().path() == head::REFUSED {
        let number = request.headers().get(head::REFUSAL);
        let refusal = number.and_then(|number| Refusal::numbered(number.to_str().ok()?));
        return reply::refused_for_good(refusal.unwrap_or(Refusal::Malformed));
    }
    match gate::admit(request.headers(), &desk.names, local.0) {
        Ok(()) => next.run(request).await,
        Err(refusal) => reply::refused(refusal),
    }
}

async fn page(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let path = match path::decode(request.uri().path()) {
        Ok(path) => path,
        Err(refusal) => return reply::refused(refusal),
    };
    match consult(&desk, move |answer| answer.answer(&path)).await {
        Some(answered) => reply::answered(answered, request.uri().query()),
        None => reply::refused(Refusal::Broken),
    }
}

/// Asks the answerer on a thread where it may take its time; nothing if it panicked.
///
/// On the threads of the connections a page that asks nothing of the disk is answered nearly twice as
/// fast, but two slow ones would keep everybody else's bytes, and Ctrl-C, waiting. To move the
/// connections away instead (`block_in_place`) costs as much and makes the slowest answers slower.
pub(super) async fn consult<T: Send + 'static>(
    desk: &Arc<Desk>,
    question: impl FnOnce(&dyn Answer) -> T + Send + 'static,
) -> Option<T> {
    let desk = Arc::clone(desk);
    let asked = tokio::task::spawn_blocking(move || question(&*desk.answer));
    asked.await.ok()
}
