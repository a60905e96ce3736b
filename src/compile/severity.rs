//! What a finding counts for on this site: `[check]` first, then what is denied.

use std::collections::BTreeMap;

use super::Options;
use super::consequences::without_consequences;
use crate::config::{Config, Denied, Level};
use crate::diagnostic::{Bag, Diagnostic, Severity};
use crate::text::{Source, SourcePath};

/// The findings as the site wants them reported, sorted.
///
/// An error stays an error unless its code is one that the config names: what cannot be published
/// cannot be wished away, so only severities of findings that are about words may sink.
pub fn settle(
    bag: Bag,
    config: &Config,
    options: &Options,
    texts: &BTreeMap<SourcePath, Source>,
) -> Vec<Diagnostic> {
    without_consequences(bag.into_sorted(), texts)
        .into_iter()
        .filter_map(|finding| settled(finding, config, options))
        .collect()
}

fn settled(mut finding: Diagnostic, config: &Config, options: &Options) -> Option<Diagnostic> {
    let path = finding
        .place
        .as_ref()
        .map_or("", |place| place.path.as_str());
    if finding.severity != Severity::Error {
        match config.check.level(finding.code, path) {
            Some(Level::Off) => return None,
            Some(Level::Report(severity)) => finding.severity = severity,
            None => {}
        }
    }
    let denied = config
        .check
        .deny
        .iter()
        .chain(&options.deny)
        .any(|denied| match denied {
            Denied::Warnings => finding.severity == Severity::Warning,
            Denied::Code(code) => *code == finding.code,
        });
    if denied {
        finding.severity = Severity::Error;
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::diagnostic::{ALL_CODES, Code, Place, codes};
    use crate::text::{Source, SourcePath, Span};
    use crate::wording::words;

    /// What a finding of a code in a file counts for, with a `[check]` and with flags.
    fn settled(code: Code, file: &str, check: &str, deny: &[&str]) -> Option<Severity> {
        let text = format!("title = \"a\"\n{check}");
        let config = config::read(&Source::new("config.toml", text));
        assert!(config.findings.is_empty(), "{check}: {:?}", config.findings);
        let place = Place::new(&SourcePath::new(file), Span::at(0));
        let mut bag = Bag::new();
        bag.push(Diagnostic::new(code, place, words("", "")));
        let denied = |name: &&str| Denied::of_name(name);
        let options = Options {
            deny: deny.iter().filter_map(denied).collect(),
            ..Options::default()
        };
        assert_eq!(options.deny.len(), deny.len());
        let settled = settle(bag, &config.value, &options, &BTreeMap::new());
        settled.first().map(|finding| finding.severity)
    }

    #[test]
    fn every_code_obeys_the_config_and_the_flags() {
        const PAGE: &str = "content/manual/a.md";
        for code in ALL_CODES.iter().copied() {
            let name = code.name();
            let own = Some(code.severity());
            let is_error = own == Some(Severity::Error);
            let error = Some(Severity::Error);
            assert_eq!(settled(code, PAGE, "", &[]), own, "{name}");
            for (word, wanted) in [
                ("error", error),
                ("warning", Some(Severity::Warning)),
                ("hint", Some(Severity::Hint)),
                ("off", None),
            ] {
                // What cannot be published cannot be wished away.
                let wanted = if is_error { own } else { wanted };
                let everywhere = format!("[check.severity]\n{name} = \"{word}\"\n");
                assert_eq!(settled(code, PAGE, &everywhere, &[]), wanted, "{name}");
                let below = format!("[check.paths.\"manual/\"]\n{name} = \"{word}\"\n");
                assert_eq!(settled(code, PAGE, &below, &[]), wanted, "{name}");
                assert_eq!(settled(code, "content/b.md", &below, &[]), own, "{name}");
                let longer =
                    format!("{everywhere}{below}[check.paths.\"manual/a\"]\n{name} = \"hint\"\n");
                let hint = if is_error { own } else { Some(Severity::Hint) };
                assert_eq!(settled(code, PAGE, &longer, &[]), hint, "{name}");
                // Denied is what is told; what is off is not told.
                let denied = wanted.and(error);
                assert_eq!(settled(code, PAGE, &everywhere, &[name]), denied, "{name}");
            }
            assert_eq!(settled(code, PAGE, "", &[name]), error, "{name}");
            let in_config = format!("[check]\ndeny = [\"{name}\"]\n");
            assert_eq!(settled(code, PAGE, &in_config, &[]), error, "{name}");
            let warnings = if own == Some(Severity::Hint) {
                own
            } else {
                error
            };
            assert_eq!(settled(code, PAGE, "", &["warnings"]), warnings, "{name}");
            let of_others = if code == codes::STALE { error } else { own };
            assert_eq!(settled(code, PAGE, "", &["stale"]), of_others, "{name}");
        }
    }
}
