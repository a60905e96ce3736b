//! `madoguchi build`: the site into its folder, whole or not at all.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;

use super::args::{Build, Invocation, Memory};
use super::console::{Console, errors_of};
use super::progress::{Progress, Work};
use super::session::{Session, has_errors};
use super::site_options::SiteOptions;
use super::size;
use crate::compile::{self, Sink};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::digest::Digest;
use crate::host::{HostError, Published, Staging, Surroundings, Target};
use crate::output::{Output, OutputPath};
use crate::report::Counts;
use crate::wording::{Wording, words};

/// How many files that are not ours are named; the rest are counted.
const NAMED: usize = 5;

/// What a build is asked for besides its site, as typed.
#[derive(Args)]
pub(super) struct TypedBuild {
    /// The folder to write to [default: `output_dir` of the config]
    #[arg(short, long, value_name = "DIR")]
    output_dir: Option<PathBuf>,
    /// Make every file anew, and leave nothing for the next build
    #[arg(long)]
    no_cache: bool,
}

impl TypedBuild {
    /// What is meant, for a site.
    pub(super) fn mean(self, options: SiteOptions) -> Build {
        Build {
            options,
            output: self.output_dir,
            memory: if self.no_cache {
                Memory::Unused
            } else {
                Memory::Kept
            },
        }
    }
}

/// Runs the command.
pub(super) fn run(invocation: &Invocation, command: &Build) -> u8 {
    let begun = Instant::now();
    let language = invocation.language.unwrap_or(invocation.fallback);
    let progress = Progress::begin(invocation.is_watched, language, Work::Files);
    let mut session = match Session::resume(invocation, &command.options, command.memory) {
        Ok(session) => session,
        Err(failure) => {
            drop(progress);
            return Console::new(invocation).give_up(failure);
        }
    };
    let built = build(&mut session, command, &progress);
    drop(progress);
    let mut printed = errors_of(&built.findings);
    // `check` colours nothing, so what took too long to be coloured is told by nobody else.
    let slow = built.findings.iter();
    printed.extend(
        slow.filter(|found| {
            found.code == codes::HIGHLIGHT_BUDGET && found.severity != Severity::Error
        })
        .cloned(),
    );
    session.print(&printed);
    let console = &session.console;
    match &built.published {
        Some(published) => {
            note_published(console, published);
            if let Some(failure) = &built.unkept {
                note_unkept(console, failure);
            }
            note_findings(console, &built.findings);
            console.note(&summary(built.counts, begun.elapsed()));
            console.advise(&what_next(&session, command, invocation.root.as_deref()));
        }
        None => note_failure(console, &built.findings),
    }
    session.status(&built.findings)
}

/// What came of it.
#[derive(Default)]
struct Built {
    findings: Vec<Diagnostic>,
    counts: compile::Counts,
    /// Nothing unless the site was published.
    published: Option<Published>,
    /// Why nothing was left for the next build, if it should have been.
    unkept: Option<HostError>,
}

/// Builds the site. What the machine refuses on the way is added to the session's failures; all
/// that is wrong in files is found nevertheless.
fn build(session: &mut Session, command: &Build, progress: &Progress) -> Built {
    let refused = match check_target(session, command) {
        Ok(_) if session.is_broken() => None,
        Ok(target) => match publish(session, target, progress) {
            Ok(built) => return built,
            Err(failure) => Some(failure),
        },
        Err(failure) => Some(failure),
    };
    session.failures.extend(refused);
    Built {
        findings: session.findings(),
        ..Built::default()
    }
}

fn check_target(session: &Session, command: &Build) -> Result<Target, HostError> {
    let around = Surroundings::of_process();
    let wanted = output_folder(session, command, around.current.as_deref());
    Target::check(session.root(), &wanted, &around)
}

/// `-o` from the current folder, else the config's from the site's.
fn output_folder(session: &Session, command: &Build, current: Option<&Path>) -> PathBuf {
    match (&command.output, current) {
        (Some(output), Some(current)) => current.join(output),
        (Some(output), None) => output.clone(),
        (None, _) => session.root().join(&session.config().output_dir),
    }
}

/// Where to look, as whoever typed the command would write it.
fn what_next(session: &Session, command: &Build, root: Option<&Path>) -> Wording {
    let current = Surroundings::of_process().current;
    let home = output_folder(session, command, current.as_deref()).join("index.html");
    let home = match current.and_then(|current| Some(home.strip_prefix(current).ok()?.to_owned())) {
        Some(below) => below.display().to_string(),
        None => home.display().to_string(),
    };
    let root = match root {
        Some(root) => format!(" -r {}", root.display()),
        None => String::new(),
    };
    words(
        format!(
            "  見る: `{home}` をブラウザーで開きます。書きながら見るなら `madoguchi serve --open{root}`"
        ),
        format!(
            "  see it: open `{home}` in a browser; while you write, `madoguchi serve --open{root}`"
        ),
    )
}

