//! For tests: the same said in other characters.

/// Other writings of a text, which the finders read alike.
pub(super) fn written_otherwise(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let class = |letter: char| match letter {
        '0'..='9' | '０'..='９' => 0,
        'A'..='Z' | 'a'..='z' => 1,
        _ => 2,
    };
    let places: Vec<(usize, char)> = text.char_indices().collect();
    for white in ["\n", "\t", "\u{b}", "\r\n", "\u{A0}", "\u{3000}", "  "] {
        all.push(text.replace(' ', white));
        for pair in places.windows(2) {
            let [(_, before), (at, here)] = *pair else {
                continue;
            };
            if class(before) != class(here) {
                all.push(format!("{}{white}{}", &text[..at], &text[at..]));
            }
        }
    }
    for unseen in ["\u{200B}", "\u{AD}", "\u{FEFF}"] {
        let put = |(at, _): &(usize, char)| format!("{}{unseen}{}", &text[..*at], &text[*at..]);
        all.extend(places.iter().map(put));
    }
    let widened = |is_widened: fn(char) -> bool| -> String {
        let wide = |letter: char| char::from_u32(u32::from(letter) + 0xFEE0).unwrap_or(letter);
        let letters = text.chars();
        letters
            .map(|letter| {
                if is_widened(letter) {
                    wide(letter)
                } else {
                    letter
                }
            })
            .collect()
    };
    all.push(widened(|letter| letter.is_ascii_graphic()));
    all.push(widened(|letter| letter.is_ascii_digit()));
    all.push(widened(|letter| letter.is_ascii_alphabetic()));
    all.push(widened(|letter| letter.is_ascii_punctuation()));
    all.extend(["‐", "–", "—", "−", "－"].map(|dash| text.replace('-', dash)));
    all.push(text.to_uppercase());
    all
}
