//! What machines read of a site: its numbers are those of the dataset, and none that nobody has
//! verified may be dialled; its texts are those that readers see.

use std::collections::BTreeSet;

use madoguchi::dataset::{Cell, Dataset, Record, Value};
use serde_json::Value as Json;

use super::built::{Built, sites, today};
use super::html::{elements, letters};

/// All records of a dataset that may hold a number.
fn records(dataset: &Dataset) -> Vec<(&Record, bool)> {
    let mut records = Vec::new();
    for channel in &dataset.channels {
        let ended = channel.has_ended();
        let later = channel.later.iter().chain(channel.before.as_deref());
        let later = later.flat_map(|later| std::iter::once(&later.record).chain(&later.parts));
        records.push((&channel.record, ended));
        records.extend(channel.parts.iter().map(|part| (part, ended)));
        records.extend(later.map(|record| (record, true)));
        records.extend(channel.changes.iter().map(|change| (&change.record, true)));
    }
    let rows = dataset.tables.values().flat_map(|table| &table.rows);
    records.extend(rows.map(|row| (row, false)));
    records
}

/// The numbers of a dataset as they are written, and the digits of those that may be dialled.
fn numbers(dataset: &Dataset) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut all, mut dialled) = (BTreeSet::new(), BTreeSet::new());
    for (record, has_ended) in records(dataset) {
        for cell in record.cells.values() {
            if let Value::Phone(number) = &cell.value {
                all.insert(number.display.clone());
                if !has_ended && is_vouched_for(dataset, cell) {
                    dialled.insert(number.dial().to_owned());
                }
            }
        }
    }
    (all, dialled)
}

/// Whether a number is the organisation's own, or was verified at most twice `review_after` ago.
fn is_vouched_for(dataset: &Dataset, cell: &Cell) -> bool {
    let verified = cell.provenance.verified.as_ref();
    let is_fresh = verified.is_some_and(|verified| {
        let age = i64::from((today() - verified.value).get_days());
        age >= 0 && dataset.review_after.is_none_or(|after| age <= 2 * after)
    });
    dataset.ours || is_fresh
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// What looks like a Japanese number with its hyphens: `0120-000-000`.
fn numbers_in(text: &str) -> BTreeSet<String> {
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != '-');
    let looks = |part: &&str| {
        let hyphens = part.matches('-').count() == 2 && !part.contains("--");
        hyphens && part.starts_with('0') && (10..=11).contains(&digits(part).len())
    };
    parts
        .map(|part| part.trim_matches('-'))
        .filter(looks)
        .map(str::to_owned)
        .collect()
}

/// The JSON texts of a page's structured data.
fn structured(page: &str) -> Vec<Json> {
    elements(page)
        .iter()
        .filter(|element| element.get("type") == Some("application/ld+json"))
        .map(|element| serde_json::from_str(&element.text).unwrap())
        .collect()
}

/// Every text below a key, at any depth.
fn texts_of<'j>(json: &'j Json, keys: &[&str], found: &mut Vec<&'j str>) {
    match json {
        Json::Object(map) => {
            for (key, value) in map {
                if keys.contains(&key.as_str()) {
                    found.extend(value.as_str());
                }
                texts_of(value, keys, found);
            }
        }
        Json::Array(list) => list.iter().for_each(|one| texts_of(one, keys, found)),
        _ => {}
    }
}

fn channel_data(site: &Built) -> Json {
    serde_json::from_str(&site.texts["data/channels.json"]).unwrap()
}

/// P07: pages, structured data, feeds, search and the exported channels.
#[test]
fn p07_every_number_is_the_datasets_and_only_those_vouched_for_can_be_dialled() {
    let (mut seen, mut links, mut told) = (0, 0, 0);
    for site in sites() {
        let (all, dialled) = numbers(&site.parsed.dataset);
        let lines: BTreeSet<String> = all.iter().map(|number| digits(number)).collect();
        for (path, text) in &site.texts {
            let place = format!("{}: {path}", site.name);
            for number in numbers_in(text) {
                let digits = digits(&number);
                // A sample, as it is written where no number may be invented.
                let is_sample = digits.ends_with("000000");
                let is_meant = site.snapshot.texts.values().any(|source| {
                    source.text.contains(&number) && source.text.contains("literal = [")
                });
                assert!(
                    is_sample || is_meant || lines.contains(&digits),
                    "{place}: {number}"
                );
                seen += 1;
            }
        }
        for (path, text) in site.pages() {
            let place = format!("{}: {path}", site.name);
            for element in elements(text) {
                let href = element
                    .get("href")
                    .and_then(|href| href.strip_prefix("tel:"));
                if let Some(number) = href {
                    assert!(dialled.contains(number), "{place}: tel:{number}");
                    links += 1;
                }
            }
            for json in structured(text) {
                let mut numbers = Vec::new();
                texts_of(&json, &["telephone", "faxNumber"], &mut numbers);
                for number in numbers {
                    assert!(dialled.contains(&digits(number)), "{place}: {number}");
                    assert!(site.parsed.dataset.ours, "{place}: of somebody else's desk");
                    told += 1;
                }
            }
        }
        let json = channel_data(site);
        let mut exported = Vec::new();
        texts_of(&json, &["dial"], &mut exported);
        for number in exported {
            assert!(dialled.contains(number), "{}: {number}", site.name);
        }
    }
    assert!(seen > 50 && links > 10 && told > 2, "{seen} {links} {told}");
}

#[test]
fn structured_data_says_what_the_page_shows() {
    let keys = [
        "name",
        "headline",
        "contactType",
        "telephone",
        "email",
        "text",
    ];
    let mut seen = 0;
    for site in sites() {
        for (path, text) in site.pages() {
            let all = elements(text);
            let is_shown = |name: &str| !matches!(name, "script" | "style");
            let shown: String = all
                .iter()
                .filter(|element| element.name == "body")
                .map(|element| letters(&element.text))
                .collect();
            // Nothing of `script` elements is shown.
            assert!(all.iter().all(|element| is_shown(&element.name)
                || element.around.last().is_some_and(|around| around == "head")
                || element.text.is_empty()));
            let has_crumbs = all
                .iter()
                .any(|element| element.get("class") == Some("breadcrumbs"));
            for json in structured(text) {
                // A theme may do without the way to a page.
                if json["@type"] == "BreadcrumbList" && !has_crumbs {
                    continue;
                }
                let mut texts = Vec::new();
                texts_of(&json, &keys, &mut texts);
                for said in texts {
                    let said = letters(said);
                    assert!(shown.contains(&said), "{}: {path}: {said}", site.name);
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 100, "{seen} texts");
}

#[test]
fn hours_for_machines_are_dated_and_only_of_the_own_desk() {
    let mut seen = 0;
    for site in sites() {
        for (path, text) in site.pages() {
            for json in structured(text) {
                if json["@type"] != "Organization" {
                    continue;
                }
                assert!(site.parsed.dataset.ours, "{}: {path}", site.name);
                for point in json["contactPoint"].as_array().unwrap() {
                    for hours in point["hoursAvailable"].as_array().into_iter().flatten() {
                        let date = |key: &str| hours[key].as_str().unwrap().to_owned();
                        assert_eq!(hours["@type"], "OpeningHoursSpecification");
                        assert!(date("validFrom") >= today().to_string());
                        assert!(date("validFrom") <= date("validThrough"), "{path}");
                        assert!(date("opens") <= date("closes"), "{path}");
                        seen += 1;
                    }
                }
            }
        }
    }
    assert!(seen > 20, "{seen} specifications");
}
