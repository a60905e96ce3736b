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
         例: データが 9:00〜20:00 なのに「電話は6:00〜24:00です」と書かれている",
        "Prose says other hours, or another reply time, than the data. \
         A fact that is typed in two places is mended in one of them, and the two drift apart. \
         Both places are shown; find out which of them is right. \
         If it is the data, write `{{ }}` in place of the value, and they never differ again. \
         What is meant literally goes into the page's `check = { literal = [\"…\"] }`.\n\
         Example: the data has 9:00–20:00, and a sentence says \"the phone is open 6:00–24:00\"",
    ),
    (
        codes::LITERAL_FACT,
        "この値は今のデータと同じですが、手で打たれています。\
         データを直しても、この文は古いまま残ります。\
         `{{ }}` で書くと、データを直すだけで全部の場所が変わります。\
         まったく同じ文字で表示される書き方があるときは、自動で置き換えられます。\n\
         例: 「9:00〜20:00」の代わりに `{{ phone.hours.times }}`",
        "This value is what the data says today, but it is typed by hand. \
         When the data changes, this sentence stays as it is. \
         Written with `{{ }}` it follows the data. \
         Where some placeholder prints the very same characters, a fix can put it there.\n\
         Example: `{{ phone.hours.times }}` in place of `9:00–20:00`",
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
    (
        codes::UNKNOWN_NUMBER,
        "データのどこにもない電話番号が書かれています。\
         公式に見えるページへにせの番号を書き込むのは、詐欺でよく使われる手口です。\
         文のほか、コード、コメント、表、画像の説明、リンクのタイトルなど、読む人の目に触れうる所をすべて調べます。\
         全角や漢数字、途中の記号や見えない文字、`O` と `0` の取り替えも、読む人に見えるとおりに読みます。\
         正しい番号なら、出典を確かめてデータに加え、文には `{{ }}` を書いてください。\
         電話番号ではない数字は、ページの `check = { literal = [\"…\"] }` に加えてください。\
         0120-000-000 のように加入者番号がすべて0の見本は指摘しません。警察や消防の番号のように、だれにでも決まっている短い番号は警告です。\n\
         例: データに 0120-000-000 しかないのに、別の番号を「こちらへお電話を」と書いている",
        "A phone number stands here that is nowhere in the data. \
         To write a false number into a page that looks official is a common fraud. \
         Numbers are looked for wherever a reader may meet them: in prose, code, comments, tables, alt texts, titles of links. \
         They are read as the reader sees them: in full width or kanji, with any marks or invisible letters inside, with `O` for `0`. \
         If the number is right, find out its source, add it to the data, and write `{{ }}` here. \
         What is no phone number goes into the page's `check = { literal = [\"…\"] }`. \
         Samples such as 0120-000-000, whose subscriber part is all zeros, are never reported; short numbers that belong to everybody, such as that of the police, are a warning.\n\
         Example: the data has no number but 0120-000-000, and a page asks readers to call another one",
    ),
    (
        codes::NEAR_NUMBER,
        "データにある番号と1桁だけ違う番号が書かれています。\
         打ち間違いか、よく似た番号へ誘い出すものです。かけた人は別の相手につながります。\
         1桁の違い、1桁の不足、1桁の余り、隣り合う2桁の入れ替わりを見つけ、文とデータの両方の場所を示します。\
         公式の案内と一桁ずつ見比べ、データが正しければ `{{ }}` で書いてください。\n\
         例: データが 0120-000-000 なのに、最後の `0` が `1` になっている",
        "A number stands here that is one digit off a number of the data. \
         It is mistyped, or meant to lure people to another line; who calls it reaches somebody else. \
         One digit that is another, missing or too many and two neighbours that are swapped are found, and both places are shown. \
         Compare it digit by digit with the official page; if the data is right, write `{{ }}`.\n\
         Example: the data has 0120-000-000, and on the page its last `0` is a `1`",
    ),
    (
        codes::SIMILAR_NUMBERS,
        "データにある二つの番号が、1桁しか違いません。\
         どちらかが打ち間違いなら、表も文もすべて間違った番号を示します。\
         両方を公式の案内と見比べてください。\
         末尾の2桁だけが違う番号や、最後の四桁が千番きざみの続き番号は、組織がまとめて持つものなので指摘しません。\
         終了した窓口と公式でない窓口の番号も比べません。\
         どちらも正しければ、そのファイルの先頭の `check = { literal = [\"…\"] }` に加えてください。\n\
         例: 代表と修理の番号が、まん中の1桁しか違わない",
        "Two numbers of the data differ by one digit. \
         If one of them is mistyped, every table and sentence shows the wrong number. \
         Compare both with the official page. \
         Numbers that differ in their last two digits alone, or by whole thousands, are not reported: organisations have them in blocks. \
         Nor are the numbers of channels that have ended or are not official. \
         If both are right, add one to `check = { literal = [\"…\"] }` at the top of that file.\n\
         Example: the numbers of the desk and of repairs differ in one digit in the middle",
    ),
];
