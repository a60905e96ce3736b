//! Themes: layers, mistakes in templates, what no template can do.

use std::collections::BTreeMap;

use serde_json::json;

use super::*;
use crate::text::{LineIndex, Snapshot};

fn load(files: &[(&str, &str)]) -> Checked<Theme> {
    load_named("default", files)
}

fn load_named(name: &str, files: &[(&str, &str)]) -> Checked<Theme> {
    let today = crate::civil::read_date("2026-11-01").expect("a day");
    let snapshot = Snapshot::of_texts(today, files.iter().copied());
    Theme::load(&ThemeFiles {
        texts: &snapshot.texts,
        assets: &snapshot.assets,
        name,
        place: None,
        origins: &[],
    })
}

/// `file:line:column: message [help]`, as a report would print it.
fn told(finding: &Diagnostic, files: &[(&str, &str)]) -> String {
    let place = finding.place.as_ref().map_or("-".to_owned(), |place| {
        let text = files
            .iter()
            .find(|(path, _)| *path == place.path.as_str())
            .map(|(_, text)| (*text).to_owned())
            .or_else(|| builtin::source(&place.path).map(|source| source.text.to_string()))
            .expect("the file of the place");
        let position = LineIndex::new(&text).position(place.span.start as usize);
        format!("{}:{}:{}", place.path, position.line, position.column)
    });
    let help = finding.help.as_ref().map(|help| format!(" [{}]", help.en));
    format!(
        "{place}: {}{}",
        finding.message.en,
        help.unwrap_or_default()
    )
}

fn all_told(files: &[(&str, &str)]) -> Vec<String> {
    let checked = load(files);
    checked.findings.iter().map(|f| told(f, files)).collect()
}

fn common() -> Common {
    let words = BTreeMap::from([("next", "次へ"), ("reading", "約{minutes}分")]);
    Common::new().with("words", &words)
}

/// What rendering a template of one file says.
fn rendered(text: &str, page: &serde_json::Value) -> Result<String, String> {
    let files = [("templates/t.html", text)];
    let theme = load(&files);
    assert!(theme.findings.is_empty(), "{:?}", theme.findings);
    theme
        .value
        .render("t.html", "page", page, &common())
        .map_err(|finding| told(&finding, &files))
}

#[test]
fn the_built_in_theme_has_nothing_wrong() {
    let checked = load(&[]);
    assert!(checked.findings.is_empty(), "{:?}", checked.findings);
    let blocks: Vec<&str> = checked.value.blocks().collect();
    assert_eq!(
        blocks,
        ["channel", "chooser", "faq", "notices", "table", "week"]
    );
    assert_eq!(checked.value.styles.len(), 3);
    assert_eq!(checked.value.scripts.len(), 3);
}

#[test]
fn layers_win_file_by_file() {
    let files = [
        ("themes/plain/page.html", "theme"),
        ("themes/plain/section.html", "theme"),
        ("templates/page.html", "own"),
        ("templates/blocks/map.html", "{{ arguments.to }}"),
        ("templates/custom.css", "a{b:c}"),
        ("themes/other/page.html", "{% broken"),
    ];
    let checked = load_named("plain", &files);
    assert!(checked.findings.is_empty(), "{:?}", checked.findings);
    let theme = checked.value;
    let render = |name| theme.render(name, "page", &json!({}), &common());
    assert_eq!(render("page.html").as_deref(), Ok("own"));
    assert_eq!(render("section.html").as_deref(), Ok("theme"));
    assert!(theme.blocks().any(|name| name == "map"));
    let last = theme.styles.last().expect("styles");
    assert!(last.starts_with("assets/custom."), "{last}");
}

#[test]
fn an_unknown_theme_is_told_with_the_nearest() {
    let checked = load_named("plian", &[("themes/plain/page.html", "")]);
    let told = told(&checked.findings[0], &[]);
    assert_eq!(
        told,
        "-: there is no theme `plian` (no folder `themes/plian/`) [did you mean `plain`?]"
    );
}

