//! The findings as a page: what the live preview lays over the last good page.
//!
//! The script in the browser takes the `<main>` of this document and knows nothing of findings, so all
//! words are here, in the language of the messages. Every text of the site is escaped: a file's name
//! makes no element. Paths are those from the site's folder; no other is known here.

mod excerpt;
mod markup;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use self::excerpt::{Mark, Touch};
use self::markup::{push_text, push_words};
use super::Counts;
use super::places::Places;
use crate::diagnostic::{Diagnostic, Severity, explanation};
use crate::digest::Digest;
use crate::text::{Source, SourcePath};
use crate::wording::{Language, Wording, words};

/// How many findings are shown; of the others the number is told.
const MOST: usize = 100;

/// Something that went wrong with no file of the site: a disk, a permission, a bug of our own.
#[derive(Clone, Copy, Debug)]
pub struct Failure<'a> {
    /// What went wrong.
    pub message: &'a Wording,
    /// What to do about it.
    pub help: Option<&'a Wording>,
}

/// What is needed to lay findings over a page.
#[derive(Clone, Copy, Debug)]
pub struct Overlay<'a> {
    /// The texts that places point into.
    pub texts: &'a BTreeMap<SourcePath, Source>,
    /// The language of messages.
    pub language: Language,
    /// What went wrong outside the files; each counts as an error.
    pub failures: &'a [Failure<'a>],
}

impl Overlay<'_> {
    /// An HTML document whose `<main>` lists failures, then errors, warnings and hints, each in the
    /// order given. `data-level` says how bad the worst is (`error`, `warning`, `hint`, `none`),
    /// `data-list` is equal for two lists that say the same, wherever in their files.
    pub fn render(&self, findings: &[Diagnostic]) -> String {
        let mut counts = Counts::of(findings);
        counts.errors += self.failures.len();
        let none = || words("問題はありません", "no problems");
        let title = counts.words().unwrap_or_else(none);
        let title = title.of(self.language);
        let tag = self.language.tag();
        let mut out = format!(
            "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
             <link rel=\"stylesheet\" href=\"/.madoguchi/overlay.css\">\n</head>\n<body>\n\
             <main class=\"problems\" lang=\"{tag}\" data-level=\"{}\" data-list=\"{}\"",
            level(counts),
            self.digest(findings)
        );
        for (name, wording) in [
            ("close", words("閉じる", "Close")),
            ("show", words("問題を表示", "Show the problems")),
            (
                "hide",
                words("次の変化まで隠す", "Hide until something changes"),
            ),
        ] {
            let _ = write!(out, " data-{name}=\"{}\"", wording.of(self.language));
        }
        let _ = write!(out, ">\n<header>\n<h1>{title}</h1>\n");
        if counts.errors > 0 {
            self.push_words_of(&mut out, "note", &last_good());
        }
        out += "</header>\n";
        self.push_list(&mut out, findings);
        out += "</main>\n</body>\n</html>\n";
        out
    }

    fn push_list(&self, out: &mut String, findings: &[Diagnostic]) {
        let mut sorted: Vec<&Diagnostic> = findings.iter().collect();
        sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let total = self.failures.len() + sorted.len();
        if total == 0 {
            return;
        }
        *out += "<ol class=\"findings\">\n";
        for failure in self.failures.iter().take(MOST) {
            self.push_failure(out, failure);
        }
        let mut places = Places::new(self.texts);
        for finding in sorted.iter().take(MOST.saturating_sub(self.failures.len())) {
            self.push_finding(out, &mut places, finding);
        }
        *out += "</ol>\n";
        if total > MOST {
            self.push_words_of(out, "more", &more(total));
        }
    }

    fn push_failure(&self, out: &mut String, failure: &Failure<'_>) {
        self.push_head(out, Severity::Error, failure.message);
        if let Some(help) = failure.help {
            self.push_words_of(out, "help", help);
        }
        *out += "</li>\n";
    }

    fn push_finding(&self, out: &mut String, places: &mut Places<'_>, finding: &Diagnostic) {
        self.push_head(out, finding.severity, &finding.message);
        *out += "<p class=\"place\">";
        if let Some(place) = &finding.place {
            *out += "<span class=\"path\">";
            push_text(out, place.path.as_str());
            if let Some(stretch) = places.stretch(place) {
                let _ = write!(out, ":{}:{}", stretch.start.line, stretch.start.column);
            }
            *out += "</span> ";
        }
        let _ = writeln!(out, "<code class=\"code\">{}</code></p>", finding.code);
        self.push_excerpts(out, places, finding);
        if let Some(help) = &finding.help {
            self.push_words_of(out, "help", help);
        }
        self.push_fix(out, places, finding);
        if let Some(explanation) = explanation(finding.code) {
            let about = words(
                format!("`{}` について", finding.code),
                format!("about `{}`", finding.code),
            );
            *out += "<details class=\"about\"><summary>";
            push_words(out, about.of(self.language));
            *out += "</summary>\n";
            for paragraph in explanation.of(self.language).lines() {
                *out += "<p>";
                push_words(out, paragraph);
                *out += "</p>\n";
            }
            *out += "</details>\n";
        }
        *out += "</li>\n";
    }

    /// The opening of an item and its heading: how bad it is, and what is wrong.
    fn push_head(&self, out: &mut String, severity: Severity, message: &Wording) {
        let name = severity.name();
        let severity = severity_words(severity);
        let _ = write!(
            out,
            "<li class=\"finding {name}\">\n<h2><span class=\"severity\">{}</span> ",
            severity.of(self.language)
        );
        push_words(out, message.of(self.language));
        *out += "</h2>\n";
    }

    /// The lines of the place and of the other places, file by file.
    fn push_excerpts(&self, out: &mut String, places: &mut Places<'_>, finding: &Diagnostic) {
        let mut files: Vec<(&SourcePath, Vec<Mark<'_>>)> = Vec::new();
        let main = finding.place.iter().map(|place| (place, Touch::Place));
        let others = finding.labels.iter().map(|label| {
            let message = label.message.of(self.language);
            (&label.place, Touch::Other(message))
        });
        for (place, touch) in main.chain(others) {
            add(&mut files, &place.path, Mark::new(place.span, touch));
        }
        for (at, (path, marks)) in files.iter().enumerate() {
            // The place itself is told above; a path is said again where it is another.
            let caption = (at > 0 || finding.place.is_none()).then_some(*path);
            push_figure(out, places, path, caption, marks);
        }
    }

    fn push_fix(&self, out: &mut String, places: &mut Places<'_>, finding: &Diagnostic) {
        let Some(fix) = &finding.fix else { return };
        let mut files: Vec<(&SourcePath, Vec<Mark<'_>>)> = Vec::new();
        for edit in &fix.edits {
            let mark = Mark::new(edit.span, Touch::Replace(&edit.text));
            add(&mut files, &edit.path, mark);
        }
        self.push_words_of(out, "cure", &cure());
        for (path, marks) in &files {
            let elsewhere = finding.place.as_ref().map(|place| &place.path) != Some(*path);
            push_figure(out, places, path, elsewhere.then_some(*path), marks);
        }
    }

    /// What the list says, without where in the files: a line typed above an error is no news of it.
    fn digest(&self, findings: &[Diagnostic]) -> Digest {
        let failures = self.failures.iter().map(|failure| &failure.message.en);
        let mut said: String = failures.map(|message| format!("{message}\n")).collect();
        for finding in findings {
            let path = finding
                .place
                .as_ref()
                .map_or("", |place| place.path.as_str());
            let (severity, message) = (finding.severity.name(), &finding.message.en);
            let _ = writeln!(said, "{severity} {} {path} {message}", finding.code);
        }
        Digest::of(said.as_bytes())
    }

    fn push_words_of(&self, out: &mut String, class: &str, wording: &Wording) {
        let _ = write!(out, "<p class=\"{class}\">");
        push_words(out, wording.of(self.language));
        *out += "</p>\n";
    }
}

fn add<'a>(files: &mut Vec<(&'a SourcePath, Vec<Mark<'a>>)>, path: &'a SourcePath, mark: Mark<'a>) {
    match files.iter_mut().find(|(other, _)| *other == path) {
        Some((_, marks)) => marks.push(mark),
        None => files.push((path, vec![mark])),
    }
}

