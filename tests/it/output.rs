//! Publishing: what is refused, what is kept, what a killed build leaves (rows O).

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::time::{Duration, SystemTime};

use madoguchi::host::{Epoch, Staging};
use madoguchi::output::{Content, Output, OutputPath};
use madoguchi::text::SourcePath;

use crate::scratch::{Scratch, is_root, page};

const PAGES: [(&str, &str); 2] = [("index.html", "窓口"), ("phone/index.html", "電話")];

#[test]
fn o01_sources_and_everything_above_them_are_no_output() {
    let scratch = Scratch::new();
    fs::create_dir_all(scratch.site.join(".git/refs")).unwrap();
    let before = scratch.tree("..");
    let absolute = scratch.site.display().to_string();
    let home = scratch.site.parent().unwrap().display().to_string();
    for output in [
        ".",
        "./",
        "..",
        "../..",
        "/",
        "//",
        "x/..",
        "public/../",
        &absolute,
        &absolute.to_uppercase(),
        &home,
        "content",
        "content/",
        "content/public",
        "CONTENT",
        "templates",
        "themes/default",
        "data",
        "content/data",
        "static",
        "static/x/..",
        ".git",
        ".git/refs",
        ".GIT/x",
        ".madoguchi-cache",
        "config.toml",
    ] {
        let error = scratch.target(output).unwrap_err();
        assert_eq!(error.exit_status(), 2, "{output}: {error}");
    }
    assert_eq!(scratch.tree(".."), before);
}

#[test]
fn o01_a_folder_of_its_own_is_fine() {
    let scratch = Scratch::new();
    for output in [
        "public",
        "public/",
        "./out/../public",
        "dist/site",
        "../out",
        "contents",
    ] {
        assert!(scratch.target(output).is_ok(), "{output}");
    }
}

#[test]
fn o02_a_folder_with_strange_files_is_refused() {
    let scratch = Scratch::new();
    scratch.put("public/thesis.txt", "three years");
    let before = scratch.tree("..");
    let error = scratch.publish(&PAGES).unwrap_err();
    assert_eq!(error.exit_status(), 2);
    assert!(
        error.help.unwrap().en.contains("-o"),
        "says how to choose another"
    );
    assert_eq!(scratch.tree(".."), before);
}

#[test]
fn o02_an_empty_folder_is_taken() {
    let scratch = Scratch::new();
    fs::create_dir(scratch.site.join("public")).unwrap();
    scratch.publish(&PAGES).unwrap();
    assert_eq!(scratch.get("public/phone/index.html"), "電話");
}

#[test]
fn o02_a_damaged_or_newer_marker_is_not_ours() {
    let scratch = Scratch::new();
    for marker in ["", "madoguchi output 2\n", "madoguchi output 1\nnonsense\n"] {
        scratch.put("public/.madoguchi-output", marker);
        scratch.put("public/a.txt", "a");
        assert_eq!(
            scratch.publish(&PAGES).unwrap_err().exit_status(),
            2,
            "{marker}"
        );
        assert!(scratch.has("public/a.txt"));
    }
}

#[test]
fn o03_an_output_that_is_a_link_is_refused() {
    let scratch = Scratch::new();
    let elsewhere = scratch.site.parent().unwrap().join("elsewhere");
    // A site that was published there, so that nothing but the link is wrong.
    let published = Staging::begin(scratch.target("../elsewhere").unwrap(), None).unwrap();
    published.write(page("index.html", "窓口")).unwrap();
    published.publish().unwrap();
    for (name, to) in [
        ("good", elsewhere.clone()),
        ("home", scratch.site.parent().unwrap().to_path_buf()),
        ("dangling", "/nowhere".into()),
    ] {
        symlink(to, scratch.site.join(name)).unwrap();
        let before = scratch.tree("..");
        for output in [
            name.to_owned(),
            format!("{name}/"),
            format!("{name}/public"),
        ] {
            let error = scratch.target(&output).unwrap_err();
            assert_eq!(error.exit_status(), 2, "{output}");
        }
        assert_eq!(scratch.tree(".."), before);
    }
}

