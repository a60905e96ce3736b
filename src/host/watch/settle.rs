//! When many events are one change.
//!
//! An editor saves in several steps and a checkout in thousands, so a change is told when nothing
//! has happened for a moment. A moment that never comes is cut short, and who writes without end
//! is told of a few times a second. Pure: the time is an argument.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::hint::Hint;
use crate::text::SourcePath;

/// How long nothing must have happened: the steps of one save lie closer together, and a reader
/// does not notice it.
const QUIET: Duration = Duration::from_millis(15);
/// The same while a file that was named is gone or empty: it is being saved, or was removed, for
/// which there is no hurry.
const QUIET_UNFINISHED: Duration = Duration::from_millis(100);
/// The same where many files change: whoever writes them pauses now and then.
const QUIET_STORM: Duration = Duration::from_millis(60);
/// How long a change may be held back while events go on.
const CEILING: Duration = Duration::from_millis(250);
const CEILING_UNFINISHED: Duration = Duration::from_millis(500);
const CEILING_STORM: Duration = Duration::from_millis(800);
/// How many files are named at most; to look at more is no cheaper than to look everywhere.
const MOST_FILES: usize = 64;
/// From so many files on a change is no save of a person.
const MANY_FILES: usize = 8;
/// How often changes are told that follow each other without end.
const SPACING: Duration = Duration::from_millis(220);
/// How many are told without that spacing, after a while of calm.
const BURST: u32 = 4;

/// What has happened since it was last told.
#[derive(Debug, Default)]
pub(super) struct Settle {
    files: BTreeMap<SourcePath, Past>,
    /// The widest of the other hints.
    wide: Option<Hint>,
    /// The first and the last event.
    span: Option<(Instant, Instant)>,
    is_unfinished: bool,
    /// When everything that was told would have been, had it been spaced.
    paid_until: Option<Instant>,
}

/// What a file was before the first event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Past {
    Unknown,
    NotThere,
}

/// What stands at a file's path when it is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// A file with something in it.
    Whole,
    /// An empty file, a folder, a link.
    Unfinished,
    Gone,
}

/// A change to be told.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// The files that changed, if they alone did.
    pub(super) files: Option<Vec<SourcePath>>,
    /// The widest hint that there was.
    pub(super) wide: Option<Hint>,
}

impl Settle {
    /// Takes note of a hint.
    pub(super) fn note(&mut self, hint: Hint, now: Instant) {
        match hint {
            Hint::File(path) => self.name(path, Past::Unknown),
            Hint::NewFile(path) => self.name(path, Past::NotThere),
            wide => self.wide = self.wide.take().max(Some(wide)),
        }
        let first = self.span.map_or(now, |(first, _)| first);
        self.span = Some((first, now));
    }

    /// Whether nothing has happened.
    pub(super) fn is_idle(&self) -> bool {
        self.span.is_none()
    }

    /// When to tell what has happened, if anything has.
    pub(super) fn due(&self) -> Option<Instant> {
        let (first, last) = self.span?;
        let (quiet, ceiling) = if self.files.len() > MOST_FILES {
            (QUIET_STORM, CEILING_STORM)
        } else if self.is_unfinished {
            (QUIET_UNFINISHED, CEILING_UNFINISHED)
        } else {
            (QUIET, CEILING)
        };
        let due = (last + quiet).min(first + ceiling);
        let unspaced = SPACING * (BURST - 1);
        let spaced = self
            .paid_until
            .and_then(|until| until.checked_sub(unspaced));
        Some(spaced.map_or(due, |spaced| due.max(spaced)))
    }

    /// Tells what has happened, unless nothing of it is left, or a named file is on its way of
    /// being saved: then only the next time that it is due, and as a change of everything.
    pub(super) fn take(
        &mut self,
        now: Instant,
        presence: impl Fn(&SourcePath) -> Presence,
    ) -> Option<Change> {
        let is_named = self.wide.is_none() && self.files.len() <= MOST_FILES;
        let mut is_whole = is_named;
        if is_named {
            self.files.retain(|path, past| {
                let presence = presence(path);
                let was_passing = *past == Past::NotThere && presence == Presence::Gone;
                is_whole &= was_passing || presence == Presence::Whole;
                !was_passing
            });
            if self.files.is_empty() {
                self.forget();
                return None;
            }
        }
        if is_named && !is_whole && !self.is_unfinished {
            self.is_unfinished = true;
            if self.due().is_some_and(|due| due > now) {
                return None;
            }
        }
        self.pay(now, is_whole);
        let files = std::mem::take(&mut self.files).into_keys();
        let change = Change {
            files: is_whole.then(|| files.collect()),
            wide: self.wide.take(),
        };
        self.forget();
        Some(change)
    }

    fn name(&mut self, path: SourcePath, past: Past) {
        if self.files.len() <= MOST_FILES {
            self.files.entry(path).or_insert(past);
        }
    }

    fn forget(&mut self) {
        self.span = None;
        self.is_unfinished = false;
    }

