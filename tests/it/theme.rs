//! `madoguchi theme`: what is listed, copied and shown.

use crate::program::{run, status, stderr, stdout};
use crate::scratch::Scratch;

#[test]
fn each_file_of_the_theme_is_listed_with_where_it_comes_from() {
    let scratch = Scratch::new();
    scratch.put("templates/page.html", "{% extends \"default/page.html\" %}");
    scratch.put("templates/logo.png", b"no text \xff");
    let output = run(&scratch, &["theme", "list", "--lang", "en"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let listed = stdout(&output);
    let line = |name: &str| listed.lines().find(|line| line.starts_with(name)).unwrap();
    assert!(line("base.html").ends_with("  built in"), "{listed}");
    assert!(
        line("page.html").ends_with("  templates/page.html"),
        "{listed}"
    );
    assert!(
        line("logo.png").ends_with("  templates/logo.png"),
        "{listed}"
    );
    assert!(line("theme.toml").ends_with("  built in"), "{listed}");
}

#[test]
fn a_file_is_copied_once_and_changes_the_pages() {
    let scratch = Scratch::new();
    let copy = |name: &str| run(&scratch, &["theme", "copy", name, "--lang", "en"]);
    let output = copy("blocks/table.html");
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(stderr(&output).contains("default/blocks/table.html"));
    assert_eq!(status(&run(&scratch, &["build"])), 0);
    let again = copy("blocks/table.html");
    assert_eq!(status(&again), 2, "{}", stderr(&again));
    assert!(
        stderr(&again).contains("is there already"),
        "{}",
        stderr(&again)
    );
    let unknown = copy("pge.html");
    assert_eq!(status(&unknown), 2);
    assert!(
        stderr(&unknown).contains("`page.html`"),
        "{}",
        stderr(&unknown)
    );
    assert_eq!(
        status(&copy("../config.toml")),
        2,
        "only files of the theme"
    );
}

#[test]
fn the_model_of_a_page_is_what_its_template_sees() {
    let scratch = Scratch::new();
    scratch.put(
        "content/phone.md",
        "# 電話\n\n## 番号 {#numbers}\n\n本文\n\n## 時間\n\n本文\n",
    );
    for page in ["phone.md", "content/phone.md", "/phone/", "/phone"] {
        let output = run(&scratch, &["theme", "model", page]);
        assert_eq!(status(&output), 0, "{page}: {}", stderr(&output));
        let model: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(model["page"]["title"], "電話");
        assert_eq!(model["page"]["toc"][0]["id"], "numbers");
        assert!(
            model["site"]["styles"][0]
                .as_str()
                .unwrap()
                .starts_with("assets/")
        );
        assert!(model["words"]["contents"].is_string());
    }
    let unknown = run(&scratch, &["theme", "model", "/fone/", "--lang", "en"]);
    assert_eq!(status(&unknown), 2);
    assert!(
        stderr(&unknown).contains("did you mean `/phone/`"),
        "{}",
        stderr(&unknown)
    );
    scratch.put("content/bad.md", "# 誤り\n\n{{ no.such }}\n");
    let broken = run(&scratch, &["theme", "model", "bad.md", "--lang", "en"]);
    assert_eq!(status(&broken), 1);
    assert!(
        stderr(&broken).contains("unknown-fact"),
        "{}",
        stderr(&broken)
    );
}
