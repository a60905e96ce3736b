//! Codes of how a text is written: marks that do nothing, images without words, headings out of order.

use super::Explained;
use crate::diagnostic::codes;

pub(super) const EXPLAINED: &[Explained] = &[
    (
        codes::LEFTOVER_MARK,
        "Markdownの記号が、記号として働かず文字のまま読者に見えています。\
         `**` の内側に空白がある、`#` や `-` の後に空白がない、バッククォートを閉じていない、\
         リンク先に空白がある、値の波かっこが一組しかない、リストの行を `・` で始める、といった小さな違いで起こり、\
         原稿の画面では気づきにくいものです。\
         直し方が一つに決まるものは `madoguchi check --fix` が直します。\
         記号そのものを見せたいときは前に `\\`(`・` の行なら終わりに `\\`)を付けるか、バッククォートで囲んでください。\n\
         例: `**重要 **です` ではなく `**重要**です`、`##受付時間` ではなく `## 受付時間`",
        "A mark of Markdown does nothing here and is shown to readers as it is. \
         A space inside `**`, none behind `#` or `-`, a backtick that is not closed, a space in the destination of a \
         link, single braces around a fact, `・` at the beginning of the lines of a list: small slips that are hard to \
         see where the text is written. \
         What has one sure cure is mended by `madoguchi check --fix`. \
         To show the mark itself, put `\\` before it (for `・`, at the end of the line) or write it between backticks.\n\
         Example: not `**urgent **` but `**urgent**`, not `##Hours` but `## Hours`",
    ),
    (
        codes::MISSING_ALT,
        "画像に、代わりになる言葉がありません。\
         画面を読み上げで聞く人や、回線が遅くて画像が出ない人には、そこに何があるのか伝わりません。\
         `![ ]` の中に、画像が伝えることを短く書いてください。ファイル名や「画像」では代わりになりません。\
         見えなくても困らない飾りなら、題名の場所に `\"装飾\"`(または `\"decorative\"`)と書きます。\
         この印は公開されたページには出ません。\n\
         例: `![「折り返しを頼む」ボタンのある画面](callback.png)`、飾りなら `![](line.png \"装飾\")`",
        "The image has no words in its place. \
         Whoever listens to the page, or is on a line too slow for images, does not learn what is there. \
         Say briefly between the brackets what the image says; a file name or \"image\" is no substitute. \
         An ornament that nobody misses is marked in the place of its title: `\"decorative\"` (or `\"装飾\"`), which \
         is not shown on the page.\n\
         Example: `![the screen with the button for a call back](callback.png)`, for an ornament \
         `![](line.png \"decorative\")`",
    ),
    (
        codes::EMPTY_LINK,
        "リンクに、読者が読める文字か行き先がありません。\
         文字のないリンクは押せず、読み上げでは「リンク」としか聞こえません。行き先のないリンクは、押しても何も起きません。\
         書きかけか、消し忘れであることがほとんどです。\
         `[文字](行き先)` の両方を書くか、リンクを消してください。\n\
         例: `[](phone.md)` ではなく `[電話の窓口](phone.md)`",
        "The link lacks either words or a destination. \
         Nobody can press a link without words, and a screen reader says no more than \"link\"; one without a \
         destination does nothing. \
         It was mostly begun and not finished. \
         Write both, `[text](destination)`, or delete it.\n\
         Example: not `[](phone.md)` but `[the phone desk](phone.md)`",
    ),
    (
        codes::EMPTY_HEADING,
        "見出しの記号だけがあり、文字がありません。\
         目次や読み上げの一覧に名前のない項目ができ、リンクも張れません。\
         見出しの文字を書くか、その行を消してください。\n\
         例: `## ` だけの行",
        "There is the mark of a heading and no words behind it. \
         The contents and the list of headings in a screen reader get an entry without a name, and nothing can link \
         to it. \
         Write its words, or delete the line.\n\
         Example: a line with nothing but `##`",
    ),
    (
        codes::SKIPPED_HEADING,
        "見出しの段が飛んでいます。\
         見出しは目次の骨組みで、読み上げで聞く人は段をたどって読みたい所を探します。\
         `##` の次が `####` だと、間の話を聞き逃したように聞こえ、目次にも入りません。\
         文字を小さくするために深い見出しを使わず、一つ下の段を使ってください。\
         ページの題名が1段目なので、本文の見出しは `##` から始まります。\n\
         例: `## 電話` の下は `#### 折り返し` ではなく `### 折り返し`",
        "A level of headings is skipped. \
         Headings are the skeleton of a page, and people who listen to it find their way by their levels: from `##` \
         to `####` it sounds as if something had been missed, and the contents leave it out. \
         Do not choose a deep level for its small letters; use the next one. \
         The page's title is level 1, so headings of the text begin with `##`.\n\
         Example: below `## Phone` write `### Call back`, not `#### Call back`",
    ),
    (
        codes::MIXED_PUNCTUATION,
        "一つのページに`、` と `，`、または `。` と `．` が混ざっています。\
         複数の人が書いたり、入力の設定が違う機器で直したりすると起こり、検索でも別の文になります。\
         少ないほうを多いほうにそろえてください。`madoguchi check --fix` がまとめて直します。\
         `，` と `。` を組み合わせる書き方は、それだけなら問題になりません。`１，０００` のような数もそのままです。\n\
         例: `電話、チャット，メール`",
        "The page mixes the Japanese comma and full stop (`、` `。`) with the wide Latin ones (`，` `．`). \
         It happens when several people write, or one mends a text on a machine with other settings, and a search \
         takes them for different sentences. \
         Use the more frequent one everywhere: `madoguchi check --fix` does it. \
         A style of its own such as `，` with `。` is no finding, and neither is a number such as `１，０００`.\n\
         Example: `電話、チャット，メール`",
    ),
    (
        codes::ORPHAN_PAGE,
        "どのページからもたどり着けないページです。\
         メニューは同じ言語のページだけを並べ、言語の切り替えは訳のあるページにだけ付きます。\
         どちらからも外れた言語のページは、公開されていても、アドレスを知る人しか読めません。\
         ほかの言語のページからリンクを張るか、`_index.en.md` のように同じ名前の訳のページを作ってください。\n\
         例: 英語のページが `guide.en.md` だけで、`guide.md` がなく、どこからもリンクされていない",
        "No page leads to this one. \
         The navigation lists the pages of one language, and the switch between languages stands on pages that have \
         a translation. \
         Pages of a language that neither reaches are published, but only who knows their address can read them. \
         Link to one of them from a page of another language, or write the translation of a page that is there, \
         such as `_index.en.md`.\n\
         Example: `guide.en.md` is the only English page, there is no `guide.md`, and nothing links to it",
    ),
];
