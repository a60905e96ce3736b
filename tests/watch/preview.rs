//! A site in a folder of its own, and somebody who watches it as a preview does.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use madoguchi::civil::read_date;
use madoguchi::host::{self, How, Looker, Read, Stir, Watch};
use madoguchi::text::SourcePath;

/// Only a hang takes longer.
const HANG: Duration = Duration::from_mins(1);
/// What events tell is seen sooner than this, and what the slow net catches is seen later.
const SOON: Duration = Duration::from_secs(2);

/// A watched site.
pub(crate) struct Preview {
    _folder: tempfile::TempDir,
    /// The site's folder; the folder above it belongs to the test, too.
    pub(crate) site: PathBuf,
    pub(crate) watch: Watch,
    pub(crate) looker: Looker,
    /// How often something may have changed.
    pub(crate) stirs: usize,
    /// How often something had.
    pub(crate) changes: usize,
}

impl Preview {
    /// A small site, watched by the system's events.
    pub(crate) fn new() -> Self {
        Self::with(How::Native)
    }

    /// The same, watched in one way.
    pub(crate) fn with(how: How) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().canonicalize().unwrap().join("site");
        put(&site, "config.toml", "title = \"窓口案内\"\n");
        put(&site, "content/_index.md", "# 窓口案内\n");
        put(&site, "content/page.md", "# 0\n");
        let config = SourcePath::new("config.toml");
        let watch = Watch::start(&site, &config, how);
        let looker = Looker::open(&site, &config, read_date("2026-11-20").unwrap());
        Self {
            _folder: folder,
            site,
            watch,
            looker,
            stirs: 0,
            changes: 0,
        }
    }

    /// Writes a file below the site's folder.
    pub(crate) fn put(&self, path: &str, text: &str) {
        put(&self.site, path, text);
    }

    /// A path below the site's folder.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.site.join(path)
    }

    /// Looks where something may have changed; whether anybody said so in time.
    pub(crate) fn look(&mut self, timeout: Duration) -> bool {
        let has_changed = match self.watch.next(Some(timeout)) {
            Stir::Nothing => return false,
            Stir::Files(files) => self.looker.look_at(&files),
            Stir::Everything => {
                let begun = Instant::now();
                let has_changed = self.looker.look_everywhere();
                self.watch.looked(begun.elapsed());
                has_changed
            }
        };
        self.stirs += 1;
        self.changes += usize::from(has_changed);
        true
    }

    /// Looks until the site is as it should be; how long that took.
    pub(crate) fn until(&mut self, is_so: impl Fn(&Read) -> bool) -> Duration {
        let begun = Instant::now();
        while !is_so(&self.looker.read()) {
            assert!(begun.elapsed() < HANG, "it was never seen");
            self.look(HANG);
        }
        begun.elapsed()
    }

    /// Looks until the site is as it should be, which takes no longer than events do.
    pub(crate) fn soon(&mut self, is_so: impl Fn(&Read) -> bool) {
        let took = self.until(is_so);
        assert!(took < SOON, "it was seen only after {took:?}");
    }

    /// Looks until a page has a text, which takes no longer than events do.
    pub(crate) fn soon_page(&mut self, path: &str, text: &str) {
        let took = self.until_page(path, text);
        assert!(took < SOON, "it was seen only after {took:?}");
    }

    /// Looks until a page has a text.
    pub(crate) fn until_page(&mut self, path: &str, text: &str) -> Duration {
        self.until(|read| {
            let page = read.snapshot.texts.get(path);
            page.is_some_and(|source| &*source.text == text)
        })
    }

    /// Looks until nobody says anything for a moment.
    pub(crate) fn until_calm(&mut self) {
        while self.look(Duration::from_millis(600)) {}
    }

    /// Holds that what was seen is what lies there.
    pub(crate) fn expect_fresh(&self) {
        let config = SourcePath::new("config.toml");
        let today = read_date("2026-11-20").unwrap();
        assert_eq!(self.looker.read(), host::read(&self.site, &config, today));
    }
}

fn put(site: &Path, path: &str, text: &str) {
    let path = site.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
