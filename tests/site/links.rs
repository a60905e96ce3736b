//! A small crawler: whatever a page leads to or loads is there.

use std::collections::{BTreeMap, BTreeSet};

use super::built::{Built, sites};
use super::html::{Element, elements};

/// The attributes that name another file.
const LINKS: [(&str, &str); 6] = [
    ("a", "href"),
    ("link", "href"),
    ("img", "src"),
    ("script", "src"),
    ("source", "src"),
    ("use", "href"),
];

#[test]
fn every_link_and_anchor_leads_somewhere() {
    for site in sites() {
        let pages: BTreeMap<&str, Vec<Element>> = site
            .pages()
            .map(|(path, text)| (path, elements(text)))
            .collect();
        let ids: BTreeMap<&str, BTreeSet<&str>> = pages
            .iter()
            .map(|(path, elements)| (*path, elements.iter().filter_map(|e| e.get("id")).collect()))
            .collect();
        let mut broken = Vec::new();
        let mut followed = 0;
        for (path, elements) in &pages {
            for element in elements {
                let Some(target) = target(element) else {
                    continue;
                };
                let Some((file, anchor)) = resolve(site, path, element) else {
                    continue;
                };
                followed += 1;
                let known = site.paths.contains(&file);
                let found = anchor.is_none_or(|anchor| {
                    ids.get(file.as_str())
                        .is_some_and(|ids| ids.contains(anchor.as_str()))
                });
                if !known || !found {
                    broken.push(format!("{path}: {target}"));
                }
            }
        }
        assert!(broken.is_empty(), "{}: {broken:#?}", site.name);
        assert!(followed > 20, "{}: {followed} links", site.name);
    }
}

#[test]
fn m19_nothing_is_loaded_from_elsewhere() {
    for site in sites() {
        for (path, text) in site.pages() {
            for element in elements(text) {
                let loads = match element.name.as_str() {
                    "link" => !matches!(element.get("rel"), Some("canonical" | "alternate")),
                    "a" => false,
                    _ => true,
                };
                let target = target(&element).filter(|_| loads);
                let elsewhere =
                    target.filter(|target| target.contains(':') || target.starts_with("//"));
                assert_eq!(elsewhere, None, "{}: {path}", site.name);
            }
        }
        for (path, text) in site.texts.iter().filter(|(path, _)| is_style(path)) {
            for stretch in text.split("url(").skip(1) {
                assert!(!stretch.contains("//"), "{}: {path}: {stretch}", site.name);
            }
            assert!(!text.contains("@import"), "{}: {path}", site.name);
        }
    }
}

#[test]
fn the_sitemap_names_pages_that_exist() {
    for site in sites() {
        let Some(base) = &site.parsed.config.base_url else {
            continue;
        };
        let base = base.absolute("/");
        let sitemap = &site.texts["sitemap.xml"];
        let mut named = BTreeSet::new();
        for entry in sitemap.split("<loc>").skip(1) {
            let address = entry.split("</loc>").next().unwrap();
            let path = address.strip_prefix(&base).unwrap();
            let file = format!("{}index.html", decode(path));
            assert!(site.paths.contains(&file), "{}: {address}", site.name);
            assert!(named.insert(file), "{}: {address} twice", site.name);
        }
        // The page that is shown where none is has no address, and one that leads on is no page.
        let leads_on = |text: &str| {
            text.contains("http-equiv=\"refresh\"") || text.contains("<body class=\"kind-moved\">")
        };
        let pages = site
            .pages()
            .filter(|(path, text)| *path != "404.html" && !leads_on(text));
        let pages: BTreeSet<String> = pages.map(|(path, _)| path.to_owned()).collect();
        assert_eq!(named, pages, "{}", site.name);
    }
}

fn is_style(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".css")
}

fn target(element: &Element) -> Option<&str> {
    let (_, attribute) = LINKS.iter().find(|(name, _)| *name == element.name)?;
    element.get(attribute)
}

/// The file and the anchor that an element leads to; nothing for one that leaves the site.
///
/// A whole address is our own only in the head: a link in the text that spells the site's host out
/// is one to a neighbour on the same host.
fn resolve(site: &Built, page: &str, element: &Element) -> Option<(String, Option<String>)> {
    let link = target(element)?;
    let base = site.parsed.config.base_url.as_ref();
    let in_head = element.name == "link";
    let absolute = base.map(|base| base.absolute("/")).filter(|_| in_head);
    let root = base.map_or("/", |base| base.path());
    let (from_root, rest) = match absolute.and_then(|base| link.strip_prefix(base.as_str())) {
        Some(rest) => (true, rest),
        None if link.starts_with("//") || has_scheme(link) => return None,
        None => match link.strip_prefix(root) {
            Some(rest) if link.starts_with('/') => (true, rest),
            _ => (false, link),
        },
    };
    let (path, anchor) = match rest.split_once('#') {
        Some((path, anchor)) => (path, Some(decode(anchor))),
        None => (rest, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() && !from_root {
        return Some((page.to_owned(), anchor));
    }
    let mut parts: Vec<&str> = if from_root {
        Vec::new()
    } else {
        page.split('/').collect()
    };
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => assert!(parts.pop().is_some(), "{page}: {link} leaves the site"),
            part => parts.push(part),
        }
    }
    let mut file = decode(&parts.join("/"));
    if path.is_empty() || path.ends_with('/') || path.ends_with("..") || path == "." {
        if !file.is_empty() {
            file.push('/');
        }
        file.push_str("index.html");
    }
    Some((file, anchor))
}

fn has_scheme(link: &str) -> bool {
    let scheme = link.split(['/', '#', '?']).next().unwrap_or_default();
    scheme.contains(':')
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let pair = after.get(..2).and_then(|pair| str::from_utf8(pair).ok());
        let byte = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        if let (b'%', Some(byte)) = (first, byte) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}
