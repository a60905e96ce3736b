//! The desk at which browsers ask: it looks at the files before it answers.
//!
//! An answer never waits for the watcher. What was saved a moment ago is seen because the files
//! that an answer depends on are looked at when it is asked for.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Today;
use crate::cli::console::Console;
use crate::compile::Edition;
use crate::host::serve::{Answer, Answered, Event, Status};
use crate::host::{HostError, Looker};
use crate::preview::{Asked, Body, PROBLEMS, Preview, Reply, Standing};
use crate::report::{Failure, Overlay};

/// A file that was looked at just now need not be looked at again.
const FRESH: Duration = Duration::from_millis(2);
/// How many paths' looks are remembered.
const REMEMBERED: usize = 4096;
/// How often an answer is begun anew because the site changed while it was made.
const PATIENCE: usize = 4;

/// What the server, the watcher and the worker share.
pub(super) struct Desk {
    pub(super) console: Console,
    today: Today,
    looker: Mutex<Looker>,
    preview: Mutex<Preview>,
    failures: Mutex<Vec<HostError>>,
    looked: Mutex<HashMap<String, Instant>>,
    bell: Mutex<Bell>,
    rung: Condvar,
}

/// Whether there is something to do.
#[derive(Default)]
struct Bell {
    is_rung: bool,
    is_over: bool,
}

/// Why the worker was woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    /// Something was taken in, or someone came.
    Work,
    /// Nothing is asked for any more.
    End,
}

impl Desk {
    pub(super) fn new(
        console: Console,
        today: Today,
        looker: Looker,
        failures: Vec<HostError>,
        preview: Preview,
    ) -> Self {
        Self {
            console,
            today,
            looker: Mutex::new(looker),
            preview: Mutex::new(preview),
            failures: Mutex::new(failures),
            looked: Mutex::default(),
            bell: Mutex::new(Bell {
                is_rung: true,
                is_over: false,
            }),
            rung: Condvar::new(),
        }
    }

    /// Where the site stands on the server.
    pub(super) fn base(&self) -> String {
        self.preview().base().to_owned()
    }