/// The marked lines of one file; nothing of a file whose text is not at hand.
fn push_figure(
    out: &mut String,
    places: &mut Places<'_>,
    path: &SourcePath,
    caption: Option<&SourcePath>,
    marks: &[Mark<'_>],
) {
    let Some(file) = places.file(path) else {
        return;
    };
    *out += "<figure class=\"excerpt\">\n";
    if let Some(path) = caption {
        *out += "<figcaption>";
        push_text(out, path.as_str());
        *out += "</figcaption>\n";
    }
    excerpt::push(out, file, marks);
    *out += "</figure>\n";
}

fn level(counts: Counts) -> &'static str {
    match counts {
        Counts { errors: 1.., .. } => Severity::Error.name(),
        Counts { warnings: 1.., .. } => Severity::Warning.name(),
        Counts { hints: 1.., .. } => Severity::Hint.name(),
        _ => "none",
    }
}

fn severity_words(severity: Severity) -> Wording {
    match severity {
        Severity::Error => words("エラー", "error"),
        Severity::Warning => words("警告", "warning"),
        Severity::Hint => words("ヒント", "hint"),
    }
}

fn last_good() -> Wording {
    words(
        "直るまでは、最後に正しく作れたページを表示しています。",
        "Until it is mended you see the last good page.",
    )
}

fn cure() -> Wording {
    words("次のように直せます", "it can be mended so")
}

fn more(total: usize) -> Wording {
    words(
        format!(
            "全{total}件のうち、最初の{MOST}件です。すべてを見るには `madoguchi check` を実行してください。"
        ),
        format!("These are the first {MOST} of {total}. Run `madoguchi check` to see all."),
    )
}

#[cfg(test)]
mod tests;
