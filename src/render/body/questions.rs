//! The elements around a question and its answer.
//!
//! All answers stand open in the page, for those who print it or have no scripts; the elements are
//! what a script needs to fold them.

use super::Sections;

/// Which of the elements are open.
#[derive(Debug)]
pub(super) struct Questions {
    sections: Sections,
    is_open: bool,
}

impl Questions {
    pub(super) fn new(sections: Sections) -> Self {
        Self {
            sections,
            is_open: false,
        }
    }

    /// Before a heading of a level, none if it stands inside something: ends what it ends, opens a
    /// question if it is one, and says whether it is.
    pub(super) fn begin(&mut self, out: &mut String, level: Option<u8>) -> bool {
        match level.filter(|_| self.sections == Sections::Questions) {
            Some(1) => {
                self.close(out);
                false
            }
            Some(2) => {
                self.close(out);
                out.push_str("<section class=\"question\">\n");
                self.is_open = true;
                true
            }
            _ => false,
        }
    }

    /// After the question's heading.
    pub(super) fn answer(&self, out: &mut String) {
        if self.is_open {
            out.push_str("<div class=\"answer\">\n");
        }
    }

    /// Ends the question that is open, if one is.
    pub(super) fn close(&mut self, out: &mut String) {
        if std::mem::take(&mut self.is_open) {
            out.push_str("</div>\n</section>\n");
        }
    }
}
