//! Whether what a link says names another place than where it leads.
//!
//! `[https://bank.example](https://evil.example)` is the oldest trick there is.

use super::target::authority;

/// Endings by which a word without `https://` is still taken for a host; not those that are also
/// endings of files (`README.md`, `main.rs`, `deploy.sh`).
const HOST_ENDINGS: &[&str] = &[
    "com", "net", "org", "jp", "info", "biz", "gov", "edu", "mil", "int", "example", "cn", "kr",
    "tw", "hk", "uk", "de", "fr", "us", "eu", "au", "ca", "nl", "io", "app", "dev", "shop", "site",
    "online", "xyz", "top", "store", "support", "bank", "club", "live", "cloud", "tokyo", "osaka",
    "page", "link", "me", "co", "tv", "cc",
];

/// What a visible text names that is not where the link leads: a host or an e-mail address.
pub(super) fn names_another(text: &str, target: &str) -> Option<String> {
    let host = host_of(target)?;
    words(text).find_map(|word| {
        if let Some((_, domain)) = word.rsplit_once('@')
            && is_host(domain)
        {
            // An address promises that one writes to it.
            return Some(word.to_owned());
        }
        let named = named_host(word)?;
        (!leads_to(&named, &host)).then(|| word.to_owned())
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| {
        c.is_whitespace() || "()<>[]{}\"'「」『』()【】〈〉、。，,;|\u{fffc}".contains(c)
    })
    .map(|word| word.trim_end_matches(['.', ':', '!', '?']))
    .filter(|word| !word.is_empty())
}

fn named_host(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    if let Some(at) = lower.find("://") {
        let start = lower[..at]
            .rfind(|c: char| !c.is_ascii_alphabetic())
            .map_or(0, |at| {
                at + lower[at..].chars().next().map_or(1, char::len_utf8)
            });
        return host_of(&lower[start..]);
    }
    let host = lower.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let ending = host.rsplit_once('.')?.1;
    (is_host(host) && (host.starts_with("www.") || HOST_ENDINGS.contains(&ending)))
        .then(|| host.to_owned())
}

fn is_host(host: &str) -> bool {
    host.contains('.')
        && host.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
}

/// The host of a web address, in lower case, without port, name and closing dot.
pub(super) fn host_of(url: &str) -> Option<String> {
    let authority = authority(url);
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let host = host.trim_end_matches('.').to_lowercase();
    (!host.is_empty()).then_some(host)
}

/// A label of the host whose letters are of scripts that are taken for one another.
pub(super) fn mixes_scripts(host: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic() || matches!(c as u32, 0xc0..=0x24f);
    let alike = |c: char| matches!(c as u32, 0x370..=0x3ff | 0x400..=0x52f | 0x530..=0x58f | 0x13a0..=0x13ff);
    host.split('.')
        .any(|label| label.contains(latin) && label.contains(alike))
}

/// A host leads to itself and to what lies below it.
fn leads_to(named: &str, host: &str) -> bool {
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
    let (named, host) = (bare(named), bare(host));
    host == named
        || host
            .strip_suffix(&named)
            .is_some_and(|below| below.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m06_finds_what_is_named_and_not_reached() {
        for (text, target) in [
            ("https://bank.example", "https://evil.example"),
            (
                "公式 https://bank.example/login へ",
                "https://evil.example/login",
            ),
            ("bank.example", "https://bank.example.evil.net/"),
            ("www.bank.co.jp", "https://bank.evil.jp"),
            ("HTTPS://BANK.EXAMPLE", "//evil.example"),
            ("help@bank.example", "https://bank.example/"),
            ("(bank.example)", "https://evil.example/?bank.example"),
        ] {
            assert!(names_another(text, target).is_some(), "{text} {target}");
        }
    }

    #[test]
    fn m06_sees_scripts_that_are_mixed() {
        assert!(mixes_scripts("p\u{430}ypal.com"));
        assert!(mixes_scripts("www.\u{3bf}range.example"));
        for host in ["日本語abc.jp", "пример.рф", "bücher.example", "paypal.com"] {
            assert!(!mixes_scripts(host), "{host}");
        }
    }

    #[test]
    fn m06_leaves_honest_links_alone() {
        for (text, target) in [
            ("https://bank.example", "https://bank.example/"),
            ("bank.example/login", "https://www.bank.example/login?x=1"),
            ("bank.example", "https://login.bank.example:8443/"),
            ("README.md", "https://github.com/a/b/blob/main/README.md"),
            ("Node.js", "https://nodejs.org"),
            ("config.toml", "https://example.com/"),
            ("12.5", "https://example.com/"),
            ("公式の窓口", "https://example.com/"),
            ("@support", "https://example.com/"),
        ] {
            assert_eq!(names_another(text, target), None, "{text} {target}");
        }
    }
}
