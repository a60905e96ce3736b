//! A build by the library, as the program does it, but that code may take as long as it likes to be coloured:
//! where instructions are counted, everything takes fifty times as long.

use std::path::Path;
use std::sync::Arc;

use madoguchi::civil::read_date;
use madoguchi::compile::{self, Options};
use madoguchi::host::{self, Site, Staging, Surroundings, Target};
use madoguchi::render::highlight::Patience;

/// Builds a site into a folder.
pub(crate) fn build(root: &Path, output: &Path) {
    let site = Site::find(Some(root), Path::new("config.toml")).unwrap();
    let today = read_date("2026-11-23").unwrap();
    let snapshot = Arc::new(host::read(&site.root, &site.config, today).snapshot);
    let options = Options {
        patience: Patience::Endless,
        ..Options::default()
    };
    let parsed = compile::parse(&snapshot, &site.config, &options);
    let target = Target::check(&site.root, output, &Surroundings::of_process()).unwrap();
    let staging = Staging::begin(target, None).unwrap();
    let done = parsed
        .compile(&snapshot, &options, &|file| staging.write(file))
        .unwrap();
    assert!(!done.has_errors(), "{:?}", done.findings.first());
    staging.publish().unwrap();
}
