//! A new question at the end of a page of questions.

use std::sync::Arc;

use super::{New, Planned, add, in_letters, seen_at};
use crate::cli::session::Session;
use crate::compile::Edition;
use crate::page::{Kind, slug_of};
use crate::scaffold::with_question;
use crate::site::SitePage;
use crate::text::Source;
use crate::wording::{Language, Wording, words};

/// Adds the question with an id that lasts, and a place for its answer.
pub(super) fn add_question(session: Session, new: &New) -> Result<u8, Wording> {
    let question = new.title.as_deref().unwrap_or(&new.name).trim();
    if question.is_empty() || question.chars().any(char::is_control) {
        return Err(no_question());
    }
    let id = match &new.slug {
        Some(slug) => slug_of(slug),
        None => slug_of(question),
    };
    if id.is_empty() {
        return Err(no_id());
    }
    let edition = session.edition();
    let page = page_of(
        &edition.site().pages,
        &edition.site().config.default_language,
        new,
    )?;
    let path = page.page.path.clone();
    let url = format!("{}#{id}", page.route.url);
    let language = Language::of_tag(&page.route.language).unwrap_or(Language::English);
    let Some(before) = session.text(&path).map(str::to_owned) else {
        return Err(no_page(&new.name));
    };
    let text = with_question(&before, question, &id, language);
    let planned = Planned {
        source: Source::new(path.as_str(), text),
        before: Some(before),
    };
    Ok(add(session, planned, |_| {
        let below = path.below("content").unwrap_or(path.as_str());
        let mut said = vec![
            words(
                format!("`{path}` の終わりに質問を加えました。答えを書いてください"),
                format!("added the question at the end of `{path}`; write its answer there"),
            ),
            seen_at(&url),
            words(
                format!("  リンクする: `[{question}](@/{below}#{id})`"),
                format!("  link to it: `[{question}](@/{below}#{id})`"),
            ),
        ];
        said.extend(in_letters(new, &id, |slug| {
            !is_taken(&edition, &page, slug)
        }));
        said
    }))
}

/// The page that is named, else the only page of questions in the site's language.
fn page_of(pages: &[Arc<SitePage>], language: &str, new: &New) -> Result<Arc<SitePage>, Wording> {
    let is_faq = |page: &&Arc<SitePage>| page.page.front.kind == Kind::Faq;
    let faqs = pages.iter().filter(is_faq);
    if let Some(file) = &new.page {
        let below = file.strip_prefix("@/").unwrap_or(file);
        let below = below.strip_prefix("content/").unwrap_or(below);
        let mut named = faqs.filter(|page| page.page.path.below("content") == Some(below));
        return named.next().cloned().ok_or_else(|| no_page(file));
    }
    let own: Vec<_> = faqs
        .filter(|page| page.route.language == language)
        .collect();
    match own[..] {
        [] => Err(no_faq()),
        [only] => Ok(only.clone()),
        [..] => {
            let names = own
                .iter()
                .filter_map(|page| page.page.path.below("content"));
            let names: Vec<String> = names.map(|name| format!("`--page {name}`")).collect();
            Err(which(&names))
        }
    }
}

/// Whether an id is that of a heading of the page, or of a question in its language.
fn is_taken(edition: &Edition, page: &SitePage, id: &str) -> bool {
    let is_one_of = |of: &SitePage| {
        let shares = of.page.path == page.page.path
            || of.page.front.kind == Kind::Faq && of.route.language == page.route.language;
        shares && of.page.body.headings.iter().any(|of| of.id == id)
    };
    edition.site().pages.iter().any(|of| is_one_of(of))
}

fn no_question() -> Wording {
    words(
        "質問は一行で書いてください",
        "write the question in one line",
    )
}

fn no_id() -> Wording {
    words(
        "質問のIDを決められません。`--slug hours` のように指定してください",
        "what is the id of the question? Give it like `--slug hours`",
    )
}

fn no_page(file: &str) -> Wording {
    words(
        format!("`{file}` という質問のページはありません"),
        format!("there is no page of questions `{file}`"),
    )
}

fn no_faq() -> Wording {
    words(
        "質問のページがありません。`madoguchi new faq faq` で作ってください",
        "there is no page of questions; make one with `madoguchi new faq faq`",
    )
}

fn which(names: &[String]) -> Wording {
    words(
        format!(
            "質問のページが{}つあります。{} のどれかを付けてください",
            names.len(),
            names.join("、")
        ),
        format!(
            "there are {} pages of questions; say which: {}",
            names.len(),
            names.join(", ")
        ),
    )
}
