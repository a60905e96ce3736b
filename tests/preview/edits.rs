//! What an editor may do to a site, at random.

use proptest::prelude::*;

use super::tree::Tree;

/// One edit.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// Another paragraph in a page.
    Prose(usize, u8),
    /// Another heading.
    Heading(usize, u8),
    /// Another front matter.
    Front(usize, u8),
    /// A page moves to another file.
    Rename(usize, u8),
    /// A page goes.
    Delete(usize),
    /// A page comes.
    Add(u8, u8),
    /// Other data.
    Data(u8),
    /// Another table, or another notice.
    Table(u8),
    /// Another ledger of what was published.
    Ledger(u8),
    /// Another config.
    Config(u8),
    /// A template or a style sheet of the site's own.
    Template(u8),
    /// A picture or another file that is published as it is.
    Static(u8),
    /// The site as it was some edits ago.
    Undo(usize),
}

pub(crate) fn any_edit() -> impl Strategy<Value = Edit> {
    let any = any::<u8>;
    prop_oneof![
        6 => (0..12usize, any()).prop_map(|(page, word)| Edit::Prose(page, word)),
        3 => (0..12usize, any()).prop_map(|(page, word)| Edit::Heading(page, word)),
        3 => (0..12usize, any()).prop_map(|(page, word)| Edit::Front(page, word)),
        2 => (0..12usize, any()).prop_map(|(page, name)| Edit::Rename(page, name)),
        1 => (0..12usize).prop_map(Edit::Delete),
        2 => (any(), any()).prop_map(|(name, word)| Edit::Add(name, word)),
        3 => any().prop_map(Edit::Data),
        2 => any().prop_map(Edit::Table),
        2 => any().prop_map(Edit::Ledger),
        2 => any().prop_map(Edit::Config),
        2 => any().prop_map(Edit::Template),
        2 => any().prop_map(Edit::Static),
        2 => (1..5usize).prop_map(Edit::Undo),
    ]
}

/// A small site in which pages show each other and the data in every way there is.
pub(crate) fn start() -> Tree {
    let mut tree = Tree::new([
        ("config.toml", CONFIGS[0]),
        (
            "content/_index.md",
            "# 窓口案内\n\n[電話](@/phone/a.md)\n\n```{notices}\n```\n",
        ),
        (
            "content/phone/_index.md",
            "+++\ntitle = \"電話\"\n+++\n{{ phone.hours }}\n",
        ),
        (
            "content/phone/a.md",
            "# 折り返し\n\n## 手順 {#steps}\n\n番号は{{ phone.number }}です。\n\n```rust\nfn main() {}\n```\n",
        ),
        (
            "content/phone/b.md",
            "# 表\n\n```{table}\nof = \"channels\"\ncolumns = [\"name\", \"hours\"]\n```\n\n```{include}\npage = \"@/phone/a.md#steps\"\n```\n",
        ),
        (
            "content/faq.md",
            "+++\ntitle = \"FAQ\"\nkind = \"faq\"\n+++\n## いつ? {#when}\n\n{{ chat.hours }}\n\n## どこ? {#where}\n\n![図](/a.png)\n",
        ),
        (
            "content/c.md",
            "# 質問\n\n```{faq}\nquestions = [\"when\"]\nanswers = true\n```\n\n```{channel}\nchannel = \"chat\"\n```\n",
        ),
        (
            "content/d.en.md",
            "# English\n\n{{ phone.hours }}\n\n[home](@/_index.md)\n",
        ),
        ("static/a.png", "not much of a picture"),
    ]);
    tree.put("content/data/channels.toml", DATA[0]);
    tree.put("content/data/routes.toml", TABLES[0]);
    tree
}

const CONFIGS: [&str; 5] = [
    "title = \"案内\"\nlanguages = [\"ja\", \"en\"]\n",
    "title = \"案内\"\nlanguages = [\"ja\", \"en\"]\nbase_url = \"https://example.github.io/guide/\"\n[publish]\nchannel_pages = true\n",
    "title = \"別の案内\"\nlanguages = [\"ja\", \"en\"]\nbase_url = \"https://example.github.io/\"\n[nav]\norder = [\"faq.md\", \"phone\"]\n",
    "title = \"案内\"\nlanguages = [\"ja\"]\n[check.severity]\nunverified = \"off\"\n",
    "title = \"broken\nlanguages = [\"ja\", \"en\"]\n",
];

const DATA: [&str; 5] = [
    "timezone = \"Asia/Tokyo\"\nours = true\n[channel.phone]\nname = \"電話\"\nkind = \"phone\"\nnumber = \"0120-000-000\"\nhours = { everyday = \"09:00-17:00\" }\n[channel.chat]\nname = \"チャット\"\nkind = \"chat\"\nhours = \"24/7\"\n",
    "# a comment\n\ntimezone = \"Asia/Tokyo\"\nours = true\n[channel.phone]\nname = \"電話\"\nkind = \"phone\"\nnumber = \"0120-000-000\"\nhours = { everyday = \"09:00-17:00\" }\n[channel.chat]\nname = \"チャット\"\nkind = \"chat\"\nhours = \"24/7\"\n",
    "timezone = \"Asia/Tokyo\"\n[channel.phone]\nname = { ja = \"電話\", en = \"Phone\" }\nkind = \"phone\"\nnumber = \"0120-000-000\"\nhours = { everyday = \"10:00-18:00\" }\n[channel.chat]\nname = \"チャット\"\nkind = \"chat\"\nhours = { everyday = \"10:00-12:00\" }\n",
    "timezone = \"Asia/Tokyo\"\nours = true\n[channel.phone]\nname = \"電話\"\nkind = \"phone\"\nnumber = \"0120-000-000\"\nhours = { everyday = \"09:00-17:00\" }\n",
    "timezone = \"Asia/Tokyo\"\nours = true\n[channel.phone\nname = \"電話\"\n",
];