#[test]
fn syntax_errors_have_a_place_even_after_a_byte_order_mark() {
    let files = [
        ("templates/a.html", "\u{feff}日本語 {% fi x %}"),
        ("templates/b.html", "<p>\n{% if x %}"),
    ];
    assert_eq!(
        all_told(&files),
        [
            "templates/a.html:1:8: there is no such tag [known: `if`, `for`, `block`, `extends`, `include`, `set`, `component`, `filter`, `raw`]",
            "templates/b.html:2:1: `{% if %}` is not closed [put `{% endif %}` where it ends]",
        ]
    );
}

#[test]
fn what_is_unknown_at_loading_is_told_at_once() {
    let files = [
        (
            "templates/a.html",
            "電話 {{ x | daet(language=\"ja\") }}\n{{ tt(key=\"a\") }}",
        ),
        (
            "templates/b.html",
            "{% include \"pgae.html\" %}{{ <markz marks={x} /> }}{% if x is strng %}{% endif %}",
        ),
        (
            "templates/c.html",
            "{% extends \"base.html\" %}{% block haed %}{% endblock %}",
        ),
    ];
    assert_eq!(
        all_told(&files),
        [
            "templates/a.html:1:11: there is no filter `daet` [did you mean `date`?]",
            "templates/a.html:2:4: there is no function `tt` [did you mean `t`?]",
            "templates/b.html:1:12: there is no template `pgae.html` [did you mean `page.html`?]",
            "templates/b.html:1:29: there is no component `markz` [did you mean `marks`?]",
            "templates/b.html:1:62: there is no test `strng` [did you mean `string`?]",
            "templates/c.html:1:35: error in the template: Block `haed` is not defined in any parent template",
        ]
    );
}

#[test]
fn f15_missing_parents_and_circles_have_a_place() {
    let files = [("templates/a.html", "{% extends \"bsae.html\" %}")];
    assert_eq!(
        all_told(&files),
        ["templates/a.html:1:13: there is no template `bsae.html` [did you mean `base.html`?]"]
    );
    for word in ["extends", "include"] {
        let own = format!("{{% {word} \"a.html\" %}}");
        let files = [("templates/a.html", own.as_str())];
        assert_eq!(
            all_told(&files),
            [
                "templates/a.html:1:13: templates include or extend each other in a circle: `a.html` → `a.html` [remove this or name another template]"
            ]
        );
    }
    let files = [
        ("templates/a.html", "{% include \"b.html\" %}"),
        ("templates/b.html", "{% include \"c.html\" %}"),
        ("templates/c.html", "{% include \"a.html\" %}"),
        ("templates/d.html", "{% include \"a.html\" %}"),
    ];
    let told = all_told(&files);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("`a.html` → `b.html` → `c.html` → `a.html`"),
        "{told:?}"
    );
}

#[test]
fn a_component_defined_twice_shows_both() {
    let files = [
        ("templates/a.html", "{% component x() %}{% endcomponent %}"),
        ("templates/b.html", "{% component x() %}{% endcomponent %}"),
    ];
    let checked = load(&files);
    assert_eq!(
        told(&checked.findings[0], &files),
        "templates/b.html:1:14: the component `x` is defined in two templates [rename one of them]"
    );
    assert_eq!(checked.findings[0].labels.len(), 1);
}

#[test]
fn what_goes_wrong_while_rendering_has_a_place_and_a_cure() {
    let page = json!({ "title": "電話", "url": "a" });
    let cases = [
        (
            "電話 {{ page.titel }}",
            "1:12: there is no field `titel` [did you mean `title`?]",
        ),
        (
            "{{ pgae.title }}",
            "1:4: there is no variable `pgae` [did you mean `page`?]",
        ),
        (
            "{{ t(key=\"nxt\") }}",
            "1:4: there is no word `nxt` [did you mean `next`?]",
        ),
        (
            "{{ t(key=\"next\", x=1) }}",
            "1:4: the word `next` has no `{x}`",
        ),
        (
            "{{ page.url | relative(rot=\"/\") }}",
            "1:15: `relative` takes no argument `rot` [did you mean `root`?]",
        ),
        (
            "{{ page.url | date(language=\"ja\") }}",
            "1:15: `a` is no date such as `2026-11-01`",
        ),
        (
            "{{ page?.x }}",
            "1:10: this has no value to print [add `or \"\"`, or check the name]",
        ),
    ];
    for (text, wanted) in cases {
        let wanted = format!("templates/t.html:{wanted}");
        assert_eq!(rendered(text, &page), Err(wanted), "{text}");
    }
}

