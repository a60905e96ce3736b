//! The files of the default theme, compiled in, so that a site of one Markdown file has a look.
//!
//! A table of `include_str!` rather than a folder embedded by a macro: it is short, and the
//! compiler rebuilds what it names. `madoguchi theme list` and `copy` read it too.

use crate::text::{Source, SourcePath};

/// The folder that built-in files claim to lie in; no file of a site can.
const FOLDER: &str = "builtin:themes/default/";

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../themes/default/", $name)))),*]
    };
}

/// Name and text of each file, sorted by name.
const FILES: &[(&str, &str)] = files![
    "404.html",
    "base.html",
    "blocks/channel.html",
    "blocks/chooser.html",
    "blocks/faq.html",
    "blocks/notices.html",
    "blocks/table.html",
    "blocks/week.html",
    "channel.html",
    "components.html",
    "early.js",
    "faq.html",
    "favicon.svg",
    "head.html",
    "moved.js",
    "navigation.html",
    "open-now.css",
    "open-now.js",
    "page.html",
    "page.js",
    "search.css",
    "search.html",
    "search.js",
    "section.html",
    "site.css",
    "theme.toml",
];

/// The built-in files: the name in the theme (`blocks/table.html`) and the file.
pub fn files() -> impl Iterator<Item = (&'static str, Source)> {
    FILES
        .iter()
        .map(|(name, text)| (*name, Source::new(&format!("{FOLDER}{name}"), *text)))
}

/// The built-in file of a path in a diagnostic, for whoever shows its lines.
pub fn source(path: &SourcePath) -> Option<Source> {
    let name = path.as_str().strip_prefix(FOLDER)?;
    files()
        .find(|(file, _)| *file == name)
        .map(|(_, source)| source)
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::disallowed_methods,
        reason = "the folder is compared with the table that compiles it in"
    )]

    use super::*;

    #[test]
    fn a_built_in_path_leads_to_its_text() {
        for (_, file) in files() {
            assert_eq!(source(&file.path), Some(file));
        }
        assert_eq!(source(&SourcePath::new("themes/default/page.html")), None);
    }

    #[test]
    fn every_file_of_the_folder_is_compiled_in() {
        fn walk(folder: &std::path::Path, found: &mut usize) {
            for entry in std::fs::read_dir(folder).expect("the theme's folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    walk(&path, found);
                } else {
                    *found += 1;
                }
            }
        }
        let mut found = 0;
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default");
        walk(std::path::Path::new(folder), &mut found);
        assert_eq!(found, FILES.len());
    }
}
