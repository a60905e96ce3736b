//! The findings of phone numbers, each with the datum it is about.

use super::known::{Difference, KnownNumber};
use crate::check::drift::{both_cures, the_datum};
use crate::dataset::Dataset;
use crate::diagnostic::{Diagnostic, Fix, Place, Severity, codes};
use crate::notation::{PhoneKind, PhoneNumber};
use crate::wording::words;

/// A number that is in no data.
pub(super) fn unknown_number(place: Place, said: &str, number: &PhoneNumber) -> Diagnostic {
    let said = said_and_meant(said, &number.display);
    let mut finding = Diagnostic::new(
        codes::UNKNOWN_NUMBER,
        place,
        words(
            format!("{said}という電話番号は、データのどこにもありません"),
            format!("the phone number {} is nowhere in the data", in_english(&said)),
        ),
    )
    .help(words(
        "正しい番号なら窓口の `number` としてデータに加え、`{{ … }}` で示してください。電話番号でなければ `check = { literal = [\"…\"] }` に加えてください",
        "if it is right, add it to the data as the `number` of a channel and write `{{ … }}`; if it is no phone number, add it to `check = { literal = [\"…\"] }`",
    ));
    // Nobody can buy 110: such a number may be mistyped, but leads to no fraudster.
    if number.kind == PhoneKind::Service {
        finding.severity = Severity::Warning;
    }
    finding
}

/// A number that is one digit off one of the data.
pub(super) fn near_number(
    place: Place,
    said: &str,
    difference: Difference,
    near: &KnownNumber,
) -> Diagnostic {
    let (path, number) = (&near.path, &near.number.display);
    let (ja, en) = match difference {
        Difference::Swapped => (
            "隣り合う2桁が入れ替わっています",
            "two neighbouring digits are swapped",
        ),
        Difference::OneDigit => ("1桁だけ違います", "one digit is another"),
        Difference::Lost => ("1桁足りません", "one digit is missing"),
        Difference::Added => ("1桁多くなっています", "there is one digit too many"),
    };
    let said = said.replace('\n', " ");
    Diagnostic::new(
        codes::NEAR_NUMBER,
        place,
        words(
            format!("「{said}」は、データの `{path}` の `{number}` と比べると{ja}"),
            format!("`{said}` is nearly `{number}`, which is `{path}` in the data: {en}"),
        ),
    )
    .label(near.cell.place.clone(), the_datum())
    .help(both_cures(path))
}

/// Two numbers of the data that are one digit apart.
pub(super) fn similar_numbers(one: &KnownNumber, other: &KnownNumber) -> Diagnostic {
    let (number, like) = (&one.number.display, &other.number.display);
    let (path, of) = (&one.path, &other.path);
    Diagnostic::new(
        codes::SIMILAR_NUMBERS,
        one.cell.place.clone(),
        words(
            format!("`{path}` の `{number}` は、`{of}` の `{like}` と1桁しか違いません"),
            format!("`{number}` (`{path}`) is one digit away from `{like}` (`{of}`)"),
        ),
    )
    .label(other.cell.place.clone(), words("もう一方の番号", "the other number"))
    .help(words(
        "両方を公式の案内と一桁ずつ見比べてください。どちらも正しければ、このファイルの先頭の `check = { literal = [\"…\"] }` に加えてください",
        "compare both digit by digit with the official page; if both are right, add one to `check = { literal = [\"…\"] }` at the top of this file",
    ))
}

/// A number of somebody else than the sentence speaks of.
pub(super) fn number_of_another(
    place: Place,
    said: &str,
    known: &KnownNumber,
    meant: &KnownNumber,
) -> Diagnostic {
    let (path, own) = (&known.path, &meant.path);
    let number = &meant.number.display;
    Diagnostic::new(
        codes::DRIFT,
        place,
        words(
            format!("ここで述べられている窓口の番号は `{own}` の `{number}` ですが、「{said}」は `{path}` の番号です"),
            format!("the number of what is spoken of here is `{number}` (`{own}`), but `{said}` is `{path}`"),
        ),
    )
    .label(meant.cell.place.clone(), the_datum())
    .label(known.cell.place.clone(), words("書かれている番号はここにあります", "the number that is written is here"))
    .help(both_cures(own))
}

/// A number of a channel that has ended.
pub(super) fn ended(
    place: Place,
    said: &str,
    known: &KnownNumber,
    dataset: &Dataset,
) -> Diagnostic {
    let channel = known
        .owner
        .and_then(|owner| dataset.channels.get(owner.channel));
    let status = channel.and_then(|channel| channel.record.cell("status"));
    let id = channel.map_or("", |channel| channel.id());
    let said_ended = status
        .map_or(&known.cell.place, |status| &status.place)
        .clone();
    Diagnostic::new(
        codes::ENDED_CHANNEL,
        place,
        words(
            format!("「{said}」は、終了した窓口 `{id}` の番号です"),
            format!("`{said}` is the number of the channel `{id}`, which has ended"),
        ),
    )
    .label(said_ended, words("ここで終了とされています", "it is said to have ended here"))
    .help(words(
        "利用できる窓口の番号に差し替えるか、もう使えないことを同じ文に書いてください",
        "write the number of a channel that can be used, or say in the same sentence that it has ended",
    ))
}

/// A number of the data, typed by hand.
pub(super) fn literal_number(place: Place, known: &KnownNumber) -> Diagnostic {
    let path = &known.path;
    Diagnostic::new(
        codes::LITERAL_FACT,
        place,
        words(
            "今はデータのとおりですが、手で書かれているので、データを直しても変わりません",
            "this is what the data says, but typed by hand: it will not follow when the data changes",
        ),
    )
    .label(known.cell.place.clone(), the_datum())
    .help(words(
        format!("`{{{{ {path} }}}}` と書くと、データに合わせて変わります"),
        format!("write `{{{{ {path} }}}}`, which follows the data"),
    ))
}

/// The cure that can be applied as it is.
pub(super) fn placeholder(place: &Place, known: &KnownNumber) -> Fix {
    Fix::replace(&place.path, place.span, format!("{{{{ {} }}}}", known.path))
}

/// A number as it stands there, and what it reads as where that is not the same.
fn said_and_meant(said: &str, display: &str) -> String {
    let said = said.replace('\n', " ");
    if said == display {
        format!("「{said}」")
    } else {
        format!("「{said}」({display})")
    }
}

fn in_english(said: &str) -> String {
    said.replace(['「', '」'], "`").replace("`(", "` (")
}
