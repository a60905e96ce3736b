//! One address asked for: redirections, second tries, and what must not be asked.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use ureq::http::{Response, Uri};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error};
use url::{Host, Url};

use super::Manner;
use crate::visit::{Visit, VisitEnd};

/// How many redirections are followed, as in browsers' habit of twenty, halved.
const REDIRECTIONS: usize = 10;
/// How often a server that fails or is busy is asked in all.
const TRIES: u32 = 3;
/// The longest rest that a server may ask for before the next try.
const LONGEST_REST: Duration = Duration::from_secs(5);

/// Asks for addresses.
#[derive(Debug)]
pub(super) struct Asker {
    agent: Agent,
    private: bool,
}

impl Asker {
    pub(super) fn new(manner: &Manner) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(provider)
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .timeout_global(Some(manner.timeout))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("madoguchi/", env!("CARGO_PKG_VERSION")))
            .build();
        let resolver = PublicResolver {
            resolver: DefaultResolver::default(),
            private: manner.private,
        };
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            private: manner.private,
        }
    }

    /// Asks for an address, and for where it leads; the second half is how often it was led on.
    pub(super) fn visit(&self, url: &Url) -> (Visit, usize) {
        let mut visit = Visit::ended(VisitEnd::LostInRedirections);
        let mut url = url.clone();
        let mut is_for_good = true;
        for hop in 0..=REDIRECTIONS {
            match self.ask_patiently(&url) {
                Err(end) => {
                    visit.end = end;
                    return (visit, hop);
                }
                Ok(Answer {
                    status,
                    leads_to: Some(next),
                }) => {
                    is_for_good &= matches!(status, 301 | 308);
                    if is_for_good {
                        visit.moved_to = Some(next.to_string());
                    }
                    url = next;
                }
                Ok(Answer { status, .. }) => {
                    visit.end = VisitEnd::Status(status);
                    return (visit, hop);
                }
            }
        }
        (visit, REDIRECTIONS)
    }

    /// Asks again where another answer may come a little later.
    fn ask_patiently(&self, url: &Url) -> Result<Answer, VisitEnd> {
        if !self.private && is_private_by_itself(url) {
            return Err(VisitEnd::Private);
        }
        let mut rest = Duration::from_millis(250);
        for _ in 1..TRIES {
            match self.ask(url) {
                Ok((Answer { status, .. }, wanted)) if is_of_the_moment(status) => {
                    std::thread::sleep(wanted.unwrap_or(rest).min(LONGEST_REST));
                }
                Err(VisitEnd::NoConnection) => std::thread::sleep(rest),
                Ok((answer, _)) => return Ok(answer),
                Err(end) => return Err(end),
            }
            rest *= 2;
        }
        self.ask(url).map(|(answer, _)| answer)
    }

    /// Asks for the head alone; where a server does not like that, for the page, of which nothing is read.
    fn ask(&self, url: &Url) -> Result<(Answer, Option<Duration>), VisitEnd> {
        let head = self.agent.head(url.as_str()).call();
        let response = match head {
            Ok(head) if !matches!(head.status().as_u16(), 400..=499 | 501) => head,
            // Some servers break the connection off instead of answering.
            Ok(_) | Err(Error::Io(_) | Error::Protocol(_)) => {
                self.agent.get(url.as_str()).call().map_err(end_of)?
            }
            Err(error) => return Err(end_of(error)),
        };
        let rest = header(&response, "retry-after")
            .and_then(|seconds| seconds.parse().ok())
            .map(Duration::from_secs);
        Answer::of(&response, url).map(|answer| (answer, rest))
    }
}

/// What a server said.
struct Answer {
    status: u16,
    leads_to: Option<Url>,
}

impl Answer {
    fn of(response: &Response<Body>, url: &Url) -> Result<Self, VisitEnd> {
        let status = response.status().as_u16();
        let leads_to = match header(response, "location") {
            Some(to) if matches!(status, 301 | 302 | 303 | 307 | 308) => {
                let next = url.join(to).ok();
                let is_web = |next: &Url| matches!(next.scheme(), "http" | "https");
                Some(next.filter(is_web).ok_or(VisitEnd::LostInRedirections)?)
            }
            _ => None,
        };
        Ok(Self { status, leads_to })
    }
}

fn header<'r>(response: &'r Response<Body>, name: &str) -> Option<&'r str> {
    response.headers().get(name)?.to_str().ok()
}

/// Whether asking again soon makes sense: too many requests, or a server in trouble.
fn is_of_the_moment(status: u16) -> bool {
    matches!(status, 429 | 500 | 502 | 503 | 504)
}

fn end_of(error: Error) -> VisitEnd {
    match error {
        Error::HostNotFound => VisitEnd::NoSuchHost,
        Error::Timeout(_) => VisitEnd::TooSlow,
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) => VisitEnd::NotSecure,
        Error::BadUri(_) | Error::Http(_) => VisitEnd::Unaskable,
        Error::Io(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            VisitEnd::Private
        }
        // A failed handshake comes as an error of the connection with the reason inside.
        Error::Io(error) if is_of_tls(&error) => VisitEnd::NotSecure,
        _ => VisitEnd::NoConnection,
    }
}

fn is_of_tls(error: &std::io::Error) -> bool {
    matches!(error.get_ref(), Some(inner) if inner.is::<rustls::Error>())
}

/// Finds the addresses of names, and refuses those that are not everybody's.
#[derive(Debug)]
struct PublicResolver {
    resolver: DefaultResolver,
    private: bool,
}

impl Resolver for PublicResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        // Where everything goes through a proxy of the network, it is the proxy that is looked up here.
        let is_proxy = config
            .proxy()
            .is_some_and(|proxy| uri.host() == Some(proxy.host()));
        let is_private = |address: &std::net::SocketAddr| !is_public(address.ip());
        // One private address among others is refused, too: which of them is asked is chance.
        if !self.private && !is_proxy && found.iter().any(is_private) {
            return Err(Error::Io(std::io::ErrorKind::PermissionDenied.into()));
        }
        Ok(found)
    }
}

/// Whether an address says by itself that it is of a private network; names are looked up later.
fn is_private_by_itself(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => !is_public(address.into()),
        Some(Host::Ipv6(address)) => !is_public(address.into()),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

/// Whether an address is one of the open internet, by the special-purpose registries of RFC 6890.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(mapped) => is_public_v4(mapped),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_shared = a == 100 && (64..128).contains(&b);
    let is_protocol = (a, b, c) == (192, 0, 0);
    let is_benchmark = a == 198 && (b == 18 || b == 19);
    !(a == 0
        || a >= 224
        || is_shared
        || is_protocol
        || is_benchmark
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    // Global unicast is 2000::/3; of it 2001:db8::/32 is for examples, and 2002::/16 and 64:ff9b::/96
    // hold addresses of version 4, whichever they are.
    (0x2000..0x4000).contains(&first)
        && (first, second) != (0x2001, 0x0db8)
        && first != 0x2002
        && (first, second) != (0x2001, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_private_networks_are_told_from_public_ones() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
        ] {
            assert!(
                !is_public(private.parse().expect("an address")),
                "{private}"
            );
        }
        for public in [
            "8.8.8.8",
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700::1",
        ] {
            assert!(is_public(public.parse().expect("an address")), "{public}");
        }
    }
}
