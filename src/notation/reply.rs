//! Reply times: `at once`, `1〜2営業日`, `a few hours to 1 business day`, `12時間以内`, `当日中`.

use std::cell::OnceCell;
use std::ops::Range;

use super::error::{NotationError, NotationErrorKind};
use super::letter_set::LetterSet;
use super::reply_terms::{ANSWERING, AT_ONCE, COUNT_WORDS, DAY_WORDS, UNITS};
use super::scan::{Cursor, Folded, is_han};
use super::times::eat_range_mark;

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Count {
    /// This many.
    Exact(u16),
    /// 数, a few: equal to nothing but itself.
    Few,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReplyUnit {
    /// 分
    Minutes,
    /// 時間
    Hours,
    /// 日, counting every day
    Days,
    /// 営業日
    BusinessDays,
    /// 週間
    Weeks,
}

/// A length of time. None of [`ReplyUnit::Days`] is the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    /// How many.
    pub count: Count,
    /// Of what.
    pub unit: ReplyUnit,
}

impl Amount {
    /// The same day.
    pub const SAME_DAY: Self = Self {
        count: Count::Exact(0),
        unit: ReplyUnit::Days,
    };

    /// Its length in minutes, for order only; unknown for "a few".
    pub fn minutes(self) -> Option<u32> {
        let Count::Exact(count) = self.count else {
            return None;
        };
        let unit = match self.unit {
            ReplyUnit::Minutes => 1,
            ReplyUnit::Hours => 60,
            ReplyUnit::Days | ReplyUnit::BusinessDays => 24 * 60,
            ReplyUnit::Weeks => 7 * 24 * 60,
        };
        Some(u32::from(count) * unit)
    }
}

/// How long a reply takes. Build the second kind with [`Reply::between`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reply {
    /// すぐ
    AtOnce,
    /// Between two lengths of time, which may be one.
    Takes {
        /// The shortest.
        from: Amount,
        /// The longest.
        to: Amount,
        /// Whether it is said as a limit (12時間以内). A range is one anyway, so it never says so.
        within: bool,
    },
}

impl Reply {
    /// A reply that takes between two lengths of time; `None` if the second is shorter.
    pub fn between(from: Amount, to: Amount, within: bool) -> Option<Self> {
        if let (Some(shortest), Some(longest)) = (from.minutes(), to.minutes())
            && shortest > longest
        {
            return None;
        }
        let within = from == to && (within || to == Amount::SAME_DAY);
        Some(Self::Takes { from, to, within })
    }
}

/// Reads a reply time, the whole of `text`.
pub fn read_reply(text: &str) -> Result<Reply, NotationError> {
    let folded = Folded::new(text);
    let mut cursor = Cursor::new(&folded);
    cursor.skip_spaces();
    if cursor.is_done() {
        return Err(NotationError::new(0..text.len(), NotationErrorKind::Empty));
    }
    let whole = cursor.rest();
    let Some(said) = said_reply(&mut cursor) else {
        return Err(NotationError::new(whole, NotationErrorKind::ReplyNotRead));
    };
    let reply = said?.reply;
    eat_tail(&mut cursor);
    if cursor.is_done() {
        Ok(reply)
    } else {
        Err(NotationError::new(
            cursor.rest(),
            NotationErrorKind::ReplyNotRead,
        ))
    }
}

/// What is known of a text besides its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TalkOf {
    /// What stands around it, such as the head of a column, speaks of answering.
    Answers,
    /// Nothing is known.
    Anything,
}

/// Finds reply times in running text, with the bytes of each. A bare length of time (`2日`, `24時間`,
/// `すぐ`) is one only if the text, or what stands around it, speaks of answering.
pub fn find_replies(text: &str, talk: TalkOf) -> Vec<(Range<usize>, Reply)> {
    replies_in(&Folded::new(text), talk)
}

