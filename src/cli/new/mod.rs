//! `madoguchi new section|page|faq|question|channel NAME`: a file or an entry in the right place, that builds.
//!
//! The site is compiled with it before anything is written; what would break the site is told as it
//! would be told afterwards, and not written.

mod channel;
mod page;
mod question;

use clap::{Args, ValueEnum};

use super::args::Invocation;
use super::console::{Console, say_failure};
use super::schema;
use super::session::Session;
use super::site_options::SiteOptions;
use crate::host::{self, HostError};
use crate::scaffold::{self, PageKind};
use crate::text::Source;
use crate::wording::{Wording, words};

/// What is to be added.
#[derive(Args, Clone, Debug)]
pub(super) struct New {
    /// A folder of pages, a page, a page of questions, a question, or a channel of the dataset
    #[arg(
        value_name = "section|page|faq|question|channel",
        hide_possible_values = true
    )]
    what: What,
    /// The page's place below `content/`, such as phone/callback; the question; the channel's name
    name: String,
    /// The title, or the channel's name [default: NAME as typed]
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The last part of the page's address, or the id of the question or channel [default: made from NAME]
    #[arg(long, value_name = "SLUG")]
    slug: Option<String>,
    /// The page that gets the question, such as faq.md [default: the only one]
    #[arg(long, value_name = "FILE")]
    page: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    Section,
    Page,
    Faq,
    Question,
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
        What::Section => page::add_page(session, new, PageKind::Section),
        What::Page => page::add_page(session, new, PageKind::Page),
        What::Faq => page::add_page(session, new, PageKind::Faq),
        What::Question => question::add_question(session, new),
        What::Channel => channel::add_channel(session, new),
    };
    added.unwrap_or_else(|message| {
        say_failure(message.of(language));
        2
    })
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
        Ok(()) => {
            for words in &said(&trial) {
                session.console.note(words);
            }
            // Editors would call a channel unknown that has just been added.
            if schema::are_there(&session) {
                session.failures.extend(schema::refresh(&trial).err());
            }
        }
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

/// How the address is made one of Latin letters, if it is none and nobody has chosen it: by letters that
/// are not taken yet.
fn in_letters(new: &New, last: &str, is_free: impl Fn(&str) -> bool) -> Option<Wording> {
    if last.is_ascii() || new.slug.is_some() {
        return None;
    }
    let slug = scaffold::proposed_slug(last).map_or_else(
        || "NAME".to_owned(),
        |slug| {
            let later = (2..).map(|number| format!("{slug}-{number}"));
            let mut all = std::iter::once(slug.clone()).chain(later);
            all.find(|slug| is_free(slug)).unwrap_or(slug)
        },
    );
    Some(words(
        format!(
            "  英字のアドレスにするなら: いま加えたものを消し、同じコマンドに `--slug {slug}` を付けます"
        ),
        format!(
            "  for an address of Latin letters: remove it, and give the same command `--slug {slug}`"
        ),
    ))
}

fn no_site() -> Wording {
    words(
        "ここには `config.toml` がありません。サイトのフォルダーで実行するか、`madoguchi init` で作ってください",
        "there is no `config.toml` here; go to the site's folder, or make a site with `madoguchi init`",
    )
}
