//! The last resort: a bug of our own becomes a calm message and a status, not a torrent and 101.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};

use super::args::Invocation;
use super::console::Console;
use crate::diagnostic::{Diagnostic, codes};
use crate::wording::words;

/// The status after a bug: neither the content nor the command line is to blame.
const STATUS: u8 = 3;

/// Runs a command; should it panic, says so in the format asked for.
pub(super) fn or_report(invocation: &Invocation, command: impl FnOnce() -> u8) -> u8 {
    caught(command).unwrap_or_else(|what| {
        Console::new(invocation).findings(&BTreeMap::new(), &[bug(&what)]);
        STATUS
    })
}

/// Runs a command; should it panic, gives the first panic's words and place.
fn caught(command: impl FnOnce() -> u8) -> Result<u8, String> {
    let seen = Arc::new(Mutex::new(String::new()));
    let first = Arc::clone(&seen);
    panic::set_hook(Box::new(move |panic| {
        let mut first = first.lock().unwrap_or_else(PoisonError::into_inner);
        if first.is_empty() {
            let what = panic.payload_as_str().unwrap_or("panic");
            let place = panic.location().map(ToString::to_string);
            *first = format!("{what} ({})", place.unwrap_or_default());
        }
    }));
    // The command's values are not looked at again.
    let outcome = panic::catch_unwind(AssertUnwindSafe(command));
    drop(panic::take_hook());
    outcome.map_err(|_| {
        let mut what = seen.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *what)
    })
}

fn bug(what: &str) -> Diagnostic {
    Diagnostic::nowhere(
        codes::INTERNAL,
        words(
            format!("Madoguchi自身の不具合です: {what}"),
            format!("a bug in Madoguchi itself: {what}"),
        ),
    )
    .help(words(
        "公開中のサイトは変更していません。この行を添えて開発元に報告してください",
        "the published site was not changed; please report this line to Madoguchi's developers",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_with_its_words_and_its_place() {
        assert_eq!(caught(|| 1), Ok(1));
        let none: Vec<u8> = Vec::new();
        let what = caught(|| none[0]).expect_err("there is no first byte");
        assert!(what.starts_with("index out of bounds"), "{what}");
        assert!(what.contains("(src/cli/rescue.rs:"), "{what}");
    }

    #[test]
    fn a_bug_is_told_as_ours_and_its_status_is_that_of_the_machine() {
        let told = bug("index out of bounds (src/a.rs:1:2)");
        assert_eq!(told.code, codes::INTERNAL);
        assert!(told.message.en.ends_with("(src/a.rs:1:2)"), "{told:?}");
        assert_eq!(STATUS, 3);
    }
}
