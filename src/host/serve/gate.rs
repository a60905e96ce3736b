//! Whether a request is meant for this server, and comes from one of its own pages.
//!
//! A page of a stranger may let its name point to this machine; the browser then takes our answers
//! for that page's own. Only the `Host` header betrays it, so it is checked on every request:
//! numbers cannot be pointed elsewhere, names can, and only `localhost` and the names that the user
//! gave are ours.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::http::{HeaderMap, HeaderName, header};

use super::refusal::Refusal;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FETCH_DESTINATION: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// The names by which this server may be called.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// The port it listens at.
    pub(super) port: u16,
    /// Names that the user allows, at any port: a proxy may have another.
    pub(super) hosts: Vec<String>,
}

/// Whether a request may be answered that came in on the address `local`.
pub(super) fn admit(headers: &HeaderMap, names: &Names, local: IpAddr) -> Result<(), Refusal> {
    let host = single(headers, &header::HOST)?.ok_or(Refusal::Malformed)?;
    if !names.include(host, local) {
        return Err(Refusal::Name);
    }
    // A link from another site may lead here; its scripts, pictures and requests may not.
    let site = single(headers, &FETCH_SITE)?.unwrap_or("none");
    let destination = single(headers, &FETCH_DESTINATION)?.unwrap_or("empty");
    let is_own = matches!(site, "same-origin" | "none");
    if !is_own && !matches!(destination, "document" | "iframe" | "frame") {
        return Err(Refusal::Stranger);
    }
    Ok(())
}

/// Whether a request comes from a page of this server, as far as the browser tells.
pub(super) fn is_from_own_page(headers: &HeaderMap) -> Result<bool, Refusal> {
    let host = single(headers, &header::HOST)?.unwrap_or_default();
    if let Some(origin) = single(headers, &header::ORIGIN)? {
        return Ok(origin.strip_prefix("http://") == Some(host));
    }
    let site = single(headers, &FETCH_SITE)?;
    Ok(matches!(site, None | Some("same-origin" | "none")))
}

/// A header that may stand once.
fn single<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<Option<&'h str>, Refusal> {
    let mut values = headers.get_all(name).iter();
    let first = values.next();
    if values.next().is_some() {
        return Err(Refusal::Malformed);
    }
    let text = first.map(|value| value.to_str().map_err(|_| Refusal::Malformed));
    text.transpose()
}

impl Names {
    fn include(&self, host: &str, local: IpAddr) -> bool {
        let (name, port) = split_port(host);
        let is_given = |given: &String| given.eq_ignore_ascii_case(name);
        if self.hosts.iter().any(is_given) {
            return true;
        }
        // Browsers leave out the port that is HTTP's own.
        let is_port = port.map_or(self.port == 80, |port| port == self.port.to_string());
        let is_name = match literal(name) {
            Some(address) => {
                address == Ipv4Addr::LOCALHOST
                    || address == Ipv6Addr::LOCALHOST
                    || address == local.to_canonical()
            }
            None => name.eq_ignore_ascii_case("localhost"),
        };
        is_port && is_name
    }
}

/// `name:port`, `name`, `[::1]:port`, `[::1]`. What else it may be is no name that we have.
fn split_port(host: &str) -> (&str, Option<&str>) {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, Some(port)),
        _ => (host, None),
    }
}

/// The address that a name spells out.
fn literal(name: &str) -> Option<IpAddr> {
    let inner = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'));
    match inner {
        Some(inner) => inner.parse().map(IpAddr::V6).ok(),
        None => name.parse().map(IpAddr::V4).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(rows: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in rows {
            let name = HeaderName::from_static(name);
            headers.append(name, HeaderValue::from_static(value));
        }
        headers
    }

    fn called(host: &'static str, port: u16) -> Result<(), Refusal> {
        let names = Names {
            port,
            hosts: vec!["Desk.example".to_owned()],
        };
        let local = "::ffff:192.0.2.7".parse().expect("an address");
        admit(&headers(&[("host", host)]), &names, local)
    }

    #[test]
    fn own_names_are_answered() {
        for host in [
            "localhost:1111",
            "LocalHost:1111",
            "127.0.0.1:1111",
            "[::1]:1111",
            "[0:0:0:0:0:0:0:1]:1111",
            "192.0.2.7:1111",
            "desk.example",
            "desk.example:8443",
        ] {
            assert_eq!(called(host, 1111), Ok(()), "{host}");
        }
        assert_eq!(called("localhost", 80), Ok(()));
        assert_eq!(called("[::1]", 80), Ok(()));
    }

    #[test]
    fn other_names_are_not() {
        for host in [
            "",
            ":1111",
            "localhost",
            "localhost:",
            "localhost:1112",
            "localhost:01111",
            "localhost:+1111",
            "localhost.:1111",
            "localhost.evil.example:1111",
            "127.0.0.1.nip.example:1111",
            "localhost@evil.example:1111",
            "user@localhost:1111",
            "evil.example",
            "evil.example:1111",
            "x.desk.example",
            "192.0.2.8:1111",
            "127.1:1111",
            "2130706433:1111",
            "0x7f000001:1111",
            "::1:1111",
            "[::1]x:1111",
            "[127.0.0.1]:1111",
            "localhost:1111,evil.example",
        ] {
            assert_eq!(called(host, 1111), Err(Refusal::Name), "{host}");
        }
    }

    #[test]
    fn a_stranger_may_link_but_not_use() {
        let names = Names {
            port: 1111,
            hosts: Vec::new(),
        };
        let local = Ipv4Addr::LOCALHOST.into();
        let rows = [
            ("same-origin", "script", Ok(())),
            ("none", "document", Ok(())),
            ("cross-site", "document", Ok(())),
            ("cross-site", "iframe", Ok(())),
            ("cross-site", "script", Err(Refusal::Stranger)),
            ("cross-site", "style", Err(Refusal::Stranger)),
            ("cross-site", "image", Err(Refusal::Stranger)),
            ("cross-site", "empty", Err(Refusal::Stranger)),
            ("same-site", "script", Err(Refusal::Stranger)),
            ("anything", "worker", Err(Refusal::Stranger)),
        ];
        for (site, destination, outcome) in rows {
            let headers = headers(&[
                ("host", "localhost:1111"),
                ("sec-fetch-site", site),
                ("sec-fetch-dest", destination),
            ]);
            assert_eq!(
                admit(&headers, &names, local),
                outcome,
                "{site} {destination}"
            );
        }
    }

    #[test]
    fn only_own_pages_may_listen() {
        let rows: [(&[(&str, &str)], _); 8] = [
            (&[], Ok(true)),
            (&[("origin", "http://localhost:1111")], Ok(true)),
            (&[("origin", "https://localhost:1111")], Ok(false)),
            (&[("origin", "http://localhost:1112")], Ok(false)),
            (&[("origin", "http://203.0.113.9")], Ok(false)),
            (&[("origin", "null")], Ok(false)),
            (&[("sec-fetch-site", "same-site")], Ok(false)),
            (
                &[("origin", "http://localhost:1111"), ("origin", "null")],
                Err(Refusal::Malformed),
            ),
        ];
        for (row, outcome) in rows {
            let mut all = headers(&[("host", "localhost:1111")]);
            all.extend(headers(row));
            assert_eq!(is_from_own_page(&all), outcome, "{row:?}");
        }
    }
}
