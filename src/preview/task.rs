//! A file to be made, and what came of it: work that any thread can do without the preview.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use super::reply::Body;
use crate::compile::{Edition, File, Made, Wanted};
use crate::diagnostic::{Diagnostic, codes};
use crate::digest::Digest;
use crate::output::Content;
use crate::wording::words;

/// How a file is made; [`Edition::make`] but in tests.
pub type Maker = Arc<dyn Fn(&Edition, &File, Wanted) -> Made + Send + Sync>;

/// A file to be made.
pub struct Task {
    pub(super) edition: Arc<Edition>,
    pub(super) maker: Maker,
    pub(super) file: File,
    pub(super) generation: u64,
    pub(super) wanted: Wanted,
    pub(super) purpose: Purpose,
}

/// What a file is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Somebody asks for it.
    Show,
    /// Somebody asks for it again, and its bytes were not kept.
    Again,
    /// To know whether it has changed, and what is wrong with it.
    Know,
}

/// What came of a task.
pub struct Done {
    pub(super) file: File,
    pub(super) generation: u64,
    pub(super) purpose: Purpose,
    pub(super) inputs: Option<Digest>,
    /// What is to be answered, and its version.
    pub(super) body: Option<(Body, Digest)>,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) rendering: Vec<Diagnostic>,
    /// The text of the page that it was made of.
    pub(super) text: Option<Arc<str>>,
}

impl Task {
    /// Makes the file. A bug of our own becomes a finding: it must not end a preview.
    pub fn run(self) -> Done {
        let make = || (self.maker)(&self.edition, &self.file, self.wanted);
        // An edition is never changed, so there is nothing half-done in it.
        let made = panic::catch_unwind(AssertUnwindSafe(make));
        let made = made.unwrap_or_else(|_| Made {
            rendering: vec![bug(&name_of(&self.file))],
            ..Made::default()
        });
        let body = made.content.map(|content| self.body(content));
        Done {
            inputs: made.inputs,
            body,
            findings: made.findings,
            rendering: made.rendering,
            text: self.edition.text_of(&self.file),
            file: self.file,
            generation: self.generation,
            purpose: self.purpose,
        }
    }

    fn body(&self, content: Content) -> (Body, Digest) {
        match content {
            Content::Copy(source) => {
                let version = Digest::of(source.as_str().as_bytes());
                (Body::File(source), version)
            }
            Content::Bytes(bytes) => {
                let version = Digest::of(&bytes);
                let is_page = super::address::is_html(&self.edition, &self.file);
                let bytes = if is_page {
                    super::reply::with_script(bytes, &version)
                } else {
                    bytes
                };
                (Body::Bytes(bytes.into()), version)
            }
        }
    }
}

fn name_of(file: &File) -> String {
    match file {
        File::Page(path) | File::Copy(path) => path.to_string(),
        File::Moved(path) => path.to_string(),
        other => format!("{other:?}"),
    }
}

/// What is told of a bug of our own.
pub(super) fn bug(name: &str) -> Diagnostic {
    Diagnostic::nowhere(
        codes::INTERNAL,
        words(
            format!("Madoguchi自身の不具合で `{name}` を作れませんでした"),
            format!("`{name}` could not be made because of a bug in Madoguchi itself"),
        ),
    )
    .help(words(
        "このファイルを添えて開発元に報告してください。プレビューは続けられます",
        "please report it to Madoguchi's developers with this file; the preview goes on",
    ))
}
