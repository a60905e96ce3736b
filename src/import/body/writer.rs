//! Markdown that is written while tags of HTML are read.
//!
//! Each step gives nothing where the tags do not pair or have no equal in Markdown; then the whole block
//! stays as code.

use super::super::write::{code_span, escaped, fence_for};
use super::grid::{Cell, Grid};
use super::html::unescaped;

/// What is being written.
#[derive(Debug, Default)]
pub(in crate::import) struct Writer {
    out: String,
    /// Elements that are open, with what their ends become.
    open: Vec<(String, String)>,
    /// Lists that are open: whether each is numbered.
    lists: Vec<bool>,
    /// The letters of a `pre` or `code`, while one is open.
    verbatim: Option<String>,
    is_pre: bool,
    /// Where the last mark ended that opens emphasis: no space may follow it.
    marked: usize,
    /// What is written apart, to be put in when its end is read.
    apart: Vec<Apart>,
}

/// A stretch that is written apart, and what was written around it.
#[derive(Debug)]
struct Apart {
    of: Stretch,
    around: String,
    open: Vec<(String, String)>,
    lists: Vec<bool>,
}

#[derive(Debug)]
enum Stretch {
    Quotation,
    Table(Grid),
    Cell(Cell),
}

impl Writer {
    pub(super) fn letters(&mut self, text: &str) -> Option<()> {
        if let Some(verbatim) = &mut self.verbatim {
            verbatim.push_str(text);
            return Some(());
        }
        // Between cells nothing but space may stand; before them, the table's title.
        if self.grid().is_some_and(|grid| grid.has_begun()) {
            return text.trim().is_empty().then_some(());
        }
        let mut words = text.split_whitespace().peekable();
        let is_blank_before = text.starts_with(char::is_whitespace);
        let ends_blank = text.ends_with(char::is_whitespace);
        let is_inside = !self.out.is_empty() && self.out.len() != self.marked;
        if is_blank_before && is_inside && !self.out.ends_with(['\n', ' ']) {
            self.out.push(' ');
        }
        while let Some(word) = words.next() {
            // Character references mean the same in Markdown.
            self.out
                .push_str(&escaped(word).replace("\\&", "&").replace("&\\#", "&#"));
            if words.peek().is_some() || ends_blank {
                self.out.push(' ');
            }
        }
        Some(())
    }

    /// Something that stands as it is in a sentence.
    pub(super) fn raw(&mut self, text: &str) -> Option<()> {
        if self.verbatim.is_some() {
            return None;
        }
        self.out.push_str(text);
        Some(())
    }

    /// A tag that stands on a line of its own.
    pub(super) fn raw_block(&mut self, tag: &str, name: &str, closing: bool) -> Option<()> {
        if self.verbatim.is_some() {
            return None;
        }
        match (name, closing) {
            ("summary", false) => {
                self.out.truncate(self.out.trim_end().len());
                self.out.push('\n');
                self.out.push_str(tag);
            }
            ("summary", true) => {
                self.out.push_str(tag);
                self.out.push_str("\n\n");
            }
            _ => {
                self.block(tag)?;
            }
        }
        Some(())
    }

    /// Something between paragraphs.
    pub(super) fn block(&mut self, text: &str) -> Option<()> {
        if self.verbatim.is_some() || self.in_cell() && !text.is_empty() {
            return None;
        }
        self.end_line(2);
        if !text.is_empty() {
            self.out.push_str(text);
            self.end_line(2);
        }
        Some(())
    }

