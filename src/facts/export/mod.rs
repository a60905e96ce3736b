//! `madoguchi facts --export`: the facts for other programs, in a shape that is kept.

mod ics;
mod json;

use crate::site::Site;
use crate::wording::Language;

/// For which programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// Any: channels, hours, numbers.
    Json,
    /// Calendars: closures, changes, notices, and when to verify again.
    Ics,
}

/// The facts of a site in the shape of an export; words that only one language can have are in `language`.
pub fn export(site: &Site, export: Export, language: Language) -> String {
    match export {
        Export::Json => json::write(site),
        Export::Ics => ics::write(site, language),
    }
}
