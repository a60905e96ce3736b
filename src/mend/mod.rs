//! What the fixes of findings make of a site's texts: the whole of `check --fix` but its writing.
//!
//! Pure: a snapshot in, texts out. Fixes are applied in rounds, since mending one mistake may show
//! another, until nothing more can be mended. A fix that would bring an error is not applied, however
//! sure it looked. What the settings do not report is not mended either.

mod apply;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::apply::{Texts, apply, fits, side_by_side};
use crate::compile::{self, Options};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity, codes};
use crate::text::{Snapshot, Source, SourcePath};

/// So many rounds at most: each mends all that can be mended side by side, so a few are enough unless
/// two fixes undo one another.
const ROUNDS: usize = 12;

/// So many readings of the site at most in one round, should many fixes turn out to be bad.
const READINGS: usize = 64;

/// By so many bytes around it a finding is known again.
const AROUND: usize = 100;

/// Mistakes behind which a text is not read, or not as what it is. What is told of it once it can be
/// read was always there, and is no mistake of the fix.
const HIDING: [Code; 4] = [
    codes::TOML_SYNTAX,
    codes::YAML_SYNTAX,
    codes::UNKNOWN_BLOCK,
    codes::LEDGER_VERSION,
];

/// What came of mending.
#[derive(Debug, Default)]
pub struct Mended {
    /// The files that are other than before.
    pub files: BTreeMap<SourcePath, MendedFile>,
    /// The fixes that were left out.
    pub left_out: Vec<LeftOut>,
}

/// A file that is other than before.
#[derive(Debug)]
pub struct MendedFile {
    /// Its text as it was read.
    pub before: Arc<str>,
    /// Its text now.
    pub after: Arc<str>,
    /// How many findings were mended in it.
    pub fixes: usize,
}

/// A fix that would bring an error.
#[derive(Debug)]
pub struct LeftOut {
    /// What it was to mend.
    pub finding: Diagnostic,
    /// What would be wrong then.
    pub error: Diagnostic,
}

/// Mends all that can be mended in the texts of a site.
pub fn mend(snapshot: &Arc<Snapshot>, config: &SourcePath, options: &Options) -> Mended {
    let site = Site { config, options };
    let mut state = site.read(snapshot.clone());
    let mut mended = Mended::default();
    let mut refused = BTreeSet::new();
    let mut fixes: BTreeMap<SourcePath, usize> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let fixable = state.fixable(&refused);
        if fixable.is_empty() {
            break;
        }
        let round = site.round(&state, fixable);
        for finding in &round.applied {
            let path = finding.place.as_ref().map(|place| place.path.clone());
            *fixes
                .entry(path.unwrap_or_else(|| site.config.clone()))
                .or_default() += 1;
        }
        for left_out in round.left_out {
            refused.insert(state.identity(&left_out.finding));
            mended.left_out.push(left_out);
        }
        if let Some(after) = round.after {
            state = after;
        }
    }
    for (path, before) in &snapshot.texts {
        let after = &state.snapshot.texts[path];
        if after.text != before.text {
            let file = MendedFile {
                before: before.text.clone(),
                after: after.text.clone(),
                fixes: fixes.get(path).copied().unwrap_or(1),
            };
            mended.files.insert(path.clone(), file);
        }
    }
    mended
}

/// What one reading found.
struct State {
    snapshot: Arc<Snapshot>,
    findings: Vec<Diagnostic>,
}

/// What one finding is, wherever in its file it has moved.
type Identity = (Option<SourcePath>, Code, String, String);

impl State {
    /// The findings with a fix, those that hide others alone as long as there are some; and of these
    /// the ones that do not overlap an earlier one.
    fn fixable(&self, refused: &BTreeSet<Identity>) -> Vec<&Diagnostic> {
        let fixable = |finding: &&Diagnostic| {
            let fix = finding.fix.as_ref();
            fix.is_some_and(|fix| {
                fits(fix, &self.snapshot.texts) && changes(fix, &self.snapshot.texts)
            }) && !refused.contains(&self.identity(finding))
        };
        let all: Vec<&Diagnostic> = self.findings.iter().filter(fixable).collect();
        let hiding = |finding: &&Diagnostic| HIDING.contains(&finding.code);
        let chosen = if all.iter().any(hiding) {
            all.into_iter().filter(hiding).collect()
        } else {
            all
        };
        let free = side_by_side(chosen.iter().filter_map(|finding| finding.fix.as_ref()));
        let chosen = chosen.into_iter().zip(free);
        chosen
            .filter_map(|(finding, free)| free.then_some(finding))
            .collect()
    }

