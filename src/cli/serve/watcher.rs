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
    let mut warned = watch.warning().cloned();
    while !desk.is_over() {
        let is_everywhere = match watch.next(Some(wait)) {
            // Each of them is whole, and nothing else has changed.
            Stir::Files(files) => {
                desk.look(|looker| looker.look_at(&files));
                false
            }
            Stir::Everything => true,
            Stir::Nothing => wait == MOMENT,
        };
        let mut cost = None;
        let is_unfinished = desk.look(|looker| {
            let begun = Instant::now();
            let has_changed = is_everywhere && looker.look_everywhere();
            cost = is_everywhere.then(|| begun.elapsed());
            has_changed
        });
        if let Some(cost) = cost {
            watch.looked(cost);
        }
        if watch.warning() != warned.as_ref() {
            warned = watch.warning().cloned();
            if let Some(warning) = &warned {
                desk.console.note(warning);
            }
        }
        wait = if is_unfinished { MOMENT } else { LONGEST_WAIT };
    }
}
