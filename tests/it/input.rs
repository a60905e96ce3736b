//! Reading: what is refused, what is ignored, what the machine withholds (rows F).

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::time::{Duration, Instant};

use madoguchi::host::Site;
use madoguchi::text::{RefusalReason, SourcePath};

use crate::scratch::{Scratch, is_root};

/// What was refused, by path.
fn refused(scratch: &Scratch) -> Vec<(String, RefusalReason)> {
    let read = scratch.read();
    assert!(read.errors.is_empty(), "{:?}", read.errors);
    assert!(
        read.snapshot.texts.contains_key("content/_index.md"),
        "the rest is read"
    );
    let pair =
        |refusal: &madoguchi::text::Refusal| (refusal.path.to_string(), refusal.reason.clone());
    read.snapshot.refused.iter().map(pair).collect()
}

#[test]
fn everything_has_its_place() {
    let scratch = Scratch::new();
    for path in [
        "content/data/channels.toml",
        "content/anchors.lock",
        "templates/page.html",
        "themes/own/theme.toml",
        "themes/own/static/own.css",
    ] {
        scratch.put(path, "x");
    }
    for path in [
        "content/phone/screen.png",
        "static/logo.svg",
        "themes/own/own.woff2",
    ] {
        scratch.put(path, "x");
    }
    for path in [
        "public/index.html",
        "README.md",
        "content/data/notes.txt",
        "node_modules/a.md",
    ] {
        scratch.put(path, "x");
    }
    let snapshot = scratch.read().snapshot;
    let texts: Vec<_> = snapshot.texts.keys().map(SourcePath::as_str).collect();
    let assets: Vec<_> = snapshot.assets.keys().map(SourcePath::as_str).collect();
    assert_eq!(
        texts,
        [
            "config.toml",
            "content/_index.md",
            "content/anchors.lock",
            "content/data/channels.toml",
            "templates/page.html",
            "themes/own/static/own.css",
            "themes/own/theme.toml",
        ]
    );
    assert_eq!(
        assets,
        [
            "content/phone/screen.png",
            "static/logo.svg",
            "themes/own/own.woff2"
        ]
    );
}

#[test]
fn an_asset_is_known_by_digest_length_and_head() {
    let scratch = Scratch::new();
    let bytes: Vec<u8> = (0..200_000_u32).map(|n| (n % 251) as u8).collect();
    scratch.put("static/photo.jpg", &bytes);
    scratch.put("static/empty.bin", "");
    let assets = scratch.read().snapshot.assets;
    let photo = &assets["static/photo.jpg"];
    assert_eq!(photo.digest, madoguchi::digest::Digest::of(&bytes));
    assert_eq!(photo.length, 200_000);
    assert_eq!(*photo.head, bytes[..64 * 1024]);
    assert_eq!(assets["static/empty.bin"].length, 0);
}

#[test]
fn f03_other_encodings_are_refused_with_place_and_guess() {
    let scratch = Scratch::new();
    scratch.put("content/sjis.md", b"# \x91\x8b\x8c\xfb\n");
    scratch.put("content/utf16.md", b"\xff\xfea\0b\0");
    scratch.put("content/broken.md", b"line\nline \xff\n");
    let encoding = |before: &str, guess| RefusalReason::Encoding {
        before: before.to_owned(),
        guess,
    };
    assert_eq!(
        refused(&scratch),
        [
            ("content/broken.md".into(), encoding("line\nline ", None)),
            ("content/sjis.md".into(), encoding("# ", Some("Shift_JIS"))),
            ("content/utf16.md".into(), encoding("", Some("UTF-16"))),
        ]
    );
}

