//! Every format with the same findings, to the character.

use std::collections::BTreeMap;

use super::{Color, Counts, Format, Report};
use crate::diagnostic::{Diagnostic, Edit, Fix, Place, Severity, codes};
use crate::text::{Source, SourcePath, Span};
use crate::wording::{Language, words};

const PAGE: &str = "# 電話\n\n受付は {{ phone.huors }} です。\n";
const DATA: &str = "[channel.phone]\nname = \"電話\"\nhours = { everyday = \"9-21\" }\n";

fn texts() -> BTreeMap<SourcePath, Source> {
    let files = [
        ("content/phone.md", PAGE),
        ("content/data/channels.toml", DATA),
    ];
    let pair = |(path, text)| (SourcePath::new(path), Source::new(path, text));
    files.map(pair).into()
}

fn place(path: &str, text: &str, part: &str) -> Place {
    let start = text.find(part).expect("the part stands in the text");
    Place::new(&SourcePath::new(path), Span::new(start, start + part.len()))
}

fn unknown_fact() -> Diagnostic {
    Diagnostic::new(
        codes::UNKNOWN_FACT,
        place("content/phone.md", PAGE, "phone.huors"),
        words(
            "`phone.huors` という事実はありません",
            "no fact `phone.huors`",
        ),
    )
    .label(
        place("content/data/channels.toml", DATA, "hours"),
        words("ここにあります", "it is here"),
    )
}

fn with_help() -> Diagnostic {
    unknown_fact().help(words("`hours` ではありませんか", "did you mean `hours`?"))
}

fn with_fix() -> Diagnostic {
    let edit = Edit {
        path: SourcePath::new("content/phone.md"),
        span: place("content/phone.md", PAGE, "huors").span,
        text: "hours".into(),
    };
    let mut diagnostic = with_help().fix(Fix { edits: vec![edit] });
    diagnostic.labels.clear();
    diagnostic
}

fn nowhere() -> Diagnostic {
    Diagnostic::nowhere(
        codes::MISSING_CONFIG,
        words("`config.toml` がありません", "there is no `config.toml`"),
    )
    .help(words(
        "`title` だけの `config.toml` を作ってください",
        "make a `config.toml` with a `title`",
    ))
}

fn render(format: Format, language: Language, diagnostics: &[Diagnostic]) -> String {
    let report = Report {
        texts: &texts(),
        language,
        format,
        color: Color::Plain,
        prefix: "",
    };
    report.render(diagnostics)
}

