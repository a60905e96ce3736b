//! Files that `host` did not read, told to the person who can mend them.

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::text::{Refusal, RefusalReason, Snapshot, SourcePath, Span};
use crate::wording::{Wording, words};

/// A finding for each refused file.
pub(super) fn findings(snapshot: &Snapshot) -> impl Iterator<Item = Diagnostic> + '_ {
    snapshot.refused.iter().map(finding)
}

/// The refused files whose last text is there nevertheless, as a preview shows it.
pub(super) fn stood_in_for(snapshot: &Snapshot) -> impl Iterator<Item = SourcePath> + '_ {
    let paths = snapshot.refused.iter().map(|refusal| &refusal.path);
    let has_text = |path: &&SourcePath| snapshot.texts.contains_key(path.as_str());
    paths
        .filter(move |path| has_text(path) && snapshot.refuses(path))
        .cloned()
}

fn finding(refusal: &Refusal) -> Diagnostic {
    let place = Place::new(&refusal.path, Span::at(0));
    let told = |code, message: Wording, help: Wording| {
        Diagnostic::new(code, place.clone(), message).help(help)
    };
    match &refusal.reason {
        RefusalReason::SymbolicLink => told(
            codes::UNREADABLE_FILE,
            words(
                "シンボリックリンクはたどりません",
                "symbolic links are never followed",
            ),
            words(
                "リンクの代わりに、ファイルそのものを置いてください",
                "put the file itself here instead of a link",
            ),
        ),
        RefusalReason::SpecialFile => told(
            codes::UNREADABLE_FILE,
            words(
                "ふつうのファイルではありません(パイプやデバイスなど)",
                "this is no regular file but a pipe, socket or device",
            ),
            words(
                "サイトのフォルダーから取り除いてください",
                "remove it from the site's folder",
            ),
        ),
        RefusalReason::Encoding { before, guess } => Diagnostic::new(
            codes::UNREADABLE_FILE,
            Place::new(&refusal.path, Span::at(before.len())),
            encoding(before.len(), *guess),
        )
        .help(words(
            "エディターで「UTF-8」を選んで保存し直してください",
            "save the file as UTF-8 in your editor",
        )),
        RefusalReason::TooLarge { length, limit } => told(
            codes::FILE_TOO_LARGE,
            words(
                format!("{length}バイトあり、上限の{limit}バイトを超えています"),
                format!("it has {length} bytes; {limit} are allowed"),
            ),
            words(
                "いくつかのファイルに分けてください",
                "split it into several files",
            ),
        ),
        RefusalReason::TooDeep { limit } => told(
            codes::FILE_NAME,
            words(
                format!("フォルダーの入れ子が{limit}段を超えています"),
                format!("folders nest deeper than {limit} levels"),
            ),
            words("浅い場所に移してください", "move it to a less deep place"),
        ),
        RefusalReason::Name => told(
            codes::FILE_NAME,
            words(
                "ファイル名がUTF-8でないか、`\\` を含んでいます",
                "the file's name is not UTF-8 or holds a `\\`",
            ),
            words(
                "ファイルの名前を付け直してください",
                "give the file another name",
            ),
        ),
        RefusalReason::SameName { other } => same_name(place, other),
    }
}

fn same_name(place: Place, other: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        codes::SAME_NAME,
        place,
        words(
            format!("`{other}` と、別の書き方の同じ名前です"),
            format!("its name is another spelling of `{other}`"),
        ),
    )
    .help(words(
        "どちらかの名前を変えてください",
        "rename one of the two",
    ))
    .label(
        Place::new(other, Span::at(0)),
        words("もう一方のファイル", "the other file"),
    )
}

fn encoding(offset: usize, guess: Option<&str>) -> Wording {
    match guess {
        Some(guess) => words(
            format!("UTF-8ではありません(先頭から{offset}バイトの後。{guess} のようです)"),
            format!("this is not UTF-8 (after {offset} bytes); it looks like {guess}"),
        ),
        None => words(
            format!("UTF-8ではありません(先頭から{offset}バイトの後)"),
            format!("this is not UTF-8 (after {offset} bytes)"),
        ),
    }
}
