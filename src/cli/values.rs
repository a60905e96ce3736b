//! The values of flags: what is typed may be wrong, and is then told with what is like it.

use super::args::Cures;
use crate::civil::{Date, read_date};
use crate::config::Denied;
use crate::diagnostic::{ALL_CODES, Code, find_code, most_like, nearest};
use crate::report::Format;
use crate::wording::{Wording, words};

/// All that is to be raised to errors.
pub(super) fn read_all_denied(names: &[String]) -> Result<Vec<Denied>, Wording> {
    names.iter().map(|name| read_denied(name)).collect()
}

/// A day of `--as-of`.
pub(super) fn read_day(text: &str) -> Result<Date, Wording> {
    read_date(text).ok_or_else(|| {
        words(
            format!(
                "`--as-of` の `{text}` は日付ではありません。`2026-11-01` のように書いてください"
            ),
            format!("`--as-of` is `{text}`, which is no date; write it like `2026-11-01`"),
        )
    })
}

/// What `--deny` names.
pub(super) fn read_denied(name: &str) -> Result<Denied, Wording> {
    Denied::of_name(name).ok_or_else(|| {
        let unknown = words(
            format!("`--deny` の `{name}` というコードはありません"),
            format!("`--deny` names `{name}`, which is no code"),
        );
        with_suggestion(&unknown, name, &["warnings"])
    })
}

/// A code, as it is printed or by itself.
pub(super) fn read_code(name: &str) -> Result<Code, Wording> {
    // Copied with its severity and brackets, or without.
    let bare = name
        .trim_start_matches(|c: char| c.is_ascii_lowercase() && name.contains('['))
        .trim_matches(['[', ']', ':', ' ']);
    find_code(bare).ok_or_else(|| {
        let unknown = words(
            format!("`{name}` というコードはありません"),
            format!("there is no code `{name}`"),
        );
        with_suggestion(&unknown, bare, &[])
    })
}

/// The message with the name that was probably meant, and where all of them are listed.
fn with_suggestion(message: &Wording, name: &str, others: &[&str]) -> Wording {
    let codes = ALL_CODES.iter().map(|code| code.name());
    let mut names = codes.chain(others.iter().copied());
    let near = nearest(name, names.clone()).or_else(|| most_like(name, &mut names));
    let (ja, en) = near.map_or_else(Default::default, |near| {
        (
            format!("`{near}` ではありませんか。"),
            format!("did you mean `{near}`? "),
        )
    });
    words(
        format!(
            "{}。{ja}一覧は `madoguchi explain` で表示されます",
            message.ja
        ),
        format!("{}; {en}`madoguchi explain` lists all codes", message.en),
    )
}

/// `--diff` and the formats for programs would both write to standard output.
pub(super) fn cures(fix: bool, diff: bool, format: Format) -> Result<Cures, Wording> {
    match (fix, diff) {
        (_, true) if format.is_for_programs() => Err(words(
            "`--diff` の差分は標準出力に書かれるため、`--format json` や `github` とは使えません。`--format json` の `fix` に同じ内容があります",
            "`--diff` writes its patch to standard output and goes with neither `--format json` nor `github`; the objects of `--format json` hold each `fix`",
        )),
        (_, true) => Ok(Cures::Shown),
        (true, false) => Ok(Cures::Applied),
        (false, false) => Ok(Cures::Told),
    }
}
