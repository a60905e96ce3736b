//! The reference of the manual is what the forms say. `MADOGUCHI_UPDATE_MANUAL=1` writes it anew.

use std::fs;
use std::path::Path;

use madoguchi::schema::{ReferencePage, reference_page};
use madoguchi::wording::Language;

#[test]
fn the_reference_of_the_manual_is_what_the_program_reads() {
    let pages = [
        ("config", ReferencePage::Config),
        ("dataset", ReferencePage::Dataset),
    ];
    let languages = [("", Language::Japanese), (".en", Language::English)];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/manual");
    for (name, page) in pages {
        for (tag, language) in languages {
            let file = folder.join(format!("{name}{tag}.md"));
            let drawn = reference_page(page, language);
            if std::env::var_os("MADOGUCHI_UPDATE_MANUAL").is_some() {
                fs::create_dir_all(&folder).unwrap();
                fs::write(&file, &drawn).unwrap();
            }
            let present = fs::read_to_string(&file).unwrap_or_default();
            assert!(
                present == drawn,
                "content/manual/{name}{tag}.md differs: MADOGUCHI_UPDATE_MANUAL=1 cargo test --test schema writes it"
            );
        }
    }
}
