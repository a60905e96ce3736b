//! `madoguchi new`: what is added where, that it builds, and which names are none.

use std::process::Output;

use crate::program::{run, status, stderr};
use crate::scratch::Scratch;

fn new(scratch: &Scratch, arguments: &[&str]) -> Output {
    run(scratch, &[&["new", "--lang", "en"], arguments].concat())
}

fn added(scratch: &Scratch, arguments: &[&str]) -> String {
    let output = new(scratch, arguments);
    assert_eq!(status(&output), 0, "{arguments:?}: {}", stderr(&output));
    stderr(&output)
}

fn builds(scratch: &Scratch) {
    let output = run(scratch, &["check", "--deny", "warnings", "--lang", "en"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
}

#[test]
fn each_thing_comes_to_its_place_and_builds() {
    let scratch = Scratch::new();
    let said = added(&scratch, &["section", "phone", "--title", "電話"]);
    assert_eq!(
        said,
        "made `content/phone/_index.md`\n  see it: `madoguchi serve`, at `/phone/`\n  link to it: `[電話](@/phone/_index.md)`\n"
    );
    added(
        &scratch,
        &["page", "phone/callback", "--title", "折り返し \"電話\""],
    );
    added(&scratch, &["faq", "faq", "--title", "質問"]);
    let said = added(&scratch, &["channel", "電話"]);
    assert!(
        said.starts_with("added `[channel.phone]` at the end of `content/data/channels.toml`\n")
    );
    builds(&scratch);
    let page = scratch.get("content/phone/callback.md");
    assert!(
        page.starts_with("+++\ntitle = \"折り返し \\\"電話\\\"\"\nweight = 10\n"),
        "{page}"
    );
    assert!(
        page.contains("## 見出し {#callback-1}\n"),
        "in the page's language: {page}"
    );
    assert!(scratch.get("content/faq.md").contains("kind = \"faq\"\n"));
}

#[test]
fn an_address_in_letters_is_proposed_and_not_taken() {
    let scratch = Scratch::new();
    let said = added(&scratch, &["section", "窓口"]);
    assert!(
        said.contains("see it: `madoguchi serve`, at `/窓口/`\n"),
        "{said}"
    );
    assert!(
        said.ends_with("give the same command `--slug desk`\n"),
        "{said}"
    );
    let said = added(&scratch, &["page", "窓口/折り返し電話"]);
    assert!(said.contains("`--slug callback-phone`"), "{said}");
    let said = added(&scratch, &["page", "窓口/山田", "--slug", "yamada"]);
    assert!(
        said.contains("at `/窓口/yamada/`") && !said.contains("--slug"),
        "{said}"
    );
    let said = added(&scratch, &["page", "窓口/phone"]);
    assert!(!said.contains("--slug"), "nothing to propose: {said}");
    added(&scratch, &["faq", "faq", "--title", "質問"]);
    let said = added(&scratch, &["question", "領収書は出ますか?"]);
    assert!(
        said.contains("/faq/#領収書は出ますか") && said.contains("`--slug receipt`"),
        "{said}"
    );
    builds(&scratch);
}

#[test]
fn an_address_that_is_taken_is_not_proposed() {
    let scratch = Scratch::new();
    added(&scratch, &["faq", "faq"]);
    let said = added(&scratch, &["faq", "よくある質問"]);
    assert!(said.contains("`--slug faq-2`"), "{said}");
    added(&scratch, &["page", "窓口/hours"]);
    let said = added(&scratch, &["page", "営業時間"]);
    assert!(said.contains("`--slug hours`"), "another folder: {said}");
    let said = added(&scratch, &["page", "窓口/受付時間"]);
    assert!(said.contains("`--slug hours-2`"), "{said}");
    let page = ["--page", "faq.md"];
    let of_faq = |rest: &[&'static str]| [&["question"], rest, &page[..]].concat();
    added(&scratch, &of_faq(&["領収書は?", "--slug", "receipt"]));
    let said = added(&scratch, &of_faq(&["領収書は出ますか?"]));
    assert!(said.contains("`--slug receipt-2`"), "{said}");
    builds(&scratch);
}

#[test]
fn what_is_new_stands_last() {
    let scratch = Scratch::new();
    scratch.put("content/a.md", "+++\nweight = 40\n+++\n# a\n");
    scratch.put("content/b/_index.md", "+++\nweight = 70\n+++\n# b\n");
    scratch.put("content/b/far.md", "+++\nweight = 900\n+++\n# far\n");
    scratch.put("content/c/_index.md", "# c\n");
    scratch.put("content/c/d.md", "# d\n");
    added(&scratch, &["page", "new"]);
    assert!(scratch.get("content/new.md").contains("\nweight = 80\n"));
    added(&scratch, &["section", "c/e"]);
    let section = scratch.get("content/c/e/_index.md");
    assert!(
        !section.contains("weight"),
        "its neighbours have none: {section}"
    );
    builds(&scratch);
}

#[test]
fn names_are_taken_as_people_type_them() {
    let scratch = Scratch::new();
    scratch.put(
        "config.toml",
        "title = \"窓口\"\nlanguages = [\"ja\", \"en\"]\n",
    );
    for (arguments, path, title) in [
        (&["page", "content/chat.md"][..], "content/chat.md", "chat"),
        (&["page", "@/mail.md"], "content/mail.md", "mail"),
        (
            &["page", "折り返し 電話"],
            "content/折り返し-電話.md",
            "折り返し 電話",
        ),
        (&["page", "🐱"], "content/🐱.md", "🐱"),
        (&["section", "phone/"], "content/phone/_index.md", "phone"),
        (
            &["section", "fax/_index.md"],
            "content/fax/_index.md",
            "fax",
        ),
        (
            &["page", "番号", "--slug", "numbers"],
            "content/numbers.md",
            "番号",
        ),
        (
            &["page", "phone/夜", "--slug", "night"],
            "content/phone/night.md",
            "夜",
        ),
    ] {
        added(&scratch, arguments);
        let text = scratch.get(path);
        assert!(
            text.contains(&format!("title = \"{title}\"\n")),
            "{path}: {text}"
        );
    }
    let said = added(&scratch, &["page", "chat.en", "--title", "Chat"]);
    assert!(said.contains("`/en/chat/`"), "{said}");
    assert!(
        scratch
            .get("content/chat.en.md")
            .contains("Write the page here.")
    );
    builds(&scratch);
}

#[test]
fn names_that_are_none_are_refused_and_nothing_is_written() {
    let scratch = Scratch::new();
    scratch.put("content/phone/_index.md", "# 電話\n");
    scratch.put("content/chat.md", "# チャット\n");
    let long = "a".repeat(201);
    let wide = "あ".repeat(200);
    let before = scratch.tree("..");
    for name in [
        "../x",
        "a/../b",
        "/etc/x",
        "",
        " ",
        ".",
        "..",
        ".hidden",
        "a//b",
        "a\\b",
        "con",
        "a/nul.txt",
        "data",
        "data/channels",
        "_index",
        "phone/_index",
        "a:b",
        "a?b",
        "100%",
        "a\u{200b}b",
        "a\nb/\u{7}",
        &long,
        &wide,
    ] {
        let output = new(&scratch, &["page", name]);
        assert_eq!(status(&output), 2, "{name:?}: {}", stderr(&output));
        assert_eq!(scratch.tree(".."), before, "{name:?}");
        let japanese = run(&scratch, &["new", "--lang", "ja", "page", name]);
        assert_ne!(stderr(&japanese), stderr(&output), "{name:?}");
    }
    // There already, under the same address, under another spelling of it.
    for (name, code) in [("chat", 2), ("phone", 1), ("Chat", 1)] {
        let output = new(&scratch, &["page", name]);
        assert_eq!(status(&output), code, "{name}: {}", stderr(&output));
        assert_eq!(scratch.tree(".."), before, "{name}");
    }
    let title = new(&scratch, &["page", "x", "--title", "{{ no.fact }}"]);
    assert_eq!(status(&title), 1, "{}", stderr(&title));
    assert!(
        stderr(&title).contains("nothing was written"),
        "{}",
        stderr(&title)
    );
    assert_eq!(scratch.tree(".."), before);
}

#[test]
fn two_hundred_letters_are_a_name() {
    let scratch = Scratch::new();
    let name = "a".repeat(200);
    added(&scratch, &["page", &name]);
    builds(&scratch);
}

const DATASET: &str = "# 窓口の事実\nours = true   # 自分たちの窓口\n\n[channel.phone]\nname   = \"電話\"  # 代表\nkind = \"phone\"\n\n# おわり";

#[test]
fn a_channel_comes_to_the_end_and_the_rest_stays() {
    let scratch = Scratch::new();
    for (before, line_end) in [
        (DATASET.to_owned(), "\n"),
        (DATASET.replace('\n', "\r\n"), "\r\n"),
    ] {
        scratch.put("content/data/channels.toml", &before);
        added(&scratch, &["channel", "チャット窓口"]);
        let after = scratch.get("content/data/channels.toml");
        let entry = after.strip_prefix(&before).unwrap();
        let expected = "\n\n[channel.chat]\nname = \"チャット窓口\"\nkind = \"chat\"\n# reply = \"1-2 business days\"\n# hours = { weekdays = \"9:00-17:00\" }\n";
        assert_eq!(entry, expected.replace('\n', line_end));
        builds(&scratch);
    }
}

#[test]
fn a_channel_has_an_id_of_its_own() {
    let scratch = Scratch::new();
    scratch.put("content/data/channels.toml", DATASET);
    let before = scratch.get("content/data/channels.toml");
    for (arguments, said) in [
        (&["channel", "電話"][..], "`phone` already"),
        (&["channel", "総合案内"], "`--slug reception`"),
        (&["channel", "../x"], "cannot be a channel's id"),
        (
            &["channel", "総合案内", "--slug", "総合"],
            "cannot be a channel's id",
        ),
        (
            &["channel", "総合案内", "--slug", "a.b"],
            "cannot be a channel's id",
        ),
        (&["channel", "x", "--slug", ""], "cannot be a channel's id"),
    ] {
        let output = new(&scratch, arguments);
        assert_eq!(status(&output), 2, "{arguments:?}: {}", stderr(&output));
        assert!(
            stderr(&output).contains(said),
            "{arguments:?}: {}",
            stderr(&output)
        );
    }
    // A table of the site has that name.
    scratch.put(
        "content/data/routes.toml",
        "[columns]\nwhy = { label = \"理由\" }\n[row.a]\nwhy = \"b\"\n",
    );
    let output = new(&scratch, &["channel", "routes"]);
    assert_eq!(status(&output), 1, "{}", stderr(&output));
    assert_eq!(scratch.get("content/data/channels.toml"), before);
    added(&scratch, &["channel", "総合案内", "--slug", "general"]);
    added(&scratch, &["channel", "Billing Phone"]);
    let after = scratch.get("content/data/channels.toml");
    assert!(
        after.contains("[channel.general]\nname = \"総合案内\"\n"),
        "{after}"
    );
    assert!(
        after.contains("[channel.billing-phone]\nname = \"Billing Phone\"\nkind = \"phone\"\n")
    );
    builds(&scratch);
}

#[test]
fn a_broken_dataset_is_not_added_to() {
    let scratch = Scratch::new();
    let broken = "ours = true\n[channel.phone]\nname = \"\"\"電話\n";
    scratch.put("content/data/channels.toml", broken);
    let output = new(&scratch, &["channel", "チャット"]);
    assert_ne!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(scratch.get("content/data/channels.toml"), broken);
}

#[test]
fn errors_that_are_there_already_do_not_stand_in_the_way() {
    let scratch = Scratch::new();
    scratch.put("content/bad.md", "# 誤り\n\n{{ no.such }}\n");
    added(&scratch, &["page", "good"]);
    assert!(scratch.has("content/good.md"));
}

#[test]
fn without_a_site_nothing_is_added() {
    let scratch = Scratch::new();
    std::fs::remove_file(scratch.site.join("config.toml")).unwrap();
    let before = scratch.tree(".");
    let output = new(&scratch, &["page", "phone"]);
    assert_eq!(status(&output), 2);
    assert!(
        stderr(&output).contains("`madoguchi init`"),
        "{}",
        stderr(&output)
    );
    assert_eq!(scratch.tree("."), before);
}

#[test]
fn a_question_comes_to_the_end_of_its_page() {
    let scratch = Scratch::new();
    let none = new(&scratch, &["question", "領収書は?"]);
    assert_eq!(status(&none), 2);
    assert!(
        stderr(&none).contains("`madoguchi new faq faq`"),
        "{}",
        stderr(&none)
    );
    added(&scratch, &["faq", "faq"]);
    let before = scratch.get("content/faq.md");
    let said = added(&scratch, &["question", "領収書は、出ますか?"]);
    assert!(said.contains("`/faq/#領収書は出ますか`"), "{said}");
    let after = scratch.get("content/faq.md");
    assert_eq!(
        after.strip_prefix(&before),
        Some("\n## 領収書は、出ますか? {#領収書は出ますか}\n\nここに答えを書きます。\n")
    );
    added(&scratch, &["question", "Which is best?", "--slug", "best"]);
    assert!(
        scratch
            .get("content/faq.md")
            .contains("\n## Which is best? {#best}\n")
    );
    builds(&scratch);
    added(&scratch, &["faq", "more"]);
    let before = scratch.tree(".");
    for (arguments, code, said) in [
        (
            &["question", "どちら?"][..],
            2,
            "`--page faq.md`, `--page more.md`",
        ),
        (
            &["question", "どちら?", "--page", "fax.md"],
            2,
            "no page of questions `fax.md`",
        ),
        (
            &["question", "???", "--page", "faq.md"],
            2,
            "`--slug hours`",
        ),
        (
            &["question", "一\n二", "--page", "faq.md"],
            2,
            "in one line",
        ),
        // The id is another question's, on this page and on another one.
        (
            &["question", "最良は?", "--slug", "best", "--page", "faq.md"],
            1,
            "nothing was written",
        ),
        (
            &["question", "最良は?", "--slug", "best", "--page", "more.md"],
            1,
            "nothing was written",
        ),
    ] {
        let output = new(&scratch, arguments);
        assert_eq!(status(&output), code, "{arguments:?}: {}", stderr(&output));
        assert!(
            stderr(&output).contains(said),
            "{arguments:?}: {}",
            stderr(&output)
        );
        assert_eq!(scratch.tree("."), before, "{arguments:?}");
    }
    added(&scratch, &["question", "どちら?", "--page", "@/more.md"]);
    builds(&scratch);
}