#[test]
fn o04_unknown_file_is_kept() {
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    scratch.put("public/CNAME", "example.jp\n");
    scratch.put("public/mine/notes.txt", "a note");
    symlink("/nowhere", scratch.site.join("public/link")).unwrap();
    let published = scratch.publish(&[("index.html", "new")]).unwrap();
    assert_eq!(published.kept, ["CNAME", "link", "mine/notes.txt"]);
    assert!(published.leftover.is_none(), "{:?}", published.leftover);
    assert_eq!(scratch.get("public/CNAME"), "example.jp\n");
    assert_eq!(scratch.get("public/mine/notes.txt"), "a note");
    assert_eq!(scratch.get("public/index.html"), "new");
    assert!(scratch.has("public/link"));
    let links = fs::metadata(scratch.site.join("public/CNAME"))
        .unwrap()
        .nlink();
    assert_eq!(links, 1, "no second name is left");
    assert_eq!(scratch.publish(&PAGES).unwrap().kept.len(), 3, "and again");
}

#[test]
fn o04_unknown_file_where_a_page_belongs_stops_the_build() {
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    scratch.put("public/chat/index.html", "mine");
    let before = scratch.tree(".");
    let error = scratch.publish(&[("chat/index.html", "ours")]).unwrap_err();
    assert_eq!(error.exit_status(), 2);
    assert!(
        error.message.en.contains("public/chat/index.html"),
        "{error}"
    );
    assert_eq!(scratch.tree("."), before);
}

#[test]
fn o05_a_page_of_the_last_build_goes_and_nothing_else() {
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    let published = scratch.publish(&PAGES[..1]).unwrap();
    assert_eq!((published.removed, published.unchanged), (1, 1));
    assert!(!scratch.has("public/phone"));
    assert_eq!(scratch.get("public/index.html"), "窓口");
}

#[test]
fn o05_a_page_changed_by_hand_is_not_thrown_away() {
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    scratch.put("public/phone/index.html", "電話 (by hand)");
    let published = scratch.publish(&PAGES[..1]).unwrap();
    assert_eq!(published.kept, ["phone/index.html"]);
    assert_eq!(scratch.get("public/phone/index.html"), "電話 (by hand)");
}

#[test]
fn o06_output_and_sources_do_not_nest() {
    let scratch = Scratch::new();
    for output in ["content/public", "..", "themes/x/out"] {
        assert_eq!(
            scratch.target(output).unwrap_err().exit_status(),
            2,
            "{output}"
        );
    }
}

#[test]
fn o07_what_a_killed_build_left_is_cleared() {
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    let staging = scratch.begin().unwrap();
    staging.write(page("half.html", "half")).unwrap();
    // A killed process runs no destructor; its locks end with it, which forgetting cannot show.
    let kept = scratch.site.join("kept");
    fs::rename(scratch.site.join(".public.madoguchi-staging"), &kept).unwrap();
    drop(staging);
    fs::rename(kept, scratch.site.join(".public.madoguchi-staging")).unwrap();
    scratch.put(".public.madoguchi-lock", "999999\n");

    assert_eq!(scratch.get("public/index.html"), "窓口");
    scratch.publish(&PAGES).unwrap();
    assert!(!scratch.has(".public.madoguchi-staging"));
    assert!(!scratch.has(".public.madoguchi-lock"));
    assert!(!scratch.has("public/half.html"));
}

#[test]
fn o07_killed_after_the_swap_the_old_site_is_cleared() {
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    scratch.put("public/CNAME", "example.jp\n");
    let old = scratch.site.join(".public.madoguchi-staging");
    fs::rename(scratch.site.join("public"), &old).unwrap();
    scratch.publish_with_old_aside(&old);
    assert!(!scratch.has(".public.madoguchi-staging"));
    assert_eq!(scratch.get("public/CNAME"), "example.jp\n");
}

impl Scratch {
    /// Publishes as if the last build had been killed right after its swap.
    fn publish_with_old_aside(&self, old: &std::path::Path) {
        let aside = self.site.join("aside");
        fs::rename(old, &aside).unwrap();
        self.publish(&PAGES).unwrap();
        fs::rename(&aside, old).unwrap();
        fs::hard_link(old.join("CNAME"), self.site.join("public/CNAME")).unwrap();
        self.publish(&PAGES).unwrap();
    }
}

