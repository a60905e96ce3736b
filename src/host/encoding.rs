//! What encoding a text seems to be in that is not UTF-8, so that the message can name it.
//!
//! A guess for a message, never for reading: a wrong guess must not change a page.

use crate::text::RefusalReason;

/// The refusal of bytes that are no UTF-8, or the text they are.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, RefusalReason> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        RefusalReason::Encoding {
            before: String::from_utf8_lossy(&bytes[..valid]).into_owned(),
            guess: guess(bytes, valid),
        }
    })
}

fn guess(bytes: &[u8], valid: usize) -> Option<&'static str> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Some("UTF-16");
    }
    // Non-ASCII text before the first wrong byte was UTF-8: the file is damaged, not encoded.
    if !bytes[..valid].is_ascii() {
        return None;
    }
    if bytes.split(|byte| *byte == 0).count() * 4 > bytes.len() {
        return Some("UTF-16");
    }
    // EUC-JP first: most of it would pass as half-width katakana of Shift_JIS, not the reverse.
    if pairs(bytes, euc_jp) {
        Some("EUC-JP")
    } else if pairs(bytes, shift_jis) {
        Some("Shift_JIS")
    } else {
        None
    }
}

/// Whether every byte beyond ASCII belongs to a character, whose length `character` says.
fn pairs(bytes: &[u8], character: fn(&[u8]) -> Option<usize>) -> bool {
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        if first.is_ascii() {
            rest = &rest[1..];
            continue;
        }
        match character(rest) {
            Some(length) => rest = &rest[length..],
            None => return false,
        }
    }
    true
}

fn shift_jis(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0xa1..=0xdf, ..] => Some(1),
        [0x81..=0x9f | 0xe0..=0xfc, 0x40..=0x7e | 0x80..=0xfc, ..] => Some(2),
        _ => None,
    }
}

fn euc_jp(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0x8e, 0xa1..=0xdf, ..] | [0xa1..=0xfe, 0xa1..=0xfe, ..] => Some(2),
        [0x8f, 0xa1..=0xfe, 0xa1..=0xfe, ..] => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LineIndex;

    fn refusal(bytes: &[u8]) -> (usize, usize, Option<&'static str>) {
        match decode(bytes.to_vec()) {
            Err(RefusalReason::Encoding { before, guess }) => {
                let line = LineIndex::new(&before).position(before.len()).line;
                (before.len(), line, guess)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn guesses_what_japanese_editors_write() {
        // 「# 窓口のご案内」 in each encoding.
        let shift_jis = b"# \x91\x8b\x8c\xfb\x82\xcc\x82\xb2\x88\xc4\x93\xe0\n";
        let euc_jp = b"# \xc1\xeb\xb8\xfd\xa4\xce\xa4\xb4\xb0\xc6\xc6\xe2\n";
        assert_eq!(refusal(shift_jis), (2, 1, Some("Shift_JIS")));
        assert_eq!(refusal(euc_jp), (2, 1, Some("EUC-JP")));
        assert_eq!(refusal(b"\xff\xfe#\0 \0"), (0, 1, Some("UTF-16")));
    }

    #[test]
    fn a_damaged_file_is_not_taken_for_another_encoding() {
        let damaged = &"窓口\r\n電話".as_bytes()[..13];
        assert_eq!(refusal(damaged), (11, 2, None));
        assert_eq!(refusal(b"a\rb\nc \xff"), (6, 3, None));
    }
}
