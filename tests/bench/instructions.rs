//! How many instructions a build of 200 pages takes, to the floor's: a number that hardly depends on the machine.
//!
//! The record is in the repository, so that whoever makes builds dearer sees it and says so.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::site::{self, Builder};

const PAGES: usize = 200;
/// By how much the ratio may grow unrecorded, in percent.
const TOLERANCE: f64 = 5.0;

/// Counts, and compares with the record or writes it.
pub(crate) fn check(record: bool) {
    let folder =
        std::env::temp_dir().join(format!("madoguchi-instructions-{}", std::process::id()));
    let site = folder.join("site");
    site::write(&site, PAGES, Builder::Madoguchi).unwrap();
    // Both at the same time: how long they take does not count.
    let counts = ["own", "floor"].map(|program| {
        let log = folder.join(format!("{program}.log"));
        (count(program, &site, &folder.join(program), &log), log)
    });
    let [own, floor] = counts.map(|(mut child, log)| {
        let status = child.wait().unwrap();
        let said = fs::read_to_string(&log).unwrap();
        assert!(status.success(), "{said}");
        collected(&said)
    });
    fs::remove_dir_all(&folder).unwrap();
    #[allow(clippy::cast_precision_loss, reason = "a ratio")]
    let ratio = own as f64 / floor as f64;
    println!("madoguchi {own}\nfloor {floor}\nratio {ratio:.3}");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/instructions.txt");
    if record {
        write(&file, own, floor, ratio);
        return;
    }
    let Some(recorded) = recorded(&file) else {
        println!("not checked: there is no record; write it with `-- instructions --record`");
        return;
    };
    let growth = (ratio / recorded - 1.0) * 100.0;
    println!("recorded {recorded:.3}, {growth:+.1} %");
    assert!(
        growth <= TOLERANCE,
        "a build takes {growth:.1} % more instructions than recorded; if that is meant, \
         run `cargo bench --bench build -- instructions --record` and commit the record"
    );
}

/// One thread, a fixed day, and no look at the folder's place: the same work each time.
fn count(program: &str, site: &Path, output: &Path, log: &Path) -> Child {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    valgrind.arg(format!("--log-file={}", log.display()));
    let this: PathBuf = std::env::current_exe().unwrap();
    valgrind.arg(this).arg(program).args([site, output]);
    valgrind.env("RAYON_NUM_THREADS", "1").stdout(Stdio::null());
    valgrind.spawn().unwrap()
}

/// What callgrind has counted: `Collected : 5528604794`.
fn collected(log: &str) -> u64 {
    let line = log.lines().find(|line| line.contains("Collected"));
    let number = line.and_then(|line| line.rsplit(' ').next());
    number.and_then(|number| number.parse().ok()).unwrap()
}

fn write(file: &Path, own: u64, floor: u64, ratio: f64) {
    let text = format!(
        "Instructions of a build of {PAGES} pages and of the floor's, by callgrind.\n\
         Written by `cargo bench --bench build -- instructions --record`.\n\n\
         madoguchi {own}\nfloor {floor}\nratio {ratio:.3}\n"
    );
    fs::write(file, text).unwrap();
}

fn recorded(file: &Path) -> Option<f64> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("ratio "))?;
    line.parse().ok()
}
