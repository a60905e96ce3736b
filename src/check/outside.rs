//! Links to other sites that lead nowhere, told from what was found when they were asked for.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place, codes};
use crate::site::OutsideLinks;
use crate::visit::{Visit, VisitEnd};
use crate::wording::{Wording, words};

/// What should be said of the links that were asked for: one finding an address, with all its places.
pub fn check_outside(links: &OutsideLinks, visits: &BTreeMap<String, Visit>) -> Vec<Diagnostic> {
    let is_connected = is_connected(visits);
    links
        .iter()
        .filter_map(|(url, places)| {
            let visit = visits.get(url)?;
            let (first, others) = places.split_first()?;
            let finding = judge(url, visit, is_connected, first)?;
            let also = |finding: Diagnostic, place: &Place| {
                finding.label(place.clone(), words("ここにもあります", "and here"))
            };
            Some(others.iter().fold(finding, also))
        })
        .collect()
}

/// Whether anybody answered. If nobody did, it is this machine that has no network, and no link is to blame.
pub fn is_connected(visits: &BTreeMap<String, Visit>) -> bool {
    let mut visits = visits.values();
    visits.any(|visit| matches!(visit.end, VisitEnd::Status(_) | VisitEnd::NotSecure))
}

fn judge(url: &str, visit: &Visit, is_connected: bool, place: &Place) -> Option<Diagnostic> {
    if visit.is_good() {
        let new = visit.moved_to.as_deref()?;
        return is_elsewhere(url, new).then(|| moved(place.clone(), url, new));
    }
    let (code, reason) = match &visit.end {
        VisitEnd::Status(status @ (404 | 410)) => (
            codes::DEAD_LINK,
            words(
                format!("ページがありません({status})"),
                format!("the page is not there ({status})"),
            ),
        ),
        VisitEnd::NoSuchHost if is_connected => (
            codes::DEAD_LINK,
            words(
                "そのような名前のサイトがありません",
                "there is no such host",
            ),
        ),
        VisitEnd::LostInRedirections => (
            codes::DEAD_LINK,
            words("転送が行き先に着きません", "its redirections lead nowhere"),
        ),
        other => (codes::UNCHECKED_LINK, why_unchecked(other)),
    };
    Some(bad(code, place.clone(), url, &reason))
}

fn why_unchecked(end: &VisitEnd) -> Wording {
    match end {
        VisitEnd::Status(status) => words(
            format!("サーバーが {status} を返しました"),
            format!("the server answered {status}"),
        ),
        VisitEnd::TooSlow => words("時間内に応答がありません", "no answer came in time"),
        VisitEnd::NotSecure => words(
            "安全な接続ができません(証明書の期限切れなど)",
            "no secure connection could be made (a certificate that has run out, or of another host)",
        ),
        VisitEnd::Private => words(
            "社内や自分のコンピューターのアドレスなので、確認していません",
            "it is an address of a private network, which is not asked for",
        ),
        VisitEnd::Unaskable => words(
            "アドレスとして読めません",
            "it cannot be read as a web address",
        ),
        VisitEnd::NoSuchHost | VisitEnd::NoConnection | VisitEnd::LostInRedirections => {
            words("接続できません", "no connection could be made")
        }
    }
}

/// Whether a page stands at another address, and not only in another spelling of the same.
fn is_elsewhere(old: &str, new: &str) -> bool {
    fn plain(url: &str) -> &str {
        url.split('#').next().unwrap_or(url).trim_end_matches('/')
    }
    plain(old) != plain(new)
}

fn bad(code: Code, place: Place, url: &str, reason: &Wording) -> Diagnostic {
    let finding = Diagnostic::new(
        code,
        place,
        words(
            format!("`{url}` を開けません: {}", reason.ja),
            format!("`{url}` cannot be opened: {}", reason.en),
        ),
    );
    if code == codes::DEAD_LINK {
        finding.help(words(
            "新しいアドレスに直すか、リンクを消してください",
            "link to where it is now, or remove the link",
        ))
    } else {
        finding.help(words(
            "ブラウザーで開けるか確かめてください。確認しなくてよいアドレスは `[check.external] skip` に加えます",
            "see whether a browser can open it; what need not be checked goes into `[check.external] skip`",
        ))
    }
}

fn moved(place: Place, url: &str, new: &str) -> Diagnostic {
    Diagnostic::new(
        codes::MOVED_LINK,
        place,
        words(
            format!("`{url}` は `{new}` に移りました"),
            format!("`{url}` has moved to `{new}`"),
        ),
    )
    .help(words(
        "開いて確かめてから、リンクを新しいアドレスに直してください",
        "open it, and link to the new address if it is the same page",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{SourcePath, Span};

    fn told(ends: &[(&str, Visit)]) -> Vec<(&'static str, String)> {
        let place = || Place::new(&SourcePath::new("content/a.md"), Span { start: 1, end: 2 });
        let links = ends
            .iter()
            .map(|(url, _)| ((*url).to_owned(), vec![place()]));
        let visits = ends
            .iter()
            .map(|(url, visit)| ((*url).to_owned(), visit.clone()));
        check_outside(&links.collect(), &visits.collect())
            .into_iter()
            .map(|finding| (finding.code.name(), finding.message.en.into_owned()))
            .collect()
    }

    #[test]
    fn what_is_gone_is_told_from_what_did_not_answer() {
        let visits = [
            ("https://a.example/", Visit::ended(VisitEnd::Status(200))),
            ("https://b.example/", Visit::ended(VisitEnd::Status(404))),
            ("https://c.example/", Visit::ended(VisitEnd::Status(403))),
            ("https://d.example/", Visit::ended(VisitEnd::NoSuchHost)),
        ];
        let codes: Vec<_> = told(&visits).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, ["dead-link", "unchecked-link", "dead-link"]);
    }

    #[test]
    fn without_a_network_no_link_is_dead() {
        let visits = [
            ("https://a.example/", Visit::ended(VisitEnd::NoSuchHost)),
            ("https://b.example/", Visit::ended(VisitEnd::TooSlow)),
        ];
        let codes: Vec<_> = told(&visits).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, ["unchecked-link", "unchecked-link"]);
    }

    #[test]
    fn another_spelling_of_an_address_is_no_move() {
        let to = |new: &str| Visit {
            end: VisitEnd::Status(200),
            moved_to: Some(new.to_owned()),
        };
        assert!(told(&[("https://a.example", to("https://a.example/"))]).is_empty());
        let moved = told(&[("http://a.example/", to("https://a.example/"))]);
        assert_eq!(moved[0].0, "moved-link");
    }
}
