//! What keeps old links alive: ids beside those of headings, lines that lead on, and whole pages
//! that do.
//!
//! All of it is plain HTML that works without scripts. The theme's `moved.js` only saves the reader
//! of a page that is no more one step.

use std::fmt::Write as _;

use super::edition::Edition;
use super::shared::OfLanguage;
use crate::policy::content_security_policy;
use crate::site::{Destination, Former, MovedPage, encode, relative};
use crate::theme::escape::{html, push_html};

/// The theme's script for pages that lead on.
const SCRIPT: &str = "moved.js";

impl Edition {
    /// The ids that headings of a page keep beside their own, by the heading's ordinal.
    pub(super) fn former_ids(&self, url: &str) -> Vec<(usize, String)> {
        let here = |former: &&Former| former.to.address.page == *url;
        let former = self.past.former(url).iter().filter(here);
        let of_headings = |former: &Former| Some((former.to.heading?, former.id.clone()));
        let mut ids: Vec<(usize, String)> = former.filter_map(of_headings).collect();
        ids.sort();
        ids
    }

    /// A page's body with the ids that no heading of it keeps: those that lead to the page itself
    /// stand on top, those that lead elsewhere below, each with a link.
    pub(super) fn with_former(&self, url: &str, body: String, shared: &OfLanguage) -> String {
        let former = self.past.former(url);
        if former.is_empty() {
            return body;
        }
        let (here, elsewhere): (Vec<&Former>, Vec<&Former>) = former
            .iter()
            .partition(|former| former.to.address.page == *url);
        let mut out = String::new();
        for former in here.iter().filter(|former| former.to.heading.is_none()) {
            out.push_str("<span id=\"");
            push_html(&mut out, &former.id);
            out.push_str("\"></span>\n");
        }
        out.push_str(&body);
        if !elsewhere.is_empty() {
            let about = shared.words.get("moved_part");
            out.push_str("<ul class=\"moved\">\n");
            for former in elsewhere {
                push_line(&mut out, url, former, about);
            }
            out.push_str("</ul>\n");
        }
        out
    }

    /// A page that leads on to what took its place.
    pub(super) fn moved_page(&self, page: &MovedPage) -> String {
        if page.anchors.is_empty() {
            self.redirect(page)
        } else {
            self.signpost(page)
        }
    }

    /// A page of which no anchor is known: the reader is taken on.
    fn redirect(&self, page: &MovedPage) -> String {
        let href = html(&href(&page.from, &page.to));
        let title = html(&page.to.title);
        let canonical = self.canonical(&page.to);
        let refresh = format!("<meta http-equiv=\"refresh\" content=\"0; url={href}\">");
        // Where scripts run, one takes the `#…` of the address along; a refresh would lose it.
        let leads_on = match self.script(page) {
            Some(script) => format!(
                "{}<title>{title}</title>\n{canonical}{script}<noscript>{refresh}</noscript>\n",
                policy()
            ),
            None => format!("<title>{title}</title>\n{canonical}{refresh}\n"),
        };
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n{leads_on}</head>\n\
             <body>\n<p><a href=\"{href}\">{title}</a></p>\n</body>\n</html>\n",
            page.to.language
        )
    }

    /// The element with the theme's script, if it has one.
    fn script(&self, page: &MovedPage) -> Option<String> {
        let script = self.parsed.theme.assets.get(SCRIPT)?;
        let script = html(&relative(&page.from, &format!("/{}", script.path)));
        Some(format!("<script src=\"{script}\" defer></script>\n"))
    }

    /// A page whose anchors each lead on. Without scripts the reader stays, since being taken on
    /// would lose what follows the `#`.
    fn signpost(&self, page: &MovedPage) -> String {
        let shared = self.of_language(&page.to.language);
        let href = html(&href(&page.from, &page.to));
        let title = html(&page.to.title);
        let mut out = format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n{}\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n{}",
            page.to.language,
            policy(),
            self.canonical(&page.to),
        );
        if let Some(icon) = &self.parsed.icon {
            let icon = html(&relative(&page.from, &format!("/{icon}")));
            let _ = writeln!(out, "<link rel=\"icon\" href=\"{icon}\">");
        }
        for script in &self.parsed.theme.early_scripts {
            let script = html(&relative(&page.from, &format!("/{script}")));
            let _ = writeln!(out, "<script src=\"{script}\"></script>");
        }
        let settings = self.parsed.settings_style.iter();
        let styles = self.parsed.theme.styles.iter().map(String::as_str);
        for style in styles.chain(settings.map(|output| output.path.as_str())) {
            let style = html(&relative(&page.from, &format!("/{style}")));
            let _ = writeln!(out, "<link rel=\"stylesheet\" href=\"{style}\">");
        }
        out.push_str(&self.script(page).unwrap_or_default());
        let _ = write!(
            out,
            "</head>\n<body class=\"kind-moved\">\n<main>\n<h1>{title}</h1>\n<p>{} <a href=\"{href}\">{title}</a></p>\n<ul class=\"moved\">\n",
            html(shared.words.get("moved_page")),
        );
        for former in &page.anchors {
            push_line(&mut out, &page.from, former, "");
        }
        out.push_str("</ul>\n</main>\n</body>\n</html>\n");
        out
    }

    fn canonical(&self, to: &Destination) -> String {
        let base_url = self.parsed.config.base_url.as_ref();
        base_url.map_or_else(String::new, |url| {
            let address = url.absolute(&encode(&to.address.page));
            format!("<link rel=\"canonical\" href=\"{}\">\n", html(&address))
        })
    }
}

/// The policy of a page that leads on.
fn policy() -> String {
    let policy = html(&content_security_policy(&[]));
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n")
}

/// An old id with a link to what took its place.
fn push_line(out: &mut String, from: &str, former: &Former, about: &str) {
    out.push_str("<li id=\"");
    push_html(out, &former.id);
    out.push_str("\">");
    if !about.is_empty() {
        push_html(out, about);
        out.push(' ');
    }
    out.push_str("<a href=\"");
    push_html(out, &href(from, &former.to));
    out.push_str("\">");
    push_html(out, &former.to.title);
    out.push_str("</a></li>\n");
}

fn href(from: &str, to: &Destination) -> String {
    let page = relative(from, &to.address.page);
    match &to.address.anchor {
        Some(anchor) => format!("{page}#{}", encode(anchor)),
        None => page,
    }
}
