//! Which file of which layer a theme consists of.
//!
//! Three layers, file by file: the built-in default, `themes/NAME/` over it, and the site's own
//! `templates/` over both. A name (`blocks/table.html`) is the path inside a layer; a template that
//! wins over another may still extend it, under its layer's name (`default/blocks/table.html`).

use std::collections::{BTreeMap, BTreeSet};

use super::builtin;
use super::report::body;
use super::tags::Tags;
use crate::diagnostic::{Diagnostic, Place, codes, did_you_mean};
use crate::digest::Digest;
use crate::text::{Asset, Source, SourcePath};
use crate::wording::words;

/// What a theme is made of.
#[derive(Clone, Debug)]
pub struct ThemeFiles<'a> {
    /// The site's texts; those below `themes/` and `templates/` count.
    pub texts: &'a BTreeMap<SourcePath, Source>,
    /// The site's other files, for a theme's fonts and pictures.
    pub assets: &'a BTreeMap<SourcePath, Asset>,
    /// The name of the theme.
    pub name: &'a str,
    /// Where the config names it.
    pub place: Option<Place>,
    /// Origins besides the site's own that its policy lets in.
    pub origins: &'a [String],
}

/// The theme inside the program.
const BUILT_IN: &str = "default";
/// The site's own layer.
const OWN: &str = "templates";

/// The files that win, by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Layers {
    /// Templates: what ends in `.html`, so that tera escapes what they print.
    pub(super) templates: BTreeMap<String, Source>,
    /// Style sheets, scripts and pictures that are text.
    pub(super) texts: BTreeMap<String, Source>,
    /// Other files that are published as they are.
    pub(super) binaries: BTreeMap<String, (SourcePath, Digest)>,
    /// `theme.toml`.
    pub(super) manifest: Option<Source>,
    /// Templates of a layer that another may have won over, by layer and name: `default/page.html`.
    pub(super) beneath: BTreeMap<String, Source>,
}

impl ThemeFiles<'_> {
    /// Puts the layers together. A theme that does not exist leaves the default.
    pub(super) fn layers(&self) -> (Layers, Option<Diagnostic>) {
        let mut layers = Layers::default();
        for (name, source) in builtin::files() {
            layers.keep_beneath(BUILT_IN, name, &source);
            layers.put(name, source);
        }
        let folder = format!("themes/{}", self.name);
        let known = self.themes();
        let finding = (!known.contains(self.name)).then(|| self.unknown_theme(&known));
        for layer in [folder.as_str(), OWN] {
            for (path, source) in self.texts {
                if let Some(name) = path.below(layer) {
                    if layer != OWN {
                        layers.keep_beneath(self.name, name, source);
                    }
                    layers.put(name, source.clone());
                }
            }
            for (path, asset) in self.assets {
                if let Some(name) = path.below(layer) {
                    layers
                        .binaries
                        .insert(name.to_owned(), (path.clone(), asset.digest));
                }
            }
        }
        (layers, finding)
    }

    /// The themes that exist: the built-in one and each folder of `themes/`.
    fn themes(&self) -> BTreeSet<&str> {
        let folder = |path: &SourcePath| -> Option<usize> { path.below("themes")?.find('/') };
        self.texts
            .keys()
            .chain(self.assets.keys())
            .filter_map(|path| Some(&path.below("themes")?[..folder(path)?]))
            .chain([BUILT_IN])
            .collect()
    }

    fn unknown_theme(&self, known: &BTreeSet<&str>) -> Diagnostic {
        let message = words(
            format!(
                "`{0}` というテーマはありません(`themes/{0}/` がありません)",
                self.name
            ),
            format!(
                "there is no theme `{0}` (no folder `themes/{0}/`)",
                self.name
            ),
        );
        let finding = match self.place.clone() {
            Some(place) => Diagnostic::new(codes::UNKNOWN_THEME, place, message),
            None => Diagnostic::nowhere(codes::UNKNOWN_THEME, message),
        };
        finding.maybe_help(did_you_mean(self.name, known.iter().copied()))
    }
}

impl Layers {
    /// A template that one of the same name may win over, and extend under its layer's name.
    fn keep_beneath(&mut self, layer: &str, name: &str, source: &Source) {
        if source.path.extension() == "html" {
            let name = format!("{layer}/{name}");
            self.beneath.insert(name, source.clone());
        }
    }

    /// The files that won, by name: each with where it is from.
    pub(super) fn winners(&self) -> BTreeMap<String, SourcePath> {
        let texts = self.templates.iter().chain(&self.texts);
        let mut winners: BTreeMap<_, _> = texts
            .map(|(name, source)| (name.clone(), source.path.clone()))
            .collect();
        let binaries = self.binaries.iter();
        winners.extend(binaries.map(|(name, (path, _))| (name.clone(), path.clone())));
        let manifest = self.manifest.iter();
        winners.extend(manifest.map(|source| ("theme.toml".to_owned(), source.path.clone())));
        winners
    }

    /// The templates, and of those beneath them the ones that are named.
    pub(super) fn with_parents(&self) -> BTreeMap<String, Source> {
        let mut templates = self.templates.clone();
        let mut open: Vec<Source> = templates.values().cloned().collect();
        while let Some(source) = open.pop() {
            let tags = Tags::of(body(&source));
            let named = tags.extends.into_iter().chain(tags.includes);
            for (name, _) in named {
                if let (false, Some(parent)) =
                    (templates.contains_key(&name), self.beneath.get(&name))
                {
                    open.push(parent.clone());
                    templates.insert(name, parent.clone());
                }
            }
        }
        templates
    }
    fn put(&mut self, name: &str, source: Source) {
        let kind = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match kind {
            "html" => self.templates.insert(name.to_owned(), source),
            "css" | "js" | "svg" => self.texts.insert(name.to_owned(), source),
            "toml" if name == "theme.toml" => self.manifest.replace(source),
            // A theme's readme or licence is nobody's template and is not published.
            _ => None,
        };
    }
}
