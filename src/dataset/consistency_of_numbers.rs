//! Numbers that cannot be what the data says of them, or that an organisation hardly has.

use super::{Channel, Dataset, Record, Value};
use crate::diagnostic::{Diagnostic, codes};
use crate::notation::{PhoneKind, PhoneNumber};
use crate::wording::{Wording, words};

/// A number whose prefix says that callers pay, called free; or the other way round.
pub(super) fn charged(record: &Record) -> Option<Diagnostic> {
    let (Some(Value::Phone(number)), Some(Value::Word(cost))) =
        (record.value("number"), record.value("cost"))
    else {
        return None;
    };
    let wrong = match (number.kind, cost.as_str()) {
        (
            PhoneKind::Navi
            | PhoneKind::Ip
            | PhoneKind::Mobile
            | PhoneKind::Premium
            | PhoneKind::Geographic,
            "free",
        )
        | (PhoneKind::TollFree, "navi" | "charged" | "local") => true,
        (PhoneKind::Navi, _) => false,
        (_, "navi") => true,
        _ => false,
    };
    let (at, says) = (record.cell("number")?, record.cell("cost")?);
    wrong.then(|| {
        Diagnostic::new(
            codes::CHARGED_NUMBER,
            says.place.clone(),
            words(
                format!("`{}` の通話料は `{cost}` ではありえません", number.display),
                format!("calls to `{}` cannot be `{cost}`", number.display),
            ),
        )
        .label(at.place.clone(), words("この番号です", "this number"))
        .help(words(
            "0120と0800は無料、0570はナビダイヤル(有料)、そのほかは通話料がかかります。番号か `cost` を直してください",
            "0120 and 0800 are free, 0570 is charged (`navi`), and so are all others: correct the number or the `cost`",
        ))
    })
}

/// A number that is valid, and odd for a desk that many people call: somebody's mobile phone, a number
/// by which the one who is called earns, a line abroad of which nothing more is said.
///
/// A desk that is not official is there to be warned of, and whose the data is (`ours`) knows the phones.
pub(super) fn unusual(dataset: &Dataset, channel: &Channel, record: &Record) -> Option<Diagnostic> {
    let (Some(Value::Phone(number)), Some(cell)) = (record.value("number"), record.cell("number"))
    else {
        return None;
    };
    let counts = channel.is_official() && record.truth("official") != Some(false);
    let waived = dataset
        .literal
        .iter()
        .any(|waiver| waiver.value == number.display);
    if !counts || dataset.ours || waived || channel.has_ended() || number.is_sample() {
        return None;
    }
    let (what, help) = oddity(number, record, &dataset.region)?;
    Some(Diagnostic::new(codes::UNUSUAL_NUMBER, cell.place.clone(), what).help(help))
}

fn oddity(number: &PhoneNumber, record: &Record, region: &str) -> Option<(Wording, Wording)> {
    let display = &number.display;
    let compare = || {
        words(
            "公式の案内と見比べてください。正しければ、ファイルの先頭の `check = { literal = [\"…\"] }` に加えてください",
            "compare it with the official page; if it is right, add it to `check = { literal = [\"…\"] }` at the top of the file",
        )
    };
    let is_mobile = |digits: &str| {
        ["+8160", "+8170", "+8180", "+8190"]
            .iter()
            .any(|of| digits.starts_with(of))
    };
    let line = number.line();
    if number.kind == PhoneKind::Premium {
        return Some((
            words(
                format!("`{display}` は情報料のかかる番号(0990)です"),
                format!("`{display}` is a premium number (0990): its owner earns by each call"),
            ),
            compare(),
        ));
    }
    if number.country == Some(81) && is_mobile(&line) && !line.starts_with("+81800") {
        return Some((
            words(
                format!("`{display}` は携帯電話の番号です。公式の窓口ではあまり使われません"),
                format!("`{display}` is a mobile phone, which official desks seldom use"),
            ),
            compare(),
        ));
    }
    let is_abroad = number.kind == PhoneKind::International
        && region.eq_ignore_ascii_case("JP")
        && number.country != Some(81);
    let says_more = ["callable_from", "area", "cost", "cost_note", "for"]
        .iter()
        .any(|field| record.value(field).is_some());
    (is_abroad && !says_more).then(|| {
        (
            words(
                format!("`{display}` は国外の番号ですが、どこからかけられるかも通話料も書かれていません"),
                format!("`{display}` is a number abroad, and neither from where it can be called nor its cost is said"),
            ),
            words(
                "`callable_from` か `cost` を書いてください",
                "say `callable_from` or `cost`",
            ),
        )
    })
}
