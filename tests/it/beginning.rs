//! `madoguchi init`: what a new site holds, that it builds on any day, and what is left alone.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Output;

use madoguchi::civil::read_date;
use madoguchi::scaffold::{self, Program};
use madoguchi::text::Snapshot;
use madoguchi::wording::Language;

use crate::program::{madoguchi, run, status, stderr};
use crate::scratch::Scratch;

/// A run in a folder with nothing in it but what the test puts there.
fn init(scratch: &Scratch, arguments: &[&str]) -> Output {
    let empty = scratch.site.join("empty");
    fs::create_dir_all(&empty).unwrap();
    madoguchi(scratch, &[&["init"], arguments].concat())
        .current_dir(empty)
        .output()
        .unwrap()
}

/// Everything that a new site holds.
const ALL: [&str; 21] = [
    ".gitattributes",
    ".github/workflows/pages.yml",
    ".gitignore",
    ".madoguchi/schema/config.json",
    ".madoguchi/schema/data/channels.json",
    ".madoguchi/schema/data/notices.json",
    ".madoguchi/schema/front-matter.json",
    ".madoguchi/schema/table.json",
    ".taplo.toml",
    ".vscode/extensions.json",
    ".vscode/madoguchi.code-snippets",
    ".vscode/settings.json",
    "CODEOWNERS",
    "README.md",
    "config.toml",
    "content/_index.md",
    "content/anchors.lock",
    "content/contact/_index.md",
    "content/contact/prepare.md",
    "content/data/channels.toml",
    "content/faq.md",
];

/// Whether `madoguchi schema` makes the file of what the site says.
fn is_made(path: &str) -> bool {
    path.starts_with(".madoguchi/") || path == ".vscode/madoguchi.code-snippets"
}

fn files(scratch: &Scratch, below: &str) -> Vec<String> {
    let tree = scratch.tree(below).into_keys();
    tree.filter(|path| !path.ends_with('/')).collect()
}

#[test]
fn a_new_site_builds_and_checks_on_any_day_in_each_language() {
    for (language, title) in [("ja", "窓口案内"), ("en", "Support guide")] {
        let scratch = Scratch::new();
        let output = init(&scratch, &["guide", "--lang", language]);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        assert_eq!(stderr(&output).lines().count(), 4, "{}", stderr(&output));
        assert_eq!(files(&scratch, "empty/guide"), ALL);
        assert!(scratch.get("empty/guide/config.toml").contains(title));
        for day in ["2024-02-29", "2026-11-24", "2026-12-31", "2035-05-05"] {
            let check = ["check", "-r", "empty/guide", "--as-of", day];
            let check = [&check[..], &["--deny", "warnings", "--lang", "en"]].concat();
            let output = run(&scratch, &check);
            assert_eq!(status(&output), 0, "{day}: {}", stderr(&output));
            assert!(
                stderr(&output).ends_with("\n2 hints\n"),
                "{}",
                stderr(&output)
            );
        }
        let build = run(&scratch, &["build", "-r", "empty/guide"]);
        assert_eq!(status(&build), 0, "{}", stderr(&build));
        let record = run(
            &scratch,
            &["anchors", "record", "-r", "empty/guide", "--lang", "en"],
        );
        assert_eq!(stderr(&record), "nothing new\n", "the ledger is whole");
    }
}

#[test]
fn no_fact_of_a_new_site_passes_for_a_real_one() {
    for language in [Language::Japanese, Language::English] {
        for file in scaffold::files(language, Program::default()) {
            assert!(!file.text.contains("\nverified"), "{}", file.path);
            let digits = file.text.split("0120-").skip(1);
            for number in digits {
                assert!(number.starts_with("000-000"), "{}: {number}", file.path);
            }
        }
    }
}

#[test]
fn the_language_is_the_one_asked_for_else_the_machines_else_japanese() {
    let scratch = Scratch::new();
    let begin = |folder: &str, locale: Option<&str>, arguments: &[&str]| {
        let mut command = madoguchi(&scratch, &[&["init", folder], arguments].concat());
        if let Some(locale) = locale {
            command.env("LANG", locale);
        }
        assert_eq!(status(&command.output().unwrap()), 0);
        let config = scratch.get(&format!("{folder}/config.toml"));
        let line = config
            .lines()
            .find(|line| line.starts_with("default_language"));
        line.unwrap().to_owned()
    };
    assert_eq!(begin("a", None, &[]), "default_language = \"ja\"");
    assert_eq!(
        begin("b", Some("C.UTF-8"), &[]),
        "default_language = \"ja\""
    );
    assert_eq!(
        begin("c", Some("en_US.UTF-8"), &[]),
        "default_language = \"en\""
    );
    let asked = begin("d", Some("en_US.UTF-8"), &["--lang", "ja"]);
    assert_eq!(asked, "default_language = \"ja\"");
}

#[test]
fn a_folder_that_holds_something_is_left_as_it_is() {
    let scratch = Scratch::new();
    scratch.put("empty/guide/notes.txt", "mine");
    let before = scratch.tree("empty");
    let output = init(&scratch, &["guide", "--lang", "en"]);
    assert_eq!(status(&output), 2);
    let said = stderr(&output);
    assert!(
        said.contains("`notes.txt`") && said.contains("`madoguchi init --here guide`"),
        "{said}"
    );
    let japanese = init(&scratch, &["guide", "--lang", "ja"]);
    assert!(
        stderr(&japanese).contains("空ではありません"),
        "{}",
        stderr(&japanese)
    );
    assert_eq!(scratch.tree("empty"), before);
    let nothing = init(&scratch, &["--lang", "en"]);
    assert_eq!(status(&nothing), 2, "a folder is to be named");
}

