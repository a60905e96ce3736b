//! What stands in the data and on no page.
//!
//! It grows old unseen, and still has to be verified. One finding for each thing: a channel that nothing
//! shows speaks for its parts, a table for its rows and columns.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::page::Page;
use crate::site::{Site, Unshown};
use crate::wording::{Wording, words};

/// What no page shows; drafts are pages to come.
pub(super) fn check(site: &Site, pages: &[Arc<Page>]) -> Vec<Diagnostic> {
    let unshown = site.unshown(pages).into_iter();
    unshown.map(|of| unused(place(of).clone(), of)).collect()
}

fn place(of: Unshown<'_>) -> &Place {
    match of {
        Unshown::Channel(channel) => &channel.record.place,
        Unshown::Part(_, record) | Unshown::Row(_, record) => &record.place,
        Unshown::Table(table) => &table.place,
        Unshown::Column(_, column) => &column.place,
        Unshown::Calendar(_, place) => place,
    }
}

fn unused(place: Place, of: Unshown<'_>) -> Diagnostic {
    let (message, help) = match of {
        Unshown::Channel(channel) => shown_nowhere("窓口", "the channel", channel.id()),
        Unshown::Part(channel, part) => {
            shown_nowhere("部分", "the part", &format!("{}.{}", channel.id(), part.id))
        }
        Unshown::Table(table) => shown_nowhere("表", "the table", &table.name),
        Unshown::Row(table, row) => {
            shown_nowhere("行", "the row", &format!("{}.{}", table.name, row.id))
        }
        Unshown::Column(None, column) => shown_nowhere("列", "the column", &column.key),
        Unshown::Column(Some(table), column) => {
            let name = format!("{}.{}", table.name, column.key);
            shown_nowhere("列", "the column", &name)
        }
        Unshown::Calendar(calendar, _) => (
            words(
                format!("暦 `{}` を使う時間がどこにもありません", calendar.id),
                format!("no hours use the calendar `{}`", calendar.id),
            ),
            words(
                "`closed_on` か時間のキーに書くか、要らなければ消してください",
                "name it in `closed_on` or as a key of hours, or delete it",
            ),
        ),
    };
    Diagnostic::new(codes::UNUSED_DATA, place, message).help(help)
}

fn shown_nowhere(ja: &str, en: &str, name: &str) -> (Wording, Wording) {
    (
        words(
            format!("{ja} `{name}` はどのページにも出てきません"),
            format!("no page shows {en} `{name}`"),
        ),
        words(
            "`{{ }}` や表で見せるか、要らなければ消してください",
            "show it with `{{ }}` or in a table, or delete it",
        ),
    )
}
