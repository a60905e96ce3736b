//! The words of a body's own furniture.

use super::escape;
use crate::page::dialect::BlockQuoteKind;
use crate::wording::Language;

/// Words in the page's language; a site may change them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyWords {
    /// Names a heading's permalink.
    pub permalink: String,
    /// Names a table that is scrolled.
    pub table: String,
    /// Names the section of footnotes.
    pub footnotes: String,
    /// Names the link from a footnote back to its place.
    pub back: String,
    /// Names a task that is done, and one that is not.
    pub tasks: [String; 2],
    /// The titles of alerts: note, tip, important, warning, caution.
    pub alerts: [String; 5],
}

impl BodyWords {
    /// The words as Madoguchi brings them.
    pub fn of(language: Language) -> Self {
        let [permalink, table, footnotes, back, done, open, alerts @ ..] = match language {
            Language::Japanese => [
                "この見出しへのリンク",
                "表",
                "脚注",
                "本文に戻る",
                "済み",
                "まだ",
                "注",
                "ヒント",
                "重要",
                "警告",
                "注意",
            ],
            Language::English => [
                "Link to this heading",
                "Table",
                "Footnotes",
                "Back to the text",
                "Done",
                "Not done",
                "Note",
                "Tip",
                "Important",
                "Warning",
                "Caution",
            ],
        }
        .map(str::to_owned);
        Self {
            permalink,
            table,
            footnotes,
            back,
            tasks: [done, open],
            alerts,
        }
    }

    /// Writes the box of a task, with a name for those who hear it.
    pub(super) fn push_task(&self, out: &mut String, done: bool) {
        out.push_str("<input type=\"checkbox\" disabled");
        if done {
            out.push_str(" checked");
        }
        let [yes, no] = &self.tasks;
        escape::push_named(out, "aria-label", if done { yes } else { no });
        out.push_str("> ");
    }

    /// The title of an alert, and the name of its class.
    pub(super) fn alert(&self, kind: BlockQuoteKind) -> (&str, &'static str) {
        let (at, class) = match kind {
            BlockQuoteKind::Note => (0, "note"),
            BlockQuoteKind::Tip => (1, "tip"),
            BlockQuoteKind::Important => (2, "important"),
            BlockQuoteKind::Warning => (3, "warning"),
            BlockQuoteKind::Caution => (4, "caution"),
        };
        (&self.alerts[at], class)
    }
}