#[test]
fn words_need_to_be_handed_to_components() {
    let text = "{% component c() %}{{ t(key=\"next\") }}{% endcomponent %}{{ <c /> }}";
    assert_eq!(
        rendered(text, &json!({})),
        Err("templates/t.html:1:23: the words are not visible here [add `@words` to the component's parameters]".to_owned())
    );
    let text = "{% component c(@words) %}{{ t(key=\"next\") }}{% endcomponent %}{{ <c /> }}";
    assert_eq!(rendered(text, &json!({})).as_deref(), Ok("次へ"));
}

#[test]
fn an_error_in_a_part_shows_who_called_it() {
    let files = [
        ("templates/t.html", "\n{% include \"part.html\" %}"),
        ("templates/part.html", "{{ page.x }}"),
    ];
    let theme = load(&files).value;
    let finding = theme
        .render("t.html", "page", &json!({}), &common())
        .expect_err("an error");
    assert!(told(&finding, &files).starts_with("templates/part.html:1:9"));
    let caller = &finding.labels[0].place;
    assert_eq!(
        (caller.path.as_str(), caller.span.start),
        ("templates/t.html", 12)
    );
}

#[test]
fn filters_do_what_they_say() {
    let page = json!({ "day": "2026-11-01", "n": -1_234_567, "path": "/a/", "x": "</script>" });
    let cases = [
        ("{{ page.day | date(language=\"ja\") }}", "2026年11月1日"),
        (
            "{{ page.day | date(language=\"en-GB\") }}",
            "1 November 2026",
        ),
        ("{{ page.day | date(language=\"fr\") }}", "1 November 2026"),
        ("{{ page.n | number }}", "-1,234,567"),
        ("{{ page.path | relative(root=\"../\") }}", "../a/"),
        ("{{ page.x | json | safe }}", "\"\\u003c/script\\u003e\""),
        ("{{ t(key=\"reading\", minutes=3) }}", "約3分"),
    ];
    for (text, wanted) in cases {
        assert_eq!(rendered(text, &page).as_deref(), Ok(wanted), "{text}");
    }
}

/// F15: none of these may take the process with it; each has a place.
#[test]
fn f15_hostile_templates_end_in_a_finding() {
    let ifs = format!(
        "{}{}",
        "{% if a %}".repeat(5000),
        "{% endif %}".repeat(5000)
    );
    let elifs = format!("{{% if a %}}{}{{% endif %}}", "{% elif a %}".repeat(5000));
    let brackets = format!("{{{{ {}1{} }}}}", "(".repeat(5000), ")".repeat(5000));
    let filters = format!("{{{{ a{} }}}}", " | upper".repeat(5000));
    let dots = format!("{{{{ a{} }}}}", ".b".repeat(5000));
    for text in [ifs, elifs, brackets, filters, dots] {
        let files = [("templates/t.html", text.as_str())];
        let told = all_told(&files);
        assert_eq!(told.len(), 1, "{:?}", &told);
        assert!(told[0].starts_with("templates/t.html:1:"), "{told:?}");
    }
}

#[test]
fn f15_long_chains_of_templates_are_refused() {
    for word in ["include", "extends"] {
        let chain: Vec<(String, String)> = (0..3000)
            .map(|at| {
                let path = format!("templates/t{at:04}.html");
                (path, format!("{{% {word} \"t{:04}.html\" %}}", at + 1))
            })
            .chain([("templates/t3000.html".to_owned(), "end".to_owned())])
            .collect();
        let files: Vec<(&str, &str)> = chain.iter().map(|(a, b)| (&**a, &**b)).collect();
        assert_eq!(
            all_told(&files),
            ["templates/t0000.html:1:13: `extends` and `include` go at most 12 levels deep"]
        );
    }
}

