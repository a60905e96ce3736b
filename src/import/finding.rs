//! What an import tells: one constructor for each kind of thing that did not come over as it was.

use crate::diagnostic::{Code, Diagnostic, Place, codes};
use crate::wording::{Wording, words};

/// A setting that has no equal here.
pub(super) fn setting(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        codes::IMPORT_SETTING,
        place,
        words(
            format!("設定 `{name}` に当たるものはないため、引き継ぎませんでした"),
            format!("the setting `{name}` has no equal here and was left behind"),
        ),
    )
}

/// Something that was kept, but not as it was.
pub(super) fn markup(place: Place, what: &str, kept: Wording) -> Diagnostic {
    let Wording { ja, en } = kept;
    Diagnostic::new(
        codes::IMPORT_MARKUP,
        place,
        words(
            format!("`{}` {ja}", short(what)),
            format!("`{}` {en}", short(what)),
        ),
    )
}

/// A link that leads nowhere, in the old tree as in the new one.
pub(super) fn dead_link(place: Place, destination: &str, why: Wording) -> Diagnostic {
    let Wording { ja, en } = why;
    Diagnostic::new(
        codes::IMPORT_LINK,
        place,
        words(
            format!("リンク先 `{}` {ja}", short(destination)),
            format!("the link to `{}` {en}", short(destination)),
        ),
    )
}

/// An include that was not put in.
pub(super) fn include(place: Place, path: &str, why: Wording) -> Diagnostic {
    let Wording { ja, en } = why;
    Diagnostic::new(
        codes::IMPORT_INCLUDE,
        place,
        words(
            format!("`{}` を取り込めません: {ja}", short(path)),
            format!("`{}` cannot be included: {en}", short(path)),
        ),
    )
    .help(words(
        "ファイルの中身を本文に写すか、この行を消してください",
        "copy what it holds into the page, or remove the line",
    ))
}

/// A file that was not taken over as it was.
pub(super) fn file(place: Option<Place>, message: Wording) -> Diagnostic {
    at(codes::IMPORT_FILE, place, message)
}

/// An id that does not come over, or not as it was.
pub(super) fn anchor(place: Option<Place>, id: &str, why: Wording) -> Diagnostic {
    let Wording { ja, en } = why;
    at(
        codes::IMPORT_ANCHOR,
        place,
        words(
            format!("id `{}` {ja}", short(id)),
            format!("the id `{}` {en}", short(id)),
        ),
    )
}

/// Something that is an error in a site of ours and was put another way.
pub(super) fn repaired(place: Option<Place>, error: &Diagnostic, how: Wording) -> Diagnostic {
    let Wording { ja, en } = &error.message;
    let (how_ja, how_en) = (how.ja, how.en);
    at(
        codes::IMPORT_REPAIR,
        place,
        words(
            format!("{ja}({}: {how_ja})", error.code),
            format!("{en} ({}: {how_en})", error.code),
        ),
    )
}

fn at(code: Code, place: Option<Place>, message: Wording) -> Diagnostic {
    match place {
        Some(place) => Diagnostic::new(code, place, message),
        None => Diagnostic::nowhere(code, message),
    }
}

/// Letters of a file as a message shows them: one line, not too long.
fn short(text: &str) -> String {
    const MOST: usize = 60;
    let line: String = text
        .chars()
        .map(|c| if c.is_control() || c == '`' { ' ' } else { c })
        .collect();
    let line = line.trim();
    if line.chars().count() <= MOST {
        return line.to_owned();
    }
    let start: String = line.chars().take(MOST).collect();
    format!("{start}…")
}
