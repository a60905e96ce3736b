//! The mistakes, each in a file of its own or at the end of one of the guide's.

/// One mistake.
pub(crate) struct Mistake {
    /// The file that holds it.
    pub(crate) file: &'static str,
    /// Whether the text is added to a file that is there.
    pub(crate) appended: bool,
    /// The text, with `▮` where the mistake is to be reported.
    pub(crate) text: &'static str,
    /// What it is called.
    pub(crate) code: &'static str,
}

const fn page(file: &'static str, text: &'static str, code: &'static str) -> Mistake {
    Mistake {
        file,
        appended: false,
        text,
        code,
    }
}

const fn added(file: &'static str, text: &'static str, code: &'static str) -> Mistake {
    Mistake {
        file,
        appended: true,
        text,
        code,
    }
}

/// All of them.
pub(crate) const MISTAKES: &[Mistake] = &[
    // Names.
    page(
        "content/broken/channel.md",
        "# 一\n\n受付は{{ ▮phoen.hours }}です。\n",
        "unknown-fact",
    ),
    page(
        "content/broken/field.md",
        "# 二\n\n受付は{{ ▮phone.huors }}です。\n",
        "unknown-fact",
    ),
    page(
        "content/broken/many.md",
        "# 三\n\n番号は{{ ▮phone.number }}です。\n",
        "ambiguous-fact",
    ),
    page(
        "content/broken/alias.md",
        "# 四\n\n{{ ▮電話.受付時間 }}です。\n",
        "alias-as-path",
    ),
    page(
        "content/broken/form.md",
        "# 五\n\n{{ ▮phone.hours.lunch }}です。\n",
        "unknown-fact",
    ),
    page(
        "content/broken/unclosed.md",
        "# 六\n\n受付は▮{{ phone.hours です。\n",
        "unclosed-placeholder",
    ),
    page(
        "content/broken/page.md",
        "# 七\n\n[こちら](▮@/phone/calback.md)へ。\n",
        "broken-link",
    ),
    page(
        "content/broken/anchor.md",
        "# 八\n\n[こちら](▮@/when.md#nowhere)へ。\n",
        "broken-anchor",
    ),
    page(
        "content/broken/file.md",
        "# 九\n\n![図](▮nowhere.png)\n",
        "broken-link",
    ),
    // Blocks.
    page(
        "content/broken/block.md",
        "# 十\n\n```{▮tabel}\nof = \"channels\"\n```\n",
        "unknown-block",
    ),
    page(
        "content/broken/column.md",
        "# 十一\n\n```{table}\nof = \"channels\"\ncolumns = [\"name\", ▮\"hourz\"]\n```\n",
        "unknown-fact",
    ),
    page(
        "content/broken/of.md",
        "# 十二\n\n```{table}\nof = ▮\"chanels\"\n```\n",
        "unknown-reference",
    ),
    page(
        "content/broken/where.md",
        "# 十三\n\n```{table}\nof = \"channels\"\nwhere = ▮{ kind = \"fax\" }\n```\n",
        "empty-table",
    ),
    page(
        "content/broken/week.md",
        "# 十四\n\n```{week}\nchannel = ▮\"fone\"\n```\n",
        "unknown-reference",
    ),
    page(
        "content/broken/key.md",
        "# 十五\n\n```{week}\nchannel = \"phone\"\n▮captoin = \"図\"\n```\n",
        "unknown-key",
    ),
    page(
        "content/broken/cycle.md",
        "# 十六\n\n```{include}\npage = ▮\"@/broken/cycle.md\"\n```\n",
        "reference-cycle",
    ),
    // Markdown.
    page(
        "content/broken/html.md",
        "# 十七\n\n▮<iframe src=\"https://example.com/\"></iframe>\n",
        "raw-html",
    ),
    page(
        "content/broken/scheme.md",
        "# 十八\n\n[押す](▮javascript:alert(1))\n",
        "unsafe-url",
    ),
    page(
        "content/broken/tel.md",
        "# 十九\n\n[かける](▮tel:0120-000-000)\n",
        "contact-link",
    ),
    page(
        "content/broken/trick.md",
        "# 二十\n\n▮[https://www.amazon.co.jp/](https://example.com/)\n",
        "misleading-link",
    ),
    page(
        "content/broken/bidi.md",
        "# 二十一\n\n送金先▮\u{202e}です。\n",
        "invisible-character",
    ),
    page(
        "content/broken/zero.md",
        "# 二十二\n\n電▮\u{0}話\n",
        "invisible-character",
    ),
    page(
        "content/broken/id.md",
        "# 二十三\n\n## 一 {#same}\n\n## 二 {#▮same}\n",
        "duplicate-id",
    ),
    page(
        "content/broken/image.md",
        "# 二十四\n\n![図](▮https://example.com/a.png)\n",
        "external-image",
    ),
    // Front matter.
    page(
        "content/broken/front.md",
        "▮+++\ntitle = \"閉じていない\"\n\n本文です。\n",
        "front-matter-unclosed",
    ),
    page(
        "content/broken/title.md",
        "+++\n▮titel = \"題\"\n+++\n\n本文です。\n",
        "unknown-key",
    ),
    page(
        "content/broken/weight.md",
        "+++\ntitle = \"題\"\nweight = ▮\"上\"\n+++\n\n本文です。\n",
        "wrong-type",
    ),
    page(
        "content/broken/slug.md",
        "+++\ntitle = \"題\"\nslug = \"▮../phone\"\n+++\n\n本文です。\n",
        "bad-slug",
    ),
    page(
        "content/broken/old.md",
        "+++\ntitle = \"題\"\naliases = [\"▮../old\"]\n+++\n\n本文です。\n",
        "bad-alias",
    ),
    page(
        "content/broken/template.md",
        "+++\ntitle = \"題\"\ntemplate = ▮\"pgae.html\"\n+++\n\n本文です。\n",
        "missing-template",
    ),
    page(
        "content/broken/questions.md",
        "+++\ntitle = \"問い\"\nkind = \"faq\"\n+++\n\n▮## 返品は?\n\nできます。\n",
        "question-without-id",
    ),
    // Two pages at one address.
    page(
        "content/broken/twice.md",
        "+++\ntitle = \"同じ場所\"\nslug = \"html\"\n+++\n\n本文です。\n",
        "url-collision",
    ),
    page(
        "content/broken/con.md",
        "# 予約された名前\n\n本文です。\n",
        "reserved-name",
    ),
    // The dataset.
    added(
        "content/data/channels.toml",
        "\n[channel.fax]\nname = \"ファクス\"\nkind = ▮\"faks\"\n",
        "bad-value",
    ),
    page(
        "content/data/extra.toml",
        "[columns]\nwhen = { label = \"時間\", type = \"hours\" }\n[row.one]\nwhen = \"9:00-17:00, ▮ときどき\"\n",
        "bad-hours",
    ),
    page(
        "content/data/lines.toml",
        "[columns]\nline = { label = \"番号\", type = \"phone\" }\n[row.one]\nline = \"▮0120-12\"\n",
        "bad-number",
    ),
    page(
        "content/data/ways.toml",
        "[columns]\nway = { label = \"窓口\", type = \"channels\" }\n[row.one]\nway = [\"phone\", ▮\"phon\"]\n",
        "unknown-reference",
    ),
    page(
        "content/data/back.toml",
        "[columns]\nwhen = { label = \"時間\", type = \"hours\" }\n[row.one]\nwhen = \"▮17:00-9:00\"\n",
        "closes-before-opening",
    ),
    page(
        "content/data/week.toml",
        "[columns]\nwhen = { label = \"時間\", type = \"hours\" }\n[row.one]\nwhen = { ▮mon-fri = \"9:00-17:00\" }\n",
        "holidays-unsaid",
    ),
    page(
        "content/data/syntax.toml",
        "[columns]\nname = { label = \"名\"▮ \n",
        "toml-syntax",
    ),
    // Templates.
    page(
        "templates/faq.html",
        "{% extends \"base.html\" %}\n{% block content %}{{ page.body | ▮saef }}{% endblock %}\n",
        "template-error",
    ),
];
