//! A new section, page or page of questions.

use super::{New, Planned, add, in_letters, seen_at};
use crate::cli::session::Session;
use crate::page::slug_of;
use crate::scaffold::{self, NewPage, PageKind};
use crate::text::SourcePath;
use crate::wording::{Language, Wording, words};

/// Adds the page, with a weight that makes it the last of its neighbours.
pub(super) fn add_page(session: Session, new: &New, kind: PageKind) -> Result<u8, Wording> {
    let mut named = scaffold::page_name(&new.name, kind)?;
    if let Some(slug) = &new.slug {
        let folder = named.stem.rsplit_once('/').map(|(folder, _)| folder);
        let typed = folder.map_or_else(|| slug.clone(), |folder| format!("{folder}/{slug}"));
        named.stem = scaffold::page_name(&typed, kind)?.stem;
    }
    let config = session.config();
    let suffix = named.stem.rsplit_once('.').map(|(_, tag)| tag.to_owned());
    let tag = suffix
        .filter(|tag| config.languages.contains(tag) && kind != PageKind::Section)
        .unwrap_or_else(|| config.default_language.clone());
    let bare = format!(".{tag}");
    let title = new.title.as_deref().unwrap_or(&named.words);
    let title = title.strip_suffix(&bare).unwrap_or(title);
    let stem = named.stem.strip_suffix(&bare).unwrap_or(&named.stem);
    let (folder, last) = stem.rsplit_once('/').unwrap_or(("", stem));
    let anchor = match slug_of(last) {
        slug if slug.is_empty() => "first".to_owned(),
        slug => format!("{slug}-1"),
    };
    let source = NewPage {
        kind,
        stem: &named.stem,
        title,
        weight: session.edition().last_weight(folder, &tag),
        anchor: &anchor,
        language: Language::of_tag(&tag).unwrap_or(Language::English),
    }
    .source();
    let path = source.path.clone();
    if session.text(&path).is_some() {
        return Err(is_there(&path));
    }
    let planned = Planned {
        source,
        before: None,
    };
    Ok(add(session, planned, |trial| {
        let edition = trial.edition();
        let url = edition.url_of(&path).unwrap_or("/").to_owned();
        let below = path.below("content").unwrap_or(path.as_str());
        let mut said = vec![
            words(format!("`{path}` を作りました"), format!("made `{path}`")),
            seen_at(&url),
            words(
                format!("  リンクする: `[{title}](@/{below})`"),
                format!("  link to it: `[{title}](@/{below})`"),
            ),
        ];
        let above = url.trim_end_matches('/').rsplit_once('/');
        let above = above.map_or("", |(above, _)| above);
        let is_free = |slug: &str| {
            let beside = format!("{above}/{slug}/");
            let pages = &edition.site().pages;
            pages.iter().all(|page| page.route.url != beside)
        };
        said.extend(in_letters(new, last, is_free));
        said
    }))
}

fn is_there(path: &SourcePath) -> Wording {
    words(
        format!("`{path}` はもうあります。別の名前を付けてください"),
        format!("`{path}` is there already; choose another name"),
    )
}
