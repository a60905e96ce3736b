//! A page of the manual as a reader sees it: headings, and fences below them.

use std::ops::Range;

/// A page.
pub(crate) struct Page {
    /// Its file's name.
    pub(crate) name: String,
    pub(crate) text: String,
    /// What stands below each level-2 heading.
    pub(crate) groups: Vec<Group>,
    /// The ids that its headings say.
    pub(crate) ids: Vec<String>,
}

/// What stands below a heading.
#[derive(Default)]
pub(crate) struct Group {
    pub(crate) fences: Vec<Fence>,
}

/// A fence.
pub(crate) struct Fence {
    /// Its line, from 1.
    pub(crate) line: usize,
    pub(crate) info: String,
    pub(crate) text: String,
    /// The lines of its text, from 0.
    pub(crate) lines: Range<usize>,
    /// Whether the page goes on with the very text that it holds.
    pub(crate) is_followed_by_itself: bool,
}

/// What a fence is for.
pub(crate) enum Kind<'f> {
    /// A file of the example.
    File(&'f str),
    /// Commands, and what they print.
    Console,
    /// Markdown that is shown, and then what it becomes.
    Shown,
    /// Words that are no language.
    Words,
    /// A live block of the manual's own, or something that nobody tries.
    Unknown,
}

impl Fence {
    pub(crate) fn kind(&self) -> Kind<'_> {
        match self.info.as_str() {
            "console" => Kind::Console,
            "markdown" => Kind::Shown,
            "text" => Kind::Words,
            info if info.starts_with('{') => Kind::Words,
            info if info.contains(['/', '.']) => Kind::File(info),
            _ => Kind::Unknown,
        }
    }
}

impl Page {
    /// Reads a page by its lines, so that what is printed can be rewritten in place.
    pub(crate) fn read(name: &str, text: &str) -> Result<Self, String> {
        let lines: Vec<&str> = text.lines().collect();
        let mut page = Self {
            name: name.to_owned(),
            text: text.to_owned(),
            groups: vec![Group::default()],
            ids: Vec::new(),
        };
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            if let Some(marks) = marks(line) {
                let end = (at + 1..lines.len())
                    .find(|end| lines[*end].trim_end() == marks)
                    .ok_or_else(|| format!("{name}:{}: this fence is never closed", at + 1))?;
                let body = at + 1..end;
                let behind = end + 2..end + 2 + body.len();
                let is_followed_by_itself = lines.get(behind) == lines.get(body.clone());
                let fence = Fence {
                    line: at + 1,
                    info: line[marks.len()..].trim().to_owned(),
                    text: body.clone().flat_map(|line| [lines[line], "\n"]).collect(),
                    lines: body,
                    is_followed_by_itself,
                };
                page.groups.last_mut().unwrap().fences.push(fence);
                at = end;
            } else if line.starts_with("##") {
                if line.starts_with("## ") {
                    page.groups.push(Group::default());
                }
                let id = line.rsplit_once("{#").map(|(_, id)| id);
                let id = id.ok_or_else(|| format!("{name}:{}: give it an id", at + 1))?;
                page.ids.push(id.trim_end_matches('}').to_owned());
            }
            at += 1;
        }
        Ok(page)
    }
}

/// The backticks of a line that opens a fence.
fn marks(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('`');
    let marks = &line[..line.len() - rest.len()];
    (marks.len() >= 3 && !rest.contains('`')).then_some(marks)
}
