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

/// Lets an address lead to another, and all that led to it, too. The other one is there, so that it
/// and its page are no longer retired themselves, should they ever have been: something that was
/// moved away and back again would lead back to itself.
pub fn retire(ledger: &mut Ledger, old: &Address, new: &Address) -> Retirement {
    let retirement = match ledger.entries.get(old) {
        None => Retirement::Added,
        Some(Entry { to: None, .. }) => Retirement::Retired,
        Some(Entry { to: Some(to), .. }) if to.value == *new => Retirement::Unchanged,
        Some(_) => Retirement::Redirected,
    };
    for there in [new, &Address::of_page(&new.page)] {
        if let Some(entry) = ledger.entries.get_mut(there) {
            entry.to = None;
        }
    }
    let entry = ledger.entries.entry(old.clone()).or_default();
    entry.to = Some(Spanned::new(new.clone(), Span::default()));
    shorten(ledger);
    retirement
}

/// Lets each line lead to the end of its chain. A chain that comes back to itself stays for a
/// person to mend.
fn shorten(ledger: &mut Ledger) {
    for (address, end) in ledger.ends(|_| false) {
        let entry = ledger.entries.get_mut(&address);
        if let (Some(to), Some(end)) = (entry.and_then(|entry| entry.to.as_mut()), end) {
            to.value = end;
        }
    }
}
