//! `madoguchi import` from outside: what it says, and that a part of a site never stands where a site was to be.

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::program::{madoguchi, run, status, stderr};
use crate::scratch::Scratch;

const PAGES: usize = 20;

/// A folder with a book of some pages and a picture beside the site.
fn with_book() -> Scratch {
    let scratch = Scratch::new();
    let mut summary = String::from("# Summary\n\n");
    for page in 0..PAGES {
        let _ = writeln!(summary, "- [第{page}章](c{page}.md)");
        let text = format!(
            "# 第{page}章\n\n## 節\n\n[次](c{}.md#節)\n",
            (page + 1) % PAGES
        );
        scratch.put(&format!("book/src/c{page}.md"), text);
    }
    scratch.put("book/src/SUMMARY.md", summary);
    scratch.put(
        "book/book.toml",
        "[book]\ntitle = \"本\"\nlanguage = \"ja\"\n",
    );
    scratch.put("book/src/img/map.png", b"\x89PNG\r\n\x1a\n");
    scratch
}

fn names(scratch: &Scratch) -> Vec<String> {
    let entries = fs::read_dir(&scratch.site).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_book_comes_over_and_builds() {
    let scratch = with_book();
    let before = scratch.tree("book");
    let output = run(
        &scratch,
        &["import", "mdbook", "book", "new", "--lang", "en"],
    );
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let said = stderr(&output);
    let count = format!(
        "{PAGES} pages, {} anchors and 1 files came over to `new`",
        2 * PAGES
    );
    assert!(said.starts_with(&count), "{said}");
    assert_eq!(
        scratch.tree("book"),
        before,
        "the old folder stays as it is"
    );
    assert_eq!(names(&scratch), ["book", "config.toml", "content", "new"]);
    assert!(scratch.has("new/static/img/map.png"));
    let built = run(&scratch, &["build", "-r", "new", "--deny", "warnings"]);
    assert_eq!(status(&built), 0, "{}", stderr(&built));
    for page in 1..PAGES {
        let old = scratch.get(&format!("new/public/c{page}.html"));
        assert!(old.contains("id=\"節\""), "{old}");
    }
}

#[test]
fn without_a_target_it_stands_beside_under_a_name_of_its_own() {
    let scratch = with_book();
    assert_eq!(status(&run(&scratch, &["import", "mdbook", "book"])), 0);
    assert!(scratch.has("book-madoguchi/config.toml"));
}

#[test]
fn an_empty_folder_is_filled_where_it_is() {
    let scratch = with_book();
    scratch.put("empty/.git/HEAD", "ref: refs/heads/main\n");
    let output = madoguchi(&scratch, &["import", "mdbook", "../book", "."])
        .current_dir(scratch.site.join("empty"))
        .output()
        .unwrap();
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let empty: Vec<String> = scratch.tree("empty").into_keys().collect();
    let tops = empty
        .iter()
        .filter(|path| path.trim_end_matches('/').matches('/').count() == 0);
    let tops: Vec<&String> = tops.collect();
    assert_eq!(
        tops,
        [
            ".git/",
            ".gitattributes",
            ".gitignore",
            "config.toml",
            "content/",
            "static/"
        ]
    );
    assert_eq!(status(&run(&scratch, &["check", "-r", "empty"])), 0);
}

#[test]
fn o02_an_import_into_a_folder_with_files_is_refused() {
    let scratch = with_book();
    scratch.put("new/thesis.txt", "three years");
    let before = scratch.tree(".");
    let output = run(
        &scratch,
        &["import", "mdbook", "book", "new", "--lang", "en"],
    );
    assert_eq!(status(&output), 2);
    assert!(
        stderr(&output).contains("it holds `thesis.txt`"),
        "{}",
        stderr(&output)
    );
    assert_eq!(scratch.tree("."), before);
}

#[test]
fn where_there_is_no_old_site_nothing_is_made() {
    let scratch = with_book();
    let before = scratch.tree(".");
    for arguments in [["mdbook", "content"], ["zola", "book"], ["zola", "nowhere"]] {
        let arguments = [&["import"], &arguments[..], &["deep/er/new"]].concat();
        let output = run(&scratch, &arguments);
        assert_eq!(status(&output), 2, "{arguments:?}: {}", stderr(&output));
        assert_eq!(scratch.tree("."), before, "{arguments:?}");
    }
}

#[test]
fn o07_an_import_that_is_killed_leaves_no_part() {
    const KILLS: u32 = 40;
    let fresh = with_book();
    let begun = Instant::now();
    assert_eq!(
        status(&run(&fresh, &["import", "mdbook", "book", "new"])),
        0
    );
    let length = begun.elapsed();
    let whole = fresh.tree("new");
    let scratch = with_book();
    for kill in 0..KILLS {
        // Most of the time is reading and trying; files are written at the end.
        let late = kill % 3 != 0;
        let (from, over) = if late { (3, 2) } else { (0, 4) };
        let mut import = madoguchi(&scratch, &["import", "mdbook", "book", "new"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(length * from / 4 + length * over * kill / 4 / KILLS);
        import.kill().unwrap();
        import.wait().unwrap();
        if scratch.has("new") {
            assert!(scratch.tree("new") == whole, "kill {kill} of {KILLS}");
            fs::remove_dir_all(scratch.site.join("new")).unwrap();
        }
    }
    assert_eq!(
        status(&run(&scratch, &["import", "mdbook", "book", "new"])),
        0
    );
    assert!(scratch.tree("new") == whole);
    assert_eq!(names(&scratch), ["book", "config.toml", "content", "new"]);
}

#[test]
fn o07_what_a_killed_import_left_in_an_empty_folder_is_cleared() {
    let scratch = with_book();
    scratch.put(
        "new/.madoguchi-unfinished/.madoguchi-output",
        "madoguchi staging 1\n",
    );
    scratch.put("new/.madoguchi-unfinished/site/content/half.md", "# half");
    scratch.put("new/.madoguchi-unfinished-lock", "999999\n");
    let output = run(&scratch, &["import", "mdbook", "book", "new"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(!scratch.has("new/.madoguchi-unfinished"));
    assert!(!scratch.has("new/.madoguchi-unfinished-lock"));
    assert!(!scratch.has("new/content/half.md"));
}

#[test]
fn o07_a_strange_folder_in_the_way_of_an_import_is_not_removed() {
    let scratch = with_book();
    scratch.put(".new.madoguchi-unfinished/thesis.txt", "three years");
    let output = run(&scratch, &["import", "mdbook", "book", "new"]);
    assert_eq!(status(&output), 3, "{}", stderr(&output));
    assert!(scratch.has(".new.madoguchi-unfinished/thesis.txt"));
    assert!(!scratch.has("new"));
}

#[test]
fn o09_an_import_that_meets_a_limit_leaves_nothing() {
    let scratch = with_book();
    scratch.put("book/src/img/big.png", vec![7; 1 << 20]);
    fs::create_dir(scratch.site.join("empty")).unwrap();
    let before = scratch.tree(".");
    for target in ["empty", "new", "deep/er/new"] {
        let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" import mdbook book \"$1\"";
        let output = Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_madoguchi"), target])
            .current_dir(&scratch.site)
            .output()
            .unwrap();
        assert_eq!(status(&output), 3, "{}", stderr(&output));
        assert!(
            stderr(&output).contains("static/img/big.png"),
            "{}",
            stderr(&output)
        );
        assert_eq!(scratch.tree("."), before, "{target}");
    }
}
