//! Where links lead, as seen from the page that shows them.

use super::joined::ResolvedLink;
use super::{Site, encode, relative};
use crate::diagnostic::{Diagnostic, Place, codes, nearest};
use crate::ledger::Address;
use crate::page::{Link, LinkKind, Target};
use crate::text::SourcePath;
use crate::wording::{Wording, words};

/// From where a link is written, and from where it is seen.
///
/// They differ for a stretch of a page that another page includes.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'v> {
    /// The file that holds the link.
    pub path: &'v SourcePath,
    /// The page of that file, if it is one.
    pub page: Option<usize>,
    /// The URL of the page that shows it.
    pub url: &'v str,
    /// Whether fragments of `page` are in the page that shows it.
    pub in_place: bool,
    /// The language of the page that shows it.
    pub language: &'v str,
}

impl Site {
    /// Resolves a link; what is wrong with it is the second half.
    pub(super) fn resolve_link(
        &self,
        link: &Link,
        view: &View<'_>,
    ) -> (ResolvedLink, Option<Diagnostic>) {
        let place = || Place::new(view.path, link.destination.span);
        match &link.target {
            Target::Page {
                from_root,
                path,
                fragment,
            } => self.resolve_page(
                page_file(view.path, *from_root, path).as_deref(),
                fragment.as_deref(),
                view,
                place(),
            ),
            Target::Fragment(fragment) => self.resolve_fragment(fragment, view, place()),
            Target::File { from_root, path } => {
                self.resolve_file(link, *from_root, path, view, place())
            }
            Target::External => self.resolve_external(link, place()),
            Target::Fact | Target::Refused => (ResolvedLink::default(), None),
        }
    }

    fn resolve_page(
        &self,
        file: Option<&str>,
        fragment: Option<&str>,
        view: &View<'_>,
        place: Place,
    ) -> (ResolvedLink, Option<Diagnostic>) {
        let Some(file) = file else {
            return (ResolvedLink::default(), Some(outside(place)));
        };
        let Some(page) = self.page_of(file) else {
            return (ResolvedLink::default(), Some(self.no_page(file, place)));
        };
        let mut href = relative(view.url, &self.pages[page].route.url);
        let mut finding = None;
        if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) {
            finding = self.check_anchor(page, fragment, place);
            href.push('#');
            href.push_str(&encode(fragment));
        }
        (
            ResolvedLink {
                href,
                ..ResolvedLink::default()
            },
            finding,
        )
    }

    fn resolve_fragment(
        &self,
        fragment: &str,
        view: &View<'_>,
        place: Place,
    ) -> (ResolvedLink, Option<Diagnostic>) {
        let Some(page) = view.page else {
            return (
                ResolvedLink {
                    href: format!("#{}", encode(fragment)),
                    ..ResolvedLink::default()
                },
                None,
            );
        };
        let finding = if fragment.is_empty() {
            None
        } else {
            self.check_anchor(page, fragment, place)
        };
        let before = if view.in_place {
            String::new()
        } else {
            relative(view.url, &self.pages[page].route.url)
        };
        (
            ResolvedLink {
                href: format!("{before}#{}", encode(fragment)),
                ..ResolvedLink::default()
            },
            finding,
        )
    }

    fn resolve_file(
        &self,
        link: &Link,
        from_root: bool,
        path: &str,
        view: &View<'_>,
        place: Place,
    ) -> (ResolvedLink, Option<Diagnostic>) {
        // `/logo.svg` stands in static/, `screen.png` beside the page.
        let candidates = if from_root {
            vec![normal("static", path), normal("content", path)]
        } else {
            vec![normal(view.path.folder(), path)]
        };
        let found = candidates.iter().flatten().find_map(|file| {
            let path = SourcePath::new(file);
            let asset = self.asset(&path)?;
            Some((published(&path)?, asset))
        });
        if let Some((url, asset)) = found {
            let size = (link.kind == LinkKind::Image)
                .then(|| super::picture::size(&asset.head))
                .flatten();
            return (
                ResolvedLink {
                    href: relative(view.url, &url),
                    external: false,
                    size,
                },
                None,
            );
        }
        let finding = match self.page_at(from_root, path, view) {
            Some(page) => by_url(place, &self.pages[page].page.path),
            None => no_file(place, path, self.near_file(path, view)),
        };
        (ResolvedLink::default(), Some(finding))
    }

    /// The page whose URL, `/phone/` or `../chat/`, stands where its file should. From which
    /// folder a relative one counts depends on who copied it: from the page's URL or its file's folder.
    fn page_at(&self, from_root: bool, path: &str, view: &View<'_>) -> Option<usize> {
        let folder = view.path.below("content").unwrap_or_default();
        let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
        let from = if from_root {
            vec![""]
        } else {
            vec![view.url, folder]
        };
        let urls: Vec<String> = from.iter().filter_map(|from| normal(from, path)).collect();
        self.pages.iter().position(|page| {
            urls.iter()
                .any(|url| page.route.url.trim_matches('/') == url)
        })
    }

    /// The file most like the one asked for, as a link from there would name it.
    fn near_file(&self, path: &str, view: &View<'_>) -> Option<String> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let files = || {
            self.snapshot
                .assets
                .keys()
                .filter(|path| published(path).is_some())
        };
        let near = nearest(name, files().map(SourcePath::file_name))?;
        let near = files().find(|path| path.file_name() == near)?;
        let below_static = near.below("static").map(|below| format!("/{below}"));
        let from = format!("/{}/", view.path.folder());
        Some(below_static.unwrap_or_else(|| relative(&from, &format!("/{near}"))))
    }

    fn resolve_external(&self, link: &Link, place: Place) -> (ResolvedLink, Option<Diagnostic>) {
        let href = plain(&link.destination);
        if link.kind == LinkKind::Image {
            let allowed = self.config.image_sources.iter().any(|origin| {
                href.strip_prefix(origin.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            });
            if !allowed {
                return (ResolvedLink::default(), Some(foreign_image(place)));
            }
        }
        (
            ResolvedLink {
                href,
                external: true,
                size: None,
            },
            None,
        )
    }

    fn check_anchor(&self, page: usize, fragment: &str, place: Place) -> Option<Diagnostic> {
        let anchors = &self.pages[page].anchors;
        if anchors.contains_key(fragment) || fragment == "top" {
            return None;
        }
        let path = &self.pages[page].page.path;
        let mut known: Vec<&str> = anchors.keys().map(String::as_str).collect();
        known.sort_unstable();
        let near = nearest(fragment, known.iter().copied());
        let help = near.map_or_else(
            || {
                if known.is_empty() {
                    return words(
                        "そのページに見出しはありません",
                        "that page has no headings",
                    );
                }
                let all = known
                    .iter()
                    .map(|id| format!("`#{id}`"))
                    .collect::<Vec<_>>();
                words(
                    format!("`{path}` の見出し: {}", all.join("、")),
                    format!("headings of `{path}`: {}", all.join(", ")),
                )
            },
            |near| {
                words(
                    format!("`#{near}` ではありませんか"),
                    format!("did you mean `#{near}`?"),
                )
            },
        );
        Some(
            Diagnostic::new(
                codes::BROKEN_ANCHOR,
                place,
                words(
                    format!("`{path}` に `#{fragment}` という見出しはありません"),
                    format!("`{path}` has no heading `#{fragment}`"),
                ),
            )
            .help(help)
            .maybe_help(self.retired_to(page, fragment)),
        )
    }

    /// Where a heading went that was retired: links of the site itself are to name the new place.
    fn retired_to(&self, page: usize, fragment: &str) -> Option<Wording> {
        let old = Address::of_anchor(&self.pages[page].route.url, fragment);
        let new = self.names.ledger.target(&old)?;
        let mut pages = self.pages.iter();
        let page = pages.find(|page| page.route.url == new.page)?;
        let file = page.page.path.below("content")?;
        let anchor = new.anchor.as_ref().map(|id| format!("#{id}"));
        let write = format!("@/{file}{}", anchor.unwrap_or_default());
        Some(words(
            format!("移動しています。`{write}` と書いてください"),
            format!("it has moved: write `{write}`"),
        ))
    }
}

