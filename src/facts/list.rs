//! `madoguchi facts`: every fact, who vouches for it, and where it is shown.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::place::{Spot, Spots};
use crate::civil::Date;
use crate::diagnostic::nearest;
use crate::site::{ListedFact, Site, Trust};
use crate::text::{Source, SourcePath};
use crate::wording::{Language, Wording, words};

/// How data is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    #[default]
    Human,
    /// One object a line.
    Json,
    /// For a pull request.
    Markdown,
}

/// All facts of a site on a day, or some of them.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The day.
    pub today: Date,
    /// The facts, in the order of the data.
    pub facts: Vec<Fact>,
    /// The language of values where only one is printed.
    tag: String,
}

/// A fact.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Between braces: `phone.general.number`.
    pub path: String,
    /// `phone.general`
    pub owner: String,
    /// `number`
    pub field: String,
    /// The name of whose fact it is.
    pub name: String,
    /// What is printed, by language.
    pub printed: BTreeMap<String, String>,
    /// Where it was read.
    pub source: Option<String>,
    /// When somebody verified it.
    pub verified: Option<Date>,
    /// Who did.
    pub verified_by: Option<String>,
    /// Days since then.
    pub age: Option<i64>,
    /// How far it may be trusted.
    pub trust: Trust,
    /// Where it is written.
    pub written: Spot,
    /// Where it is shown.
    pub shown: Vec<Spot>,
    /// Other forms in which it can be asked for, with what they print.
    pub forms: Vec<(String, String)>,
}

/// Which facts are wanted: all, or those below some paths.
#[derive(Clone, Copy, Debug)]
pub struct Narrowed<'p> {
    /// `phone`, `phone.general`, `phone.hours`, `routes`; none: all.
    pub paths: &'p [String],
}

impl Narrowed<'_> {
    fn wants(self, fact: &str) -> bool {
        let below = |path: &String| {
            let rest = fact.strip_prefix(path.trim());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.paths.is_empty() || self.paths.iter().any(below)
    }
}

impl Sheet {
    /// The facts of a site; what is wrong with a path that names none of them.
    pub fn of(
        site: &Site,
        texts: &BTreeMap<SourcePath, Source>,
        narrowed: Narrowed<'_>,
        language: Language,
    ) -> Result<Self, Wording> {
        let listed = site.facts();
        for path in narrowed.paths {
            let only = Narrowed {
                paths: std::slice::from_ref(path),
            };
            if !listed.iter().any(|fact| only.wants(&fact.path)) {
                return Err(unknown(path, &listed));
            }
        }
        let tag = tag_of(site, language);
        let mut spots = Spots::new(texts);
        let shown = site.shown_at();
        let wanted = listed.iter().filter(|fact| narrowed.wants(&fact.path));
        let facts = wanted
            .map(|listed| {
                let places = shown.get(&listed.path).into_iter().flatten();
                let shown = places.map(|showing| spots.of(showing)).collect();
                // Who asks for one fact wants to know in which forms it can be had.
                let forms = if narrowed.paths.contains(&listed.path) {
                    site.forms(listed, &tag)
                } else {
                    Vec::new()
                };
                fact(site, listed, (&mut spots, &tag), shown, forms)
            })
            .collect();
        Ok(Self {
            today: site.today,
            facts,
            tag,
        })
    }

    /// The list in a format.
    pub fn render(&self, format: Format, language: Language) -> String {
        match format {
            Format::Human => self.human(language),
            Format::Json => self.json(),
            Format::Markdown => self.markdown(language),
        }
    }

    /// How many there are, and how many of them nobody vouches for.
    pub fn summary(&self) -> Wording {
        let count = |trusts: &[Trust]| {
            let of = |fact: &&Fact| trusts.contains(&fact.trust);
            self.facts.iter().filter(of).count()
        };
        let all = self.facts.len();
        let plural = if all == 1 { "" } else { "s" };
        let (unverified, stale) = (
            count(&[Trust::Unverified]),
            count(&[Trust::Stale, Trust::Expired]),
        );
        words(
            format!("事実{all}件、うち未確認{unverified}件、確認が古いもの{stale}件"),
            format!("{all} fact{plural}: {unverified} unverified, {stale} stale"),
        )
    }

    /// The command that is most likely wanted next.
    pub fn what_next(&self) -> Wording {
        let is_doubtful = |fact: &&Fact| !matches!(fact.trust, Trust::Own | Trust::Verified);
        match self.facts.iter().find(is_doubtful) {
            Some(Fact { owner, .. }) => words(
                format!("  確かめる: 出典と見比べてから `madoguchi verify {owner} --by 名前`"),
                format!(
                    "  verify: compare with the source, then `madoguchi verify {owner} --by NAME`"
                ),
            ),
            None => words(
                "  データを直したら: `madoguchi facts --changed HEAD` が、変わった事実と、それを示すページを一覧にします",
                "  after a change of the data: `madoguchi facts --changed HEAD` lists what differs and where it is shown",
            ),
        }
    }

