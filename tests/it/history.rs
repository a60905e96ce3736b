//! When pages were last changed, from git's history, where `[git] dates` asks for it.

use std::path::Path;
use std::process::Command;

use crate::program::{run, status, stderr};
use crate::scratch::Scratch;

fn git(folder: &Path, day: &str, arguments: &[&str]) {
    let moment = format!("{day}T12:00:00Z");
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=a", "-c", "user.email=a@example.com"])
        .args([
            "-c",
            "commit.gpgsign=false",
            "-c",
            "protocol.file.allow=always",
        ])
        .args(arguments)
        .env("GIT_AUTHOR_DATE", &moment)
        .env("GIT_COMMITTER_DATE", &moment)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A site with three commits on three days, below the top of its repository.
fn site() -> Scratch {
    let scratch = Scratch::new();
    scratch.put("config.toml", "title = \"窓口案内\"\n[git]\ndates = true\n");
    scratch.put("content/古い.md", "# 古い\n\n一\n");
    git(
        &scratch.site,
        "2026-01-02",
        &["init", "-q", "-b", "main", "."],
    );
    git(&scratch.site, "2026-01-02", &["add", "-A"]);
    git(&scratch.site, "2026-01-02", &["commit", "-qm", "1"]);
    scratch.put("content/new.md", "# 新しい\n\n一\n");
    scratch.put(
        "content/said.md",
        "+++\nupdated = 2025-12-24\n+++\n# 言う\n\n一\n",
    );
    git(&scratch.site, "2026-03-04", &["add", "-A"]);
    git(&scratch.site, "2026-03-04", &["commit", "-qm", "2"]);
    scratch.put("content/new.md", "# 新しい\n\n二\n");
    git(&scratch.site, "2026-05-06", &["commit", "-qam", "3"]);
    scratch.put("content/uncommitted.md", "# まだ\n\n一\n");
    scratch
}

#[test]
fn pages_say_when_they_were_last_changed() {
    let scratch = site();
    let output = run_with_path(&scratch, &["build", "--lang", "en"]);
    assert!(!output.contains("git"), "{output}");
    let day = |page: &str| {
        let html = scratch.get(&format!("public/{page}/index.html"));
        html.split("<time datetime=\"")
            .nth(1)
            .map(|rest| rest[..10].to_owned())
    };
    assert_eq!(day("古い").as_deref(), Some("2026-01-02"));
    assert_eq!(day("new").as_deref(), Some("2026-05-06"));
    assert_eq!(
        day("said").as_deref(),
        Some("2025-12-24"),
        "the author's word wins"
    );
    assert_eq!(day("uncommitted"), None);
}

#[test]
fn a_shallow_clone_dates_only_what_it_knows_and_says_so() {
    let origin = site();
    let clone = Scratch::new();
    std::fs::remove_dir_all(&clone.site).unwrap();
    let url = format!("file://{}", origin.site.display());
    let into = clone.site.display().to_string();
    git(
        &origin.site,
        "2026-06-01",
        &["clone", "-q", "--depth", "2", &url, &into],
    );
    let said = run_with_path(&clone, &["build", "--lang", "en"]);
    assert!(said.contains("--unshallow"), "{said}");
    assert!(
        clone
            .get("public/new/index.html")
            .contains("datetime=\"2026-05-06\"")
    );
    assert!(!clone.get("public/古い/index.html").contains("datetime="));
}

#[test]
fn without_a_repository_the_site_is_built_and_that_is_said() {
    let scratch = Scratch::new();
    scratch.put("config.toml", "title = \"窓口案内\"\n[git]\ndates = true\n");
    let said = run_with_path(&scratch, &["build", "--lang", "en"]);
    assert!(
        said.contains("pages get no date of their last change"),
        "{said}"
    );
    let said = stderr(&run(&scratch, &["build", "--lang", "en"]));
    assert!(said.contains("pages get no date"), "without git: {said}");
}

/// What a run says that ends well and finds git.
fn run_with_path(scratch: &Scratch, arguments: &[&str]) -> String {
    let mut command = crate::program::madoguchi(scratch, arguments);
    command.env("PATH", std::env::var_os("PATH").unwrap());
    // Scratch folders may lie in a repository of somebody else.
    let ceiling = scratch.site.parent().unwrap();
    let output = command
        .env("GIT_CEILING_DIRECTORIES", ceiling)
        .output()
        .unwrap();
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    stderr(&output)
}
