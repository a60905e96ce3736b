//! How large a finished site is, beside what a host takes.
//!
//! GitHub Pages refuses sites of more than 1 GB, and says so only after all of it was uploaded.

use super::console::Console;
use crate::wording::{Wording, words};

/// What GitHub Pages takes, in bytes. It is not said whether a GB is a little more; the smaller is safe.
const LIMIT: u64 = 1_000_000_000;

/// From here on the size is told without being asked for.
const LARGE: u64 = LIMIT / 10;

/// From here on it is a warning: the next pictures may be too much.
const NEAR: u64 = LIMIT / 10 * 9;

/// Says the size of a site: to whoever wants to know all, and to everybody if it is large.
pub(super) fn report(console: &Console, bytes: u64, files: usize) {
    let size = of(bytes, files);
    match weigh(bytes) {
        Weight::Light => console.detail(&size),
        Weight::Large => console.note(&size),
        Weight::Near | Weight::TooMuch => console.warn(&warning(bytes)),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    Light,
    Large,
    Near,
    TooMuch,
}

fn weigh(bytes: u64) -> Weight {
    match bytes {
        ..LARGE => Weight::Light,
        LARGE..NEAR => Weight::Large,
        NEAR..=LIMIT => Weight::Near,
        _ => Weight::TooMuch,
    }
}

fn of(bytes: u64, files: usize) -> Wording {
    let size = megabytes(bytes);
    let plural = if files == 1 { "" } else { "s" };
    words(
        format!("サイトの大きさ: {size}、{files}ファイル"),
        format!("size of the site: {size} in {files} file{plural}"),
    )
}

fn warning(bytes: u64) -> Wording {
    let size = megabytes(bytes);
    let (ja, en) = match weigh(bytes) {
        Weight::TooMuch => ("を超えています", "more than"),
        _ => ("に近づいています", "near"),
    };
    words(
        format!(
            "サイトの大きさは{size}で、GitHub Pagesの上限(1 GB){ja}。大きな画像などのファイルを減らしてください"
        ),
        format!(
            "the site is {size}, {en} the 1 GB that GitHub Pages takes; make pictures and other large files fewer or smaller"
        ),
    )
}

/// Whole tenths of megabytes, cut off: what is over the limit is never shown as equal to it from below.
fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_the_limit_is_warned_of() {
        for (bytes, weight) in [
            (0, Weight::Light),
            (99_999_999, Weight::Light),
            (100_000_000, Weight::Large),
            (900_000_000, Weight::Near),
            (1_000_000_000, Weight::Near),
            (1_000_000_001, Weight::TooMuch),
        ] {
            assert_eq!(weigh(bytes), weight, "{bytes}");
        }
        assert_eq!(of(1_234_567, 1).en, "size of the site: 1.2 MB in 1 file");
        let told = warning(1_000_000_001);
        assert!(
            told.ja
                .contains("1000.0 MBで、GitHub Pagesの上限(1 GB)を超えています")
        );
        assert!(told.en.starts_with("the site is 1000.0 MB, more than"));
        assert!(warning(950_000_000).ja.contains("近づいています"));
    }
}
