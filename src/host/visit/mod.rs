//! Outside addresses asked for, many at once, politely: what came of it is a value.
//!
//! The addresses come from pages that a stranger may have written, and a build machine can often reach what the
//! stranger cannot. So nothing of a private network is asked unless the site says so, whatever
//! name leads there, and after every redirection again; nothing of an answer is kept but its status.

mod agent;
mod remembered;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use url::Url;

use self::agent::Asker;
use self::remembered::Remembered;
use crate::visit::{Visit, VisitEnd};

/// How many hosts are asked at the same time; one host is never asked twice at once.
const AT_ONCE: usize = 16;

/// How addresses are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manner {
    /// How long one request may take.
    pub timeout: Duration,
    /// Whether addresses of this machine and of private networks are asked.
    pub private: bool,
}

/// Who asks, and remembers the good answers of a day in the site's cache folder.
#[derive(Debug)]
pub struct Visitor {
    manner: Manner,
    remembered: Remembered,
}

impl Visitor {
    /// A visitor for the site at `root`.
    pub fn new(root: &Path, manner: Manner) -> Self {
        Self {
            manner,
            remembered: Remembered::read(root),
        }
    }

    /// Asks for all of them; `one_more` is told after each.
    pub fn visit<'u>(
        &self,
        urls: impl IntoIterator<Item = &'u str>,
        one_more: &(dyn Fn() + Sync),
    ) -> BTreeMap<String, Visit> {
        let mut visits = BTreeMap::new();
        let mut hosts: BTreeMap<String, Vec<(&str, Url)>> = BTreeMap::new();
        for url in urls {
            if let Some(visit) = self.remembered.visit(url) {
                visits.insert(url.to_owned(), visit);
                one_more();
                continue;
            }
            if let Some(parsed) = web_address(url) {
                let host = parsed.host_str().unwrap_or_default().to_owned();
                hosts.entry(host).or_default().push((url, parsed));
            } else {
                visits.insert(url.to_owned(), Visit::ended(VisitEnd::Unaskable));
                one_more();
            }
        }
        let asked = self.ask_hosts(&hosts.into_values().collect::<Vec<_>>(), one_more);
        self.remembered.remember(&asked);
        visits.extend(asked);
        visits
    }

    fn ask_hosts(
        &self,
        hosts: &[Vec<(&str, Url)>],
        one_more: &(dyn Fn() + Sync),
    ) -> BTreeMap<String, Visit> {
        let asker = Asker::new(&self.manner);
        let next = AtomicUsize::new(0);
        let visits = Mutex::new(BTreeMap::new());
        std::thread::scope(|scope| {
            for _ in 0..AT_ONCE.min(hosts.len()) {
                scope.spawn(|| {
                    while let Some(urls) = hosts.get(next.fetch_add(1, Ordering::Relaxed)) {
                        for (url, visit) in of_host(&asker, urls) {
                            let mut visits = visits.lock().expect("invariant: no asker panics");
                            visits.insert(url.to_owned(), visit);
                            one_more();
                        }
                    }
                });
            }
        });
        visits.into_inner().expect("invariant: no asker panics")
    }
}

/// What a host says, one address after the other. One that is not there is not asked again, and one
/// that let us wait in vain is asked once more.
fn of_host<'h>(
    asker: &'h Asker,
    urls: &'h [(&'h str, Url)],
) -> impl Iterator<Item = (&'h str, Visit)> {
    let mut gone: Option<Visit> = None;
    let mut waits = 0;
    urls.iter().map(move |(url, parsed)| {
        if let Some(gone) = &gone {
            return (*url, gone.clone());
        }
        let (visit, hops) = asker.visit(parsed);
        let is_here = hops == 0;
        waits += usize::from(is_here && visit.end == VisitEnd::TooSlow);
        if waits > 1 || is_here && visit.end == VisitEnd::NoSuchHost {
            gone = Some(visit.clone());
        }
        (*url, visit)
    })
}

/// The address as a browser would ask for it; absent if it is none of the web.
fn web_address(url: &str) -> Option<Url> {
    let base = Url::parse("https://site.invalid/").ok()?;
    // `//host/path` is an address, too, in the scheme of the page.
    let url = base.join(url).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https");
    (is_web && url.host_str() != base.host_str()).then_some(url)
}
