//! A Markdown file as cases: headings, prose, fences.
//!
//! It is read by lines rather than by a Markdown parser, so that the expectations can be rewritten
//! in place and nothing else moves.

use madoguchi::civil::{Date, read_date};
use madoguchi::facts::Format;
use madoguchi::wording::Language;

/// The day of a build unless a case says otherwise: a Tuesday.
const TODAY: &str = "2026-12-01";

/// One case: a site and what must come out of it.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// The Markdown file, from the folder of cases.
    pub(crate) file: String,
    /// The line of its heading, from 1.
    pub(crate) line: usize,
    /// Its heading.
    pub(crate) title: String,
    /// Whether a sentence stands below the heading.
    pub(crate) has_prose: bool,
    /// The site, those files included that the whole Markdown file shares.
    pub(crate) files: Vec<SiteFile>,
    /// The day of the build.
    pub(crate) today: Date,
    /// Flags of the build: `drafts`, `deny warnings`.
    pub(crate) flags: Vec<String>,
    /// What must come out.
    pub(crate) expected: Vec<Expected>,
}

/// A file of the site.
#[derive(Clone, Debug)]
pub(crate) struct SiteFile {
    /// Where it lies in the site.
    pub(crate) path: String,
    /// How it is: a text, a picture, refused.
    pub(crate) nature: Vec<String>,
    /// Its text.
    pub(crate) text: String,
}

/// What must come out, and where it is written.
#[derive(Clone, Debug)]
pub(crate) struct Expected {
    /// What is looked at.
    pub(crate) wanted: Wanted,
    /// What it must be.
    pub(crate) text: String,
    /// The lines of the text in the Markdown file, from 0, the end exclusive.
    pub(crate) lines: std::ops::Range<usize>,
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// All findings, one a line.
    Findings(Language),
    /// A piece of a page: its URL and, if not the body, which element.
    Html(String, Option<String>),
    /// A whole file of the output.
    File(String),
    /// What changed since the state in which files marked `before` stood as they are there.
    Changes(Language, Format),
    /// A file of the site as `check --fix` leaves it.
    Fixed(String),
    /// A text of the site that an import made.
    Copy(String),
}

/// The cases of a Markdown file, or what is wrong with the way it is written.
pub(crate) fn cases(file: &str, text: &str) -> Result<Vec<Case>, String> {
    let mut shared = Case::empty(file, 0, "");
    let mut cases: Vec<Case> = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let case = cases.last_mut().unwrap_or(&mut shared);
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case {
                line: at + 1,
                title: title.to_owned(),
                ..shared.clone()
            });
            at += 1;
        } else if let Some((marks, info)) = opening(line) {
            let end = (at + 1..lines.len())
                .find(|end| lines[*end].trim_end() == marks)
                .ok_or_else(|| format!("{file}:{}: this fence is never closed", at + 1))?;
            let body = at + 1..end;
            case.take(info, &lines[body.clone()], body)
                .map_err(|wrong| format!("{file}:{}: {wrong}", at + 1))?;
            at = end + 1;
        } else {
            case.has_prose |= !line.trim().is_empty();
            at += 1;
        }
    }
    for case in &cases {
        if case.expected.is_empty() {
            return Err(format!("{file}:{}: nothing is expected here", case.line));
        }
    }
    Ok(cases)
}

/// The backticks and the info string of a line that opens a fence.
fn opening(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start_matches('`');
    let marks = &line[..line.len() - rest.len()];
    (marks.len() >= 3).then_some((marks, rest.trim()))
}

impl Case {
    fn empty(file: &str, line: usize, title: &str) -> Self {
        Self {
            file: file.to_owned(),
            line,
            title: title.to_owned(),
            has_prose: false,
            files: Vec::new(),
            today: read_date(TODAY).unwrap(),
            flags: Vec::new(),
            expected: Vec::new(),
        }
    }

