//! `madoguchi theme copy FILE`: a file of the theme becomes the site's own, to be changed.

use crate::cli::console::say_failure;
use crate::cli::session::Session;
use crate::diagnostic::did_you_mean;
use crate::host;
use crate::text::SourcePath;
use crate::theme::builtin;
use crate::wording::{Wording, words};

/// Writes the copy, and says where it is.
pub(super) fn run(mut session: Session, typed: &str) -> u8 {
    let name = typed.trim_start_matches("./");
    let name = name.strip_prefix("themes/default/").unwrap_or(name);
    let Some(path) = session.theme().files.get(name).cloned() else {
        say_failure(no_file(&session, name).of(session.console.language));
        return 2;
    };
    let Some(text) = text(&session, &path) else {
        let message = words(
            format!("`{name}` はテキストではないので、`{path}` から手で写してください"),
            format!("`{name}` is no text; copy it from `{path}` by hand"),
        );
        say_failure(message.of(session.console.language));
        return 2;
    };
    let own = SourcePath::new(&format!("templates/{name}"));
    match host::create(session.root(), &own, &text) {
        Ok(()) => session.console.note(&done(&own, name)),
        Err(failure) => session.failures.push(failure),
    }
    session.print(&[]);
    session.status(&[])
}

/// The text of a file, of the site or inside the program.
fn text(session: &Session, path: &SourcePath) -> Option<String> {
    let own = session.text(path).map(str::to_owned);
    own.or_else(|| builtin::source(path).map(|source| source.text.to_string()))
}

fn done(own: &SourcePath, name: &str) -> Wording {
    if own.extension() == "html" {
        words(
            format!(
                "`{own}` に写しました。一部だけ変えるなら、中身を `{{% extends \"default/{name}\" %}}` と変える `block` だけにすると、あとの更新も届きます"
            ),
            format!(
                "copied to `{own}`; to change a part alone, leave `{{% extends \"default/{name}\" %}}` and the blocks you change in it, and later versions still reach you"
            ),
        )
    } else {
        words(
            format!("`{own}` に写しました。これからはこのファイルが使われます"),
            format!("copied to `{own}`, which is used from now on"),
        )
    }
}

fn no_file(session: &Session, name: &str) -> Wording {
    let known = session.theme().files.keys().map(String::as_str);
    let message = words(
        format!("`{name}` というファイルはテーマにありません"),
        format!("the theme has no file `{name}`"),
    );
    let near = did_you_mean(name, known).unwrap_or_else(|| {
        words(
            "`madoguchi theme list` で一覧を見られます",
            "`madoguchi theme list` names them",
        )
    });
    words(
        format!("{}。{}", message.ja, near.ja),
        format!("{}; {}", message.en, near.en),
    )
}
