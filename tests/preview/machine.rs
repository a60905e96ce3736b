//! What is shown while something is broken, and what browsers are told.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use madoguchi::compile::{Edition, File, Wanted};
use madoguchi::preview::{Preview, Standing};

#[cfg(target_os = "linux")]
use super::alone;
use super::edits::start;
use super::tree::{Tree, ask, assert_like_a_build, errors, page, settle, setup};

pub(crate) fn opened(tree: &Tree) -> Preview {
    let mut preview = Preview::new(setup(), tree.snapshot());
    settle(&mut preview, &[]);
    preview
}

pub(crate) fn edit(tree: &mut Tree, path: &str, from: &str, to: &str) {
    let text = tree.files.get_mut(path).unwrap();
    assert!(text.contains(from), "{path} does not say {from:?}");
    *text = text.replace(from, to);
}

#[test]
fn w03_other_pages_go_on_while_one_file_is_broken() {
    for broken in [
        "content/data/channels.toml",
        "config.toml",
        "content/faq.md",
    ] {
        let mut tree = start();
        let mut preview = opened(&tree);
        let text = tree.files.get_mut(broken).unwrap();
        text.insert_str(0, "+++\n\"\n");
        preview.take(tree.snapshot());
        settle(&mut preview, &[]);
        edit(&mut tree, "content/phone/a.md", "番号は", "新しい番号は");
        preview.take(tree.snapshot());
        let shown = page(&mut preview, "/phone/a/");
        assert!(shown.contains("新しい番号は"), "{broken}: {shown}");
    }
}

#[test]
fn w04_an_error_is_told_until_it_is_mended() {
    let mut tree = start();
    let mut preview = opened(&tree);
    edit(
        &mut tree,
        "content/phone/a.md",
        "番号は",
        "{{ nobody.hours }}",
    );
    preview.take(tree.snapshot());
    settle(&mut preview, &[]);
    let told = preview.findings();
    edit(&mut tree, "content/phone/b.md", "# 表", "# 別の表");
    preview.take(tree.snapshot());
    assert_eq!(
        errors(&preview.findings()),
        errors(&told),
        "before anything is made"
    );
    settle(&mut preview, &[]);
    assert_eq!(errors(&preview.findings()), errors(&told));
    edit(
        &mut tree,
        "content/phone/a.md",
        "{{ nobody.hours }}",
        "番号は",
    );
    preview.take(tree.snapshot());
    settle(&mut preview, &[]);
    assert!(errors(&preview.findings()).is_empty());
}

#[test]
fn w07_a_site_that_is_moved_away_is_shown_until_it_is_back() {
    let tree = start();
    let mut preview = opened(&tree);
    let good = page(&mut preview, "/phone/a/");
    let gone = Tree::new([("config.toml", tree.files["config.toml"].as_str())]);
    for away in [gone, Tree::default()] {
        preview.take(away.snapshot());
        settle(&mut preview, &[]);
        assert_eq!(page(&mut preview, "/phone/a/"), good);
        assert_eq!(errors(&preview.findings()).len(), 1);
        preview.take(tree.snapshot());
        assert!(assert_like_a_build(&mut preview, &tree));
    }
}

#[test]
fn w12_a_renamed_folder_moves_its_pages() {
    let mut tree = start();
    let mut preview = opened(&tree);
    for (path, text) in tree.files.clone() {
        if let Some(name) = path.strip_prefix("content/phone/") {
            tree.files.remove(&path);
            tree.put(
                &format!("content/tel/{name}"),
                &text.replace("@/phone/", "@/tel/"),
            );
        }
    }
    edit(&mut tree, "content/_index.md", "@/phone/", "@/tel/");
    preview.take(tree.snapshot());
    assert!(assert_like_a_build(&mut preview, &tree));
    assert_eq!(ask(&mut preview, "/phone/a/").standing, Standing::NotFound);
    assert_eq!(ask(&mut preview, "/tel/a/").standing, Standing::Found);
}