const TABLES: [&str; 3] = [
    "[columns]\nquestion = { label = \"質問\" }\n[row.a]\nquestion = \"急ぎ\"\n",
    "[columns]\nquestion = { label = \"質問\" }\n[row.a]\nquestion = \"いつでも\"\n[row.b]\nquestion = \"{{ phone.hours }}\"\n",
    "[columns]\nquestion = { label = \"質問\" }\n[row.a]\nqestion = \"急ぎ\"\n",
];

const LEDGERS: [&str; 5] = [
    "",
    "# madoguchi anchors 1\n/phone/a/#old -> /phone/a/#steps\n/phone/b/#gone -> /faq/#when\n/was/ -> /c/\n/was/#x\n",
    "# madoguchi anchors 1\n/c/\n/phone/a/#before -> /phone/a/\n/phone/a/#steps\n/was/ -> /phone/a/\n/was/#steps\n",
    "# madoguchi anchors 1\n/nowhere/\n",
    "# madoguchi anchors 1\nno address\n",
];

const WORDS: [&str; 8] = [
    "言葉",
    "{{ phone.hours }}",
    "{{ chat.hours }}",
    "[表](@/phone/b.md)",
    "[手順](@/phone/a.md#steps)",
    "**太字**です",
    "<script>",
    "{{ nobody.hours }}",
];

impl Edit {
    /// The site after the edit.
    pub(crate) fn apply(&self, tree: &mut Tree, history: &[Tree]) {
        let pages: Vec<String> = tree
            .files
            .keys()
            .filter(|path| path.starts_with("content/") && path.contains(".md"))
            .cloned()
            .collect();
        let page = |at: &usize| pages.get(at % pages.len().max(1)).cloned();
        match self {
            Self::Prose(at, word) => change(tree, page(at), |text| {
                format!("{text}\n{}{word}\n", pick(&WORDS, *word))
            }),
            Self::Heading(at, word) => change(tree, page(at), |text| {
                let id = if word % 2 == 0 {
                    format!(" {{#h{word}}}")
                } else {
                    String::new()
                };
                format!("{text}\n## 見出し{}{id}\n", word % 5)
            }),
            Self::Front(at, word) => change(tree, page(at), |text| {
                let body = text.rsplit("+++\n").next().unwrap_or(text);
                let front = match word % 6 {
                    0 => format!("title = \"題{word}\""),
                    1 => format!("weight = {word}"),
                    2 => "draft = true".to_owned(),
                    3 => format!("slug = \"s{}\"", word % 3),
                    4 => format!("aliases = [\"/old{}/\"]", word % 3),
                    _ => "titel = \"x\"".to_owned(),
                };
                format!("+++\n{front}\n+++\n{body}")
            }),
            Self::Rename(at, name) => {
                if let Some(text) = page(at).and_then(|path| tree.files.remove(&path)) {
                    tree.put(&new_name(*name), &text);
                }
            }
            Self::Delete(at) => {
                page(at).map(|path| tree.files.remove(&path));
            }
            Self::Add(name, word) => {
                let text = format!("# 新しい{word}\n\n{}\n", pick(&WORDS, *word));
                tree.put(&new_name(*name), &text);
            }
            Self::Data(which) => tree.put("content/data/channels.toml", pick(&DATA, *which)),
            Self::Table(which) => tree.put("content/data/routes.toml", pick(&TABLES, *which)),
            Self::Ledger(which) => tree.put("content/anchors.lock", pick(&LEDGERS, *which)),
            Self::Config(which) => tree.put("config.toml", pick(&CONFIGS, *which)),
            Self::Template(which) => template(tree, *which),
            Self::Static(which) => match which % 4 {
                0 => drop(tree.files.remove("static/a.png")),
                1 => tree.put("static/a.png", "another picture"),
                2 => tree.put(&format!("static/f{}.png", which % 7), "x"),
                _ => tree.put("content/phone/beside.txt", "beside a page"),
            },
            Self::Undo(steps) => {
                if let Some(before) = history.len().checked_sub(*steps) {
                    tree.clone_from(&history[before]);
                }
            }
        }
    }
}

fn template(tree: &mut Tree, which: u8) {
    match which % 5 {
        0 => tree.put("templates/custom.css", &format!("p {{ margin: {which}px }}\n")),
        1 => drop(tree.files.remove("templates/custom.css")),
        2 => tree.put(
            "templates/404.html",
            &format!("<!doctype html><html lang=\"ja\"><title>{which}</title><body><h1>{{{{ page.title }}}}</h1></body></html>"),
        ),
        3 => tree.put("templates/404.html", "{{ page.nothing }"),
        _ => drop(tree.files.remove("templates/404.html")),
    }
}

fn change(tree: &mut Tree, path: Option<String>, edit: impl Fn(&str) -> String) {
    if let Some(text) = path.and_then(|path| tree.files.get_mut(&path)) {
        *text = edit(text);
    }
}

fn new_name(name: u8) -> String {
    let folder = ["", "phone/", "new/", "new/deep/"][usize::from(name % 4)];
    let file = ["_index", "x", "y", "a"][usize::from(name / 4 % 4)];
    let language = if name.is_multiple_of(7) { ".en" } else { "" };
    format!("content/{folder}{file}{language}.md")
}

fn pick<'c>(choices: &[&'c str], which: u8) -> &'c str {
    choices[usize::from(which) % choices.len()]
}
