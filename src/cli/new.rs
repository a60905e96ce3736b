//! `madoguchi new section|page|faq|channel NAME`: a file or an entry in the right place, that builds.
//!
//! The site is compiled with it before anything is written; what would break the site is told as it
//! would be told afterwards, and not written.

use clap::{Args, ValueEnum};

use super::args::{Invocation, SiteOptions};
use super::console::{Console, say_failure};
use super::session::Session;
use crate::diagnostic::{Diagnostic, codes};
use crate::host::{self, HostError};
use crate::page::slug_of;
use crate::scaffold::{self, NewChannel, NewPage, PageKind};
use crate::text::{Source, SourcePath};
use crate::wording::{Language, Wording, words};

/// Where the channels are.
const CHANNELS: &str = "content/data/channels.toml";

/// What is to be added.
#[derive(Args, Clone, Debug)]
pub(super) struct New {
    /// A folder of pages, a page, a page of questions, or a channel of the dataset
    #[arg(value_name = "section|page|faq|channel", hide_possible_values = true)]
    what: What,
    /// The page's place below `content/`, such as phone/callback; or the channel's name
    name: String,
    /// The title, or the channel's name [default: NAME as typed]
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The last part of the page's address, or the channel's id [default: made from NAME]
    #[arg(long, value_name = "SLUG")]
    slug: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    Section,
    Page,
    Faq,
    Channel,
}

/// A text that is to be written, and what to say of it.
struct Planned {
    source: Source,
    /// What stood there.
    before: Option<String>,
}

/// Runs the command.
pub(super) fn run(invocation: &Invocation, options: &SiteOptions, new: &New) -> u8 {
    let session = match Session::open(invocation, options) {
        Ok(session) => session,
        Err(failure) => return Console::new(invocation).give_up(failure),
    };
    let language = session.console.language;
    if !session.has_config() {
        say_failure(no_site().of(language));
        return 2;
    }
    let added = match new.what {
        What::Section => add_page(session, new, PageKind::Section),
        What::Page => add_page(session, new, PageKind::Page),
        What::Faq => add_page(session, new, PageKind::Faq),
        What::Channel => add_channel(session, new),
    };
    added.unwrap_or_else(|message| {
        say_failure(message.of(language));
        2
    })
}

fn add_page(session: Session, new: &New, kind: PageKind) -> Result<u8, Wording> {
    let mut named = scaffold::page_name(&new.name, kind)?;
    if let Some(slug) = &new.slug {
        let folder = named.stem.rsplit_once('/').map(|(folder, _)| folder);
        let typed = folder.map_or_else(|| slug.clone(), |folder| format!("{folder}/{slug}"));
        named.stem = scaffold::page_name(&typed, kind)?.stem;
    }
    let config = session.config();
    let suffix = named.stem.rsplit_once('.').map(|(_, tag)| tag.to_owned());
    let tag = suffix
        .filter(|tag| config.languages.contains(tag) && kind != PageKind::Section)
        .unwrap_or_else(|| config.default_language.clone());
    let bare = format!(".{tag}");
    let title = new.title.as_deref().unwrap_or(&named.words);
    let title = title.strip_suffix(&bare).unwrap_or(title);
    let stem = named.stem.strip_suffix(&bare).unwrap_or(&named.stem);
    let (folder, last) = stem.rsplit_once('/').unwrap_or(("", stem));
    let anchor = match slug_of(last) {
        slug if slug.is_empty() => "first".to_owned(),
        slug => format!("{slug}-1"),
    };
    let source = NewPage {
        kind,
        stem: &named.stem,
        title,
        weight: session.edition().last_weight(folder, &tag),
        anchor: &anchor,
        language: Language::of_tag(&tag).unwrap_or(Language::English),
    }
    .source();
    let path = source.path.clone();
    if session.text(&path).is_some() {
        return Err(is_there(&path));
    }
    let planned = Planned {
        source,
        before: None,
    };
    Ok(add(session, planned, |trial| {
        let edition = trial.edition();
        let url = edition.url_of(&path).unwrap_or("/").to_owned();
        let below = path.below("content").unwrap_or(path.as_str());
        vec![
            words(format!("`{path}` を作りました"), format!("made `{path}`")),
            seen_at(&url),
            words(
                format!("  リンクする: `[{title}](@/{below})`"),
                format!("  link to it: `[{title}](@/{below})`"),
            ),
        ]
    }))
}

