//! Marks of Markdown that stay on the page as letters: `**`, `~~`, a lone backtick, `](`, `##見出し`, `-項目`, `・項目`.
//!
//! They are looked for in what the parser left as letters, so code, what is escaped and what works is no
//! finding. What people write as letters is none either: `2**3`, `****`, `10~~20`, `#1`.

use std::borrow::Cow;
use std::ops::Range;

use super::concern::Concern;
use super::dialect::{Event, LinkType, Tag, TagEnd};
use super::typed_list;
use crate::decode::Origin;
use crate::diagnostic::{Bag, Diagnostic, Fix, Place, codes};
use crate::text::cjk;
use crate::text::strides::next_apart;
use crate::wording::{Wording, words};

/// Looks for marks among the letters of a text.
#[derive(Debug)]
pub(super) struct LeftoverConcern<'a> {
    text: &'a str,
    origin: &'a Origin,
    /// Blocks of code and automatic links that are open: their letters are no prose.
    silent: usize,
    automatic: bool,
    /// Letters that stand side by side in the text, as the parser gives them piece by piece.
    run: Range<usize>,
    /// The paragraph that has just begun.
    paragraph: Option<Range<usize>>,
    line_begins: bool,
    /// The first `~~` of the block.
    tildes: Option<Range<usize>>,
    /// The marks that were told of in this block.
    told: Vec<Mark>,
    pub(super) bag: Bag,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Stars,
    Tildes,
    Tick,
    Brackets,
    Hashes,
}

impl<'a> LeftoverConcern<'a> {
    pub(super) fn new(text: &'a str, origin: &'a Origin) -> Self {
        Self {
            text,
            origin,
            silent: 0,
            automatic: false,
            run: 0..0,
            paragraph: None,
            line_begins: false,
            tildes: None,
            told: Vec::new(),
            bag: Bag::new(),
        }
    }

    /// A block begins or ends: its marks are its own.
    fn begin(&mut self) {
        self.told.clear();
        self.tildes = None;
        self.paragraph = None;
        self.line_begins = false;
    }

    fn letters(&mut self, range: &Range<usize>) {
        if std::mem::take(&mut self.line_begins) {
            self.line(range.start);
        }
        if self.run.end == range.start {
            self.run.end = range.end;
        } else {
            self.flush();
            self.run = range.clone();
        }
    }

    /// Looks at letters that stand side by side.
    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        let letters = &self.text[run.clone()];
        if !has_mark(letters) {
            return;
        }
        self.stars(letters, run.start);
        self.tildes(letters, run.start);
        let mut ticks = letters.match_indices('`').map(|(at, _)| at);
        let tick = ticks
            .find(|at| !self.is_escaped(run.start + at))
            .filter(|at| !letters[*at..].contains("''"));
        if let Some(at) = tick {
            let length = letters[at..].len() - letters[at..].trim_start_matches('`').len();
            let at = run.start + at;
            self.tell(Mark::Tick, at..at + length, None);
        }
        let brackets = letters
            .find("](")
            .filter(|at| letters[..*at].contains('[') && !self.is_escaped(run.start + at));
        if let Some(at) = brackets {
            let at = run.start + at;
            self.tell(Mark::Brackets, at..at + 2, None);
        }
    }

    fn stars(&mut self, letters: &str, start: usize) {
        let marks: Vec<Range<usize>> = runs(letters, '*', start)
            .filter(|mark| (2..=3).contains(&mark.len()) && !self.is_plain(mark))
            .collect();
        let Some(first) = marks.first() else { return };
        let second = marks
            .get(1)
            .filter(|second| first.len() == 2 && second.len() == 2);
        let space = second.and_then(|second| space_inside(self.text, first.end..second.start));
        let fix = space.map(|space| Fix::replace(&self.origin.path, self.origin.span(space), ""));
        self.tell(Mark::Stars, first.clone(), fix);
    }

    /// Two of them were meant to strike out what is between; one is a wave.
    fn tildes(&mut self, letters: &str, start: usize) {
        let marks = runs(letters, '~', start).filter(|mark| mark.len() == 2);
        let marks: Vec<Range<usize>> = marks.filter(|mark| !self.is_plain(mark)).collect();
        let (first, more) = match (self.tildes.clone(), marks.first()) {
            (Some(first), Some(_)) => (first, true),
            (None, Some(first)) => (first.clone(), marks.len() > 1),
            (_, None) => return,
        };
        self.tildes = Some(first.clone());
        if more {
            self.tell(Mark::Tildes, first, None);
        }
    }

    fn is_escaped(&self, at: usize) -> bool {
        let before = &self.text[..at];
        (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
    }

    /// Whether a mark is escaped, or stands between letters or digits, or in a path: `2**3`, `content/**`.
    fn is_plain(&self, mark: &Range<usize>) -> bool {
        if self.is_escaped(mark.start) {
            return true;
        }
        let before = self.text[..mark.start].chars().next_back();
        let after = self.text[mark.end..].chars().next();
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let is_path = |c: Option<char>| matches!(c, Some('/' | '\\'));
        is_word(before) && is_word(after) || is_path(before) || is_path(after)
    }

    /// A line of a paragraph begins there with a letter.
    fn line(&mut self, at: usize) {
        let paragraph = self.paragraph.take();
        let line = self.text[at..].lines().next().unwrap_or_default();
        let hashes = line.len() - line.trim_start_matches('#').len();
        if self.is_escaped(at) {
            return;
        }
        if (1..=6).contains(&hashes) && line[hashes..].starts_with(char::is_alphabetic) {
            let is_alone = paragraph.as_ref().is_some_and(|paragraph| {
                self.text[paragraph.clone()].trim_end().lines().count() == 1
            });
            let is_sentence = line.trim_end().ends_with(['。', '.', '、', ',']);
            let is_tag = hashes == 1 && (!is_alone || is_sentence || line[1..].contains('#'));
            if !is_tag && (hashes > 1 || line[1..].starts_with(cjk::is_wide)) {
                // One sign may still be a tag; two are none.
                let space = self.origin.span(at + hashes..at + hashes);
                let fix = (hashes > 1).then(|| Fix::replace(&self.origin.path, space, " "));
                self.tell(Mark::Hashes, at..at + hashes, fix);
            }
        } else if let Some(paragraph) = paragraph {
            self.bag
                .extend(typed_list::told(self.text, &paragraph, self.origin));
        }
    }

    fn tell(&mut self, mark: Mark, range: Range<usize>, fix: Option<Fix>) {
        if self.told.contains(&mark) {
            return;
        }
        self.told.push(mark);
        let written = &self.text[range.clone()];
        let told = leftover(self.origin.place(range), mark, written);
        self.bag.push(match fix {
            Some(fix) => told.fix(fix),
            None => told,
        });
    }
}