    /// The finding and the line it stands in.
    fn identity(&self, finding: &Diagnostic) -> Identity {
        let place = finding.place.as_ref();
        let line = place.and_then(|place| {
            let text = &self.snapshot.texts.get(&place.path)?.text;
            // Of a very long line the neighbourhood is enough.
            let at = place.span.range().start;
            let before = &text[text.floor_char_boundary(at.saturating_sub(AROUND))..at];
            let behind = &text[at..text.floor_char_boundary(at + AROUND)];
            let before = before.rsplit(['\n', '\r']).next()?;
            Some(format!(
                "{before}{}",
                behind.lines().next().unwrap_or_default()
            ))
        });
        (
            place.map(|place| place.path.clone()),
            finding.code,
            finding.message.en.to_string(),
            line.unwrap_or_default(),
        )
    }

    fn told_errors(&self) -> impl Iterator<Item = &Diagnostic> {
        let findings = self.findings.iter();
        findings.filter(|finding| finding.severity == Severity::Error)
    }

    /// How often each error is told.
    fn errors(&self) -> BTreeMap<(Option<&SourcePath>, Code, &str), usize> {
        let mut counts = BTreeMap::new();
        for finding in self.told_errors() {
            *counts.entry(kind(finding)).or_default() += 1;
        }
        counts
    }

    /// The errors that were not there before.
    fn new_errors(&self, before: &Self) -> Vec<&Diagnostic> {
        let mut known = before.errors();
        let mut new = Vec::new();
        for finding in self.told_errors() {
            match known.get_mut(&kind(finding)) {
                Some(left) if *left > 0 => *left -= 1,
                _ => new.push(finding),
            }
        }
        new
    }
}

/// An error wherever in its file it stands.
fn kind(finding: &Diagnostic) -> (Option<&SourcePath>, Code, &str) {
    let path = finding.place.as_ref().map(|place| &place.path);
    (path, finding.code, &finding.message.en)
}

/// Whether a fix changes anything.
fn changes(fix: &Fix, texts: &Texts) -> bool {
    fix.edits.iter().any(|edit| {
        let present = texts
            .get(&edit.path)
            .and_then(|source| source.text.get(edit.span.range()));
        present != Some(edit.text.as_str())
    })
}

/// What a site is read with.
struct Site<'s> {
    config: &'s SourcePath,
    options: &'s Options,
}

/// What came of one round.
struct Round<'f> {
    /// The site with what was applied; nothing if nothing was.
    after: Option<State>,
    applied: Vec<&'f Diagnostic>,
    left_out: Vec<LeftOut>,
}

impl Site<'_> {
    fn read(&self, snapshot: Arc<Snapshot>) -> State {
        let parsed = compile::parse(&snapshot, self.config, self.options);
        State {
            findings: parsed.findings(&snapshot, self.options),
            snapshot,
        }
    }

    /// The site with some fixes.
    fn with(&self, before: &State, fixes: &[&Diagnostic]) -> State {
        let fixes = fixes.iter().filter_map(|finding| finding.fix.as_ref());
        let texts: BTreeMap<SourcePath, Source> = apply(&before.snapshot.texts, fixes);
        self.read(Arc::new(Snapshot {
            texts,
            ..(*before.snapshot).clone()
        }))
    }

    /// Applies all that bring no error. If some do, the halves are tried, and their halves, so that
    /// one bad fix among a thousand costs ten more readings.
    fn round<'f>(&self, before: &State, fixes: Vec<&'f Diagnostic>) -> Round<'f> {
        let mut round = Round {
            after: None,
            applied: Vec::new(),
            left_out: Vec::new(),
        };
        let mut waiting = vec![fixes];
        for _ in 0..READINGS {
            let Some(group) = waiting.pop() else { break };
            let tried: Vec<&Diagnostic> = round.applied.iter().chain(&group).copied().collect();
            let after = self.with(before, &tried);
            match (self.brings(before, &after, &group), group.as_slice()) {
                (None, _) => {
                    round.applied.extend(group);
                    round.after = Some(after);
                }
                (Some(error), [finding]) => round.left_out.push(LeftOut {
                    finding: (*finding).clone(),
                    error,
                }),
                (Some(_), _) => {
                    let (first, second) = group.split_at(group.len() / 2);
                    waiting.push(second.to_vec());
                    waiting.push(first.to_vec());
                }
            }
        }
        round
    }

    /// An error that some fixes bring and that the next round will not mend: a question whose heading
    /// has become one gets its id then.
    fn brings(&self, before: &State, after: &State, fixes: &[&Diagnostic]) -> Option<Diagnostic> {
        if fixes.iter().all(|finding| HIDING.contains(&finding.code)) {
            return None;
        }
        let errors = after.new_errors(before);
        let first = (*errors.first()?).clone();
        if errors.iter().any(|error| error.fix.is_none()) {
            return Some(first);
        }
        let next = self.with(after, &errors);
        let left = next.new_errors(before);
        left.first().map(|error| (*error).clone())
    }
}

#[cfg(test)]
mod tests;
