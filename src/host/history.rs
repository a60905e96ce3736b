//! When each page was last changed, from the history that git keeps.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::error::HostError;
use super::git::Git;
use crate::civil::{Date, read_date};
use crate::text::SourcePath;

/// What history tells of pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The day of the last commit that changed each file of `content/`; nothing of files that no commit has.
    pub changed: Arc<BTreeMap<SourcePath, Date>>,
    /// Whether the clone is shallow: what was last changed before it begins is not known.
    pub is_shallow: bool,
}

/// Reads the history of the site at `root`.
pub fn history(root: &Path) -> Result<History, HostError> {
    let git = Git { root };
    git.below()?;
    let shallow = git.ask(["rev-parse", "--is-shallow-repository"])?;
    let is_shallow = shallow.stdout.starts_with(b"true");
    let log = git.ask([
        "log",
        "-z",
        "--format=%x01%P %cs",
        "--name-only",
        "--no-renames",
        "--relative",
        "--",
        "content",
    ])?;
    Ok(History {
        changed: Arc::new(last_days(&log.stdout, is_shallow)),
        is_shallow,
    })
}

/// The newest day of each file; the log begins with the newest commit.
///
/// In a shallow clone the commits at its end have no parents, and seem to change every file.
fn last_days(log: &[u8], is_shallow: bool) -> BTreeMap<SourcePath, Date> {
    let mut days = BTreeMap::new();
    let mut day = None;
    for field in log.split(|byte| *byte == 0) {
        let Ok(field) = std::str::from_utf8(field) else {
            continue;
        };
        if let Some(head) = field.strip_prefix('\u{1}') {
            let (parents, date) = head.rsplit_once(' ').unwrap_or(("", head));
            let is_end = is_shallow && parents.is_empty();
            day = read_date(date).filter(|_| !is_end);
        } else if let (Some(day), path) = (day, field.trim_start_matches('\n'))
            && !path.is_empty()
        {
            days.entry(SourcePath::new(path)).or_insert(day);
        }
    }
    days
}
