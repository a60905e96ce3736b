//! `madoguchi facts --changed REV`: which facts two states of a site differ in, and where that shows.
//!
//! Values are compared as they were meant, not as they were laid out, so moving a line is no change.
//! Contacts come first: a number, address or account is what a fraudster would change.

mod human;
mod json;
mod markdown;
mod meaning;
mod state;
mod waivers;

use std::collections::{BTreeMap, BTreeSet};

use self::state::{Entry, State};
use self::waivers::Waiver;
use super::list::{Format, tag_of};
use super::place::{Spot, Spots};
use crate::civil::Date;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::site::{Showing, Site};
use crate::text::{Source, SourcePath, Span};
use crate::wording::{Language, Wording, words};

/// One state of a site, with the texts that places point into.
#[derive(Clone, Copy)]
pub struct Side<'s> {
    /// The site.
    pub site: &'s Site,
    /// Its texts.
    pub texts: &'s BTreeMap<SourcePath, Source>,
}

/// What differs between two states.
#[derive(Clone, Debug)]
pub struct Changes {
    /// The older state, as it was asked for, and its commit.
    pub since: (String, String),
    /// What changed, contacts first.
    pub changes: Vec<Change>,
    /// Who vouches for what, where only that changed.
    vouching: Vec<Vouching>,
    /// What was silenced.
    waivers: Vec<Waiver>,
    /// Pages on which something alters: file and places.
    pages: BTreeMap<String, Vec<Spot>>,
    /// Values that are younger than the date beside them.
    pub findings: Vec<Diagnostic>,
}

/// What a change is about, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A number, address, account or link by which people reach somebody.
    Contact,
    /// A channel, part or row that came or went.
    Owner,
    /// Any other fact.
    Fact,
    /// What is known to change on a day.
    Dated,
    /// A notice.
    Notice,
    /// The days of a calendar.
    Calendar,
    /// What holds for the whole dataset.
    Setting,
}

/// Something that differs.
#[derive(Clone, Debug)]
pub struct Change {
    /// What it is about.
    pub subject: Subject,
    /// `phone.general.number`
    pub path: String,
    /// Parts and channels that inherit the very same value.
    pub also: Vec<String>,
    /// What it was; absent: it is new.
    pub old: Option<String>,
    /// What it is; absent: it is gone.
    pub new: Option<String>,
    /// When it was verified: before, and now.
    pub verified: (Option<Date>, Option<Date>),
    /// Whether somebody could vouch for it: it is a fact, or a dated change of one.
    pub is_fact: bool,
    /// Where it is written now, or was.
    pub written: Spot,
    /// Where it is shown.
    pub shown: Vec<Spot>,
}

/// Values of one owner for which other words vouch than before, though they did not change.
#[derive(Clone, Debug)]
struct Vouching {
    /// The facts, or the owner and how many.
    what: Vec<String>,
    old: String,
    new: String,
}

impl Changes {
    /// Compares two states.
    pub fn between(
        old: Side<'_>,
        new: Side<'_>,
        since: (String, String),
        language: Language,
    ) -> Self {
        let tags = (tag_of(old.site, language), tag_of(new.site, language));
        let before = State::of(old.site, &tags.0);
        let after = State::of(new.site, &tags.1);
        let mut comparison = Comparison {
            shown: (old.site.shown_at(), new.site.shown_at()),
            spots: (Spots::new(old.texts), Spots::new(new.texts)),
            before: &before,
            after: &after,
        };
        let changes = comparison.changes();
        let mut pages: BTreeMap<String, Vec<Spot>> = BTreeMap::new();
        for spot in changes.iter().flat_map(|change| &change.shown) {
            pages
                .entry(spot.file.clone())
                .or_default()
                .push(spot.clone());
        }
        for spots in pages.values_mut() {
            spots.sort();
            spots.dedup();
        }
        Self {
            findings: too_old(&before, &after),
            vouching: vouching(&before, &after),
            waivers: waivers::between(old.site, new.site),
            since,
            changes,
            pages,
        }
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.vouching.is_empty() && self.waivers.is_empty()
    }