#[test]
fn human_marks_japanese_text_under_the_right_cells() {
    let expected = "\
error[unknown-fact]: `phone.huors` という事実はありません
 --> content/phone.md:3:8
  |
3 | 受付は {{ phone.huors }} です。
  |           ^^^^^^^^^^^
  |
 ::: content/data/channels.toml:3:1
  |
3 | hours = { everyday = \"9-21\" }
  | ----- ここにあります
  |
  = help: `hours` ではありませんか

";
    let found = render(Format::Human, Language::Japanese, &[with_help()]);
    assert_eq!(found, expected, "\n{found}");
}

#[test]
fn human_shows_a_fix_as_what_goes_and_what_comes() {
    let expected = "\
error[unknown-fact]: no fact `phone.huors`
 --> content/phone.md:3:8
  |
3 | 受付は {{ phone.huors }} です。
  |           ^^^^^^^^^^^
  |
help: did you mean `hours`?
  |
3 - 受付は {{ phone.huors }} です。
3 + 受付は {{ phone.hours }} です。
  |

";
    let found = render(Format::Human, Language::English, &[with_fix()]);
    assert_eq!(found, expected, "\n{found}");
}

#[test]
fn human_without_a_place_has_no_frame() {
    let expected = "\
error[missing-config]: there is no `config.toml`
 |
 = help: make a `config.toml` with a `title`

";
    let found = render(Format::Human, Language::English, &[nowhere()]);
    assert_eq!(found, expected, "\n{found}");
}

#[test]
fn human_survives_every_place() {
    let rows = [
        ("", 0..0),
        ("", 5..9),
        ("a\n", 2..2),
        ("a\n\n\n", 4..4),
        ("\u{feff}# 電話\n", 0..0),
        ("\u{feff}# 電話\n", 5..6),
        ("\u{feff}", 3..3),
        ("電話\r\n窓口\r\n", 6..8),
        ("電話\r窓口\rc", 7..10),
        ("一\n二\n三\n", 0..11),
        ("一\n二\n三\n", 4..4_000_000_000),
        ("\u{1b}[31m\u{9b}31m\u{202e}\t窓", 0..30),
    ];
    for (text, range) in rows {
        let path = SourcePath::new("content/a.md");
        let texts = BTreeMap::from([(path.clone(), Source::new("content/a.md", text))]);
        let diagnostic = Diagnostic::new(
            codes::RAW_HTML,
            Place::new(&path, Span::from(range.clone())),
            words("誤り", "wrong"),
        )
        .fix(Fix::replace(&path, Span::from(range.clone()), "\u{1b}x"));
        for format in [Format::Human, Format::Short, Format::Json, Format::Github] {
            let report = Report {
                texts: &texts,
                language: Language::Japanese,
                format,
                color: Color::Plain,
                prefix: "",
            };
            let found = report.render(std::slice::from_ref(&diagnostic));
            let steers = |c: char| c.is_control() && c != '\n';
            assert!(
                !found.contains(steers),
                "{text:?} {range:?} {format:?}: {found:?}"
            );
        }
    }
}

#[test]
fn human_counts_columns_after_a_byte_order_mark() {
    let path = SourcePath::new("content/a.md");
    let text = "\u{feff}電話<b>\n";
    let texts = BTreeMap::from([(path.clone(), Source::new("content/a.md", text))]);
    let report = Report {
        texts: &texts,
        language: Language::English,
        format: Format::Human,
        color: Color::Plain,
        prefix: "",
    };
    let place = place("content/a.md", text, "<b>");
    let found = report.render(&[Diagnostic::new(codes::RAW_HTML, place, words("x", "x"))]);
    let expected = "\
error[raw-html]: x
 --> content/a.md:1:3
  |
1 | 電話<b>
  |     ^^^

";
    assert_eq!(found, expected, "\n{found}");
}

#[test]
fn short_is_one_line_and_its_help() {
    assert_eq!(
        render(
            Format::Short,
            Language::Japanese,
            &[with_help(), unknown_fact(), nowhere()]
        ),
        "\
content/phone.md:3:8: error[unknown-fact]: `phone.huors` という事実はありません
    help: `hours` ではありませんか
content/phone.md:3:8: error[unknown-fact]: `phone.huors` という事実はありません
error[missing-config]: `config.toml` がありません
    help: `title` だけの `config.toml` を作ってください
"
    );
}

#[test]
fn a_file_without_text_has_no_line() {
    let place = Place::new(&SourcePath::new("content/a\u{1b}.png"), Span::default());
    let diagnostic = Diagnostic::new(codes::FILE_TOO_LARGE, place, words("x", "too large"));
    let found = |format| render(format, Language::English, std::slice::from_ref(&diagnostic));
    assert_eq!(
        found(Format::Short),
        "content/a␛.png: error[file-too-large]: too large\n"
    );
    assert_eq!(
        found(Format::Human),
        "error[file-too-large]: too large\n--> content/a␛.png\n\n"
    );
    assert_eq!(
        found(Format::Json),
        concat!(
            r#"{"severity":"error","code":"file-too-large","message":"too large","#,
            r#""file":"content/a\u001b.png"}"#,
            "\n"
        )
    );
}

#[test]
fn json_has_the_promised_shape() {
    let mut labelled = with_fix();
    labelled.labels = unknown_fact().labels;
    assert_eq!(
        render(Format::Json, Language::English, &[labelled, nowhere()]),
        concat!(
            r#"{"severity":"error","code":"unknown-fact","message":"no fact `phone.huors`","#,
            r#""file":"content/phone.md","line":3,"column":8,"end_line":3,"end_column":19,"#,
            r#""help":"did you mean `hours`?","#,
            r#""fix":[{"file":"content/phone.md","start":29,"end":34,"text":"hours"}],"#,
            r#""labels":[{"file":"content/data/channels.toml","line":3,"column":1,"#,
            r#""end_line":3,"end_column":6,"message":"it is here"}]}"#,
            "\n",
            r#"{"severity":"error","code":"missing-config","#,
            r#""message":"there is no `config.toml`","#,
            r#""help":"make a `config.toml` with a `title`"}"#,
            "\n"
        )
    );
}

#[test]
fn github_commands_are_escaped() {
    let path = "content/a,b:c.md";
    let texts = BTreeMap::from([(SourcePath::new(path), Source::new(path, "a\nb\n"))]);
    let report = Report {
        texts: &texts,
        language: Language::English,
        format: Format::Github,
        color: Color::Plain,
        prefix: "docs/",
    };
    let mut diagnostic = Diagnostic::new(
        codes::STALE,
        Place::new(&SourcePath::new(path), Span::new(2, 3)),
        words("x", "100 % old\n::error::forged"),
    );
    diagnostic.severity = Severity::Hint;
    assert_eq!(
        report.render(&[diagnostic]),
        "::notice file=docs/content/a%2Cb%3Ac.md,line=2,col=1,endColumn=2,title=stale::\
         100 %25 old%0A::error::forged\n"
    );
}

#[test]
fn a_failure_has_neither_code_nor_place() {
    let message = words("ディスクに空きがありません", "the disk is full");
    let help = words("空けてください", "make room");
    let texts = BTreeMap::new();
    for (format, expected) in [
        (
            Format::Human,
            "error: the disk is full\n |\n = help: make room\n\n",
        ),
        (
            Format::Short,
            "error: the disk is full\n    help: make room\n",
        ),
        (
            Format::Json,
            concat!(
                r#"{"severity":"error","message":"the disk is full","help":"make room"}"#,
                "\n"
            ),
        ),
        (Format::Github, "::error::the disk is full%0Amake room\n"),
    ] {
        let report = Report {
            texts: &texts,
            language: Language::English,
            format,
            color: Color::Plain,
            prefix: "",
        };
        assert_eq!(report.failure(&message, Some(&help)), expected);
    }
}

#[test]
fn counts_leave_out_what_is_zero() {
    let mut warning = nowhere();
    warning.severity = Severity::Warning;
    let counts = Counts::of(&[nowhere(), warning.clone(), warning]);
    let said = counts.words().map(|words| (words.ja, words.en));
    assert_eq!(
        said,
        Some(("エラー1件、警告2件".into(), "1 error, 2 warnings".into()))
    );
    assert_eq!(Counts::default().words(), None);
}

proptest::proptest! {
    #[test]
    fn human_never_panics(
        text in "[a窓é\\u{feff}\\u{9b}\\u{3099}\\t\\r\\n]{0,40}",
        ranges in proptest::collection::vec((0..130_usize, 0..130_usize), 1..4),
        replacement in "[a窓\\r\\n]{0,5}",
    ) {
        let path = SourcePath::new("content/a.md");
        let texts = BTreeMap::from([(path.clone(), Source::new("content/a.md", text))]);
        let span = |(start, end)| Span::new(start, end);
        let mut diagnostic = Diagnostic::new(
            codes::RAW_HTML,
            Place::new(&path, span(ranges[0])),
            words("誤り", "wrong"),
        )
        .fix(Fix::replace(&path, span(ranges[0]), replacement));
        for range in &ranges[1..] {
            diagnostic = diagnostic.label(Place::new(&path, span(*range)), words("ここ", "here"));
        }
        let report = Report {
            texts: &texts,
            language: Language::Japanese,
            format: Format::Human,
            color: Color::Ansi,
            prefix: "",
        };
        proptest::prop_assert!(!report.render(&[diagnostic]).is_empty());
    }
}
