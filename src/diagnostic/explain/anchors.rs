//! Codes of the ledger: addresses that were published once, and where they lead now.

use super::Explained;
use crate::diagnostic::codes;

pub(super) const EXPLAINED: &[Explained] = &[
    (
        codes::BAD_LEDGER,
        "`content/anchors.lock` に、アドレスとして読めない行があります。\
         この台帳には公開したページと見出しが一行に一つずつ書かれ、それを頼りに古いリンクを守ります。\
         読めない行があると守れないものが出るので、公開を止めます。\
         アドレスはサイトの先頭の `/` から書き、ページは `/` で終え、`%E7…` ではなく文字のまま書きます。\
         ふだんは手で書かず、`madoguchi anchors record` に任せてください。\n\
         例: `/phone/`、`/phone/#callback`、`/phone/#old -> /chat/#new`",
        "A line of `content/anchors.lock` cannot be read as an address. \
         The ledger names every page and heading that was published, one a line, and old links are kept by it. \
         What cannot be read cannot be kept, so nothing is published. \
         An address starts with the `/` of the site, a page ends in `/`, and letters stand as they are, not as `%E7…`. \
         Better than writing it by hand is `madoguchi anchors record`.\n\
         Example: `/phone/`, `/phone/#callback`, `/phone/#old -> /chat/#new`",
    ),
    (
        codes::LEDGER_VERSION,
        "台帳の先頭の行は、どの版の書き方かを示します。\
         知らない版をいまの書き方で読むと、守るはずのアドレスを取り違えるので読みません。\
         行が消えただけなら書き戻し、新しい版で書かれたものなら、Madoguchiを新しくしてください。\n\
         例: `# madoguchi anchors 1`",
        "The first line of the ledger says which version of the format follows. \
         An unknown version read in today's way could mistake the addresses that it is to keep, so it is not read. \
         If the line was lost, put it back; if a newer Madoguchi wrote the file, use that one.\n\
         Example: `# madoguchi anchors 1`",
    ),
    (
        codes::LOST_PAGE,
        "公開したことのあるページがなくなり、外からのリンクが「見つかりません」に行き着きます。\
         メールや掲示物、ほかのサイトに書かれたリンクは、こちらからは直せません。\
         ページを移したのなら、新しいページの `aliases` に前のパスを書くか、`madoguchi anchors retire` で移動先を示してください。\
         前のアドレスには、新しい場所へ案内するページが残ります。\n\
         例: `aliases = [\"/phone/\"]`、または `madoguchi anchors retire /phone/ --to /contact/phone/`",
        "A page that was published is gone, and links from elsewhere would end at \"not found\". \
         Nobody can correct the links of mails, posters and other sites. \
         If the page moved, name its old path in the `aliases` of the new one, or say where it went with \
         `madoguchi anchors retire`. \
         A page that leads on then stays at the old address.\n\
         Example: `aliases = [\"/phone/\"]`, or `madoguchi anchors retire /phone/ --to /contact/phone/`",
    ),
    (
        codes::LOST_ANCHOR,
        "公開したことのある見出しのidがなくなります。\
         見出しの文を変えたり、別のページに移したりすると起こり、外からのリンクはページの先頭に着くだけで、答えにたどり着けません。\
         見出しに前のidを書けば、文は自由に変えられます。\
         別の場所に移したのなら `madoguchi anchors retire` で示してください。前のidはページに残り、新しい場所へ案内します。\n\
         例: `## 電話のかけ方 {#how-to-call}`",
        "The id of a heading that was published is gone: the heading was reworded, or moved to another page. \
         Links from elsewhere would end at the top of the page, without the answer that they promised. \
         With the old id written at the heading, its words are free. \
         If it moved elsewhere, say where with `madoguchi anchors retire`; the page keeps the old id and leads on.\n\
         Example: `## How to call us {#how-to-call}`",
    ),
    (
        codes::RETIRED_TARGET,
        "台帳の `->` の先に書かれたページか見出しがありません。\
         前のアドレスを開いた読者を案内する先がなくなります。\
         移動先の名前をさらに変えたのなら、今の名前に向け直してください。\n\
         例: `madoguchi anchors retire /phone/#old --to /phone/#callback`",
        "What stands behind a `->` of the ledger does not exist, so that the old address would lead nowhere. \
         If it was renamed in turn, name it as it is called now.\n\
         Example: `madoguchi anchors retire /phone/#old --to /phone/#callback`",
    ),
    (
        codes::RETIRED_TWICE,
        "一つのアドレスの移動先が、台帳に二通り書かれています。\
         二つのブランチがそれぞれ別の移動先を選び、gitが両方の行を残したときに起こります。\
         読者を案内できる先は一つなので、どちらかを選んでください。\n\
         例: `/phone/#old -> /phone/#callback` か `/phone/#old -> /chat/` の一方を消す",
        "The ledger names two places that one address leads to. \
         It happens when two branches chose differently and git kept both lines. \
         A reader can be led to one only: choose.\n\
         Example: remove one of `/phone/#old -> /phone/#callback` and `/phone/#old -> /chat/`",
    ),
    (
        codes::RETIRED_CHAIN,
        "移動先として書かれたアドレスが、さらに別の場所へ移っています。\
         読者は最後の場所に案内されるので、困ることはありません。\
         `madoguchi anchors record` を実行すると、行が最後の場所を指すように書き直されます。\n\
         例: `/a/ -> /b/` と `/b/ -> /c/` は、`/a/ -> /c/` と `/b/ -> /c/` になる",
        "What a line of the ledger leads to has moved on itself. \
         Readers are led to the last place, so nothing is broken. \
         `madoguchi anchors record` writes that place into the line.\n\
         Example: `/a/ -> /b/` and `/b/ -> /c/` become `/a/ -> /c/` and `/b/ -> /c/`",
    ),
    (
        codes::RETIRED_BUT_THERE,
        "台帳では移したことになっているページや見出しが、今もあります。\
         読者はそこに着くので、書かれた移動先は使われません。\
         戻したのなら `->` から後ろを消し、別のものに同じ名前を付けたのなら、名前を変えてください。\n\
         例: `/phone/#night -> /chat/` を `/phone/#night` に",
        "A page or heading is retired in the ledger and yet there. \
         Readers arrive at it, and the place behind the `->` is never used. \
         If it came back, take the `->` and what follows off the line; if something else has got its name, give that another.\n\
         Example: `/phone/#night -> /chat/` becomes `/phone/#night`",
    ),
];