/// The same in a text that is folded already.
pub(crate) fn replies_in(folded: &Folded, talk: TalkOf) -> Vec<(Range<usize>, Reply)> {
    let speaks = OnceCell::new();
    let answers = || {
        talk == TalkOf::Answers
            || *speaks.get_or_init(|| {
                let spelling = folded.spelling();
                ANSWERING.iter().any(|word| spelling.contains(word))
            })
    };
    let mut found = Vec::new();
    let mut place = 0;
    while place < folded.count() {
        let mut cursor = Cursor::at(folded, place);
        place += 1;
        if !may_begin(cursor) {
            continue;
        }
        if let Some(Ok(said)) = said_reply(&mut cursor)
            && (said.is_plain || answers())
        {
            found.push((cursor.since(said.start), said.reply));
            place = cursor.place();
        }
    }
    found
}

/// Letters of three bytes with which reply times begin.
static WIDE_BEGINNINGS: LetterSet =
    LetterSet::of("すたそ即直遅最当同翌半一二三四五六七八九十〇零百数");

/// How Latin words begin with which reply times begin.
const LATIN_BEGINNINGS: &[[u8; 3]] = &[
    *b"at ", *b"imm", *b"ins", *b"rig", *b"str", *b"wit", *b"up ", *b"no ", *b"the", *b"sam",
    *b"nex", *b"hal", *b"a  ", *b"an ", *b"few", *b"sev", *b"one", *b"two", *b"thr", *b"fou",
    *b"fiv", *b"six", *b"ten",
];

fn may_begin(cursor: Cursor<'_>) -> bool {
    let Some(letter) = cursor.peek() else {
        return false;
    };
    let begins = match letter {
        '0'..='9' => true,
        'a'..='z' => cursor.begins_like(LATIN_BEGINNINGS),
        _ => WIDE_BEGINNINGS.has(letter),
    };
    if !begins {
        return false;
    }
    let Some(before) = cursor.previous() else {
        return true;
    };
    if letter.is_ascii_alphanumeric() {
        return !(before.is_ascii_alphanumeric() || cursor.is_tied(":.-/~月第時"));
    }
    !(is_han(letter) && is_han(before) && "〇一二三四五六七八九十百数".contains(letter))
}

/// A reply time as said.
struct Said {
    reply: Reply,
    /// Where it begins, small words before it (`in`, `about`) left out.
    start: usize,
    /// Whether the words alone say that somebody waits (営業日, 以内, 数日, 当日中).
    is_plain: bool,
}

fn said_reply(cursor: &mut Cursor<'_>) -> Option<Result<Said, NotationError>> {
    let mut ahead = *cursor;
    let start = ahead.place();
    if ahead.eat_one_of(AT_ONCE) {
        *cursor = ahead;
        return Some(Ok(Said {
            reply: Reply::AtOnce,
            start,
            is_plain: false,
        }));
    }
    let limit = eat_before(&mut ahead);
    let mut within = limit.is_some();
    ahead.skip_spaces();
    let begins = limit.unwrap_or(ahead.place());
    let (from, to) = amounts(&mut ahead)?;
    ahead_of_limit(&mut ahead, &mut within);
    *cursor = ahead;
    let business = |amount: Amount| amount.unit == ReplyUnit::BusinessDays;
    let few = |amount: Amount| amount.count == Count::Few;
    let vague = few(from) || few(to);
    let is_plain = within
        || business(to)
        || vague
        || (to == Amount::SAME_DAY && !cursor.has_since(start, '0'));
    Some(match Reply::between(from, to, within) {
        Some(reply) => Ok(Said {
            reply,
            start: begins,
            is_plain,
        }),
        None => Err(NotationError::new(
            cursor.since(start),
            NotationErrorKind::ReplyOrder,
        )),
    })
}

/// Reads words before a length of time; where one stands that makes it a limit.
fn eat_before(cursor: &mut Cursor<'_>) -> Option<usize> {
    let mut within = None;
    // "usually within about": no more such words stand in a row.
    for _ in 0..4 {
        cursor.skip_spaces();
        let here = cursor.place();
        if cursor.eat_one_of(&[
            "within",
            "up to",
            "at most",
            "no later than",
            "遅くとも",
            "最大",
        ]) {
            within = Some(here);
        } else if !cursor.eat_one_of(&[
            "about",
            "around",
            "usually",
            "normally",
            "typically",
            "in",
            "after",
            "約",
            "およそ",
            "通常",
            "だいたい",
            "通常は",
        ]) {
            return within;
        }
    }
    within
}

