//! Codes of front matter and of the addresses of a page's links.

use super::Explained;
use crate::diagnostic::codes;

pub(super) const EXPLAINED: &[Explained] = &[
    (
        codes::FRONT_MATTER_UNCLOSED,
        "ページの先頭で `+++` を開いたまま、閉じる `+++` がありません。\
         どこまでが設定でどこからが本文かが決まらず、設定が本文として公開されかねません。\
         最後の設定の次の行に `+++` だけの行を書いてください。\n\
         例:\n+++\ntitle = \"電話\"\n+++",
        "A `+++` opens the page's front matter and none closes it. \
         It cannot be said where the settings end and the text begins, and the settings might be printed as prose. \
         Write a line of `+++` behind the last key.\n\
         Example:\n+++\ntitle = \"Phone\"\n+++",
    ),
    (
        codes::FRONT_MATTER_TWICE,
        "ページの設定が二つ続いています。\
         読まれるのは一つめだけで、二つめはそのまま本文に印刷されるところでした。\
         ほかのページを貼り付けたときや、道具を移行したときによく起こります。\
         必要なキーを一つめにまとめ、二つめを消してください。\n\
         例: 二つめの `title` を一つめに移し、`+++` で囲まれた部分を消す",
        "A second front matter follows the first. \
         Only the first is read; the second would have been printed as prose. \
         It happens when a page is pasted below another, or when a site moves from another tool. \
         Move the keys that are needed into the first and remove the second.\n\
         Example: move `title` up and delete what stands between the second pair of `+++`",
    ),
    (
        codes::YAML_SYNTAX,
        "`---` で囲まれたページの設定が、YAMLとして読めません。\
         YAMLは字下げと空白に意味があり、`:` の後の空白の抜け、揃っていない字下げ、タブ、閉じていない引用符で読めなくなります。\
         示された行を直してください。`+++` で囲んでTOMLで書くこともできます。\n\
         例: `title:電話` ではなく `title: 電話`",
        "The front matter between `---` is not YAML that can be read. \
         In YAML spaces and indentation have a meaning: a missing space behind `:`, lines that are not aligned, a tab \
         or a quote that is not closed make it unreadable. \
         Mend the line that is shown, or enclose the front matter in `+++` and write TOML.\n\
         Example: not `title:Phone` but `title: Phone`",
    ),
    (
        codes::YAML_FEATURE,
        "YAMLの、ここでは使えない機能が使われています。\
         目印と参照(`&` と `*`)、型の指定(`!`)などは、同じ値がどこから来たのかを見えにくくし、\
         小さな原稿から巨大な値を作ることもできるので、ページの設定では受け付けません。\
         値をそのまま書くか、文字として使いたい記号なら引用符で囲んでください。\n\
         例: `title: *name` ではなく `title: \"電話\"`",
        "The front matter uses a feature of YAML that is not understood here. \
         Anchors and aliases (`&` and `*`), tags (`!`) and the like hide where a value comes from, and can make huge \
         values of a few bytes, so front matter does without them. \
         Write the value itself; put quotes around a mark that is meant as a letter.\n\
         Example: not `title: *name` but `title: \"Phone\"`",
    ),
    (
        codes::BAD_SLUG,
        "`slug` はURLの一部になる名前で、使えるのは文字・数字・`-`・`_` と、途中の `.` だけです。\
         `/` や `..` があると別の場所に公開され、`%` や `?` は途中で切れたURLになります。\
         日本語も使えます。示された文字を取り除いてください。\
         `_index.md` のアドレスはフォルダーの名前で決まるので、そこに `slug` は書けません。フォルダーの名前を変えてください。\n\
         例: `slug = \"a/b\"` ではなく `slug = \"a-b\"`",
        "A `slug` becomes a part of the URL; it may hold letters, numbers, `-`, `_` and dots inside. \
         With `/` or `..` the page would be published elsewhere, `%` and `?` would cut the URL short. \
         Letters of any language are fine. Take out the character that is shown. \
         The address of an `_index.md` is its folder's name, so it has no `slug`; rename the folder instead.\n\
         Example: not `slug = \"a/b\"` but `slug = \"a-b\"`",
    ),
    (
        codes::BAD_ALIAS,
        "`aliases` には、このページの以前のパスを `/` から書きます。\
         そのパスには、いまのページへ導く小さなページが置かれ、古いリンクが切れずに済みます。\
         ほかのサイトのURLや `..` を含むパスは置きようがありません。\
         サイトの根元からのパスを、文字・数字・`-`・`_` で書いてください。\n\
         例: `aliases = [\"/tel/callback/\"]`",
        "`aliases` holds former paths of the page, each from the site's root. \
         At each of them a small page leads on to this one, so that old links keep working. \
         Nothing can be put at another site's URL or at a path with `..`. \
         Write a path from the root, of letters, numbers, `-` and `_`.\n\
         Example: `aliases = [\"/tel/callback/\"]`",
    ),
    (
        codes::UNSAFE_URL,
        "リンクや画像の行き先に、使ってはならない種類のURLがあります。\
         `javascript:` や `data:` は読者のブラウザーで何かを実行でき、`file:` は読者の手元では開けません。\
         ブラウザーは大文字小文字や改行、`&colon;` のような書き方の違いを無視するので、ここでも同じに見ます。\
         `https:` のURLか、サイトの中のファイルにしてください。\
         事実を行き先にするときは、事実一つだけを書きます。\n\
         例: `[地図](https://example.com/map)`",
        "A link or a picture has an address of a kind that is not allowed. \
         `javascript:` and `data:` can run something in the reader's browser, `file:` opens on no other machine. \
         Browsers ignore case, line breaks and spellings such as `&colon;`, and so does this rule. \
         Link to an `https:` address or to a file of the site; \
         where the destination is a fact, write that one fact and nothing else.\n\
         Example: `[map](https://example.com/map)`",
    ),
    (
        codes::CONTACT_LINK,
        "電話やメール、メッセージアプリなど、連絡先へのリンクが本文に直接書かれています。\
         手で書いた番号は変更のたびに取り残され、読者を使われていない番号や、ひどいときは詐欺師につなぎます。\
         連絡先はデータセットに一度だけ書き、本文にはその名前を埋め込みます。\
         確認済みの番号なら、自動でリンクになります。\n\
         例: `[電話する](tel:0120-000-000)` ではなく `{{ phone.number }}`",
        "A link to a phone number, an e-mail address or a messenger is typed into the text. \
         Such a copy stays behind when the number changes, and leads readers to a dead line or, at worst, to a \
         fraudster. \
         A contact is written once, in the dataset; the text names it. \
         A number that somebody has verified becomes a link by itself.\n\
         Example: not `[call us](tel:0120-000-000)` but `{{ phone.number }}`",
    ),
    (
        codes::MISLEADING_LINK,
        "リンクの文字が示す行き先と、実際の行き先が違います。\
         `https://bank.example` と書いてほかのサイトへ導くのは、詐欺のいちばん古い手口です。\
         ホスト名の前に名前と `@` を置いた `https://bank.example@other.example` も、行き先は後ろのほうです。\
         文字と行き先を同じにするか、文字のほうを行き先の名前にしてください。\n\
         例: `[銀行の案内](https://bank.example/)`",
        "The link's words name one place and lead to another. \
         To write `https://bank.example` and lead elsewhere is the oldest trick of fraud; \
         `https://bank.example@other.example` leads to the host behind the `@`. \
         Make both the same, or let the words name what the link leads to.\n\
         Example: `[the bank's page](https://bank.example/)`",
    ),
    (
        codes::MIXED_SCRIPT_HOST,
        "行き先のホスト名に、種類の違う文字が混ざっています。\
         キリル文字の「а」とラテン文字の「a」は見分けがつかないので、有名なサイトそっくりの名前を誰でも作れます。\
         正しい名前かどうかを、メッセージにある実際の名前(`xn--…`)で確かめてください。\
         本物なら、`xn--` の形で書くと意図がはっきりします。\n\
         例: `https://ex\u{430}mple.com/` の「\u{430}」はキリル文字",
        "The host of a link mixes letters of several scripts. \
         The Cyrillic `а` looks like the Latin `a`, so anybody can register a name that looks like a famous one. \
         Compare the real name in the message (`xn--…`) with the one that you mean. \
         If it is right, write it in its `xn--` form to say so.\n\
         Example: the third letter of `https://ex\u{430}mple.com/` is Cyrillic",
    ),
    (
        codes::INVISIBLE_CHARACTER,
        "画面に見えない文字が入っています。\
         向きを変える文字は番号を逆順に見せ、幅のない文字は検索や照合をすり抜けさせるので、詐欺に使われます。\
         たいていはほかの画面からの貼り付けで紛れ込みます。\
         示された文字を消してください。絵文字の中など、本来の役目がある場合は報告されません。\n\
         例: `0120` と `-000-000` の間に紛れた、幅のない空白(U+200B)",
        "There is a character that nobody can see. \
         Marks of direction show a number backwards, characters without width hide it from search and comparison, \
         and both are used for fraud. \
         Mostly they were pasted from elsewhere. \
         Delete the character; where it has its proper work, as inside an emoji, nothing is reported.\n\
         Example: a zero-width space (U+200B) between `0120` and `-000-000`",
    ),
    (
        codes::UNDEFINED_REFERENCE,
        "`[文字][名前]` と書かれていますが、その名前の行き先がどこにも定義されていません。\
         このままではリンクにならず、括弧がそのまま読者に見えます。\
         `[名前]: https://…` の行を加えるか、`[文字](行き先)` と書いてください。\
         括弧そのものを見せたいときは、前に `\\` を付けます。\n\
         例: `[案内][desk]` と、別の行に `[desk]: desk.md`",
        "`[text][name]` refers to a name that is defined nowhere. \
         It is no link, and readers see the brackets. \
         Add a line `[name]: https://…`, or write `[text](destination)`. \
         To show the brackets themselves put `\\` before them.\n\
         Example: `[the desk][desk]` and, on a line of its own, `[desk]: desk.md`",
    ),
    (
        codes::EXTERNAL_IMAGE,
        "ほかのサイトの画像が本文に置かれています。\
         ページを開くたびに、読者のことが相手のサイトに伝わり、相手が画像を差し替えることもできます。\
         そのためサイトの方針(Content Security Policy)でも拒まれ、画像は表示されません。\
         画像をページの隣に置くか、信頼できる送信元なら config.toml の `[csp] img_src` に加えてください。\n\
         例: `![地図](map.png)`",
        "A picture of another site stands in the text. \
         Each reader who opens the page would be known to that site, which could also change the picture. \
         The site's own Content Security Policy refuses it, so it would not be shown. \
         Put the picture beside the page, or, if its origin is to be trusted, add it to `[csp] img_src` in \
         config.toml.\n\
         Example: `![map](map.png)`",
    ),
];
