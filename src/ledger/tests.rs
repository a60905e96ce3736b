//! The format, what a union of git's makes of it, and what is written into it.

use std::fmt::Write as _;

use super::*;
use crate::text::Source;

fn address(text: &str) -> Address {
    Address::parse(text).expect("an address")
}

fn ledger(text: &str) -> Ledger {
    let checked = read(&Source::new(PATH, text));
    assert_eq!(checked.findings, [], "{text}");
    checked.value
}

fn told(text: &str) -> Vec<String> {
    let checked = read(&Source::new(PATH, text));
    let told = checked.findings.iter().map(|finding| {
        let place = finding.place.as_ref().expect("a place");
        format!("{}: {}", finding.code, &text[place.span.range()])
    });
    told.collect()
}

#[test]
fn what_is_written_is_read_and_sorted_by_bytes() {
    let text = "# madoguchi anchors 1\n/\n/phone/\n/phone/#a -> /chat/#b\n/phone/#c\n/phone/callback/\n/窓口/#電話\n";
    assert_eq!(ledger(text).text(), text);
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    assert_eq!(ledger(&lines.join("\r\n")).text(), text);
    assert_eq!(ledger("").text(), "# madoguchi anchors 1\n");
}

#[test]
fn names_are_composed_and_a_byte_order_mark_is_no_letter() {
    let text = "\u{feff}# madoguchi anchors 1\n/か\u{3099}/#ハ\u{309a}\n";
    assert_eq!(ledger(text).text(), "# madoguchi anchors 1\n/が/#パ\n");
}

#[test]
fn a_page_that_names_its_file_is_an_address_too() {
    let text = "# madoguchi anchors 1\n/faq.html\n/faq.html#old -> /faq/#new\n/faq/#new\n";
    assert_eq!(ledger(text).text(), text);
    assert_eq!(address("/faq/index.html#a"), address("/faq/#a"));
    assert_eq!(address("/index.html"), address("/"));
    let files = ["/faq.html", "/faq/", "/"].map(file_of);
    assert_eq!(files, ["faq.html", "faq/index.html", "index.html"]);
    assert_eq!(Address::parse("/.html"), Err(AddressError::Page));
    assert_eq!(Address::parse("/faq.htm"), Err(AddressError::NoEnd));
}

#[test]
fn a_union_of_branches_reads_like_both() {
    let union = ledger(
        "# madoguchi anchors 1\n/a/\n/a/#x\n# madoguchi anchors 1\n/a/#x -> /a/#y\n/a/#y\n/a/\n/a/#x -> /a/#y\n/a/#x\n",
    );
    assert_eq!(
        union.text(),
        "# madoguchi anchors 1\n/a/\n/a/#x -> /a/#y\n/a/#y\n"
    );
}

#[test]
fn each_mistake_is_told_at_its_letters() {
    let head = "# madoguchi anchors 1\n";
    let lines = [
        ("phone/", "bad-ledger: phone/"),
        ("/phone", "bad-ledger: /phone"),
        ("/a/#b c", "bad-ledger: /a/#b c"),
        ("/a/#", "bad-ledger: /a/#"),
        ("/%E7/", "bad-ledger: /%E7/"),
        ("/../a/", "bad-ledger: /../a/"),
        ("# a remark", "bad-ledger: # a remark"),
        ("/a/ -> b/", "bad-ledger: b/"),
        ("/a/ => /b/", "bad-ledger: /a/ => /b/"),
        ("/a/ -> /b/\n/a/ -> /c/", "retired-twice: /c/"),
        (
            "<<<<<<< HEAD\n/a/\n=======\n>>>>>>> b",
            "bad-ledger: <<<<<<< HEAD",
        ),
    ];
    for (line, finding) in lines {
        assert_eq!(told(&format!("{head}{line}\n")), [finding], "{line}");
    }
    assert_eq!(told("/a/\n"), ["ledger-version: "]);
    assert_eq!(
        told("# madoguchi anchors 2\n?\n"),
        ["ledger-version: # madoguchi anchors 2"]
    );
}