/// Reads a word after a length of time that makes it a limit.
fn ahead_of_limit(cursor: &mut Cursor<'_>, within: &mut bool) {
    let mut ahead = *cursor;
    ahead.skip_spaces();
    if ahead.eat_one_of(&[
        "以内",
        "までに",
        "まで",
        "以下",
        "or less",
        "at most",
        "at the latest",
        "中",
    ]) {
        *within = true;
        *cursor = ahead;
    }
}

/// Reads words after a reply time that add nothing.
fn eat_tail(cursor: &mut Cursor<'_>) {
    loop {
        cursor.skip_spaces();
        let word = cursor.eat_one_of(&[
            "に",
            "で",
            "程度",
            "ほど",
            "くらい",
            "ぐらい",
            "前後",
            "後",
            "返信",
            "回答",
            "or so",
            "later",
        ]);
        if !(word || cursor.eat_any(&['.', '。'])) {
            return;
        }
    }
}

/// One length of time, or two.
fn amounts(cursor: &mut Cursor<'_>) -> Option<(Amount, Amount)> {
    if cursor.eat_one_of(&["一両日", "1両日"]) {
        let days = |count| Amount {
            count: Count::Exact(count),
            unit: ReplyUnit::Days,
        };
        return Some((days(1), days(2)));
    }
    let (first, first_unit) = amount(cursor)?;
    let mut ahead = *cursor;
    let comma = first_unit.is_none() && ahead.eat_char(',');
    let ranged = comma || eat_range_mark(&mut ahead, false) || or(&mut ahead, first_unit);
    ahead.skip_spaces();
    if ranged && let Some((second, Some(unit))) = amount(&mut ahead) {
        *cursor = ahead;
        let from = Amount {
            count: first,
            unit: first_unit.unwrap_or(unit),
        };
        return Some((
            from,
            Amount {
                count: second,
                unit,
            },
        ));
    }
    let only = Amount {
        count: first,
        unit: first_unit?,
    };
    Some((only, only))
}

/// `1 or 2 days`
fn or(cursor: &mut Cursor<'_>, first_unit: Option<ReplyUnit>) -> bool {
    first_unit.is_none() && cursor.eat_one_of(&["or", "か", "ないし"])
}

/// A count and, if it is said, its unit; or a word for a day.
fn amount(cursor: &mut Cursor<'_>) -> Option<(Count, Option<ReplyUnit>)> {
    if let Some((count, unit)) = cursor.eat_from(DAY_WORDS) {
        return Some((Count::Exact(count), Some(unit)));
    }
    let count = count(cursor)?;
    let mut ahead = *cursor;
    ahead.eat_any(&[' ', '-']);
    let unit = ahead.eat_from(UNITS);
    if unit.is_some() {
        *cursor = ahead;
    }
    Some((count, unit))
}