#[test]
fn o07_killed_between_two_renames_the_old_site_comes_back() {
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    let aside = scratch.site.join(".public.madoguchi-old");
    fs::rename(scratch.site.join("public"), aside).unwrap();
    let staging = scratch.begin().unwrap();
    assert_eq!(scratch.get("public/index.html"), "窓口");
    drop(staging);
    assert_eq!(scratch.get("public/index.html"), "窓口");
}

#[test]
fn o07_a_strange_folder_in_the_way_is_not_removed() {
    let scratch = Scratch::new();
    scratch.put(".public.madoguchi-staging/thesis.txt", "three years");
    let error = scratch.publish(&PAGES).unwrap_err();
    assert_eq!(error.exit_status(), 3);
    assert!(scratch.has(".public.madoguchi-staging/thesis.txt"));
    assert!(!scratch.has("public"));
}

#[test]
fn o10_a_build_that_fails_leaves_the_last_good_site() {
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    let before = scratch.tree(".");
    let staging = scratch.begin().unwrap();
    staging.write(page("index.html", "new")).unwrap();
    fs::remove_dir_all(scratch.site.join(".public.madoguchi-staging")).unwrap();
    let error = staging.write(page("chat.html", "new")).unwrap_err();
    assert_eq!(error.exit_status(), 3);
    assert!(error.message.en.contains("public/chat.html"), "{error}");
    drop(staging);
    assert_eq!(scratch.tree("."), before);
}

#[test]
fn o10_a_read_only_parent_is_the_machines_refusal() {
    if is_root() {
        return;
    }
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    fs::set_permissions(&scratch.site, Permissions::from_mode(0o555)).unwrap();
    let error = scratch.publish(&PAGES).unwrap_err();
    fs::set_permissions(&scratch.site, Permissions::from_mode(0o755)).unwrap();
    assert_eq!(error.exit_status(), 3);
    assert_eq!(scratch.get("public/index.html"), "窓口");
}

#[test]
fn o10_an_unreadable_old_page_is_written_anew() {
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    let path = scratch.site.join("public/index.html");
    fs::set_permissions(&path, Permissions::from_mode(0o000)).unwrap();
    scratch.publish(&PAGES).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, 0o644);
}

#[test]
fn o10_folders_made_for_a_failed_build_are_gone() {
    let scratch = Scratch::new();
    let before = scratch.tree(".");
    let staging = Staging::begin(scratch.target("out/of/the/way").unwrap(), None).unwrap();
    staging.write(page("index.html", "new")).unwrap();
    drop(staging);
    assert_eq!(scratch.tree("."), before);
}

#[test]
fn o11_two_builds_at_once() {
    let scratch = Scratch::new();
    let first = scratch.begin().unwrap();
    let error = scratch.begin().unwrap_err();
    assert_eq!(error.exit_status(), 3);
    let pid = format!("locked by pid {}", std::process::id());
    assert!(error.message.en.contains(&pid), "{error}");
    first.write(page("index.html", "first")).unwrap();
    first.publish().unwrap();
    assert_eq!(scratch.get("public/index.html"), "first");
    assert!(scratch.begin().is_ok(), "the lock ended with the build");
}

#[test]
fn o16_names_that_the_upload_refuses_are_no_output_paths() {
    for name in [
        "a\"b", "a:b", "a<b", "a>b", "a|b", "a*b", "a?b", "a\rb", "a\nb", "a\tb", "a%b",
    ] {
        assert!(OutputPath::new(name).is_err(), "{name:?}");
    }
}

#[test]
fn o18_files_are_plain_single_and_readable() {
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    scratch.publish(&PAGES).unwrap();
    for (path, mode) in [
        ("public", 0o755),
        ("public/phone", 0o755),
        ("public/index.html", 0o644),
        ("public/phone/index.html", 0o644),
        ("public/.madoguchi-output", 0o644),
    ] {
        let metadata = fs::symlink_metadata(scratch.site.join(path)).unwrap();
        assert_eq!(metadata.mode() & 0o7777, mode, "{path}");
        assert!(metadata.is_dir() || metadata.nlink() == 1, "{path}");
    }
}

