//! Pages that say what stands in the source already: the codes of findings, and the contract with themes.

use std::fmt::Write as _;
use std::fs;

use madoguchi::diagnostic::{Severity, explained_areas, explanation};
use madoguchi::wording::Language::{self, English, Japanese};

/// The pages by their names.
pub(crate) fn pages() -> [(&'static str, String); 3] {
    [
        ("codes.md", codes(Japanese)),
        ("codes.en.md", codes(English)),
        ("contract.en.md", contract()),
    ]
}

/// What every such page begins with, below its front matter.
const MADE: &str =
    "<!-- Made from the source: MADOGUCHI_UPDATE_MANUAL=1 cargo test --test manual -->\n";

fn codes(language: Language) -> String {
    let intro = match language {
        Japanese => {
            "+++\n\
             title = \"指摘の一覧\"\n\
             description = \"`check` が知らせる指摘の種類ごとの、理由と直し方です。\"\n\
             weight = 80\n\
             +++\n\n\
             指摘の `[ ]` の中の名前で引きます。どの種類も、なぜ知らせるのか、どう直すのかを説明し、例を一つ添えています。\
             手もとでは `madoguchi explain unknown-fact` のように打つと、同じ説明が出ます。\n\n\
             見出しの横の語は、はじめの重さです。エラーがあるとサイトは公開されません。重さは[設定で変えられます](@/manual/checking.md#severity)。\n"
        }
        English => {
            "+++\n\
             title = \"All findings\"\n\
             description = \"The reason and the cure of every kind of finding.\"\n\
             weight = 80\n\
             +++\n\n\
             Look for the name that stands in brackets. Each says what the rule is for and what to do, with an example. \
             `madoguchi explain unknown-fact` prints the same.\n\n\
             The word beside a name is its severity to begin with. With an error nothing is published. [Settings change it](@/manual/checking.en.md#severity).\n"
        }
    };
    let (front, prose) = intro.split_once("+++\n\n").unwrap();
    let mut out = format!("{front}+++\n\n{MADE}\n{prose}");
    for (area, codes) in explained_areas() {
        // What prose says and what lies in the data: the id of the English title serves both languages.
        let id = area.of(English).to_lowercase().replace(' ', "-");
        writeln!(out, "\n## {} {{#area-{id}}}", area.of(language)).unwrap();
        for code in codes {
            let severity = match (code.severity(), language) {
                (Severity::Error, Japanese) => "エラー",
                (Severity::Warning, Japanese) => "警告",
                (Severity::Hint, Japanese) => "ヒント",
                (severity, English) => severity.name(),
            };
            let text = explanation(code).unwrap();
            let text = text.of(language).trim().replace('\n', "\n\n");
            writeln!(out, "\n### `{code}` ({severity}) {{#{code}}}\n\n{text}").unwrap();
        }
    }
    out
}

/// `themes/README.md` as a page. The contract is written once, there.
fn contract() -> String {
    let text = fs::read_to_string(crate::path("themes/README.md")).unwrap();
    let body = text.strip_prefix("# Themes\n").unwrap();
    let body = body.replace("](../content/", "](@/");
    format!(
        "+++\n\
         title = \"The contract with themes\"\n\
         description = \"Every file, value and word that a theme may count on.\"\n\
         weight = 105\n\
         +++\n\n\
         <!-- Made from themes/README.md: MADOGUCHI_UPDATE_MANUAL=1 cargo test --test manual -->\n{body}"
    )
}
