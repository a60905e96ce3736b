//! `madoguchi import zola|mdbook DIR [TARGET]`: an existing docs tree as a site that builds.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::Invocation;
use super::console::{Console, say_failure};
use crate::civil::Date;
use crate::host::{self, HostError, Nest};
use crate::import::{self, Counts, Generator, Imported};
use crate::text::{Snapshot, SourcePath};
use crate::wording::{Wording, words};

/// What is to be imported.
#[derive(Args, Clone, Debug)]
pub(super) struct Import {
    /// What made the old site
    #[arg(value_name = "zola|mdbook", hide_possible_values = true)]
    generator: TypedGenerator,
    /// The folder of the old site, which stays as it is
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The folder of the new one, which must be empty or not there [default: DIR's name and `-madoguchi`]
    #[arg(value_name = "TARGET")]
    target: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TypedGenerator {
    Zola,
    Mdbook,
}

/// Runs the command.
pub(super) fn run(invocation: &Invocation, wanted: &Import) -> u8 {
    let console = Console::new(invocation);
    run_with(&console, wanted, invocation.root.as_deref())
        .unwrap_or_else(|failure| console.give_up(failure))
}

fn run_with(console: &Console, wanted: &Import, root: Option<&Path>) -> Result<u8, HostError> {
    let language = console.language;
    let target = wanted.target.clone().or(root.map(Path::to_path_buf));
    let target = target.unwrap_or_else(|| beside(&wanted.folder));
    let found = host::lies_in(&target)?;
    if !found.is_empty() {
        say_failure(not_empty(&target, &found).of(language));
        return Ok(2);
    }
    let generator = match wanted.generator {
        TypedGenerator::Zola => Generator::Zola,
        TypedGenerator::Mdbook => Generator::MdBook,
    };
    let today = host::today(None, host::source_date_epoch()?, "UTC");
    let old = read(&wanted.folder, generator, today)?;
    let imported = match import::import(&old, generator) {
        Ok(imported) => imported,
        Err(why) => {
            let folder = wanted.folder.display();
            say_failure(
                words(
                    format!("`{folder}`: {}", why.ja),
                    format!("`{folder}`: {}", why.en),
                )
                .of(language),
            );
            return Ok(2);
        }
    };
    write(&wanted.folder, &target, &imported)?;
    console.findings(&old.shown_texts(), &imported.findings);
    console.findings(&imported.texts, &imported.errors);
    console.note(&came_over(&target, &imported));
    console.note(&what_next(&target));
    Ok(u8::from(!imported.errors.is_empty()))
}

/// The old tree as a value.
fn read(folder: &Path, generator: Generator, today: Date) -> Result<Snapshot, HostError> {
    // What is left out depends on the settings, so they are read first.
    let configs = match generator {
        Generator::MdBook => ["book.toml", "book.toml"],
        Generator::Zola => ["config.toml", "zola.toml"],
    };
    let is_top = |_: &SourcePath| true;
    let top = host::read_foreign(folder, today, &is_top)?;
    let config = configs
        .iter()
        .find_map(|name| top.snapshot.texts.get(*name));
    let is_left_out = |path: &SourcePath| import::is_left_out(generator, config, path.as_str());
    let mut read = host::read_foreign(folder, today, &is_left_out)?;
    if read.errors.is_empty() {
        Ok(read.snapshot)
    } else {
        Err(read.errors.swap_remove(0))
    }
}

fn write(from: &Path, target: &Path, imported: &Imported) -> Result<(), HostError> {
    let nest = Nest::begin(target)?;
    for source in imported.texts.values() {
        nest.write(&source.path, &source.text)?;
    }
    for (to, of) in &imported.copies {
        nest.copy(from, of, to)?;
    }
    nest.settle()
}

/// `book` → `book-madoguchi`, in the current folder.
fn beside(folder: &Path) -> PathBuf {
    let whole = folder.canonicalize();
    let name = whole.as_deref().unwrap_or(folder).file_name();
    let name = name.map_or_else(
        || "site".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    PathBuf::from(format!("{name}-madoguchi"))
}

fn not_empty(target: &Path, found: &[String]) -> Wording {
    let (target, first) = (target.display(), &found[0]);
    words(
        format!(
            "`{target}` は空ではありません(`{first}` などがあります)。空のフォルダーか、まだないフォルダーを指定してください"
        ),
        format!(
            "`{target}` is not empty: it holds `{first}`; name a folder that is empty or not there yet"
        ),
    )
}

fn came_over(target: &Path, imported: &Imported) -> Wording {
    let target = target.display();
    let Counts {
        pages,
        anchors,
        files,
    } = imported.counts;
    let findings = imported.findings.len();
    words(
        format!(
            "`{target}` に{pages}ページ、アンカー{anchors}個、ファイル{files}個を移しました。そのままにできなかったところ: {findings}か所"
        ),
        format!(
            "{pages} pages, {anchors} anchors and {files} files came over to `{target}`; {findings} places could not stay as they were"
        ),
    )
}

fn what_next(target: &Path) -> Wording {
    let target = target.display();
    words(
        format!(
            "  見る: `madoguchi serve --open -r {target}`\n  公開の準備を加える: `madoguchi init --here {target}`"
        ),
        format!(
            "  see it: `madoguchi serve --open -r {target}`\n  add what publishes it: `madoguchi init --here {target}`"
        ),
    )
}
