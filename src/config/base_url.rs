//! The address at which a site will stand.

use crate::wording::{Wording, words};

/// `https://example.github.io/guide/`, in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

impl BaseUrl {
    /// Reads an address: `http` or `https`, a host, perhaps a port, perhaps a path; nothing else.
    pub fn parse(text: &str) -> Result<Self, Wording> {
        let wrong = || {
            words(
                format!("`{text}` は公開先のURLとして使えません"),
                format!("`{text}` cannot be the site's base URL"),
            )
        };
        let (scheme, rest) = text.trim().split_once("://").ok_or_else(wrong)?;
        if !matches!(scheme, "http" | "https")
            || rest.contains(['?', '#', '@', '\\', '%', ' ', '"', '<', '>'])
        {
            return Err(wrong());
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let name = host.split(':').next().unwrap_or_default();
        let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        let port_is_number = host
            .split_once(':')
            .is_none_or(|(_, port)| port.parse::<u16>().is_ok());
        if name.is_empty() || !name.chars().all(good) || !port_is_number {
            return Err(wrong());
        }
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        if parts.iter().any(|part| matches!(*part, "." | "..")) {
            return Err(wrong());
        }
        let path = parts
            .iter()
            .fold(String::from("/"), |path, part| path + part + "/");
        Ok(Self {
            origin: format!("{scheme}://{}", host.to_ascii_lowercase()),
            path,
        })
    }

    /// The path below which the site stands, `/guide/`; starts and ends with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole address of a percent-encoded path of the site that starts with `/`.
    pub fn absolute(&self, path: &str) -> String {
        format!(
            "{}{}{}",
            self.origin,
            self.path,
            path.trim_start_matches('/')
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_paths_of_the_site() {
        let url = BaseUrl::parse("https://Example.github.io/guide").expect("a good address");
        assert_eq!(url.path(), "/guide/");
        assert_eq!(
            url.absolute("/phone/"),
            "https://example.github.io/guide/phone/"
        );
        assert_eq!(
            BaseUrl::parse("http://127.0.0.1:1111")
                .expect("with a port")
                .absolute("/"),
            "http://127.0.0.1:1111/"
        );
    }

    #[test]
    fn refuses_what_is_no_address_of_a_site() {
        for wrong in [
            "",
            "guide",
            "/guide/",
            "ftp://a.example/",
            "https://",
            "https://a b/",
            "https://u:p@a.example/",
            "https://a.example/?q",
            "https://a.example/#x",
            "https://a.example:port/",
            "https://a.example/../x",
            "javascript://a",
        ] {
            assert!(BaseUrl::parse(wrong).is_err(), "{wrong}");
        }
    }
}
