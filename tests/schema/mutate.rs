//! Every key of every file, misspelt, missing, and with values of every other type.

use std::collections::BTreeSet;

use rayon::prelude::*;
use toml::{Table, Value};

use crate::differences::{Case, reason};
use crate::judge::{CONFIG, Judge};

/// The sites whose files are spoilt.
const SITES: [&str; 3] = [
    "tests/sites/city-office",
    "tests/sites/electric-company",
    "tests/sites/university-helpdesk",
];

/// A page whose front matter has every key, as `decode` reads it.
const PAGE: &str = r#"title = "電話"
description = "電話のかけ方"
date = 2026-11-01
updated = 2026-11-02
weight = 3
sort = "date"
draft = false
slug = "call"
lang = "ja"
aliases = ["/old/page/"]
template = "page.html"
kind = "page"
toc = true
search = true
check = { literal = ["9:00"] }
braces = "facts"
extra = { anything = 1 }
"#;

#[test]
fn what_is_spoilt_is_refused_by_both_or_by_neither() {
    let mut failures = Vec::new();
    let (mut count, mut seen) = ([0; 3], BTreeSet::new());
    for site in SITES {
        let judge = Judge::of(site);
        let files = judge.texts.values().filter(|source| {
            let path = source.path.as_str();
            path == CONFIG || path.starts_with("content/data/")
        });
        for source in files {
            let whole: Table = source.text.parse().unwrap();
            let file = File {
                judge: &judge,
                site,
                path: source.path.as_str(),
                write: |table| table.to_string(),
            };
            file.spoil(&whole, (&mut count, &mut seen), &mut failures);
        }
    }
    let judge = Judge::of("tests/sites/city-office");
    let page = File {
        judge: &judge,
        site: "city-office",
        path: "content/phone.md",
        write: |table| format!("+++\n{table}+++\n# 電話\n"),
    };
    page.spoil(
        &PAGE.parse().unwrap(),
        (&mut count, &mut seen),
        &mut failures,
    );
    let [all, refused, differing] = count;
    assert!(
        failures.is_empty(),
        "{} of {all}:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(
        all > 4000 && refused > 3000,
        "{all} files, {refused} refused by both"
    );
    assert!(
        differing * 8 < all,
        "{differing} of {all} differ for a reason"
    );
}

/// How many there were, and which kinds of keys have been spoilt already.
type Tally<'t> = (&'t mut [usize; 3], &'t mut BTreeSet<String>);

/// A key's path without the names that the site gives: one channel is spoilt like another.
fn of_its_kind(keys: &[String]) -> String {
    let named = ["channel", "part", "row", "notice", "calendar", "columns"];
    let above = [""].into_iter().chain(keys.iter().map(String::as_str));
    let kinds = keys.iter().zip(above).map(|(key, above)| {
        if named.contains(&above) {
            "*"
        } else {
            key.as_str()
        }
    });
    kinds.collect::<Vec<_>>().join(".")
}

struct File<'a> {
    judge: &'a Judge,
    site: &'a str,
    path: &'a str,
    write: fn(&Table) -> String,
}

impl File<'_> {
    fn spoil(&self, whole: &Table, (count, seen): Tally<'_>, failures: &mut Vec<String>) {
        let mut is_new = |(keys, how, _): &(Vec<String>, String, Table)| {
            seen.insert(format!("{} {} {how}", self.path, of_its_kind(keys)))
        };
        let mut cases = spoilt(whole);
        cases.retain(|case| is_new(case));
        let judged = cases.into_par_iter().map(|(keys, how, table)| {
            let text = (self.write)(&table);
            let schema = self.judge.schema_says(self.path, &text);
            (keys, how, schema, self.judge.decoder_says(self.path, &text))
        });
        for (keys, how, schema, decoder) in judged.collect::<Vec<_>>() {
            count[0] += 1;
            count[1] += usize::from(schema.is_some() && !decoder.is_empty());
            if schema.is_some() != decoder.is_empty() {
                continue;
            }
            count[2] += 1;
            let case = Case {
                path: self.path,
                keys: &keys,
                how: &how,
                decoder: &decoder,
            };
            if reason(&case).is_none() {
                let told: Vec<&str> = decoder.iter().map(|told| &*told.message.en).collect();
                let (site, path, keys) = (self.site, self.path, keys.join("."));
                failures.push(format!(
                    "{site}/{path}: {keys} {how}: schema {schema:?}, decoder {told:?}"
                ));
            }
        }
    }
}

/// A table spoilt in every way: where, how, and what it then is.
fn spoilt(whole: &Table) -> Vec<(Vec<String>, String, Table)> {
    let mut found = Vec::new();
    for keys in paths(whole) {
        let (last, above) = keys.split_last().unwrap();
        let mut change = |how: &str, with: &dyn Fn(&mut Table)| {
            let mut table = whole.clone();
            let mut inside = &mut table;
            for key in above {
                inside = inside.get_mut(key).and_then(Value::as_table_mut).unwrap();
            }
            with(inside);
            found.push((keys.clone(), how.to_owned(), table));
        };
        change("missing", &|table| {
            table.remove(last);
        });
        change("misspelt", &|table| {
            let value = table.remove(last).unwrap();
            table.insert(format!("{last}x"), value);
        });
        for value in values() {
            change(&format!("= {value}"), &|table| {
                table.insert(last.clone(), value.clone());
            });
        }
    }
    found
}

/// All keys, with those above them; of a list, its own key.
fn paths(table: &Table) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (key, value) in table {
        found.push(vec![key.clone()]);
        if let Some(inside) = value.as_table() {
            let below = paths(inside).into_iter();
            found.extend(below.map(|path| [vec![key.clone()], path].concat()));
        }
    }
    found
}

/// Values of every type.
fn values() -> Vec<Value> {
    let table: Table = "[zz]\nyy = 1".parse().unwrap();
    let dates: Table = "date = 2026-11-01\ntime = 09:00:00\nmoment = 2026-11-01T09:00:00"
        .parse()
        .unwrap();
    let mut all = vec![
        Value::String("xyzzy".into()),
        Value::String(String::new()),
        Value::Integer(7),
        Value::Float(0.5),
        Value::Boolean(true),
        Value::Array(Vec::new()),
        Value::Array(vec![Value::String("xyzzy".into())]),
        Value::Array(vec![Value::Integer(7)]),
        Value::Array(vec![Value::Table(table.clone())]),
        Value::Table(table),
        Value::Table(Table::new()),
    ];
    all.extend(dates.into_iter().map(|(_, value)| value));
    all
}
