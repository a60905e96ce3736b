//! A site in a folder of its own, and what lies there afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use madoguchi::civil::{Date, read_date};
use madoguchi::host::{
    self, Epoch, HostError, Published, Read, Site, Staging, Surroundings, Target,
};
use madoguchi::output::{Content, Output, OutputPath};
use madoguchi::text::SourcePath;

/// A folder that is removed when the test ends.
pub(crate) struct Scratch {
    _folder: tempfile::TempDir,
    /// The site's folder; the folder above it belongs to the test, too.
    pub(crate) site: PathBuf,
}

impl Scratch {
    /// A site of the smallest kind.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().canonicalize().unwrap().join("site");
        let scratch = Self {
            _folder: folder,
            site,
        };
        scratch.put("config.toml", "title = \"窓口案内\"\n");
        scratch.put("content/_index.md", "# 窓口案内\n");
        scratch
    }

    /// Writes a file below the site's folder.
    pub(crate) fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.site.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Reads a file below the site's folder.
    pub(crate) fn get(&self, path: &str) -> String {
        fs::read_to_string(self.site.join(path)).unwrap()
    }

    /// Whether something lies there, a dangling link included.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.site.join(path).symlink_metadata().is_ok()
    }

    /// Everything below a folder of the test's own: path → bytes, or what else it is.
    pub(crate) fn tree(&self, below: &str) -> BTreeMap<String, Vec<u8>> {
        let mut tree = BTreeMap::new();
        collect(&self.site.join(below), "", &mut tree);
        tree
    }

    /// The same without the bytes: a file may be longer than memory.
    pub(crate) fn names(&self, below: &str) -> BTreeSet<String> {
        let root = self.site.join(below);
        let names = walkdir::WalkDir::new(&root).min_depth(1).into_iter();
        names
            .map(|entry| {
                let entry = entry.unwrap();
                let name = entry.path().strip_prefix(&root).unwrap();
                name.to_string_lossy().into_owned()
            })
            .collect()
    }

    /// The modes of everything below a folder of the test's own, itself included.
    pub(crate) fn modes(&self, below: &str) -> BTreeMap<String, u32> {
        let root = self.site.join(below);
        let mut paths: Vec<_> = self.tree(below).into_keys().collect();
        paths.push(String::new());
        let mode = |path: String| {
            let metadata = root.join(&path).symlink_metadata().unwrap();
            (path, metadata.mode() & 0o7777)
        };
        paths.into_iter().map(mode).collect()
    }

    /// Reads the site.
    pub(crate) fn read(&self) -> Read {
        host::read(&self.site, &SourcePath::new("config.toml"), today())
    }

    /// Checks an output folder, as typed in the site's folder by somebody who lives above it.
    pub(crate) fn target(&self, output: &str) -> Result<Target, HostError> {
        let around = Surroundings {
            current: Some(self.site.clone()),
            home: self.site.parent().map(Path::to_path_buf),
        };
        Target::check(&self.site, Path::new(output), &around)
    }

    /// Begins to publish into `public`.
    pub(crate) fn begin(&self) -> Result<Staging, HostError> {
        Staging::begin(self.target("public")?, None)
    }

    /// Publishes files into `public`.
    pub(crate) fn publish(&self, files: &[(&str, &str)]) -> Result<Published, HostError> {
        self.publish_at(files, None)
    }

    /// The same, with a time for all files.
    pub(crate) fn publish_at(
        &self,
        files: &[(&str, &str)],
        epoch: Option<Epoch>,
    ) -> Result<Published, HostError> {
        let staging = Staging::begin(self.target("public")?, epoch)?;
        for (path, text) in files {
            staging.write(page(path, text))?;
        }
        staging.publish()
    }

    /// The site as the command line finds it.
    pub(crate) fn found(&self) -> Site {
        Site::find(Some(&self.site), Path::new("config.toml")).unwrap()
    }
}

/// A file of the finished site.
pub(crate) fn page(path: &str, text: &str) -> Output {
    Output {
        path: OutputPath::new(path).unwrap(),
        content: Content::Bytes(text.as_bytes().to_vec()),
    }
}

/// The day of all tests.
pub(crate) fn today() -> Date {
    read_date("2026-11-20").unwrap()
}

/// Whether this process may read what its mode forbids; such rows cannot be tried by root.
pub(crate) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn collect(folder: &Path, prefix: &str, tree: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            tree.insert(format!("{name}/"), Vec::new());
            collect(&entry.path(), &format!("{name}/"), tree);
        } else if kind.is_file() {
            tree.insert(name, fs::read(entry.path()).unwrap());
        } else {
            tree.insert(name, format!("{kind:?}").into_bytes());
        }
    }
}