/// Stages, compiles and publishes; after any error the staging is dropped, and nothing has changed.
fn publish(session: &Session, target: Target, progress: &Progress) -> Result<Built, HostError> {
    let staging = Staging::begin(target, session.epoch)?;
    let compilation = session.build(&Staged {
        staging: &staging,
        progress,
    })?;
    let mut built = Built {
        findings: compilation.findings,
        counts: compilation.counts,
        ..Built::default()
    };
    if !has_errors(&built.findings) {
        built.published = Some(staging.publish()?);
        built.unkept = session.keep(compilation.index.as_deref()).err();
    }
    Ok(built)
}

/// The staged site, file by file.
struct Staged<'s> {
    staging: &'s Staging,
    progress: &'s Progress,
}

impl Sink<HostError> for Staged<'_> {
    fn put(&self, output: Output) -> Result<(), HostError> {
        self.progress.one_more();
        self.staging.write(output)
    }

    fn take_over(&self, files: &[(OutputPath, Digest)]) -> bool {
        self.staging.take_over(files)
    }
}

/// That the next build will be no quicker is no failure.
fn note_unkept(console: &Console, failure: &HostError) {
    console.note(&words(
        format!(
            "次のビルドのための控えを残せませんでした: {}",
            failure.message.ja
        ),
        format!(
            "nothing was kept for the next build: {}",
            failure.message.en
        ),
    ));
}

fn note_published(console: &Console, published: &Published) {
    if !published.kept.is_empty() {
        console.note(&kept(&published.kept));
    }
    if let Some(leftover) = &published.leftover {
        console.note(&words(
            format!(
                "サイトは公開しましたが、前のものを片付けられませんでした: {}",
                leftover.message.ja
            ),
            format!(
                "the site is published, but the old one is not gone: {}",
                leftover.message.en
            ),
        ));
    }
    let Published {
        written,
        unchanged,
        removed,
        ..
    } = published;
    size::report(console, published.bytes, written + unchanged);
    console.detail(&words(
        format!("書き込み{written}件、変更なし{unchanged}件、削除{removed}件"),
        format!("{written} written, {unchanged} unchanged, {removed} removed"),
    ));
}

fn kept(files: &[String]) -> Wording {
    let named = files.iter().take(NAMED).map(|file| format!("`{file}`"));
    let named: Vec<_> = named.collect();
    let count = files.len();
    let (etc, more) = if count > NAMED {
        ("など", " …")
    } else {
        ("", "")
    };
    let plural = if count == 1 { "" } else { "s" };
    words(
        format!(
            "Madoguchiが作ったものではない{count}個のファイルを残しました: {}{etc}",
            named.join("、")
        ),
        format!(
            "kept {count} file{plural} that Madoguchi did not make: {}{more}",
            named.join(", ")
        ),
    )
}

/// Warnings and hints in one line; `check` prints them.
fn note_findings(console: &Console, findings: &[Diagnostic]) {
    if let Some(counts) = Counts::of(findings).words() {
        console.note(&words(
            format!("{}: madoguchi check", counts.ja),
            format!("{}: madoguchi check", counts.en),
        ));
    }
}

fn note_failure(console: &Console, findings: &[Diagnostic]) {
    let unwritten = words("何も書き込みませんでした", "nothing was written");
    console.note(&match Counts::of(findings).words() {
        Some(counts) => words(
            format!("{}。{}", counts.ja, unwritten.ja),
            format!("{}; {}", counts.en, unwritten.en),
        ),
        None => unwritten,
    });
}

fn summary(counts: compile::Counts, elapsed: Duration) -> Wording {
    let compile::Counts {
        pages,
        tables,
        questions,
        ..
    } = counts;
    let seconds = elapsed.as_secs_f64();
    let count = |number: usize, noun: &str| {
        let plural = if number == 1 { "" } else { "s" };
        format!("{number} {noun}{plural}")
    };
    words(
        format!("{pages}ページ、表{tables}、質問{questions}({seconds:.2}秒)"),
        format!(
            "{}, {}, {} in {seconds:.2} s",
            count(pages, "page"),
            count(tables, "table"),
            count(questions, "question")
        ),
    )
}
