//! What the machine refused: which file, which operation, and the system's reason.
//!
//! A user's mistake inside a file is a diagnostic; this is for everything around the files, with
//! the exit status it leads to.

use std::fmt;
use std::io::{self, ErrorKind};

use crate::wording::{Wording, words};

/// What has to change before it can work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blame {
    /// The command line, an environment variable or a path in the config.
    CommandLine,
    /// The disk, a permission, another process.
    Machine,
    /// A file changed or vanished while it was read; trying again would help.
    Moment,
}

/// A refusal of the machine, worded for the person in front of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostError {
    /// What has to change.
    pub blame: Blame,
    /// What could not be done, and why.
    pub message: Wording,
    /// What to do about it.
    pub help: Option<Wording>,
}

impl HostError {
    /// The exit status this leads to: 2 for the command line, 3 for the machine.
    pub fn exit_status(&self) -> u8 {
        match self.blame {
            Blame::CommandLine => 2,
            Blame::Machine | Blame::Moment => 3,
        }
    }

    /// Whether trying again in a moment may help.
    pub fn is_of_the_moment(&self) -> bool {
        self.blame == Blame::Moment
    }

    /// An operation on `path` (as the user knows it) that the system refused.
    pub(crate) fn system(doing: Doing, path: &str, error: &io::Error) -> Self {
        let reason = reason(error);
        let (ja, en) = doing.words();
        Self::new(
            Blame::Machine,
            words(
                format!("`{path}` {ja}: {}", reason.ja),
                format!("cannot {en} `{path}`: {}", reason.en),
            ),
        )
    }

    /// A wrong command line, environment variable or output folder.
    pub(crate) fn usage(message: Wording) -> Self {
        Self::new(Blame::CommandLine, message)
    }

    /// Something of the machine that is no failed system call.
    pub(crate) fn machine(message: Wording) -> Self {
        Self::new(Blame::Machine, message)
    }

    /// A file that changed under our eyes.
    pub(crate) fn moment(message: Wording) -> Self {
        Self::new(Blame::Moment, message)
    }

    #[must_use]
    pub(crate) fn help(mut self, help: Wording) -> Self {
        self.help = Some(help);
        self
    }

    fn new(blame: Blame, message: Wording) -> Self {
        Self {
            blame,
            message,
            help: None,
        }
    }
}

impl fmt::Display for HostError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message.en)
    }
}

impl std::error::Error for HostError {}

/// An operation on a file or folder.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Doing {
    Read,
    List,
    Write,
    CreateFolder,
    Remove,
    Rename,
    Lock,
    Sync,
}

impl Doing {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Read => ("を読み込めません", "read"),
            Self::List => ("の中身を調べられません", "list"),
            Self::Write => ("に書き込めません", "write"),
            Self::CreateFolder => ("を作成できません", "create"),
            Self::Remove => ("を削除できません", "remove"),
            Self::Rename => ("を入れ替えられません", "replace"),
            Self::Lock => ("をロックできません", "lock"),
            Self::Sync => ("をディスクに書き出せません", "flush"),
        }
    }
}

/// The system's reason, in words of our own where it is a common one.
fn reason(error: &io::Error) -> Wording {
    match error.kind() {
        ErrorKind::NotFound => words("見つかりません", "it does not exist"),
        ErrorKind::PermissionDenied => words("権限がありません", "permission denied"),
        ErrorKind::StorageFull => words("ディスクに空きがありません", "the disk is full"),
        ErrorKind::QuotaExceeded => words("ディスクの割り当てを超えました", "disk quota exceeded"),
        ErrorKind::ReadOnlyFilesystem => {
            words("読み取り専用のディスクです", "the disk is read-only")
        }
        ErrorKind::FileTooLarge => words("ファイルが大きすぎます", "the file is too large"),
        ErrorKind::NotADirectory => words("フォルダーではありません", "it is not a folder"),
        ErrorKind::IsADirectory => words("フォルダーです", "it is a folder"),
        ErrorKind::AlreadyExists => words("すでに存在します", "it exists already"),
        ErrorKind::DirectoryNotEmpty => words("フォルダーが空ではありません", "it is not empty"),
        ErrorKind::ResourceBusy => words("使用中です", "it is in use"),
        ErrorKind::InvalidFilename => words(
            "名前が長すぎるか正しくありません",
            "the name is not allowed",
        ),
        _ => words(error.to_string(), error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_file_operation_and_reason_in_both_languages() {
        let error = io::Error::from(ErrorKind::PermissionDenied);
        let error = HostError::system(Doing::Write, "public/index.html", &error);
        assert_eq!(error.exit_status(), 3);
        assert_eq!(
            error.message.en,
            "cannot write `public/index.html`: permission denied"
        );
        assert_eq!(
            error.message.ja,
            "`public/index.html` に書き込めません: 権限がありません"
        );
    }
}
