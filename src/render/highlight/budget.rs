//! How much colouring may cost, and what to tell when it costs more.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::{PER_KILOBYTE, PER_SITE};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::wording::words;

/// Why code has no colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skipped {
    /// A line is too long; the others have colours.
    LongLine,
    /// The fence is too long.
    LongFence,
    /// The fence took too long.
    Fence,
    /// The site's fences together took too long.
    Site,
    /// The syntax could not be read.
    Failed,
}

impl Skipped {
    /// What to tell the author of the fence.
    pub fn finding(self, place: Place) -> Diagnostic {
        let (ja, en) = match self {
            Self::LongLine => (
                "500バイトを超える行には色を付けません",
                "lines over 500 bytes get no colours",
            ),
            Self::LongFence => (
                "64 KiB を超えるコードには色を付けません",
                "code over 64 KiB gets no colours",
            ),
            Self::Fence => (
                "色付けに時間がかかりすぎるため、このコードは色なしにしました",
                "colouring this code takes too long, so it has no colours",
            ),
            Self::Site => (
                "サイト全体の色付けに時間がかかりすぎるため、このコードは色なしにしました",
                "colouring the site's code takes too long, so this has no colours",
            ),
            Self::Failed => (
                "この言語の色付けに失敗したため、このコードは色なしにしました",
                "colouring failed for this language, so this code has no colours",
            ),
        };
        Diagnostic::new(codes::HIGHLIGHT_BUDGET, place, words(ja, en)).help(words(
            "短くするか、言語を `text` にしてください",
            "make it shorter or give its language as `text`",
        ))
    }
}

/// What a site has spent.
#[derive(Debug, Default)]
pub(super) struct SitePurse {
    microseconds: AtomicU64,
    /// Of code that was coloured.
    bytes: AtomicU64,
}

impl SitePurse {
    pub(super) fn refill(&self) {
        self.microseconds.store(0, Ordering::Relaxed);
        self.bytes.store(0, Ordering::Relaxed);
    }

    /// More code brings more time.
    pub(super) fn bring(&self, bytes: usize) {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn take(&self, spent: Duration) {
        let spent = u64::try_from(spent.as_micros()).unwrap_or(u64::MAX);
        self.microseconds.fetch_add(spent, Ordering::Relaxed);
    }

    pub(super) fn is_empty(&self) -> bool {
        let kilobytes = self.bytes.load(Ordering::Relaxed) / 1024;
        let kilobytes = u32::try_from(kilobytes).unwrap_or(u32::MAX);
        let limit = PER_SITE + PER_KILOBYTE * kilobytes;
        Duration::from_micros(self.microseconds.load(Ordering::Relaxed)) > limit
    }
}

/// The processor time of this thread since the start.
pub(super) struct Meter {
    start: Duration,
}

impl Meter {
    pub(super) fn start() -> Self {
        Self { start: now() }
    }

    pub(super) fn spent(&self) -> Duration {
        now().saturating_sub(self.start)
    }
}

#[cfg(unix)]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    let nanoseconds = u32::try_from(time.tv_nsec).unwrap_or(0);
    Duration::new(seconds, nanoseconds)
}

/// Without a clock of the thread's own, the wall's: a busy machine may lose colours, nothing else.
#[cfg(not(unix))]
#[allow(
    clippy::disallowed_methods,
    reason = "how long a thread has worked is no input: it only ends what takes too long"
)]
fn now() -> Duration {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}
