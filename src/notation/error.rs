//! What is wrong with a text that should have been hours, days, a number or a reply time.
//!
//! An error says where (bytes of the given text) and what, in both languages; which file that is
//! and how bad it is, the room above decides.

use std::ops::Range;

use crate::wording::{Wording, words};

/// A text that could not be read, or that says something impossible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotationError {
    /// Bytes of the given text.
    pub at: Range<usize>,
    /// What is wrong there.
    pub kind: NotationErrorKind,
}

/// What is wrong with a notation. Times of day are minutes since midnight.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotationErrorKind {
    /// There is nothing but spaces.
    Empty,
    /// Not a notation of opening hours, or one with words that are not understood.
    HoursNotRead,
    /// Not a day, a range of days, or the name of a calendar.
    DayNotRead,
    /// Days are named, but no hours.
    DaysWithoutHours,
    /// An interval ends when it begins, or before.
    CloseBeforeOpen {
        /// When it opens.
        open: u16,
        /// When it is said to close.
        close: u16,
    },
    /// Two intervals of one day share time.
    Overlap,
    /// An hour past 48:00.
    HourTooLate,
    /// A minute past 59.
    MinuteTooLate,
    /// An hour that does not belong to its part of the day, as in 朝15時.
    PartOfDay,
    /// 午前12時 and 午後12時 mean noon to some and midnight to others.
    AmbiguousTwelve,
    /// Not a reply time.
    ReplyNotRead,
    /// A reply time that ends before it begins.
    ReplyOrder,
    /// Not a phone number.
    PhoneNotRead,
    /// Letters in a phone number.
    PhoneLetters,
    /// A wrong number of digits.
    PhoneLength {
        /// How many digits there are.
        found: usize,
        /// How many there must be, in words that fit both languages, such as `10` or `7–15`.
        expected: &'static str,
        /// The beginning of the number that asks for so many.
        prefix: String,
    },
    /// A beginning that no number of the region has.
    PhonePrefix {
        /// The beginning.
        prefix: String,
    },
}

impl NotationError {
    /// An error of a kind at a place.
    pub(crate) fn new(at: Range<usize>, kind: NotationErrorKind) -> Self {
        Self { at, kind }
    }

    /// What is wrong, in both languages.
    pub fn words(&self) -> Wording {
        use NotationErrorKind as Kind;
        match &self.kind {
            Kind::Empty => words("何も書かれていません", "nothing is written here"),
            Kind::HoursNotRead => words(
                "受付時間として読み取れません",
                "this cannot be read as opening hours",
            ),
            Kind::DayNotRead => words(
                "曜日や日の指定として読み取れません",
                "this is not a day, a range of days, or a calendar",
            ),
            Kind::DaysWithoutHours => words("曜日だけで時間がありません", "days without hours"),
            Kind::CloseBeforeOpen { open, close } => words(
                format!(
                    "終わり({})が始まり({})より後ではありません",
                    clock(*close),
                    clock(*open)
                ),
                format!("closes at {}, not after {}", clock(*close), clock(*open)),
            ),
            Kind::Overlap => words(
                "前の時間帯と重なっています",
                "this overlaps an earlier interval of the same day",
            ),
            Kind::HourTooLate => words("48:00 を過ぎています", "later than 48:00"),
            Kind::MinuteTooLate => words("分が 59 を超えています", "a minute past 59"),
            Kind::PartOfDay => words(
                "時間帯の言葉と時刻が合いません",
                "the hour does not belong to that part of the day",
            ),
            Kind::AmbiguousTwelve => words(
                "午前12時・午後12時は正午とも真夜中とも読めます",
                "12 o'clock with 午前 or 午後 may mean noon or midnight",
            ),
            Kind::ReplyNotRead => words(
                "時間の長さとして読み取れません",
                "this cannot be read as a length of time",
            ),
            Kind::ReplyOrder => words(
                "終わりが始まりより短くなっています",
                "the longest time is shorter than the shortest",
            ),
            Kind::PhoneNotRead => words(
                "電話番号として読み取れません",
                "this cannot be read as a phone number",
            ),
            Kind::PhoneLetters => {
                words("電話番号に文字が入っています", "letters in a phone number")
            }
            Kind::PhoneLength {
                found,
                expected,
                prefix,
            } => words(
                format!("`{prefix}` で始まる番号は {expected} 桁ですが、{found} 桁あります"),
                format!("a number that begins with `{prefix}` has {expected} digits, not {found}"),
            ),
            Kind::PhonePrefix { prefix } => words(
                format!("`{prefix}` で始まる電話番号はありません"),
                format!("no phone number begins with `{prefix}`"),
            ),
        }
    }
}

/// Minutes since midnight as `9:05`.
fn clock(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}
