//! Codes of TOML: the config, the dataset, front matter and the bodies of blocks.

use super::Explained;
use crate::diagnostic::codes;

pub(super) const EXPLAINED: &[Explained] = &[
    (
        codes::TOML_SYNTAX,
        "設定、データ、ページの設定、ブロックの中身はTOMLで書かれますが、その書き方になっていない行があります。\
         そこから先の値は読めないので、ページに古い値や空の値が出ないよう、公開を止めます。\
         よくある原因は、文字列の引用符の抜け、閉じていない括弧、日本語入力のまま打った全角の `＝` や `“` です。\
         示された行を直してください。一行に間違いがいくつあっても、報告されるのは最初の一つです。\n\
         例: `title = 窓口案内` ではなく `title = \"窓口案内\"`",
        "The config, the dataset, front matter and the bodies of blocks are TOML, and this line is not. \
         What follows it cannot be read, and rather than publish old or empty values nothing is published. \
         Common causes are a text without quotes, a bracket that is not closed, and full-width marks such as \
         `＝` or `“` that an input method typed. \
         Mend the line that is shown; of several mistakes on one line the first is told.\n\
         Example: not `title = Guide` but `title = \"Guide\"`",
    ),
    (
        codes::UNKNOWN_KEY,
        "この場所で使えるキーは決まっていて、書かれたキーはその中にありません。\
         知らないキーを黙って読み飛ばすと、書いた人は効いていると思い込み、事実がページに出ないままになります。\
         たいていは打ち間違いなので、近い名前があれば示します。\
         サイト独自の項目は、窓口なら `[columns]`、テンプレート用の値なら `[extra]` に書きます。\n\
         例: `huors = …` ではなく `hours = …`",
        "The keys of this place are a closed list, and this one is not among them. \
         Were it skipped, its author would believe that it works, and the fact would be missing from the pages. \
         Mostly it is a typing mistake, so the nearest key is suggested. \
         Columns of your own are declared below `[columns]`, values for templates belong below `[extra]`.\n\
         Example: not `huors = …` but `hours = …`",
    ),
    (
        codes::WRONG_TYPE,
        "キーは正しいのですが、値の種類が違います。\
         たとえば番号を引用符なしで書くと、先頭の0が消えた数になってしまいます。\
         何が来るべきかはメッセージにあります。文字列は引用符で囲み、並びは `[ ]`、表は `{ }` で書き、\
         true と false と日付には引用符を付けません。\n\
         例: `languages = \"ja\"` ではなく `languages = [\"ja\"]`",
        "The key is right, but its value is of another type. \
         A phone number without quotes, for one, would be a number that has lost its leading zero. \
         The message says what is expected: texts stand between quotes, lists in `[ ]`, tables in `{ }`, \
         and true, false and dates stand without quotes.\n\
         Example: not `languages = \"ja\"` but `languages = [\"ja\"]`",
    ),
    (
        codes::MISSING_KEY,
        "なくてはならないキーがありません。\
         必須のキーはごくわずかで、それがないとページに出すものが決まりません。\
         窓口には名前、お知らせには始まりの日、表には列、サイトには題名がいります。\
         示された場所に書き加えてください。\n\
         例: `[channel.phone]` の下に `name = \"電話\"`",
        "A key that must be there is not. \
         Few keys are required, and without them nobody could say what to show: \
         a channel needs a name, a notice its first day, a table its columns, the site its title. \
         Write the key at the place that is shown.\n\
         Example: `name = \"Phone\"` below `[channel.phone]`",
    ),
    (
        codes::BAD_VALUE,
        "値の種類は合っていますが、その値は使えません。\
         決まった語の中にない、存在しない日付や時間帯である、`https://` で始まらないURLである、などの場合です。\
         推測して直すと誤った事実を公開しかねないので、そのままでは受け付けません。\
         メッセージにある書き方か、示された候補に直してください。\n\
         例: `kind = \"telephone\"` ではなく `kind = \"phone\"`",
        "The value has the right type and is still none that can be used: \
         it is not one of the words that exist, a day or time zone that does not exist, a URL that does not start \
         with `https://`. \
         Guessing what was meant could publish a wrong fact, so it is refused. \
         Write it the way the message shows, or choose one of the values that it names.\n\
         Example: not `kind = \"telephone\"` but `kind = \"phone\"`",
    ),
    (
        codes::MISSING_CONFIG,
        "サイトのフォルダーに config.toml がありません。\
         このファイルがあるフォルダーがサイトの根元で、そこから `content/` などを探します。\
         別のフォルダーで実行していることが多いので、移動するか `--root` で指定してください。\
         新しく始めるなら、題名の一行だけで足ります。\n\
         例: `title = \"窓口案内\"`",
        "There is no config.toml in the site's folder. \
         The folder that holds it is the root of the site; `content/` and everything else is looked for beside it. \
         Mostly the command was run in another folder: go there, or name it with `--root`. \
         For a new site one line is enough.\n\
         Example: `title = \"Guide\"`",
    ),
    (
        codes::MISSING_CONTENT,
        "`content/` にMarkdownのファイルが一つもありません。\
         ページは `content/` の中の `.md` ファイルから作られるので、このままでは空のサイトになります。\
         フォルダーの名前が違うか、移動している途中か、別のフォルダーで実行していることが多いです。\
         プレビュー中にフォルダーがなくなったときは、戻るまで最後の状態を表示し続けます。\n\
         例: `content/_index.md` を作り、一行目に `# 窓口案内` と書く",
        "There is no Markdown file in `content/`. \
         Pages are made from the `.md` files in that folder, so the site would be empty. \
         Mostly the folder has another name, is just being moved, or the command was run elsewhere. \
         A preview whose folder goes away shows its last state until the folder is back.\n\
         Example: make `content/_index.md` with the first line `# Guide`",
    ),
    (
        codes::DUPLICATE_KEY,
        "同じ表に同じキーが二度、または同じ `[表]` が二度書かれています。\
         TOMLでは許されておらず、どちらの値が正しいのかも決められません。\
         事実は一か所にだけ、というのがこの道具の約束です。\
         正しいほうを残して、もう一方を消してください。窓口を増やしたいときは、別のidにします。\n\
         例: 二つめの `[channel.phone]` を `[channel.phone2]` にする",
        "A key stands twice in one table, or a `[table]` twice in one file. \
         TOML does not allow it, and nobody could say which of the two is right. \
         That a fact lives once is what this tool is for. \
         Keep the right one and remove the other; a second channel needs an id of its own.\n\
         Example: make the second `[channel.phone]` a `[channel.phone2]`",
    ),
    (
        codes::MISPLACED_KEY,
        "このキーは存在しますが、書く場所が違います。\
         TOMLでは `[見出し]` の後に書いたキーはすべてその見出しのものになるので、\
         `[[channel.phone.change]]` の下に窓口のキーを足すと、変更の一部になってしまいます。\
         黙って受け入れると、事実がいつの間にか消えます。\
         メッセージにある場所へ移してください。\n\
         例: `timezone` はファイルの先頭、最初の `[…]` より前に書く",
        "This key exists, but not here. \
         In TOML every key after a `[header]` belongs to that header, so a channel's key that was added below \
         `[[channel.phone.change]]` has become part of the change. \
         Were it accepted, the fact would silently vanish. \
         Move it to where the message says.\n\
         Example: `timezone` belongs to the top of the file, before the first `[…]`",
    ),
];
