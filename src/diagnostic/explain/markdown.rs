//! Codes of what stands in a text: HTML, headings, blocks, code.

use super::Explained;
use crate::diagnostic::codes;

pub(super) const EXPLAINED: &[Explained] = &[
    (
        codes::RAW_HTML,
        "本文に、そのままでは通せないHTMLがあります。\
         `<script>` や `onclick` は読者のブラウザーで動き、`<style>` や閉じ忘れたタグはページ全体の形を崩します。\
         原稿は内容であって、実行されるものではない、という約束です。\
         Markdownで書くか、文字として見せたいなら `<` を `&lt;` と書いてください。\
         `<br>` `<kbd>` `<ruby>` `<details>` など、害のないものは使えます。\
         すべてを自分の責任で許すなら、config.toml の `[markdown] raw_html = \"allow\"` です。\n\
         例: `<b>大事</b>` ではなく `**大事**`",
        "There is HTML in the text that is not let through. \
         `<script>` and `onclick` run in the reader's browser; `<style>` or a tag that is not closed breaks the \
         whole page. \
         What editors write is content and is never run. \
         Write Markdown, or `&lt;` for a `<` that is to be seen. \
         Harmless elements such as `<br>`, `<kbd>`, `<ruby>` and `<details>` may stay. \
         A site that answers for all of it may set `raw_html = \"allow\"` below `[markdown]` in config.toml.\n\
         Example: not `<b>urgent</b>` but `**urgent**`",
    ),
    (
        codes::HEADING_ATTRIBUTE,
        "見出しの `{ }` の中に、使えない属性があります。\
         見出しに付けられるのはidとクラスだけで、`style` や `onclick` などは安全のために無視されます。\
         ページはそのまま公開されますが、書いたとおりの見た目にはなりません。\
         余分な属性を消してください。idに使えるのは文字・数字・`-`・`_`・`.` です。\
         引用やリストの中で、属性だけを字下げした行に書いたときは見出しを読めないため、エラーになります。見出しの文字と同じ行に書いてください。\n\
         例: `## 電話 {#phone .wide}`",
        "The braces of a heading hold an attribute that cannot be used. \
         A heading may have an id and classes; `style`, `onclick` and the like are dropped for safety. \
         The page is published, but it will not look the way that was meant. \
         Remove the attribute; an id may hold letters, numbers, `-`, `_` and `.`. \
         Alone on an indented line of a quotation or list, the braces make the heading unreadable, which is an error: write them behind its words.\n\
         Example: `## Phone {#phone .wide}`",
    ),
    (
        codes::UNCLOSED_PLACEHOLDER,
        "事実を埋め込む `{{` が、同じ行の `}}` で閉じられていないか、中身が空です。\
         このまま公開すると、読者に波かっこがそのまま見えます。\
         `}}` を書き足してください。波かっこ自体を見せたいときは `\\{{` と書きます。\
         ほかの道具の `{{ }}` が並ぶページなら、そのページの設定に `braces = \"literal\"` と書けます。\n\
         例: `受付は {{ phone.hours }} です`",
        "A `{{` that begins a fact is not closed by `}}` on its line, or there is nothing between them. \
         Published like this, readers would see the braces. \
         Add the `}}`; to show the braces themselves write `\\{{`. \
         A page full of another tool's braces can say `braces = \"literal\"` in its front matter.\n\
         Example: `Open {{ phone.hours }}.`",
    ),
    (
        codes::UNKNOWN_BLOCK,
        "そのような名前のブロックはありません。\
         ブロックは、名前を波かっこで囲んだコードの囲みです。名前を間違えたり波かっこを忘れたりすると、\
         表の代わりに設定の文字がそのまま読者に見えるので、コードとしては扱わず、エラーにします。\
         近い名前があれば示します。サイト独自のブロックは `templates/blocks/名前.html` に置きます。\n\
         例: ```` ```{tabel} ```` ではなく ```` ```{table} ````",
        "There is no block of that name. \
         A block is a fence whose name stands in braces; with a wrong name, or without its braces, readers would \
         see its settings as code in the place of a table, so it is an error and never code. \
         The nearest name is suggested. A site's own blocks are files `templates/blocks/NAME.html`.\n\
         Example: not ```` ```{tabel} ```` but ```` ```{table} ````",
    ),
    (
        codes::BLOCK_SPLITS_LIST,
        "リストの項目の間に、行頭から書かれたブロックがあります。\
         Markdownでは、字下げのない囲みの前でリストが終わり、後ろは別のリストになります。\
         番号は振り直され、読み上げでは二つのリストに聞こえます。\
         示された数の空白をブロックの各行の先頭に入れると、前の項目の一部になります。\n\
         例: `1. ` の項目に入れるなら、空白三つ",
        "A block at the start of a line stands between two items of a list. \
         In Markdown a fence that is not indented ends the list, and what follows is another one: \
         it is numbered anew, and screen readers announce two lists. \
         Indent each line of the block as far as the message says, and it becomes part of the item above it.\n\
         Example: three spaces below an item `1. `",
    ),
    (
        codes::NESTING_TOO_DEEP,
        "引用・リスト・強調、またはデータの表が、何十段も入れ子になっています。\
         誰にも読めないだけでなく、処理に時間がかかり、ブラウザーでも崩れます。\
         記号の貼り間違いや、壊れた変換の結果であることがほとんどです。\
         入れ子を浅くしてください。\n\
         例: 行頭に `>` が百個並んだ行",
        "Quotations, lists, emphasis or tables of data nest dozens of levels deep. \
         Nobody can read that; it takes long to process, and browsers give up on it. \
         Mostly marks were pasted by mistake, or a conversion went wrong. \
         Nest less deeply.\n\
         Example: a line that begins with a hundred `>`",
    ),
    (
        codes::TABLE_TOO_WIDE,
        "表の行に足りないセルが多すぎます。\
         Markdownでは見出しの列数に合わせて空のセルが補われるので、短い原稿から巨大なページができてしまいます。\
         見出しの行の `|` が余分に並んでいないかを見て、列数を合わせてください。\n\
         例: 見出しが1000列あり、本体が1列の表",
        "The rows of the page's tables lack too many cells. \
         Markdown fills each row up to the columns of its head, so a few bytes of text would become a huge page. \
         Look for surplus `|` in the head, and give the rows as many cells as it has.\n\
         Example: a table whose head has a thousand columns and whose rows have one",
    ),
    (
        codes::HEADING_ID,
        "この見出しからは、変わらないidを作れません。\
         見出しのidは文字から作られ、ほかのページや読者のブックマークがそれを使います。\
         絵文字や記号だけの見出しには文字がなく、同じ場所に同じ見出しが並ぶと、順番を変えるだけでidが入れ替わります。\
         見出しの後ろにidを書いてください。自動でも直せます。\n\
         例: `## 📞 {#phone}`",
        "No lasting id can be made for this heading. \
         Ids come from a heading's letters, and other pages and readers' bookmarks use them. \
         A heading of emoji or punctuation has no letters, and of two equal ones in one place the ids would swap \
         whenever their order does. \
         Write an id behind the heading; a fix can do it for you.\n\
         Example: `## 📞 {#phone}`",
    ),
    (
        codes::DUPLICATE_ID,
        "同じidが一つのページに二度書かれています。\
         リンクがどちらに飛ぶかはブラウザー次第で、たいてい後のほうには二度とたどり着けません。\
         公開済みのリンクが指しているほうのidを残し、もう一方を変えてください。\n\
         例: 二つめの `{#phone}` を `{#phone-abroad}` にする",
        "One id is written twice in a page. \
         Where a link then leads is the browser's choice, and the second place can mostly not be reached. \
         Keep the id where published links point to, and change the other.\n\
         Example: make the second `{#phone}` a `{#phone-abroad}`",
    ),
    (
        codes::UNKNOWN_LANGUAGE,
        "コードの囲みに書かれた言語を知らないので、色分けせずに表示します。\
         内容は読めますが、名前の打ち間違いならほかのページと見た目が揃いません。\
         近い名前があれば示します。色分けのいらない出力や文章には `text` と書いてください。\n\
         例: ```` ```pyhton ```` ではなく ```` ```python ````",
        "The language of this code is unknown, so it is shown without colours. \
         It can be read all the same, but if the name is misspelt it will look unlike other pages. \
         The nearest name is suggested; for output or plain words write `text`.\n\
         Example: not ```` ```pyhton ```` but ```` ```python ````",
    ),
    (
        codes::HIGHLIGHT_BUDGET,
        "コードが長いか複雑なので、色分けを途中でやめました。\
         色分けは一番時間のかかる処理で、一つの囲みがサイト全体の公開を何秒も遅らせることがあります。\
         コードはそのまま全部表示されます。かかった時間は色分けをする `build` と `serve` だけが知らせます。\
         一行を短くするか、例として必要な部分だけを載せるか、言語を `text` にしてください。\n\
         例: 一行に圧縮されたJavaScriptを貼らない",
        "The code is too long or too intricate to be coloured to its end. \
         Colouring is the most expensive step, and one fence can delay the whole site by seconds. \
         All of the code is shown, only without colours. How long it took is told by `build` and `serve`, which colour it, and not by `check`. \
         Shorten its lines, show the part that matters, or give it the language `text`.\n\
         Example: do not paste JavaScript that was minified into one line",
    ),
    (
        codes::UNUSED_FOOTNOTE,
        "どこからも参照されていない脚注があります。\
         本文に番号がないので、この注は読者の目に触れません。\
         文を書き直したときに `[^…]` が消えたのかもしれません。\
         あるべき場所に参照を書くか、脚注を消してください。\n\
         例: `受付は平日です[^1]。` と `[^1]: 祝日を除く。`",
        "A footnote is defined and nothing refers to it. \
         Without a number in the text no reader will see it; perhaps its `[^…]` went when a sentence was rewritten. \
         Write the reference where it belongs, or remove the footnote.\n\
         Example: `Open on weekdays.[^1]` and `[^1]: Not on public holidays.`",
    ),
    (
        codes::WIDE_MARK,
        "日本語入力のまま打った全角の記号が、Markdownの記号の場所にあります。\
         見た目は似ていますが何の働きもせず、見出しや事実の代わりに記号がそのまま印刷されます。\
         半角の記号に直してください。\n\
         例: `＃ 電話` ではなく `# 電話`、`｛｛ phone.hours ｝｝` ではなく `{{ phone.hours }}`",
        "A full-width mark of an input method stands where Markdown has a mark of its own. \
         It looks alike and does nothing: instead of a heading or a fact the mark itself is printed. \
         Write the narrow mark.\n\
         Example: not `＃ Phone` but `# Phone`, not `｛｛ phone.hours ｝｝` but `{{ phone.hours }}`",
    ),
];