    fn end_line(&mut self, wanted: usize) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
        let indent = "  ".repeat(self.lists.len());
        if !self.out.is_empty() {
            let there = self.out.len() - self.out.trim_end_matches('\n').len();
            self.out
                .push_str(&"\n".repeat(wanted.saturating_sub(there)));
        }
        self.out.push_str(&indent);
    }

    pub(super) fn mark(&mut self, name: &str, mark: &str, closing: bool) -> Option<()> {
        if self.verbatim.is_some() {
            return Some(());
        }
        if !closing {
            self.out.push_str(mark);
            self.marked = self.out.len();
            self.open.push((name.to_owned(), mark.to_owned()));
            return Some(());
        }
        let (open, mark) = self.open.pop()?;
        let blank = self.out.len() - self.out.trim_end().len();
        self.out.truncate(self.out.len() - blank);
        self.out.push_str(&mark);
        if blank > 0 {
            self.out.push(' ');
        }
        (open == name).then_some(())
    }

    pub(super) fn code(&mut self, name: &str, closing: bool) -> Option<()> {
        if self.is_pre {
            return Some(());
        }
        if !closing {
            self.verbatim = Some(String::new());
            self.open.push((name.to_owned(), String::new()));
            return Some(());
        }
        let (open, _) = self.open.pop()?;
        let text = self.verbatim.take()?;
        self.out.push_str(&code_span(&unescaped(&text)));
        (open == name).then_some(())
    }

    pub(super) fn pre(&mut self, closing: bool) -> Option<()> {
        if !closing {
            self.block("")?;
            self.is_pre = true;
            self.verbatim = Some(String::new());
            return Some(());
        }
        self.is_pre = false;
        let text = unescaped(&self.verbatim.take()?);
        if !self.lists.is_empty() {
            return None;
        }
        let fence = fence_for(&text);
        let code = text.trim_matches('\n');
        self.block(&format!("{fence}\n{code}\n{fence}"))
    }

    pub(super) fn list(&mut self, name: &str, closing: bool) -> Option<()> {
        if self.in_cell() {
            return None;
        }
        if closing {
            self.lists.pop()?;
            self.end_line(2);
        } else {
            self.end_line(if self.lists.is_empty() { 2 } else { 1 });
            self.lists.push(name == "ol");
        }
        Some(())
    }

    pub(super) fn item(&mut self, closing: bool) -> Option<()> {
        let is_numbered = *self.lists.last()?;
        if !closing {
            let depth = self.lists.len() - 1;
            let kept = self.out.trim_end().len();
            self.out.truncate(kept);
            if !self.out.is_empty() {
                self.out.push('\n');
                if depth == 0 && !self.out.trim_end().rsplit('\n').next().is_some_and(is_item) {
                    self.out.push('\n');
                }
            }
            let mark = if is_numbered { "1. " } else { "- " };
            self.out.push_str(&"   ".repeat(depth));
            self.out.push_str(mark);
        }
        Some(())
    }

    pub(super) fn heading(&mut self, name: &str, id: Option<String>, closing: bool) -> Option<()> {
        if self.in_cell() {
            return None;
        }
        if !closing {
            self.block("")?;
            let level: usize = name[1..].parse().ok()?;
            self.out.push_str(&"#".repeat(level));
            self.out.push(' ');
            let end = id.map_or_else(String::new, |id| format!(" {{#{id}}}"));
            self.open.push((name.to_owned(), end));
            return Some(());
        }
        let (open, end) = self.open.pop()?;
        self.out.truncate(self.out.trim_end().len());
        self.out.push_str(&end);
        self.end_line(2);
        (open == name).then_some(())
    }

    pub(super) fn open_link(&mut self, closing: String) -> Option<()> {
        if self.verbatim.is_some() {
            return None;
        }
        if closing.starts_with(']') {
            self.out.push('[');
        }
        self.open.push(("a".to_owned(), closing));
        Some(())
    }

    pub(super) fn close_link(&mut self) -> Option<()> {
        let (open, closing) = self.open.pop()?;
        if closing.starts_with(']') {
            self.out.truncate(self.out.trim_end().len());
        }
        self.out.push_str(&closing);
        (open == "a").then_some(())
    }

    fn set_apart(&mut self, of: Stretch) {
        self.apart.push(Apart {
            of,
            around: std::mem::take(&mut self.out),
            open: std::mem::take(&mut self.open),
            lists: std::mem::take(&mut self.lists),
        });
    }

    /// What was written apart, and as what; none where something in it is still open.
    fn put_back(&mut self) -> Option<(Stretch, String)> {
        let is_open = !self.open.is_empty() || !self.lists.is_empty();
        let apart = self.apart.pop()?;
        let text = std::mem::replace(&mut self.out, apart.around);
        self.open = apart.open;
        self.lists = apart.lists;
        (!is_open && self.verbatim.is_none()).then_some((apart.of, text))
    }

    pub(super) fn quotation(&mut self, closing: bool) -> Option<()> {
        if !closing {
            if !self.lists.is_empty() || self.in_cell() {
                return None;
            }
            self.block("")?;
            self.set_apart(Stretch::Quotation);
            return Some(());
        }
        let (Stretch::Quotation, text) = self.put_back()? else {
            return None;
        };
        let lines = text.trim().lines().map(|line| format!("> {line}"));
        let lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
        self.block(&lines.join("\n"))
    }

    /// Whether words are written into a cell, in which nothing but lines of words can be.
    fn in_cell(&self) -> bool {
        let last = self.apart.last().map(|apart| &apart.of);
        matches!(last, Some(Stretch::Cell(_)))
    }

    /// The table that is open, outside its cells.
    fn grid(&mut self) -> Option<&mut Grid> {
        match self.apart.last_mut().map(|apart| &mut apart.of) {
            Some(Stretch::Table(grid)) => Some(grid),
            _ => None,
        }
    }

    pub(super) fn table(&mut self, closing: bool) -> Option<()> {
        if !closing {
            if !self.lists.is_empty() || !self.apart.is_empty() || self.verbatim.is_some() {
                return None;
            }
            self.block("")?;
            self.set_apart(Stretch::Table(Grid::default()));
            return Some(());
        }
        self.end_cell()?;
        let (Stretch::Table(grid), title) = self.put_back()? else {
            return None;
        };
        self.block(title.trim())?;
        self.block(&grid.lines()?)
    }

    pub(super) fn row(&mut self, closing: bool) -> Option<()> {
        self.end_cell()?;
        let grid = self.grid()?;
        if closing {
            grid.close_row();
        } else {
            grid.open_row();
        }
        Some(())
    }

    /// A cell; its end may be missing in HTML.
    pub(super) fn cell(&mut self, kind: Cell, closing: bool) -> Option<()> {
        self.end_cell()?;
        if !closing {
            self.grid()?;
            self.set_apart(Stretch::Cell(kind));
        }
        Some(())
    }

    fn end_cell(&mut self) -> Option<()> {
        if !self.in_cell() {
            return Some(());
        }
        let (Stretch::Cell(kind), text) = self.put_back()? else {
            return None;
        };
        self.grid()?.cell(kind, &text)
    }

    pub(super) fn finish(self) -> Option<String> {
        let is_open = !self.open.is_empty() || !self.lists.is_empty() || !self.apart.is_empty();
        if is_open || self.verbatim.is_some() {
            return None;
        }
        let lines: Vec<&str> = self.out.lines().map(str::trim_end).collect();
        Some(lines.join("\n").trim().to_owned())
    }
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("- ") || line.starts_with("1. ")
}
