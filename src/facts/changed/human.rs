//! The changes for a terminal.

use std::fmt::Write as _;

use super::super::human::{by_file, hanging};
use super::super::width::{padded, width};
use super::{Change, Changes, SUBJECTS, Subject, title};
use crate::wording::{Language, words};

impl Changes {
    pub(super) fn human(&self, language: Language) -> String {
        let mut out = String::new();
        for subject in SUBJECTS {
            let changes: Vec<&Change> = self.of(subject).collect();
            if !changes.is_empty() {
                heading(&mut out, title(subject).of(language), changes.len());
                for change in changes {
                    one(&mut out, change, language);
                }
                out.push('\n');
            }
            if subject == Subject::Contact {
                self.told_no_more(&mut out, language);
            }
        }
        if !self.vouching.is_empty() {
            let title = words(
                "値は同じで、確認や出典が変わったもの",
                "Verified anew, or with another source",
            );
            heading(&mut out, title.of(language), self.vouching.len());
            for of in &self.vouching {
                let label = format!("  {}", of.what.join(", "));
                hanging(&mut out, "", 2, &label[2..]);
                hanging(&mut out, "", 4, &format!("{} → {}", of.old, of.new));
            }
            out.push('\n');
        }
        if !self.pages.is_empty() {
            let title = words("表示が変わるページ", "Pages on which it shows");
            heading(&mut out, title.of(language), self.pages.len());
            for spots in self.pages.values() {
                for line in by_file(spots) {
                    hanging(&mut out, "", 2, &line);
                }
                let questions: std::collections::BTreeSet<&str> = spots
                    .iter()
                    .filter_map(|spot| spot.question.as_deref())
                    .collect();
                if !questions.is_empty() {
                    let list: Vec<String> = questions.iter().map(|id| format!("#{id}")).collect();
                    let label = words("質問", "questions");
                    hanging(
                        &mut out,
                        "",
                        4,
                        &format!("{}: {}", label.of(language), list.join(" ")),
                    );
                }
            }
        }
        out
    }

    fn told_no_more(&self, out: &mut String, language: Language) {
        if !self.waivers.is_empty() {
            let title = words("見のがすことにした指摘", "What is no longer told");
            heading(out, title.of(language), self.waivers.len());
            for waiver in &self.waivers {
                let change = waiver.change.as_ref();
                let change = change.map(|(old, new)| format!(": {old} → {new}"));
                let said = waiver.words();
                let line = format!(
                    "{}  {} {}{}",
                    waiver.file,
                    said.of(language),
                    waiver.what,
                    change.unwrap_or_default()
                );
                hanging(out, "", 2, &line);
            }
            out.push('\n');
        }
    }
}

fn heading(out: &mut String, title: &str, count: usize) {
    let title = format!("{title} ({count})");
    let _ = writeln!(out, "{title}\n{}", "─".repeat(width(&title)));
}

fn one(out: &mut String, change: &Change, language: Language) {
    let new = words("(新しい)", "(new)");
    let gone = words("(削除)", "(removed)");
    let label = format!("  {}  ", change.path);
    let values = match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (None, Some(value)) => format!("{} {value}", new.of(language)),
        (Some(value), None) => format!("{} {value}", gone.of(language)),
        (None, None) => String::new(),
    };
    if width(&label) <= 32 {
        hanging(out, &label, width(&label), &values);
    } else {
        let _ = writeln!(out, "{}", padded(label.trim_end(), 0));
        hanging(out, "", 6, &values);
    }
    if !change.also.is_empty() {
        let label = words("同じ値を使うもの", "the same value");
        let list = change.also.join(", ");
        hanging(out, "", 6, &format!("{}: {list}", label.of(language)));
    }
    if let Some(said) = verified(change, language) {
        hanging(out, "", 6, &said);
    }
    if matches!(change.subject, Subject::Contact | Subject::Fact) {
        for places in by_file(&change.shown) {
            hanging(out, "", 6, &format!("→ {places}"));
        }
    }
}

/// What is said of the day on which the value was verified.
pub(super) fn verified(change: &Change, language: Language) -> Option<String> {
    let said = match change.verified {
        _ if change.new.is_none() || !change.is_fact => return None,
        (_, None) if change.subject == Subject::Contact => words("未確認", "unverified"),
        (_, None) => return None,
        (Some(old), Some(new)) if old == new && change.old.is_some() => words(
            format!("確認日は {new} のまま"),
            format!("still verified on {new}"),
        ),
        (_, Some(new)) => words(format!("確認日 {new}"), format!("verified {new}")),
    };
    Some(said.of(language).to_owned())
}
