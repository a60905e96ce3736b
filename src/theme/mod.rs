//! Templates and assets: the built-in theme, a theme of the site over it, the site's own on top.
//!
//! The home of tera. A [`Theme`] is always usable: what is wrong in a template is reported, and in
//! its place stands the template of the layer below, so that one mistake is told once. Templates
//! see the values they are handed and nothing else; no text of `content/` is ever a template.

pub mod builtin;
pub mod escape;

mod assets;
mod blocked;
mod files;
mod filters;
mod limits;
mod phrases;
mod report;
mod settings;
mod tags;

pub use files::ThemeFiles;
pub use settings::{Setting, SettingKind, Settings};

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Tera, Value};

use self::files::Layers;
use self::report::{Templates, body, reports};
use self::settings::Manifest;
use crate::decode::{Origin, Table};
use crate::diagnostic::{Bag, Checked, Diagnostic, Place, codes, did_you_mean};
use crate::output::Output;
use crate::text::{Source, SourcePath, Spanned};
use crate::wording::words;

/// A theme, ready to render.
#[derive(Clone)]
pub struct Theme {
    tera: Tera,
    templates: Templates,
    manifest: Manifest,
    /// The published files by their names in the theme: `site.css` → `assets/site.1a2b3c4d.css`.
    pub assets: BTreeMap<String, Output>,
    /// The style sheets of every page in order, from the site's root.
    pub styles: Vec<String>,
    /// The scripts that run before a page is shown, in order, from the site's root.
    pub early_scripts: Vec<String>,
    /// The scripts of every page in order, from the site's root.
    pub scripts: Vec<String>,
    /// The theme's files by name, each with the file that won.
    pub files: BTreeMap<String, SourcePath>,
}

/// Values that many renderings share, converted for templates once.
#[derive(Clone, Debug, Default)]
pub struct Common {
    values: Vec<(&'static str, Value)>,
}

impl Common {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value under the name that templates know it by.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &impl Serialize) -> Self {
        self.values.push((name, Value::from_serializable(value)));
        self
    }
}

/// The site's own style sheet, linked after the theme's when it is there.
const CUSTOM_STYLE: &str = "custom.css";

impl Theme {
    /// Reads a theme. Whatever is wrong, the value renders.
    pub fn load(files: &ThemeFiles<'_>) -> Checked<Self> {
        let mut bag = Bag::new();
        let (layers, unknown) = files.layers();
        bag.extend(unknown);
        let manifest = layers
            .manifest
            .as_ref()
            .map(|source| Manifest::read(source, &mut bag))
            .unwrap_or_default();
        let assets = assets::publish(&layers, files.origins, &mut bag);
        let mut styles = listed(&manifest.styles, &assets, &layers, &mut bag);
        styles.extend(
            assets
                .get(CUSTOM_STYLE)
                .filter(|_| !manifest.styles.iter().any(|s| s.value == CUSTOM_STYLE))
                .map(|output| output.path.as_str().to_owned()),
        );
        let early_scripts = listed(&manifest.early_scripts, &assets, &layers, &mut bag);
        let scripts = listed(&manifest.scripts, &assets, &layers, &mut bag);
        let (tera, templates) = read_templates(layers.with_parents(), &mut bag);
        blocked::check(&templates, files.origins, &mut bag);
        bag.with(Self {
            tera,
            templates,
            manifest,
            assets,
            styles,
            early_scripts,
            scripts,
            files: layers.winners(),
        })
    }

    /// The names of the blocks that have a template: `blocks/NAME.html`.
    pub fn blocks(&self) -> impl Iterator<Item = &str> {
        self.templates.keys().filter_map(|name| {
            let name = name.strip_prefix("blocks/")?.strip_suffix(".html")?;
            (!name.contains('/')).then_some(name)
        })
    }

    /// The templates by name: `page.html`, `blocks/table.html`.
    pub fn templates(&self) -> impl Iterator<Item = &str> {
        self.templates.keys().map(String::as_str)
    }

