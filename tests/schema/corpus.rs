//! Files as people write them, right and wrong, each judged by both; of a page, its front matter in TOML and in YAML.

use crate::judge::Judge;

const SITE: &[(&str, &str)] = &[
    (
        "config.toml",
        "title = \"案内\"\ndefault_language = \"ja\"\nlanguages = [\"ja\", \"en\"]\n",
    ),
    ("content/_index.md", "# 案内\n"),
    (
        "content/data/channels.toml",
        "ours = true\n[calendar.obon]\nname = \"お盆\"\ndates = [\"08-13..08-15\"]\n[columns]\nnote = { label = \"備考\" }\n[channel.phone]\nname = \"電話\"\nhours = \"24/7\"\n[channel.phone.part.night]\nuse = \"夜間\"\n",
    ),
    (
        "content/data/routes.toml",
        "[columns]\nask = { label = \"用件\" }\nat = { type = \"channels\" }\n[row.a]\nask = \"急ぎ\"\nat = \"phone\"\n",
    ),
];

const CONFIG: &str = "config.toml";
const PAGE: &str = "content/page.md";
const CHANNELS: &str = "content/data/channels.toml";
const NOTICES: &str = "content/data/notices.toml";
const ROUTES: &str = "content/data/routes.toml";

/// What is right.
const RIGHT: &[(&str, &str)] = &[
    (
        CONFIG,
        "title = { ja = \"案内\", en = \"Guide\" }\nlanguages = [\"ja\", \"en\"]",
    ),
    (
        CONFIG,
        "title = \"案内\"\nbase_url = \"https://example.github.io/guide/\"\n[check]\nyear_end_by = \"12-01\"\ndeny = [\"warnings\", \"stale\"]",
    ),
    (
        CONFIG,
        "title = \"案内\"\n[words.ja]\nclosed = \"休業\"\n[words.en]\nclosed = \"Shut\"",
    ),
    (
        CONFIG,
        "title = \"案内\"\n[theme_settings]\naccent = \"#1d5a96\"\nreading_time = false",
    ),
    (
        PAGE,
        "+++\ntitle = \"電話\"\ndate = \"2026-11-01\"\nlang = \"ja\"\n+++\n本文\n",
    ),
    (
        PAGE,
        "---\ntitle: 電話\ndate: 2026-11-01\naliases: [/old/]\nextra: { icon: phone }\n---\n本文\n",
    ),
    (
        CHANNELS,
        "[calendar.obon]\ndates = [\"08-13..08-15\"]\n[channel.phone]\nname = \"電話\"\nhours = { \"平日\" = \"9時から17時\", obon = \"closed\", \"2nd-sat\" = \"9:00-12:00\", holidays = \"closed\" }",
    ),
    (
        CHANNELS,
        "[channel.phone]\nname = \"電話\"\nlanguages = { ja = \"native\", en = { level = \"limited\", note = \"朝だけ\" } }\nofficial = \"unknown\"\nverified = { hours = 2026-11-01 }\nhours = \"24/7\"",
    ),
    (
        NOTICES,
        "[notice.a]\nchannels = [\"phone\", \"phone.night\"]\nfrom = 2026-09-01T13:00:00\nhours = { everyday = \"10:00-15:00\" }",
    ),
    (
        ROUTES,
        "[columns]\nask = { label = \"用件\" }\nat = { type = \"channels\" }\n[row.a]\nask = { ja = \"急ぎ\" }\nat = [\"phone\", \"phone.night\"]\nsource = \"https://www.example.com/\"",
    ),
];

