//! What Hugo needs around the same pages: its settings, its facts, its templates.
//!
//! Everything that is the same on many pages is a cached partial, so that Hugo makes it once: the list of sections, a
//! section's list of pages, and the table from data.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use crate::site::CHANNELS;

const SETTINGS: &str = "baseURL = \"https://example.github.io/big/\"
locale = \"ja\"
title = \"大きな案内\"
disableKinds = [\"taxonomy\", \"term\", \"RSS\"]
[markup.highlight]
noClasses = false
[markup.goldmark.renderer]
unsafe = false
";

const TEMPLATES: &[(&str, &str)] = &[
    (
        "baseof.html",
        "<!doctype html>
<html lang=\"ja\">
<head><meta charset=\"utf-8\"><title>{{ .Title }}</title><meta name=\"description\" content=\"{{ .Description }}\">
<link rel=\"canonical\" href=\"{{ .Permalink }}\"></head>
<body>
<nav><a href=\"{{ site.Home.RelPermalink }}\">{{ site.Title }}</a>
{{ partialCached \"sections.html\" . }}
{{ with .CurrentSection }}{{ partialCached \"section.html\" . .RelPermalink }}{{ end }}
</nav>
<main><h1>{{ .Title }}</h1>
{{ .TableOfContents }}
{{ block \"main\" . }}{{ .Content }}{{ end }}
{{ with .PrevInSection }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}
</main>
</body>
</html>
",
    ),
    ("single.html", "{{ define \"main\" }}{{ .Content }}{{ end }}\n"),
    (
        "list.html",
        "{{ define \"main\" }}{{ .Content }}<ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ .Description }}</li>{{ end }}</ul>{{ end }}\n",
    ),
    ("404.html", "{{ define \"main\" }}<p>404</p>{{ end }}\n"),
    (
        "partials/sections.html",
        "<ul>{{ range site.Home.Sections }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>\n",
    ),
    (
        "partials/section.html",
        "<ul>{{ range .RegularPages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>\n",
    ),
    (
        "partials/channels.html",
        "<table><thead><tr><th>窓口</th><th>受付時間</th><th>番号</th><th>返答</th><th>注意点</th></tr></thead><tbody>
{{ range site.Data.channels.channel }}<tr><th>{{ .name }}</th><td>{{ .hours }}</td><td><a href=\"tel:{{ .number }}\">{{ .number }}</a></td><td>{{ .reply }}</td><td>{{ .caution }}</td></tr>
{{ end }}</tbody></table>
",
    ),
    ("shortcodes/channels.html", "{{ partialCached \"channels.html\" . }}"),
    (
        "shortcodes/fact.html",
        "{{ $channel := index site.Data.channels.channel (.Get 0) }}{{ index $channel (.Get 1) }}",
    ),
];

/// Writes all of a site but its content.
pub(crate) fn write_around(root: &Path) -> io::Result<()> {
    fs::write(root.join("hugo.toml"), SETTINGS)?;
    for (name, text) in TEMPLATES {
        let name = match name.split_once('/') {
            Some(("partials", name)) => format!("partials/{name}"),
            Some((_, name)) => format!("shortcodes/{name}"),
            None => format!("_default/{name}"),
        };
        let path = root.join("layouts").join(name);
        fs::create_dir_all(path.parent().unwrap_or(root))?;
        fs::write(path, text)?;
    }
    fs::create_dir_all(root.join("data"))?;
    fs::write(root.join("data/channels.toml"), facts())
}

/// The channels, as they are to be shown: Hugo reads no opening hours.
fn facts() -> String {
    let mut data = String::new();
    for at in 0..CHANNELS {
        let (opens, closes) = (8 + at % 3, 17 + at % 4);
        let _ = write!(
            data,
            "[channel.c{at}]\nname = \"窓口{at}\"\nnumber = \"0120-000-000\"\nhours = \"平日 {opens}:00〜{closes}:00(土日祝を除く)\"\n\
             reply = \"1〜{}営業日\"\ncaution = \"番号は0120-000-000です\"\n",
            2 + at % 3
        );
    }
    data
}