    pub(super) fn preview(&self) -> MutexGuard<'_, Preview> {
        lock(&self.preview)
    }

    /// Editions that are over; they are dropped without holding anybody up.
    pub(super) fn take_retired(&self) -> Vec<Arc<Edition>> {
        self.preview().take_retired()
    }

    /// What the machine refused at the last look.
    pub(super) fn failures(&self) -> Vec<HostError> {
        lock(&self.failures).clone()
    }

    /// Looks at files, all or some, and takes in what has changed. Whether the machine refused
    /// something that may be there in a moment.
    pub(super) fn look(&self, look: impl FnOnce(&mut Looker) -> bool) -> bool {
        let mut looker = lock(&self.looker);
        let has_changed = look(&mut looker);
        self.take_in(&looker, has_changed)
    }

    /// Looks at the files that an answer depends on. While somebody else is looking there is no
    /// need to: what they find is taken in as well.
    fn look_before_answering(&self, path: &str) {
        if self.is_fresh(path) {
            return;
        }
        let Ok(mut looker) = self.looker.try_lock() else {
            return;
        };
        let sources = self.preview().sources(path);
        if looker.look_at(&sources) {
            self.take_in(&looker, true);
        }
    }

    fn take_in(&self, looker: &Looker, has_changed: bool) -> bool {
        let mut preview = self.preview();
        let today = self
            .today
            .date(&preview.edition().parsed().dataset.time_zone);
        if !has_changed && preview.snapshot().today == today {
            return lock(&self.failures).iter().any(HostError::is_of_the_moment);
        }
        let mut read = looker.read();
        read.snapshot.today = today;
        read.snapshot.changed = preview.snapshot().changed.clone();
        let is_of_the_moment = read.errors.iter().any(HostError::is_of_the_moment);
        let snapshot = Arc::new(read.snapshot);
        if read.errors.is_empty() {
            preview.take(snapshot);
        } else {
            preview.take_in_part(snapshot);
        }
        *lock(&self.failures) = read.errors;
        drop(preview);
        self.ring();
        is_of_the_moment
    }

    fn is_fresh(&self, path: &str) -> bool {
        let now = Instant::now();
        let mut looked = lock(&self.looked);
        if looked.len() >= REMEMBERED {
            looked.clear();
        }
        match looked.get_mut(path) {
            Some(last) if now.duration_since(*last) < FRESH => true,
            Some(last) => {
                *last = now;
                false
            }
            None => {
                looked.insert(path.to_owned(), now);
                false
            }
        }
    }

    /// What stands at a path, made if need be.
    fn reply(&self, path: &str) -> Reply {
        for _ in 0..PATIENCE {
            let task = match self.preview().ask(path) {
                Asked::Answer(reply) => return reply,
                Asked::Make(task) => task,
            };
            let done = task.run();
            self.preview().done(done);
        }
        self.preview().placeholder()
    }

    /// The document that lists what is wrong.
    fn problems(&self) -> Vec<u8> {
        let failures = self.failures();
        let failures: Vec<Failure<'_>> = failures
            .iter()
            .map(|failure| Failure {
                message: &failure.message,
                help: failure.help.as_ref(),
            })
            .collect();
        let (snapshot, findings) = {
            let preview = self.preview();
            (preview.snapshot().clone(), preview.findings())
        };
        let overlay = Overlay {
            texts: &snapshot.shown_texts(),
            language: self.console.language,
            failures: &failures,
        };
        overlay.render(&findings).into_bytes()
    }

    /// What is told of problems: where their list is, or nothing if there are none.
    pub(super) fn event_of_problems(&self) -> Event {
        let is_any = !self.failures().is_empty() || !self.preview().findings().is_empty();
        Event {
            name: "problems",
            data: if is_any {
                PROBLEMS.to_owned()
            } else {
                String::new()
            },
        }
    }

    fn bytes(&self, body: Body) -> Option<Arc<[u8]>> {
        match body {
            Body::Bytes(bytes) => Some(bytes),
            Body::File(path) => lock(&self.looker).bytes_of(&path).ok().map(Arc::from),
        }
    }

    fn ring(&self) {
        lock(&self.bell).is_rung = true;
        self.rung.notify_all();
    }

    /// Ends the watcher and the worker.
    pub(super) fn end(&self) {
        lock(&self.bell).is_over = true;
        self.rung.notify_all();
    }

    /// Whether nothing is asked for any more.
    pub(super) fn is_over(&self) -> bool {
        lock(&self.bell).is_over
    }

    /// Waits until there is something to do.
    pub(super) fn wait(&self) -> Call {
        let mut bell = lock(&self.bell);
        loop {
            if bell.is_over {
                return Call::End;
            }
            if std::mem::take(&mut bell.is_rung) {
                return Call::Work;
            }
            bell = self.rung.wait(bell).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Answer for Desk {
    fn answer(&self, path: &str) -> Answered {
        if path == PROBLEMS {
            // On its own line: the list takes the lock again.
            let policy = self.preview().policy().into();
            return Answered {
                status: Status::Ok,
                content_type: Cow::Borrowed("text/html; charset=utf-8"),
                policy,
                body: self.problems().into(),
            };
        }
        self.look_before_answering(path);
        let Reply {
            standing,
            content_type,
            body,
            ..
        } = self.reply(path);
        let policy = self.preview().policy().into();
        let body = self.bytes(body);
        Answered {
            status: match standing {
                _ if body.is_none() => Status::NotFound,
                Standing::Found => Status::Ok,
                Standing::NotFound => Status::NotFound,
                Standing::MovedTo(to) => Status::MovedTo(to),
            },
            content_type: Cow::Owned(content_type),
            policy,
            body: body.unwrap_or_default(),
        }
    }

    fn greet(&self, page: &str, seen: &str) -> Vec<Event> {
        self.look_before_answering(page);
        self.reply(page);
        let is_present = self.preview().greet(page, seen);
        self.ring();
        let changed = (!is_present).then(|| Event {
            name: "page",
            data: page.to_owned(),
        });
        changed
            .into_iter()
            .chain([self.event_of_problems()])
            .collect()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Whoever panicked left a value that the next take replaces.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
