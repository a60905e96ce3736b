//! Files that cannot be read or are wrong: what was shown last stays, and everything wrong is told.

use std::sync::Arc;

use madoguchi::preview::Preview;
use madoguchi::text::{Refusal, RefusalReason, Snapshot, SourcePath};

use super::edits::start;
use super::machine::{edit, opened};
use super::tree::{Tree, assert_like_a_build, errors, page, settle};

/// The same site with a template of its own, which changes nothing.
fn start_with_template() -> Tree {
    let mut tree = start();
    tree.put("templates/page.html", "{% extends \"default/page.html\" %}");
    tree
}

/// The files in which there is an error.
fn broken_files(preview: &Preview) -> Vec<String> {
    let found = preview.findings();
    let places = errors(&found);
    let places = places.iter().filter_map(|error| error.place.as_ref());
    let mut files: Vec<String> = places.map(|place| place.path.to_string()).collect();
    files.dedup();
    files
}

#[test]
fn w03_the_last_good_page_stays_while_something_is_broken() {
    let mistakes = [
        ("content/phone/a.md", "番号は", "{{ nobody.hours }} "),
        ("content/phone/a.md", "# 折り返し", "+++\ntitel = 1\n+++\n"),
        (
            "content/data/channels.toml",
            "[channel.phone]",
            "[channel.phone",
        ),
        ("config.toml", "title = \"案内\"", "title = "),
        ("content/data/channels.toml", "number", "numbr"),
        ("templates/page.html", "%}", "}"),
        ("templates/page.html", "default/page.html", "page.html"),
    ];
    for (path, from, to) in mistakes {
        let mut tree = start_with_template();
        let mut preview = opened(&tree);
        let good = page(&mut preview, "/phone/a/");
        edit(&mut tree, path, from, to);
        preview.take(tree.snapshot());
        settle(&mut preview, &[]);
        assert!(!errors(&preview.findings()).is_empty(), "{path}: {to}");
        assert_eq!(page(&mut preview, "/phone/a/"), good, "{path}: {to}");
        edit(&mut tree, path, to, from);
        preview.take(tree.snapshot());
        assert!(assert_like_a_build(&mut preview, &tree));
    }
}

#[test]
fn w03_every_mistake_is_told_until_it_is_mended() {
    let mistakes = [
        ("content/data/channels.toml", "number", "numbr"),
        ("content/faq.md", "{{ chat.hours }}", "{{ nobody.hours }}"),
        ("content/phone/a.md", "番号は", "<script>"),
        ("templates/page.html", "%}", "}"),
    ];
    let mut tree = start_with_template();
    let mut preview = opened(&tree);
    for (path, from, to) in mistakes {
        edit(&mut tree, path, from, to);
    }
    for (mended, (path, from, to)) in mistakes.into_iter().enumerate() {
        preview.take(tree.snapshot());
        settle(&mut preview, &[]);
        let left: Vec<&str> = mistakes[mended..].iter().map(|(path, ..)| *path).collect();
        assert_eq!(broken_files(&preview), left);
        edit(&mut tree, path, to, from);
    }
    preview.take(tree.snapshot());
    assert!(assert_like_a_build(&mut preview, &tree));
}

/// A site of which some files cannot be read.
fn refused(tree: &Tree, files: &[(&str, RefusalReason)]) -> Arc<Snapshot> {
    let mut snapshot = Snapshot::clone(&tree.snapshot());
    for (path, reason) in files {
        snapshot.texts.remove(*path);
        snapshot.refused.push(Refusal {
            path: SourcePath::new(path),
            reason: reason.clone(),
        });
    }
    Arc::new(snapshot)
}

#[test]
fn f03_what_cannot_be_read_is_shown_as_it_was_last() {
    let encoding = || RefusalReason::Encoding {
        before: "# ".to_owned(),
        guess: Some("Shift_JIS"),
    };
    for (path, reason) in [
        ("content/phone/a.md", encoding()),
        ("content/phone/a.md", RefusalReason::SymbolicLink),
        ("content/data/channels.toml", encoding()),
        ("templates/page.html", encoding()),
        ("config.toml", encoding()),
    ] {
        let mut tree = start_with_template();
        let mut preview = opened(&tree);
        let good = page(&mut preview, "/phone/a/");
        preview.take(refused(&tree, &[(path, reason.clone())]));
        settle(&mut preview, &[]);
        assert_eq!(page(&mut preview, "/phone/a/"), good, "{path}");
        assert_eq!(broken_files(&preview), [path]);
        assert_eq!(errors(&preview.findings()).len(), 1, "{path}");
        // Others go on, and it is no other file the longer it lasts.
        edit(&mut tree, "content/faq.md", "いつ?", "何時?");
        preview.take(refused(&tree, &[(path, reason)]));
        settle(&mut preview, &[]);
        assert!(page(&mut preview, "/faq/").contains("何時?"), "{path}");
        assert_eq!(page(&mut preview, "/phone/a/"), good, "{path}");
        preview.take(tree.snapshot());
        assert!(assert_like_a_build(&mut preview, &tree));
    }
}

#[test]
fn f09_what_the_machine_withholds_is_shown_as_it_was_last() {
    for path in [
        "content/phone/a.md",
        "content/data/channels.toml",
        "templates/page.html",
        "static/a.png",
    ] {
        let mut tree = start_with_template();
        let mut preview = opened(&tree);
        let good = page(&mut preview, "/phone/a/");
        let withheld = tree.files.remove(path).unwrap();
        edit(
            &mut tree,
            "content/c.md",
            "# 質問\n",
            "# 質問\n\n新しい文。\n",
        );
        preview.take_in_part(tree.snapshot());
        settle(&mut preview, &[]);
        assert_eq!(page(&mut preview, "/phone/a/"), good, "{path}");
        assert!(page(&mut preview, "/c/").contains("新しい文。"), "{path}");
        assert!(errors(&preview.findings()).is_empty(), "{path}");
        tree.put(path, &withheld);
        preview.take(tree.snapshot());
        assert!(assert_like_a_build(&mut preview, &tree));
    }
}