    /// How much differs.
    pub fn summary(&self) -> Wording {
        let (all, contacts) = (self.changes.len(), self.of(Subject::Contact).count());
        if self.is_empty() {
            return words("事実は変わっていません", "no fact has changed");
        }
        words(
            format!("変更{all}件、うち連絡先{contacts}件"),
            format!("{all} changes, {contacts} of them contacts"),
        )
    }

    /// What differs, in a format.
    pub fn render(&self, format: Format, language: Language) -> String {
        match format {
            Format::Human => self.human(language),
            Format::Json => self.json(),
            Format::Markdown => self.markdown(language),
        }
    }

    fn of(&self, subject: Subject) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(move |change| change.subject == subject)
    }
}

/// The title under which changes of a subject are told.
fn title(subject: Subject) -> Wording {
    match subject {
        Subject::Contact => words("連絡先", "Contacts"),
        Subject::Owner => words("窓口・部分・行の増減", "Channels, parts and rows"),
        Subject::Fact => words("事実", "Facts"),
        Subject::Dated => words("日付の決まった変更", "Dated changes"),
        Subject::Notice => words("お知らせ", "Notices"),
        Subject::Calendar => words("暦", "Calendars"),
        Subject::Setting => words("データ全体の設定", "The dataset as a whole"),
    }
}

const SUBJECTS: [Subject; 7] = [
    Subject::Contact,
    Subject::Owner,
    Subject::Fact,
    Subject::Dated,
    Subject::Notice,
    Subject::Calendar,
    Subject::Setting,
];

type ShownAt = BTreeMap<String, Vec<Showing>>;

struct Comparison<'c, 't> {
    shown: (ShownAt, ShownAt),
    spots: (Spots<'t>, Spots<'t>),
    before: &'c State,
    after: &'c State,
}

impl Comparison<'_, '_> {
    /// In the order of subjects, then of the present data, then of what is gone.
    fn changes(&mut self) -> Vec<Change> {
        let mut changes = Vec::new();
        for entry in &self.after.entries {
            let then = self.before.entry(&entry.path);
            if then.is_none_or(|then| then.meaning != entry.meaning) {
                changes.push(self.change(then, Some(entry)));
            }
        }
        for entry in &self.before.entries {
            if self.after.entry(&entry.path).is_none() {
                changes.push(self.change(Some(entry), None));
            }
        }
        let (before, after) = (&self.before.owners, &self.after.owners);
        changes.retain(|change| {
            // What came or went whole is told once; but every contact of it by itself.
            let whole = |owners: &BTreeSet<String>, others: &BTreeSet<String>| {
                let owner = owners.iter().any(|owner| {
                    !others.contains(owner) && change.path.starts_with(&format!("{owner}."))
                });
                owner && change.subject == Subject::Fact
            };
            !whole(after, before) && !whole(before, after)
        });
        changes.sort_by_key(|change| change.subject);
        folded(changes)
    }

    fn change(&mut self, old: Option<&Entry>, new: Option<&Entry>) -> Change {
        let present = new.or(old);
        let subjects = [old, new].into_iter().flatten().map(|entry| entry.subject);
        let (shown, spots) = match new {
            Some(_) => (&self.shown.1, &mut self.spots.1),
            None => (&self.shown.0, &mut self.spots.0),
        };
        let facts = present.map_or(&[][..], |entry| entry.facts.as_slice());
        let places = facts.iter().filter_map(|fact| shown.get(fact)).flatten();
        let mut shown: Vec<Spot> = places.map(|showing| spots.of(showing)).collect();
        shown.sort();
        shown.dedup();
        let verified = |entry: Option<&Entry>| entry?.vouched.as_ref()?.day;
        let place = present.and_then(|entry| entry.place.as_ref());
        Change {
            subject: subjects.min().unwrap_or(Subject::Fact),
            path: present.map(|entry| entry.path.clone()).unwrap_or_default(),
            also: Vec::new(),
            old: old.map(|entry| entry.printed.clone()),
            new: new.map(|entry| entry.printed.clone()),
            verified: (verified(old), verified(new)),
            is_fact: present.is_some_and(|entry| entry.vouched.is_some()),
            written: match place {
                Some(place) => spots.at(&place.path, place.span),
                // A setting that is gone from a file that is gone.
                None => spots.at(
                    &SourcePath::new("content/data/channels.toml"),
                    Span::default(),
                ),
            },
            shown,
        }
    }
}

