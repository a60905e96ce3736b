//! All inputs, read; and how each of them is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Memo, Options, Resumed};
use crate::config::{self, Config};
use crate::dataset::{self, Dataset};
use crate::diagnostic::{Bag, Checked, Diagnostic, Place, Severity, codes};
use crate::digest::Digest;
use crate::ledger::Ledger;
use crate::output::Output;
use crate::page::{self, Braces, Page};
use crate::render::words::check_key;
use crate::text::{Snapshot, Source, SourcePath};
use crate::theme::{Settings, Theme};
use crate::wording::words;

/// All inputs, read.
pub struct Parsed {
    /// The settings, with what was asked for on the command line.
    pub config: Arc<Config>,
    /// The facts of the day.
    pub dataset: Arc<Dataset>,
    /// Templates and assets.
    pub theme: Arc<Theme>,
    /// The values of `[theme_settings]`.
    pub settings: serde_json::Map<String, serde_json::Value>,
    /// The style sheet that the settings make.
    pub settings_style: Option<Output>,
    /// The path of the icon of all pages, from the site's root.
    pub icon: Option<String>,
    /// The blocks that the theme and the site add.
    pub theme_blocks: BTreeSet<String>,
    /// The pages, by path; of those that cannot be read, the last state that could.
    pub pages: Vec<Arc<Page>>,
    /// What is wrong with the text of each page, in the same order.
    pub(super) told: Vec<Arc<[Diagnostic]>>,
    /// Every address ever published; empty where nobody recorded any.
    pub ledger: Arc<Ledger>,
    /// What is wrong with each input by itself.
    pub findings: Vec<Diagnostic>,
    /// The pages that an earlier state stands in for, as they are now.
    pub(super) broken: BTreeMap<SourcePath, Arc<Page>>,
    /// The other files that an earlier state stands in for: places in them lead nowhere now.
    pub(super) stood_in: BTreeSet<SourcePath>,
    /// The digest of what every page depends on: settings and theme.
    pub(super) surroundings: Digest,
}

impl Parsed {
    /// Whether nothing but texts of pages differs from other inputs.
    pub fn differs_in_pages_alone(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.dataset, &other.dataset)
            && Arc::ptr_eq(&self.ledger, &other.ledger)
            && self.surroundings == other.surroundings
            && self.stood_in == other.stood_in
    }

    /// Whether a page that cannot be read is another text than in other inputs.
    pub fn is_broken_otherwise(&self, other: &Self, page: &SourcePath) -> bool {
        if self.broken.is_empty() && other.broken.is_empty() {
            return false;
        }
        let text = |of: &Self| of.broken.get(page).map(|page| page.text.clone());
        text(self) != text(other)
    }

    /// Whether a finding points into a text that is still there.
    pub(super) fn is_told(&self, finding: &Diagnostic) -> bool {
        let lies_in = |place: &Place| self.stood_in.contains(&place.path);
        let labels = finding.labels.iter().map(|label| &label.place);
        !finding.place.iter().chain(labels).any(lies_in)
    }

    /// Whether all that says which pages there are and where they stand could be read: the pages
    /// themselves, their front matter and the settings.
    pub(super) fn names_are_known(&self, snapshot: &Snapshot) -> bool {
        let is_named = |path: &SourcePath| is_page(path) || *path == self.config.path;
        let refused = &mut snapshot.refused.iter();
        let in_front = |place: &Place| {
            let page = self.pages.iter().find(|page| page.path == place.path);
            page.is_some_and(|page| (place.span.start as usize) < page.body_start)
        };
        let spoils = |finding: &Diagnostic| {
            let place = finding.place.as_ref();
            finding.severity == Severity::Error
                && place.is_none_or(|place| place.path == self.config.path || in_front(place))
        };
        !refused.any(|refusal| is_named(&refusal.path)) && !self.findings.iter().any(spoils)
    }
}

/// The time zone of the site's data, from which the day of a build follows.
pub fn time_zone(snapshot: &Snapshot) -> String {
    dataset::time_zone(&snapshot.texts)
}

/// Reads all inputs of a snapshot.
pub fn parse(snapshot: &Snapshot, config_path: &SourcePath, options: &Options) -> Arc<Parsed> {
    Memo::default().parse(snapshot, config_path, options)
}

/// The same for a site of which an earlier build knows most; what comes out is for the build alone, since
/// pages that are not to be made lack what only their own check reads.
pub fn parse_after(
    resumed: &Resumed,
    snapshot: &Snapshot,
    config_path: &SourcePath,
    options: &Options,
) -> Arc<Parsed> {
    Memo::default().parse_after(Some(resumed), snapshot, config_path, options)
}

