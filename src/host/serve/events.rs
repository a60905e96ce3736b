//! The event stream: who may listen, to what, and the greeting.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;

use super::refusal::Refusal;
use super::routes::{Desk, consult};
use super::streams::Seat;
use super::{gate, path, reply};

/// The longest version of a page that a script may name.
const LONGEST_VERSION: usize = 128;

/// Opens an event stream: `?token=T&page=/percent/encoded/path/&seen=VERSION`, in any order. In the
/// page `&` is written `%26`, and `/` may be written `%2F`; `+` is a plus.
pub(super) async fn listen(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    match enter(&desk, &request) {
        Ok(visitor) => greet(&desk, visitor).await,
        Err(refusal) => reply::refused(refusal),
    }
}

/// A browser that may listen.
struct Visitor {
    seat: Seat,
    page: String,
    seen: String,
}

fn enter(desk: &Desk, request: &Request) -> Result<Visitor, Refusal> {
    let query = request.uri().query().unwrap_or_default();
    let is_known = desk.token.is(parameter(query, "token").unwrap_or_default());
    if !gate::is_from_own_page(request.headers())? || !is_known {
        return Err(Refusal::Stranger);
    }
    let page = path::decode_parameter(parameter(query, "page").unwrap_or("/"))?;
    let seen = parameter(query, "seen").unwrap_or_default().to_owned();
    if !is_version(&seen) {
        return Err(Refusal::Malformed);
    }
    let seat = desk.streams.enter(&page).ok_or(Refusal::Crowded)?;
    Ok(Visitor { seat, page, seen })
}

async fn greet(desk: &Arc<Desk>, visitor: Visitor) -> Response {
    let Visitor {
        mut seat,
        page,
        seen,
    } = visitor;
    match consult(desk, move |answer| answer.greet(&page, &seen)).await {
        Some(events) => {
            seat.greet(&events);
            reply::stream(Body::new(seat))
        }
        None => reply::refused(Refusal::Broken),
    }
}

/// The first value of a parameter.
fn parameter<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then_some(value)
    })
}

fn is_version(seen: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    seen.len() <= LONGEST_VERSION && seen.bytes().all(is_plain)
}