    fn take(
        &mut self,
        info: &str,
        body: &[&str],
        lines: std::ops::Range<usize>,
    ) -> Result<(), String> {
        // A path with a space in it stands between quotes.
        let quoted = info.strip_prefix('"').and_then(|rest| rest.split_once('"'));
        let (first, rest) = quoted.unwrap_or_else(|| info.split_once(' ').unwrap_or((info, "")));
        let words: Vec<&str> = [first].into_iter().chain(rest.split_whitespace()).collect();
        let text: String = body.iter().flat_map(|line| [*line, "\n"]).collect();
        let wanted = match words.as_slice() {
            ["findings"] => Wanted::Findings(Language::English),
            ["findings", "ja"] => Wanted::Findings(Language::Japanese),
            ["html", url] => Wanted::Html((*url).to_owned(), None),
            ["html", url, element] => Wanted::Html((*url).to_owned(), Some((*element).to_owned())),
            ["file", path] => Wanted::File((*path).to_owned()),
            ["changes"] => Wanted::Changes(Language::English, Format::Human),
            ["changes", "ja"] => Wanted::Changes(Language::Japanese, Format::Human),
            ["changes", "markdown"] => Wanted::Changes(Language::English, Format::Markdown),
            ["fixed", path] => Wanted::Fixed((*path).to_owned()),
            ["copy", path] => Wanted::Copy((*path).to_owned()),
            ["flags"] => {
                for line in body {
                    self.flag(line)?;
                }
                return Ok(());
            }
            [path, nature @ ..] if path.contains(['/', '.']) => {
                return self.put(path, nature, &text);
            }
            _ => return Err(format!("what is `{info}`?")),
        };
        if self.title.is_empty() {
            return Err("an expectation belongs below a case's heading".to_owned());
        }
        self.expected.push(Expected {
            wanted,
            text,
            lines,
        });
        Ok(())
    }

    fn flag(&mut self, line: &str) -> Result<(), String> {
        match line.strip_prefix("today ") {
            Some(day) => {
                self.today = read_date(day).ok_or_else(|| format!("`{day}` is no date"))?;
            }
            None => self.flags.push(line.to_owned()),
        }
        Ok(())
    }

    /// Adds a file; one of the same path that all cases share gives way.
    fn put(&mut self, path: &str, nature: &[&str], text: &str) -> Result<(), String> {
        if !self.expected.is_empty() {
            return Err(format!("`{path}` belongs before what is expected"));
        }
        let mut nature: Vec<String> = nature.iter().map(|word| (*word).to_owned()).collect();
        let mut text = text.to_owned();
        for word in std::mem::take(&mut nature) {
            match word.as_str() {
                "escaped" => text = unescaped(&text)?,
                "crlf" => text = text.replace('\n', "\r\n"),
                "cr" => text = text.replace('\n', "\r"),
                _ => nature.push(word),
            }
        }
        // A state of before stands beside the present one.
        let is_of_before = |nature: &[String]| nature.iter().any(|word| word == "before");
        let side = is_of_before(&nature);
        self.files
            .retain(|file| file.path != path || is_of_before(&file.nature) != side);
        self.files.push(SiteFile {
            path: path.to_owned(),
            nature,
            text,
        });
        Ok(())
    }
}

/// `\u{feff}` stands for a letter that cannot be seen, `\u{2d 7c}{40}` for forty
/// times the same letters.
fn unescaped(text: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\u{") {
        out.push_str(before);
        let (digits, after) = after.split_once('}').ok_or("`\\u{` is never closed")?;
        let letter = |code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        let letters: Option<String> = digits.split(' ').map(letter).collect();
        let letters = letters.ok_or_else(|| format!("`{digits}` are no letters"))?;
        let times = after
            .strip_prefix('{')
            .and_then(|after| after.split_once('}'))
            .and_then(|(times, after)| Some((times.parse().ok()?, after)));
        let (times, after) = times.unwrap_or((1, after));
        out.push_str(&letters.repeat(times));
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// A Markdown file with other expectations in it; their fences grow where they have to.
pub(crate) fn with_replaced(text: &str, replacements: &[(&Expected, &str)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (expected, actual) in replacements.iter().rev() {
        let range = expected.lines.clone();
        let (open, close) = (range.start - 1, range.end);
        let longest = actual.lines().filter_map(|line| opening(line.trim_start()));
        let needed = longest.map(|(marks, _)| marks.len() + 1).max().unwrap_or(0);
        let info = lines[open].trim_start_matches('`').to_owned();
        let marks = "`".repeat(needed.max(lines[open].len() - info.len()));
        lines[open] = format!("{marks}{info}");
        lines[close] = marks;
        lines.splice(range, actual.lines().map(str::to_owned));
    }
    lines
        .into_iter()
        .flat_map(|line| [line, "\n".to_owned()])
        .collect()
}
