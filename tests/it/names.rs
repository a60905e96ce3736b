//! Names of files and keys from outside: the program's exit status, and that nothing is written (rows F14, O12, O16, O18).

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

use crate::program::{run, status, stderr};
use crate::scratch::Scratch;

const BUILD: [&str; 5] = ["build", "--lang", "en", "--format", "short"];

#[test]
fn o16_pages_and_files_of_names_that_the_upload_refuses_are_errors() {
    for character in [
        '"', ':', '<', '>', '|', '*', '?', '\r', '\n', '\t', '%', '#', '\\',
    ] {
        for ending in ["md", "txt"] {
            let scratch = Scratch::new();
            scratch.put(&format!("content/a{character}b.{ending}"), "# a\n");
            let output = run(&scratch, &BUILD);
            let said = stderr(&output);
            assert_eq!(status(&output), 1, "{character:?} {ending}: {said}");
            let is_named = said.contains("error[reserved-name]") || said.contains("`\\`");
            assert!(is_named, "{character:?} {ending}: {said}");
            assert!(!scratch.has("public"), "{character:?} {ending}");
        }
    }
}

#[test]
fn o12_two_files_of_one_address_are_both_named() {
    for (one, other) in [
        ("a.md", "A.md"),
        ("が.md", "か\u{3099}.md"),
        ("a b.md", "a-b.md"),
    ] {
        let scratch = Scratch::new();
        scratch.put(&format!("content/{one}"), "# a\n");
        scratch.put(&format!("content/{other}"), "# b\n");
        let output = run(&scratch, &BUILD);
        let said = stderr(&output);
        assert_eq!(status(&output), 1, "{said}");
        // A name in two spellings is one name once both are written in the same way.
        let named = match one {
            "が.md" => said.matches("content/が.md").count() == 2,
            _ => [one, other]
                .iter()
                .all(|name| said.contains(&format!("content/{name}"))),
        };
        assert!(named, "{said}");
        assert!(!scratch.has("public"));
    }
}

#[test]
fn o18_whatever_the_sources_are_like_what_is_published_are_plain_files() {
    let scratch = Scratch::new();
    scratch.put("static/run.sh", "#!/bin/sh\n");
    scratch.put("static/twice.txt", "x");
    scratch.put("content/phone/_index.md", "# 電話\n");
    scratch.put("content/phone/list.csv", "a,b\n");
    let at = |path: &str| scratch.site.join(path);
    for path in [
        "static/run.sh",
        "content/phone/list.csv",
        "content/_index.md",
    ] {
        fs::set_permissions(at(path), Permissions::from_mode(0o4755)).unwrap();
    }
    fs::hard_link(at("static/twice.txt"), at("static/again.txt")).unwrap();
    // The second build takes over what the first has left, the third makes one page anew.
    for build in 0..3 {
        if build == 2 {
            scratch.put("content/phone/_index.md", "# 別の電話\n");
        }
        let output = run(&scratch, &BUILD);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        let tree = scratch.tree("public");
        assert!(tree.contains_key("run.sh") && tree.contains_key("phone/list.csv"));
        for path in tree.keys() {
            let metadata = fs::symlink_metadata(at("public").join(path)).unwrap();
            let mode = metadata.mode() & 0o7777;
            if metadata.is_dir() {
                assert_eq!(mode, 0o755, "{path}");
            } else {
                assert!(metadata.is_file(), "{path}");
                assert_eq!(
                    (mode, metadata.nlink()),
                    (0o644, 1),
                    "{path}, build {build}"
                );
            }
        }
    }
}

#[test]
fn f14_a_wrong_config_is_status_two_at_its_place() {
    for (config, told) in [
        ("", "config.toml:1:1: error[missing-key]"),
        (
            "title = \"a\"\nlangauges = []\n",
            "config.toml:2:1: error[unknown-key]",
        ),
        ("title = 3\n", "config.toml:1:9: error[wrong-type]"),
        (
            "title = \"a\"\ntitle = \"b\"\n",
            "config.toml:2:1: error[duplicate-key]",
        ),
        ("title = \"a\n", "config.toml:1:"),
    ] {
        let scratch = Scratch::new();
        scratch.put("config.toml", config);
        let before = scratch.tree("..");
        for command in ["build", "check"] {
            let output = run(&scratch, &[command, "--lang", "en", "--format", "short"]);
            let said = stderr(&output);
            assert_eq!(status(&output), 2, "{command} {config:?}: {said}");
            assert!(said.contains(told), "{command} {config:?}: {said}");
        }
        assert_eq!(scratch.tree(".."), before, "{config:?}");
    }
    let scratch = Scratch::new();
    scratch.put("config.toml", "title = \"a\"\nlangauges = []\n");
    let said = stderr(&run(&scratch, &BUILD));
    assert!(said.contains("did you mean `languages`?"), "{said}");
}
