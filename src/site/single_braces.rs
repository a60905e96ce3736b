//! A fact in single braces, `{ phone.hours }`, which a page shows as letters.

use super::Site;
use super::joining::Joining;
use crate::diagnostic::{Diagnostic, Fix, Place, codes};
use crate::page::{Braces, Page, Placeholder};
use crate::text::SourcePath;
use crate::wording::words;

impl Site {
    /// Tells of those that name a fact of the data: all others are an author's own braces.
    pub(super) fn judge_single_braces(&self, page: &Page, joining: &mut Joining<'_>) {
        if self.braces(page) == Braces::Literal {
            return;
        }
        for written in &page.body.single_braces {
            if self.fact(written, &page.path).is_ok() {
                joining.report(Some(single(written, &page.path)));
            }
        }
    }
}

fn single(written: &Placeholder, file: &SourcePath) -> Diagnostic {
    let path = &written.path;
    let right = format!("{{{{ {path} }}}}");
    Diagnostic::new(
        codes::LEFTOVER_MARK,
        Place::new(file, written.span),
        words(
            format!("波かっこが一組なので、`{{ {path} }}` がそのまま表示されます"),
            format!("with single braces, `{{ {path} }}` is shown as it is"),
        ),
    )
    .help(words(
        format!("値を出すなら `{right}` と書いてください。文字として見せるなら `\\{{` と書きます"),
        format!("write `{right}` for the value, or `\\{{` to show the braces"),
    ))
    .fix(Fix::replace(file, written.span, right))
}
