//! The program from outside: streams, exit status and what it leaves on the disk.

use std::fs;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use crate::chance::Chance;
use crate::scratch::Scratch;

/// A run of the program in the site's folder, with an environment of its own.
pub(crate) fn madoguchi(scratch: &Scratch, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_madoguchi"));
    command
        .current_dir(&scratch.site)
        .args(arguments)
        .env_clear()
        .env("HOME", "/nonexistent")
        .stdin(Stdio::null());
    command
}

pub(crate) fn run(scratch: &Scratch, arguments: &[&str]) -> Output {
    madoguchi(scratch, arguments).output().unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// A site with one mistake on the third line of a page.
fn broken() -> Scratch {
    let scratch = Scratch::new();
    scratch.put(
        "content/bad.md",
        "# 電話\n\n受付<script>alert(1)</script>\n",
    );
    scratch
}

#[test]
fn a_build_says_in_one_line_what_it_did() {
    let scratch = Scratch::new();
    let output = run(&scratch, &["build", "--lang", "en"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).is_empty());
    let said = stderr(&output);
    let line = said.lines().last().unwrap();
    assert!(line.contains("page") && line.ends_with(" s"), "{said}");
    assert!(scratch.has("public/.madoguchi-output"));
    let quiet = run(&scratch, &["build", "-q"]);
    assert_eq!((status(&quiet), stderr(&quiet).as_str()), (0, ""));
}

#[test]
fn messages_are_in_the_sites_language_unless_asked() {
    let scratch = Scratch::new();
    assert!(stderr(&run(&scratch, &["build"])).contains("ページ"));
    assert!(stderr(&run(&scratch, &["build", "--lang", "en"])).contains("page"));
}

#[test]
fn an_error_stops_the_build_and_keeps_the_last_good_site() {
    let scratch = Scratch::new();
    assert_eq!(status(&run(&scratch, &["build"])), 0);
    let before = scratch.tree("public");
    scratch.put(
        "content/bad.md",
        "# 電話\n\n受付<script>alert(1)</script>\n",
    );
    let output = run(&scratch, &["build", "--lang", "en", "--format", "short"]);
    assert_eq!(status(&output), 1);
    let said = stderr(&output);
    assert!(said.contains("content/bad.md:3:3: error["), "{said}");
    assert!(said.contains("nothing was written"), "{said}");
    assert_eq!(scratch.tree("public"), before);
    assert!(!scratch.has(".public.madoguchi-staging"));
}

#[test]
fn check_writes_nothing() {
    let scratch = broken();
    let before = scratch.tree("..");
    assert_eq!(status(&run(&scratch, &["check"])), 1);
    assert_eq!(scratch.tree(".."), before);
}

#[test]
fn findings_for_programs_go_to_standard_output() {
    let scratch = broken();
    for command in ["check", "build"] {
        let output = run(&scratch, &[command, "--format", "json", "-q"]);
        assert_eq!(status(&output), 1);
        assert_eq!(stderr(&output), "");
        let first = stdout(&output);
        let object: serde_json::Value =
            serde_json::from_str(first.lines().next().unwrap()).unwrap();
        assert_eq!(object["file"], "content/bad.md");
        assert_eq!(object["line"], 3);
    }
    let output = run(&scratch, &["check", "--format", "github"]);
    assert!(stdout(&output).starts_with("::error file=content/bad.md,line=3,col=3,"));
}

#[test]
fn annotations_count_from_the_repository() {
    let scratch = broken();
    let output = madoguchi(&scratch, &["check", "--format", "github"])
        .env("GITHUB_WORKSPACE", scratch.site.parent().unwrap())
        .output()
        .unwrap();
    let said = stdout(&output);
    assert!(
        said.starts_with("::error file=site/content/bad.md,"),
        "{said}"
    );
}

#[test]
fn the_site_is_found_from_below() {
    let scratch = Scratch::new();
    scratch.put("content/phone/_index.md", "# 電話\n");
    let output = madoguchi(&scratch, &["build"])
        .current_dir(scratch.site.join("content/phone"))
        .output()
        .unwrap();
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(scratch.has("public/.madoguchi-output"));
}

#[test]
fn an_output_folder_is_counted_from_the_current_folder() {
    let scratch = Scratch::new();
    fs::create_dir(scratch.site.join("work")).unwrap();
    let output = madoguchi(&scratch, &["build", "-o", "dist"])
        .current_dir(scratch.site.join("work"))
        .output()
        .unwrap();
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(scratch.has("work/dist/.madoguchi-output"));
}

#[test]
fn o01_the_program_refuses_dangerous_outputs() {
    let scratch = Scratch::new();
    let before = scratch.tree("..");
    for output in [".", "..", "/", "content", "x/..", "config.toml"] {
        let output = run(&scratch, &["build", "-o", output]);
        assert_eq!(status(&output), 2, "{}", stderr(&output));
    }
    assert_eq!(scratch.tree(".."), before);
}

#[test]
fn o04_unknown_file_is_kept_and_said() {
    let scratch = Scratch::new();
    run(&scratch, &["build"]);
    scratch.put("public/notes.txt", "mine");
    let output = run(&scratch, &["build", "--lang", "en"]);
    assert_eq!(status(&output), 0);
    assert!(
        stderr(&output).contains("`notes.txt`"),
        "{}",
        stderr(&output)
    );
    assert_eq!(scratch.get("public/notes.txt"), "mine");
}

#[test]
fn o07_killed_at_any_moment_the_site_is_whole() {
    const KILLS: u32 = 200;
    let scratch = Scratch::new();
    let fill = |text: &str| {
        for page in 0..40 {
            scratch.put(&format!("content/p{page}/_index.md"), text);
        }
    };
    let finished = || {
        let output = run(&scratch, &["build", "--as-of", "2026-11-20"]);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        scratch.tree("public")
    };
    let texts = ["# 電話\n", "# 窓口\n"];
    let sites = texts.map(|text| {
        fill(text);
        finished()
    });
    assert!(sites[0] != sites[1]);
    let begun = Instant::now();
    finished();
    let mut whole = begun.elapsed();
    let mut chance = Chance::of_this_run();
    let (mut killed, mut changed) = (0, 0);
    let mut next = 0;
    fill(texts[next]);
    for kill in 0..KILLS {
        let mut build = madoguchi(&scratch, &["build", "--as-of", "2026-11-20"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Every other time in the last part of it, where folders are put in each other's places.
        let moment = if kill % 2 == 0 {
            chance.between(0.0, 1.25)
        } else {
            chance.between(0.75, 1.25)
        };
        std::thread::sleep(whole.mul_f64(moment));
        let runs = build.try_wait().unwrap().is_none();
        build.kill().unwrap();
        build.wait().unwrap();
        // How long a build takes depends on what else the machine does: half of them are to be met at work.
        killed += u32::from(runs);
        whole = whole.mul_f64(if runs { 1.05 } else { 0.95 });
        let now = scratch.tree("public");
        let site = sites.iter().position(|site| *site == now);
        let site = site.unwrap_or_else(|| panic!("kill {kill} of {KILLS}, {chance}"));
        // What is killed is always a build that has another site to write.
        if site == next {
            changed += 1;
            next = 1 - next;
            fill(texts[next]);
        }
    }
    assert!(killed > KILLS / 4, "{killed} met at work, {chance}");
    assert!(changed > KILLS / 10, "{changed} sites written, {chance}");
    assert!(finished() == sites[next], "{chance}");
    for leftover in ["staging", "lock", "old"] {
        let path = format!(".public.madoguchi-{leftover}");
        assert!(!scratch.has(&path), "{path}, {chance}");
    }
}

#[test]
fn o08_a_full_disk_leaves_the_last_good_site() {
    let scratch = Scratch::new();
    scratch.put("big.bin", vec![7; 4 << 20]);
    // A disk of 2 MiB in a namespace of its own; where that is not allowed the row is not tried.
    let script = "mkdir full && mount -t tmpfs -o size=2m none full && mkdir full/out || exit 9
                  sum() { (cd full/site && find . -type f | sort | xargs cksum); }
                  \"$0\" build -q -o full/site || exit 8
                  before=$(sum); mkdir static; mv big.bin static
                  \"$0\" build --lang en -o full/site; echo status $?; ls -A full
                  [ \"$(sum)\" = \"$before\" ] && sum | wc -l";
    let output = Command::new("unshare")
        .args(["-Urm", "sh", "-c", script, env!("CARGO_BIN_EXE_madoguchi")])
        .current_dir(&scratch.site)
        .env("HOME", "/nonexistent")
        .output();
    // 1 is a namespace that this machine lets nobody make, 9 a disk that may not be put into it.
    let Some(output) = output
        .ok()
        .filter(|output| !matches!(output.status.code(), Some(1 | 9)))
    else {
        println!("left out: this machine lets nobody make a disk");
        return;
    };
    let said = stdout(&output);
    let files = said.strip_prefix("status 3\nout\nsite\n").map(str::trim);
    let files: Option<u32> = files.and_then(|files| files.parse().ok());
    assert!(
        files.is_some_and(|files| files > 5),
        "the last good site is as it was: {said}{}",
        stderr(&output)
    );
    let errors = stderr(&output);
    assert!(errors.contains("full/site/"), "names the file: {errors}");
    assert!(errors.contains("bytes are free"), "{errors}");
}

#[test]
fn o09_a_file_limit_is_the_machines_refusal() {
    let scratch = Scratch::new();
    assert_eq!(status(&run(&scratch, &["build"])), 0);
    let before = scratch.tree("public");
    scratch.put("static/big.bin", vec![7; 1 << 20]);
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\" build"])
        .arg(env!("CARGO_BIN_EXE_madoguchi"))
        .current_dir(&scratch.site)
        .output()
        .unwrap();
    assert_eq!(status(&output), 3, "{}", stderr(&output));
    assert_eq!(scratch.tree("public"), before);
}

#[test]
fn o19_umask_zone_and_threads_change_nothing() {
    let trees: Vec<_> = [
        ("022", "UTC", "1"),
        ("077", "Asia/Tokyo", "8"),
        ("000", "America/New_York", "2"),
    ]
    .into_iter()
    .map(|(umask, zone, threads)| {
        let scratch = Scratch::new();
        scratch.put("content/phone/_index.md", "# 電話\n");
        let script = format!("umask {umask}; exec \"$0\" build --as-of 2026-11-20");
        let output = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_madoguchi")])
            .current_dir(&scratch.site)
            .env("TZ", zone)
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        (scratch.tree("public"), scratch.modes("public"))
    })
    .collect();
    assert!(trees.windows(2).all(|pair| pair[0] == pair[1]));
    assert!(
        trees[0]
            .1
            .values()
            .all(|mode| matches!(mode, 0o644 | 0o755))
    );
}

#[test]
fn o20_an_invalid_epoch_is_status_two() {
    let scratch = Scratch::new();
    let mut command = madoguchi(&scratch, &["build"]);
    let output = command.env("SOURCE_DATE_EPOCH", "soon").output().unwrap();
    assert_eq!(status(&output), 2);
    assert!(!scratch.has("public"));
}

#[test]
fn f03_f07_f08_what_the_user_may_mend_is_status_one() {
    let scratch = Scratch::new();
    scratch.put("content/sjis.md", b"# \x91\x8b\x8c\xfb\n");
    std::os::unix::fs::symlink("_index.md", scratch.site.join("content/link.md")).unwrap();
    let pipe = scratch.site.join("content/pipe.md");
    let mode = rustix::fs::Mode::from_raw_mode(0o644);
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0).unwrap();
    let output = run(&scratch, &["check", "--format", "short"]);
    assert_eq!(status(&output), 1);
    let said = stderr(&output);
    for file in ["content/sjis.md", "content/link.md", "content/pipe.md"] {
        assert!(said.contains(file), "{file}: {said}");
    }
}

#[test]
fn f14_a_missing_config_is_status_two() {
    let scratch = Scratch::new();
    fs::remove_file(scratch.site.join("config.toml")).unwrap();
    let root = scratch.site.display().to_string();
    let output = run(&scratch, &["check", "-r", &root]);
    assert_eq!(status(&output), 2, "{}", stderr(&output));
}

#[test]
fn wrong_words_on_the_command_line_are_status_two() {
    let scratch = Scratch::new();
    for line in [
        "bild",
        "build --as-of tomorrow",
        "build --deny nonsense",
        "check --base-url nonsense",
        "explain nonsense",
        "check -r missing",
        "check -c ../config.toml",
    ] {
        let arguments: Vec<_> = line.split(' ').collect();
        assert_eq!(status(&run(&scratch, &arguments)), 2, "{line}");
    }
    for (name, said) in [
        ("unknown-fcat", "did you mean `unknown-fact`?"),
        ("fact-unknown", "did you mean `unknown-fact`?"),
        (
            "nosuch",
            "there is no code `nosuch`; `madoguchi explain` lists all codes",
        ),
    ] {
        let output = run(&scratch, &["explain", name, "--lang", "en"]);
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
    let output = run(&scratch, &["check", "-r", "missing", "--lang", "en"]);
    let said = stderr(&output);
    assert!(
        said.contains("cannot read `missing`: it does not exist"),
        "{said}"
    );
    assert!(
        said.contains("give `-r` the folder that holds `config.toml`"),
        "{said}"
    );
}

#[test]
fn explain_prints_a_code() {
    let scratch = Scratch::new();
    let output = run(&scratch, &["explain", "unknown-fact", "--lang", "ja"]);
    assert_eq!(status(&output), 0);
    assert!(stdout(&output).starts_with("error[unknown-fact]\n"));
}

#[test]
fn explain_alone_lists_every_code() {
    let output = run(&Scratch::new(), &["explain", "--lang", "ja"]);
    assert_eq!(status(&output), 0);
    let list = stdout(&output);
    assert!(list.starts_with("文とデータ\n  error   drift\n"), "{list}");
    for code in madoguchi::diagnostic::ALL_CODES {
        let line = format!("\n  {:7} {code}\n", code.severity().name());
        let told = list.contains(&line) || *code == madoguchi::diagnostic::codes::INTERNAL;
        assert!(told, "{code}");
    }
}

#[test]
fn threads_that_the_system_refuses_are_no_bug_of_ours() {
    let scratch = Scratch::new();
    // A stack that no machine has room for.
    let output = madoguchi(&scratch, &["build", "--lang", "en"])
        .env("RUST_MIN_STACK", (1_u64 << 47).to_string())
        .output()
        .unwrap();
    let said = stderr(&output);
    assert_eq!(status(&output), 3, "{said}");
    assert!(
        said.contains("cannot start the threads to work on: "),
        "{said}"
    );
    assert!(said.contains("`RAYON_NUM_THREADS=1`"), "{said}");
    assert!(!said.contains("bug"), "{said}");
    assert!(!scratch.has("public"), "nothing was written");
}

#[test]
fn colours_and_control_characters_stay_out_of_a_pipe() {
    let scratch = Scratch::new();
    scratch.put("content/bad.md", "\u{1b}[31m\u{9b}<script>\n");
    let output = run(&scratch, &["check"]);
    assert!(!stderr(&output).contains(['\u{1b}', '\u{9b}']));
    let output = run(&scratch, &["check", "--color", "always"]);
    assert!(stderr(&output).contains("\u{1b}["));
}
