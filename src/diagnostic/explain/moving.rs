//! Codes of an import: what of another generator's tree could not come over as it was.

use super::Explained;
use crate::diagnostic::codes;

pub(super) const EXPLAINED: &[Explained] = &[
    (
        codes::IMPORT_SETTING,
        "前のサイトの設定のうち、ここに当たるものがないため引き継がれなかったものです。\
         見た目や前のプログラムの動かし方の設定なら、そのままでかまいません。\
         ページの値だったものは、できるかぎり `[extra]` に残してあり、テンプレートから使えます。\
         必要なものは、テーマの設定やテンプレートで作り直してください。\n\
         例: mdBookの `additional-css` は、テーマのスタイルシートとして書き直す",
        "A setting of the old site that has no equal here was left behind. \
         If it was about the looks or about how the old program worked, nothing is to be done. \
         Values of pages are kept in `[extra]` where that is possible, and templates can use them. \
         What is needed can be made again by settings of the theme or in a template.\n\
         Example: what `additional-css` of an mdBook did is written into a style sheet of the theme",
    ),
    (
        codes::IMPORT_MARKUP,
        "本文のうち、前のプログラムだけにあった書き方です。\
         同じ意味の書き方があればそれに直し、なければ文字やコードとして読めるように残しました。\
         黙って消えたものはありません。\
         ページを開いて、その場所が意味の通る文になっているか確かめてください。\n\
         例: 知らないショートコード `{{ map(id=1) }}` を、地図へのリンクに書き直す",
        "Something in the text that only the old program knew. \
         It was put into words of ours where some say the same, and else stays readable as letters or code; nothing \
         was dropped without a word. \
         Look at the page and see whether the place still makes sense.\n\
         Example: write a link to the map where the shortcode `{{ map(id=1) }}`, which is not known, stands as letters",
    ),
    (
        codes::IMPORT_LINK,
        "前のサイトでもどこにもつながらないリンクか、ここでは使えないリンクです。\
         文字はそのまま残し、行き先はコードとして横に書きました。\
         メールや電話へのリンクは、番号を取り違えないよう、データに書いた事実からだけ作れます。\
         行き先がわかれば、リンクに戻してください。\n\
         例: `mailto:` のリンクを、データの窓口の `{{ mail.email }}` に置き換える",
        "A link that led nowhere in the old site, either, or one that is not allowed here. \
         Its words stay, and where it led stands beside them as code. \
         Links to write to or call somebody are made from facts of the dataset alone, so that no number is mixed up. \
         Make it a link again where you know the destination.\n\
         Example: put `{{ mail.email }}` of a channel in the place of a `mailto:` link",
    ),
    (
        codes::IMPORT_INCLUDE,
        "ほかのファイルを取り込む行のうち、取り込めなかったものです。\
         ファイルがない、読めない、指定したフォルダーの外にある、取り込みが元に戻っている、のどれかです。\
         フォルダーの外は、公開するつもりのないファイルかもしれないので読みません。\
         その行は文字として残っています。\n\
         例: `{{#include ../../examples/a.rs}}` の中身を、本文のコードに写す",
        "A line that was to include another file, and did not. \
         The file is not there, cannot be read, lies outside the folder that is imported, or leads back to itself. \
         Files outside are never read: they may not be meant for publishing. \
         The line stays as letters.\n\
         Example: copy what `{{#include ../../examples/a.rs}}` meant into the page as code",
    ),
    (
        codes::IMPORT_FILE,
        "前のフォルダーのファイルのうち、そのままでは移せなかったものです。\
         シンボリックリンクやUTF-8でない文章、大きすぎるファイルは移しません。\
         目次にない章は、公開されていなかったので下書きにしました。\
         公開できない名前のファイルは、名前を変えました。\n\
         例: Shift_JISの章をUTF-8で保存し直して、もう一度取り込む",
        "A file of the old tree that did not come over as it was. \
         Links, texts that are not UTF-8 and files that are too large are left behind. \
         Chapters that no table of contents names were not published, so they are drafts. \
         Files whose names cannot be published have other names.\n\
         Example: save the chapter that is Shift_JIS as UTF-8 and import again",
    ),
    (
        codes::IMPORT_ANCHOR,
        "前のページにあったidのうち、同じ名前では残せないものです。\
         ここで使えるidは、文字・数字・`-`・`_`・`.` だけです。\
         ほかのページからそこへのリンクは、ページの先頭に向けました。\
         よそのサイトからのリンクがありそうなら、近い名前のidを見出しに付けてください。\n\
         例: `{#a:b}` の代わりに `{#a-b}` と書く",
        "An id of an old page that cannot stay under its name. \
         Ids hold letters, numbers, `-`, `_` and `.` alone. \
         Links of the site to it lead to the top of the page now. \
         If other sites may link to it, give the heading an id that is like it.\n\
         Example: write `{#a-b}` for `{#a:b}`",
    ),
    (
        codes::IMPORT_REPAIR,
        "そのままではここでエラーになるところを、別の書き方にしました。\
         かっこの中が、そのエラーの名前です。`madoguchi explain 名前` で理由がわかります。\
         リンクなら文字に、段落ならコードにして、書いてあることは残しました。\
         開いてみて、書き直してください。\n\
         例: 見えない文字が混ざった行を、打ち直す",
        "Something that would be an error here was put another way. \
         The name of that error stands in brackets; `madoguchi explain NAME` gives its reason. \
         Links became letters and paragraphs code, so that what they say is kept. \
         Look at the place and write it anew.\n\
         Example: type a line again that holds characters nobody sees",
    ),
];