#[test]
fn a_fresh_repository_is_empty() {
    let scratch = Scratch::new();
    scratch.put("empty/guide/.git/HEAD", "ref: refs/heads/main\n");
    let output = init(&scratch, &["guide"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(scratch.has("empty/guide/config.toml"));
}

#[test]
fn below_the_top_of_a_repository_the_workflow_is_to_be_moved() {
    let scratch = Scratch::new();
    scratch.put("empty/.git/HEAD", "ref: refs/heads/main\n");
    let output = init(&scratch, &["docs/guide", "--lang", "en"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let said = stderr(&output);
    assert!(
        said.contains("move `docs/guide/.github/workflows/pages.yml` there"),
        "{said}"
    );
    assert!(said.contains("`-r docs/guide`"), "{said}");
}

#[test]
fn here_adds_what_is_missing_and_says_what() {
    let scratch = Scratch::new();
    scratch.put("content/phone.md", "# 電話\n\n## 番号\n");
    scratch.put(".gitignore", "node_modules/\npublic\n");
    let before = scratch.tree(".");
    let output = run(&scratch, &["init", "--here", "--lang", "en"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let said = stderr(&output);
    let added = [
        ".gitattributes",
        ".github/workflows/pages.yml",
        ".taplo.toml",
        ".vscode/extensions.json",
        ".vscode/settings.json",
        "CODEOWNERS",
        "README.md",
    ];
    for path in added {
        assert!(
            said.contains(&format!("added `{path}`\n")),
            "{path}: {said}"
        );
    }
    assert!(
        said.contains("add the line `/.madoguchi-cache/` to `.gitignore`\n"),
        "{said}"
    );
    assert!(
        !said.contains("`/public/`"),
        "it is ignored already: {said}"
    );
    let after = scratch.tree(".");
    for (path, bytes) in &before {
        assert_eq!(after.get(path), Some(bytes), "{path}");
    }
    let new: Vec<_> = after
        .keys()
        .filter(|path| !before.contains_key(*path))
        .collect();
    let new: Vec<_> = new
        .into_iter()
        .filter(|path| !path.ends_with('/') && !is_made(path))
        .collect();
    assert_eq!(new, added, "no example beside somebody's own pages");
    assert_eq!(status(&run(&scratch, &["build"])), 0);
    let again = run(&scratch, &["init", "--here", "--lang", "en"]);
    assert!(
        stderr(&again).ends_with("nothing is missing\n"),
        "{}",
        stderr(&again)
    );
}

#[test]
fn here_in_an_empty_folder_is_a_whole_site() {
    let scratch = Scratch::new();
    let output = init(&scratch, &["--here"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(files(&scratch, "empty"), ALL);
}

#[test]
fn what_would_break_a_site_is_told_and_not_written() {
    let scratch = Scratch::new();
    fs::remove_dir_all(scratch.site.join("content")).unwrap();
    scratch.put("static/faq/index.html", "<!doctype html>");
    let before = scratch.tree(".");
    let output = run(&scratch, &["init", "--here", "--lang", "en"]);
    assert_eq!(status(&output), 1, "{}", stderr(&output));
    assert!(
        stderr(&output).contains("nothing was written"),
        "{}",
        stderr(&output)
    );
    assert_eq!(scratch.tree("."), before);
}

#[test]
fn a_link_is_neither_followed_nor_replaced() {
    let scratch = Scratch::new();
    fs::create_dir_all(scratch.site.join("elsewhere")).unwrap();
    fs::create_dir_all(scratch.site.join("empty")).unwrap();
    symlink("../elsewhere", scratch.site.join("empty/.github")).unwrap();
    let output = init(&scratch, &["--here", "--lang", "en"]);
    assert_ne!(status(&output), 0);
    assert!(files(&scratch, "elsewhere").is_empty());
}

#[test]
fn the_workflow_names_the_program_that_it_is_told() {
    let program = Program {
        repository: "https://github.com/example/madoguchi",
        commit: "0123456789abcdef0123456789abcdef01234567",
        release: "v1.0.0",
    };
    let told = scaffold::files(Language::English, program);
    let workflow = told
        .iter()
        .find(|file| file.path.as_str() == scaffold::WORKFLOW);
    let text = &workflow.unwrap().text;
    assert!(text.contains("MADOGUCHI_REPOSITORY: \"https://github.com/example/madoguchi\"\n"));
    assert!(text.contains("MADOGUCHI_COMMIT: \"0123456789abcdef0123456789abcdef01234567\"\n"));
    assert!(text.contains("MADOGUCHI_RELEASE: \"v1.0.0\"\n"));
    let untold = scaffold::files(Language::English, Program::default());
    assert!(
        untold
            .iter()
            .any(|file| file.text.contains("MADOGUCHI_REPOSITORY: \"\"\n"))
    );
}

/// The files lie in the repository as they are written: each language holds the same ones.
#[test]
fn both_languages_hold_the_same_files() {
    let paths = |language| {
        let files = scaffold::files(language, Program::default());
        let paths = files.into_iter().map(|file| file.path.as_str().to_owned());
        paths.collect::<Vec<_>>()
    };
    let mut all = ALL.to_vec();
    all.retain(|path| !is_made(path));
    assert_eq!(paths(Language::Japanese), all);
    assert_eq!(paths(Language::English), all);
    let today = read_date("2026-11-24").unwrap();
    for language in [Language::Japanese, Language::English] {
        let files = scaffold::files(language, Program::default());
        let texts = files
            .iter()
            .map(|file| (file.path.as_str(), file.text.as_str()));
        let snapshot = Snapshot::of_texts(today, texts);
        assert_eq!(snapshot.texts.len(), all.len());
    }
}
