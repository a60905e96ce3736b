//! `check --fix` and `check --diff`: what the fixes of findings make of the files.
//!
//! Which fixes are applied is decided in `mend`, on texts in memory; here the files are written, each
//! whole or not at all, and only if it is still what was read.

use super::console::Console;
use super::session::Session;
use crate::host;
use crate::mend::{LeftOut, MendedFile};
use crate::report::{Counts, Patch};
use crate::text::{Source, SourcePath};
use crate::wording::{Wording, words};

/// Writes what can be mended, and says so for each file. The session then holds the site as it is now.
pub(super) fn apply(session: &mut Session) {
    let mended = session.mended();
    let mut written = Vec::new();
    for (path, file) in &mended.files {
        match host::replace(session.root(), path, Some(&file.before), &file.after) {
            Ok(()) => {
                session.console.note(&fixed(path, file));
                written.push(Source {
                    path: path.clone(),
                    text: file.after.clone(),
                });
            }
            Err(failure) => session.failures.push(failure),
        }
    }
    note_left_out(&session.console, &mended.left_out);
    session.take_texts(written);
}

/// Prints what [`apply`] would change as a patch. The status is that of the site as it is.
pub(super) fn show(session: &Session) -> u8 {
    let mended = session.mended();
    let mut patch = Patch::default();
    for (path, file) in &mended.files {
        patch.add(path, &file.before, &file.after);
    }
    session.console.patch(&patch);
    session.console.failures(&session.failures);
    for (path, file) in &mended.files {
        session.console.note(&fixable(path, file));
    }
    note_left_out(&session.console, &mended.left_out);
    let findings = session.findings();
    if let Some(counts) = Counts::of(&findings).words() {
        session.console.note(&words(
            format!("{}: madoguchi check", counts.ja),
            format!("{}: madoguchi check", counts.en),
        ));
    }
    session.status(&findings)
}

fn note_left_out(console: &Console, left_out: &[LeftOut]) {
    for LeftOut { finding, error } in left_out {
        let place = finding.place.as_ref();
        let path = place.map_or("", |place| place.path.as_str());
        let code = finding.code;
        console.note(&words(
            format!(
                "`{path}` の `{code}` は直しませんでした。直すとエラーになります: {}",
                error.message.ja
            ),
            format!(
                "`{path}`: left `{code}` as it is, since its fix would bring an error: {}",
                error.message.en
            ),
        ));
    }
}

fn fixed(path: &SourcePath, file: &MendedFile) -> Wording {
    let count = file.fixes;
    let plural = if count == 1 { "" } else { "s" };
    words(
        format!("`{path}` の{count}件を直しました"),
        format!("`{path}`: fixed {count} finding{plural}"),
    )
}

fn fixable(path: &SourcePath, file: &MendedFile) -> Wording {
    let count = file.fixes;
    let plural = if count == 1 { "" } else { "s" };
    words(
        format!("`{path}` の{count}件を直せます"),
        format!("`{path}`: {count} finding{plural} can be fixed"),
    )
}