    /// Counts a change that is told: one that no person makes uses up what may be told unspaced.
    fn pay(&mut self, now: Instant, is_whole: bool) {
        let cost = if is_whole && self.files.len() <= MANY_FILES {
            SPACING
        } else {
            SPACING * BURST
        };
        let paid = self.paid_until.map_or(now, |until| until.max(now)) + cost;
        self.paid_until = Some(paid.min(now + SPACING * BURST));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run of time: events at given milliseconds; what is told, and when.
    struct Run {
        start: Instant,
        settle: Settle,
        told: Vec<(u64, Change)>,
    }

    impl Run {
        fn new() -> Self {
            Self {
                start: Instant::now(),
                settle: Settle::default(),
                told: Vec::new(),
            }
        }

        fn event(&mut self, at: u64, hint: Hint) {
            self.event_with(at, hint, Presence::Whole);
        }

        fn event_with(&mut self, at: u64, hint: Hint, presence: Presence) {
            let now = self.start + Duration::from_millis(at);
            self.go_on(now, presence);
            self.settle.note(hint, now);
        }

        /// Tells what is due before a moment.
        fn go_on(&mut self, until: Instant, presence: Presence) {
            while let Some(due) = self.settle.due()
                && due < until
            {
                if let Some(change) = self.settle.take(due, |_| presence) {
                    let at = due.saturating_duration_since(self.start).as_millis();
                    self.told.push((u64::try_from(at).unwrap_or(0), change));
                }
            }
        }

        fn end(mut self) -> Vec<(u64, Change)> {
            self.go_on(self.start + Duration::from_hours(1), Presence::Whole);
            self.told
        }
    }

    fn file(number: u64) -> Hint {
        Hint::File(SourcePath::new(&format!("content/{number}.md")))
    }

    fn files(numbers: &[u64]) -> Change {
        let path = |number: &u64| SourcePath::new(&format!("content/{number}.md"));
        Change {
            files: Some(numbers.iter().map(path).collect()),
            wide: None,
        }
    }

    const EVERYTHING: Change = Change {
        files: None,
        wide: None,
    };

    #[test]
    fn w01_a_save_is_told_once_and_soon() {
        let mut run = Run::new();
        for at in [0, 1, 3, 9] {
            run.event(at, file(1));
        }
        assert_eq!(run.end(), [(24, files(&[1]))]);
    }

    #[test]
    fn saves_one_after_the_other_are_told_as_they_come() {
        let mut run = Run::new();
        for second in 0..5 {
            run.event(second * 1_000, file(second));
        }
        let told: Vec<u64> = run.end().iter().map(|(at, _)| *at).collect();
        assert_eq!(told, [15, 1_015, 2_015, 3_015, 4_015]);
    }

    #[test]
    fn a_file_that_is_gone_gets_more_time() {
        let mut run = Run::new();
        run.event(0, file(1));
        run.event_with(80, file(1), Presence::Unfinished);
        assert_eq!(run.end(), [(180, files(&[1]))], "it was put back");
        let mut run = Run::new();
        run.event(0, file(1));
        run.go_on(run.start + Duration::from_secs(1), Presence::Gone);
        assert_eq!(run.end(), [(100, EVERYTHING)], "it was removed");
    }

    #[test]
    fn w01_a_file_that_was_there_only_for_a_moment_is_no_change() {
        let helper = Hint::NewFile(SourcePath::new("content/sedQx81Lz"));
        let at = |run: &Run, milliseconds| run.start + Duration::from_millis(milliseconds);
        let mut run = Run::new();
        run.event(0, helper.clone());
        run.go_on(at(&run, 100), Presence::Gone);
        assert!(run.settle.is_idle());
        run.event(200, helper);
        run.event(201, file(1));
        let is_page = |path: &SourcePath| match path.as_str() {
            "content/1.md" => Presence::Whole,
            _ => Presence::Gone,
        };
        let change = run.settle.take(at(&run, 216), is_page);
        assert_eq!(change, Some(files(&[1])));
    }

    #[test]
    fn w05_a_checkout_is_few_changes() {
        // 500 files in half a second, with a rest here and there.
        let mut run = Run::new();
        let mut at = 0;
        for number in 0..500 {
            at += if number % 60 == 59 { 25 } else { 1 };
            run.event(at, file(number));
        }
        let told = run.end();
        assert!(told.len() <= 3, "{} changes", told.len());
        assert_eq!(told.last().map(|(_, change)| change), Some(&EVERYTHING));
    }

    #[test]
    fn w06_writing_without_end_is_told_a_few_times_a_second() {
        let mut run = Run::new();
        for at in (0..10_000).step_by(20) {
            run.event(at, file(1));
        }
        let told = run.end();
        assert!((10..=50).contains(&told.len()), "{} changes", told.len());
        let gaps = told.windows(2).map(|pair| pair[1].0 - pair[0].0);
        assert!(gaps.max() <= Some(1_000));
    }

    #[test]
    fn w06_a_file_that_is_never_whole_is_told_too() {
        let mut run = Run::new();
        for at in (0..10_000).step_by(5) {
            run.event_with(at, file(1), Presence::Unfinished);
        }
        let told = run.end();
        assert!((10..=50).contains(&told.len()), "{} changes", told.len());
    }

    #[test]
    fn the_widest_hint_is_told() {
        let mut run = Run::new();
        for hint in [file(1), Hint::Ground, Hint::Folder, Hint::Everything] {
            run.event(0, hint);
        }
        let told = Change {
            files: None,
            wide: Some(Hint::Ground),
        };
        assert_eq!(run.end(), [(15, told)]);
    }
}
