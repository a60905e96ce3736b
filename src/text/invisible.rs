//! Characters that nobody sees: a number with one inside looks right and is not, and a few of them turn
//! what is read around.

/// Those of a text, and where each stands; without those that have their work to do there.
pub fn all_in(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    suspects(text.as_bytes()).filter_map(|at| {
        let (before, after) = text.split_at_checked(at)?;
        let mut letters = after.chars();
        let c = letters.next()?;
        let mut is_meant = || belongs(c, before.chars().next_back(), letters.next());
        (is_invisible(c) && !is_meant()).then_some((at, c))
    })
}

/// How many bytes are looked at side by side: as many as the compiler makes a few instructions of.
const STRIDE: usize = 32;

/// Where a character begins that may be invisible. Nearly no text has any, and every file is asked, so
/// what has none goes by in strides.
fn suspects(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let stride = rest.len().min(STRIDE);
            let next = |n: usize| rest.get(n + 1).copied().unwrap_or_default();
            let is_suspect = |n: &usize| may_begin(rest[*n], next(*n));
            if any_may_begin(rest)
                && let Some(ahead) = (0..stride).find(is_suspect)
            {
                at += ahead + 1;
                return Some(at - 1);
            }
            at += stride;
        }
        None
    })
}

/// Whether a suspect begins in the first stride of some bytes; at their end, always.
fn any_may_begin(bytes: &[u8]) -> bool {
    let (Some(firsts), Some(seconds)) = (bytes.get(..STRIDE), bytes.get(1..=STRIDE)) else {
        return true;
    };
    let pairs = firsts.iter().zip(seconds);
    pairs.fold(false, |any, (first, second)| {
        any | may_begin(*first, *second)
    })
}

/// Whether an invisible character's UTF-8 may begin with two bytes. It may say yes too often, so that it
/// has no branches; the letters of prose are not among those it says yes to.
#[allow(
    clippy::needless_bitwise_bool,
    reason = "without branches, many bytes are looked at side by side"
)]
const fn may_begin(first: u8, second: u8) -> bool {
    let is_control = (first < 0x20) & (first != b'\t') & (first != b'\n') & (first != b'\r');
    let is_signs = (first == 0xe2) & (second <= 0x81);
    let is_filler = (first == 0xe3) & (second == 0x85);
    // U+FF01 to U+FF7F, the letters of full width, begin with EF BC and EF BD.
    let is_last = (first == 0xef) & (second != 0xbc) & (second != 0xbd);
    let is_rare = (first == 0xc2) | (first == 0xd8) | (first == 0xe1) | (first == 0xee);
    is_control | (first == 0x7f) | is_signs | is_filler | is_last | is_rare | (first >= 0xf3)
}

/// Whether a character shows nothing, or changes what others show.
pub fn is_invisible(c: char) -> bool {
    matches!(c as u32,
        // Controls, but for tab, line feed and carriage return.
        0x00..=0x08 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f..=0x9f
        // Direction of writing.
        | 0x061c | 0x202a..=0x202e | 0x2066..=0x206f
        // No width.
        | 0x180e | 0x200b..=0x200d | 0x2060..=0x2064 | 0xfeff
        // Letters without a shape.
        | 0x115f | 0x1160 | 0x3164 | 0xffa0
        // Private use, tags, noncharacters of specials.
        | 0xe000..=0xf8ff | 0xfff9..=0xfffb | 0xe_0000..=0xe_007f | 0xf_0000..)
}

/// Whether such a character has its work to do: inside an emoji, or between letters of a script that
/// joins them.
fn belongs(c: char, previous: Option<char>, next: Option<char>) -> bool {
    match c {
        '\u{200d}' if previous.is_some_and(is_emoji) => next.is_some_and(is_emoji),
        '\u{200c}' | '\u{200d}' => previous.is_some_and(is_joining),
        // The flags of England, Scotland and Wales are a black flag and tags.
        '\u{e0020}'..='\u{e007f}' => {
            previous.is_some_and(|c| c == '\u{1f3f4}' || ('\u{e0020}'..'\u{e007f}').contains(&c))
        }
        _ => false,
    }
}

fn is_emoji(c: char) -> bool {
    matches!(c as u32, 0x1_f000..=0x1_faff | 0x2190..=0x2bff | 0xfe0f | 0x3030 | 0x303d)
}

fn is_joining(c: char) -> bool {
    matches!(c as u32, 0x0600..=0x06ff | 0x0750..=0x077f | 0x0900..=0x0dff | 0x1000..=0x109f | 0x1780..=0x17ff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_invisible_character_is_a_suspect() {
        for c in ('\0'..=char::MAX).filter(|c| is_invisible(*c)) {
            for before in ["", "あ", "an even stride of 32 letters… — x"] {
                let text = format!("{before}{c}字");
                let found: Vec<_> = all_in(&text).collect();
                assert_eq!(found, [(before.len(), c)], "{:04x}", c as u32);
            }
        }
    }

    #[test]
    fn each_of_many_is_found_wherever_it_stands() {
        let marks = "a\u{200b}".repeat(100);
        assert_eq!(all_in(&marks).count(), 100);
        for at in 0..100 {
            let text = format!("{}\u{3164}{}", "窓".repeat(at), "口".repeat(100 - at));
            assert_eq!(all_in(&text).collect::<Vec<_>>(), [(at * 3, '\u{3164}')]);
        }
    }

    #[test]
    fn prose_goes_by_in_strides() {
        let prose =
            "窓口の案内：９時〜17時（土日祝は休み）。Hours of the desks, café\r\n\t".repeat(9);
        assert_eq!(suspects(prose.as_bytes()).count(), 0);
    }
}