#[test]
fn f15_a_component_that_calls_itself_is_stopped_and_named() {
    let text = "{% component c() %}{{ <c /> }}{% endcomponent %}{{ <c /> }}";
    assert_eq!(
        rendered(text, &json!({})),
        Err("templates/t.html:1:24: components call each other more than 20 levels deep (one calls itself without end) [stop the call of itself with an `{% if %}`]".to_owned())
    );
}

/// The deepest rendering that the limits let through fits a thread's usual stack.
#[test]
fn f15_the_deepest_rendering_fits_the_stack() {
    let mut files = Vec::new();
    for at in 0..12 {
        let own = format!(
            "{}{{% include \"i{}.html\" %}}{}",
            "{% if page %}".repeat(30),
            at + 1,
            "{% endif %}".repeat(30)
        );
        files.push((format!("templates/i{at}.html"), own));
    }
    files.push((
        "templates/i12.html".to_owned(),
        "{{ <deep left={18} /> }}{% component deep(left) %}{% if left > 0 %}{{ <deep left={left - 1} /> }}{% endif %}{% endcomponent %}".to_owned(),
    ));
    for at in 0..5 {
        let own = format!(
            "{{% extends \"e{}.html\" %}}{{% block b %}}{{{{ super() }}}}{{% endblock %}}",
            at + 1
        );
        files.push((format!("templates/e{at}.html"), own));
    }
    let blocks: Vec<String> = (0..30).map(|at| format!("{{% block c{at} %}}")).collect();
    let blocks = blocks.concat();
    let ends = "{% endblock %}".repeat(30);
    files.push((
        "templates/e5.html".to_owned(),
        format!("{{% block b %}}{blocks}{{% include \"i6.html\" %}}{ends}{{% endblock %}}"),
    ));
    let files: Vec<(&str, &str)> = files.iter().map(|(a, b)| (&**a, &**b)).collect();
    let checked = load(&files);
    assert!(checked.findings.is_empty(), "{:?}", checked.findings);
    let theme = checked.value;
    let render = |name: &str| theme.render(name, "page", &json!({ "x": 1 }), &common());
    assert!(render("i0.html").is_ok());
    assert!(render("e0.html").is_ok(), "{:?}", render("e0.html"));
}

#[test]
fn a_wrong_template_leaves_the_one_below() {
    let files = [("templates/page.html", "{% if %}")];
    let checked = load(&files);
    assert_eq!(checked.findings.len(), 1);
    assert!(checked.value.templates().any(|name| name == "page.html"));
}

#[test]
fn settings_are_checked_and_colours_become_a_sheet() {
    let theme = load(&[]).value;
    let text = concat!(
        "accent = \"#1d5\"\nlogo = \"/lgo.svg\"\nfotter = \"x\"\nreading_time = 1\n",
        "accent_dark = \"red;}\"\nfooter = \"窓口\""
    );
    let source = Source::new("config.toml", text);
    let origin = Origin::of(&source);
    let table = crate::decode::parse_toml(text, &origin).value;
    let checked = theme.settings(Some((&origin, &table)), &|path| path == "/logo.svg");
    let told: Vec<String> = checked
        .findings
        .iter()
        .map(|f| told(f, &[("config.toml", text)]))
        .collect();
    assert_eq!(
        told,
        [
            "config.toml:2:8: no file is published as `/lgo.svg` [put it into `static/` and write it as `/logo.svg`]",
            "config.toml:3:1: this theme has no setting `fotter` [did you mean `footer`?]",
            "config.toml:4:16: expected true or false, found a whole number",
            "config.toml:5:15: `red;}` is no colour such as `#1d5a96`",
        ]
    );
    assert_eq!(checked.value.values["footer"], json!("窓口"));
    assert_eq!(checked.value.values["reading_time"], json!(true));
    let style = checked.value.style.expect("a sheet");
    assert!(style.path.as_str().starts_with("assets/settings."));
}

#[test]
fn a_template_of_a_page_must_exist() {
    let theme = load(&[]).value;
    let source = Source::new("content/a.md", "");
    let place = Place::new(&source.path, crate::text::Span::new(0, 0));
    let finding = theme
        .check_template("pgae.html", place.clone())
        .expect_err("unknown");
    assert_eq!(finding.message.en, "there is no template `pgae.html`");
    assert!(theme.check_template("page.html", place).is_ok());
}

