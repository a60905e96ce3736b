//! Addresses that were published once and would be gone, and what is wrong with those that lead on.
//!
//! A link from elsewhere breaks without anybody here seeing it. So a lost address is an error, told
//! where its cure is written: at the heading or page that most likely took its place.

mod likely;

use self::likely::{Likely, Place as Found};
use crate::diagnostic::{Diagnostic, Fix, Place, codes, did_you_mean};
use crate::ledger::{Address, Entry, Ledger};
use crate::site::{Fate, Past, Site, Stands, start_of};
use crate::text::{Span, Spanned};
use crate::wording::{Wording, words};

/// Everything that is wrong with what was published before.
pub fn check_ledger(site: &Site, ledger: &Ledger, past: &Past) -> Vec<Diagnostic> {
    if ledger.entries.is_empty() {
        return Vec::new();
    }
    let recorded = Recorded {
        site,
        ledger,
        past,
        likely: Likely::of(site, ledger, past),
    };
    let fates = past.fates.iter();
    fates
        .filter_map(|(address, fate)| recorded.finding(address, fate))
        .collect()
}

struct Recorded<'c> {
    site: &'c Site,
    ledger: &'c Ledger,
    past: &'c Past,
    likely: Likely<'c>,
}

impl Recorded<'_> {
    fn finding(&self, address: &Address, fate: &Fate) -> Option<Diagnostic> {
        let entry = self.ledger.entries.get(address);
        let to = entry.and_then(|entry| entry.to.as_ref());
        match (fate, to) {
            (Fate::There, Some(to)) => Some(self.still_there(address, to)),
            (Fate::LeadsTo(end), Some(to)) => {
                let goes_on = to.value != *end && self.ledger.target(&to.value).is_some();
                goes_on.then(|| self.chain(to, end))
            }
            (Fate::Lost(end), Some(to)) => self.no_target(address, to, end),
            (Fate::Lost(_), None) => self.lost(address),
            (Fate::Circle, Some(_)) => self.circle(address),
            (Fate::There | Fate::LeadsTo(_) | Fate::Circle, None) => None,
        }
    }

    /// An address that nothing keeps alive. The anchors of a lost page are lost with it.
    fn lost(&self, address: &Address) -> Option<Diagnostic> {
        let page = Address::of_page(&address.page);
        match &address.anchor {
            None => Some(self.lost_page(address)),
            Some(id) if self.past.fates.get(&page) == Some(&Fate::There) => {
                Some(self.lost_anchor(address, id))
            }
            Some(_) => None,
        }
    }

    fn lost_page(&self, address: &Address) -> Diagnostic {
        let url = &address.page;
        let draft = self
            .site
            .drafts()
            .iter()
            .find(|(_, route)| route.url == *url);
        let line = self.line(address);
        if let Some((path, _)) = draft {
            return lost(codes::LOST_PAGE, start_of(path), address)
                .label(line, recorded_here())
                .help(words(
                    format!("このページは下書きになっています。`draft` を消すか、`madoguchi anchors retire {url} --to アドレス` で代わりのページへ移してください"),
                    format!("this page is a draft now: remove `draft`, or name what took its place with `madoguchi anchors retire {url} --to ADDRESS`"),
                ));
        }
        match self.likely.page(address) {
            Some(page) => {
                let page = &self.site.pages[page];
                let new = &page.route.url;
                lost(codes::LOST_PAGE, start_of(&page.page.path), address)
                    .label(line, recorded_here())
                    .help(words(
                        format!("このページに移したのなら、front matterに `aliases = [\"{url}\"]` と書くか、`madoguchi anchors retire {url} --to {new}` を実行してください"),
                        format!("if this page took its place, add `aliases = [\"{url}\"]` to its front matter, or run `madoguchi anchors retire {url} --to {new}`"),
                    ))
            }
            None => lost(codes::LOST_PAGE, line, address).help(words(
                format!("ページを戻すか、代わりになるページを `madoguchi anchors retire {url} --to アドレス` で示してください"),
                format!("bring the page back, or name what took its place with `madoguchi anchors retire {url} --to ADDRESS`"),
            )),
        }
    }

    fn lost_anchor(&self, address: &Address, id: &str) -> Diagnostic {
        let line = self.line(address);
        let page = &address.page;
        let Some(Found { page: at, heading }) = self.likely.heading(address, id) else {
            return lost(codes::LOST_ANCHOR, line, address).help(words(
                format!("代わりになる見出しの最後に `{{#{id}}}` と書くか、`madoguchi anchors retire {address} --to {page}` でページの先頭に移してください"),
                format!("write `{{#{id}}}` at the end of the heading that took its place, or let it lead to the page with `madoguchi anchors retire {address} --to {page}`"),
            ));
        };
        let found = &self.site.pages[at];
        let heading = &found.page.body.headings[heading];
        let new = Address::of_anchor(&found.route.url, &heading.id);
        let retire = format!("madoguchi anchors retire {address} --to {new}");
        let place = Place::new(&found.page.path, heading.span);
        let help = if found.route.url == *page {
            words(
                format!(
                    "この見出しに変えたのなら、見出しの最後に `{{#{id}}}` と書くか、`{retire}` を実行してください"
                ),
                format!(
                    "if this heading took its place, write `{{#{id}}}` at its end, or run `{retire}`"
                ),
            )
        } else {
            words(
                format!("このページに移したのなら、`{retire}` を実行してください"),
                format!("if it moved to this page, run `{retire}`"),
            )
        };
        lost(codes::LOST_ANCHOR, place, address)
            .label(line, recorded_here())
            .help(help)
    }

    /// A retired address whose new one does not exist. One that is lost itself has been told.
    fn no_target(
        &self,
        address: &Address,
        to: &Spanned<Address>,
        end: &Address,
    ) -> Option<Diagnostic> {
        let is_recorded = |address: &Address| {
            matches!(
                self.ledger.entries.get(address),
                Some(Entry { to: None, .. })
            )
        };
        let page = Address::of_page(&end.page);
        let page_is_lost =
            end.anchor.is_some() && matches!(self.past.fates.get(&page), Some(Fate::Lost(_)));
        if is_recorded(end) || (page_is_lost && is_recorded(&page)) {
            return None;
        }
        let standing = self.likely.standing();
        let known: Vec<String> = standing
            .addresses()
            .iter()
            .filter(|known| known.anchor.is_some() == end.anchor.is_some())
            .filter(|known| end.anchor.is_none() || known.page == end.page)
            .map(ToString::to_string)
            .collect();
        let wanted = end.to_string();
        let place = Place::new(&self.ledger.path, to.span);
        let finding = Diagnostic::new(
            codes::RETIRED_TARGET,
            place,
            words(
                format!("移動先の `{wanted}` がないため、`{address}` の行き先がありません"),
                format!("there is no `{wanted}`, so `{address}` would lead nowhere"),
            ),
        );
        let help = words(
            format!(
                "`madoguchi anchors retire {address} --to アドレス` で、今あるページか見出しを示してください"
            ),
            format!(
                "name a page or heading that exists with `madoguchi anchors retire {address} --to ADDRESS`"
            ),
        );
        let near = did_you_mean(&wanted, known.iter().map(String::as_str));
        Some(finding.help(help).maybe_help(near))
    }

    fn still_there(&self, address: &Address, to: &Spanned<Address>) -> Diagnostic {
        let finding = Diagnostic::new(
            codes::RETIRED_BUT_THERE,
            self.line(address),
            words(
                format!("`{address}` は移したことになっていますが、今もあります"),
                format!("`{address}` is retired, but it is still there"),
            ),
        )
        .help(words(
            format!(
                "この行から ` -> {}` を消すか、今ある方に別の名前を付けてください",
                to.value
            ),
            format!(
                "take ` -> {}` off this line, or give what is there another name",
                to.value
            ),
        ));
        match self.place_of(address) {
            Some(place) => finding.label(place, words("今もここにあります", "it is here")),
            None => finding,
        }
    }

    fn chain(&self, to: &Spanned<Address>, end: &Address) -> Diagnostic {
        let place = Place::new(&self.ledger.path, to.span);
        let fix = Fix::replace(&self.ledger.path, to.span, end.to_string());
        Diagnostic::new(
            codes::RETIRED_CHAIN,
            place,
            words(
                format!("`{}` はさらに `{end}` へ移っています", to.value),
                format!("`{}` has moved on to `{end}` itself", to.value),
            ),
        )
        .help(words(
            "`madoguchi anchors record` を実行すると、行き先が書き直されます",
            "run `madoguchi anchors record`, which writes the last place into the line",
        ))
        .fix(fix)
    }

    /// A circle of lines, told once, at its first address; lines that lead into one are not told.
    fn circle(&self, address: &Address) -> Option<Diagnostic> {
        let mut around: Vec<&Address> = Vec::new();
        let mut at = address;
        // A way back that does not go by lines alone, but with a page, is told at each of its lines.
        while let Some(next) = self.ledger.target(at) {
            at = next;
            if at == address {
                break;
            }
            if at < address || around.contains(&at) {
                return None;
            }
            around.push(at);
        }
        let finding = Diagnostic::new(
            codes::REFERENCE_CYCLE,
            self.line(address),
            words(
                format!("`{address}` の移動先をたどると、自分自身に戻ります"),
                format!("`{address}` is retired to what leads back to itself"),
            ),
        )
        .help(words(
            "どれか一つを、今あるページか見出しに向けてください",
            "let one of the lines lead to a page or heading that exists",
        ));
        let label = |finding: Diagnostic, of: &&Address| {
            finding.label(
                self.line(of),
                words("ここを通ります", "the way leads through here"),
            )
        };
        Some(around.iter().fold(finding, label))
    }

    /// The line of an address, else the first line that speaks of its page.
    fn line(&self, address: &Address) -> Place {
        let mut later = self.ledger.entries.range(address.clone()..);
        let line = later.next().map(|(_, entry)| entry.span);
        Place::new(&self.ledger.path, line.unwrap_or_default())
    }

    /// Where the page or heading is written that an address leads to.
    fn place_of(&self, address: &Address) -> Option<Place> {
        let Stands::Page(at) = self.likely.standing().at(&address.page)? else {
            return None;
        };
        let page = &self.site.pages[at].page;
        let heading = |id: &str| {
            let heading = self.likely.standing().heading(at, id)?;
            Some(page.body.headings[heading].span)
        };
        let span = address.anchor.as_deref().and_then(heading);
        Some(Place::new(&page.path, span.unwrap_or(Span::at(0))))
    }
}

fn lost(code: crate::diagnostic::Code, place: Place, address: &Address) -> Diagnostic {
    Diagnostic::new(
        code,
        place,
        words(
            format!("公開したことのある `{address}` がなくなります"),
            format!("`{address}` was published before and would be gone"),
        ),
    )
}

fn recorded_here() -> Wording {
    words("ここに記録されています", "it is recorded here")
}
