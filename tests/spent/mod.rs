//! How much work something is, for tests of texts that were made to be slow.

use std::time::Duration;

/// What comes of some work, and the processor time that it took this thread: other programs on the machine make
/// it no longer.
pub(crate) fn spent<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let before = so_far();
    let done = work();
    (done, so_far().saturating_sub(before))
}

#[cfg(unix)]
fn so_far() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// Elsewhere the time that has gone by has to do.
#[cfg(not(unix))]
fn so_far() -> Duration {
    use std::sync::LazyLock;
    use std::time::Instant;
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGUN.elapsed()
}
