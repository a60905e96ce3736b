//! Wide letters and marks: those of Chinese, Japanese and Korean, written without spaces.

/// Whether a character belongs to CJK writing: letters, kana, hangul, and the marks of full width.
pub fn is_wide(c: char) -> bool {
    matches!(c as u32,
        0x1100..=0x11ff
        | 0x2e80..=0x2fdf
        | 0x2ff0..=0x4dbf
        | 0x4e00..=0x9fff
        | 0xa960..=0xa97f
        | 0xac00..=0xd7ff
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe4f
        | 0xff01..=0xffee
        | 0x1_6fe0..=0x1_8dff
        | 0x1_aff0..=0x1_b2ff
        | 0x1_f200..=0x1_f2ff
        | 0x2_0000..=0x3_ffff
        | 0xe_0100..=0xe_01ef)
}

/// Whether a wide character is a letter that is read: no mark, no space.
pub fn is_wide_letter(c: char) -> bool {
    is_wide(c) && c.is_alphabetic()
}

/// Whether a character counts as punctuation or symbol for emphasis.
///
/// Letters, digits, marks and spaces are certain; the rest of the characters that prose meets are
/// punctuation or symbols.
pub fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    !(c.is_alphanumeric()
        || c.is_whitespace()
        || c.is_control()
        || unicode_normalization::char::is_combining_mark(c)
        || matches!(c as u32, 0x200b..=0x200f | 0xe000..=0xf8ff | 0xfe00..=0xfe0f | 0xe_0000..))
}

/// Whether a line break between two characters is none to the reader: both are wide, neither hangul
/// (Korean puts spaces between words).
pub fn joins_lines(before: char, after: char) -> bool {
    let joins = |c: char| is_wide(c) && !is_hangul(c);
    joins(before) && joins(after)
}

fn is_hangul(c: char) -> bool {
    matches!(c as u32, 0x1100..=0x11ff | 0x3130..=0x318f | 0xa960..=0xa97f | 0xac00..=0xd7ff | 0xffa0..=0xffdc)
}
