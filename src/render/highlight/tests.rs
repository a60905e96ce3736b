//! Code in colours, within its budgets.

use super::*;

fn paint(language: &str, code: &str) -> String {
    Highlighter::new().paint(language, code).html.to_string()
}

/// The text of painted code again, as a browser reads it.
fn letters(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = rest[open..].split_once('>').expect("a tag").1;
    }
    out.push_str(rest);
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[test]
fn our_own_format_has_colours() {
    assert_eq!(
        paint(
            "toml",
            "# 時間\n[channel.phone]\nname = \"電話\"\nlogin = true\n"
        ),
        concat!(
            "<span class=\"c\"># 時間</span>\n[<span class=\"h\">channel</span>.<span class=\"h\">phone</span>]\n",
            "<span class=\"a\">name</span> = <span class=\"s\">&quot;電話&quot;</span>\n",
            "<span class=\"a\">login</span> = <span class=\"l\">true</span>\n"
        )
    );
}

#[test]
fn nothing_is_lost_and_nothing_becomes_markup() {
    let rows = [
        ("rust", "fn main() {\n\tlet x = \"<b>&\"; // 日本語\n}\n"),
        (
            "html",
            "<script>alert('x')</script><!-- c -->\n<p class=\"a\">電話</p>",
        ),
        ("js", "const re = /a+/g; `t ${x}`\n"),
        ("jsx", "const a = <b c={1}>x</b>;\n"),
        ("json", "{\"a\": [1, null, \"\\n\"]}"),
        ("yaml", "a: b\n- c: 1\n"),
        ("console", "$ ls -la | grep x && echo \"a\"\n"),
        ("diff", "+a\n-b\n"),
        ("css", "a { color: #fff }"),
        ("python", "def f(x):\n    return 'a'\n"),
        ("text", "<plain>"),
        ("nonsense-language", "<plain>"),
        ("\"><script>", "<plain>"),
    ];
    for (language, code) in rows {
        let html = paint(language, code);
        assert_eq!(letters(&html), code, "{language}: {html}");
        let spans = html.matches("<span class=\"").count();
        assert_eq!(html.matches('<').count(), spans * 2, "{language}: {html}");
    }
}

#[test]
fn names_are_known_or_near_one() {
    for name in [
        "toml", "TOML", "Rust", "rs", "jsx", "console", "text", "", "yml", "sh", "html",
    ] {
        assert_eq!(knows(name), Ok(()), "{name}");
    }
    assert_eq!(knows("tomll"), Err(Some("toml")));
    assert_eq!(knows("pyhton"), Err(Some("python")));
    assert_eq!(knows("\"><script>"), Err(None));
    assert_eq!(knows(&"x".repeat(10 * 1024)), Err(None));
}

/// M12: fences made to take seconds end soon, as plain text that says so.
#[test]
fn m12_hostile_fences_are_cut_short() {
    // No line is as long as the last ones, or it would be met again and cost nothing.
    let lines = |of: &str, long: usize, all: usize| -> String {
        let line = |at| format!("{}\n", of.repeat((long - at % 200) / of.len()));
        (0..all / long).map(line).collect()
    };
    let hostile = [
        ("sql", " "),
        ("js", "_a"),
        ("cs", "_a"),
        ("bash", " "),
        ("make", "$("),
        ("rst", "`"),
        ("md", "*a_"),
    ];
    // A whole MiB in lines of a KiB and as one line, a fence whose lines are a little too long, and one
    // in which nothing is too long to be tried.
    let sizes = [
        (1024, 1 << 20),
        (1 << 20, 1 << 20),
        (64 << 10, 64 << 10),
        (1024, 100 << 10),
        (LONGEST_LINE, 1 << 20),
        (LONGEST_LINE, LONGEST_FENCE),
    ];
    let rows = sizes
        .into_iter()
        .flat_map(|(long, all)| hostile.map(|(language, of)| (language, lines(of, long - 1, all))));
    for (language, code) in rows {
        // The first use of a language compiles its expressions; that is not the fence's doing.
        paint(language, "x\n");
        let meter = Meter::start();
        let painted = Highlighter::new().paint(language, &code);
        let spent = meter.spent();
        assert_eq!(letters(&painted.html), code);
        assert!(spent.as_millis() < 500, "{language} took {spent:?}");
        if code.len() > LONGEST_FENCE || code.lines().any(|line| line.len() > LONGEST_LINE) {
            assert!(painted.skipped.is_some(), "{language}");
        }
    }
}

/// What is remembered of lines does not show, also where a line means another thing in another state.
#[test]
fn lines_met_before_come_out_alike() {
    let rows = [
        ("rust", "/* a\nlet x = 1;\n*/\nlet x = 1;\n"),
        ("rust", "let x = 1;\nlet x = 1;\n/* a\nlet x = 1;\n"),
        ("rust", "let x = \"a\nlet x = 1;\n\";\n"),
        ("bash", "cat <<A\n$x\nA\nB\ncat <<B\n$x\nA\nB\n"),
        ("bash", "cat <<B\n$x\nA\nB\nx=1\n"),
        ("python", "x = \"\"\"\ndef f(): 1\n\"\"\"\ndef f(): 1\n"),
        ("toml", "a = [\n  1,\n]\n[a]\n  1,\n"),
        ("html", "<script>\nlet x = 1;\n</script>\nlet x = 1;\n"),
    ];
    let highlighter = Highlighter::new();
    for _ in 0..2 {
        for (language, code) in rows {
            let met = highlighter.paint(language, code).html;
            assert_eq!(&*met, paint(language, code), "{language}");
            // The whole is remembered, too; another end makes it new.
            let longer = format!("{code}\nx");
            let met = highlighter.paint(language, &longer).html;
            assert_eq!(&*met, paint(language, &longer), "{language}");
        }
        highlighter.lock().clear();
    }
}

#[test]
fn the_same_code_is_coloured_once_and_a_purse_ends() {
    let highlighter = Highlighter::new();
    let first = highlighter.paint("toml", "a = 1\n");
    let again = highlighter.paint("TOML", "a = 1\n");
    assert!(Arc::ptr_eq(&first.html, &again.html));
    highlighter.purse.take(PER_SITE * 2);
    let late = highlighter.paint("toml", "b = 1\n");
    assert_eq!(
        (&*late.html, late.skipped),
        ("b = 1\n", Some(Skipped::Site))
    );
    highlighter.next_build();
    assert_eq!(highlighter.paint("toml", "b = 1\n").skipped, None);
}

#[test]
fn m12_a_language_that_always_fails_is_given_time_for_its_expressions_no_more_than_thrice() {
    let highlighter = Highlighter::new();
    let is_given: Vec<bool> = (0..5)
        .map(|_| {
            let is_cold = highlighter.is_cold("Slow");
            highlighter.used("Slow", false);
            is_cold
        })
        .collect();
    assert_eq!(is_given, [true, true, true, false, false]);
    highlighter.used("Quick", true);
    assert!(!highlighter.is_cold("Quick"));
}
