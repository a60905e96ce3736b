//! The findings of drift, each with the prose and the datum.

use super::claims::Crowd;
use super::compare::Datum;
use super::parts_of_day::PartOfDay;
use super::prefixes::Belied;
use super::typed::Typed;
use crate::diagnostic::{Diagnostic, Fix, Place, codes};
use crate::site::Site;
use crate::wording::{Wording, words};

/// The prose says something else than the data.
pub(super) fn drift(
    place: Place,
    said: &str,
    (datum, cure): (&Datum<'_>, &str),
    site: &Site,
) -> Diagnostic {
    let path = &datum.path;
    let printed = |language| site.printed(path, language).unwrap_or_default();
    let (ja, en) = (printed("ja"), printed("en"));
    Diagnostic::new(
        codes::DRIFT,
        place,
        words(
            format!("データの `{path}` は「{ja}」ですが、ここには「{said}」と書かれています"),
            format!("`{path}` is `{en}` in the data, but here it is `{said}`"),
        ),
    )
    .label(datum.cell.place.clone(), the_datum())
    .help(both_cures(cure))
}

/// A part of the day is called busy or quiet, and no minute of it is.
pub(super) fn part_of_day(
    place: Place,
    part: &PartOfDay,
    datum: &Datum<'_>,
    site: &Site,
) -> Diagnostic {
    let path = &datum.path;
    let printed = |language| site.printed(path, language).unwrap_or_default();
    let (ja, en) = (printed("ja"), printed("en"));
    let hours = part.hours();
    let (crowd_ja, crowd_en) = match part.crowd {
        Crowd::Busy => ("混む", "busy"),
        Crowd::Quiet => ("空いている", "quiet"),
    };
    Diagnostic::new(
        codes::DRIFT,
        place,
        words(
            format!(
                "ここでは{}が{crowd_ja}とされていますが、データの `{path}` は「{ja}」です",
                hours.ja
            ),
            format!(
                "{} is called {crowd_en} here, but `{path}` is `{en}` in the data",
                hours.en
            ),
        ),
    )
    .label(datum.cell.place.clone(), the_datum())
    .help(both_cures(path))
}

/// Numbers are said to be closed or suspect by their beginning, and an official one is among them.
pub(super) fn belied(place: Place, said: &str, belied: &Belied<'_>) -> Diagnostic {
    let Belied { datum, number, .. } = belied;
    let path = &datum.path;
    Diagnostic::new(
        codes::DRIFT,
        place,
        words(
            format!("「{said}」とありますが、データでは `{number}`(`{path}`)が使われている公式の番号です"),
            format!("`{said}` is not so: `{number}` (`{path}`) is an active official number in the data"),
        ),
    )
    .label(datum.cell.place.clone(), the_datum())
    .help(words(
        "文を直すか、その番号がもう使われていなければデータを直してください",
        "change the sentence, or the data if that number is no longer in use",
    ))
}

/// What the label on the data says.
pub(in crate::check) fn the_datum() -> Wording {
    words("データではここです", "the data says it here")
}

/// Both ways to make prose and data agree.
pub(in crate::check) fn both_cures(path: &str) -> Wording {
    words(
        format!(
            "データが正しければここを `{{{{ {path} }}}}` に、文が正しければデータを直してください"
        ),
        format!(
            "write `{{{{ {path} }}}}` here, or change the data if it is the data that is wrong"
        ),
    )
}

/// Right, but typed by hand.
pub(super) fn literal_fact(place: Place, datum: &Datum<'_>, path: &str) -> Diagnostic {
    Diagnostic::new(
        codes::LITERAL_FACT,
        place,
        words(
            "今はデータのとおりですが、手で書かれているので、データを直しても変わりません",
            "this is what the data says, but typed by hand: it will not follow when the data changes",
        ),
    )
    .label(datum.cell.place.clone(), the_datum())
    .help(words(
        format!("`{{{{ {path} }}}}` と書くと、データに合わせて変わります"),
        format!("write `{{{{ {path} }}}}`, which follows the data"),
    ))
}

/// The cure that can be applied as it is.
pub(super) fn placeholder_fix(place: &Place, typed: &Typed) -> Fix {
    Fix::replace(&place.path, place.span, format!("{{{{ {} }}}}", typed.path))
}

/// Hours or a reply time of nobody that fit nobody.
pub(super) fn unbound_fact(place: Place, said: &str) -> Diagnostic {
    Diagnostic::new(
        codes::UNBOUND_FACT,
        place,
        words(
            format!("「{said}」がどの窓口のことか分からず、どの窓口のデータとも合いません"),
            format!("it is not said whose `{said}` is, and it is that of no channel"),
        ),
    )
    .help(words(
        "窓口の名前を同じ文に書いてください。窓口の話でなければ `check = { literal = [\"…\"] }` に加えてください",
        "name the channel in the same sentence; if it is of none, add it to `check = { literal = [\"…\"] }`",
    ))
}
