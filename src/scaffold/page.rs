//! A new page: front matter and a few words to write over.

use std::fmt::Write as _;

use crate::text::Source;
use crate::wording::{Language, words};

/// What kind of page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// A folder with a page that opens it.
    Section,
    /// One page.
    Page,
    /// A page of questions.
    Faq,
}

/// A page that is to be written.
#[derive(Clone, Copy, Debug)]
pub struct NewPage<'a> {
    /// What kind of page it is.
    pub kind: PageKind,
    /// Its place below `content/`, without extension.
    pub stem: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its place among its neighbours, if they have one.
    pub weight: Option<i64>,
    /// The id of the first heading or question, which is to last.
    pub anchor: &'a str,
    /// The language of the words to write over.
    pub language: Language,
}

impl NewPage<'_> {
    /// The file.
    pub fn source(&self) -> Source {
        let path = match self.kind {
            PageKind::Section => format!("content/{}/_index.md", self.stem),
            PageKind::Page | PageKind::Faq => format!("content/{}.md", self.stem),
        };
        Source::new(&path, self.text())
    }

    fn text(&self) -> String {
        let mut text = format!("+++\ntitle = {}\n", toml_text(self.title));
        if let Some(weight) = self.weight {
            let _ = writeln!(text, "weight = {weight}");
        }
        if self.kind == PageKind::Faq {
            text += "kind = \"faq\"\n";
        }
        let description = words(
            "# description = \"検索結果などに出る一文です。\"",
            "# description = \"A sentence for search results.\"",
        );
        let body = self.body();
        let anchor = self.anchor;
        let body = body.of(self.language).replace("ANCHOR", anchor);
        let _ = write!(text, "{}\n+++\n\n{body}", description.of(self.language));
        text
    }

    fn body(&self) -> crate::wording::Wording {
        match self.kind {
            PageKind::Section => words(
                "ここに、この章のあらましを書きます。\n",
                "Write what this section is about.\n",
            ),
            PageKind::Page => words(
                "ここに本文を書きます。\n\n## 見出し {#ANCHOR}\n\n見出しの `{#…}` は、そこへのリンクに使う名前です。公開したあとは変えないでください。\n",
                "Write the page here.\n\n## A heading {#ANCHOR}\n\n`{#…}` is the name for links to this heading. Keep it once it is published.\n",
            ),
            PageKind::Faq => words(
                "## ここに質問を書きます {#ANCHOR}\n\nここに答えを書きます。質問の `{#…}` は、そこへのリンクに使う名前です。公開したあとは変えないでください。\n",
                "## Write a question here {#ANCHOR}\n\nWrite its answer here. `{#…}` is the name for links to this question. Keep it once it is published.\n",
            ),
        }
    }
}

/// A text between quotes, as TOML reads it.
pub(super) fn toml_text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
