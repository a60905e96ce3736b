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

/// The value of a page's `Content-Security-Policy` element: everything from the site itself,
/// besides what `extra` adds (`("img-src", ["https://img.example"])`).
///
/// It is an element since Pages sends no header of ours, so `frame-ancestors` has no place in it.
pub fn content_security_policy(extra: &[(&str, &[String])]) -> String {
    const DIRECTIVES: [(&str, &str); 9] = [
        ("default-src", "'none'"),
        ("script-src", "'self'"),
        ("style-src", "'self'"),
        ("img-src", "'self'"),
        ("connect-src", "'self'"),
        ("font-src", "'self'"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
        ("object-src", "'none'"),
    ];
    let directives: Vec<String> = DIRECTIVES
        .iter()
        .map(|(name, own)| {
            let more = extra
                .iter()
                .filter(|(directive, _)| directive == name)
                .flat_map(|(_, origins)| origins.iter().map(String::as_str));
            let sources: Vec<&str> = [*own].into_iter().chain(more).collect();
            format!("{name} {}", sources.join(" "))
        })
        .collect();
    directives.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_lets_in_only_what_is_said() {
        assert_eq!(
            content_security_policy(&[("img-src", &["https://img.example".to_owned()])]),
            "default-src 'none'; script-src 'self'; style-src 'self'; \
             img-src 'self' https://img.example; connect-src 'self'; font-src 'self'; \
             base-uri 'none'; form-action 'none'; object-src 'none'"
        );
    }
}
