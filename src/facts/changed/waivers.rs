//! What was silenced: texts that may stand although they contradict the data, and findings that
//! count for less than before.

use std::collections::BTreeSet;

use crate::config::{Config, Denied, Level, RawHtmlPolicy};
use crate::diagnostic::{ALL_CODES, Code, Severity};
use crate::site::Site;
use crate::text::Spanned;
use crate::wording::{Wording, words};

/// Something that is no longer told, or counts for less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Waiver {
    /// Where.
    pub file: String,
    /// What: a text, a code, a setting.
    pub what: String,
    /// From what to what, for a setting.
    pub change: Option<(String, String)>,
}

impl Waiver {
    pub(super) fn words(&self) -> Wording {
        match &self.change {
            None => words("文字どおりに扱う文", "meant literally"),
            Some(_) => words("重さの引き下げ", "counts for less"),
        }
    }
}

/// What the newer state silences that the older did not.
pub(super) fn between(old: &Site, new: &Site) -> Vec<Waiver> {
    let known = literals(old);
    let fresh = literals(new)
        .into_iter()
        .filter(|waiver| !known.contains(waiver));
    let literal = fresh.map(|(file, what)| Waiver {
        file,
        what,
        change: None,
    });
    literal.chain(lowered(&old.config, &new.config)).collect()
}

fn literals(site: &Site) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    let mut add = |file: &str, texts: &[Spanned<String>]| {
        found.extend(
            texts
                .iter()
                .map(|text| (file.to_owned(), text.value.clone())),
        );
    };
    for page in site.pages.iter() {
        add(page.page.path.as_str(), &page.page.front.literal);
    }
    if let Some(place) = &site.dataset.place {
        add(place.path.as_str(), &site.dataset.literal);
    }
    for table in site.dataset.tables.values() {
        add(table.place.path.as_str(), &table.literal);
    }
    found
}

/// Findings that count for less, for the whole site or below a path.
fn lowered(old: &Config, new: &Config) -> Vec<Waiver> {
    let file = new.path.to_string();
    let mut found = Vec::new();
    let mut paths: Vec<&str> = vec![""];
    paths.extend(new.check.paths.iter().map(|(path, _)| path.value.as_str()));
    for path in paths {
        for code in ALL_CODES {
            let (before, after) = (level(old, *code, path), level(new, *code, path));
            let is_said_here = path.is_empty() || before != level(old, *code, "");
            let above = path.is_empty() || after != level(new, *code, "");
            if after < before && (is_said_here || above) {
                let below = if path.is_empty() {
                    String::new()
                } else {
                    format!(" ({path})")
                };
                found.push(Waiver {
                    file: file.clone(),
                    what: format!("{}{below}", code.name()),
                    change: Some((name(before).to_owned(), name(after).to_owned())),
                });
            }
        }
    }
    for denied in old
        .check
        .deny
        .iter()
        .filter(|denied| !new.check.deny.contains(denied))
    {
        let what = match denied {
            Denied::Warnings => "warnings",
            Denied::Code(code) => code.name(),
        };
        found.push(Waiver {
            file: file.clone(),
            what: format!("deny {what}"),
            change: Some(("deny".to_owned(), "–".to_owned())),
        });
    }
    if (old.markdown.raw_html, new.markdown.raw_html) == (RawHtmlPolicy::Safe, RawHtmlPolicy::Allow)
    {
        found.push(Waiver {
            file,
            what: "raw_html".to_owned(),
            change: Some(("safe".to_owned(), "allow".to_owned())),
        });
    }
    found
}

/// What a code counts for: 0 for nothing, 3 for an error.
fn level(config: &Config, code: Code, path: &str) -> u8 {
    let level = config.check.level(code, &format!("content/{path}"));
    let severity = match level {
        Some(Level::Off) => return 0,
        Some(Level::Report(severity)) => severity,
        None => code.severity(),
    };
    // An error of a site that cannot be published stays one, whatever the config says.
    let severity = if code.severity() == Severity::Error {
        Severity::Error
    } else {
        severity
    };
    match severity {
        Severity::Hint => 1,
        Severity::Warning => 2,
        Severity::Error => 3,
    }
}

fn name(level: u8) -> &'static str {
    match level {
        0 => "off",
        1 => "hint",
        2 => "warning",
        _ => "error",
    }
}
