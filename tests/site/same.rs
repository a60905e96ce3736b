//! Same input, same bytes: neither threads nor the order of reading show (row O19).

use std::collections::BTreeMap;

use madoguchi::text::Snapshot;

use super::built::{build, sites, texts};

fn with_threads(threads: usize, snapshot: &Snapshot) -> (String, BTreeMap<String, String>) {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    let (_, compilation, outputs) = pool.install(|| build(snapshot));
    (format!("{:?}", compilation.findings), texts(outputs))
}

#[test]
fn o19_threads_do_not_show() {
    for site in sites() {
        let one = with_threads(1, &site.snapshot);
        let eight = with_threads(8, &site.snapshot);
        assert!(one == eight, "{}", site.name);
        assert!(one.1 == site.texts, "{}", site.name);
    }
}

#[test]
fn o19_the_order_of_reading_does_not_show() {
    for site in sites() {
        let of = &site.snapshot;
        let mut reversed = Snapshot {
            texts: BTreeMap::new(),
            assets: BTreeMap::new(),
            refused: of.refused.iter().rev().cloned().collect(),
            today: of.today,
            changed: of.changed.clone(),
        };
        for (path, source) in of.texts.iter().rev() {
            reversed.texts.insert(path.clone(), source.clone());
        }
        for (path, asset) in of.assets.iter().rev() {
            reversed.assets.insert(path.clone(), asset.clone());
        }
        let (_, _, outputs) = build(&reversed);
        assert!(texts(outputs) == site.texts, "{}", site.name);
    }
}

#[test]
fn o19_no_page_knows_where_it_was_built() {
    let here = env!("CARGO_MANIFEST_DIR");
    for site in sites() {
        for (path, text) in &site.texts {
            assert!(!text.contains(here), "{}: {path}", site.name);
        }
    }
}
