//! What browsers are told: that the page they show has a new version, that something is wrong (or
//! no longer is), where the last edit was made. Types and paths alone, never a text of the site.

use std::collections::BTreeSet;

use super::state::Status;
use super::{Preview, Reply, address};
use crate::compile::File;
use crate::digest::Digest;

/// What is new for browsers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// The pages on screen that have a new version.
    pub pages: BTreeSet<String>,
    /// Whether the list of what is wrong is another one.
    pub problems: bool,
    /// Where the last edit was made.
    pub edit: Option<String>,
}

impl News {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Preview {
    /// What is new for browsers that show these pages since they were told last. What is not
    /// known yet will be told when it is.
    pub fn news(&mut self, on_screen: &[String]) -> News {
        let mut news = News::default();
        self.told.retain(|path, _| on_screen.contains(path));
        let mut is_pending = false;
        for path in on_screen {
            let Some(version) = self.version_at(path) else {
                is_pending = true;
                continue;
            };
            // Of a page that came on screen while the list was being made, nobody remembers what it was told.
            // To tell it once too often costs a look; to tell it never would leave it as it is.
            if self.told.insert(path.clone(), version) != Some(version) {
                news.pages.insert(path.clone());
            }
        }
        // While the rest goes on being made, what is told is of the pages on screen.
        let is_worth_telling = self.is_settled() || self.told_problems.is_some();
        if self.is_troubled && !is_pending && is_worth_telling {
            self.is_troubled = false;
            let problems = Digest::of(format!("{:?}", self.findings()).as_bytes());
            news.problems = self.told_problems.replace(problems) != Some(problems);
        }
        let is_made = |(file, _): &(File, String)| !self.is_stale(file);
        if self.edited.as_ref().is_some_and(is_made) {
            news.edit = self.edited.take().map(|(_, url)| url);
        }
        news
    }

    /// Notes what a browser shows, and says whether that is the present version. Its page must
    /// have been asked for.
    pub fn greet(&mut self, path: &str, seen: &str) -> bool {
        let seen = Digest::parse(seen);
        let Some(version) = self.version_at(path).or(seen) else {
            return false;
        };
        self.told.insert(path.to_owned(), version);
        seen == Some(version)
    }

    /// The version of what stands at a path; absent while that is not known.
    fn version_at(&self, path: &str) -> Option<Digest> {
        let nothing = Digest::of(&[]);
        let file = match address::resolve(&self.edition, path) {
            address::Stands::File(file) => file,
            address::Stands::Nowhere => File::NotFound,
            address::Stands::Moved(_) => return Some(nothing),
        };
        let Some(state) = self.states.get(&file) else {
            return Some(nothing);
        };
        match state.status {
            Status::Stale => None,
            Status::Broken if state.last_good.is_none() => {
                Reply::placeholder(&self.edition).version
            }
            Status::Good | Status::Broken => state.version,
        }
    }
}