/// What is wrong.
const WRONG: &[(&str, &str)] = &[
    (CONFIG, "languages = [\"ja\"]"),
    (CONFIG, "title = \"案内\"\nlangauges = [\"ja\"]"),
    (CONFIG, "title = \"案内\"\nlanguages = \"ja\""),
    (CONFIG, "title = \"案内\"\nlanguages = [\"Japanese\"]"),
    (
        CONFIG,
        "title = \"案内\"\nbase_url = \"example.github.io/guide\"",
    ),
    (
        CONFIG,
        "title = \"案内\"\nrepository = \"http://example.com/\"",
    ),
    (CONFIG, "title = \"案内\"\n[check]\nyear_end_by = \"12-32\""),
    (CONFIG, "title = \"案内\"\n[check]\ndeny = [\"stael\"]"),
    (
        CONFIG,
        "title = \"案内\"\n[check.severity]\nliteral-fact = \"warn\"",
    ),
    (
        CONFIG,
        "title = \"案内\"\n[check.severity]\nliteral-fcat = \"off\"",
    ),
    (CONFIG, "title = \"案内\"\n[check.external]\ntimeout = 500"),
    (CONFIG, "title = \"案内\"\n[markdown]\nraw_html = \"never\""),
    (
        CONFIG,
        "title = \"案内\"\n[csp]\nimg_src = [\"images.example.com\"]",
    ),
    (CONFIG, "title = \"案内\"\n[publish]\ncname = \"localhost\""),
    (
        CONFIG,
        "title = \"案内\"\n[search]\nsynonyms = [\"問合せ\"]",
    ),
    (CONFIG, "title = \"案内\"\n[words.ja]\nclosde = \"休業\""),
    (
        CONFIG,
        "title = \"案内\"\n[theme_settings]\naccent = \"blue\"",
    ),
    (
        CONFIG,
        "title = \"案内\"\n[theme_settings]\nacent = \"#fff\"",
    ),
    (PAGE, "+++\ntitel = \"電話\"\n+++\n本文\n"),
    (PAGE, "+++\nkind = \"FAQ\"\n+++\n本文\n"),
    (PAGE, "+++\nlang = \"fr\"\n+++\n本文\n"),
    (PAGE, "+++\naliases = [\"old/\"]\n+++\n本文\n"),
    (PAGE, "+++\nslug = \"a b\"\n+++\n本文\n"),
    (PAGE, "---\ntitel: 電話\n---\n本文\n"),
    (PAGE, "---\ndraft: maybe\n---\n本文\n"),
    (PAGE, "---\ntitle: 110\n---\n本文\n"),
    (
        PAGE,
        "---\ntitle: 電話\ncheck: { litteral: [a] }\n---\n本文\n",
    ),
    (CHANNELS, "[channel.phone]\nkind = \"phone\""),
    (
        CHANNELS,
        "[channel.phone]\nname = \"電話\"\nkind = \"fone\"",
    ),
    (
        CHANNELS,
        "[channel.phone]\nname = \"電話\"\nhuors = \"24/7\"",
    ),
    (
        CHANNELS,
        "[channel.phone]\nname = \"電話\"\nhours = { weekdyas = \"9:00-17:00\" }",
    ),
    (
        CHANNELS,
        "[channel.phone]\nname = \"電話\"\nlike = \"phon\"",
    ),
    (
        CHANNELS,
        "[channel.phone]\nname = \"電話\"\nclosed_on = [\"oban\"]",
    ),
    (
        CHANNELS,
        "[channel.phone]\nname = \"電話\"\nlanguages = { ja = \"good\" }",
    ),
    (
        CHANNELS,
        "[channel.phone]\nname = \"電話\"\nlanguages = { ja = { note = \"朝だけ\" } }",
    ),
    (
        CHANNELS,
        "[channel.phone]\nname = \"電話\"\nurl = \"http://example.com/\"",
    ),
    (
        CHANNELS,
        "[channel.phone]\nname = \"電話\"\nemail = \"desk\"",
    ),
    (
        CHANNELS,
        "[channel.phone]\nname = \"電話\"\nverified = \"yesterday\"",
    ),
    (
        CHANNELS,
        "[channel.phone]\nname = \"電話\"\nverified = { huors = 2026-11-01 }",
    ),
    (
        CHANNELS,
        "[channel.phone]\nname = \"電話\"\n[[channel.phone.change]]\nhours = \"24/7\"",
    ),
    (
        CHANNELS,
        "[channel.phone]\nname = \"電話\"\nchange = [\"soon\"]",
    ),
    (
        CHANNELS,
        "[channel.phone]\nname = \"電話\"\n[channel.phone.part.hours]\nuse = \"夜間\"",
    ),
    (
        CHANNELS,
        "[columns]\nhours = { label = \"時間\" }\n[channel.phone]\nname = \"電話\"",
    ),
    (
        CHANNELS,
        "[columns]\nnote = { type = \"texts\" }\n[channel.phone]\nname = \"電話\"",
    ),
    (
        CHANNELS,
        "[columns]\nnote = { type = {} }\n[channel.phone]\nname = \"電話\"",
    ),
    (
        CHANNELS,
        "[calendar.obon]\nname = \"お盆\"\n[channel.phone]\nname = \"電話\"",
    ),
    (
        CHANNELS,
        "hours = \"24/7\"\n[channel.phone]\nname = \"電話\"",
    ),
    (
        NOTICES,
        "[notice.a]\nchannels = [\"phone\"]\ntext = \"休みます\"",
    ),
    (
        NOTICES,
        "[notice.a]\nchannels = [\"phnoe\"]\nfrom = 2026-09-01",
    ),
    (NOTICES, "[notice.a]\nfrom = \"tomorrow\""),
    (NOTICES, "[notice.a]\nfrom = 2026-09-01\neffect = \"open\""),
    (
        NOTICES,
        "verified = \"yesterday\"\n[notice.a]\nfrom = 2026-09-01",
    ),
    (ROUTES, "[row.a]\nask = \"急ぎ\""),
    (
        ROUTES,
        "[columns]\nask = { label = \"用件\" }\n[row.a]\naks = \"急ぎ\"",
    ),
    (
        ROUTES,
        "[columns]\nask = { label = \"用件\" }\nat = { type = \"channels\" }\n[row.a]\nat = \"fax\"",
    ),
];