#[test]
fn f06_d02_too_long_texts_are_refused_unread() {
    let scratch = Scratch::new();
    let limit = 1 << 20;
    scratch.put("content/fits.md", vec![b'a'; limit]);
    scratch.put("content/over.md", vec![b'a'; limit + 1]);
    scratch.put("content/data/fits.toml", vec![b'#'; limit]);
    scratch.put("content/data/over.toml", vec![b'#'; limit + 1]);
    let sparse = File::create(scratch.site.join("content/sparse.md")).unwrap();
    sparse.set_len(1 << 30).unwrap();
    let sparse = File::create(scratch.site.join("content/sparse.bin")).unwrap();
    sparse.set_len(1 << 40).unwrap();
    let too_large = |length, limit| RefusalReason::TooLarge { length, limit };
    assert_eq!(
        refused(&scratch),
        [
            (
                "content/data/over.toml".into(),
                too_large((1 << 20) + 1, 1 << 20)
            ),
            ("content/over.md".into(), too_large((1 << 20) + 1, 1 << 20)),
            ("content/sparse.bin".into(), too_large(1 << 40, 100 << 20)),
            ("content/sparse.md".into(), too_large(1 << 30, 1 << 20)),
        ]
    );
}

#[test]
fn f07_links_are_never_followed() {
    let scratch = Scratch::new();
    let secret = scratch.site.parent().unwrap().join("secret");
    fs::create_dir(&secret).unwrap();
    fs::write(secret.join("page.md"), "TOPSECRET").unwrap();
    let link = |to: &Path, name: &str| symlink(to, scratch.site.join(name)).unwrap();
    fs::create_dir(scratch.site.join("themes")).unwrap();
    link(&secret.join("page.md"), "content/file.md");
    link(&secret, "content/folder");
    link(Path::new("self.md"), "content/self.md");
    link(Path::new("file.md"), "content/chain.md");
    link(Path::new("/nowhere"), "content/dangling.png");
    link(&secret, "static");
    link(&secret, "themes/own");
    link(&secret, "content/data");
    let paths: Vec<_> = refused(&scratch)
        .into_iter()
        .map(|(path, reason)| {
            assert_eq!(reason, RefusalReason::SymbolicLink, "{path}");
            path
        })
        .collect();
    assert_eq!(
        paths,
        [
            "content/chain.md",
            "content/dangling.png",
            "content/data",
            "content/file.md",
            "content/folder",
            "content/self.md",
            "static",
            "themes/own",
        ]
    );
    let texts = scratch.read().snapshot.texts;
    assert!(
        texts
            .values()
            .all(|source| !source.text.contains("TOPSECRET"))
    );
}

#[test]
fn f07_a_linked_config_is_refused() {
    let scratch = Scratch::new();
    fs::rename(
        scratch.site.join("config.toml"),
        scratch.site.join("real.toml"),
    )
    .unwrap();
    symlink("real.toml", scratch.site.join("config.toml")).unwrap();
    assert_eq!(
        refused(&scratch),
        [("config.toml".into(), RefusalReason::SymbolicLink)]
    );
}

#[test]
fn f08_pipes_and_sockets_do_not_stop_the_build() {
    let scratch = Scratch::new();
    for folder in ["content", "content/data", "static", "templates"] {
        fs::create_dir_all(scratch.site.join(folder)).unwrap();
        let path = scratch.site.join(folder).join("pipe.toml");
        let mode = rustix::fs::Mode::from_raw_mode(0o644);
        rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
    }
    // Root alone can make a device.
    let device = scratch.site.join("content/device.md");
    let kind = rustix::fs::FileType::CharacterDevice;
    let zero = rustix::fs::makedev(1, 5);
    let mode = rustix::fs::Mode::from_raw_mode(0o644);
    let made = rustix::fs::mknodat(rustix::fs::CWD, &device, kind, mode, zero);
    let devices = usize::from(made.is_ok());
    let _socket =
        std::os::unix::net::UnixListener::bind(scratch.site.join("content/socket.md")).unwrap();
    let begun = Instant::now();
    let refused = refused(&scratch);
    assert!(begun.elapsed() < Duration::from_secs(1));
    assert_eq!(refused.len(), 5 + devices);
    assert!(
        refused
            .iter()
            .all(|(_, reason)| *reason == RefusalReason::SpecialFile)
    );
}

