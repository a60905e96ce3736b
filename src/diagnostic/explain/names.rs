//! Codes of names that lead nowhere, to two places, or back to themselves.

use super::Explained;
use crate::diagnostic::codes;

pub(super) const EXPLAINED: &[Explained] = &[
    (
        codes::BROKEN_LINK,
        "リンク先のページやファイルがありません。\
         公開すると、困って案内を探しに来た読者が「見つかりません」に行き着きます。\
         名前の打ち間違い、移動や削除、大文字と小文字の違い(手元では開けても公開後に切れます)、下書きのままのページが原因です。\
         ページへのリンクはURLではなくファイルで書きます。そうすれば、どこに公開しても切れません。\n\
         例: `[番号](@/phone/numbers.md)`、隣のページなら `[番号](numbers.md)`",
        "The page or file that a link leads to does not exist. \
         Readers who came for help would end at \"not found\". \
         Causes are a misspelt name, a page that was moved or removed, another case (which works on your machine \
         and breaks when published), or a page that is a draft. \
         Pages are linked by their file, not by their URL, so that links hold wherever the site is published.\n\
         Example: `[numbers](@/phone/numbers.md)`, or `[numbers](numbers.md)` from beside it",
    ),
    (
        codes::BROKEN_ANCHOR,
        "リンク先のページはありますが、`#` の後ろの見出しがありません。\
         読者は長いページの先頭に放り出され、探していた答えにたどり着けません。\
         見出しの文を変えると自動のidも変わるので、ほかから指される見出しにはidを書いておくと安全です。\
         リンクを直すか、見出しに以前のidを付けてください。\n\
         例: `## 折り返しの頼み方 {#callback}`",
        "The page of this link exists, but not the heading behind the `#`. \
         Readers would be left at the top of a long page, without the answer that they were promised. \
         An automatic id changes with the heading's words, so a heading that others link to had better have an id \
         of its own. \
         Correct the link, or give the heading its former id.\n\
         Example: `## How to be called back {#callback}`",
    ),
    (
        codes::UNKNOWN_FACT,
        "`{{ }}` や表の列が、データにない事実を指しています。\
         そのまま公開すると、番号や時間があるはずの場所が空になります。\
         パスは「窓口.項目」「窓口.部分.項目」「表.行.列」の形で、近い名前があれば示します。\
         事実がまだデータにないなら、出典とともに書き加えてください。\n\
         例: `{{ phoen.hours }}` ではなく `{{ phone.hours }}`",
        "A `{{ }}` or a column names a fact that the data does not hold. \
         Published, there would be nothing where a number or hours should be. \
         A path is channel and field, channel, part and field, or table, row and column; the nearest name is \
         suggested. \
         If the fact is not in the data yet, add it there, with its source.\n\
         Example: not `{{ phoen.hours }}` but `{{ phone.hours }}`",
    ),
    (
        codes::AMBIGUOUS_FACT,
        "この事実は窓口そのものではなく、その部分(番号、受付機、窓口の席など)ごとにあります。\
         番号がいくつもあるときに一つを勝手に選ぶと、読者を違う係につないでしまうので、推測はしません。\
         どの部分かを書いてください。候補はメッセージにあります。\
         一つだけなら窓口の名前だけで足ります。\n\
         例: `{{ phone.number }}` ではなく `{{ phone.general.number }}`",
        "Not the channel itself but its parts (numbers, bots, windows) have this fact. \
         To choose one of several numbers would send readers to the wrong desk, so nothing is guessed. \
         Name the part; the message lists those that have the fact. \
         Where there is only one, the channel's name is enough.\n\
         Example: not `{{ phone.number }}` but `{{ phone.general.number }}`",
    ),
    (
        codes::UNKNOWN_REFERENCE,
        "窓口、暦、表、行、質問などの名前を指していますが、その名前のものがありません。\
         名前を変えたのに、参照しているほうを直し忘れたときによく起こります。\
         このままでは、表の行や休みの日が抜け落ちます。\
         示された候補に直すか、足りないものをデータに加えてください。\n\
         例: `closed_on = [\"newyear\"]` には `[calendar.newyear]` が必要",
        "Something is referred to by a name that nothing has: a channel, a calendar, a table, a row, a question. \
         It happens when one end is renamed and the other is not. \
         Rows of a table or days of closing would be missing. \
         Correct the name as suggested, or add what is missing to the data.\n\
         Example: `closed_on = [\"newyear\"]` needs a `[calendar.newyear]`",
    ),
    (
        codes::REFERENCE_CYCLE,
        "たどっていくと自分自身に戻る参照があります。\
         互いに `like` で真似し合う窓口、互いの値を埋め込み合う文、互いを取り込み合うページは、いつまでも値が決まりません。\
         台帳で互いへ移されたアドレスには、案内する先がありません。\
         輪のどこか一か所で参照をやめ、事実や文、今あるアドレスをそこに書いてください。\n\
         例: `a` が `like = \"b\"`、`b` が `like = \"a\"`",
        "Following these references leads back to where they began. \
         Channels that are `like` each other, texts that hold each other's values, pages that include each other \
         never come to a value, and addresses that are retired to each other lead nowhere. \
         Break the circle at one place, and write the fact, the words or the address there.\n\
         Example: `a` has `like = \"b\"` and `b` has `like = \"a\"`",
    ),
    (
        codes::ALIAS_AS_PATH,
        "`{{ }}` の中に、窓口の呼び名や項目の見出しが書かれています。\
         呼び名は読者のための言葉で、変えたり増やしたりできるように、データの中の名前(id)とは分けてあります。\
         正しいパスを示しますので、置き換えてください。自動でも直せます。\n\
         例: `{{ 電話.営業時間 }}` ではなく `{{ phone.hours }}`",
        "Inside `{{ }}` stands a word for readers: a channel's name or alias, or a field's printed label. \
         Such words may be changed at any time, which is why the data has names (ids) of its own. \
         The right path is shown; a fix can put it there.\n\
         Example: not `{{ 電話.営業時間 }}` but `{{ phone.hours }}`",
    ),
    (
        codes::QUESTION_WITHOUT_ID,
        "FAQページの質問(レベル2の見出し)にidがありません。\
         質問はほかのページや検索結果、読者のブックマークから指されます。\
         文からidを作ると、質問の言い回しを直しただけで、それらのリンクがすべて切れます。\
         短い英数字のidを書いてください。\n\
         例: `## 記録はどう残す? {#record}`",
        "A question of an FAQ page (a heading of level 2) has no id. \
         Other pages, search results and readers' bookmarks point to questions. \
         An id made from the words would break all of them whenever a question is worded better. \
         Write a short id of letters and digits.\n\
         Example: `## How do I keep a record? {#record}`",
    ),
    (
        codes::DUPLICATE_QUESTION,
        "同じidの質問が、同じ言語の別のFAQページにもあります。\
         質問のidはサイト全体で一つなので、`{faq}` で呼び出したときにどちらのことか決まりません。\
         内容が同じなら片方を消し、違うならidを変えてください。\n\
         例: 二つめの `{#record}` を `{#record-chat}` にする",
        "A question of the same id stands in another FAQ page of this language. \
         A question's id is one in the whole site; which of them a `{faq}` block asks for could not be known. \
         If both say the same, remove one; if not, change an id.\n\
         Example: make the second `{#record}` a `{#record-chat}`",
    ),
    (
        codes::EMPTY_TABLE,
        "表の条件(`where`)に合う行が一つもありません。\
         見出しだけの表は、読者には「窓口が一つもない」と読めてしまいます。\
         条件の値がデータにある値と同じか、窓口の状態が変わっていないかを確かめてください。\
         条件は、すべてが成り立つ行だけを選びます。\n\
         例: `where = { kind = \"phone\" }`",
        "No row of the data matches the table's `where`. \
         To readers a table of nothing but its head says that there is no channel at all. \
         Check that the data has these values, and whether a channel has changed. \
         All conditions must hold for a row.\n\
         Example: `where = { kind = \"phone\" }`",
    ),
    (
        codes::NAME_COLLISION,
        "一つの名前が二つのものを指しています。\
         窓口と表、部分と項目、列と項目が同じ名前だと `{{ phone }}` の意味が決まらず、\
         一つの呼び名が二つの窓口にあると、文がどちらの窓口の話か分かりません。\
         どちらかを別の名前にしてください。\n\
         例: 窓口 `routes` があるなら、表のファイルは `matters.toml` にする",
        "One name stands for two things. \
         If a channel and a table, a part and a field, or a column and a field share a name, `{{ phone }}` has no \
         one meaning; if two channels share an alias, nobody knows of which of them a sentence speaks. \
         Give one of the two another name.\n\
         Example: beside a channel `routes` call the table's file `matters.toml`",
    ),
    (
        codes::DEAD_LINK,
        "外部サイトのページがもうありません(`check --external` で確かめたとき)。\
         サイトの作り直しや移転で、リンクは知らないうちに切れます。\
         読者が「見つかりません」に行き着く前に、新しいアドレスに直すか、リンクを消してください。\
         データの `url` や `map` も調べます。\n\
         例: `https://www.example.jp/old/` が 404 を返す",
        "A page of another site is no longer there (asked for by `check --external`). \
         Sites are rebuilt and move, and links break without anybody noticing. \
         Before readers end at \"not found\", link to where the page is now, or remove the link. \
         The data's `url` and `map` are asked for, too.\n\
         Example: `https://www.example.jp/old/` answers 404",
    ),
    (
        codes::UNCHECKED_LINK,
        "外部サイトのページが開けるかどうか、確かめられませんでした。\
         サーバーの一時的な不調、プログラムを断るサイト、切れた証明書、社内のアドレスなどが考えられます。\
         人がブラウザーで開けるなら、そのままで構いません。\
         いつも断られるサイトは `[check.external] skip` に加え、社内のサイトを調べるなら `private = true` にしてください。\n\
         例: サーバーが 403 を返す",
        "Whether a page of another site can be opened could not be found out. \
         The server may be in trouble, refuse programs, have a certificate that has run out, or belong to a private network. \
         If a person's browser opens it, nothing need be done. \
         Put sites that always refuse into `[check.external] skip`; set `private = true` to ask a private network.\n\
         Example: the server answers 403",
    ),
    (
        codes::MOVED_LINK,
        "外部サイトのサーバーが、ページは別のアドレスに移ったと答えました。\
         転送はいつかなくなります。\
         開いて同じ内容か確かめてから、リンクを新しいアドレスに直してください。\
         同じ内容でなければ、リンクを見直してください。\n\
         例: `http://www.example.jp/` が `https://www.example.jp/` に移った",
        "The server of another site says that the page has moved for good. \
         Redirections go away one day. \
         Open it, and if it is the same page, link to the new address; if it is not, think again about the link.\n\
         Example: `http://www.example.jp/` has moved to `https://www.example.jp/`",
    ),
];
