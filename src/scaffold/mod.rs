//! What a site begins with: the files of a new one, and the pages and channels that are added later.
//!
//! The files lie beside this one as they are written into a site, so that a test can build them and
//! a person can read them. Nothing here knows what a site holds already; whoever writes a file first
//! tries what the site would be with it.

mod channel;
mod ending;
mod name;
mod page;
mod question;
mod slug;

pub use channel::{NewChannel, kind_of, only_channel, with_channel};
pub use name::{Named, channel_id, page_name};
pub use page::{NewPage, PageKind};
pub use question::with_question;
pub use slug::proposed_slug;

use crate::text::SourcePath;
use crate::wording::Language;

/// What a file of a new site is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The example guide; where there is content already, none of it is added.
    Content,
    /// Settings, publishing and whatever else surrounds the content.
    Around,
}

/// A file of a new site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Where it goes.
    pub path: SourcePath,
    /// What is in it.
    pub text: String,
    /// What it is for.
    pub part: Part,
}

/// Which program a site's workflow installs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Program<'a> {
    /// Where its source is; empty if that is not known.
    pub repository: &'a str,
    /// The commit; empty for the newest.
    pub commit: &'a str,
    /// The release whose finished program is taken; empty if it is to be compiled.
    pub release: &'a str,
}

macro_rules! in_language {
    ($folder:literal) => {
        [
            (
                "config.toml",
                include_str!(concat!($folder, "/config.toml")),
            ),
            ("README.md", include_str!(concat!($folder, "/README.md"))),
            (
                "content/_index.md",
                include_str!(concat!($folder, "/content/_index.md")),
            ),
            (
                "content/anchors.lock",
                include_str!(concat!($folder, "/content/anchors.lock")),
            ),
            (
                "content/contact/_index.md",
                include_str!(concat!($folder, "/content/contact/_index.md")),
            ),
            (
                "content/contact/prepare.md",
                include_str!(concat!($folder, "/content/contact/prepare.md")),
            ),
            (
                "content/data/channels.toml",
                include_str!(concat!($folder, "/content/data/channels.toml")),
            ),
            (
                "content/faq.md",
                include_str!(concat!($folder, "/content/faq.md")),
            ),
        ]
    };
}

const JAPANESE: [(&str, &str); 8] = in_language!("ja");
const ENGLISH: [(&str, &str); 8] = in_language!("en");

/// Hidden files lie here without their dots, or they would count for this repository.
const SHARED: [(&str, &str); 4] = [
    (WORKFLOW, include_str!("shared/pages.yml")),
    (".gitattributes", include_str!("shared/gitattributes")),
    (".gitignore", include_str!("shared/gitignore")),
    ("CODEOWNERS", include_str!("shared/CODEOWNERS")),
];

/// The workflow that checks and publishes a site.
pub const WORKFLOW: &str = ".github/workflows/pages.yml";

/// The files of a new site in a language, by path.
pub fn files(language: Language, program: Program<'_>) -> Vec<NewFile> {
    let own = match language {
        Language::Japanese => JAPANESE,
        Language::English => ENGLISH,
    };
    let mut files: Vec<NewFile> = own
        .into_iter()
        .chain(SHARED)
        .map(|(path, text)| NewFile {
            path: SourcePath::new(path),
            text: match path {
                WORKFLOW => of_program(text, program),
                _ => text.to_owned(),
            },
            part: if path.starts_with("content/") {
                Part::Content
            } else {
                Part::Around
            },
        })
        .collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

/// The lines that a file of the folder should hold and does not: what the site leaves behind would
/// be committed, or two branches could not be joined.
pub fn missing_lines(path: &str, present: &str) -> Vec<&'static str> {
    let ours = SHARED.iter().find(|(of, _)| *of == path);
    let needed = ours.map_or("", |(_, text)| text).lines();
    let is_rule = |line: &&str| {
        line.starts_with('/') && path == ".gitignore" || line.starts_with("anchors.lock")
    };
    let bare = |line: &str| line.trim().trim_matches('/').to_owned();
    needed
        .filter(is_rule)
        .filter(|line| !present.lines().any(|of| bare(of) == bare(line)))
        .collect()
}

/// The workflow with the program that it is to install.
fn of_program(workflow: &str, program: Program<'_>) -> String {
    let said = |key: &str, value: &str| {
        let empty = format!("{key}: \"\"");
        (empty, format!("{key}: {value:?}"))
    };
    let mut text = workflow.to_owned();
    for (empty, filled) in [
        said("MADOGUCHI_REPOSITORY", program.repository),
        said("MADOGUCHI_COMMIT", program.commit),
        said("MADOGUCHI_RELEASE", program.release),
    ] {
        text = text.replace(&empty, &filled);
    }
    text
}

#[cfg(test)]
mod tests;
