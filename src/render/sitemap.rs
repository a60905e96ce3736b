//! `sitemap.xml` and `robots.txt`: the files that carry whole addresses.

use crate::theme::escape::push_html;

/// A page in the sitemap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SitemapPage {
    /// Its whole address.
    pub address: String,
    /// When it was last changed, `2026-11-01`, where that is known.
    pub updated: Option<String>,
    /// The same page in every language it exists in, itself among them: tag and whole address.
    /// Empty where there is only one.
    pub alternates: Vec<(String, String)>,
}

/// The sitemap of pages in the order given. Drafts and pages that search engines shall not list
/// are the caller's to leave out.
pub fn sitemap(pages: &[SitemapPage]) -> String {
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" ",
        "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
    ));
    for page in pages {
        out.push_str("<url><loc>");
        push_html(&mut out, &page.address);
        out.push_str("</loc>");
        if let Some(updated) = &page.updated {
            out.push_str("<lastmod>");
            push_html(&mut out, updated);
            out.push_str("</lastmod>");
        }
        for (language, address) in &page.alternates {
            out.push_str("<xhtml:link rel=\"alternate\" hreflang=\"");
            push_html(&mut out, language);
            out.push_str("\" href=\"");
            push_html(&mut out, address);
            out.push_str("\"/>");
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// `robots.txt`: everything may be read; where the sitemap is, if the site's address is known.
pub fn robots(base_url: &str) -> String {
    if base_url.is_empty() {
        return "User-agent: *\nAllow: /\n".to_owned();
    }
    let base = base_url.trim_end_matches('/');
    format!("User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_pages_with_their_languages() {
        let page = SitemapPage {
            address: "https://e.jp/?a&b".to_owned(),
            updated: Some("2026-11-01".to_owned()),
            alternates: vec![("en".to_owned(), "https://e.jp/en/".to_owned())],
        };
        let found = sitemap(&[page]);
        assert!(found.contains(
            "<url><loc>https://e.jp/?a&amp;b</loc><lastmod>2026-11-01</lastmod>\
             <xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://e.jp/en/\"/></url>"
        ));
        assert!(found.ends_with("</urlset>\n"));
    }

    #[test]
    fn robots_know_the_sitemap_where_there_is_an_address() {
        assert!(
            robots("https://e.jp/guide/").ends_with("Sitemap: https://e.jp/guide/sitemap.xml\n")
        );
        assert!(!robots("").contains("Sitemap"));
    }
}