#[test]
fn w14_a_bug_in_one_page_leaves_the_rest_alone() {
    let broken = Arc::new(AtomicBool::new(false));
    let is_broken = broken.clone();
    let maker = move |edition: &Edition, file: &File, wanted: Wanted| {
        let is_page = matches!(file, File::Page(path) if path.as_str() == "content/phone/a.md");
        assert!(!(is_page && is_broken.load(Ordering::Relaxed)), "a bug");
        edition.make(file, wanted)
    };
    let mut tree = start();
    let mut preview = Preview::with_maker(setup(), tree.snapshot(), Arc::new(maker));
    settle(&mut preview, &[]);
    let good = page(&mut preview, "/phone/a/");
    broken.store(true, Ordering::Relaxed);
    edit(&mut tree, "content/phone/a.md", "番号は", "電話番号は");
    preview.take(tree.snapshot());
    settle(&mut preview, &[]);
    let found = preview.findings();
    assert_eq!(errors(&found).len(), 1, "{found:?}");
    broken.store(false, Ordering::Relaxed);
    assert!(page(&mut preview, "/phone/b/").contains("電話番号は"));
    edit(&mut tree, "content/phone/a.md", "電話番号は", "番号は");
    preview.take(tree.snapshot());
    assert!(assert_like_a_build(&mut preview, &tree));
    assert_eq!(page(&mut preview, "/phone/a/"), good);
}

#[test]
fn only_pages_whose_values_have_changed_are_made_again() {
    let made = Arc::new(AtomicUsize::new(0));
    let count = made.clone();
    let maker = move |edition: &Edition, file: &File, wanted: Wanted| {
        let made = edition.make(file, wanted);
        let is_page = matches!(file, File::Page(_));
        count.fetch_add(
            usize::from(is_page && made.content.is_some()),
            Ordering::Relaxed,
        );
        made
    };
    let mut tree = start();
    let mut preview = Preview::with_maker(setup(), tree.snapshot(), Arc::new(maker));
    settle(&mut preview, &[]);
    let mut made_by = |tree: &Tree| {
        made.store(0, Ordering::Relaxed);
        preview.take(tree.snapshot());
        settle(&mut preview, &[]);
        made.load(Ordering::Relaxed)
    };
    assert_eq!(made_by(&tree), 0, "nothing has changed");
    edit(
        &mut tree,
        "content/data/channels.toml",
        "timezone",
        "# a comment\n\ntimezone",
    );
    assert_eq!(made_by(&tree), 0, "a comment in the dataset");
    edit(
        &mut tree,
        "content/data/channels.toml",
        "24/7",
        "around the clock",
    );
    assert_eq!(made_by(&tree), 0, "that is no value: all is stood in for");
    edit(
        &mut tree,
        "content/data/channels.toml",
        "\"around the clock\"",
        "{ everyday = \"09:00-10:00\" }",
    );
    // The table of channels, the FAQ, and the page that shows an answer and a card.
    assert_eq!(made_by(&tree), 3, "the hours of the chat");
    edit(&mut tree, "content/phone/a.md", "番号は", "電話番号は");
    assert_eq!(made_by(&tree), 2, "a stretch that another page includes");
    edit(
        &mut tree,
        "content/_index.md",
        "# 窓口案内\n",
        "# 窓口案内\n\n一文。\n",
    );
    assert_eq!(made_by(&tree), 1, "prose of one page");
}

#[test]
fn s09_browsers_hear_of_the_pages_they_show() {
    let mut tree = start();
    let mut preview = opened(&tree);
    let screen = ["/phone/a/".to_owned(), "/faq/".to_owned()];
    for path in &screen {
        let version = ask(&mut preview, path).version.unwrap();
        assert!(preview.greet(path, &version.to_string()), "{path}");
    }
    preview.news(&screen);
    assert!(preview.news(&screen).is_empty());
    edit(&mut tree, "content/phone/a.md", "番号は", "電話番号は");
    preview.take(tree.snapshot());
    settle(&mut preview, &screen);
    let news = preview.news(&screen);
    assert_eq!(news.pages.iter().collect::<Vec<_>>(), ["/phone/a/"]);
    assert_eq!(news.edit.as_deref(), Some("/phone/a/#steps"));
    assert!(!news.problems);
    assert!(preview.news(&screen).is_empty());
    edit(&mut tree, "content/faq.md", "{#when}", "{#whenever}");
    preview.take(tree.snapshot());
    settle(&mut preview, &screen);
    let news = preview.news(&screen);
    assert!(news.problems, "a page asks for the question by its old id");
    assert_eq!(news.pages.iter().collect::<Vec<_>>(), ["/faq/"]);
}

