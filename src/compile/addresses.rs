//! Addresses as people type them, and what becomes of the ledger when they are recorded or retired.

use unicode_normalization::UnicodeNormalization;

use super::Edition;
use crate::diagnostic::did_you_mean;
use crate::ledger::{self, Address, Ledger, Retirement, is_file};
use crate::site::Standing;
use crate::text::percent_decoded;
use crate::wording::{Wording, words};

/// A ledger with something written into it.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The ledger as it is to be.
    pub ledger: Ledger,
    /// The addresses that are new in it, sorted.
    pub added: Vec<Address>,
}

/// A ledger in which an address leads to another.
#[derive(Clone, Debug)]
pub struct Retired {
    /// The ledger as it is to be.
    pub ledger: Ledger,
    /// What leads on.
    pub old: Address,
    /// What it leads to.
    pub new: Address,
    /// What became of the old one.
    pub retirement: Retirement,
}

impl Edition {
    /// The ledger with every address that is published now.
    pub fn record(&self) -> Recorded {
        let mut ledger = (*self.parsed.ledger).clone();
        let added = ledger::record(&mut ledger, Standing::of(&self.site).addresses());
        Recorded { ledger, added }
    }

    /// The ledger with an old address leading to a new one, both as typed; or why that cannot be.
    pub fn retire(&self, old: &str, new: &str) -> Result<Retired, Wording> {
        let (old, new) = (self.address(old)?, self.address(new)?);
        let standing = Standing::of(&self.site);
        if !standing.holds(&new) {
            return Err(no_target(&new, &standing));
        }
        if standing.holds(&old) {
            return Err(still_there(&old));
        }
        let mut ledger = (*self.parsed.ledger).clone();
        let retirement = ledger::retire(&mut ledger, &old, &new);
        Ok(Retired {
            ledger,
            old,
            new,
            retirement,
        })
    }

    /// Reads `/phone/#callback`, `phone.md#callback` or a whole URL of the site.
    pub(super) fn address(&self, typed: &str) -> Result<Address, Wording> {
        let plain: String = percent_decoded(typed.trim()).nfc().collect();
        let (place, anchor) = match plain.split_once('#') {
            Some((place, anchor)) => (place, Some(anchor).filter(|anchor| !anchor.is_empty())),
            None => (plain.as_str(), None),
        };
        let page = if place.contains("://") {
            self.below_base(place)?
        } else if let Some(path) = place.strip_prefix('/') {
            format!("/{path}")
        } else if place.to_ascii_lowercase().ends_with(".md") {
            self.url_of_file(place)
        } else {
            return Err(no_address(typed));
        };
        let page = page.strip_suffix("index.html").unwrap_or(&page);
        let page = page.trim_end_matches('/');
        let end = if is_file(page) { "" } else { "/" };
        let page = format!("{page}{end}");
        let text = anchor.map_or_else(|| page.clone(), |anchor| format!("{page}#{anchor}"));
        Address::parse(&text).map_err(|_| no_address(typed))
    }

    /// The path of a URL below the site's own.
    fn below_base(&self, url: &str) -> Result<String, Wording> {
        let base = self.parsed.config.base_url.as_ref();
        let root = base.map(|base| percent_decoded(&base.absolute("/")));
        let root = root.ok_or_else(no_base)?;
        let whole = format!("{}/", url.trim_end_matches('/'));
        let is_below = whole
            .get(..root.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(&root));
        if is_below {
            Ok(format!("/{}", &whole[root.len()..]))
        } else {
            Err(elsewhere(url, &root))
        }
    }

    /// Where the page of a file stands, or stood: one that is gone is looked for where its name
    /// alone would put it.
    fn url_of_file(&self, file: &str) -> String {
        let below = file.strip_prefix("@/").unwrap_or(file);
        let below = below.strip_prefix("content/").unwrap_or(below);
        if let Some(at) = self.site.page_of(&format!("content/{below}")) {
            return self.site.pages[at].route.url.clone();
        }
        let config = &self.parsed.config;
        let stem = &below[..below.len() - ".md".len()];
        let (stem, language) = match stem.rsplit_once('.') {
            Some((rest, tag)) if config.languages.iter().any(|language| language == tag) => {
                (rest, tag)
            }
            _ => (stem, config.default_language.as_str()),
        };
        let stem = stem.strip_suffix("_index").unwrap_or(stem);
        let stem = stem.replace(char::is_whitespace, "-");
        if language == config.default_language {
            format!("/{stem}")
        } else {
            format!("/{language}/{stem}")
        }
    }
}

fn no_address(typed: &str) -> Wording {
    words(
        format!(
            "`{typed}` はアドレスではありません。`/phone/#callback`、`phone.md#callback`、またはサイトのURLで指定してください"
        ),
        format!(
            "`{typed}` is no address; write it like `/phone/#callback` or `phone.md#callback`, or as a URL of the site"
        ),
    )
}

fn no_base() -> Wording {
    words(
        "config.toml に `base_url` がないため、URLでは指定できません。`/phone/#callback` の形で指定してください",
        "without a `base_url` in config.toml a URL says nothing; write the address like `/phone/#callback`",
    )
}

fn elsewhere(url: &str, root: &str) -> Wording {
    words(
        format!("`{url}` はこのサイト(`{root}`)のURLではありません"),
        format!("`{url}` is no URL of this site, which stands at `{root}`"),
    )
}

fn no_target(new: &Address, standing: &Standing<'_>) -> Wording {
    let addresses = standing.addresses();
    let alike = addresses.iter().filter(|known| {
        known.anchor.is_some() == new.anchor.is_some()
            && (new.anchor.is_none() || known.page == new.page)
    });
    let known: Vec<String> = alike.map(ToString::to_string).collect();
    let wanted = new.to_string();
    let unknown = words(
        format!("移動先の `{new}` がありません"),
        format!("there is no `{new}` to lead to"),
    );
    match did_you_mean(&wanted, known.iter().map(String::as_str)) {
        Some(near) => words(
            format!("{}。{}", unknown.ja, near.ja),
            format!("{}; {}", unknown.en, near.en),
        ),
        None => unknown,
    }
}

fn still_there(old: &Address) -> Wording {
    words(
        format!("`{old}` は今もあります。ページや見出しを移してから実行してください"),
        format!("`{old}` is still there; move the page or heading first"),
    )
}
