//! Files that are right: those of all sites here, of new sites, and every example of every key.

use madoguchi::config::CONFIG;
use madoguchi::dataset::field::FIELDS;
use madoguchi::decode::{Form, Shape};
use madoguchi::page::FRONT_MATTER;
use madoguchi::scaffold::{self, Program};
use madoguchi::wording::Language;

use crate::judge::Judge;

#[test]
fn files_of_sites_are_right() {
    let sites = [
        ".",
        "tests/sites/city-office",
        "tests/sites/electric-company",
        "tests/sites/university-helpdesk",
    ];
    for site in sites {
        expect_right(site, &Judge::of(site));
    }
    for language in [Language::Japanese, Language::English] {
        let files = scaffold::files(language, Program::default());
        let texts: Vec<(&str, &str)> = files
            .iter()
            .map(|file| (file.path.as_str(), file.text.as_str()))
            .filter(|(path, _)| *path == "config.toml" || path.starts_with("content/"))
            .collect();
        expect_right(language.tag(), &Judge::of_texts(&texts));
    }
}

fn expect_right(site: &str, judge: &Judge) {
    let mut count = 0;
    for source in judge.texts.values() {
        let path = source.path.as_str();
        let is_page = path.starts_with("content/") && source.text.starts_with("+++");
        let is_judged = path == "config.toml" || path.starts_with("content/data/") || is_page;
        if is_judged {
            count += 1;
            assert_eq!(judge.schema_says(path, &source.text), None, "{site}/{path}");
        }
    }
    assert!(count > 2, "{site}");
}

/// A site that has what the examples name.
const NAMED: &[(&str, &str)] = &[
    (
        "config.toml",
        "title = \"案内\"\nlanguages = [\"ja\", \"en\"]\n",
    ),
    ("content/_index.md", "# 案内\n"),
    ("content/faq.md", "# 質問\n"),
    ("content/phone/_index.md", "# 電話\n"),
    (
        "content/data/channels.toml",
        "ours = true\n[calendar.newyear]\nname = \"年末年始\"\ndates = [\"12-29..01-03\"]\n[channel.phone]\nname = \"電話\"\nkind = \"phone\"\nhours = \"24/7\"\n",
    ),
];

#[test]
fn every_example_and_default_is_right() {
    let judge = Judge::of_texts(NAMED);
    let expect = |path: &str, text: &str| {
        assert_eq!(judge.schema_says(path, text), None, "{text}");
        let told = judge.site_says(path, text);
        assert!(told.is_empty(), "{text}: {told:?}");
    };
    let mut count = 0;
    for written in written(CONFIG, "") {
        let others = [("title", "\"案内\""), ("languages", "[\"ja\", \"en\"]")];
        let others = others.iter().filter(|(key, _)| !written.starts_with(key));
        let others: String = others
            .map(|(key, value)| format!("{key} = {value}\n"))
            .collect();
        expect("config.toml", &format!("{others}{written}"));
        count += 1;
    }
    for written in written(FRONT_MATTER, "") {
        expect(
            "content/faq.md",
            &format!("+++\n{written}+++\n# 質問 {{#q}}\n"),
        );
        count += 1;
    }
    let channels = NAMED[4].1;
    for field in FIELDS
        .iter()
        .filter(|field| !matches!(field.key, "name" | "kind" | "hours"))
    {
        for value in [field.example, field.default]
            .iter()
            .filter(|value| !value.is_empty())
        {
            expect(
                "content/data/channels.toml",
                &format!("{channels}{} = {value}\n", field.key),
            );
            count += 1;
        }
    }
    assert!(count > 80, "{count}");
}

/// Each example and default of a form, as lines of TOML.
fn written(form: Form, above: &str) -> Vec<String> {
    let mut found = Vec::new();
    for key in form {
        if let Shape::Table(inside) = key.shape {
            let path = format!("{above}{}", key.name);
            found.extend(written(inside, &format!("{path}.")));
        }
        let values = [key.example, key.default]
            .into_iter()
            .filter(|value| !value.is_empty());
        found.extend(values.map(|value| format!("{above}{} = {value}\n", key.name)));
    }
    found
}
