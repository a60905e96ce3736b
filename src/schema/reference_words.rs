//! What the reference says besides its tables: which keys stand where, and a file to begin with.

use crate::config::CONFIG;
use crate::dataset::keys::{
    CALENDAR, CHANGE_KEYS, CHANNEL_KEYS, CHANNELS_FILE, COLUMN, LANGUAGE, NOTICE, NOTICES_FILE,
    TABLE_FILE,
};
use crate::decode::{Form, Said};
use crate::page::FRONT_MATTER;

/// A part of a page: its heading, what is said first, and the table below.
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) title: Said,
    pub(super) said: Said,
    pub(super) holds: Holds,
}

/// What a section shows.
pub(super) enum Holds {
    /// The keys of a table.
    Form(Form),
    /// The fields of channels.
    Fields,
    /// The types of columns.
    ColumnTypes,
    /// Nothing but words.
    Words,
}

/// The page of the settings: its head and sections.
pub(super) const CONFIG_PAGE: (Said, &[Section]) = (
    (
        "+++
title = \"設定のキー\"
description = \"config.toml とページの設定で使えるキーのすべて\"
slug = \"config\"
weight = 81
braces = \"literal\"
+++

`config.toml` とページの先頭に書けるキーは、ここにあるもので全部です。ほかのキーはエラーになり、近いものが示されます。
この表は、プログラムが設定を読むときに使うものから作られています。
",
        "+++
title = \"Keys of the settings\"
description = \"every key of config.toml and of front matter\"
slug = \"config\"
weight = 81
braces = \"literal\"
+++

These are all keys that may stand in `config.toml` and at the top of a page. Any other is an error that names the nearest.
The tables are made from what the program itself reads by.
",
    ),
    &[
        Section {
            id: "config",
            title: ("`config.toml`", "`config.toml`"),
            said: (
                "`title` のほかは、書かなければ初期値が使われます。コマンドの引数は環境変数より、環境変数はこのファイルより優先します。

```toml
title = \"窓口案内\"
languages = [\"ja\", \"en\"]

[nav]
order = [\"phone\", \"faq.md\"]
```",
                "All but `title` have defaults. A flag goes before the environment, the environment before this file.

```toml
title = \"Where to ask\"
languages = [\"en\", \"ja\"]

[nav]
order = [\"phone\", \"faq.md\"]
```",
            ),
            holds: Holds::Form(CONFIG),
        },
        Section {
            id: "front-matter",
            title: ("ページの設定", "Front matter"),
            said: (
                "ページの先頭に、TOML なら `+++`、YAML なら `---` の行ではさんで書きます。キーは同じで、どれも省けます。

```toml
+++
title = \"電話のかけ方\"
weight = 10
+++
```

```yaml
---
title: 電話のかけ方
weight: 10
---
```",
                "It stands at the top of a page, between lines of `+++` in TOML or of `---` in YAML. The keys are the same, and none is required.

```toml
+++
title = \"How to call\"
weight = 10
+++
```

```yaml
---
title: How to call
weight: 10
---
```",
            ),
            holds: Holds::Form(FRONT_MATTER),
        },
    ],
);

