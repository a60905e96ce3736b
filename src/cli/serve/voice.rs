//! What the terminal hears of a preview: what was updated, and what is wrong whenever that changes.

use std::time::Duration;

use crate::cli::console::{Console, errors_of};
use crate::diagnostic::Diagnostic;
use crate::host::HostError;
use crate::report::Counts;
use crate::text::Snapshot;
use crate::wording::{Wording, words};

/// The terminal's ear.
pub(super) struct Voice {
    console: Console,
    told: Option<(Vec<Diagnostic>, Vec<HostError>)>,
}

impl Voice {
    pub(super) fn new(console: Console) -> Self {
        Self {
            console,
            told: None,
        }
    }

    /// Says what has changed since the last time; nothing if nothing has.
    pub(super) fn say(
        &mut self,
        snapshot: &Snapshot,
        findings: &[Diagnostic],
        failures: &[HostError],
        updated: usize,
        elapsed: Duration,
    ) {
        let now = (findings.to_vec(), failures.to_vec());
        let is_first = self.told.is_none();
        if updated > 0 && !is_first {
            self.console.note(&pages_updated(updated, elapsed));
        }
        let before = self.told.replace(now);
        let is_same = before
            .as_ref()
            .is_some_and(|(before, machine)| *before == *findings && *machine == *failures);
        if is_same {
            return;
        }
        let errors = errors_of(findings);
        self.console.findings(&snapshot.shown_texts(), &errors);
        self.console.failures(failures);
        let was_broken = before
            .is_some_and(|(before, machine)| !errors_of(&before).is_empty() || !machine.is_empty());
        match Counts::of(findings).words() {
            Some(counts) if errors.is_empty() => self.console.note(&words(
                format!("{}: madoguchi check", counts.ja),
                format!("{}: madoguchi check", counts.en),
            )),
            Some(counts) => self.console.note(&last_good(&counts)),
            None if was_broken && failures.is_empty() => self.console.note(&mended()),
            None => {}
        }
    }
}

fn pages_updated(count: usize, elapsed: Duration) -> Wording {
    let milliseconds = elapsed.as_millis();
    let plural = if count == 1 { "" } else { "s" };
    words(
        format!("{count}ファイルを更新しました({milliseconds}ミリ秒)"),
        format!("{count} file{plural} updated in {milliseconds} ms"),
    )
}

fn last_good(counts: &Wording) -> Wording {
    words(
        format!("{}。直るまで、最後の正しい状態を表示します", counts.ja),
        format!(
            "{}; the last good state is shown until it is mended",
            counts.en
        ),
    )
}

fn mended() -> Wording {
    words("エラーはなくなりました", "no errors any more")
}
