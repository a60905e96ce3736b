//! Characters that nobody sees: a number with one inside looks right and is not, and a few of them turn
//! what is read around.

/// Those of a text, and where each stands; without those that have their work to do there.
pub fn all_in(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut previous = None;
    text.char_indices().filter(move |(at, c)| {
        let before = previous.replace(*c);
        let next = || text[at + c.len_utf8()..].chars().next();
        !c.is_ascii_graphic() && *c != ' ' && is_invisible(*c) && !belongs(*c, before, next())
    })
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