/// The settings of a site; without a config there are the defaults, and that is told.
pub(super) fn config(
    snapshot: &Snapshot,
    path: &SourcePath,
    source: Option<&Source>,
) -> Checked<Config> {
    if let Some(source) = source {
        return config::read(source);
    }
    let mut bag = Bag::new();
    let empty = Source::new(path.as_str(), "title = \"\"\n");
    // A config that could not be read has been told among the refused files.
    let refused = &mut snapshot.refused.iter();
    if !refused.any(|refusal| refusal.path == *path) {
        bag.push(missing_config(path));
    }
    let config = config::read(&empty).unpack(&mut bag);
    bag.with(config)
}

/// What `[theme_settings]` says, by what the theme declares.
pub(super) fn settings(
    snapshot: &Snapshot,
    config: &Config,
    config_path: &SourcePath,
    theme: &Theme,
) -> Checked<Settings> {
    let empty = Source::new(config_path.as_str(), "");
    let source = snapshot.texts.get(config_path).unwrap_or(&empty);
    let origin = crate::decode::Origin::of(source);
    let exists = |path: &str| {
        let file = format!("static/{}", path.trim_start_matches('/'));
        snapshot.assets.contains_key(file.as_str())
    };
    let table = config.theme_settings.as_ref();
    theme.settings(table.map(|table| (&origin, table)), &exists)
}

/// The icon of the pages: the site's own under a name that browsers know, else the theme's.
pub(super) fn icon(snapshot: &Snapshot, theme: &Theme) -> Option<String> {
    let own = ["favicon.svg", "favicon.ico", "favicon.png"]
        .into_iter()
        .find(|name| {
            snapshot
                .assets
                .contains_key(format!("static/{name}").as_str())
        });
    let of_theme = || {
        theme
            .assets
            .get("favicon.svg")
            .map(|output| output.path.to_string())
    };
    own.map(str::to_owned).or_else(of_theme)
}

/// What braces mean where a page does not say it.
pub(super) fn braces(config: &Config) -> Braces {
    if config.markdown.literal_braces {
        Braces::Literal
    } else {
        Braces::Facts
    }
}

/// The characters of a text that nobody sees; a page tells of its own.
pub(super) fn invisible(source: &Source) -> Vec<Diagnostic> {
    match source.path.extension() {
        "md" => Vec::new(),
        "toml" => page::invisible_in_data(source),
        _ => page::invisible_in_code(source),
    }
}

pub(super) fn is_page(path: &SourcePath) -> bool {
    path.extension() == "md"
        && path
            .below("content")
            .is_some_and(|below| !below.starts_with("data/"))
}

/// Interface words that no template asks for, and languages that the site does not have.
pub(super) fn unknown_words(config: &Config) -> Vec<Diagnostic> {
    let keys = config.words.values().flatten().map(|(key, _)| key);
    keys.filter_map(|key| {
        let near = check_key(&key.value).err()?;
        let message = words(
            format!("`{}` という画面の言葉はありません", key.value),
            format!("the interface has no word `{}`", key.value),
        );
        let help = near.map(|near| {
            words(
                format!("`{near}` ではありませんか"),
                format!("did you mean `{near}`?"),
            )
        });
        let place = Place::new(&config.path, key.span);
        Some(Diagnostic::new(codes::UNKNOWN_SETTING, place, message).maybe_help(help))
    })
    .collect()
}

/// What is amiss with a site without a page.
pub fn missing_content() -> Diagnostic {
    Diagnostic::nowhere(
        codes::MISSING_CONTENT,
        words(
            "`content/` にMarkdownのファイルがありません",
            "there is no Markdown file in `content/`",
        ),
    )
    .help(words(
        "`content/_index.md` を作るか、フォルダーを元の場所に戻してください",
        "make `content/_index.md`, or put the folder back where it was",
    ))
}

fn missing_config(path: &SourcePath) -> Diagnostic {
    Diagnostic::nowhere(
        codes::MISSING_CONFIG,
        words(format!("`{path}` がありません"), format!("there is no `{path}`")),
    )
    .help(words(
        "サイトのフォルダーで実行するか、`--root` で指定してください。新しいサイトは `madoguchi init` で始められます",
        "run this in the site's folder or name it with `--root`; `madoguchi init` begins a new site",
    ))
}