#[test]
fn o18_a_page_that_somebody_linked_is_written_anew() {
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    let page = scratch.site.join("public/index.html");
    fs::hard_link(&page, scratch.site.join("backup.html")).unwrap();
    let published = scratch.publish(&PAGES).unwrap();
    assert_eq!((published.written, published.unchanged), (1, 1));
    assert_eq!(fs::metadata(&page).unwrap().nlink(), 1);
}

#[test]
fn o18_a_linked_folder_in_the_output_leads_nowhere() {
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    let elsewhere = scratch.site.join("elsewhere");
    fs::rename(scratch.site.join("public/phone"), &elsewhere).unwrap();
    symlink(&elsewhere, scratch.site.join("public/phone")).unwrap();
    let error = scratch.publish(&PAGES).unwrap_err();
    assert!(error.exit_status() > 0);
    assert_eq!(scratch.get("elsewhere/index.html"), "電話");
    assert_eq!(
        fs::metadata(elsewhere.join("index.html")).unwrap().nlink(),
        1
    );
}

#[test]
fn o19_the_same_twice_is_the_same_tree() {
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    let before = scratch.tree(".");
    let published = scratch.publish(&[PAGES[1], PAGES[0]]).unwrap();
    assert_eq!((published.written, published.unchanged), (0, 2));
    assert_eq!(scratch.tree("."), before);
}

#[test]
fn o19_a_page_tampered_with_is_mended() {
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    scratch.put("public/index.html", "窗口");
    assert_eq!(scratch.publish(&PAGES).unwrap().written, 1);
    assert_eq!(scratch.get("public/index.html"), "窓口");
}

#[test]
fn o20_the_epoch_is_the_time_of_every_file() {
    let scratch = Scratch::new();
    scratch.publish(&PAGES).unwrap();
    let epoch = Epoch::read("1000000000").unwrap();
    scratch.publish_at(&PAGES, Some(epoch)).unwrap();
    let expected = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in [
        "",
        "index.html",
        "phone",
        "phone/index.html",
        ".madoguchi-output",
    ] {
        let path = scratch.site.join("public").join(path);
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        assert_eq!(modified, expected, "{}", path.display());
    }
    let published = scratch.publish_at(&PAGES, Some(epoch)).unwrap();
    assert_eq!(published.unchanged, 2);
}

#[test]
fn assets_are_copied_and_then_taken_over() {
    let scratch = Scratch::new();
    let bytes = vec![7; 200_000];
    scratch.put("static/a.bin", &bytes);
    // A name as macOS and some archives spell it: が in two characters.
    scratch.put("static/か\u{3099}.txt", "が");
    let copies = [("a.bin", "static/a.bin"), ("が.txt", "static/が.txt")];
    for written in [2, 0] {
        let staging = scratch.begin().unwrap();
        for (path, source) in copies {
            let output = Output {
                path: OutputPath::new(path).unwrap(),
                content: Content::Copy(SourcePath::new(source)),
            };
            staging.write(output).unwrap();
        }
        assert_eq!(staging.publish().unwrap().written, written);
    }
    assert_eq!(fs::read(scratch.site.join("public/a.bin")).unwrap(), bytes);
    assert_eq!(scratch.get("public/が.txt"), "が");
}

#[test]
fn a_copied_link_is_never_followed() {
    let scratch = Scratch::new();
    scratch.put("static/a.bin", "a");
    let staging = scratch.begin().unwrap();
    fs::remove_file(scratch.site.join("static/a.bin")).unwrap();
    symlink("/etc/passwd", scratch.site.join("static/a.bin")).unwrap();
    let output = Output {
        path: OutputPath::new("a.bin").unwrap(),
        content: Content::Copy(SourcePath::new("static/a.bin")),
    };
    assert_eq!(staging.write(output).unwrap_err().exit_status(), 3);
}

#[test]
fn many_threads_write_one_site() {
    let scratch = Scratch::new();
    let staging = scratch.begin().unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let staging: &Staging = &staging;
            scope.spawn(move || {
                for number in 0..50 {
                    let path = format!("a/{number}/b/{thread}.html");
                    staging.write(page(&path, &path)).unwrap();
                }
            });
        }
    });
    assert_eq!(staging.publish().unwrap().written, 200);
    assert_eq!(scratch.get("public/a/49/b/3.html"), "a/49/b/3.html");
}
