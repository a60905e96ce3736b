//! The changes as they are posted on a pull request, by whoever opened it: no value may be more than text.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::human::by_file;
use super::super::markdown::{code, escaped};
use super::super::place::Spot;
use super::human::verified;
use super::{Change, Changes, SUBJECTS, Subject, title};
use crate::wording::{Language, words};

impl Changes {
    pub(super) fn markdown(&self, language: Language) -> String {
        let (name, commit) = &self.since;
        let short = commit.get(..10).unwrap_or(commit);
        let head = words("事実の変更", "Changed facts");
        let since = words("との比較", "since");
        let mut out = match language {
            Language::Japanese => {
                format!(
                    "### {} ({} {}{})\n\n",
                    head.ja,
                    code(name),
                    code(short),
                    since.ja
                )
            }
            Language::English => {
                format!(
                    "### {} {} {} {}\n\n",
                    head.en,
                    since.en,
                    code(name),
                    code(short)
                )
            }
        };
        if self.is_empty() {
            let none = words("事実は変わっていません。", "No fact has changed.");
            let _ = writeln!(out, "{}", none.of(language));
            return out;
        }
        for subject in SUBJECTS {
            let changes: Vec<&Change> = self.of(subject).collect();
            if !changes.is_empty() {
                table(&mut out, subject, &changes, language);
            }
            // Whoever reviews a change reads its beginning: numbers, then what nobody is told of any more.
            if subject == Subject::Contact {
                self.silenced(&mut out, language);
            }
        }
        self.others(&mut out, language);
        out
    }

    fn silenced(&self, out: &mut String, language: Language) {
        if !self.waivers.is_empty() {
            let title = words("⚠️ 見のがすことにした指摘", "⚠️ No longer told");
            let _ = writeln!(out, "**{}**\n", title.of(language));
            for waiver in &self.waivers {
                let change = waiver.change.as_ref();
                let change =
                    change.map(|(old, new)| format!(" {} → {}", escaped(old), escaped(new)));
                let _ = writeln!(
                    out,
                    "- {} {}: {}{}",
                    code(&waiver.file),
                    waiver.words().of(language),
                    escaped(&waiver.what),
                    change.unwrap_or_default()
                );
            }
            out.push('\n');
        }
    }

    /// Who vouches for what, and the pages.
    fn others(&self, out: &mut String, language: Language) {
        if !self.vouching.is_empty() {
            let title = words("確認・出典", "Verification and sources");
            let _ = writeln!(out, "**{}**\n", title.of(language));
            for of in &self.vouching {
                let what: Vec<String> = of.what.iter().map(|what| code(what)).collect();
                let (old, new) = (escaped(&of.old), escaped(&of.new));
                let _ = writeln!(out, "- {}: {old} → {new}", what.join(", "));
            }
            out.push('\n');
        }
        if !self.pages.is_empty() {
            let title = words("表示が変わるページ", "Pages on which it shows");
            let count = self.pages.len();
            let _ = writeln!(
                out,
                "<details><summary>{} ({count})</summary>\n",
                title.of(language)
            );
            for spots in self.pages.values() {
                let places: Vec<String> = by_file(spots).iter().map(|line| code(line)).collect();
                let questions: BTreeSet<&str> = spots
                    .iter()
                    .filter_map(|spot| spot.question.as_deref())
                    .collect();
                let questions: Vec<String> =
                    questions.iter().map(|id| code(&format!("#{id}"))).collect();
                let label = words("質問", "questions");
                let questions = match questions.as_slice() {
                    [] => String::new(),
                    _ => format!(" ({}: {})", label.of(language), questions.join(", ")),
                };
                let _ = writeln!(out, "- {}{questions}", places.join(", "));
            }
            out.push_str("\n</details>\n");
        }
    }
}

fn table(out: &mut String, subject: Subject, changes: &[&Change], language: Language) {
    let warning = match subject {
        Subject::Contact => "⚠️ ",
        _ => "",
    };
    let title = title(subject);
    let _ = writeln!(
        out,
        "**{warning}{}** ({})\n",
        title.of(language),
        changes.len()
    );
    let head = words(
        "| 項目 | 前 | 後 | 確認 | 書かれた場所 | 表示 |",
        "| What | Before | After | Verified | Written | Shown |",
    );
    let _ = writeln!(
        out,
        "{}\n| --- | --- | --- | --- | --- | --- |",
        head.of(language)
    );
    let (fresh, gone) = (words("(新しい)", "(new)"), words("(削除)", "(removed)"));
    for change in changes {
        let or = |value: &Option<String>, absent: &str| match value {
            Some(value) => escaped(value),
            None => absent.to_owned(),
        };
        let places = by_file(&change.shown).len();
        let shown = words(format!("{places}ページ"), format!("{places} pages"));
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} |",
            paths(change),
            or(&change.old, fresh.of(language)),
            or(&change.new, gone.of(language)),
            escaped(&verified(change, language).unwrap_or_default()),
            code(&Spot::words(&change.written)),
            shown.of(language),
        );
    }
    out.push('\n');
}

/// The path, and those of others that inherit the value.
fn paths(change: &Change) -> String {
    let paths = std::iter::once(&change.path).chain(&change.also);
    let paths: Vec<String> = paths.map(|path| code(path)).collect();
    paths.join("<br>")
}
