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

mod site;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

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
        site::write(&folder, pages).unwrap();
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
        warm.wall / cold.wall,
        warm.processor / cold.processor
    );
    println!(
        "  keeping costs                 {:+.1} % of processor time",
        (cold.processor / bare.processor - 1.0) * 100.0
    );
    println!(
        "  kept {:.1} MB for a site of {:.1} MB",
        megabytes(&folder.join(".madoguchi-cache")),
        megabytes(&folder.join("public"))
    );
}

/// Seconds.
#[derive(Clone, Copy)]
struct Taken {
    wall: f64,
    processor: f64,
}

fn report(what: &str, mut once: impl FnMut() -> Taken) -> Taken {
    let taken: Vec<Taken> = (0..TIMES).map(|_| once()).collect();
    let median = |of: fn(&Taken) -> f64| {
        let mut seconds: Vec<f64> = taken.iter().map(of).collect();
        seconds.sort_by(f64::total_cmp);
        seconds[TIMES / 2]
    };
    let median = Taken {
        wall: median(|taken| taken.wall),
        processor: median(|taken| taken.processor),
    };
    println!(
        "  {what:29} wall {:7.3} s, processor {:7.3} s",
        median.wall, median.processor
    );
    median
}

fn build(folder: &Path, more: &[&str]) -> Taken {
    let before = processor();
    let begun = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_madoguchi"))
        .args(["build", "--quiet", "--root"])
        .arg(folder)
        .args(more)
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let wall = begun.elapsed().as_secs_f64();
    assert!(status.success());
    Taken {
        wall,
        processor: (processor() - before).as_secs_f64(),
    }
}

/// The processor time of all programs that were waited for.
fn processor() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
    let ticks = fields.skip(13).take(2);
    let ticks = ticks.filter_map(|field| field.parse::<u64>().ok()).sum();
    // A tick is a hundredth of a second on every system that has this file.
    Duration::from_millis(10 * ticks)
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
