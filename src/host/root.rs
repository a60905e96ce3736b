//! Which folder is the site.

use std::path::{Component, Path, PathBuf};

use super::error::{Doing, HostError};
use crate::text::SourcePath;
use crate::wording::{Wording, words};

/// The site's folder and its config.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The folder, absolute, with all links on the way to it resolved.
    pub root: PathBuf,
    /// The config file's path in it; the file need not exist.
    pub config: SourcePath,
}

impl Site {
    /// The folder that was given, else the current one or the nearest above it that holds the
    /// config file, else the current one.
    ///
    /// `config` is counted from the site's folder; one that leaves it is a mistake of the command
    /// line, as is a folder that does not exist.
    pub fn find(given: Option<&Path>, config: &Path) -> Result<Self, HostError> {
        let root = match given {
            Some(given) => given.to_path_buf(),
            None => nearest(config)?,
        };
        let shown = root.display().to_string();
        let root = root.canonicalize().map_err(|error| {
            let refused = HostError::system(Doing::Read, &shown, &error);
            HostError {
                blame: super::Blame::CommandLine,
                ..refused.help(which_folder())
            }
        })?;
        if !root.is_dir() {
            return Err(HostError::usage(words(
                format!("`{shown}` はフォルダーではありません"),
                format!("`{shown}` is not a folder"),
            ))
            .help(which_folder()));
        }
        let config = config_path(&root, config)?;
        Ok(Self { root, config })
    }
}

fn which_folder() -> Wording {
    words(
        "`-r` には `config.toml` のあるフォルダーを指定してください",
        "give `-r` the folder that holds `config.toml`",
    )
}

fn nearest(config: &Path) -> Result<PathBuf, HostError> {
    let current =
        std::env::current_dir().map_err(|error| HostError::system(Doing::Read, ".", &error))?;
    let found = current
        .ancestors()
        .find(|folder| folder.join(config).is_file());
    Ok(found.unwrap_or(&current).to_path_buf())
}

fn config_path(root: &Path, config: &Path) -> Result<SourcePath, HostError> {
    let below = config.strip_prefix(root).unwrap_or(config);
    let outside = || {
        let shown = config.display();
        HostError::usage(words(
            format!("設定ファイル `{shown}` はサイトのフォルダーの外にあります"),
            format!("the config file `{shown}` lies outside the site's folder"),
        ))
        .help(words(
            "`-c` にはサイトのフォルダーから見たパスを指定してください",
            "give `-c` a path counted from the site's folder",
        ))
    };
    let named = |component| matches!(component, Component::Normal(_) | Component::CurDir);
    match below.to_str() {
        Some(path) if !path.is_empty() && below.components().all(named) => {
            Ok(SourcePath::new(path))
        }
        _ => Err(outside()),
    }
}
