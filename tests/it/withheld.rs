//! What may not be read or written, whoever runs the tests (rows F09, O10). Root may read and write whatever it likes, so
//! it runs the program without that right.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Output, Stdio};

use crate::program::{run, status, stderr};
use crate::scratch::{Scratch, is_root};

/// Runs the program as somebody to whom the modes of files mean something.
fn run_bound_by_modes(scratch: &Scratch, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_madoguchi");
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--bounding-set=-dac_override,-dac_read_search", program]);
        command
    } else {
        Command::new(program)
    };
    command
        .current_dir(&scratch.site)
        .args(arguments)
        .env("HOME", "/nonexistent")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Sets a mode for as long as something is done.
fn with_mode<T>(scratch: &Scratch, path: &str, mode: u32, work: impl FnOnce() -> T) -> T {
    let path = scratch.site.join(path);
    let before = fs::metadata(&path).unwrap().permissions();
    fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
    let done = work();
    fs::set_permissions(&path, before).unwrap();
    done
}

const BUILD: [&str; 5] = ["build", "--lang", "en", "--format", "short"];

#[test]
fn f09_what_may_not_be_read_is_told_with_all_else_that_is_wrong() {
    let scratch = Scratch::new();
    assert_eq!(status(&run(&scratch, &BUILD)), 0);
    scratch.put("content/secret.md", "# 秘密\n");
    scratch.put("content/closed/page.md", "# 閉じた\n");
    scratch.put("content/old.md", b"# \x91\x8b\x8c\xfb\n");
    scratch.put("content/html.md", "# a\n\n<script>\n");
    let before = scratch.tree("public");
    let output = with_mode(&scratch, "content/secret.md", 0o000, || {
        with_mode(&scratch, "content/closed", 0o000, || {
            run_bound_by_modes(&scratch, &BUILD)
        })
    });
    let said = stderr(&output);
    assert_eq!(status(&output), 3, "{said}");
    for told in [
        "cannot read `content/secret.md`: permission denied",
        "cannot list `content/closed`: permission denied",
        "content/old.md:1:3: error[unreadable-file]",
        "content/html.md:3:1: error[raw-html]",
    ] {
        assert!(said.contains(told), "{told} in {said}");
    }
    assert_eq!(scratch.tree("public"), before);
}

#[test]
fn o10_a_folder_that_may_not_be_written_keeps_the_last_good_site() {
    let scratch = Scratch::new();
    assert_eq!(status(&run(&scratch, &BUILD)), 0);
    let before = scratch.tree("public");
    scratch.put("content/_index.md", "# 別の窓口\n");
    let output = with_mode(&scratch, ".", 0o555, || {
        run_bound_by_modes(&scratch, &BUILD)
    });
    let said = stderr(&output);
    assert_eq!(status(&output), 3, "{said}");
    assert!(said.contains("permission denied"), "{said}");
    assert_eq!(scratch.tree("public"), before);
    assert_eq!(status(&run_bound_by_modes(&scratch, &BUILD)), 0);
    assert_ne!(scratch.tree("public"), before, "with the right it is built");
}
