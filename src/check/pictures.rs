//! Pictures beside pages: whether each is what its name says, whole, and of a size that a phone can show.
//!
//! Whoever sends a page may send a picture with it, so these are looked at as a stranger's. `static/` is its
//! owner's, like templates. Nothing is decoded: what the first bytes say is enough.

use super::drawing;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::site::picture::{Format, is_cut_off, size};
use crate::text::{Asset, Snapshot, SourcePath, Span};
use crate::wording::words;

/// The most pixels: what a phone holds in some hundred megabytes of memory.
const MOST_PIXELS: u64 = 25_000_000;
/// The most bytes: a quarter of a minute on a weak connection.
const MOST_BYTES: u64 = 5 << 20;

/// What is wrong with the pictures below `content/`.
pub(super) fn check(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let files = snapshot.assets.iter();
    files
        .filter(|(path, _)| path.below("content").is_some())
        .filter_map(|(path, asset)| finding(path, asset))
        .collect()
}

fn finding(path: &SourcePath, asset: &Asset) -> Option<Diagnostic> {
    let promised = Format::of_name(path.file_name())?;
    let found = Format::of_bytes(&asset.head);
    if found != Some(promised) {
        return Some(wrong(path, promised, found));
    }
    if is_cut_off(&asset.head, asset.length) {
        return Some(cut_off(path, promised));
    }
    let (width, height) = size(&asset.head).unwrap_or_default();
    let is_drawing = promised == Format::Svg;
    if !is_drawing && u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Some(huge(path, &format!("{width}×{height}")));
    }
    if asset.length > MOST_BYTES {
        return Some(heavy(path, asset.length));
    }
    if !is_drawing {
        return None;
    }
    if asset.length > asset.head.len() as u64 {
        return Some(too_long(path, asset.length));
    }
    let what = drawing::more_than_a_drawing(&asset.head)?;
    Some(active(path, &what))
}

fn at(path: &SourcePath) -> Place {
    Place::new(path, Span::at(0))
}

fn wrong(path: &SourcePath, promised: Format, found: Option<Format>) -> Diagnostic {
    let name = promised.name();
    let message = match found {
        Some(found) => words(
            format!("名前は{name}ですが、中身は{}です", found.name()),
            format!("it is named as {name}, and is {}", found.name()),
        ),
        None => words(
            format!("名前は{name}ですが、中身は画像として読めません"),
            format!("it is named as {name}, and can be read as no picture"),
        ),
    };
    Diagnostic::new(codes::WRONG_PICTURE, at(path), message).help(words(
        "画像を保存し直し、形式に合った名前を付けてください",
        "save the picture anew, under a name that fits its format",
    ))
}

fn cut_off(path: &SourcePath, promised: Format) -> Diagnostic {
    let name = promised.name();
    Diagnostic::new(
        codes::WRONG_PICTURE,
        at(path),
        words(
            format!("{name}の画像が途中で切れています"),
            format!("the {name} picture is cut off"),
        ),
    )
    .help(words(
        "元の画像から保存し直してください",
        "save it anew from the original",
    ))
}

fn huge(path: &SourcePath, size: &str) -> Diagnostic {
    let most = MOST_PIXELS / 1_000_000;
    Diagnostic::new(
        codes::HUGE_PICTURE,
        at(path),
        words(
            format!("画像が大きすぎます({size}ピクセル、上限は{most}00万画素)"),
            format!("the picture has {size} pixels; {most} million are allowed"),
        ),
    )
    .help(smaller())
}

fn heavy(path: &SourcePath, length: u64) -> Diagnostic {
    Diagnostic::new(
        codes::HUGE_PICTURE,
        at(path),
        words(
            format!("画像が{length}バイトあり、上限の{MOST_BYTES}バイトを超えています"),
            format!("the picture has {length} bytes; {MOST_BYTES} are allowed"),
        ),
    )
    .help(smaller())
}

fn smaller() -> crate::wording::Wording {
    words(
        "表示する大きさに縮めて保存してください(幅1600ピクセルほどで足ります)",
        "make it as small as it is shown; some 1600 pixels of width are enough",
    )
}

fn too_long(path: &SourcePath, length: u64) -> Diagnostic {
    Diagnostic::new(
        codes::ACTIVE_PICTURE,
        at(path),
        words(
            format!("SVGが{length}バイトあり、全体を調べられません"),
            format!("the SVG has {length} bytes, and cannot be looked through"),
        ),
    )
    .help(words(
        "64 KiB以下に縮めるか、PNGで保存するか、信頼できるものなら `static/` に置いてください",
        "make it 64 KiB or less, save it as PNG, or put it into `static/` if you trust it",
    ))
}

fn active(path: &SourcePath, what: &drawing::More) -> Diagnostic {
    Diagnostic::new(
        codes::ACTIVE_PICTURE,
        Place::new(path, what.span),
        words(
            format!("SVGに絵でないもの(`{}`)が入っています", what.name),
            format!("the SVG holds more than a drawing: `{}`", what.name),
        ),
    )
    .help(words(
        "「プレーンSVG」かPNGで書き出し直すか、信頼できるものなら `static/` に置いてください",
        "export it anew as plain SVG or as PNG, or put it into `static/` if you trust it",
    ))
}
