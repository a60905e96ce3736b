//! Files that lie beside pages: what a stranger adds there is shown or saved by a browser, never run.
//!
//! `content/` is open to everybody, so a document with a script in it, published as it is, would be a
//! page of its author's choice under the site's own name. `static/` and `themes/` are their owners'.

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::site::{PictureFault, picture_fault};
use crate::text::{Asset, Snapshot, SourcePath, Span};
use crate::wording::{Wording, words};

/// What browsers open as a document or a script, and servers as a program.
const RUN: &[&str] = &[
    "html", "htm", "xhtml", "xht", "shtml", "mht", "mhtml", "hta", "htc", "svg", "svgz", "xml",
    "xsl", "xslt", "rss", "atom", "js", "mjs", "cjs", "css", "wasm", "swf", "php", "phtml", "phar",
    "asp", "aspx", "jsp", "cgi",
];

/// What hosts and search engines take as settings of the site, by name.
const OBEYED: &[&str] = &[
    "robots.txt",
    "cname",
    "_headers",
    "_redirects",
    "_routes.json",
    "_worker.js",
    "web.config",
    "staticwebapp.config.json",
    "vercel.json",
    "netlify.toml",
    "firebase.json",
];

/// Endings of Markdown that make no page. The last is what some editors make of `phone.md`.
const OTHER_MARKDOWN: &[&str] = &[
    ".md",
    ".markdown",
    ".mdown",
    ".mkdn",
    ".mkd",
    ".mdwn",
    ".md.txt",
];

/// A finding for each file beside pages that is more, or less, than it should be.
pub(super) fn findings(snapshot: &Snapshot) -> impl Iterator<Item = Diagnostic> + '_ {
    let beside = snapshot
        .assets
        .iter()
        .filter(|(path, _)| path.below("content").is_some());
    beside.filter_map(|(path, asset)| {
        active(path)
            .or_else(|| broken(path, asset))
            .or_else(|| no_page(path))
    })
}

fn active(path: &SourcePath) -> Option<Diagnostic> {
    let name = path.file_name().to_lowercase();
    // Some servers read `a.php.txt` as a program, and all of them `a.html` with a blank behind it.
    let mut endings = name.split('.').skip(1).map(str::trim);
    let message = if OBEYED.contains(&name.trim()) {
        words(
            "Webサーバーや検索エンジンへの指示になるファイルは、`content/` には置けません",
            "a file that web servers or search engines obey may not lie in `content/`",
        )
    } else {
        let ending = endings.find(|ending| RUN.contains(ending))?;
        words(
            format!("ブラウザーが実行できるファイル(`.{ending}`)は、`content/` には置けません"),
            format!("a file that browsers run (`.{ending}`) may not lie in `content/`"),
        )
    };
    let diagnostic = Diagnostic::new(codes::ACTIVE_FILE, place(path), message);
    Some(diagnostic.help(words(
        "サイトの管理者が中身を確かめたうえで `static/` に移すか、PNGなどの画像にしてください",
        "let the site's owners review it and move it to `static/`, or make it a picture such as PNG",
    )))
}

fn broken(path: &SourcePath, asset: &Asset) -> Option<Diagnostic> {
    let fault = picture_fault(&path.extension().to_lowercase(), &asset.head, asset.length)?;
    let (message, help): (Wording, Wording) = match fault {
        PictureFault::Foreign(format) => (
            words(
                format!("{format}の画像ではありません"),
                format!("this is no picture in the format {format}"),
            ),
            words(
                "画像を開いて保存し直すか、正しい拡張子を付けてください",
                "open the picture and save it anew, or give it the ending of its format",
            ),
        ),
        PictureFault::CutOff(format) => (
            words(
                format!("{format}の画像が途中で切れています"),
                format!("the {format} picture is cut off"),
            ),
            words(
                "元の画像から保存し直してください",
                "save it anew from the original",
            ),
        ),
        PictureFault::Huge(width, height) => (
            words(
                format!("{width} × {height}ピクセルの画像は大きすぎます"),
                format!("a picture of {width} × {height} pixels is too large"),
            ),
            words(
                "2500万ピクセル(5000 × 5000など)までに縮めてください",
                "scale it down to 25 million pixels (such as 5000 × 5000)",
            ),
        ),
    };
    Some(Diagnostic::new(codes::BROKEN_PICTURE, place(path), message).help(help))
}

/// Pages end in `.md`; what ends otherwise is published unread, which nobody expects of Markdown.
fn no_page(path: &SourcePath) -> Option<Diagnostic> {
    let name = path.file_name();
    let lower = name.to_ascii_lowercase();
    let ending = OTHER_MARKDOWN
        .iter()
        .find(|ending| lower.ends_with(*ending))?;
    let (stem, ending) = name.split_at(name.len() - ending.len());
    let message = words(
        format!("名前が `{ending}` で終わるので、ページにならず、そのまま公開されます"),
        format!("a name that ends in `{ending}` makes no page: the file is published as it is"),
    );
    let diagnostic = Diagnostic::new(codes::NOT_A_PAGE, place(path), message);
    Some(diagnostic.help(words(
        format!("ページにするなら名前を `{stem}.md` に変え、ファイルのまま配るなら `static/` に移してください"),
        format!("rename it `{stem}.md` to make it a page, or move it to `static/` to offer it as a file"),
    )))
}

fn place(path: &SourcePath) -> Place {
    Place::new(path, Span::at(0))
}
