//! The site as it was at a revision, read from git's object store.
//!
//! The `git` program is asked, so that every format of a repository is understood; nothing is checked
//! out, no file of the repository is touched, and nothing is fetched. Names and contents come from
//! strangers: they are passed on as bytes behind their lengths, never through a shell or a pattern.

use std::io::{self, BufRead as _, ErrorKind, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;

use super::encoding;
use super::error::HostError;
use super::survey::{Kind, LEDGER, kind_at};
use super::take::TEXT_LIMIT;
use crate::civil::Date;
use crate::digest::Digest;
use crate::text::{Asset, Refusal, RefusalReason, Snapshot, Source, SourcePath};
use crate::wording::words;

/// A revision of the repository in which a site lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// As it was asked for.
    pub name: String,
    /// The commit, in hexadecimal.
    pub commit: String,
}

/// Reads the site at `root` as it was at a revision, for a day.
///
/// Pictures and other assets are known by name and digest, their bytes are not read. A site that was
/// not there yet is an empty one.
pub fn read_revision(
    root: &Path,
    config: &SourcePath,
    name: &str,
    today: Date,
) -> Result<(Revision, Snapshot), HostError> {
    let git = Git { root };
    let below = git.below()?;
    let revision = Revision {
        name: name.to_owned(),
        commit: git.commit(name)?,
    };
    let mut snapshot = Snapshot::of_texts(today, []);
    let Some(tree) = git.tree(&revision, &below)? else {
        return Ok((revision, snapshot));
    };
    let listing = git.ask(["ls-tree", "-r", "-z", "-l", "--full-tree", &tree])?;
    let mut texts = Vec::new();
    for entry in entries(&listing.stdout) {
        sort(entry, config, &mut snapshot, &mut texts);
    }
    let ids: Vec<&str> = texts.iter().map(|(_, id)| id.as_str()).collect();
    let contents = git.contents(&ids)?;
    for ((path, _), bytes) in texts.into_iter().zip(contents) {
        match encoding::decode(bytes) {
            Ok(text) => {
                let source = Source {
                    path: path.clone(),
                    text: text.into(),
                };
                snapshot.texts.insert(path, source);
            }
            Err(reason) => snapshot.refused.push(Refusal { path, reason }),
        }
    }
    Ok((revision, snapshot))
}

/// A file of a tree.
#[derive(Clone, Copy)]
struct Entry<'l> {
    mode: &'l str,
    id: &'l str,
    length: u64,
    path: &'l [u8],
}

/// The lines of `ls-tree -r -z -l`: `mode type id length<TAB>path<NUL>`.
fn entries(listing: &[u8]) -> impl Iterator<Item = Entry<'_>> {
    let lines = listing.split(|byte| *byte == 0);
    lines.filter_map(|line| {
        let tab = line.iter().position(|byte| *byte == b'\t')?;
        let head = std::str::from_utf8(&line[..tab]).ok()?;
        let mut words = head.split_ascii_whitespace();
        let (mode, _, id) = (words.next()?, words.next()?, words.next()?);
        Some(Entry {
            mode,
            id,
            length: words.next()?.parse().unwrap_or(0),
            path: &line[tab + 1..],
        })
    })
}

