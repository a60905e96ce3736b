//! The good answers of the last day, so that a second check asks only for what was not good.
//!
//! A cache and no more: it may be deleted at any time, one that cannot be read is as good as none, and
//! one that cannot be written is nobody's mistake.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};

use crate::host::replace;
use crate::text::SourcePath;
use crate::visit::{Visit, VisitEnd};

/// The folder in the site, which git does not see.
const FOLDER: &str = ".madoguchi-cache";
const FILE: &str = ".madoguchi-cache/links.json";
/// How long a good answer counts, in seconds.
const DAY: u64 = 24 * 60 * 60;
/// A file of this many bytes is none that we wrote.
const TOO_LARGE: u64 = 32 << 20;

/// What was answered lately.
#[derive(Debug)]
pub(super) struct Remembered {
    root: PathBuf,
    before: Option<String>,
    /// When each address was good, in seconds since 1970.
    good: BTreeMap<String, u64>,
    now: u64,
}

impl Remembered {
    pub(super) fn read(root: &Path) -> Self {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs());
        let before = read(root);
        let good = before.as_deref().map_or_else(BTreeMap::new, |text| {
            let lately = |at: &u64| *at <= now && now - *at < DAY;
            let all = serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
            all.into_iter()
                .filter_map(|(url, at)| Some((url, at.as_u64().filter(lately)?)))
                .collect()
        });
        Self {
            root: root.to_path_buf(),
            before,
            good,
            now,
        }
    }

    pub(super) fn visit(&self, url: &str) -> Option<Visit> {
        self.good
            .contains_key(url)
            .then(|| Visit::ended(VisitEnd::Status(200)))
    }

    /// Remembers what was good and stands where it was asked for.
    pub(super) fn remember(&self, visits: &BTreeMap<String, Visit>) {
        let lately = visits
            .iter()
            .filter(|(_, visit)| visit.is_good() && visit.moved_to.is_none());
        let all: Map<String, Value> = self
            .good
            .iter()
            .map(|(url, at)| (url.clone(), Value::from(*at)))
            .chain(lately.map(|(url, _)| (url.clone(), Value::from(self.now))))
            .collect();
        if all.is_empty() || all.len() == self.good.len() {
            return;
        }
        let text = format!("{:#}\n", Value::Object(all));
        let folder = self.root.join(FOLDER);
        // Whatever fails here, the next check asks again, which is all that can happen.
        if !folder.exists() && std::fs::create_dir(&folder).is_ok() {
            let ignore = SourcePath::new(".madoguchi-cache/.gitignore");
            let _ = replace(&self.root, &ignore, None, "*\n");
        }
        let _ = replace(
            &self.root,
            &SourcePath::new(FILE),
            self.before.as_deref(),
            &text,
        );
    }
}

fn read(root: &Path) -> Option<String> {
    let path = root.join(FILE);
    let metadata = std::fs::symlink_metadata(&path).ok()?;
    if !metadata.is_file() || metadata.len() > TOO_LARGE {
        return None;
    }
    std::fs::read_to_string(&path).ok()
}
