//! `madoguchi init DIR`: a new site that builds at once, with everything that publishes it.

use std::path::{Path, PathBuf};

use clap::Args;

use super::anchors;
use super::args::Invocation;
use super::console::{Console, say_failure};
use super::environment::Environment;
use super::session::Session;
use super::site_options::SiteOptions;
use super::version::{commit, release, repository};
use crate::host::{self, Ground, HostError};
use crate::scaffold::{self, NewFile, Part, Program};
use crate::text::Source;
use crate::wording::{Language, Wording, words};

/// The command as typed.
#[derive(Args, Debug)]
pub(super) struct TypedInit {
    /// The folder of the new site, which may not be there yet
    #[arg(value_name = "DIR", required_unless_present_any = ["here", "root"])]
    folder: Option<PathBuf>,
    /// Add only what is missing, to a folder that holds files already
    #[arg(long)]
    here: bool,
}

/// A site that is to be begun.
#[derive(Clone, Debug)]
pub(super) struct Init {
    folder: PathBuf,
    ground: Wanted,
    /// The language of the site, if it was said or the machine's is one of ours.
    language: Option<Language>,
}

/// What the folder may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Empty,
    Any,
}

impl TypedInit {
    pub(super) fn mean(self, root: Option<&Path>, language: Option<Language>) -> Init {
        let root = root.map(Path::to_path_buf);
        Init {
            folder: self.folder.or(root).unwrap_or_else(|| PathBuf::from(".")),
            ground: if self.here {
                Wanted::Any
            } else {
                Wanted::Empty
            },
            language,
        }
    }
}

/// Runs the command.
pub(super) fn run(invocation: &Invocation, init: &Init) -> u8 {
    let language = init.language.unwrap_or(Language::Japanese);
    let mut console = Console::new(invocation);
    console.language = language;
    let begun = match init.ground {
        Wanted::Empty => begin(init, language, &console),
        Wanted::Any => complete(invocation, init, language, &console),
    };
    begun.unwrap_or_else(|failure| console.give_up(failure))
}

/// A whole site in a folder that is empty, or not there yet.
fn begin(init: &Init, language: Language, console: &Console) -> Result<u8, HostError> {
    let folder = init.folder.display().to_string();
    let found = host::lies_in(&init.folder)?;
    if !found.is_empty() {
        say_failure(not_empty(&folder, &found).of(language));
        return Ok(2);
    }
    let ground = Ground::prepare(&init.folder)?;
    let files = scaffold::files(language, program());
    write(&ground, &files)?;
    let count = files.len();
    console.note(&words(
        format!("`{folder}` に{count}個のファイルを作りました"),
        format!("made {count} files in `{folder}`"),
    ));
    console.note(&what_next(&folder));
    note_workflow(console, &ground, &files);
    Ok(0)
}

/// What a folder lacks of a site.
fn complete(
    invocation: &Invocation,
    init: &Init,
    language: Language,
    console: &Console,
) -> Result<u8, HostError> {
    let folder = init.folder.display().to_string();
    let ground = Ground::prepare(&init.folder)?;
    let has_content = ground.holds("content");
    let mut files = scaffold::files(language, program());
    files.retain(|file| file.part == Part::Around || !has_content);
    let (present, missing): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|file| ground.holds(file.path.as_str()));
    if let Some(status) = refused(invocation, &ground, &missing)? {
        return Ok(status);
    }
    write(&ground, &missing)?;
    for file in &missing {
        let path = &file.path;
        console.note(&words(
            format!("加えました: `{path}`"),
            format!("added `{path}`"),
        ));
    }
    note_present(console, &ground, &present);
    if missing.is_empty() {
        console.note(&words("足りないものはありません", "nothing is missing"));
    } else {
        console.note(&what_next(&folder));
        note_workflow(console, &ground, &missing);
    }
    Ok(0)
}

