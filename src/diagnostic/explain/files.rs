//! Codes of files: what cannot be read, and what cannot be published under its name.

use super::Explained;
use crate::diagnostic::codes;

pub(super) const EXPLAINED: &[Explained] = &[
    (
        codes::UNREADABLE_FILE,
        "このファイルは読めないか、読んではならないものです。\
         文字コードがUTF-8でないと文字化けしたページになり、シンボリックリンクをたどるとサイトの外のファイルを公開しかねません。\
         パイプやデバイスは、読み終わることがありません。\
         文字コードの場合は、エディターで「UTF-8」を選んで保存し直してください。\
         リンクの場合は、ファイルそのものを置いてください。\n\
         例: Shift_JISで保存された `content/old.md` をUTF-8で保存し直す",
        "This file cannot be read, or must not be. \
         A text that is not UTF-8 would become a page of wrong letters; a symbolic link could publish a file from \
         outside the site; a pipe or a device never ends. \
         If it is the encoding, save the file as UTF-8 in your editor. \
         If it is a link, put the file itself there.\n\
         Example: save `content/old.md`, which is Shift_JIS, as UTF-8",
    ),
    (
        codes::FILE_TOO_LARGE,
        "ファイルが大きすぎるので、読まずに止めました。\
         本文やデータが1MiBを超えるのは、たいてい記録や書き出しを間違って入れたときです。\
         そのような長いページは、電話の画面でも読み上げでも使えません。\
         見出しや脚注への参照が1万を超えるページも同じです。どれにもアンカーやリンクが付くので、できるページは原稿の何十倍にもなります。\
         ページを分けるか、ダウンロード用のファイルとして `static/` に置いてください。\n\
         例: 一年分の記録を一つの `.md` に貼らず、月ごとのページにする",
        "The file is too large and was not read at all. \
         A text or data file of more than 1 MiB is mostly a log or an export that got there by mistake. \
         Nobody can use a page of that length, least of all on a phone or with a screen reader. \
         The same goes for a page of more than 10,000 headings or references to footnotes: with anchors and links it would be dozens of times as long. \
         Split it into several pages, or offer it as a download from `static/`.\n\
         Example: a page for each month instead of a year's list in one `.md`",
    ),
    (
        codes::SAME_NAME,
        "別の書き方の同じ名前を持つファイルが二つあります。\
         「が」のような文字は、一文字としても「か」と濁点の組としても書けます。\
         見た目も公開先のURLも同じなので、どちらがページになるかは使う機械しだいになってしまいます。\
         どちらかの名前を変えるか、片方を消してください。\n\
         例: Macで作った `ガイド.md` とWindowsで作った `ガイド.md` を一つにする",
        "Two files have one name in two spellings. \
         A letter such as `が` can be written as one character or as `か` and a mark. \
         Both look the same and would be published at the same URL, and which of them became the page would depend \
         on the machine. \
         Rename one of them, or remove it.\n\
         Example: make one of the `ガイド.md` from a Mac and the `ガイド.md` from Windows",
    ),
    (
        codes::FILE_NAME,
        "ファイルやフォルダーの名前に問題があります。\
         名前がUTF-8でないか、フォルダーの入れ子が深すぎます。\
         そのような名前はURLにできず、ほかの機械では開けないことがあります。\
         名前を付け直すか、浅い場所に移してください。\n\
         例: 文字化けした名前のファイルを `map.png` に改める",
        "The name of a file or folder is not usable: it is not UTF-8, or folders nest too deep. \
         Such a name makes no URL, and other machines may not be able to open it. \
         Rename the file, or move it to a less deep place.\n\
         Example: give a file whose name is garbled the name `map.png`",
    ),
    (
        codes::RESERVED_NAME,
        "このパスのままでは公開できません。\
         Windowsが予約している名前(`con`、`aux` など)、`:` や `?` のような文字、長すぎる名前は、\
         リポジトリを取り出せない機械があったり、公開の仕組みに拒まれたりします。\
         ファイルの名前を変えるか、ページなら `slug` を付けてください。\n\
         例: `aux.md` に `slug = \"auxiliary\"` と書く",
        "Nothing can be published under this path. \
         Names that Windows keeps for devices (`con`, `aux` …), characters such as `:` or `?`, and names that are \
         too long cannot be checked out on some machines or are refused when the site is uploaded. \
         Rename the file; a page may be given a `slug` instead.\n\
         Example: write `slug = \"auxiliary\"` in `aux.md`",
    ),
    (
        codes::ACTIVE_FILE,
        "`content/` には、サイトの管理者でない人もファイルを加えられます。\
         HTML、SVG、スクリプトのようにブラウザーが実行するファイルや、`_redirects` や `robots.txt` のようにWebサーバーや検索エンジンへの指示になるファイルを\
         そのまま公開すると、サイトの名前で他人のプログラムを動かすことになります。\
         必要なものなら、管理者が中身を確かめて `static/` に置いてください。図はPNGやWebPなどの画像にできます。\n\
         例: `content/phone/map.svg` を `static/phone/map.svg` に移し、`![地図](/phone/map.svg)` と書く",
        "People who do not own the site may add files to `content/`. \
         A file that browsers run, such as HTML, SVG or a script, or that web servers or search engines obey, such as `_redirects`, would \
         run somebody else's program under the site's name if it were published as it is. \
         If it is needed, let the owners review it and put it into `static/`; a drawing can be a picture such as PNG or WebP.\n\
         Example: move `content/phone/map.svg` to `static/phone/map.svg` and write `![Map](/phone/map.svg)`",
    ),
    (
        codes::NOT_A_PAGE,
        "Markdownのファイルらしい名前ですが、`.md` で終わっていないので、ページになりません。\
         `content/` のほかのファイルと同じように、中身を読まずにそのまま公開されます。\
         データとの食い違いもリンク切れも確かめられず、読者には記号の混じった文字がそのまま見えます。\
         大文字の `.MD` や、エディターが付け足した `.md.txt` もページにはなりません。\
         名前を `.md` で終わるように変えてください。ファイルのまま配るものなら `static/` に移します。\n\
         例: `phone.markdown` や `phone.md.txt` を `phone.md` に改める",
        "The file's name looks like Markdown but does not end in `.md`, so it makes no page. \
         Like any other file of `content/` it is published as it is, unread: nobody compares it with the data or \
         follows its links, and readers see its marks as letters. \
         `.MD` in capitals makes no page either, nor does `.md.txt`, which some editors write. \
         Let the name end in `.md`; a file that is offered as it is belongs into `static/`.\n\
         Example: rename `phone.markdown` or `phone.md.txt` to `phone.md`",
    ),
    (
        codes::BROKEN_PICTURE,
        "拡張子の示す形式の画像として読めないか、画像が大きすぎます。\
         読む人には壊れた絵として見えるか、表示するだけでブラウザーのメモリーを使い切ります。\
         画像を開いて保存し直すか、正しい拡張子を付けるか、2500万ピクセルまでに縮めてください。\n\
         例: 中身がJPEGの `screen.png` を `screen.jpg` に改める",
        "The file cannot be read as a picture of the format that its ending names, or has too many pixels. \
         Readers would see a broken picture, or showing it would use up their browser's memory. \
         Open the picture and save it anew, give it the ending of its format, or scale it down to 25 million pixels.\n\
         Example: rename `screen.png` to `screen.jpg` if there is a JPEG in it",
    ),
    (
        codes::URL_COLLISION,
        "二つのものが同じ場所に公開されることになります。\
         大文字と小文字だけの違いも、ファイルとフォルダーが同じ名前になる場合も、ぶつかる機械があるので同じ扱いです。\
         一方がもう一方を消してしまうので、どちらも公開しません。\
         `phone.md` と `phone/_index.md` が両方ある、`slug` や `aliases` がほかのページと重なる、というのがよくある原因です。\
         どちらかのファイル名、`slug`、`aliases` を変えてください。\n\
         例: `phone.md` の内容を `phone/_index.md` に移す",
        "Two things would be published at one place. \
         Paths that differ in case alone, or that would have to be a file and a folder at once, count as one, since \
         on some machines they are. \
         One would overwrite the other, so neither is published. \
         Usual causes are `phone.md` beside `phone/_index.md`, or a `slug` or one of the `aliases` that is another \
         page's path. \
         Change the file name, the `slug` or the `aliases` of one of them.\n\
         Example: move what `phone.md` says into `phone/_index.md`",
    ),
];
