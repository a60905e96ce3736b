//! Codes of prose that is compared with the data.

use super::Explained;
use crate::diagnostic::codes;

pub(super) const EXPLAINED: &[Explained] = &[
    (
        codes::DRIFT,
        "文に書かれた時間などが、データにある値と違います。\
         同じ事実を文と表の両方に手で書くと、片方だけが直されて食い違っていきます。\
         文と、データのその場所の両方を示しますので、どちらが正しいかを確かめてください。\
         データが正しければ、文には値の代わりに `{{ }}` を書くと、二度と食い違いません。\
         わざとそのまま書いている文字列は、ページの `check = { literal = [\"…\"] }` に加えてください。\n\
         例: データが 9:00〜21:00 なのに「電話は6:00〜24:00です」と書かれている",
        "Prose says other hours, or another reply time, than the data. \
         A fact that is typed in two places is mended in one of them, and the two drift apart. \
         Both places are shown; find out which of them is right. \
         If it is the data, write `{{ }}` in place of the value, and they never differ again. \
         What is meant literally goes into the page's `check = { literal = [\"…\"] }`.\n\
         Example: the data has 9:00–21:00, and a sentence says \"the phone is open 6:00–24:00\"",
    ),
    (
        codes::LITERAL_FACT,
        "この値は今のデータと同じですが、手で打たれています。\
         データを直しても、この文は古いまま残ります。\
         `{{ }}` で書くと、データを直すだけで全部の場所が変わります。\
         まったく同じ文字で表示される書き方があるときは、自動で置き換えられます。\n\
         例: 「9:00〜21:00」の代わりに `{{ phone.hours.times }}`",
        "This value is what the data says today, but it is typed by hand. \
         When the data changes, this sentence stays as it is. \
         Written with `{{ }}` it follows the data. \
         Where some placeholder prints the very same characters, a fix can put it there.\n\
         Example: `{{ phone.hours.times }}` in place of `9:00–21:00`",
    ),
    (
        codes::UNBOUND_FACT,
        "時間や返信の目安が書かれていますが、どの窓口のことか分からず、どの窓口のデータとも合いません。\
         窓口の話なら、データと食い違っていても見つけられません。\
         同じ文か、見出し、表の行、箇条書きの項目に窓口の名前を書いてください。\
         窓口の話ではない時刻なら、ページの `check = { literal = [\"…\"] }` に加えるか、この種類の指摘を止めてください。\n\
         例: 「受付は10:00〜16:00です」だけの段落",
        "Hours or a reply time stand here, but it is not said whose, and they are those of no channel. \
         If they are a channel's, nobody would notice that they contradict its data. \
         Name the channel in the sentence, the heading, the row or the list item. \
         If they are of something else, add them to the page's `check = { literal = [\"…\"] }`, or turn this code off.\n\
         Example: a paragraph that says \"open 10:00–16:00\" and nothing more",
    ),
];