#[test]
fn a_page_that_comes_or_goes_is_told_to_those_who_look_at_its_place() {
    let mut tree = start();
    let mut preview = opened(&tree);
    let screen = ["/later/".to_owned()];
    let version = ask(&mut preview, "/later/").version.unwrap();
    assert!(preview.greet("/later/", &version.to_string()));
    tree.put("content/later.md", "# あとで\n");
    preview.take(tree.snapshot());
    settle(&mut preview, &screen);
    assert!(preview.news(&screen).pages.contains("/later/"));
    assert_eq!(ask(&mut preview, "/later/").standing, Standing::Found);
    tree.files.remove("content/later.md");
    preview.take(tree.snapshot());
    settle(&mut preview, &screen);
    assert!(preview.news(&screen).pages.contains("/later/"));
    assert_eq!(ask(&mut preview, "/later/").standing, Standing::NotFound);
}

#[test]
fn paths_follow_the_rules_of_pages() {
    let mut tree = start();
    edit(
        &mut tree,
        "config.toml",
        "title",
        "base_url = \"https://example.github.io/guide/\"\ntitle",
    );
    tree.put("static/plain.html.png", "x");
    let mut preview = opened(&tree);
    let rows = [
        ("/guide/", Standing::Found),
        ("/guide/index.html", Standing::Found),
        ("/guide/phone/a/", Standing::Found),
        (
            "/guide/phone/a",
            Standing::MovedTo("/guide/phone/a/".into()),
        ),
        ("/guide/phone/a/index.html", Standing::Found),
        ("/guide/phone/a/index", Standing::Found),
        ("/guide/404", Standing::Found),
        ("/guide/a.png", Standing::Found),
        ("/guide/a.png/", Standing::NotFound),
        ("/", Standing::MovedTo("/guide/".into())),
        ("/guide", Standing::MovedTo("/guide/".into())),
        ("/phone/a/", Standing::NotFound),
        ("/guidebook/", Standing::NotFound),
        ("/guide/../config.toml", Standing::NotFound),
        ("/guide//phone/a/", Standing::NotFound),
        ("/guide/.git/config", Standing::NotFound),
        ("/guide/PHONE/a/", Standing::NotFound),
        ("", Standing::NotFound),
    ];
    for (path, standing) in rows {
        assert_eq!(ask(&mut preview, path).standing, standing, "{path}");
    }
}

/// The memory of this process, in bytes.
#[cfg(target_os = "linux")]
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next());
    kilobytes.unwrap().parse::<usize>().unwrap() * 1024
}

/// What is kept of an edition goes with it. The first edits make room for what is remembered of the last.
#[cfg(target_os = "linux")]
#[test]
fn w13_a_thousand_edits_leave_memory_as_it_was() {
    if !alone::is_alone() {
        return alone::run("machine::w13_a_thousand_edits_leave_memory_as_it_was");
    }
    let mut tree = start();
    let mut preview = opened(&tree);
    let first = tree.files["content/phone/a.md"].clone();
    let channels = tree.files["content/data/channels.toml"].clone();
    let mut save = |number: usize| {
        let prose = format!("{first}\n{number}回目。\n");
        tree.put("content/phone/a.md", &prose);
        let data = match number % 10 {
            0 => format!("{channels}\n[channel.edit-{number}]\nname = \"窓口 {number}\"\n"),
            _ => channels.clone(),
        };
        tree.put("content/data/channels.toml", &data);
        preview.take(tree.snapshot());
        settle(&mut preview, &[]);
        // Whoever runs a preview lets go of its former editions aside.
        drop(preview.take_retired());
    };
    (0..200).for_each(&mut save);
    let before = resident();
    (200..1_000).for_each(&mut save);
    let after = resident();
    assert!(after < before + before / 10, "{before} to {after} bytes");
}
