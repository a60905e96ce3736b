//! An Atom feed (RFC 4287) of what has changed: pages that carry a day, notices, dated changes.

use crate::theme::escape::push_html;

/// A feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// The site's title.
    pub title: String,
    /// The tag of its language.
    pub language: String,
    /// Its own whole address, which is its id.
    pub address: String,
    /// The whole address of the home page.
    pub home: String,
    /// Who writes it.
    pub author: String,
    /// What made it.
    pub generator: String,
    /// The entries in order.
    pub entries: Vec<FeedEntry>,
}

/// Something that has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedEntry {
    /// What names it for ever: an address.
    pub id: String,
    /// Where to read more.
    pub address: String,
    /// Its title.
    pub title: String,
    /// A sentence about it; may be empty.
    pub summary: String,
    /// When it was first published, as RFC 3339 has it.
    pub published: Option<String>,
    /// When it was last changed.
    pub updated: String,
}

/// The day of a feed in which nothing has ever happened.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// The whole file.
pub fn feed(feed: &Feed) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    push(&mut out, &feed.language);
    out.push_str("\">\n");
    element(&mut out, "id", &feed.address);
    element(&mut out, "title", &feed.title);
    let updated = feed.entries.iter().map(|entry| entry.updated.as_str());
    element(&mut out, "updated", updated.max().unwrap_or(NEVER));
    link(&mut out, "self", &feed.address);
    link(&mut out, "alternate", &feed.home);
    out.push_str("<author>");
    element(&mut out, "name", &feed.author);
    out.push_str("</author>\n");
    element(&mut out, "generator", &feed.generator);
    for entry in &feed.entries {
        out.push_str("<entry>\n");
        element(&mut out, "id", &entry.id);
        element(&mut out, "title", &entry.title);
        element(&mut out, "updated", &entry.updated);
        if let Some(published) = &entry.published {
            element(&mut out, "published", published);
        }
        link(&mut out, "alternate", &entry.address);
        if !entry.summary.is_empty() {
            element(&mut out, "summary", &entry.summary);
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

fn element(out: &mut String, name: &str, text: &str) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    push(out, text);
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}

fn link(out: &mut String, relation: &str, address: &str) {
    out.push_str("<link rel=\"");
    out.push_str(relation);
    out.push_str("\" href=\"");
    push(out, address);
    out.push_str("\"/>\n");
}

/// A text as XML has it: letters that no XML may hold are left out.
fn push(out: &mut String, text: &str) {
    let is_letter = |letter: &char| {
        matches!(letter, '\t' | '\n' | '\r')
            || (*letter >= ' ' && !matches!(letter, '\u{fffe}' | '\u{ffff}'))
    };
    let letters: String = text.chars().filter(is_letter).collect();
    push_html(out, &letters);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_texts_stay_texts_and_the_latest_day_is_the_feeds() {
        let entry = |id: &str, updated: &str| FeedEntry {
            id: id.into(),
            title: "</title><b>&\u{0}\u{b}".into(),
            updated: updated.into(),
            ..FeedEntry::default()
        };
        let found = feed(&Feed {
            entries: vec![
                entry("a", "2026-11-01T00:00:00Z"),
                entry("b", "2026-11-02T00:00:00Z"),
            ],
            ..Feed::default()
        });
        assert!(found.contains("<title>&lt;/title&gt;&lt;b&gt;&amp;</title>"));
        let (head, _) = found.split_once("<entry>").expect("an entry");
        assert!(head.contains("<updated>2026-11-02T00:00:00Z</updated>"));
        assert!(feed(&Feed::default()).contains(NEVER));
    }
}
