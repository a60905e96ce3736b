//! When to look at a site's files: soon after they change.
//!
//! Events of the system are hints, gathered until a save is over. Where the system gives none, or
//! no more, the files are looked at regularly; that is slower and nothing else. What changed is
//! not told, since only looking can say ([`Looker`](super::Looker)).

mod hint;
mod inbox;
mod native;
mod pace;
mod settle;

use std::path::Path;
use std::time::{Duration, Instant};

use self::hint::Hint;
use self::inbox::{Inbox, Woken};
use self::native::{Failure, Native};
use self::pace::{Pace, Purpose};
use self::settle::{Change, Presence};
use super::root::Site;
use super::signature::Shape;
use super::sys;
use crate::text::SourcePath;
use crate::wording::Wording;

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By the system's events, where it has them.
    Native,
    /// By looking regularly, for network disks and containers.
    Poll,
}

/// Where something may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stir {
    /// At these files.
    Files(Vec<SourcePath>),
    /// Anywhere.
    Everything,
    /// Nowhere: the time is up.
    Nothing,
}

/// Watches a site's files until it is dropped.
#[derive(Debug)]
pub struct Watch {
    site: Site,
    inbox: Inbox,
    /// Nothing when the files are only looked at.
    native: Option<Native>,
    pace: Pace,
    warning: Option<Wording>,
}

impl Watch {
    /// Begins to watch the site at `root` (absolute, links resolved) with its config at `config`.
    ///
    /// Begin before the first look, so that nothing happens unseen in between.
    pub fn start(root: &Path, config: &SourcePath, how: How) -> Self {
        let mut watch = Self {
            site: Site {
                root: root.to_path_buf(),
                config: config.clone(),
            },
            inbox: Inbox::default(),
            native: None,
            pace: Pace::new(Purpose::Poll, Instant::now()),
            warning: None,
        };
        if how == How::Native {
            watch.pace = Pace::new(Purpose::Net, Instant::now());
            watch.attach();
        }
        watch
    }

    /// Why files are looked at regularly although nobody asked for that, and what to do about it.
    ///
    /// It may come later: watching a new folder can fail.
    pub fn warning(&self) -> Option<&Wording> {
        self.warning.as_ref()
    }

    /// Waits until something may have changed, or the time is up; without a timeout for as long as
    /// it takes. A save that is going on at the timeout is waited for.
    pub fn next(&mut self, timeout: Option<Duration>) -> Stir {
        let until = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let pace = self.pace.next;
        let wake = until.map_or(pace, |until| until.min(pace));
        let presence = |path: &SourcePath| presence(&self.site, path);
        match self.inbox.wait(wake, presence) {
            Woken::Change(change) => self.tell(change),
            Woken::Failed(failure) => {
                self.poll(&failure);
                self.everything()
            }
            Woken::Time if wake < pace => Stir::Nothing,
            Woken::Time => {
                let native = self.native.as_ref();
                if native.is_some_and(|native| !native.is_in_place(&self.site)) {
                    self.attach();
                }
                self.everything()
            }
        }
    }

    /// Takes note of how long it took to look everywhere: the dearer, the less often it is done
    /// unasked.
    pub fn looked(&mut self, cost: Duration) {
        self.pace.looked(cost, Instant::now());
    }

    fn tell(&mut self, change: Change) -> Stir {
        if change.wide == Some(Hint::Ground) && self.native.is_some() {
            self.attach();
        }
        match change.files {
            Some(files) => Stir::Files(files),
            None if change.wide.is_some_and(|wide| wide >= Hint::Folder) => {
                self.pace.look_at_folder(Instant::now());
                Stir::Everything
            }
            None => self.everything(),
        }
    }

    fn everything(&mut self) -> Stir {
        self.pace.look(Instant::now());
        Stir::Everything
    }

    /// Watches the folders that stand there now, and none of those that stood there before.
    fn attach(&mut self) {
        self.native = None;
        match Native::start(&self.site, &self.inbox) {
            Ok(native) => self.native = Some(native),
            Err(failure) => self.poll(&failure),
        }
    }

    fn poll(&mut self, failure: &Failure) {
        self.native = None;
        self.warning = Some(failure.wording());
        self.pace = Pace::new(Purpose::Poll, Instant::now());
    }
}

fn presence(site: &Site, path: &SourcePath) -> Presence {
    match sys::look(&site.root.join(path.as_str())) {
        Ok(look) if look.shape == Shape::File && look.signature.length > 0 => Presence::Whole,
        Ok(_) => Presence::Unfinished,
        Err(_) => Presence::Gone,
    }
}