/// A value that others inherit is written once, so it is told once.
fn folded(changes: Vec<Change>) -> Vec<Change> {
    let mut folded: Vec<Change> = Vec::new();
    for change in changes {
        let is_same = |other: &&mut Change| {
            let field = |path: &str| path.rsplit('.').next().map(str::to_owned);
            (&other.old, &other.new, &other.written, other.verified)
                == (&change.old, &change.new, &change.written, change.verified)
                && field(&other.path) == field(&change.path)
        };
        match folded.iter_mut().find(is_same) {
            Some(first) => {
                first.also.push(change.path);
                first.shown.extend(change.shown);
                first.shown.sort();
                first.shown.dedup();
            }
            None => folded.push(change),
        }
    }
    folded
}

/// Facts that did not change but for which other words vouch; values that are inherited are named once.
fn vouching(before: &State, after: &State) -> Vec<Vouching> {
    let mut groups: BTreeMap<(String, String, String), Vec<String>> = BTreeMap::new();
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut told: BTreeSet<(&Place, String, String)> = BTreeSet::new();
    for entry in &after.entries {
        *sizes.entry(&entry.owner).or_default() += 1;
        let then = before.entry(&entry.path);
        let then = then.filter(|then| then.meaning == entry.meaning);
        let (Some(now), Some(then)) = (&entry.vouched, then.and_then(|then| then.vouched.as_ref()))
        else {
            continue;
        };
        let (old, new) = then.difference(now);
        let place = entry.place.as_ref();
        if now != then && place.is_none_or(|at| told.insert((at, old.clone(), new.clone()))) {
            let key = (entry.owner.clone(), old, new);
            groups.entry(key).or_default().push(entry.path.clone());
        }
    }
    let group = |((owner, old, new), what): ((String, String, String), Vec<String>)| {
        let is_whole = sizes.get(owner.as_str()) == Some(&what.len()) && what.len() > 1;
        Vouching {
            what: if is_whole { vec![owner] } else { what },
            old,
            new,
        }
    };
    groups.into_iter().map(group).collect()
}

/// Values that changed while the date on which somebody verified them did not: what was verified
/// then was another value.
fn too_old(before: &State, after: &State) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut told: BTreeSet<&Place> = BTreeSet::new();
    for entry in &after.entries {
        let (Some(vouched), Some(place)) = (&entry.vouched, &entry.place) else {
            continue;
        };
        let (Some(day), Some(verified)) = (vouched.day, &vouched.place) else {
            continue;
        };
        let was_verified = match before.entry(&entry.path) {
            Some(then) if then.meaning == entry.meaning => continue,
            Some(then) => then.vouched.as_ref().and_then(|then| then.day),
            // A value that was added later than the date of its channel.
            None => before.newest_day_of(&entry.owner),
        };
        let is_too_old = was_verified.is_some_and(|then| day <= then);
        if entry.is_of_the_world && is_too_old && told.insert(place) {
            findings.push(verified_too_old(
                entry,
                place.clone(),
                verified.clone(),
                day,
            ));
        }
    }
    findings
}

fn verified_too_old(entry: &Entry, place: Place, verified: Place, day: Date) -> Diagnostic {
    let path = &entry.path;
    Diagnostic::new(
        codes::VERIFIED_TOO_OLD,
        place,
        words(
            format!("`{path}` の値は変わりましたが、確認日は{day}のままです"),
            format!(
                "the value of `{path}` has changed, but it is still said to be verified on {day}"
            ),
        ),
    )
    .label(
        verified,
        words(
            "このとき確認したのは以前の値です",
            "what was verified then was another value",
        ),
    )
    .help(words(
        format!(
            "公式の案内と見比べ、`madoguchi verify {path} --by 名前` で日付を新しくしてください"
        ),
        format!("compare it with its source, then run `madoguchi verify {path} --by NAME`"),
    ))
}