/// The letters of a phrase without facts.
pub(super) fn plain(phrase: &crate::page::Phrase) -> String {
    let piece = |piece: &crate::page::Piece| match piece {
        crate::page::Piece::Text(text) => text.clone(),
        crate::page::Piece::Fact(fact) => format!("{{{{ {} }}}}", fact.path),
    };
    phrase.pieces.iter().map(piece).collect()
}

/// The file that a link to a page names, from the site's root; absent if it leaves the site.
pub fn page_file(from: &SourcePath, from_root: bool, path: &str) -> Option<String> {
    normal(if from_root { "content" } else { from.folder() }, path)
}

/// A path below a folder with `.` and `..` resolved; absent if it leaves the site.
fn normal(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(SourcePath::new(&parts.join("/")).as_str().to_owned())
}

/// The URL under which a file of the site is published as it is.
pub fn published(path: &SourcePath) -> Option<String> {
    let below = path.below("static").or_else(|| {
        path.below("content")
            .filter(|below| !below.starts_with("data/"))
    })?;
    Some(format!("/{below}"))
}

fn outside(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::BROKEN_LINK,
        place,
        words(
            "リンク先がサイトの外のフォルダーです",
            "the link leads to a folder outside the site",
        ),
    )
    .help(words(
        "`content/` の中のファイルを指してください",
        "link to a file in `content/`",
    ))
}

fn no_file(place: Place, path: &str, near: Option<String>) -> Diagnostic {
    Diagnostic::new(
        codes::BROKEN_LINK,
        place,
        words(
            format!("`{path}` というファイルはありません"),
            format!("there is no file `{path}`"),
        ),
    )
    .help(words(
        "ファイルをこのページの隣に置くか、`static/` のファイルを `/` から始めて指してください",
        "put the file beside this page, or name one of `static/` from `/` on",
    ))
    .maybe_help(near.map(|near| {
        words(
            format!("`{near}` ではありませんか"),
            format!("did you mean `{near}`?"),
        )
    }))
}

fn by_url(place: Place, path: &SourcePath) -> Diagnostic {
    let file = path.below("content").unwrap_or(path.as_str());
    Diagnostic::new(
        codes::BROKEN_LINK,
        place,
        words(
            "ページへのリンクはURLではなくファイルで書きます",
            "a page is linked by its file, not its URL",
        ),
    )
    .help(words(
        format!("`@/{file}` と書いてください"),
        format!("write `@/{file}`"),
    ))
}

fn foreign_image(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::EXTERNAL_IMAGE,
        place,
        words(
            "ほかのサイトの画像は表示できません",
            "a picture from another site cannot be shown",
        ),
    )
    .help(words(
        "画像をページの隣に置くか、config.toml の `[csp] img_src` に送信元を加えてください",
        "put the picture beside the page, or add its origin to `[csp] img_src` in config.toml",
    ))
}