    /// Where each template comes from: its name and the file that won.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &Source)> {
        self.templates
            .iter()
            .map(|(name, source)| (name.as_str(), source))
    }

    /// Whether a page may name this template; if not, what to tell its author.
    pub fn check_template(&self, name: &str, place: Place) -> Result<(), Box<Diagnostic>> {
        if self.templates.contains_key(name) {
            return Ok(());
        }
        let pages = self.templates().filter(|name| !name.contains('/'));
        let message = words(
            format!("`{name}` というテンプレートはありません"),
            format!("there is no template `{name}`"),
        );
        Err(Box::new(
            Diagnostic::new(codes::MISSING_TEMPLATE, place, message)
                .maybe_help(did_you_mean(name, pages)),
        ))
    }

    /// The settings that the theme declares.
    pub fn declared_settings(&self) -> &[Setting] {
        &self.manifest.settings
    }

    /// A site's `[theme_settings]`, checked. `exists` says whether a path (`/logo.svg`) is published.
    pub fn settings(
        &self,
        given: Option<(&Origin, &Table)>,
        exists: &dyn Fn(&str) -> bool,
    ) -> Checked<Settings> {
        self.manifest.settings(given, exists)
    }

    /// Renders a template with a model under a name, beside values that are shared.
    pub fn render(
        &self,
        template: &str,
        name: &'static str,
        model: &impl Serialize,
        common: &Common,
    ) -> Result<String, Box<Diagnostic>> {
        let mut context = Context::new();
        for (key, value) in &common.values {
            context.insert_value(*key, value.clone());
        }
        context.insert(name, model);
        self.tera.render(template, &context).map_err(|error| {
            let first = reports(&error, &self.templates, template)
                .into_iter()
                .next();
            Box::new(first.map_or_else(|| silent(template), |report| report.finding))
        })
    }
}

/// An error that tera told nothing about: ours, since every kind is handled.
fn silent(template: &str) -> Diagnostic {
    Diagnostic::nowhere(
        codes::INTERNAL,
        words(
            format!("テンプレート `{template}` の誤りを読み取れませんでした"),
            format!("the error of template `{template}` could not be read"),
        ),
    )
}

/// The published paths of the files that `theme.toml` lists.
fn listed(
    names: &[Spanned<String>],
    assets: &BTreeMap<String, Output>,
    layers: &Layers,
    bag: &mut Bag,
) -> Vec<String> {
    let mut paths = Vec::new();
    for name in names {
        if let Some(output) = assets.get(&name.value) {
            paths.push(output.path.as_str().to_owned());
        } else if let Some(manifest) = &layers.manifest {
            let message = words(
                format!("`{}` というファイルはテーマにありません", name.value),
                format!("the theme has no file `{}`", name.value),
            );
            let place = Place::new(&manifest.path, name.span);
            bag.push(
                Diagnostic::new(codes::ASSET_MISSING, place, message)
                    .maybe_help(did_you_mean(&name.value, assets.keys().map(String::as_str))),
            );
        }
    }
    paths
}

/// Gives tera the templates. One that is wrong is reported and replaced by the built-in one of its
/// name, or by nothing, until the rest loads; mistakes that may follow from the replacing are kept
/// for the next run.
fn read_templates(mut templates: Templates, bag: &mut Bag) -> (Tera, Templates) {
    let excess = limits::check(&templates);
    for name in &excess.replaced {
        replace(&mut templates, name);
    }
    let mut told_syntax = !excess.told.is_empty();
    bag.extend(excess.told.into_iter().map(|report| report.finding));
    // Each round replaces a template at least, and the built-in ones are right.
    for _ in 0..=templates.len() {
        let mut tera = Tera::new();
        filters::register(&mut tera);
        let texts = templates.iter().map(|(name, source)| (name, body(source)));
        let Err(error) = tera.add_raw_templates(texts) else {
            return (tera, templates);
        };
        let syntax = matches!(error.kind(), tera::ErrorKind::SyntaxError(_));
        for report in reports(&error, &templates, "") {
            replace(&mut templates, &report.template);
            if syntax || !told_syntax {
                bag.push(report.finding);
            }
        }
        told_syntax |= syntax;
    }
    fall_back()
}

/// The built-in templates alone.
fn fall_back() -> (Tera, Templates) {
    let templates: Templates = builtin::files()
        .filter(|(_, source)| source.path.extension() == "html")
        .map(|(name, source)| (name.to_owned(), source))
        .collect();
    let mut tera = Tera::new();
    filters::register(&mut tera);
    tera.add_raw_templates(templates.iter().map(|(name, source)| (name, body(source))))
        .expect("invariant: the built-in templates load");
    (tera, templates)
}

fn replace(templates: &mut Templates, name: &str) {
    let built_in = builtin::files().find(|(file, _)| *file == name);
    match built_in {
        Some((_, source)) => {
            templates.insert(name.to_owned(), source);
        }
        None => {
            templates.remove(name);
        }
    }
}

#[cfg(test)]
mod tests;
