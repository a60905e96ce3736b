//! The person's browser, opened at an address.

use std::process::{Command, Stdio};

use super::error::HostError;
use crate::wording::words;

/// What opens an address on this system, the likeliest first.
const OPENERS: &[&[&str]] = if cfg!(target_os = "macos") {
    &[&["open"]]
} else if cfg!(windows) {
    &[&["cmd", "/c", "start", ""]]
} else {
    &[
        &["xdg-open"],
        &["gio", "open"],
        &["wslview"],
        &["sensible-browser"],
    ]
};

/// Opens an address in the browser. Not waited for: some openers live as long as the browser.
pub fn open_in_browser(url: &str) -> Result<(), HostError> {
    for opener in OPENERS {
        let (program, arguments) = opener.split_first().expect("invariant: each has a program");
        let started = Command::new(program)
            .args(arguments)
            .arg(url)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        if started.is_ok() {
            return Ok(());
        }
    }
    Err(HostError::machine(words(
        "ブラウザーを開けませんでした",
        "no browser could be opened",
    ))
    .help(words(
        format!("{url} を自分で開いてください"),
        format!("open {url} yourself"),
    )))
}