#[test]
fn recording_adds_and_never_takes_away() {
    let mut ledger = ledger("# madoguchi anchors 1\n/a/\n/old/ -> /a/\n");
    let new = [
        address("/b/#x"),
        address("/a/"),
        address("/b/"),
        address("/old/"),
    ];
    assert_eq!(record(&mut ledger, new), [address("/b/"), address("/b/#x")]);
    let text = ledger.text();
    assert_eq!(
        text,
        "# madoguchi anchors 1\n/a/\n/b/\n/b/#x\n/old/ -> /a/\n"
    );
    assert_eq!(record(&mut ledger, []), []);
    assert_eq!(ledger.text(), text);
}

#[test]
fn retiring_keeps_every_line_at_the_end_of_its_chain() {
    let mut ledger = ledger("# madoguchi anchors 1\n/a/\n/b/ -> /a/\n/c/\n");
    let to = address("/c/");
    let mut retired = |old: &str| retire(&mut ledger, &address(old), &to);
    assert_eq!(retired("/a/"), Retirement::Retired);
    assert_eq!(retired("/a/"), Retirement::Unchanged);
    assert_eq!(retired("/b/"), Retirement::Unchanged, "it followed /a/");
    assert_eq!(retired("/d/"), Retirement::Added);
    assert_eq!(
        ledger.text(),
        "# madoguchi anchors 1\n/a/ -> /c/\n/b/ -> /c/\n/c/\n/d/ -> /c/\n"
    );
    assert_eq!(
        retire(&mut ledger, &address("/d/"), &address("/e/")),
        Retirement::Redirected
    );
}

#[test]
fn what_came_back_is_not_retired() {
    let mut ledger = ledger("# madoguchi anchors 1\n/a/ -> /b/\n/a/#x -> /b/#x\n/b/\n");
    retire(&mut ledger, &address("/b/"), &address("/a/#x"));
    assert_eq!(
        ledger.text(),
        "# madoguchi anchors 1\n/a/\n/a/#x\n/b/ -> /a/#x\n"
    );
}

#[test]
fn a_circle_is_left_to_a_person() {
    let mut ledger = ledger("# madoguchi anchors 1\n/a/ -> /b/\n/b/ -> /a/\n");
    record(&mut ledger, []);
    assert_eq!(
        ledger.text(),
        "# madoguchi anchors 1\n/a/ -> /b/\n/b/ -> /a/\n"
    );
}

#[test]
fn a_chain_is_walked_once_however_long() {
    let mut text = String::from("# madoguchi anchors 1\n/x/ -> /0/\n/end/ -> /x/\n");
    for at in 0..20_000 {
        let _ = writeln!(text, "/{at}/ -> /{}/", at + 1);
    }
    let mut ledger = ledger(&text);
    let (last, there) = (address("/20000/"), address("/9000/"));
    assert_eq!(
        ledger.ends(|_| false)[&address("/end/")].as_ref(),
        Some(&last)
    );
    let ends = ledger.ends(|to| *to == there);
    assert_eq!(ends[&address("/8000/")].as_ref(), Some(&there));
    assert_eq!(ends[&there].as_ref(), Some(&last));
    assert_eq!(ledger.circles(), [] as [Vec<&Address>; 0]);
    record(&mut ledger, []);
    assert_eq!(ledger.target(&address("/7/")), Some(&last));
}

#[test]
fn circles_are_found_once_without_what_leads_into_them() {
    let ledger = ledger(
        "# madoguchi anchors 1\n/a/ -> /d/\n/b/ -> /c/\n/c/ -> /d/\n/d/ -> /b/\n/e/ -> /e/\n/f/ -> /g/\n/z/\n",
    );
    let told: Vec<String> = ledger
        .circles()
        .iter()
        .map(|circle| circle.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(told, ["/b//c//d/", "/e/"]);
    let ends = ledger.ends(|_| false);
    assert_eq!(ends[&address("/a/")], None);
    assert_eq!(ends[&address("/f/")], Some(address("/g/")));
}
