//! Characters that nobody sees, written as an escape (`"\u202e"`): the file looks clean, the page does not.

use std::ops::Range;

use super::Origin;
use crate::diagnostic::{Diagnostic, codes};
use crate::text::invisible;
use crate::wording::words;

/// The first such character of a value. What stands in the file itself is told by who reads it whole.
pub(super) fn invisible(
    value: &str,
    raw: &str,
    span: Range<usize>,
    origin: &Origin,
) -> Option<Diagnostic> {
    if !raw.contains('\\') {
        return None;
    }
    let (_, c) = invisible::all_in(value).find(|(_, c)| !raw.contains(*c))?;
    let code = format!("U+{:04X}", c as u32);
    let told = Diagnostic::new(
        codes::INVISIBLE_CHARACTER,
        origin.place(span),
        words(
            format!("目に見えない文字 {code} がエスケープで書かれています"),
            format!("an escape writes the invisible character {code}"),
        ),
    );
    Some(told.help(words("エスケープを消してください", "delete the escape")))
}
