//! The watcher: takes in what was saved, whoever asks for it.

use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::desk::Desk;
use crate::host::{How, Looker, Stir, Watch};
use crate::text::SourcePath;

/// How long it waits for a stir before it looks whether the day has changed, or whether it is over.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// How soon a file that was being written is looked at again.
const MOMENT: Duration = Duration::from_millis(50);

/// Begins to watch.
pub(super) fn begin(desk: Arc<Desk>, root: &Path, config: &SourcePath, how: How) -> JoinHandle<()> {
    let mut watch = Watch::start(root, config, how);
    if let Some(warning) = watch.warning() {
        desk.console.note(warning);
    }
    thread::spawn(move || watch_over(&desk, &mut watch))
}

fn watch_over(desk: &Desk, watch: &mut Watch) {
    // What was saved between the first look and the watch.
    desk.look(Looker::look_everywhere);
    let mut wait = LONGEST_WAIT;
    while !desk.is_over() {
        let stir = watch.next(Some(wait));
        let begun = Instant::now();
        let is_unfinished = match stir {
            Stir::Files(files) => {
                // What was saved first, then what came and went with it.
                desk.look(|looker| looker.look_at(&files));
                desk.look(Looker::look_everywhere)
            }
            Stir::Everything => desk.look(Looker::look_everywhere),
            Stir::Nothing if wait == MOMENT => desk.look(Looker::look_everywhere),
            Stir::Nothing => desk.look(|_| false),
        };
        watch.looked(begun.elapsed());
        wait = if is_unfinished { MOMENT } else { LONGEST_WAIT };
    }
}
