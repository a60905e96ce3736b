//! Kana in Latin letters, as people type them: a reading can be found by who has no other keys.

/// Syllables: kana, Hepburn, and the spelling of the other system where it differs.
const SYLLABLES: &[(&str, &str, &str)] = &[
    ("きゃ", "kya", ""),
    ("きゅ", "kyu", ""),
    ("きょ", "kyo", ""),
    ("しゃ", "sha", "sya"),
    ("しゅ", "shu", "syu"),
    ("しょ", "sho", "syo"),
    ("しぇ", "she", "sye"),
    ("ちゃ", "cha", "tya"),
    ("ちゅ", "chu", "tyu"),
    ("ちょ", "cho", "tyo"),
    ("ちぇ", "che", "tye"),
    ("にゃ", "nya", ""),
    ("にゅ", "nyu", ""),
    ("にょ", "nyo", ""),
    ("ひゃ", "hya", ""),
    ("ひゅ", "hyu", ""),
    ("ひょ", "hyo", ""),
    ("みゃ", "mya", ""),
    ("みゅ", "myu", ""),
    ("みょ", "myo", ""),
    ("りゃ", "rya", ""),
    ("りゅ", "ryu", ""),
    ("りょ", "ryo", ""),
    ("ぎゃ", "gya", ""),
    ("ぎゅ", "gyu", ""),
    ("ぎょ", "gyo", ""),
    ("じゃ", "ja", "zya"),
    ("じゅ", "ju", "zyu"),
    ("じょ", "jo", "zyo"),
    ("じぇ", "je", "zye"),
    ("びゃ", "bya", ""),
    ("びゅ", "byu", ""),
    ("びょ", "byo", ""),
    ("ぴゃ", "pya", ""),
    ("ぴゅ", "pyu", ""),
    ("ぴょ", "pyo", ""),
    ("ふぁ", "fa", ""),
    ("ふぃ", "fi", ""),
    ("ふぇ", "fe", ""),
    ("ふぉ", "fo", ""),
    ("うぃ", "wi", ""),
    ("うぇ", "we", ""),
    ("うぉ", "wo", ""),
    ("てぃ", "ti", ""),
    ("でぃ", "di", ""),
    ("とぅ", "tu", ""),
    ("でゅ", "dyu", ""),
    ("ゔぁ", "va", ""),
    ("ゔぃ", "vi", ""),
    ("ゔぇ", "ve", ""),
    ("ゔぉ", "vo", ""),
    ("あ", "a", ""),
    ("い", "i", ""),
    ("う", "u", ""),
    ("え", "e", ""),
    ("お", "o", ""),
    ("か", "ka", ""),
    ("き", "ki", ""),
    ("く", "ku", ""),
    ("け", "ke", ""),
    ("こ", "ko", ""),
    ("さ", "sa", ""),
    ("し", "shi", "si"),
    ("す", "su", ""),
    ("せ", "se", ""),
    ("そ", "so", ""),
    ("た", "ta", ""),
    ("ち", "chi", "ti"),
    ("つ", "tsu", "tu"),
    ("て", "te", ""),
    ("と", "to", ""),
    ("な", "na", ""),
    ("に", "ni", ""),
    ("ぬ", "nu", ""),
    ("ね", "ne", ""),
    ("の", "no", ""),
    ("は", "ha", ""),
    ("ひ", "hi", ""),
    ("ふ", "fu", "hu"),
    ("へ", "he", ""),
    ("ほ", "ho", ""),
    ("ま", "ma", ""),
    ("み", "mi", ""),
    ("む", "mu", ""),
    ("め", "me", ""),
    ("も", "mo", ""),
    ("や", "ya", ""),
    ("ゆ", "yu", ""),
    ("よ", "yo", ""),
    ("ら", "ra", ""),
    ("り", "ri", ""),
    ("る", "ru", ""),
    ("れ", "re", ""),
    ("ろ", "ro", ""),
    ("わ", "wa", ""),
    ("ゐ", "i", "wi"),
    ("ゑ", "e", "we"),
    ("を", "o", "wo"),
    ("ん", "n", ""),
    ("が", "ga", ""),
    ("ぎ", "gi", ""),
    ("ぐ", "gu", ""),
    ("げ", "ge", ""),
    ("ご", "go", ""),
    ("ざ", "za", ""),
    ("じ", "ji", "zi"),
    ("ず", "zu", ""),
    ("ぜ", "ze", ""),
    ("ぞ", "zo", ""),
    ("だ", "da", ""),
    ("ぢ", "ji", "di"),
    ("づ", "zu", "du"),
    ("で", "de", ""),
    ("ど", "do", ""),
    ("ば", "ba", ""),
    ("び", "bi", ""),
    ("ぶ", "bu", ""),
    ("べ", "be", ""),
    ("ぼ", "bo", ""),
    ("ぱ", "pa", ""),
    ("ぴ", "pi", ""),
    ("ぷ", "pu", ""),
    ("ぺ", "pe", ""),
    ("ぽ", "po", ""),
    ("ぁ", "a", ""),
    ("ぃ", "i", ""),
    ("ぅ", "u", ""),
    ("ぇ", "e", ""),
    ("ぉ", "o", ""),
    ("ゃ", "ya", ""),
    ("ゅ", "yu", ""),
    ("ょ", "yo", ""),
    ("ゎ", "wa", ""),
    ("ゔ", "vu", ""),
];