#[test]
fn what_people_write_is_judged_alike() {
    let judge = Judge::of_texts(SITE);
    for (path, text) in RIGHT {
        assert_eq!(judge.schema_says(path, text), None, "{path}:\n{text}");
        let told = judge.site_says(path, text);
        assert!(told.is_empty(), "{path}:\n{text}\n{told:?}");
    }
    for (path, text) in WRONG {
        assert!(
            judge.schema_says(path, text).is_some(),
            "the schema lets through {path}:\n{text}"
        );
        assert!(
            !judge.site_says(path, text).is_empty(),
            "the decoder lets through {path}:\n{text}"
        );
    }
}

/// The front matter that is wrong is wrong in the same way between `+++` and between `---`.
#[test]
fn yaml_is_told_what_toml_is_told() {
    let judge = Judge::of_texts(SITE);
    for (toml, yaml) in [
        ("titel = \"電話\"", "titel: 電話"),
        ("title = 110", "title: 110"),
        ("draft = \"maybe\"", "draft: maybe"),
        ("weight = \"many\"", "weight: many"),
        ("kind = \"FAQ\"", "kind: FAQ"),
        ("sort = \"name\"", "sort: name"),
        ("date = \"tomorrow\"", "date: tomorrow"),
        ("aliases = \"/old/\"", "aliases: /old/"),
        ("aliases = [\"old/\"]", "aliases: [old/]"),
        ("slug = \"a b\"", "slug: a b"),
        ("lang = \"fr\"", "lang: fr"),
        ("toc = 1", "toc: 1"),
        ("check = { litteral = [\"a\"] }", "check: { litteral: [a] }"),
        ("extra = \"x\"", "extra: x"),
        ("braces = \"off\"", "braces: \"off\""),
    ] {
        let of = |text: String| -> Vec<(&'static str, String)> {
            let told = judge.site_says(PAGE, &text);
            told.iter()
                .map(|told| (told.code.name(), told.message.en.to_string()))
                .collect()
        };
        let (of_toml, of_yaml) = (
            of(format!("+++\n{toml}\n+++\n本文\n")),
            of(format!("---\n{yaml}\n---\n本文\n")),
        );
        assert!(!of_toml.is_empty(), "{toml}");
        assert_eq!(of_toml, of_yaml, "{toml}");
    }
}
