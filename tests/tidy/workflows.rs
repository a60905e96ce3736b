//! Workflows run with nothing they do not need, and only what was pinned.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{File, expect_none, files};

/// The workflows of this repository and that of new sites, and the action.
fn workflows() -> Vec<File> {
    let found = files(|path| {
        path.starts_with(".github/workflows/")
            || path == "src/scaffold/shared/pages.yml"
            || path == "action.yml"
    });
    assert!(found.len() >= 5, "where are the workflows?");
    found
}

#[test]
fn every_action_is_pinned_by_its_commit() {
    let mut findings = Vec::new();
    for file in workflows() {
        for (number, line) in file.numbered() {
            let Some((_, action)) = line.split_once("uses: ") else {
                continue;
            };
            let (name, version) = action.split_once(" # ").unwrap_or((action, ""));
            let commit = name.rsplit('@').next().unwrap_or_default();
            let is_commit = commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit());
            if !is_commit || !version.starts_with('v') {
                findings.push(format!(
                    "{}:{number}: `{action}`: pin the action by its commit, with the version in a comment",
                    file.path
                ));
            }
        }
    }
    expect_none(&findings);
}

#[test]
fn an_action_has_the_same_version_everywhere() {
    let mut pins: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in workflows() {
        for (_, line) in file.numbered() {
            let action = line.split_once("uses: ").map(|(_, action)| action);
            if let Some((name, pin)) = action.and_then(|action| action.split_once('@')) {
                pins.entry(name.into()).or_default().insert(pin.into());
            }
        }
    }
    for (name, pins) in pins {
        assert_eq!(pins.len(), 1, "{name}: {pins:?}");
    }
}

#[test]
fn what_is_published_is_built_from_nothing() {
    let mut builds = 0;
    for file in workflows() {
        let lines = file.numbered();
        for (number, line) in lines.filter(|(_, line)| line.contains("--output-dir")) {
            builds += 1;
            assert!(
                line.contains(" --no-cache"),
                "{}:{number}: a pull request can bring a cache of its own making",
                file.path
            );
        }
    }
    assert!(builds >= 3, "where do workflows build?");
}

#[test]
fn strangers_can_read_and_nothing_else() {
    for file in workflows() {
        let (path, text) = (&file.path, &file.text);
        assert!(
            !text.contains("pull_request_target"),
            "{path}: forks would run with our rights"
        );
        assert!(
            text.contains("\npermissions: {}\n") || path == "action.yml",
            "{path}: jobs name their own rights"
        );
        assert_eq!(
            text.matches("actions/checkout@").count(),
            text.matches("persist-credentials: false").count(),
            "{path}: a checkout keeps no token"
        );
        let (before, publish) = text.split_once("\n  publish:\n").unwrap_or((text, ""));
        assert!(
            !before.contains(": write"),
            "{path}: only the job that publishes may write"
        );
        assert!(
            !publish.contains("actions/checkout@"),
            "{path}: what may write holds no file of the repository"
        );
        if !path.ends_with("pages.yml") {
            continue;
        }
        assert!(
            publish.contains("if: github.event_name != 'pull_request'"),
            "{path}"
        );
        assert!(
            !publish.contains("run:"),
            "{path}: what may publish runs nothing of the site"
        );
    }
}

#[test]
fn nothing_of_an_event_becomes_a_command() {
    let mut findings = Vec::new();
    for file in workflows() {
        let mut inside: Option<usize> = None;
        for (number, line) in file.numbered() {
            let depth = line.len() - line.trim_start().len();
            if inside.is_some_and(|of| depth <= of && !line.trim().is_empty()) {
                inside = None;
            }
            if line.trim_start().starts_with("run:") {
                inside = Some(depth);
            }
            if inside.is_some() && line.contains("${{") {
                findings.push(format!(
                    "{}:{number}: an expression in a command: hand it over as an environment variable",
                    file.path
                ));
            }
        }
    }
    expect_none(&findings);
}
