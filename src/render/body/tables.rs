//! Tables: scrolled with the keyboard where they are wide, aligned by classes.

use super::escape;
use crate::page::dialect::Alignment;

/// The table that is being written.
#[derive(Debug, Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    has_body: bool,
}

impl Table {
    pub(super) fn open(out: &mut String, alignments: &[Alignment], label: &str) -> Self {
        out.push_str("<div class=\"table-scroll\" role=\"group\"");
        escape::push_named(out, "aria-label", label);
        out.push_str(" tabindex=\"0\">\n<table>\n");
        Self {
            alignments: alignments.to_vec(),
            ..Self::default()
        }
    }

    pub(super) fn close(&self, out: &mut String) {
        if self.has_body {
            out.push_str("</tbody>\n");
        }
        out.push_str("</table>\n</div>\n");
    }

    pub(super) fn open_head(&mut self, out: &mut String) {
        self.in_head = true;
        self.column = 0;
        out.push_str("<thead>\n<tr>\n");
    }

    pub(super) fn close_head(&mut self, out: &mut String) {
        self.in_head = false;
        out.push_str("</tr>\n</thead>\n");
    }

    pub(super) fn open_row(&mut self, out: &mut String) {
        self.column = 0;
        if !self.has_body {
            out.push_str("<tbody>\n");
        }
        self.has_body = true;
        out.push_str("<tr>\n");
    }

    /// An empty cell of the head heads nothing.
    pub(super) fn open_cell(&mut self, out: &mut String, is_empty: bool) {
        let is_head = self.in_head && !is_empty;
        out.push_str(if is_head { "<th scope=\"col\"" } else { "<td" });
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        out.push_str(class);
        out.push('>');
        if is_head {
            return;
        }
        if self.in_head {
            out.push_str("</td>\n");
        }
    }

    pub(super) fn close_cell(&mut self, out: &mut String, is_empty: bool) {
        self.column += 1;
        match (self.in_head, is_empty) {
            (true, true) => {}
            (true, false) => out.push_str("</th>\n"),
            (false, _) => out.push_str("</td>\n"),
        }
    }
}
