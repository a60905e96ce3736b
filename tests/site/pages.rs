//! What every page keeps: its outline, its ids, its policy, and no trace of notation.

use std::collections::BTreeSet;

use madoguchi::page::{Braces, Kind};

use super::built::{Built, sites};
use super::html::{Element, elements, letters};

/// Pages with all their elements; redirects, which have no content, left out.
fn each(mut look: impl FnMut(&Built, &str, &[Element])) {
    for site in sites() {
        for (path, text) in site.pages() {
            if !text.contains("http-equiv=\"refresh\"") {
                look(site, path, &elements(text));
            }
        }
    }
}

#[test]
fn one_heading_of_the_first_level() {
    each(|site, path, elements| {
        let firsts = elements.iter().filter(|element| element.name == "h1");
        assert_eq!(firsts.count(), 1, "{}: {path}", site.name);
    });
}

#[test]
fn every_page_names_an_icon_that_is_there() {
    each(|site, path, elements| {
        let place = format!("{}: {path}", site.name);
        let icons: Vec<&str> = links(elements, "icon").collect();
        let [icon] = icons[..] else {
            panic!("{place}: {icons:?}");
        };
        let name = icon.rsplit('/').next().unwrap_or_default();
        let is_published = site
            .paths
            .iter()
            .any(|path| *path == format!("assets/{name}"));
        assert!(is_published, "{place}: {icon}");
        // Any address may show this page.
        assert!(
            path != "404.html" || icon.starts_with('/'),
            "{place}: {icon}"
        );
    });
}

#[test]
fn every_theme_tells_machines_the_same() {
    let [first, second] = [&sites()[0], &sites()[1]];
    for (path, text) in first.pages() {
        if text.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let told = |text: &str| -> Vec<String> {
            let all = elements(text);
            let head = all
                .iter()
                .filter(|element| element.around.ends_with(&["head".to_owned()]));
            let told = head.filter(|element| match element.name.as_str() {
                "title" => true,
                "meta" => element.get("name").is_some() || element.get("property").is_some(),
                "link" => element.get("rel") != Some("stylesheet"),
                _ => false,
            });
            told.map(|element| format!("{element:?}")).collect()
        };
        assert_eq!(told(text), told(&second.texts[path]), "{path}");
        assert!(
            told(text).iter().any(|one| one.contains("og:title")),
            "{path}"
        );
    }
}

/// Where the links of a kind lead.
fn links<'e>(elements: &'e [Element], rel: &'e str) -> impl Iterator<Item = &'e str> {
    let links = elements
        .iter()
        .filter(move |element| element.get("rel") == Some(rel));
    links.filter_map(|element| element.get("href"))
}

#[test]
fn ids_are_unique() {
    each(|site, path, elements| {
        let mut seen = BTreeSet::new();
        for id in elements.iter().filter_map(|element| element.get("id")) {
            assert!(seen.insert(id), "{}: {path}: #{id} twice", site.name);
        }
    });
}

#[test]
fn headings_have_the_ids_that_were_declared() {
    for site in sites() {
        for (page, output) in site.routes() {
            let shown = elements(&site.texts[&output]);
            let shown: BTreeSet<&str> = shown
                .iter()
                .filter(|element| is_heading(element))
                .filter_map(|element| element.get("id"))
                .collect();
            for heading in &page.body.headings {
                assert!(
                    shown.contains(heading.id.as_str()),
                    "{}: {}: #{}",
                    site.name,
                    page.path,
                    heading.id
                );
            }
        }
    }
}

fn is_heading(element: &Element) -> bool {
    matches!(
        element.name.as_str(),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
    )
}

/// Nothing but what lies beside the page, and no script or style inside it: what evaluators of policies ask for.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      font-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'";

#[test]
fn m18_the_policy_stops_nothing_of_our_own() {
    each(|site, path, elements| {
        let place = format!("{}: {path}", site.name);
        let policies: Vec<&str> = elements
            .iter()
            .filter(|element| element.get("http-equiv") == Some("Content-Security-Policy"))
            .filter_map(|element| element.get("content"))
            .collect();
        assert_eq!(policies.len(), 1, "{place}");
        assert_eq!(policies[0], POLICY, "{place}");
        for element in elements {
            assert_ne!(element.name, "style", "{place}: a style element");
            let inline = element.name == "script" && element.get("src").is_none();
            let data = element.get("type") == Some("application/ld+json");
            assert!(!inline || data, "{place}: a script in the page");
            for (name, value) in &element.attributes {
                let runs = name.starts_with("on") || name == "style" || name == "srcdoc";
                assert!(!runs, "{place}: <{} {name}={value:?}>", element.name);
                assert!(
                    !value
                        .trim_start()
                        .to_ascii_lowercase()
                        .starts_with("javascript:"),
                    "{place}: {value:?}"
                );
            }
        }
    });
}

#[test]
fn readers_see_no_notation() {
    each(|site, path, elements| {
        if is_literal(site, path) {
            return;
        }
        for element in elements {
            let code = |name: &str| matches!(name, "code" | "pre" | "script");
            if code(&element.name) || element.around.iter().any(|name| code(name)) {
                continue;
            }
            // An element that holds code is judged by its parts.
            if elements.iter().any(|inner| {
                code(&inner.name)
                    && inner.around.len() > element.around.len()
                    && inner.around.contains(&element.name)
            }) {
                continue;
            }
            for notation in ["{{", "}}", "**", "](", "```", "[^"] {
                assert!(
                    !element.text.contains(notation),
                    "{}: {path}: {notation} in <{}>: {}",
                    site.name,
                    element.name,
                    element.text.trim()
                );
            }
        }
    });
}

/// Whether a page is about braces: there they are what the author means.
fn is_literal(site: &Built, path: &str) -> bool {
    site.routes()
        .iter()
        .any(|(page, output)| output == path && page.front.braces == Some(Braces::Literal))
}

#[test]
fn structured_answers_are_the_ones_that_are_shown() {
    let mut answers = 0;
    each(|site, path, elements| {
        let main = elements
            .iter()
            .find(|element| element.name == "main")
            .map(|element| letters(&element.text))
            .unwrap_or_default();
        for data in elements
            .iter()
            .filter(|element| element.get("type") == Some("application/ld+json"))
        {
            let value: serde_json::Value = serde_json::from_str(&data.text).unwrap();
            if value["@type"] != "FAQPage" {
                continue;
            }
            for question in value["mainEntity"].as_array().unwrap() {
                for text in [&question["name"], &question["acceptedAnswer"]["text"]] {
                    let text = letters(text.as_str().unwrap());
                    assert!(!text.is_empty(), "{}: {path}: {question}", site.name);
                    assert!(main.contains(&text), "{}: {path}: {text}", site.name);
                    answers += 1;
                }
            }
        }
    });
    let pages = sites()
        .iter()
        .flat_map(|site| &site.parsed.pages)
        .filter(|page| page.front.kind == Kind::Faq);
    assert!(answers >= pages.count() * 2, "{answers} answers");
}
