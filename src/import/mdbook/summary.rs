//! `SUMMARY.md`: which chapters there are, in which order, and below which.

use crate::page::foreign::{
    Foreign, ForeignEvent as Event, ForeignTag as Tag, ForeignTagEnd as End,
};
use crate::text::{Source, SourcePath, Span, percent_decoded};

/// Chapters below one title, which the first may lack.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Part {
    pub(super) title: Option<String>,
    pub(super) chapters: Vec<Chapter>,
}

/// A line of `SUMMARY.md`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Chapter {
    pub(super) title: String,
    /// Its file below the source folder, as written; none for a draft.
    pub(super) file: Option<String>,
    /// Where the line is.
    pub(super) span: Span,
    pub(super) children: Vec<Chapter>,
}

/// Reads it. Chapters outside lists, before and behind them, stand beside those in lists.
pub(super) fn read(source: &Source) -> Vec<Part> {
    let text = source.text.get(source.start()..).unwrap_or_default();
    let Some(read) = Foreign::default().read(text) else {
        return Vec::new();
    };
    let mut reading = Reading {
        parts: vec![Part::default()],
        ..Reading::default()
    };
    for (event, range) in &read.events {
        let span = Span::new(source.start() + range.start, source.start() + range.end);
        reading.see(event, span);
    }
    reading.close_items(0);
    reading
        .parts
        .retain(|part| part.title.is_some() || !part.chapters.is_empty());
    reading.parts
}

#[derive(Default)]
struct Reading {
    parts: Vec<Part>,
    /// Chapters that are open, each in the list of the one before it.
    open: Vec<Chapter>,
    /// A title that is being read.
    heading: Option<String>,
    /// A link that is being read.
    link: Option<Chapter>,
    /// Letters of an item that is no link.
    loose: String,
    has_begun: bool,
}

impl Reading {
    fn see(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::Heading { .. }) => self.heading = Some(String::new()),
            Event::End(End::Heading(_)) => {
                let title = self.heading.take().unwrap_or_default();
                // The first line is the title of the list itself.
                if self.has_begun {
                    self.parts.push(Part {
                        title: Some(title.trim().to_owned()),
                        chapters: Vec::new(),
                    });
                }
                self.has_begun = true;
            }
            Event::Start(Tag::Item) => {
                self.has_begun = true;
                self.flush_loose();
                self.open.push(Chapter {
                    span,
                    ..Chapter::default()
                });
            }
            Event::End(End::Item) => {
                self.flush_loose();
                let depth = self.open.len().saturating_sub(1);
                self.close_items(depth);
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.has_begun = true;
                let file = percent_decoded(dest_url);
                self.link = Some(Chapter {
                    file: Some(file).filter(|file| !file.is_empty()),
                    span,
                    ..Chapter::default()
                });
            }
            Event::End(End::Link) => self.end_link(),
            Event::Text(text) | Event::Code(text) => self.letters(text),
            Event::SoftBreak | Event::HardBreak => self.letters(" "),
            _ => {}
        }
    }

    fn letters(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.push_str(text);
        } else if let Some(link) = &mut self.link {
            link.title.push_str(text);
        } else if !self.open.is_empty() {
            self.loose.push_str(text);
        }
    }

    fn end_link(&mut self) {
        let Some(link) = self.link.take() else {
            return;
        };
        match self.open.last_mut() {
            Some(item) if item.title.is_empty() => {
                *item = Chapter {
                    children: std::mem::take(&mut item.children),
                    ..link
                };
            }
            // A second link of an item is a chapter of its own.
            Some(item) => item.children.push(link),
            None => self.put_beside(link),
        }
    }

    /// An item without a link is a chapter that nobody has written yet.
    fn flush_loose(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        if let Some(item) = self.open.last_mut()
            && item.title.is_empty()
        {
            loose.trim().clone_into(&mut item.title);
        }
    }

    fn close_items(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(closed) = self.open.pop() else {
                return;
            };
            match self.open.last_mut() {
                Some(parent) => parent.children.push(closed),
                None => self.put(closed),
            }
        }
    }

    fn put(&mut self, chapter: Chapter) {
        if chapter.title.is_empty() && chapter.file.is_none() && chapter.children.is_empty() {
            return;
        }
        if let Some(part) = self.parts.last_mut() {
            part.chapters.push(chapter);
        }
    }

    /// A chapter outside lists belongs to no part.
    fn put_beside(&mut self, chapter: Chapter) {
        let has_title = |part: &Part| part.title.is_some() && !part.chapters.is_empty();
        if self.parts.last().is_some_and(has_title) {
            self.parts.push(Part::default());
        }
        self.put(chapter);
    }
}

/// The file of a chapter, from the tree's root, and where it stood: `/guide/intro.html`.
pub(super) fn address(folder: &str, file: &str) -> Option<(SourcePath, String)> {
    let path = normal(file)?;
    let source = match folder {
        "" => path.clone(),
        folder => format!("{folder}/{path}"),
    };
    let (place, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let place = if place.is_empty() {
        String::new()
    } else {
        format!("{place}/")
    };
    let url = if stem.eq_ignore_ascii_case("readme") || stem == "index" {
        format!("/{place}")
    } else {
        format!("/{place}{stem}.html")
    };
    Some((SourcePath::new(&source), url))
}

/// A path with `.` and `..` resolved; none where it leaves the folder.
pub(in crate::import) fn normal(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(chapters: &[Chapter]) -> String {
        let chapter = |chapter: &Chapter| {
            let file = chapter.file.as_deref().unwrap_or("-");
            let children = outline(&chapter.children);
            format!("{}={file}({children})", chapter.title)
        };
        chapters.iter().map(chapter).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn chapters_stand_below_each_other() {
        let text = "# Summary\n\n[Preface](pre.md)\n\n# One\n\n- [A](a.md)\n    - [B *b*](<b b.md>)\n        - [C]()\n- [D](d%20d.md)\n\n---\n\n# Two\n\n1. [E](x/README.md)\n\n[End](end.md)\n";
        let parts = read(&Source::new("src/SUMMARY.md", text));
        let told: Vec<(Option<&str>, String)> = parts
            .iter()
            .map(|part| (part.title.as_deref(), outline(&part.chapters)))
            .collect();
        assert_eq!(
            told,
            [
                (None, "Preface=pre.md()".to_owned()),
                (
                    Some("One"),
                    "A=a.md(B b=b b.md(C=-())) D=d d.md()".to_owned()
                ),
                (Some("Two"), "E=x/README.md()".to_owned()),
                (None, "End=end.md()".to_owned()),
            ]
        );
    }

    #[test]
    fn a_chapter_keeps_its_address() {
        let of = |file| address("src", file).map(|(path, url)| (path.to_string(), url));
        assert_eq!(of("a.md"), Some(("src/a.md".into(), "/a.html".into())));
        assert_eq!(
            of("./g/README.md"),
            Some(("src/g/README.md".into(), "/g/".into()))
        );
        assert_eq!(
            of("a.b.c.md"),
            Some(("src/a.b.c.md".into(), "/a.b.c.html".into()))
        );
        assert_eq!(of("../x.md"), None);
    }
}