/// The page of the data: its head and sections.
pub(super) const DATA_PAGE: (Said, &[Section]) = (
    (
        "+++
title = \"データのキー\"
description = \"channels.toml、notices.toml と、そのほかの表で使えるキーのすべて\"
slug = \"dataset\"
weight = 80
braces = \"literal\"
+++

事実は `content/data/` の TOML ファイルに書きます。使えるキーは、ここにあるもので全部です。ほかのキーはエラーになり、近いものが示されます。
この表は、プログラムがデータを読むときに使うものから作られています。
",
        "+++
title = \"Keys of the data\"
description = \"every key of channels.toml, notices.toml and any other table\"
slug = \"dataset\"
weight = 80
braces = \"literal\"
+++

Facts stand in TOML files in `content/data/`. These are all keys that they may have; any other is an error that names the nearest.
The tables are made from what the program itself reads by.
",
    ),
    &[
        Section {
            id: "channels-file",
            title: ("`channels.toml` の先頭", "The top of `channels.toml`"),
            said: (
                "はじめの `[…]` より前に書きます。`calendar`、`columns`、`channel` は、その下に表が続きます。

```toml
ours = true

[calendar.newyear]
name = \"年末年始\"
dates = [\"12-29..01-03\"]

[channel.phone]
name = \"電話\"
kind = \"phone\"
hours = { weekdays = \"9:00-17:30\", newyear = \"closed\" }
```",
                "These stand before the first `[…]`. `calendar`, `columns` and `channel` are followed by tables.

```toml
ours = true

[calendar.newyear]
name = \"New Year\"
dates = [\"12-29..01-03\"]

[channel.phone]
name = \"Phone\"
kind = \"phone\"
hours = { weekdays = \"9:00-17:30\", newyear = \"closed\" }
```",
            ),
            holds: Holds::Form(CHANNELS_FILE),
        },
        Section {
            id: "channel",
            title: ("窓口と部分の項目", "Fields of channels and parts"),
            said: (
                "`[channel.ID]` と `[channel.ID.part.ID]` の下に書きます。どの項目も、文の中では `{{ phone.hours }}`、表では列として使えます。
文字列(Markdown)のほかの項目は、分からないときに `\"unknown\"` と書けます。部分に書くと、窓口から受け継いだ値を取り消します。",
                "They stand below `[channel.ID]` and `[channel.ID.part.ID]`. Each can be asked for in a sentence (`{{ phone.hours }}`) and be a column of a table.
All but texts may be `\"unknown\"`, which in a part undoes what it takes from its channel.",
            ),
            holds: Holds::Fields,
        },
        Section {
            id: "channel-keys",
            title: ("受け継ぎ、部分、変更、出典", "Inheriting, parts, changes, sources"),
            said: (
                "窓口には、項目のほかに次のキーがあります。部分には `like`、`part`、`change` がありません。

```toml
[channel.phone.part.general]
number = \"0120-000-000\"
use = \"総合\"

[[channel.phone.change]]
on = 2027-04-01
hours = { everyday = \"9:00-17:00\" }
```",
                "A channel has these keys besides its fields. A part has no `like`, `part` and `change`.

```toml
[channel.phone.part.general]
number = \"0120-000-000\"
use = \"General\"

[[channel.phone.change]]
on = 2027-04-01
hours = { everyday = \"9:00-17:00\" }
```",
            ),
            holds: Holds::Form(CHANNEL_KEYS),
        },
        Section {
            id: "change",
            title: ("変更", "Changes"),
            said: (
                "`[[channel.ID.change]]` には、変わる項目と次のキーを書きます。変更のあとに書いたキーは変更のものになるので、窓口の項目はその前に書きます。",
                "`[[channel.ID.change]]` has the fields that change, and these keys. TOML takes every key that follows for the change's, so the channel's own fields stand before it.",
            ),
            holds: Holds::Form(CHANGE_KEYS),
        },
        Section {
            id: "hours",
            title: ("受付時間の書き方", "How hours are written"),
            said: (
                "日と時刻の表か、文で書きます。文は `\"平日9:00〜17:30(土日祝・年末年始を除く)\"` のような、ふだんの書き方でかまいません。

| キー | いつのことか |
| --- | --- |
| `everyday` | 毎日 |
| `weekdays` | 平日。祝日は除く |
| `weekends` | 土日 |
| `mon` … `sun` | 曜日 |
| `mon-fri`、`sat-mon` | 曜日の範囲 |
| `2nd-sat`、`last-fri` | 月の何番目かの曜日 |
| `holidays` | 祝日 |
| 暦のID | その暦の日 |
| `note` | 書き添える文。日ではない |

値は `\"9:00-12:00, 13:00-18:00\"`、日をまたぐ `\"22:00-26:00\"`、`\"24h\"`、`\"closed\"` です。はじめに当てはまるものが使われます:
お知らせ、変更、`closed_on`、暦、`holidays`、一つの曜日、曜日の範囲、`weekdays` と `weekends`、`everyday`。曜日を書いて祝日をどうするか書かなければ、エラーで尋ねられます。",
                "They are a table of days and times, or words such as `\"Mon-Fri 9 am to 5:30 pm, closed on public holidays\"`.

| Key | On which days |
| --- | --- |
| `everyday` | every day |
| `weekdays` | Monday to Friday, without public holidays |
| `weekends` | Saturday and Sunday |
| `mon` … `sun` | a day of the week |
| `mon-fri`, `sat-mon` | a range of them |
| `2nd-sat`, `last-fri` | one of the month |
| `holidays` | public holidays |
| id of a calendar | its days |
| `note` | what to add in words; no day |

Values are `\"9:00-12:00, 13:00-18:00\"`, `\"22:00-26:00\"` past midnight, `\"24h\"` and `\"closed\"`. The first that fits counts: a notice, a change, `closed_on`, a calendar,
`holidays`, a single day, a range, `weekdays` and `weekends`, `everyday`. Where days of the week are named and public holidays are not, an error asks.",
            ),
            holds: Holds::Words,
        },
        Section {
            id: "languages",
            title: ("言語の水準", "Levels of languages"),
            said: (
                "`languages = { ja = \"native\", en = \"limited\" }` のように書きます。補足を添えるときは、語の代わりに次の表を書きます。",
                "They are written like `languages = { ja = \"native\", en = \"limited\" }`. To add a note, write this table instead of the word.",
            ),
            holds: Holds::Form(LANGUAGE),
        },
        Section {
            id: "calendar",
            title: ("暦", "Calendars"),
            said: ("`[calendar.ID]` の下に書きます。", "They stand below `[calendar.ID]`."),
            holds: Holds::Form(CALENDAR),
        },
        Section {
            id: "notices",
            title: ("`notices.toml` の先頭", "The top of `notices.toml`"),
            said: ("", ""),
            holds: Holds::Form(NOTICES_FILE),
        },
        Section {
            id: "notice",
            title: ("お知らせ", "Notices"),
            said: (
                "`[notice.ID]` の下に書きます。お知らせは、窓口を見せるページの上、表、図に出ます。

```toml
[notice.typhoon]
channels = [\"phone\"]
from = 2026-09-01T13:00:00
until = 2026-09-02
effect = \"closed\"
text = \"台風のため、受付を休みます。\"
```",
                "They stand below `[notice.ID]`, and are shown above pages that show the channel, in tables and in pictures.

```toml
[notice.typhoon]
channels = [\"phone\"]
from = 2026-09-01T13:00:00
until = 2026-09-02
effect = \"closed\"
text = \"Closed because of the typhoon.\"
```",
            ),
            holds: Holds::Form(NOTICE),
        },
        Section {
            id: "table",
            title: ("そのほかの表", "Any other table"),
            said: (
                "`content/data/` のほかのファイルは、列に型のある表です。ファイルの名前が表の名前になります。

```toml
[columns]
question = { label = \"問い合わせ内容\" }
channel = { label = \"おすすめの窓口\", type = \"channels\" }

[row.urgent]
question = \"急ぎのトラブル\"
channel = [\"chat\", \"phone\"]
```",
                "Any other file in `content/data/` is a table with typed columns, which is called like the file.

```toml
[columns]
question = { label = \"Question\" }
channel = { label = \"Best asked\", type = \"channels\" }

[row.urgent]
question = \"Something urgent\"
channel = [\"chat\", \"phone\"]
```",
            ),
            holds: Holds::Form(TABLE_FILE),
        },
        Section {
            id: "column",
            title: ("列", "Columns"),
            said: (
                "表の `[columns]` でも、`channels.toml` の `[columns]` でも同じです。",
                "They are the same in `[columns]` of a table and of `channels.toml`.",
            ),
            holds: Holds::Form(COLUMN),
        },
        Section {
            id: "column-types",
            title: ("列の型", "Types of columns"),
            said: ("", ""),
            holds: Holds::ColumnTypes,
        },
    ],
);
