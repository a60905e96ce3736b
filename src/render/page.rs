//! A page's model into a page: the last step of every HTML file of the site.

use super::model::{PageModel, SiteModel};
use super::words::Words;
use crate::diagnostic::Diagnostic;
use crate::theme::{Common, Theme};

/// What all pages of a language share, converted for templates once.
pub fn common(site: &SiteModel, words: &Words) -> Common {
    Common::new().with("site", site).with("words", words)
}

/// The whole HTML of a page. `template` is the one its front matter names, else its kind's.
pub fn render(
    theme: &Theme,
    common: &Common,
    page: &PageModel,
    template: Option<&str>,
) -> Result<String, Box<Diagnostic>> {
    let template = template.unwrap_or_else(|| page.kind.template());
    theme.render(template, "page", page, common)
}