fn count(cursor: &mut Cursor<'_>) -> Option<Count> {
    if let Some(count) = cursor.eat_from(COUNT_WORDS) {
        return Some(count);
    }
    let mut ahead = *cursor;
    let number = u16::try_from(ahead.number()?).ok()?;
    *cursor = ahead;
    Some(Count::Exact(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ReplyUnit::{BusinessDays, Days, Hours, Minutes, Weeks};

    fn takes(from: (Count, ReplyUnit), to: (Count, ReplyUnit), within: bool) -> Reply {
        let amount = |(count, unit)| Amount { count, unit };
        Reply::between(amount(from), amount(to), within).expect("in order")
    }

    fn range(from: u16, to: u16, unit: ReplyUnit) -> Reply {
        takes((Count::Exact(from), unit), (Count::Exact(to), unit), false)
    }

    fn limit(count: u16, unit: ReplyUnit) -> Reply {
        let amount = (Count::Exact(count), unit);
        takes(amount, amount, true)
    }

    #[test]
    fn reply_times_in_many_spellings() {
        let business_day = |count| (Count::Exact(count), BusinessDays);
        let few_hours = takes((Count::Few, Hours), business_day(1), false);
        let few_days = takes((Count::Few, Days), (Count::Few, Days), false);
        let next_business_day = takes((Count::Exact(0), Days), business_day(1), false);
        for (text, expected) in [
            ("1-2 business days", range(1, 2, BusinessDays)),
            ("1〜2営業日", range(1, 2, BusinessDays)),
            ("１、２営業日", range(1, 2, BusinessDays)),
            ("1〜2営業日以内に返信", range(1, 2, BusinessDays)),
            ("一〜二営業日", range(1, 2, BusinessDays)),
            ("数時間〜1営業日", few_hours),
            ("a few hours to 1 business day", few_hours),
            ("few hours - 1 business day", few_hours),
            ("数日", few_days),
            ("a few days", few_days),
            ("within 12 hours", limit(12, Hours)),
            ("12時間以内", limit(12, Hours)),
            ("約30分", range(30, 30, Minutes)),
            ("翌営業日", range(1, 1, BusinessDays)),
            ("the next business day", range(1, 1, BusinessDays)),
            ("当日中", limit(0, Days)),
            ("即日", limit(0, Days)),
            ("当日〜翌営業日", next_business_day),
            ("1 or 2 weeks", range(1, 2, Weeks)),
            ("at once", Reply::AtOnce),
            ("即時", Reply::AtOnce),
            ("すぐ", Reply::AtOnce),
            ("immediately", Reply::AtOnce),
        ] {
            assert_eq!(read_reply(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_reply_time() {
        for (text, part, kind) in [
            ("", "", NotationErrorKind::Empty),
            ("soon", "soon", NotationErrorKind::ReplyNotRead),
            ("2", "2", NotationErrorKind::ReplyNotRead),
            ("2 months", "2 months", NotationErrorKind::ReplyNotRead),
            ("2-1 days", "2-1 days", NotationErrorKind::ReplyOrder),
            ("1 day, maybe", ", maybe", NotationErrorKind::ReplyNotRead),
            ("99999 days", "99999 days", NotationErrorKind::ReplyNotRead),
        ] {
            let error = read_reply(text).expect_err(text);
            assert_eq!((&text[error.at], error.kind), (part, kind), "{text}");
        }
    }

    #[test]
    fn reply_times_in_running_text() {
        let cases: &[(&str, &[&str])] = &[
            ("返信は1〜2営業日です。", &["1〜2営業日"]),
            (
                "メールには数時間〜1営業日で答えます。",
                &["数時間〜1営業日"],
            ),
            ("We reply within 12 hours.", &["within 12 hours"]),
            ("返信に2日かかります。", &["2日"]),
            ("チャットは24時間使えます。10月10〜15日。第一日。", &[]),
            ("当日中に折り返します。", &["当日中"]),
        ];
        for (text, expected) in cases {
            let found = find_replies(text, TalkOf::Anything);
            let found: Vec<&str> = found.iter().map(|(at, _)| &text[at.clone()]).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }

    #[test]
    fn lengths_of_different_units_are_in_order() {
        let is_range = |from: (u16, ReplyUnit), to: (u16, ReplyUnit)| {
            let amount = |(count, unit)| Amount {
                count: Count::Exact(count),
                unit,
            };
            Reply::between(amount(from), amount(to), false).is_some()
        };
        for (short, long) in [
            ((59, Minutes), (1, Hours)),
            ((23, Hours), (1, Days)),
            ((23, Hours), (1, BusinessDays)),
            ((6, Days), (1, Weeks)),
            ((1, Weeks), (8, Days)),
        ] {
            assert!(is_range(short, long), "{short:?} {long:?}");
            assert!(!is_range(long, short), "{long:?} {short:?}");
        }
    }
}
