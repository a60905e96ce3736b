//! A new channel at the end of the dataset.

use super::{New, Planned, add};
use crate::cli::session::Session;
use crate::diagnostic::{Diagnostic, codes};
use crate::scaffold::{self, NewChannel};
use crate::text::{Source, SourcePath};
use crate::wording::{Wording, words};

/// Where the channels are.
const CHANNELS: &str = "content/data/channels.toml";

/// Adds the channel, with what such a channel most often has in comments.
pub(super) fn add_channel(session: Session, new: &New) -> Result<u8, Wording> {
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

fn is_taken(id: &str) -> Wording {
    words(
        format!("窓口 `{id}` はもうあります。`--slug {id}-2` のように別のIDを付けてください"),
        format!(
            "there is a channel `{id}` already; give this one another id, such as `--slug {id}-2`"
        ),
    )
}
