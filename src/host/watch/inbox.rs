//! Where hints wait until somebody asks for them: as much as is needed to tell where to look, and
//! no more, however many events there are.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::hint::Hint;
use super::native::Failure;
use super::settle::{Change, Presence, Settle};
use crate::text::SourcePath;

/// One inbox; a clone is the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Inbox(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    inside: Mutex<Inside>,
    filled: Condvar,
}

#[derive(Debug, Default)]
struct Inside {
    settle: Settle,
    failure: Option<Failure>,
}

/// Why waiting ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Woken {
    Change(Change),
    Failed(Failure),
    /// The time has come, and nothing is waiting to settle.
    Time,
}

impl Inbox {
    /// Puts hints in.
    pub(super) fn note(&self, hints: impl IntoIterator<Item = Hint>) {
        let mut inside = self.inside();
        let was_idle = inside.settle.is_idle();
        let now = Instant::now();
        for hint in hints {
            inside.settle.note(hint, now);
        }
        // Who waits for a change to settle knows of it already, and looks again when it is due.
        if was_idle && !inside.settle.is_idle() {
            self.0.filled.notify_one();
        }
    }

    /// Puts in that no more hints will come.
    pub(super) fn fail(&self, failure: Failure) {
        self.inside().failure = Some(failure);
        self.0.filled.notify_one();
    }

    /// Waits for a change to settle, at most `until` unless one is about to.
    pub(super) fn wait(&self, until: Instant, presence: impl Fn(&SourcePath) -> Presence) -> Woken {
        let mut inside = self.inside();
        loop {
            if let Some(failure) = inside.failure.take() {
                return Woken::Failed(failure);
            }
            let now = Instant::now();
            if inside.settle.due().is_some_and(|due| due <= now)
                && let Some(change) = inside.settle.take(now, &presence)
            {
                return Woken::Change(change);
            }
            let due = inside.settle.due();
            if due.is_none() && until <= now {
                return Woken::Time;
            }
            let rest = due.unwrap_or(until).saturating_duration_since(now);
            let waited = self.0.filled.wait_timeout(inside, rest);
            inside = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        let inside = self.0.inside.lock();
        // A panic in between leaves hints behind, never half of one.
        inside.unwrap_or_else(PoisonError::into_inner)
    }
}
