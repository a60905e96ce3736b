//! Structured data of pages, as schema.org has it.
//!
//! What stands here must stand on the page too: an FAQ's answers are the text that the reader sees.
//! Every text is written so that it cannot leave its `script` element ([`escape::json`]).

use serde_json::{Value, json};

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
