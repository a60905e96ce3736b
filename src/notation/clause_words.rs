//! The small words of opening hours: what excepts, limits, joins, and what adds nothing.

use super::scan::Cursor;
use super::times::eat_closed;

/// Words that name days as excepted.
pub(crate) const EXCEPT: &[&str] = &[
    "except",
    "except on",
    "except for",
    "excluding",
    "other than",
    "but not on",
    "not on",
    "not",
];

/// The same after the days.
pub(crate) const EXCLUDED: &[&str] = &[
    "を除く",
    "は除く",
    "除く",
    "を除き",
    "除き",
    "をのぞく",
    "以外の",
    "以外",
    "excluded",
    "excepted",
];

/// Words that undo a closure before them.
pub(crate) const NOT_SO: &[&str] = &[
    "ではなく",
    "でなく",
    "じゃなく",
    "せず",
    "せずに",
    "しないで",
    "することなく",
    "なしで",
    "なく",
];

/// Words after the only days that open.
pub(crate) const ONLY: &[&str] = &["のみ", "だけ", "に限る", "only", " only"];

/// Words between clauses that add nothing.
pub(crate) const BETWEEN: &[&str] = &[
    "営業時間",
    "受付時間",
    "対応時間",
    "営業",
    "受付",
    "対応",
    "です",
    "ただし",
    "但し",
    "また",
    "は",
    "and",
    "or",
    "but",
    "at",
    "open",
    "we are open",
    "hours",
    "opening hours",
];

/// Reads what may stand between days and their hours.
pub(crate) fn eat_joint(cursor: &mut Cursor<'_>) {
    loop {
        cursor.skip_spaces();
        // 受付 leads to hours, and 受付なし says that there are none.
        if eat_closed(&mut { *cursor }) {
            return;
        }
        let joint = cursor.eat_one_of(&[
            "は",
            "も",
            "とも",
            "ともに",
            "に",
            "の",
            "が",
            "is",
            "are",
            "we are",
            "open",
            "from",
            "営業",
            "受付",
            "対応",
        ]);
        if !(joint || cursor.eat_char(':')) {
            return;
        }
    }
}

/// Whether a bracket was opened and not closed between two positions.
pub(crate) fn inside_bracket(from: Cursor<'_>, to: Cursor<'_>) -> bool {
    let mut cursor = from;
    let mut depth = 0_i32;
    while cursor.place() < to.place() {
        match cursor.peek() {
            Some('(') => depth += 1,
            Some(')') => depth -= 1,
            _ => {}
        }
        cursor.advance();
    }
    depth > 0
}
