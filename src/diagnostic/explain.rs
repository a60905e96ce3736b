//! A code's reason and cure, at length, in both languages: what `madoguchi explain CODE` prints.

use super::Code;
use crate::wording::Wording;

/// The explanation of a code.
pub fn explanation(code: Code) -> Option<Wording> {
    let _ = code;
    None
}
