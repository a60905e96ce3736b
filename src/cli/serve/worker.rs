//! The worker: makes what nobody has asked for yet, and tells browsers and the terminal what is new.

use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Instant;

use super::args::Following;
use super::desk::{Call, Desk};
use super::voice::Voice;

use crate::host::serve::{Event, Streams};
use crate::preview::{News, Task};

/// How many files are made between two looks at what is more urgent.
const BATCH: usize = 16;

/// Begins to work.
pub(super) fn begin(
    desk: Arc<Desk>,
    streams: Arc<Streams>,
    following: Following,
) -> JoinHandle<()> {
    thread::spawn(move || {
        let worker = Worker {
            desk,
            streams,
            following,
        };
        worker.run();
    })
}

struct Worker {
    desk: Arc<Desk>,
    streams: Arc<Streams>,
    following: Following,
}

impl Worker {
    fn run(&self) {
        let mut voice = Voice::new(self.desk.console.clone());
        while self.desk.wait() == Call::Work {
            let begun = Instant::now();
            while !self.desk.is_over() {
                let screen = self.streams.pages();
                let tasks = self.desk.preview().tasks(&screen, BATCH);
                let is_idle = tasks.is_empty();
                self.make(tasks);
                self.tell(&screen);
                if is_idle {
                    break;
                }
            }
            drop(self.desk.take_retired());
            let settled = {
                let mut preview = self.desk.preview();
                (preview.is_settled()).then(|| {
                    let updated = preview.take_updated();
                    (updated, preview.snapshot().clone(), preview.findings())
                })
            };
            if let Some((updated, snapshot, findings)) = settled {
                let failures = self.desk.failures();
                voice.say(&snapshot, &findings, &failures, updated, begun.elapsed());
            }
        }
    }

    fn make(&self, tasks: Vec<Task>) {
        for task in tasks {
            let done = task.run();
            self.desk.preview().done(done);
        }
    }

    fn tell(&self, screen: &[String]) {
        let news = self.desk.preview().news(screen);
        if news.is_empty() {
            return;
        }
        let News {
            pages,
            problems,
            edit,
        } = news;
        let problems = problems.then(|| self.desk.event_of_problems());
        let follow = edit.filter(|_| self.following == Following::Edits);
        self.streams.tell(|page| {
            let changed = pages.get(page).map(|page| Event {
                name: "page",
                data: page.clone(),
            });
            let follow = follow.iter().map(|place| Event {
                name: "follow",
                data: place.clone(),
            });
            let events = changed.into_iter().chain(problems.clone());
            events.chain(follow).collect()
        });
    }
}
