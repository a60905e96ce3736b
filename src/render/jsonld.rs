//! Structured data of pages, as schema.org has it.
//!
//! What stands here must stand on the page too: an FAQ's answers are the text that the reader sees.
//! Every text is written so that it cannot leave its `script` element ([`escape::json`]).

use serde_json::{Value, json};

use crate::site::{Contact, HoursSpecification};
use crate::theme::escape;

/// A place on the way to a page: title and whole address.
pub type Crumb<'a> = (&'a str, &'a str);

/// What an article says of itself.
#[derive(Clone, Debug, Default)]
pub struct Article<'a> {
    /// The title.
    pub title: &'a str,
    /// The description; may be empty.
    pub description: &'a str,
    /// The tag of its language.
    pub language: &'a str,
    /// Its whole address.
    pub url: &'a str,
    /// When it was written, `2026-11-01`.
    pub published: Option<&'a str>,
    /// When it was last changed.
    pub modified: Option<&'a str>,
    /// Whose page it is.
    pub publisher: Option<&'a str>,
}

/// `BreadcrumbList`: the way from the home page to a page, the page itself last.
pub fn breadcrumbs(way: &[Crumb<'_>]) -> String {
    let items: Vec<Value> = way
        .iter()
        .enumerate()
        .map(|(at, (name, address))| {
            json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": address })
        })
        .collect();
    text(&json!({
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": items,
    }))
}

/// `TechArticle`.
pub fn article(article: &Article<'_>) -> String {
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": article.title,
        "inLanguage": article.language,
        "url": article.url,
    });
    let optional = [
        (
            "description",
            Some(article.description).filter(|text| !text.is_empty()),
        ),
        ("datePublished", article.published),
        ("dateModified", article.modified),
    ];
    for (key, text) in optional {
        if let Some(text) = text {
            value[key] = json!(text);
        }
    }
    if let Some(name) = article.publisher {
        value["publisher"] = json!({ "@type": "Organization", "name": name });
    }
    text(&value)
}

/// `Organization` with a `ContactPoint` for each way to reach it. Hours are said with the days
/// between which they hold; those of a single day go before those of the week.
pub fn organisation(name: &str, url: Option<&str>, contacts: &[Contact]) -> String {
    let points: Vec<Value> = contacts.iter().map(contact_point).collect();
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": name,
    });
    if let Some(url) = url {
        value["url"] = json!(url);
    }
    value["contactPoint"] = json!(points);
    text(&value)
}

fn contact_point(contact: &Contact) -> Value {
    let mut point = json!({ "@type": "ContactPoint", "contactType": contact.name });
    let optional = [
        ("telephone", &contact.telephone),
        ("email", &contact.email),
        ("url", &contact.url),
    ];
    for (key, text) in optional {
        if let Some(text) = text {
            point[key] = json!(text);
        }
    }
    if !contact.languages.is_empty() {
        point["availableLanguage"] = json!(contact.languages);
    }
    if !contact.hours.is_empty() {
        let hours: Vec<Value> = contact.hours.iter().map(opening_hours).collect();
        point["hoursAvailable"] = json!(hours);
    }
    point
}

fn opening_hours(hours: &HoursSpecification) -> Value {
    // A day that is closed opens and closes at the same time; one never closes at 24:00.
    let (opens, closes) = hours.times.unwrap_or((0, 0));
    let clock = |minute: u16| {
        let minute = minute.min(24 * 60 - 1);
        format!("{:02}:{:02}", minute / 60, minute % 60)
    };
    let mut value = json!({ "@type": "OpeningHoursSpecification" });
    if !hours.weekdays.is_empty() {
        let days: Vec<String> = hours
            .weekdays
            .iter()
            .map(|day| format!("https://schema.org/{day:?}"))
            .collect();
        value["dayOfWeek"] = json!(days);
    }
    value["opens"] = json!(clock(opens));
    value["closes"] = json!(clock(closes));
    value["validFrom"] = json!(hours.from.to_string());
    value["validThrough"] = json!(hours.through.to_string());
    value
}

/// `FAQPage`: each question with the text of its answer as the page shows it.
pub fn faq(language: &str, questions: &[(String, String)]) -> String {
    let questions: Vec<Value> = questions
        .iter()
        .map(|(question, answer)| {
            json!({
                "@type": "Question",
                "name": question,
                "acceptedAnswer": { "@type": "Answer", "text": answer },
            })
        })
        .collect();
    text(&json!({
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": language,
        "mainEntity": questions,
    }))
}

fn text(value: &Value) -> String {
    escape::json(&value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// M16: no text leaves the element, and every text comes back as it was.
    #[test]
    fn hostile_texts_stay_texts() {
        let hostile = "</script><!--<script>\u{2028}\u{2029}\"'&amp; 電話\u{0}";
        let found = faq("ja", &[(hostile.to_owned(), hostile.to_owned())]);
        assert!(
            !found.contains(['<', '>', '&', '\u{2028}', '\u{2029}']),
            "{found}"
        );
        let back: Value = serde_json::from_str(&found).expect("JSON");
        assert_eq!(back["mainEntity"][0]["name"], hostile);
        assert_eq!(back["mainEntity"][0]["acceptedAnswer"]["text"], hostile);
    }

    #[test]
    fn hostile_contacts_stay_texts() {
        let hostile = "</script><!--\u{2028}\"&";
        let contact = Contact {
            name: hostile.to_owned(),
            telephone: Some(hostile.to_owned()),
            languages: vec![hostile.to_owned()],
            ..Contact::default()
        };
        let found = organisation(hostile, Some(hostile), &[contact]);
        assert!(!found.contains(['<', '>', '&', '\u{2028}']), "{found}");
        let back: Value = serde_json::from_str(&found).expect("JSON");
        assert_eq!(back["contactPoint"][0]["telephone"], hostile);
    }

    #[test]
    fn an_article_says_only_what_is_known() {
        let found = article(&Article {
            title: "電話",
            language: "ja",
            url: "https://example.jp/phone/",
            modified: Some("2026-11-01"),
            ..Article::default()
        });
        assert_eq!(
            found,
            concat!(
                r#"{"@context":"https://schema.org","@type":"TechArticle","headline":"電話","#,
                r#""inLanguage":"ja","url":"https://example.jp/phone/","dateModified":"2026-11-01"}"#
            )
        );
    }

    #[test]
    fn a_way_is_counted_from_one() {
        let found = breadcrumbs(&[("ホーム", "https://e.jp/"), ("電話", "https://e.jp/phone/")]);
        let back: Value = serde_json::from_str(&found).expect("JSON");
        assert_eq!(back["itemListElement"][1]["position"], 2);
        assert_eq!(back["itemListElement"][0]["item"], "https://e.jp/");
    }
}
