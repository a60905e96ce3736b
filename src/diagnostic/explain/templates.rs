//! Codes of templates and themes, and of a fault of Madoguchi's own.

use super::Explained;
use crate::diagnostic::codes;

pub(super) const EXPLAINED: &[Explained] = &[
    (
        codes::TEMPLATE_ERROR,
        "テンプレートに、書き方の間違いか、存在しない変数・フィルターがあります。\
         テンプレートはページ全体の形を決めるので、間違ったままではどのページも公開できません。\
         示された行を直してください。近い名前があれば示します。\
         本文ではなく、テーマか `templates/` の中のファイルの問題です。\n\
         例: `{{ page.titel }}` ではなく `{{ page.title }}`",
        "A template has a syntax error, or names a variable or filter that does not exist. \
         Templates are the shape of all pages, so with a broken one none can be published. \
         Mend the line that is shown; the nearest name is suggested. \
         It is a file of the theme or of `templates/`, not of the content.\n\
         Example: not `{{ page.titel }}` but `{{ page.title }}`",
    ),
    (
        codes::MISSING_TEMPLATE,
        "その名前のテンプレートがありません。\
         ページの `template`、テンプレートの `extends` や `include` に書く名前は、\
         テーマのフォルダーか `templates/` からの相対パスです。\
         打ち間違いを直すか、ファイルを置いてください。\n\
         例: `template = \"wide.html\"` には `templates/wide.html` が必要",
        "There is no template of that name. \
         What a page's `template` or a template's `extends` and `include` name is a path below the theme's folder \
         or `templates/`. \
         Correct the name, or put the file there.\n\
         Example: `template = \"wide.html\"` needs a `templates/wide.html`",
    ),
    (
        codes::UNKNOWN_THEME,
        "config.toml の `theme` に書かれたテーマがありません。\
         テーマは `themes/名前/` のフォルダーで、`default` だけは本体に入っています。\
         リポジトリの部分モジュールを取り込み忘れて、フォルダーが空になっていることもあります。\
         名前を直すか、フォルダーを置いてください。\n\
         例: `theme = \"default\"`",
        "The `theme` of config.toml does not exist. \
         A theme is a folder `themes/NAME/`; only `default` is inside the program. \
         Perhaps a submodule was not fetched and the folder is empty. \
         Correct the name, or add the folder.\n\
         Example: `theme = \"default\"`",
    ),
    (
        codes::UNKNOWN_SETTING,
        "このテーマには、その設定がありません。\
         `[theme_settings]` のキーはテーマ自身が宣言したもので、知らないキーはどのページにも効きません。\
         テーマを替えたときに、前のテーマの設定が残っていることもあります。\
         名前を直すか、消してください。\n\
         例: `foooter` ではなく `footer`",
        "The theme has no such setting. \
         The keys of `[theme_settings]` are those that the theme declares; any other has no effect. \
         Perhaps settings of another theme were left behind. \
         Correct the name, or remove it.\n\
         Example: not `foooter` but `footer`",
    ),
    (
        codes::ASSET_MISSING,
        "テーマか設定が指している画像やスタイルなどのファイルがありません。\
         公開すると、ロゴや背景が欠けたページになります。\
         サイトのファイルは `static/` に置き、`/` から始まるパスで書きます。テーマのファイルはテーマの中に置きます。\n\
         例: `logo = \"/logo.svg\"` には `static/logo.svg` が必要",
        "A file that the theme or a setting names, such as a picture or a style sheet, does not exist. \
         Published, the logo or the background would be missing from every page. \
         A site's own files stand in `static/` and are named from `/`; a theme's files stand in the theme.\n\
         Example: `logo = \"/logo.svg\"` needs a `static/logo.svg`",
    ),
    (
        codes::BLOCKED_RESOURCE,
        "すべてのページの Content-Security-Policy は、サイト自身のファイルだけを許します。\
         ここに書かれたものは、読者のブラウザーが黙って止めます。\
         スクリプトとスタイルはファイルに移し、画像や字体はサイトに置いてください。\
         ほかのサイトの画像だけは `[csp] img_src` で許せます。\n\
         例: `<button onclick=\"…\">`、`<img src=\"https://pictures.example/a.png\">`",
        "The content security policy of every page lets in the site's own files alone. \
         What is written here is stopped by readers' browsers without a word. \
         Move scripts and styles into files, and keep pictures and fonts in the site. \
         Pictures alone may come from an origin in `[csp] img_src`.\n\
         Example: `<button onclick=\"…\">`, `<img src=\"https://pictures.example/a.png\">`",
    ),
    (
        codes::INTERNAL,
        "これはサイトの間違いではなく、Madoguchi自身の間違いです。\
         組み込みのテンプレートのように、必ず正しいはずのものが正しくありませんでした。\
         前に公開されたページはそのまま残っています。\
         メッセージの全文と、できればこれを起こすページを添えて、報告してください。\n\
         例: 組み込みのテーマが読み込めない",
        "This is no mistake of the site but one of Madoguchi itself: \
         something that must always be right, such as a template inside the program, was not. \
         What was published before is untouched. \
         Please report it with the whole message and, if you can, the page that brings it about.\n\
         Example: the theme inside the program cannot be loaded",
    ),
];
