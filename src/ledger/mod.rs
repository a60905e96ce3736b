//! Every page and anchor ever published: the lines of `content/anchors.lock`.
//!
//! A link from a mail, a poster or another site cannot be corrected, so what was published once is
//! written down, and a build compares. The format is one address a line, so that a person can read
//! a change of it and git can join two branches line by line. Here lines become values and values
//! lines; whether a page stands where a line says is for `site` and `check` to see. Nothing here
//! forgets an address: a line may gain a place where it leads now, and never goes.

mod address;
mod change;
mod read;

pub use address::{Address, AddressError, file_of, is_anchor, is_file, is_fragment};
pub use change::{Retirement, record, retire};
pub use read::read;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::text::{SourcePath, Span, Spanned};

/// Where the ledger lies in a site.
pub const PATH: &str = "content/anchors.lock";

/// The first line.
const HEADER: &str = "# madoguchi anchors 1";

/// Between an address that is no more and the one that took its place.
const ARROW: &str = " -> ";

/// Addresses that were published, in their order.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// The file.
    pub path: SourcePath,
    /// What is said of each address.
    pub entries: BTreeMap<Address, Entry>,
}

/// What a line says of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The line.
    pub span: Span,
    /// Where the address leads since it was retired.
    pub to: Option<Spanned<Address>>,
}

impl Default for Ledger {
    /// A ledger in which nothing is written yet.
    fn default() -> Self {
        Self {
            path: SourcePath::new(PATH),
            entries: BTreeMap::new(),
        }
    }
}

impl Ledger {
    /// Where an address leads, if it was retired.
    pub fn target(&self, address: &Address) -> Option<&Address> {
        let entry = self.entries.get(address)?;
        entry.to.as_ref().map(|to| &to.value)
    }

    /// Where the chain that begins at each retired address ends: at the first that is not retired,
    /// or where it may `stop`; absent where it comes back to itself. Each line is walked once,
    /// however long a hostile chain may be.
    pub fn ends(&self, stop: impl Fn(&Address) -> bool) -> HashMap<Address, Option<Address>> {
        let mut ends: HashMap<Address, Option<Address>> = HashMap::new();
        for start in self.entries.keys() {
            let mut way: Vec<&Address> = Vec::new();
            let mut on_way: HashSet<&Address> = HashSet::new();
            let mut at = start;
            let end = loop {
                if let Some(known) = ends.get(at) {
                    break known.clone();
                }
                if !on_way.insert(at) {
                    break None;
                }
                let Some(next) = self.target(at) else {
                    break Some(at.clone());
                };
                way.push(at);
                if stop(next) {
                    break Some(next.clone());
                }
                at = next;
            };
            ends.extend(
                way.into_iter()
                    .map(|address| (address.clone(), end.clone())),
            );
        }
        ends
    }

    /// The lines that lead back to themselves: each circle once, its first address first.
    pub fn circles(&self) -> Vec<Vec<&Address>> {
        let mut seen: HashSet<&Address> = HashSet::new();
        let mut circles = Vec::new();
        for start in self.entries.keys() {
            let mut way: Vec<&Address> = Vec::new();
            let mut at = start;
            while seen.insert(at) {
                way.push(at);
                let Some(next) = self.target(at) else {
                    break;
                };
                at = next;
            }
            // Back on this way: what lies between is a circle; on an earlier one, it is known.
            let back = way.iter().position(|of| *of == at);
            if let Some(back) = back.filter(|_| self.target(at).is_some()) {
                let mut circle = way.split_off(back);
                let first = (0..circle.len()).min_by_key(|of| circle[*of]);
                circle.rotate_left(first.unwrap_or_default());
                circles.push(circle);
            }
        }
        circles
    }

    /// The file's text: the header, then a line for each address, sorted by bytes, LF.
    pub fn text(&self) -> String {
        let line = |(address, entry): (&Address, &Entry)| match &entry.to {
            Some(to) => format!("{address}{ARROW}{}", to.value),
            None => address.to_string(),
        };
        let mut lines: Vec<String> = self.entries.iter().map(line).collect();
        lines.sort();
        lines.insert(0, HEADER.to_owned());
        lines.join("\n") + "\n"
    }
}

#[cfg(test)]
mod tests;
