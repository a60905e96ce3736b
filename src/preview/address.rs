//! From a path of the server to a file of the site, by the rules of GitHub Pages.
//!
//! A path is only ever looked up among the files that the site publishes, never joined to a
//! folder: whatever it says, nothing else can be reached.

use crate::compile::{Edition, File};
use crate::output::OutputPath;

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// A file.
    File(File),
    /// It is to be asked for at another path.
    Moved(String),
    /// Nothing.
    Nowhere,
}

/// Where the site stands on the server: as on its host, so that the same links work.
pub(super) fn base(edition: &Edition) -> &str {
    let base_url = edition.parsed().config.base_url.as_ref();
    base_url.map_or("/", |url| url.path())
}

/// What stands at a path that is decoded, in NFC and starts with `/`.
pub(super) fn resolve(edition: &Edition, path: &str) -> Stands {
    let base = base(edition);
    let Some(below) = path.strip_prefix(base) else {
        // The one who types the server's address alone means the site.
        let is_on_the_way = path == "/" || format!("{path}/") == base;
        return if is_on_the_way {
            Stands::Moved(base.to_owned())
        } else {
            Stands::Nowhere
        };
    };
    let find = |path: &str| {
        let path = OutputPath::new(path).ok().or_else(|| own(path))?;
        edition.files().get(&path).cloned()
    };
    if below.is_empty() || below.ends_with('/') {
        let index = find(&format!("{below}index.html"));
        return index.map_or(Stands::Nowhere, Stands::File);
    }
    if let Some(file) = find(below).or_else(|| find(&format!("{below}.html"))) {
        return Stands::File(file);
    }
    match find(&format!("{below}/index.html")) {
        Some(_) => Stands::Moved(format!("{path}/")),
        None => Stands::Nowhere,
    }
}

/// The one file that starts with a dot is our own.
fn own(path: &str) -> Option<OutputPath> {
    (path == ".nojekyll").then(|| OutputPath::fixed(".nojekyll"))
}

/// Whether a file is a page, which gets the preview's script.
pub(super) fn is_html(edition: &Edition, file: &File) -> bool {
    content_type(edition, file).starts_with("text/html")
}

/// The media type of a file.
pub(super) fn content_type(edition: &Edition, file: &File) -> String {
    let name = match file {
        File::Page(_) | File::Channel(..) | File::Home(_) | File::NotFound | File::Moved(_) => {
            "index.html"
        }
        File::Sitemap => "sitemap.xml",
        File::Feed(_) => "feed.xml",
        File::ChannelData => "channels.json",
        File::Text(_) => "robots.txt",
        File::SettingsStyle => "settings.css",
        File::Search(..) => "search.js",
        File::Asset(name) => name,
        File::Copy(source) => source.file_name(),
    };
    let _ = edition;
    let guess = mime_guess::from_path(name).first_or_octet_stream();
    let is_text = guess.type_() == "text"
        || matches!(guess.subtype().as_str(), "javascript" | "json" | "xml")
        || guess.suffix().is_some_and(|suffix| suffix == "xml");
    if is_text {
        format!("{guess}; charset=utf-8")
    } else {
        guess.to_string()
    }
}
