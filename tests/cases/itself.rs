//! Whether the cases would notice: the runner fails when it should, and reads what it is given.

use crate::read::{Wanted, cases, with_replaced};
use crate::{difference, element, run};

const GOOD: &str = "\
# All of them
```content/data/channels.toml
ours = true
[channel.phone]
name = \"電話\"
kind = \"phone\"
```

## A fact is misspelt
The nearest is told.
````content/_index.md
# Home
{{ phoen }}
````
````findings
content/_index.md:2:4: error[unknown-fact]: no fact `phoen`: there is no channel or table `phoen`
    help: did you mean `{{ phone }}`?
````
";

#[test]
fn a_good_case_passes_and_a_changed_expectation_fails() {
    let good = cases("good.md", GOOD).unwrap();
    assert_eq!(good.len(), 1);
    assert_eq!(run::failure(&good[0]), None);

    let changed = GOOD.replace("2:4: error", "2:5: error");
    let changed = cases("good.md", &changed).unwrap();
    let failure = run::failure(&changed[0]).unwrap();
    assert!(failure.starts_with("tests/cases/good.md:9: A fact is misspelt\n"));
    assert!(failure.contains("    - content/_index.md:2:5: error"));
    assert!(failure.contains("    + content/_index.md:2:4: error"));

    // An empty expectation is one: that nothing is found.
    let lines: Vec<&str> = GOOD.lines().collect();
    let emptied = lines[..16].join("\n") + "\n````\n";
    assert!(run::failure(&cases("good.md", &emptied).unwrap()[0]).is_some());
}

#[test]
fn a_page_of_a_broken_site_is_not_taken_for_a_good_one() {
    let asks_html = GOOD.replace("````findings", "````html /");
    let failure = run::failure(&cases("good.md", &asks_html).unwrap()[0]).unwrap();
    assert!(failure.contains("+ no file index.html"), "{failure}");
}

#[test]
fn rewriting_makes_a_failing_case_pass_and_touches_nothing_else() {
    let wrong = GOOD.replace("no fact", "no such fact");
    let read = cases("good.md", &wrong).unwrap();
    let outcomes = run::outcomes(&read[0]);
    let replacements = [(&read[0].expected[0], outcomes[0].as_str())];
    assert_eq!(with_replaced(&wrong, &replacements), GOOD);
    let fenced = with_replaced(GOOD, &[(&read[0].expected[0], "`````\n")]);
    assert!(fenced.contains("\n``````findings\n`````\n``````\n"));
}

#[test]
fn a_mistake_in_a_case_is_told_with_its_line() {
    let told = |text: &str| cases("a.md", text).unwrap_err();
    assert_eq!(told("## A\nx\n"), "a.md:1: nothing is expected here");
    assert_eq!(
        told("## A\n```findings\n"),
        "a.md:2: this fence is never closed"
    );
    assert_eq!(
        told("## A\n```finding\n```\n"),
        "a.md:2: what is `finding`?"
    );
    assert_eq!(
        told("```findings\n```\n"),
        "a.md:1: an expectation belongs below a case's heading"
    );
}

#[test]
fn files_are_as_their_fence_says() {
    let text = "## A\n```a.md escaped crlf\n\\u{feff}\\u{3e}{3} a\nb\n```\n```html /a/ #x\n```\n";
    let case = &cases("a.md", text).unwrap()[0];
    assert_eq!(case.files[0].text, "\u{feff}>>> a\r\nb\r\n");
    assert_eq!(
        case.expected[0].wanted,
        Wanted::Html("/a/".into(), Some("#x".into()))
    );
}

#[test]
fn elements_and_differences_are_found() {
    let html = "<div class=\"a b\"><p id=\"x\">1 < 2<br><p></p></p></div><p>last</p>";
    assert_eq!(
        element::outer(html, "#x"),
        Some("<p id=\"x\">1 < 2<br><p></p></p>")
    );
    assert_eq!(
        element::inner(html, ".b"),
        Some("<p id=\"x\">1 < 2<br><p></p></p>")
    );
    assert_eq!(element::outer(html, "br"), Some("<br>"));
    assert_eq!(
        element::outer(html, "p[id=\"x\"]"),
        element::outer(html, "#x")
    );
    assert_eq!(element::outer(html, "table"), None);
    assert_eq!(difference::of("a\nb\n", "a\nb\n"), None);
    assert_eq!(
        difference::of("a\nb\nc\n", "a\nx\nc\n").unwrap(),
        "      a\n    - b\n    + x\n      c\n"
    );
}