    /// What is printed of a fact in the language of the list.
    pub fn value<'f>(&self, fact: &'f Fact) -> &'f str {
        let found = fact.printed.get(&self.tag);
        found
            .or_else(|| fact.printed.values().next())
            .map_or("", String::as_str)
    }

    fn json(&self) -> String {
        let lines = self.facts.iter().map(|fact| format!("{}\n", fact.json()));
        lines.collect()
    }
}

fn fact(
    site: &Site,
    listed: &ListedFact<'_>,
    (spots, tag): (&mut Spots<'_>, &str),
    shown: Vec<Spot>,
    forms: Vec<(String, String)>,
) -> Fact {
    let provenance = &listed.cell.provenance;
    let verified = provenance.verified.as_ref().map(|verified| verified.value);
    Fact {
        path: listed.path.clone(),
        owner: listed.owner.clone(),
        field: listed.field.clone(),
        name: site.printed(&listed.owner, tag).unwrap_or_default(),
        printed: listed.printed.clone(),
        source: provenance.source.clone(),
        verified_by: provenance.verified_by.clone(),
        age: verified.map(|day| i64::from((site.today - day).get_days())),
        verified,
        trust: listed.trust,
        written: spots.at(&listed.cell.place.path, listed.cell.place.span),
        shown,
        forms,
    }
}

impl Fact {
    fn json(&self) -> Json {
        let mut object = json!({ "path": self.path, "value": self.printed });
        put(&mut object, "source", self.source.as_deref());
        put(
            &mut object,
            "verified",
            self.verified.map(|day| day.to_string()),
        );
        put(&mut object, "verified_by", self.verified_by.as_deref());
        put(&mut object, "age_days", self.age);
        put(&mut object, "trust", Some(trust_name(self.trust)));
        put(&mut object, "written", Some(spot_json(&self.written)));
        let shown: Vec<Json> = self.shown.iter().map(spot_json).collect();
        put(&mut object, "shown", Some(shown));
        object
    }
}

/// A key of an object, left out where there is nothing.
pub(super) fn put(object: &mut Json, key: &str, value: Option<impl Into<Json>>) {
    if let (Some(object), Some(value)) = (object.as_object_mut(), value) {
        object.insert(key.to_owned(), value.into());
    }
}

/// A place as programs read it.
pub(super) fn spot_json(spot: &Spot) -> Json {
    let mut object = json!({ "file": spot.file, "line": spot.line, "column": spot.column });
    put(&mut object, "block", spot.block.as_deref());
    put(&mut object, "question", spot.question.as_deref());
    object
}

/// Which of the two languages of messages stands in for one of the site.
pub(super) fn language_of(tag: &str) -> Language {
    Language::of_tag(tag).unwrap_or(Language::English)
}

/// How far a fact may be trusted, as programs read it.
pub(super) fn trust_name(trust: Trust) -> &'static str {
    match trust {
        Trust::Own => "own",
        Trust::Verified => "verified",
        Trust::Stale => "stale",
        Trust::Expired => "expired",
        Trust::Unverified => "unverified",
    }
}

/// How far a fact may be trusted, as people read it.
pub(super) fn trust_words(trust: Trust) -> Wording {
    match trust {
        Trust::Own => words("自分たちの窓口", "our own"),
        Trust::Verified => words("確認済み", "verified"),
        Trust::Stale => words("確認が古い", "stale"),
        Trust::Expired => words("確認が古すぎる(リンクにしない)", "too old to be linked"),
        Trust::Unverified => words("未確認", "unverified"),
    }
}

/// The language of the site in which values are printed.
pub(super) fn tag_of(site: &Site, language: Language) -> String {
    let languages = &mut site.config.languages.iter();
    let spoken = languages.find(|tag| Language::of_tag(tag) == Some(language));
    spoken.unwrap_or(&site.config.default_language).clone()
}

fn unknown(path: &str, listed: &[ListedFact<'_>]) -> Wording {
    let paths = listed.iter().map(|fact| fact.path.as_str());
    let owners = listed.iter().map(|fact| fact.owner.as_str());
    let tops = listed
        .iter()
        .filter_map(|fact| fact.owner.split('.').next());
    let near = nearest(path, paths.chain(owners).chain(tops));
    match near {
        Some(near) => words(
            format!("`{path}` という事実はデータにありません。`{near}` ではありませんか"),
            format!("the data has no fact `{path}`; did you mean `{near}`?"),
        ),
        None => words(
            format!(
                "`{path}` という事実はデータにありません。`madoguchi facts` がすべてを一覧にします"
            ),
            format!("the data has no fact `{path}`; `madoguchi facts` lists all there are"),
        ),
    }
}