/// What becomes of a file: a text to be read, an asset that is known by name, a refusal, nothing.
fn sort(
    entry: Entry<'_>,
    config: &SourcePath,
    snapshot: &mut Snapshot,
    texts: &mut Vec<(SourcePath, String)>,
) {
    let name = String::from_utf8_lossy(entry.path);
    let path = SourcePath::new(&name);
    let is_config = path == *config;
    let kind = if is_config {
        Some(Kind::Text)
    } else {
        kind_at(&path)
    };
    // What was published before says nothing of facts, and may be long.
    let Some(kind) = kind.filter(|_| path.as_str() != LEDGER) else {
        return;
    };
    let refusal = match (entry.mode, kind) {
        // A backslash would be read as a separator and mean another file.
        _ if std::str::from_utf8(entry.path).is_err() || name.contains('\\') => {
            Some(RefusalReason::Name)
        }
        ("120000", _) => Some(RefusalReason::SymbolicLink),
        ("160000", _) => return,
        (_, Kind::Text) if entry.length > TEXT_LIMIT => Some(RefusalReason::TooLarge {
            length: entry.length,
            limit: TEXT_LIMIT,
        }),
        _ => None,
    };
    if let Some(reason) = refusal {
        snapshot.refused.push(Refusal { path, reason });
        return;
    }
    match kind {
        Kind::Text => texts.push((path, entry.id.to_owned())),
        Kind::Asset => {
            let asset = Asset {
                digest: Digest::of(entry.id.as_bytes()),
                length: entry.length,
                head: [].into(),
            };
            snapshot.assets.insert(path, asset);
        }
    }
}

/// The program, in the site's folder.
pub(super) struct Git<'r> {
    pub(super) root: &'r Path,
}

pub(super) struct Answer {
    status: ExitStatus,
    pub(super) stdout: Vec<u8>,
    stderr: String,
}

impl Git<'_> {
    fn command(&self) -> Command {
        let mut command = Command::new("git");
        command
            .current_dir(self.root)
            .env("LC_ALL", "C")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TERMINAL_PROMPT", "0")
            // What a partial clone lacks is not fetched behind anybody's back.
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_NO_REPLACE_OBJECTS", "1")
            // A hook runs with those of its repository; ours is found from the site's folder.
            .env_remove("GIT_DIR")
            .env_remove("GIT_WORK_TREE")
            .env_remove("GIT_INDEX_FILE")
            .env_remove("GIT_COMMON_DIR")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs it to its end, however that is.
    fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Result<Answer, HostError> {
        let output = self.command().args(arguments).output();
        let output = output.map_err(|error| no_git(&error))?;
        Ok(Answer {
            status: output.status,
            stdout: output.stdout,
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }

    /// Runs what has to succeed.
    pub(super) fn ask<'a>(
        &self,
        arguments: impl IntoIterator<Item = &'a str>,
    ) -> Result<Answer, HostError> {
        let answer = self.run(arguments)?;
        if answer.status.success() {
            Ok(answer)
        } else {
            Err(refused(&answer.stderr))
        }
    }

    /// The site's folder from the repository's, with a closing `/`; empty at its root.
    pub(super) fn below(&self) -> Result<String, HostError> {
        let answer = self.run(["rev-parse", "--show-prefix"])?;
        if !answer.status.success() {
            return Err(no_repository(&answer.stderr));
        }
        let mut below = String::from_utf8(answer.stdout).map_err(|_| strange_folder())?;
        if below.ends_with('\n') {
            below.pop();
        }
        Ok(below)
    }

    fn commit(&self, name: &str) -> Result<String, HostError> {
        let wanted = format!("{name}^{{commit}}");
        let answer = self.run([
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &wanted,
        ])?;
        let id = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
        let is_id = id.len() >= 40 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        if answer.status.success() && is_id {
            return Ok(id);
        }
        let shallow = self.run(["rev-parse", "--is-shallow-repository"])?;
        Err(no_revision(name, shallow.stdout.starts_with(b"true")))
    }

    /// The tree of the site's folder at a commit, if it was there.
    fn tree(&self, revision: &Revision, below: &str) -> Result<Option<String>, HostError> {
        let wanted = format!("{}:{}", revision.commit, below.trim_end_matches('/'));
        let answer = self.run([
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &wanted,
        ])?;
        if !answer.status.success() {
            return Ok(None);
        }
        let id = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
        let kind = self.ask(["cat-file", "-t", &id])?;
        Ok((kind.stdout == b"tree\n").then_some(id))
    }

    /// The bytes of some files, in order.
    fn contents(&self, ids: &[&str]) -> Result<Vec<Vec<u8>>, HostError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut child = self
            .command()
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .spawn()
            .map_err(|error| no_git(&error))?;
        let contents = batch(&mut child, ids);
        // Whatever came of it, nothing of it stays behind.
        let _ = child.kill();
        let _ = child.wait();
        contents.map_err(|error| refused(&error.to_string()))
    }
}