/// The spellings of a folded reading in Latin letters: in both systems, long vowels written out and
/// not. Nothing if there is a letter that is no kana.
pub fn romaji(reading: &str) -> Vec<String> {
    let mut spellings: Vec<String> = Vec::new();
    for hepburn in [true, false] {
        let Some(spelling) = spell(reading, hepburn) else {
            return Vec::new();
        };
        let short = spelling.replace('-', "");
        let short = short
            .replace("ou", "o")
            .replace("oo", "o")
            .replace("uu", "u");
        for spelling in [written_out(&spelling), short] {
            // A doubled n is how ん is typed before a vowel.
            spellings.extend(["", "n"].map(|n| spelling.replace('\'', n)));
        }
    }
    spellings.sort_unstable();
    spellings.dedup();
    spellings
}

/// The vowel that `-` stands for, instead of it.
fn written_out(spelling: &str) -> String {
    let mut out = String::new();
    for letter in spelling.chars() {
        match (letter, out.chars().next_back()) {
            ('-', Some(vowel)) => out.push(vowel),
            ('-', None) => {}
            _ => out.push(letter),
        }
    }
    out
}

/// One spelling; `-` lengthens a vowel, an apostrophe stands after an ん that a vowel follows.
fn spell(reading: &str, hepburn: bool) -> Option<String> {
    let mut out = String::new();
    let mut rest = reading;
    let mut doubles = false;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('っ') {
            (doubles, rest) = (true, after);
            continue;
        }
        if let Some(after) = rest.strip_prefix('ー') {
            out.push('-');
            rest = after;
            continue;
        }
        let (kana, first, other) = SYLLABLES.iter().find(|(kana, ..)| rest.starts_with(kana))?;
        let syllable = if hepburn || other.is_empty() {
            first
        } else {
            other
        };
        let before = &reading[..reading.len() - rest.len()];
        if before.ends_with('ん') && syllable.starts_with(['a', 'i', 'u', 'e', 'o', 'y']) {
            out.push('\'');
        }
        if std::mem::take(&mut doubles) {
            let double = if syllable.starts_with("ch") {
                "t"
            } else {
                syllable.get(..1)?
            };
            out.push_str(double);
        }
        out.push_str(syllable);
        rest = &rest[kana.len()..];
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::romaji;

    #[test]
    fn readings_are_spelt_as_people_type_them() {
        assert_eq!(romaji("でんわ"), ["denwa"]);
        assert_eq!(
            romaji("しょうひん"),
            ["shohin", "shouhin", "syohin", "syouhin"]
        );
        assert_eq!(romaji("ちゃっと"), ["chatto", "tyatto"]);
        assert_eq!(romaji("めーるふぉーむ"), ["meerufoomu", "merufomu"]);
        assert!(romaji("まっちゃ").contains(&"matcha".to_owned()));
        assert_eq!(romaji("きんえん"), ["kinen", "kinnen"]);
        assert!(romaji("電話").is_empty());
        assert_eq!(romaji("ー"), [""]);
    }
}
