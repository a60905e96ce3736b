//! What is written into a ledger: addresses that are new, and where old ones lead.

use super::address::Address;
use super::{Entry, Ledger};
use crate::text::{Span, Spanned};

/// Adds addresses that are not in the ledger yet; gives them back, sorted.
///
/// Lines that lead to an address that was retired itself are written anew, to lead where it leads.
pub fn record(ledger: &mut Ledger, published: impl IntoIterator<Item = Address>) -> Vec<Address> {
    let mut added = Vec::new();
    for address in published {
        if !ledger.entries.contains_key(&address) {
            ledger.entries.insert(address.clone(), Entry::default());
            added.push(address);
        }
    }
    added.sort();
    shorten(ledger);
    added
}

/// What became of an address that is retired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retirement {
    /// It was recorded, and leads on now.
    Retired,
    /// It led elsewhere, and leads here now.
    Redirected,
    /// Nobody had recorded it; it was added.
    Added,
    /// It led there already.
    Unchanged,
}

/// Lets an address lead to another, and all that led to it, too.
pub fn retire(ledger: &mut Ledger, old: &Address, new: &Address) -> Retirement {
    let retirement = match ledger.entries.get(old) {
        None => Retirement::Added,
        Some(Entry { to: None, .. }) => Retirement::Retired,
        Some(Entry { to: Some(to), .. }) if to.value == *new => Retirement::Unchanged,
        Some(_) => Retirement::Redirected,
    };
    let entry = ledger.entries.entry(old.clone()).or_default();
    entry.to = Some(Spanned::new(new.clone(), Span::default()));
    shorten(ledger);
    retirement
}

/// Lets each line lead to the end of its chain. A chain that comes back to itself stays for a
/// person to mend.
fn shorten(ledger: &mut Ledger) {
    let ends: Vec<(Address, Address)> = ledger
        .entries
        .keys()
        .filter_map(|address| Some((address.clone(), end_of(ledger, address)?)))
        .collect();
    for (address, end) in ends {
        if let Some(to) = ledger
            .entries
            .get_mut(&address)
            .and_then(|entry| entry.to.as_mut())
        {
            to.value = end;
        }
    }
}

/// Where the chain that begins at a line ends.
fn end_of(ledger: &Ledger, address: &Address) -> Option<Address> {
    let mut at = ledger.target(address)?;
    let mut steps = 0;
    while let Some(next) = ledger.target(at) {
        steps += 1;
        if steps > ledger.entries.len() {
            return None;
        }
        at = next;
    }
    Some(at.clone())
}