fn add_channel(session: Session, new: &New) -> Result<u8, Wording> {
    let title = new.title.as_deref().unwrap_or(&new.name).trim();
    let kind = scaffold::kind_of(title).or_else(|| scaffold::kind_of(&new.name));
    let id = scaffold::channel_id(new.slug.as_deref(), &new.name, kind)?;
    let edition = session.edition();
    if edition.site().dataset.channel(&id).is_some() {
        return Err(is_taken(&id));
    }
    let path = SourcePath::new(CHANNELS);
    let broken = unreadable(&edition.parsed().findings, &path);
    if !broken.is_empty() {
        session.print(&broken);
        session.console.note(&words(
            "先に上のエラーを直してください。何も書き込みませんでした",
            "mend this first; nothing was written",
        ));
        return Ok(session.status(&broken));
    }
    let channel = NewChannel {
        id: &id,
        name: title,
        kind,
        language: session.console.language,
    };
    let before = session.text(&path).map(str::to_owned);
    let text = match &before {
        Some(before) => scaffold::with_channel(before, channel),
        None => scaffold::only_channel(channel),
    };
    let planned = Planned {
        source: Source::new(CHANNELS, text),
        before,
    };
    Ok(add(session, planned, |_| {
        vec![
            words(
                format!("`{path}` の終わりに `[channel.{id}]` を加えました"),
                format!("added `[channel.{id}]` at the end of `{path}`"),
            ),
            words(
                "  次に: 受付時間などの行の `# ` を消し、正しい値を書いてください",
                "  next: take the `# ` from the lines below it, and write what is right",
            ),
            words(
                format!("  ページに書く: `{{{{ {id} }}}}`、受付時間は `{{{{ {id}.hours }}}}`"),
                format!(
                    "  show it: `{{{{ {id} }}}}` in a sentence, `{{{{ {id}.hours }}}}` for its hours"
                ),
            ),
        ]
    }))
}

/// What keeps a file from being read as TOML: an entry at its end might become part of something else.
fn unreadable(findings: &[Diagnostic], path: &SourcePath) -> Vec<Diagnostic> {
    let is_about = |finding: &&Diagnostic| {
        let place = finding.place.as_ref();
        finding.code == codes::TOML_SYNTAX && place.is_some_and(|place| place.path == *path)
    };
    findings.iter().filter(is_about).cloned().collect()
}

/// Writes a text, unless the site would break by it.
fn add(mut session: Session, planned: Planned, said: impl FnOnce(&Session) -> Vec<Wording>) -> u8 {
    let Planned { source, before } = planned;
    let trial = session.with_texts([source.clone()]);
    let errors = trial.errors_beyond(&session);
    if !errors.is_empty() {
        trial.print(&errors);
        trial.console.note(&words(
            "このまま加えると上のエラーになるため、何も書き込みませんでした",
            "nothing was written: it would bring these errors",
        ));
        return trial.status(&errors);
    }
    match write(&session, &source, before.as_deref()) {
        Ok(()) => said(&trial)
            .iter()
            .for_each(|words| session.console.note(words)),
        Err(failure) => session.failures.push(failure),
    }
    session.print(&[]);
    session.status(&[])
}

fn write(session: &Session, source: &Source, before: Option<&str>) -> Result<(), HostError> {
    match before {
        None => host::create(session.root(), &source.path, &source.text),
        Some(_) => host::replace(session.root(), &source.path, before, &source.text),
    }
}

fn seen_at(url: &str) -> Wording {
    words(
        format!("  見る: `madoguchi serve` で `{url}` を開きます"),
        format!("  see it: `madoguchi serve`, at `{url}`"),
    )
}

fn is_there(path: &SourcePath) -> Wording {
    words(
        format!("`{path}` はもうあります。別の名前を付けてください"),
        format!("`{path}` is there already; choose another name"),
    )
}

fn is_taken(id: &str) -> Wording {
    words(
        format!("窓口 `{id}` はもうあります。`--slug {id}-2` のように別のIDを付けてください"),
        format!(
            "there is a channel `{id}` already; give this one another id, such as `--slug {id}-2`"
        ),
    )
}

fn no_site() -> Wording {
    words(
        "ここには `config.toml` がありません。サイトのフォルダーで実行するか、`madoguchi init` で作ってください",
        "there is no `config.toml` here; go to the site's folder, or make a site with `madoguchi init`",
    )
}
