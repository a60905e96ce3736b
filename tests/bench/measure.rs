//! A program run to its end: how long it took, how much processor time, how much memory at most.

use std::io;
use std::process::Command;
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

/// What one run took.
#[derive(Clone, Copy, Default)]
pub(crate) struct Run {
    pub(crate) wall: Duration,
    /// On all cores, in the program and in the system for it.
    pub(crate) processor: Duration,
    /// In bytes.
    pub(crate) memory: u64,
}

/// Runs a command that must succeed.
pub(crate) fn run(command: &mut Command) -> io::Result<Run> {
    let begun = Instant::now();
    let done = command.spawn()?.wait4()?;
    let wall = begun.elapsed();
    if !done.status.success() {
        return Err(io::Error::other(format!("{command:?}: {}", done.status)));
    }
    Ok(Run {
        wall,
        processor: done.rusage.utime + done.rusage.stime,
        memory: done.rusage.maxrss,
    })
}

/// The median of each figure, and the greatest memory.
pub(crate) fn median(runs: &[Run]) -> Run {
    let middle = |of: &dyn Fn(&Run) -> Duration| {
        let mut all: Vec<Duration> = runs.iter().map(of).collect();
        all.sort_unstable();
        all.get(all.len() / 2).copied().unwrap_or_default()
    };
    Run {
        wall: middle(&|run| run.wall),
        processor: middle(&|run| run.processor),
        memory: runs.iter().map(|run| run.memory).max().unwrap_or(0),
    }
}