/// Tells what would be wrong with the site after the files were added that is not wrong now.
fn refused(
    invocation: &Invocation,
    ground: &Ground,
    missing: &[NewFile],
) -> Result<Option<u8>, HostError> {
    let invocation = Invocation {
        root: Some(ground.root.clone()),
        ..invocation.clone()
    };
    let options = SiteOptions {
        ..anchors::options(&Environment::default())
            .expect("invariant: an environment that says nothing is right")
    };
    let session = Session::open(&invocation, &options)?;
    let texts = missing
        .iter()
        .map(|file| Source::new(file.path.as_str(), file.text.as_str()));
    let trial = session.with_texts(texts);
    let errors = trial.errors_beyond(&session);
    if errors.is_empty() {
        return Ok(None);
    }
    trial.print(&errors);
    trial.console.note(&words(
        "このまま加えると上のエラーになるため、何も書き込みませんでした",
        "nothing was written: the files would bring these errors",
    ));
    Ok(Some(trial.status(&errors)))
}

fn write(ground: &Ground, files: &[NewFile]) -> Result<(), HostError> {
    let write = |file: &NewFile| host::create(&ground.root, &file.path, &file.text);
    files.iter().try_for_each(write)
}

/// What was left as it is, and lines that it should hold.
fn note_present(console: &Console, ground: &Ground, present: &[NewFile]) {
    for file in present {
        let path = &file.path;
        console.detail(&words(
            format!("もうあるので、そのままにしました: `{path}`"),
            format!("`{path}` is there already and stays as it is"),
        ));
        let text = ground.text(path).unwrap_or_default();
        for line in scaffold::missing_lines(path.as_str(), &text) {
            console.note(&words(
                format!("`{path}` に `{line}` の行を加えてください"),
                format!("add the line `{line}` to `{path}`"),
            ));
        }
    }
}

/// GitHub looks for workflows at the top of a repository alone.
fn note_workflow(console: &Console, ground: &Ground, written: &[NewFile]) {
    let workflow = scaffold::WORKFLOW;
    if !written.iter().any(|file| file.path.as_str() == workflow) {
        return;
    }
    if let Some(below) = ground.below_repository() {
        console.note(&words(
            format!(
                "注意: GitHubはリポジトリの一番上の `.github` しか見ません。`{below}/{workflow}` をそこへ移し、その中の `madoguchi check`、`madoguchi facts`、`madoguchi build` に `-r {below}` を加えてください"
            ),
            format!(
                "note: GitHub looks for workflows at the top of a repository alone; move `{below}/{workflow}` there, and add `-r {below}` to `madoguchi check`, `madoguchi facts` and `madoguchi build` in it"
            ),
        ));
    }
}

fn program() -> Program<'static> {
    Program {
        repository: repository(),
        commit: commit(),
        release: release(),
    }
}

fn not_empty(folder: &str, found: &[String]) -> Wording {
    let first = &found[0];
    words(
        format!(
            "`{folder}` は空ではありません(`{first}` などがあります)。足りないファイルだけを加えるなら `madoguchi init --here {folder}` としてください"
        ),
        format!(
            "`{folder}` is not empty: it holds `{first}`; to add only what is missing, use `madoguchi init --here {folder}`"
        ),
    )
}

/// What to do next, in three lines.
fn what_next(folder: &str) -> Wording {
    let workflow = scaffold::WORKFLOW;
    let root = match folder {
        "." => String::new(),
        _ if folder.contains(char::is_whitespace) => format!(" -r \"{folder}\""),
        _ => format!(" -r {folder}"),
    };
    let (ja, en) = if repository().is_empty() {
        (
            format!("`{workflow}` の `MADOGUCHI_REPOSITORY` を埋めてGitHubに置き、"),
            format!("fill in `MADOGUCHI_REPOSITORY` in `{workflow}`, push to GitHub, and under "),
        )
    } else {
        (
            "GitHubに置き、".to_owned(),
            "push to GitHub, and under ".to_owned(),
        )
    };
    words(
        format!(
            "  見る: `madoguchi serve --open{root}`\n  直す: 事実は `content/data/channels.toml`、文章は `content/` の `.md` ファイルにあります\n  公開する: {ja}Settings → Pages → Source を「GitHub Actions」にします"
        ),
        format!(
            "  see it: `madoguchi serve --open{root}`\n  change it: facts are in `content/data/channels.toml`, words in the `.md` files of `content/`\n  publish it: {en}Settings → Pages → Source choose \"GitHub Actions\""
        ),
    )
}