#[test]
fn f09_an_unreadable_file_hides_no_other() {
    if is_root() {
        return;
    }
    let scratch = Scratch::new();
    scratch.put("content/secret.md", "x");
    scratch.put("content/closed/page.md", "x");
    scratch.put("content/zzz.md", b"\xff");
    let close = |path: &str, mode| {
        fs::set_permissions(scratch.site.join(path), Permissions::from_mode(mode)).unwrap();
    };
    close("content/secret.md", 0o000);
    close("content/closed", 0o000);
    let read = scratch.read();
    close("content/closed", 0o755);
    let messages: Vec<_> = read.errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        [
            "cannot list `content/closed`: permission denied",
            "cannot read `content/secret.md`: permission denied",
        ]
    );
    assert!(read.errors.iter().all(|error| error.exit_status() == 3));
    assert_eq!(read.snapshot.refused.len(), 1, "the rest is told, too");
    assert!(read.snapshot.texts.contains_key("content/_index.md"));
}

#[test]
fn f11_folders_nest_thirty_two_deep() {
    let scratch = Scratch::new();
    let nested = |folders: usize| format!("content/{}page.md", "a/".repeat(folders - 1));
    scratch.put(&nested(32), "x");
    assert_eq!(refused(&scratch), []);
    scratch.put(&nested(200), "x");
    let reason = RefusalReason::TooDeep { limit: 32 };
    let path = format!("content{}", "/a".repeat(32));
    assert_eq!(refused(&scratch), [(path, reason)]);
}

#[test]
fn f12_a_name_that_is_no_utf8_is_refused() {
    let scratch = Scratch::new();
    let name = OsStr::from_bytes(b"\x91\x8b.md");
    fs::write(scratch.site.join("content").join(name), "x").unwrap();
    let path = "content/\u{fffd}\u{fffd}.md".to_owned();
    assert_eq!(refused(&scratch), [(path, RefusalReason::Name)]);
}

#[test]
fn f12_two_spellings_of_one_name() {
    let scratch = Scratch::new();
    scratch.put("content/が.md", "one character");
    scratch.put("content/か\u{3099}.md", "two characters");
    let other = SourcePath::new("content/が.md");
    assert_eq!(
        refused(&scratch),
        [("content/が.md".into(), RefusalReason::SameName { other })]
    );
}

#[test]
fn f13_hidden_and_temporary_files_are_ignored() {
    let scratch = Scratch::new();
    let before = scratch.read().snapshot.texts.len();
    for name in [
        ".page.md",
        "page.md~",
        ".page.md.swp",
        "4913",
        ".#page.md",
        "page.md___jb_tmp___",
        ".DS_Store",
        "Thumbs.db",
        ".obsidian/app.md",
        "#page.md#",
    ] {
        scratch.put(&format!("content/{name}"), "x");
        scratch.put(&format!("static/{name}"), "x");
        scratch.put(&format!("templates/{name}"), "x");
    }
    symlink("nobody@nowhere", scratch.site.join("content/.#lock.md")).unwrap();
    assert_eq!(refused(&scratch), []);
    let snapshot = scratch.read().snapshot;
    assert_eq!((snapshot.texts.len(), snapshot.assets.len()), (before, 0));
}

#[test]
fn the_site_is_the_folder_given() {
    let scratch = Scratch::new();
    assert_eq!(scratch.found().root, scratch.site);
    assert_eq!(scratch.found().config.as_str(), "config.toml");
    for (root, config) in [("missing", "config.toml"), ("config.toml", "config.toml")] {
        let root = scratch.site.join(root);
        let error = Site::find(Some(&root), Path::new(config)).unwrap_err();
        assert_eq!(error.exit_status(), 2, "{error}");
    }
    for config in ["../config.toml", "/etc/passwd", ""] {
        let error = Site::find(Some(&scratch.site), Path::new(config)).unwrap_err();
        assert_eq!(error.exit_status(), 2, "{config}");
    }
}
