//! How long a build takes from nothing, and after one page was edited: `cargo bench --bench warm [-- PAGES…]`.
//!
//! Sites of 1,000 and 10,000 pages unless numbers are given, the real program, a new process each time.
//! Prints medians of wall and processor time, the size of what is kept, and what keeping costs a build from
//! nothing; nothing here passes or fails.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark measures the machine, and one that cannot go on stops"
)]

mod code;
mod dice;
mod hugo;
mod measure;
mod site;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use self::measure::Run;

/// How often each figure is taken.
const TIMES: usize = 3;

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .filter_map(|word| word.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![1_000, 10_000]
    } else {
        sizes
    };
    for pages in sizes {
        let folder =
            std::env::temp_dir().join(format!("madoguchi-warm-{}-{pages}", std::process::id()));
        site::write(&folder, pages, site::Builder::Madoguchi).unwrap();
        measure(&folder, pages);
        fs::remove_dir_all(&folder).unwrap();
    }
}

fn measure(folder: &Path, pages: usize) {
    println!("{pages} pages");
    let anew = || {
        for made in ["public", ".madoguchi-cache"] {
            let _ = fs::remove_dir_all(folder.join(made));
        }
    };
    // The disk is to be warm, for every figure alike.
    build(folder, &["--no-cache"]);
    let bare = report("cold, nothing kept", || {
        anew();
        build(folder, &["--no-cache"])
    });
    let cold = report("cold, kept for the next build", || {
        anew();
        build(folder, &[])
    });
    let page = folder.join("content/s1/p1.md");
    let text = fs::read_to_string(&page).unwrap();
    let mut edits = 0;
    let warm = report("warm, one page edited", || {
        edits += 1;
        fs::write(&page, format!("{text}\n一文{edits}。\n")).unwrap();
        build(folder, &[])
    });
    println!(
        "  warm / cold                   wall {:.3}, processor {:.3}",
        ratio(warm.wall, cold.wall),
        ratio(warm.processor, cold.processor)
    );
    println!(
        "  keeping costs                 {:+.1} % of processor time",
        (ratio(cold.processor, bare.processor) - 1.0) * 100.0
    );
    println!(
        "  kept {:.1} MB for a site of {:.1} MB",
        megabytes(&folder.join(".madoguchi-cache")),
        megabytes(&folder.join("public"))
    );
}

fn report(what: &str, mut once: impl FnMut() -> Run) -> Run {
    let runs: Vec<Run> = (0..TIMES).map(|_| once()).collect();
    let median = measure::median(&runs);
    println!(
        "  {what:29} wall {:7.3} s, processor {:7.3} s, memory {:4} MB",
        median.wall.as_secs_f64(),
        median.processor.as_secs_f64(),
        median.memory / 1_000_000
    );
    median
}

fn build(folder: &Path, more: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_madoguchi"));
    command.args(["build", "--quiet", "--root"]).arg(folder);
    command.args(more).stderr(Stdio::null());
    measure::run(&mut command).unwrap()
}

fn ratio(of: Duration, to: Duration) -> f64 {
    of.as_secs_f64() / to.as_secs_f64()
}

fn megabytes(folder: &Path) -> f64 {
    fn bytes(folder: &Path) -> u64 {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let sizes = entries.map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => bytes(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        });
        sizes.sum()
    }
    u32::try_from(bytes(folder) / 1000).map_or(0.0, f64::from) / 1000.0
}
