//! Codes of the facts of channels, and of how far they may be trusted.

use super::Explained;
use crate::diagnostic::codes;

pub(super) const EXPLAINED: &[Explained] = &[
    (
        codes::BAD_NUMBER,
        "この電話番号は、その地域の番号としてありえません。\
         桁が足りない、余っている、番号ではない文字が混ざっている、などの場合です。\
         一桁違いの番号は別の誰かにつながるので、推測で直すことはしません。\
         公式の案内を開き、一桁ずつ見比べてください。\n\
         例: `0120` で始まる番号は10桁",
        "This cannot be a phone number of the region: digits are missing or too many, or there are letters in it. \
         A number that is one digit off belongs to somebody else, so nothing is guessed. \
         Open the official page and compare digit by digit.\n\
         Example: a number that begins with `0120` has ten digits",
    ),
    (
        codes::CHARGED_NUMBER,
        "番号の種類と通話料の説明が食い違っています。\
         0120と0800は無料、0570(ナビダイヤル)は有料と決まっています。\
         有料の番号を「無料」と案内すると、読者は長い待ち時間の料金を払うことになります。\
         番号か `cost` のどちらかを、公式の案内で確かめて直してください。\n\
         例: `0570` の番号には `cost = \"navi\"`",
        "The kind of this number and what is said of its cost contradict each other. \
         0120 and 0800 are free of charge, 0570 (Navi Dial) never is. \
         Who is told that a charged number is free pays for a long wait. \
         Find out from the official page which of the two is wrong.\n\
         Example: a number that begins with `0570` has `cost = \"navi\"`",
    ),
    (
        codes::UNUSUAL_NUMBER,
        "正しい形の番号ですが、公式の窓口としては珍しいものです。\
         携帯電話(060・070・080・090)、情報料のかかる 0990、かけられる場所も通話料も書かれていない国外の番号を指します。\
         打ち間違いや、にせの番号でないことを公式の案内で確かめてください。\
         国外の番号には `callable_from` か `cost` を書きます。\
         正しければ、ファイルの先頭の `check = { literal = [\"…\"] }` に加えてください。自分たちの窓口のデータ(`ours = true`)では指摘しません。\n\
         例: 会社の代表番号として、`090` で始まる携帯電話の番号が書かれている",
        "The number is valid, and odd for an official desk: \
         a mobile phone (060, 070, 080, 090), a premium number (0990), or a number abroad of which neither the cost nor from where it can be called is said. \
         Make sure on the official page that it is neither mistyped nor false. \
         Say `callable_from` or `cost` of a number abroad. \
         If it is right, add it to `check = { literal = [\"…\"] }` at the top of the file. Data of our own desk (`ours = true`) is not looked at.\n\
         Example: a mobile number, which begins with `090`, as the main number of a company",
    ),
    (
        codes::CHANGE_ORDER,
        "先の変更(`change`)の日付に無理があります。\
         終わりが始まりより前か、後の変更が前の変更より早い日付で書かれています。\
         どの日にどの値が効くのかを読み違えやすく、年の打ち間違いのこともあります。\
         日付の順に並べ、`on` と `until` を確かめてください。\n\
         例: `on = 2027-04-01` に `until = 2027-04-30`",
        "The dates of a planned change cannot be meant: it ends before it begins, or a later entry has an earlier day. \
         It is easy to misread what holds on which day, and the year may be a slip. \
         Put the changes in the order of their dates, and check `on` and `until`.\n\
         Example: `on = 2027-04-01` with `until = 2027-04-30`",
    ),
    (
        codes::ENDED_CHANNEL,
        "表の行が、もう終了した窓口へ読者を案内しています。\
         窓口の `status` を `ended` にしても、それを勧める表の行はそのまま残ります。\
         読者は使えない窓口を試してから、改めて探し直すことになります。\
         利用できる窓口に差し替えるか、行を消してください。\n\
         例: `channel = [\"fax\"]` を `channel = [\"form\"]` にする",
        "A row of a table sends readers to a channel that has ended. \
         When a channel's `status` becomes `ended`, the rows that recommend it stay as they were. \
         Readers would try what does not work any more and then search again. \
         Name a channel that can be used, or remove the row.\n\
         Example: make `channel = [\"fax\"]` a `channel = [\"form\"]`",
    ),
    (
        codes::DATA_EXPIRED,
        "データに書かれた有効期限(`valid_until`)が過ぎています。\
         年度ごとに変わる予定などは、その日を過ぎると正しいとは限りません。\
         事実を確かめて、新しい期限を書いてください。\n\
         例: `valid_until = 2028-03-31`",
        "The day until which the data was meant (`valid_until`) is past. \
         What is decided for a year need not be true afterwards. \
         Check the facts, then set a later day.\n\
         Example: `valid_until = 2028-03-31`",
    ),
    (
        codes::UNVERIFIED,
        "この窓口には、まだ誰も確かめていない事実があります。\
         確かめられていない番号は電話のリンクにならず、ページにも未確認と出ます。\
         公式の案内と見比べて、その日付を `verified` に書いてください。\
         自分たちの窓口のデータなら、ファイルの先頭に `ours = true` と書きます。\n\
         例: `verified = 2026-11-01`、`verified_by = \"総務課\"`",
        "Nobody has verified some facts of this channel yet. \
         An unverified number is no link to call, and the page says that it is unverified. \
         Compare the facts with the official page and write the day as `verified`. \
         If the data is about your own desk, write `ours = true` at the top of the file.\n\
         Example: `verified = 2026-11-01`, `verified_by = \"the front office\"`",
    ),
    (
        codes::MISSING_SOURCE,
        "この窓口の事実をどこで読んだのか(`source`)が書かれていません。\
         出典がないと、次の人が確かめ直すことも、読者が元の案内を見ることもできません。\
         公式ページのURLか、確かめた方法を書いてください。\
         ファイルの先頭に書けば、全部の窓口の既定になります。\n\
         例: `source = \"https://www.example.com/contact\"`",
        "It is not said where the facts of this channel were read (`source`). \
         Without it nobody can check them again, and readers cannot see the original. \
         Write the URL of the official page, or how the facts were learnt. \
         At the top of the file it holds for every channel.\n\
         Example: `source = \"https://www.example.com/contact\"`",
    ),
    (
        codes::STALE,
        "確認してから、`review_after` に決めた期間が過ぎています。\
         窓口の時間や番号は予告なく変わり、古い案内ほど読者を無駄足に終わらせます。\
         倍の期間が過ぎると、番号はリンクでなくなります。\
         出典を開いて見比べ、正しければ `verified` を今日の日付にしてください。\n\
         例: `review_after = \"90 days\"` で、確認日が半年前",
        "It is longer than `review_after` since these facts were verified. \
         Hours and numbers change without notice, and the older a guide the more readers it sends the wrong way. \
         After twice that time a number is no link any more. \
         Open the source, compare, and if all is right set `verified` to today.\n\
         Example: `review_after = \"90 days\"` and a day of half a year ago",
    ),
    (
        codes::VERIFIED_IN_FUTURE,
        "確認日(`verified`)が今日より先の日付です。\
         まだ起きていない確認は確認とは言えず、そのままではいつまでも古くなりません。\
         年や月の打ち間違いでないかを見て、実際に確かめた日を書いてください。\n\
         例: 2026年に `verified = 2027-11-01` と書いている",
        "The day of verification (`verified`) is later than today. \
         A check that has not happened is none, and a date in the future would keep the fact fresh for too long. \
         Look for a slip in the year or month, and write the day on which it was really verified.\n\
         Example: `verified = 2027-11-01` in the year 2026",
    ),
    (
        codes::VERIFIED_TOO_OLD,
        "値は変わったのに、確認日(`verified`)は前のままです。\
         その日に確かめられたのは以前の値なので、いまの値を確かめた人はまだいません。\
         番号の書き換えに気づかないと、読者を偽の窓口へ案内してしまいます。\
         公式の案内と見比べてから、`madoguchi verify` で日付を新しくしてください。`madoguchi facts --changed main` が知らせます。\n\
         例: 番号だけを書き換え、`verified = 2026-10-01` をそのままにした",
        "A value has changed while the day of its verification (`verified`) has not. \
         What was verified on that day was the value of before, so nobody has verified the present one. \
         A number that is replaced unnoticed sends readers to a fraudster. \
         Compare it with the source, then renew the day with `madoguchi verify`. `madoguchi facts --changed main` tells of it.\n\
         Example: another number beside the same `verified = 2026-10-01`",
    ),
    (
        codes::BAD_SOURCE,
        "出典(`source`)が、読者の確かめられるものになっていません。\
         `http://` のページは途中で書き換えられることがあり、リンクにもなりません。空の出典は、ないのと同じです。\
         `https://` の公式ページか、確かめた方法を言葉で書いてください。\n\
         例: `source = \"http://www.example.com/\"` を `source = \"https://www.example.com/\"` に",
        "The `source` is none that readers could check. \
         A page on `http://` can be altered on its way and is no link here; an empty source is as good as none. \
         Give the official page with `https://`, or say in words how the facts were learnt.\n\
         Example: `source = \"http://www.example.com/\"` becomes `source = \"https://www.example.com/\"`",
    ),
    (
        codes::CHANGE_PAST,
        "日付の決まった変更(`[[channel.….change]]`)の期間が終わったか、もうずっと続くものになっています。\
         残しておくと、どちらの値がいまの事実なのか、次に直す人が迷います。\
         終わった変更は消し、続く変更はその値を窓口に書き写してから消してください。\n\
         例: `on = 2026-10-01` の変更が、11月になっても残っている",
        "A dated change (`[[channel.….change]]`) is over, or holds for good by now. \
         Left there, it makes the next editor guess which of two values is the present one. \
         Remove a change that is over; copy the values of one that holds into its channel, then remove it.\n\
         Example: a change with `on = 2026-10-01` that still stands there in November",
    ),
    (
        codes::UNUSED_DATA,
        "データに書かれているのに、どのページにも出てこないものです。\
         読者に見えないデータは、古くなってもだれも気づかず、確認の手間だけが残ります。\
         ページに出し忘れているなら `{{ }}` や表で見せ、もう要らないなら消してください。\
         残しておく理由があるなら、config.toml の `[check.severity]` で `unused-data = \"off\"` とできます。\n\
         例: `[channel.fax]` があるのに、どの表にも `fax` の行がない",
        "The data says it and no page shows it. \
         What no reader sees grows old without anyone noticing, and still has to be verified. \
         Show it with `{{ }}` or in a table if it was forgotten, or delete it. \
         A site that has a reason to keep it says `unused-data = \"off\"` below `[check.severity]` in config.toml.\n\
         Example: there is a `[channel.fax]`, and no table has a row `fax`",
    ),
    (
        codes::UNUSED_WAIVER,
        "「そのままの意味で書いた」と断ってある文字列(`check = { literal = […] }`)が、もうどこにも出てきません。\
         断りだけが残っていると、後から書かれた間違いまで見逃してしまいます。\
         文を書き直したのなら、その文字列を `literal` から消してください。\n\
         例: 文から `6:00〜24:00` が消えたら、`literal = [\"6:00〜24:00\"]` も消す",
        "A text that was waived as meant literally (`check = { literal = […] }`) no longer occurs. \
         A waiver that is left behind would let a later mistake pass. \
         If the sentence was rewritten, remove the text from `literal`.\n\
         Example: when `6:00-24:00` has gone from the page, so should `literal = [\"6:00-24:00\"]`",
    ),
];