/// The custom properties of a style sheet that are colours: each for light and for dark.
fn colours(sheet: &str) -> BTreeMap<String, [[f64; 3]; 2]> {
    let colour = |digits: &str| {
        [0, 2, 4].map(|at| {
            let part = u8::from_str_radix(&digits[at..at + 2], 16).expect("two digits");
            f64::from(part) / 255.0
        })
    };
    sheet
        .lines()
        .filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(": ")?;
            let pair = value.strip_prefix("light-dark(#");
            let (light, dark) = match pair {
                Some(pair) => pair.trim_end_matches(");").split_once(", #")?,
                None => [value.strip_prefix('#')?.trim_end_matches(';'); 2].into(),
            };
            Some((name.to_owned(), [colour(light), colour(dark)]))
        })
        .collect()
}

/// The contrast of two colours as WCAG 2 reckons it, 1 to 21.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |colour: [f64; 3]| {
        let [r, g, b] = colour.map(|part| {
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Which colours are read on which ground.
const READ: &[(&str, &str)] = &[
    ("ground", "text muted good warn bad"),
    ("raised", "text muted"),
    (
        "surface",
        "text muted good warn bad c-comment c-string c-key c-number c-name c-type",
    ),
    ("mark", "text"),
    ("good-ground", "text good"),
    ("warn-ground", "text warn"),
    ("bad-ground", "text bad"),
];

/// Lines and signs that have to be told from their ground.
const SEEN: &[(&str, &str)] = &[
    ("ground", "strong-line busy-ink quiet-ink limited-ink"),
    ("surface", "strong-line"),
    ("busy", "busy-ink"),
    ("quiet", "quiet-ink"),
    ("limited", "limited-ink"),
];

#[test]
fn the_colours_of_the_default_theme_can_be_read() {
    let sheet = builtin::files().find(|(name, _)| *name == "site.css");
    let colours = colours(&sheet.expect("a sheet").1.text);
    let mut faint = Vec::new();
    for (at, mode) in ["light", "dark"].into_iter().enumerate() {
        let accent = colours[&format!("accent-{mode}")][at];
        for (pairs, least) in [(READ, 4.5), (SEEN, 3.0)] {
            for &(ground, inks) in pairs {
                let of = |ink: &str| colours[ink][at];
                let inks = inks.split(' ').map(|ink| (ink, of(ink)));
                for (ink, colour) in inks.chain([("accent", accent)]) {
                    let found = contrast(colour, of(ground));
                    // What is patterned holds no links.
                    let is_pattern = least < 4.5 && ink == "accent";
                    if found < least && !is_pattern {
                        faint.push(format!("{mode}: {ink} on {ground} has {found:.2}"));
                    }
                }
            }
        }
    }
    assert_eq!(faint, Vec::<String>::new());
}

#[test]
fn a_template_may_extend_the_one_that_it_wins_over() {
    let files = [
        (
            "templates/page.html",
            "{% extends \"default/page.html\" %}{% block footer %}我が家{% endblock footer %}",
        ),
        (
            "themes/calm/base.html",
            "<body>{% block content %}{{ page.body | safe }}{% endblock content %}{% block footer %}静か{% endblock footer %}</body>",
        ),
        (
            "themes/calm/faq.html",
            "{% extends \"calm/base.html\" %}{% block content %}問い{% endblock content %}",
        ),
    ];
    let theme = load_named("calm", &files);
    assert!(theme.findings.is_empty(), "{:?}", theme.findings);
    let page = json!({ "body": "<p>本文</p>" });
    let html = |template| {
        let html = theme.value.render(template, "page", &page, &common());
        html.expect("a page").split_whitespace().collect::<String>()
    };
    // The default's own parent is the theme's frame, which wins.
    assert_eq!(html("page.html"), "<body><p>本文</p>我が家</body>");
    assert_eq!(html("faq.html"), "<body>問い静か</body>");
}
