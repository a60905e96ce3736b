//! What a build makes: files by path, which cannot leave the output folder.

use std::fmt;
use std::sync::Arc;

use crate::text::{SourcePath, invisible};

/// A path below the output folder: `phone/callback/index.html`.
///
/// Every part is a name that all file systems and the Pages upload take; there is no other way to
/// make one, so no text of the site can write elsewhere.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OutputPath(Arc<str>);

/// Why a path cannot be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputPathError {
    /// No part, or an empty one.
    Empty,
    /// `.` or `..`, or a part that starts with a dot.
    Dot,
    /// A character that Windows or the Pages upload refuses, or one that nobody sees.
    Character(char),
    /// A name that Windows keeps for devices (`con`, `aux` …).
    Reserved,
    /// A part that ends in a dot or a space.
    Ending,
    /// A part longer than [`OutputPath::LONGEST_PART`] bytes.
    PartTooLong(usize),
    /// A path longer than [`OutputPath::LONGEST`] UTF-16 units.
    TooLong(usize),
}

impl OutputPath {
    /// The longest part of a path, in bytes of UTF-8.
    pub const LONGEST_PART: usize = 200;
    /// The longest path, in UTF-16 units: what Windows takes, less a folder to lie in.
    pub const LONGEST: usize = 240;

    /// Checks a path with `/` between its parts.
    pub fn new(path: &str) -> Result<Self, OutputPathError> {
        for part in path.split('/') {
            check_part(part)?;
        }
        let length = path.encode_utf16().count();
        if length > Self::LONGEST {
            return Err(OutputPathError::TooLong(length));
        }
        Ok(Self(Arc::from(path)))
    }

    /// A path of our own making that is known to be well-formed, such as `404.html` or `.nojekyll`.
    pub fn fixed(path: &'static str) -> Self {
        Self(Arc::from(path))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for OutputPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", &*self.0)
    }
}

fn check_part(part: &str) -> Result<(), OutputPathError> {
    if part.is_empty() {
        return Err(OutputPathError::Empty);
    }
    if part.starts_with('.') {
        return Err(OutputPathError::Dot);
    }
    let refused = |c: &char| {
        matches!(
            c,
            '"' | ':' | '<' | '>' | '|' | '*' | '?' | '\\' | '%' | '#'
        ) || c.is_control()
    };
    if let Some(character) = part.chars().find(refused) {
        return Err(OutputPathError::Character(character));
    }
    if let Some((_, character)) = invisible::all_in(part).next() {
        return Err(OutputPathError::Character(character));
    }
    if part.ends_with(['.', ' ']) || part.starts_with(' ') {
        return Err(OutputPathError::Ending);
    }
    if is_reserved(part) {
        return Err(OutputPathError::Reserved);
    }
    if part.len() > OutputPath::LONGEST_PART {
        return Err(OutputPathError::PartTooLong(part.len()));
    }
    Ok(())
}

/// Device names of Windows, which also reads `¹²³` as digits, with any extension after them.
fn is_reserved(part: &str) -> bool {
    let stem = part
        .split('.')
        .next()
        .unwrap_or(part)
        .trim_end()
        .to_lowercase();
    if matches!(
        stem.as_str(),
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$"
    ) {
        return true;
    }
    ["com", "lpt"].iter().any(|device| {
        stem.strip_prefix(device).is_some_and(|rest| {
            let mut digits = rest.chars();
            matches!(digits.next(), Some('0'..='9' | '¹' | '²' | '³')) && digits.next().is_none()
        })
    })
}

/// One file of the finished site.
#[derive(Clone, Debug)]
pub struct Output {
    /// Where it goes.
    pub path: OutputPath,
    /// What is in it.
    pub content: Content,
}

/// The bytes of a finished file.
#[derive(Clone, Debug)]
pub enum Content {
    /// Made by the build.
    Bytes(Vec<u8>),
    /// A file of the site, copied as it is.
    Copy(SourcePath),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o15_o16_takes_what_every_machine_takes() {
        let longest = "a".repeat(OutputPath::LONGEST_PART);
        assert!(OutputPath::new(&longest).is_ok());
        let deepest = format!("{}parts", "part/".repeat(47));
        assert!(OutputPath::new(&deepest).is_ok());
        let too_deep = format!("{deepest}s");
        let error = OutputPathError::TooLong(OutputPath::LONGEST + 1);
        assert_eq!(OutputPath::new(&too_deep).err(), Some(error));
        for good in [
            "index.html",
            "窓口/index.html",
            "a/b-c_d/é.png",
            "console.html",
            "com10.txt",
            "a b.png",
        ] {
            assert!(OutputPath::new(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn o14_o16_refuses_what_some_machine_refuses() {
        use OutputPathError as E;
        let long = "あ".repeat(67);
        let rows = [
            ("", E::Empty),
            ("/etc/passwd", E::Empty),
            ("a//b", E::Empty),
            ("a/../b", E::Dot),
            (".env", E::Dot),
            ("a\\b", E::Character('\\')),
            ("a:b", E::Character(':')),
            ("a%2e", E::Character('%')),
            ("a\u{0}", E::Character('\u{0}')),
            ("a\u{200b}b", E::Character('\u{200b}')),
            ("con", E::Reserved),
            ("AUX.html", E::Reserved),
            ("COM¹", E::Reserved),
            ("lpt9.txt", E::Reserved),
            ("a.", E::Ending),
            ("a ", E::Ending),
            (" a", E::Ending),
            ("conin$", E::Reserved),
            ("con .txt", E::Reserved),
            (long.as_str(), E::PartTooLong(201)),
        ];
        for (path, reason) in rows {
            assert_eq!(OutputPath::new(path).err(), Some(reason), "{path:?}");
        }
        let deep = vec!["part"; 60].join("/");
        assert_eq!(OutputPath::new(&deep).err(), Some(E::TooLong(299)));
    }
}
