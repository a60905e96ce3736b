//! Words for parts of the day, and which hour they make of a number: 午後5時, 夜9時, `9 pm`.

use super::error::NotationErrorKind;

/// A word that tells the part of the day an hour belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// am
    Am,
    /// pm
    Pm,
    /// 午前
    Gozen,
    /// 午後
    Gogo,
    /// 朝
    Morning,
    /// 昼
    Midday,
    /// 夕方
    Evening,
    /// 夜
    Night,
    /// 深夜
    SmallHours,
}

/// Words before an hour.
pub(crate) const PARTS_BEFORE: &[(&str, Part)] = &[
    ("午前", Part::Gozen),
    ("午後", Part::Gogo),
    ("朝", Part::Morning),
    ("mornings", Part::Gozen),
    ("morning", Part::Gozen),
    ("afternoons", Part::Gogo),
    ("afternoon", Part::Gogo),
    ("早朝", Part::Morning),
    ("あさ", Part::Morning),
    ("ひる", Part::Midday),
    ("よる", Part::Night),
    ("昼", Part::Midday),
    ("お昼", Part::Midday),
    ("夕方", Part::Evening),
    ("夕", Part::Evening),
    ("夜", Part::Night),
    ("晩", Part::Night),
    ("夜間", Part::Night),
    ("深夜", Part::SmallHours),
    ("未明", Part::SmallHours),
];

/// Words behind an hour.
pub(crate) const PARTS_LATIN: &[(&str, Part)] = &[
    ("am", Part::Am),
    ("a.m.", Part::Am),
    ("a.m", Part::Am),
    ("pm", Part::Pm),
    ("p.m.", Part::Pm),
    ("p.m", Part::Pm),
];

/// The hour of the day (0–48) of an hour said with a part of the day.
#[expect(
    clippy::match_same_arms,
    reason = "the parts stand in the order of the day"
)]
pub(crate) fn hour_in_part(
    hour: u32,
    minute: u32,
    part: Option<Part>,
) -> Result<u32, NotationErrorKind> {
    let Some(part) = part else {
        return Ok(hour);
    };
    Ok(match (part, hour) {
        (Part::Gozen | Part::Gogo, 12) if minute == 0 => {
            return Err(NotationErrorKind::AmbiguousTwelve);
        }
        (Part::Am | Part::Gozen, 12) => 0,
        (Part::Pm | Part::Gogo, 12) => 12,
        (Part::Am | Part::Gozen, 0..=11) | (Part::Morning, 4..=11) => hour,
        (Part::Pm, 1..=11) | (Part::Gogo, 0..=11) => hour + 12,
        (Part::Gogo, 13..=24) | (Part::Midday, 10..=17) | (Part::Evening, 15..=19) => hour,
        (Part::Midday, 1..=5) | (Part::Evening, 3..=7) | (Part::Night, 5..=11) => hour + 12,
        (Part::Night, 0..=4) => hour + 24,
        (Part::Night | Part::SmallHours, 12) => 24,
        (Part::Night, 17..=29) | (Part::SmallHours, 0..=5 | 22..=29) => hour,
        (Part::SmallHours, 10..=11) => hour + 12,
        _ => return Err(NotationErrorKind::PartOfDay),
    })
}