impl Concern for LeftoverConcern<'_> {
    fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Text(Cow::Borrowed(_)) if self.silent == 0 => return self.letters(range),
            _ if self.run.is_empty() => {}
            _ => self.flush(),
        }
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.silent += 1,
            Event::End(TagEnd::CodeBlock) => self.silent = self.silent.saturating_sub(1),
            Event::Start(Tag::Paragraph) => {
                self.begin();
                self.paragraph = Some(range.clone());
                self.line_begins = true;
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {
                self.line_begins = false;
            }
            Event::Start(_) => self.begin(),
            Event::Link(link) => {
                self.line_begins = false;
                if matches!(link.link_type, LinkType::Autolink | LinkType::Email) {
                    self.automatic = true;
                    self.silent += 1;
                }
            }
            Event::End(TagEnd::Link) if std::mem::take(&mut self.automatic) => self.silent -= 1,
            Event::SoftBreak | Event::HardBreak => self.line_begins = true,
            _ => self.line_begins = false,
        }
    }
}

/// Whether there is anything to look at. Bytes are enough: no letter of more than one has these among its own.
#[allow(
    clippy::needless_bitwise_bool,
    reason = "without branches, many bytes are looked at side by side"
)]
fn has_mark(letters: &str) -> bool {
    let is_mark = |byte| (byte == b'*') | (byte == b'~') | (byte == b'`') | (byte == b']');
    next_apart(letters.as_bytes(), 0, is_mark).is_some()
}

/// The runs of a mark, in bytes of the text.
fn runs(letters: &str, mark: char, start: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + letters[from..].find(mark)?;
        let length = letters[at..].len() - letters[at..].trim_start_matches(mark).len();
        from = at + length;
        Some(start + at..start + at + length)
    })
}

/// The space on one side of what stands between two marks: there alone it was not meant.
fn space_inside(text: &str, inside: Range<usize>) -> Option<Range<usize>> {
    let between = &text[inside.clone()];
    let words = between.trim();
    let before = between.len() - between.trim_start().len();
    let behind = between.len() - between.trim_end().len();
    let space = match (before, behind) {
        (0, behind) if behind > 0 => inside.end - behind..inside.end,
        (before, 0) if before > 0 => inside.start..inside.start + before,
        _ => return None,
    };
    (!words.is_empty() && !between.contains(['\n', '\r'])).then_some(space)
}

fn leftover(place: Place, mark: Mark, written: &str) -> Diagnostic {
    let shown = if mark == Mark::Tick {
        words(
            "閉じていないバッククォートがそのまま表示されます",
            "a backtick without a second one is shown as it is",
        )
    } else {
        words(
            format!("`{written}` がそのまま表示されます"),
            format!("`{written}` is shown as it is"),
        )
    };
    Diagnostic::new(codes::LEFTOVER_MARK, place, shown).help(cure(mark))
}

fn cure(mark: Mark) -> Wording {
    match mark {
        Mark::Stars => words(
            "太字にするなら `**` を両側に付け、内側に空白を入れないでください。記号を見せるなら `\\*\\*` と書きます",
            "for bold, write `**` on both sides without a space inside; to show the mark, write `\\*\\*`",
        ),
        Mark::Tildes => words(
            "取り消し線なら `~~` の内側に空白を入れないでください。記号を見せるなら `\\~\\~` と書きます",
            "to strike out, leave no space inside the marks; to show them, write `\\~\\~`",
        ),
        Mark::Tick => words(
            "コードならもう一つで閉じ、文字として見せるなら前に `\\` を付けてください",
            "close the code with a second one, or put `\\` before it to show it",
        ),
        Mark::Brackets => words(
            "リンク先に空白があるなら `[文字](<行き先>)` と書いてください。文字として見せるなら `\\]` と書きます",
            "write `[text](<destination>)` if there is a space in the destination; to show the mark, write `\\]`",
        ),
        Mark::Hashes => words(
            "見出しなら `#` の後に半角スペースを入れてください。文字として見せるなら `\\#` と書きます",
            "for a heading, write a space behind `#`; to show the mark, write `\\#`",
        ),
    }
}