/// Asks for one file after the other while the answers are read, so that neither side waits for ever.
fn batch(child: &mut Child, ids: &[&str]) -> io::Result<Vec<Vec<u8>>> {
    let closed = || io::Error::from(ErrorKind::BrokenPipe);
    let mut input = child.stdin.take().ok_or_else(closed)?;
    let mut output = io::BufReader::new(child.stdout.take().ok_or_else(closed)?);
    thread::scope(|scope| {
        scope.spawn(move || {
            for id in ids {
                // Who reads the answers notices if they end early.
                if writeln!(input, "{id}").is_err() {
                    return;
                }
            }
        });
        ids.iter().map(|_| answer(&mut output)).collect()
    })
}

/// `id blob LENGTH`, that many bytes, and a line break.
fn answer(output: &mut impl io::BufRead) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    output.take(1024).read_until(b'\n', &mut head)?;
    let head = String::from_utf8_lossy(&head).trim_end().to_owned();
    let mut words = head.split(' ');
    let length = match (words.nth(1), words.next()) {
        (Some("blob"), Some(length)) => length.parse::<u64>().ok(),
        _ => None,
    };
    let length = length.ok_or_else(|| io::Error::other(head.clone()))?;
    if length > TEXT_LIMIT {
        return Err(io::Error::other(head));
    }
    let mut bytes = Vec::new();
    output.take(length).read_to_end(&mut bytes)?;
    let mut end = [0];
    output.read_exact(&mut end)?;
    Ok(bytes)
}

fn no_git(error: &io::Error) -> HostError {
    let reason = error.to_string();
    let failed = match error.kind() {
        ErrorKind::NotFound => words(
            "`git` が見つかりません",
            "the program `git` cannot be found",
        ),
        _ => words(
            format!("`git` を実行できません: {reason}"),
            format!("the program `git` cannot be run: {reason}"),
        ),
    };
    HostError::machine(failed).help(words(
        "gitをインストールし、PATHの通った場所に置いてください",
        "install git and put it on the PATH",
    ))
}

fn no_repository(said: &str) -> HostError {
    let is_owner = said.contains("dubious ownership");
    let error = HostError::usage(words(
        "サイトのフォルダーはgitのリポジトリの中にありません",
        "the site's folder is in no git repository",
    ));
    if is_owner {
        return refused(said);
    }
    error.help(words(
        "`--changed` は、gitで管理しているサイトで使ってください",
        "use `--changed` in a site that is kept in git",
    ))
}

fn no_revision(name: &str, is_shallow: bool) -> HostError {
    let name: String = name.chars().take(80).collect();
    let error = HostError::usage(words(
        format!("`{name}` という版はリポジトリにありません"),
        format!("the repository has no revision `{name}`"),
    ));
    if is_shallow {
        error.help(words(
            "履歴が途中までしか取得されていません。`git fetch --unshallow`(Actionsでは `fetch-depth: 0`)で取得してください",
            "only a part of the history is here: get the rest with `git fetch --unshallow` (in Actions, `fetch-depth: 0`)",
        ))
    } else {
        error.help(words(
            "`main`、`origin/main`、`HEAD~1` のように指定してください",
            "name it like `main`, `origin/main` or `HEAD~1`",
        ))
    }
}

fn strange_folder() -> HostError {
    HostError::usage(words(
        "サイトのフォルダーの名前がUTF-8ではありません",
        "the name of the site's folder is not UTF-8",
    ))
}

/// What git itself says, in its words.
fn refused(said: &str) -> HostError {
    let said = said.lines().next().unwrap_or_default().trim();
    let said: String = said.chars().take(200).collect();
    HostError::machine(words(
        format!("`git` が読み取りに失敗しました: {said}"),
        format!("`git` could not read it: {said}"),
    ))
}
