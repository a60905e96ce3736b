//! The list of facts for a terminal: eighty cells wide, wide letters in their columns.

use std::fmt::Write as _;

use super::list::{Fact, Sheet, trust_words};
use super::place::Spot;
use super::width::{PAGE, padded, width, wrapped};
use crate::civil::Date;
use crate::site::Trust;
use crate::wording::{Language, words};

impl Sheet {
    /// The list for a terminal.
    pub(super) fn human(&self, language: Language) -> String {
        let mut out = String::new();
        let mut groups: Vec<&[Fact]> = Vec::new();
        let mut start = 0;
        for at in 1..=self.facts.len() {
            if at == self.facts.len() || self.facts[at].owner != self.facts[start].owner {
                groups.push(&self.facts[start..at]);
                start = at;
            }
        }
        for group in groups {
            self.group(&mut out, group, language);
        }
        if !self.facts.is_empty() {
            legend(&mut out, language);
        }
        out
    }

    /// The facts of one channel, part or row. What all of them share is said once.
    fn group(&self, out: &mut String, facts: &[Fact], language: Language) {
        let first = &facts[0];
        let title = if first.name.is_empty() {
            first.owner.clone()
        } else {
            format!("{}  {}", first.owner, first.name)
        };
        let _ = writeln!(out, "{title}\n{}", "─".repeat(width(&title).min(PAGE)));
        let common = commonest(facts);
        hanging(out, "", 2, &vouched(common, language));
        let fields = facts.iter().map(|fact| width(&fact.field));
        let column = fields.max().unwrap_or(0).min(20) + 4;
        for fact in facts {
            let label = padded(&format!("  {}", fact.field), column);
            hanging(out, &label, column, self.value(fact));
            if vouching(fact) != vouching(common) {
                hanging(out, "", column, &vouched(fact, language));
            }
            for places in by_file(&fact.shown) {
                hanging(out, "", column, &format!("→ {places}"));
            }
            let forms = fact.forms.iter();
            let widest = forms.clone().map(|(path, _)| width(path)).max();
            for (path, printed) in forms {
                let label = padded(path, widest.unwrap_or(0));
                let label = format!("{}{label}  ", " ".repeat(column));
                hanging(out, &label, width(&label), printed);
            }
        }
        out.push('\n');
    }
}

/// The fact of a group whose provenance most of it shares; of equals the first.
fn commonest(facts: &[Fact]) -> &Fact {
    let count = |fact: &Fact| {
        let same = facts
            .iter()
            .filter(|other| vouching(other) == vouching(fact));
        same.count()
    };
    let most = facts.iter().map(count).max().unwrap_or(0);
    let found = facts.iter().find(|fact| count(fact) == most);
    found.unwrap_or(&facts[0])
}

/// `content/phone.md:3, 8 {table}, 31`: one text a file.
pub(super) fn by_file(spots: &[Spot]) -> Vec<String> {
    let mut files: Vec<(&str, String)> = Vec::new();
    for spot in spots {
        let words = spot.words();
        match files.last_mut() {
            Some((file, line)) if *file == spot.file => {
                let place = words[spot.file.len() + 1..].to_owned();
                if !line.ends_with(&place) {
                    let _ = write!(line, ", {place}");
                }
            }
            _ => files.push((&spot.file, words)),
        }
    }
    files.into_iter().map(|(_, line)| line).collect()
}

/// All that is said of who vouches for a fact.
type Vouching<'f> = (Trust, Option<&'f str>, Option<Date>, Option<&'f str>);

fn vouching(fact: &Fact) -> Vouching<'_> {
    let (source, by) = (fact.source.as_deref(), fact.verified_by.as_deref());
    (fact.trust, source, fact.verified, by)
}

/// 確認済み 2026-11-01(山田、23日前) · 出典: …
fn vouched(fact: &Fact, language: Language) -> String {
    let mut said = trust_words(fact.trust).of(language).to_owned();
    if let (Some(day), Some(age)) = (fact.verified, fact.age) {
        let ago = match age {
            ..0 => words("まだ来ていない日", "a day to come"),
            0 => words("今日", "today"),
            1 => words("1日前", "1 day ago"),
            _ => words(format!("{age}日前"), format!("{age} days ago")),
        };
        let by = fact.verified_by.as_ref().map(|by| format!("{by}, "));
        let _ = write!(
            said,
            " {day} ({}{})",
            by.unwrap_or_default(),
            ago.of(language)
        );
    }
    if let Some(source) = &fact.source {
        let label = words("出典", "source");
        let _ = write!(said, " · {}: {source}", label.of(language));
    }
    said
}

/// A text behind a label, its further lines below its first.
pub(super) fn hanging(out: &mut String, label: &str, indent: usize, text: &str) {
    let text = text.replace('\n', " ");
    let lines = wrapped(&text, PAGE.saturating_sub(indent.max(width(label))));
    for (at, line) in lines.iter().enumerate() {
        let before = if at == 0 { label } else { "" };
        let _ = writeln!(out, "{}{line}", padded(before, indent));
    }
}

fn legend(out: &mut String, language: Language) {
    let said = words(
        "ページには {{ phone.hours }} のように書きます。{{ phone }} は窓口の名前です。時間の項目には .short .times .weekdays .mon … .sun と、その .opens .closes も、窓口には .next_closed .source .verified .verified_by もあります。`madoguchi facts phone.hours` はそのすべてを示します。",
        "Pages show them as {{ phone.hours }}; {{ phone }} is the name. Hours also have .short .times .weekdays .mon … .sun and of these .opens .closes; a channel has .next_closed .source .verified .verified_by. `madoguchi facts phone.hours` prints them all.",
    );
    hanging(out, "", 0, said.of(language));
}
