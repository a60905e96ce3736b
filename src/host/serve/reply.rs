//! Answers as HTTP: the headers that stand on every one of them are put there in one place.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

use super::refusal::Refusal;
use super::{Answered, Status, path};

/// The policy of texts that are the server's own: they need nothing.
const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
const PLAIN_TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

/// What the answerer said. `query` goes with a redirect, as it does on the published site.
pub(super) fn answered(answered: Answered, query: Option<&str>) -> Response {
    let content_type = HeaderValue::from_str(&answered.content_type)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let policy = HeaderValue::from_str(&answered.policy).unwrap_or(NOTHING);
    let body = Body::from(Bytes::from_owner(answered.body));
    let (status, location) = match answered.status {
        Status::Ok => (StatusCode::OK, None),
        Status::NotFound => (StatusCode::NOT_FOUND, None),
        Status::MovedTo(place) => (StatusCode::MOVED_PERMANENTLY, location(&place, query)),
    };
    let mut response = whole(status, content_type, policy, body);
    if let Some(location) = location {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

fn location(place: &str, query: Option<&str>) -> Option<HeaderValue> {
    let mut location = path::encode(place);
    if let Some(query) = query {
        location.push('?');
        location.push_str(query);
    }
    HeaderValue::from_str(&location).ok()
}

/// A file of the preview itself.
pub(super) fn own(content_type: &'static str, text: Bytes) -> Response {
    let content_type = HeaderValue::from_static(content_type);
    whole(StatusCode::OK, content_type, NOTHING, Body::from(text))
}

/// An event stream.
pub(super) fn stream(body: Body) -> Response {
    let content_type = HeaderValue::from_static("text/event-stream");
    whole(StatusCode::OK, content_type, NOTHING, body)
}

/// A refusal, in both languages, since the server knows nobody's.
pub(super) fn refused(refusal: Refusal) -> Response {
    let status = refusal.status();
    let words = refusal.words();
    let text = format!("{status}\n{}\n{}\n", words.ja, words.en);
    let mut response = whole(status, PLAIN_TEXT, NOTHING, Body::from(text));
    let headers = response.headers_mut();
    match refusal {
        Refusal::Method => {
            headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        Refusal::Crowded => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        _ => {}
    }
    response
}

/// The same, after which the connection ends: what follows on it cannot be trusted to be a request.
pub(super) fn refused_for_good(refusal: Refusal) -> Response {
    let mut response = refused(refusal);
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(header::CONNECTION, close);
    response
}

fn whole(
    status: StatusCode,
    content_type: HeaderValue,
    policy: HeaderValue,
    body: Body,
) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers: &mut HeaderMap = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type);
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (SAME_ORIGIN_ONLY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Keeps the answer out of other sites' pages, whatever they ask for it with.
const SAME_ORIGIN_ONLY: header::HeaderName =
    header::HeaderName::from_static("cross-origin-resource-policy");
