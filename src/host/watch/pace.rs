//! How often to look when nothing calls for it.
//!
//! Beneath the system's events lies a slow net: network disks and containers tell little or
//! nothing. Looking costs in proportion to the site, so its pause grows with what a look cost.

use std::thread::available_parallelism;
use std::time::{Duration, Instant};

/// How soon to look again after a folder came: its own watching begins a little later.
const AFTER_A_FOLDER: Duration = Duration::from_millis(300);

/// What looking is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To catch what events did not tell.
    Net,
    /// To see anything at all.
    Poll,
}

impl Purpose {
    /// The shortest and the longest pause.
    fn bounds(self) -> (Duration, Duration) {
        match self {
            Self::Net => (Duration::from_secs(3), Duration::from_mins(1)),
            Self::Poll => (Duration::from_millis(500), Duration::from_secs(10)),
        }
    }

    /// How many times its own cost a look pauses: 0.5 % of a core, and 1 %.
    fn factor(self) -> u32 {
        match self {
            Self::Net => 200,
            Self::Poll => 100,
        }
    }
}

/// The pauses between looks.
#[derive(Debug)]
pub(super) struct Pace {
    purpose: Purpose,
    /// When to look next.
    pub(super) next: Instant,
    /// What the last two looks cost, on all cores together.
    costs: [Duration; 2],
    has_folder_to_follow: bool,
}

impl Pace {
    pub(super) fn new(purpose: Purpose, now: Instant) -> Self {
        Self {
            purpose,
            next: now + purpose.bounds().0,
            costs: [Duration::ZERO; 2],
            has_folder_to_follow: false,
        }
    }

    /// Everything is looked at now.
    pub(super) fn look(&mut self, now: Instant) {
        self.has_folder_to_follow = false;
        self.next = now + self.pause();
    }

    /// The same, on account of a new folder.
    pub(super) fn look_at_folder(&mut self, now: Instant) {
        self.has_folder_to_follow = true;
        self.next = now + AFTER_A_FOLDER;
    }

    /// That look took so long.
    pub(super) fn looked(&mut self, took: Duration, now: Instant) {
        let cores = available_parallelism().map_or(1, usize::from);
        let cost = took.saturating_mul(u32::try_from(cores).unwrap_or(u32::MAX));
        self.costs = [self.costs[1], cost];
        if !self.has_folder_to_follow {
            self.next = now + self.pause();
        }
    }

    /// By the cheaper of two looks: one of them may have waited for somebody else's work.
    fn pause(&self) -> Duration {
        let cost = self.costs[0].min(self.costs[1]);
        let (shortest, longest) = self.purpose.bounds();
        let pause = cost.saturating_mul(self.purpose.factor());
        pause.clamp(shortest, longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pause(purpose: Purpose, took: Duration) -> Duration {
        let now = Instant::now();
        let mut pace = Pace::new(purpose, now);
        pace.looked(took, now);
        pace.looked(took, now);
        pace.next - now
    }

    #[test]
    fn a_small_site_is_looked_at_often_and_a_large_one_seldom() {
        let quick = Duration::from_micros(200);
        assert_eq!(pause(Purpose::Poll, quick), Duration::from_millis(500));
        assert_eq!(pause(Purpose::Net, quick), Duration::from_secs(3));
        let slow = Duration::from_millis(30);
        assert!(pause(Purpose::Poll, slow) >= slow * 100);
        assert!(pause(Purpose::Net, slow) >= slow * 200);
        let endless = Duration::from_mins(5);
        assert_eq!(pause(Purpose::Poll, endless), Duration::from_secs(10));
    }

    #[test]
    fn one_slow_look_is_no_measure() {
        let now = Instant::now();
        let mut pace = Pace::new(Purpose::Net, now);
        pace.looked(Duration::from_millis(1), now);
        pace.looked(Duration::from_secs(1), now);
        assert_eq!(pace.next - now, Duration::from_secs(3));
    }

    #[test]
    fn a_new_folder_is_looked_at_once_more() {
        let now = Instant::now();
        let mut pace = Pace::new(Purpose::Net, now);
        pace.look_at_folder(now);
        pace.looked(Duration::from_millis(1), now);
        assert_eq!(pace.next - now, AFTER_A_FOLDER);
        pace.look(now);
        assert_eq!(pace.next - now, Duration::from_secs(3));
    }
}
