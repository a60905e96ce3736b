//! The one form in which text is searched: what is typed in another spelling, but means the same
//! letters, becomes the same letters.
//!
//! `search.js` of the theme does the same with what a reader types, and `tests/search` holds the two
//! equal for every character. So nothing here asks tables that grow with each version of Unicode, but
//! for its normalisation and its small letters, which are fixed for what exists. What is no
//! letter is a list of ranges.
//!
//! Width, case, accents of Latin letters, katakana and hiragana, the several signs for a long
//! vowel and hyphens between letters make no difference. What nobody sees is left out; all that
//! is no letter or number is one space.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Text as it is searched: letters and numbers, with single spaces between what stands apart.
pub fn fold(text: &str) -> String {
    let mut folder = Folder::default();
    if text.chars().all(is_plain) || is_nfc(text) {
        folder.out.reserve(text.len());
        folder.take(text);
    } else {
        folder.take(&text.nfc().collect::<String>());
    }
    folder.end();
    folder.out
}

/// Which letters a character belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Hiragana,
    Katakana,
    /// Other letters that are written without spaces between words.
    Wide,
    /// Letters of words.
    Narrow,
}

#[derive(Default)]
struct Folder {
    out: String,
    /// The script of the last letter; none after a space.
    last: Option<Script>,
    /// A hyphen stands after a narrow letter: between two it joins them.
    is_joining: bool,
}

impl Folder {
    fn take(&mut self, text: &str) {
        let mut rest = text;
        let mut letters = rest.chars();
        while let Some(first) = letters.next() {
            let after = letters.as_str();
            if !after.chars().next().is_some_and(follows) {
                if is_plain(first) {
                    self.letter(first.to_ascii_lowercase());
                } else {
                    self.unit(&rest[..first.len_utf8()]);
                }
                rest = after;
                continue;
            }
            let length = first.len_utf8() + after.find(|c| !follows(c)).unwrap_or(after.len());
            let (unit, later) = rest.split_at(length);
            rest = later;
            letters = rest.chars();
            self.unit(unit);
        }
    }

    /// A character with the marks that belong to it.
    fn unit(&mut self, unit: &str) {
        let combining = unit.chars().map(|c| match c {
            '\u{309b}' => '\u{3099}',
            '\u{309c}' => '\u{309a}',
            c => c,
        });
        let bare = combining.nfkd().filter(|c| !is_accent(*c));
        for c in bare.nfkc() {
            c.to_lowercase().for_each(|c| self.letter(c));
        }
    }

    fn letter(&mut self, c: char) {
        // Most letters there are: nothing but a letter, and the last one of another script ended well.
        if matches!(c, '\u{4e00}'..='\u{9fff}') && matches!(self.last, Some(Script::Wide)) {
            self.out.push(c);
            return;
        }
        if c.is_ascii_alphanumeric() && self.last == Some(Script::Narrow) {
            self.is_joining = false;
            self.out.push(c);
            return;
        }
        if is_unseen(c) {
            return;
        }
        if is_dash(c) {
            let is_hyphen = matches!(c, '-' | '\u{2010}' | '\u{2212}' | 'ー');
            match self.last {
                Some(Script::Hiragana | Script::Katakana) => self.out.push('ー'),
                Some(Script::Narrow) if is_hyphen && !self.is_joining => self.is_joining = true,
                _ => self.apart(),
            }
            return;
        }
        if is_apart(c) {
            self.apart();
            return;
        }
        let script = script(c);
        if self.is_joining && script != Script::Narrow {
            self.apart();
        }
        self.is_joining = false;
        if self.last != Some(script) {
            self.end_of_kana();
        }
        self.last = Some(script);
        self.out.push(match c {
            '\u{30a1}'..='\u{30f6}' | '\u{30fd}' | '\u{30fe}' => {
                char::from_u32(c as u32 - 0x60).unwrap_or(c)
            }
            'ς' => 'σ',
            c => c,
        });
    }

    fn apart(&mut self) {
        self.end_of_kana();
        self.is_joining = false;
        self.last = None;
        if !self.out.is_empty() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    /// サーバー is サーバ.
    fn end_of_kana(&mut self) {
        if matches!(self.last, Some(Script::Hiragana | Script::Katakana)) {
            let length = self.out.trim_end_matches('ー').len();
            self.out.truncate(length);
        }
    }

    fn end(&mut self) {
        self.end_of_kana();
        let length = self.out.trim_end_matches(' ').len();
        self.out.truncate(length);
    }
}

/// A character that normalisation leaves as it is, unless a mark follows.
pub(super) fn is_plain(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{3001}'..='\u{3002}' | '\u{300c}'..='\u{300f}' | '\u{3041}'..='\u{3096}'
            | '\u{30a1}'..='\u{30fc}' | '\u{4e00}'..='\u{9fff}')
}

/// A mark that belongs to the character before it.
fn follows(c: char) -> bool {
    is_accent(c)
        || matches!(c, '\u{3099}'..='\u{309c}' | '\u{ff9e}'..='\u{ff9f}' | '\u{1161}'..='\u{11ff}')
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Signs for a long vowel, as they are typed, and hyphens.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー')
}

/// Characters without a shape: joiners, marks of direction, selectors of variants.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// What is neither a letter nor a number of any script.
fn is_apart(c: char) -> bool {
    matches!(c, '\0'..='/' | ':'..='@' | '['..='`' | '{'..='\u{a9}' | '\u{ab}'..='\u{b4}'
        | '\u{b6}'..='\u{b9}' | '\u{bb}'..='\u{bf}' | '\u{d7}' | '\u{f7}' | '\u{37e}' | '\u{387}'
        | '\u{55a}'..='\u{55f}' | '\u{589}'..='\u{58a}' | '\u{5be}' | '\u{5f3}'..='\u{5f4}'
        | '\u{60c}' | '\u{61b}' | '\u{61d}'..='\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{6d4}'
        | '\u{964}'..='\u{965}' | '\u{1680}' | '\u{2000}'..='\u{2bff}' | '\u{2e00}'..='\u{3004}'
        | '\u{3008}'..='\u{3040}' | '\u{3097}'..='\u{309c}' | '\u{30a0}' | '\u{30fb}'
        | '\u{3190}'..='\u{319f}' | '\u{31c0}'..='\u{31ef}' | '\u{3200}'..='\u{33ff}'
        | '\u{4dc0}'..='\u{4dff}' | '\u{d7a4}'..='\u{f8ff}' | '\u{fe10}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ffff}' | '\u{1f000}'..='\u{1faff}' | '\u{f0000}'..)
}

fn script(c: char) -> Script {
    match c {
        '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' => Script::Hiragana,
        '\u{30a1}'..='\u{30ff}' => Script::Katakana,
        c if is_wide(c) => Script::Wide,
        _ => Script::Narrow,
    }
}

/// Letters that are written without spaces between words, as they stand in folded text.
pub(super) fn is_wide(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}'
            | '\u{ac00}'..='\u{d7a3}')
}

/// Letters that are words by themselves.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_one_word_are_one() {
        for (spellings, folded) in [
            (
                &["でんわ", "デンワ", "ﾃﾞﾝﾜ", "て\u{3099}んわ", "て゛んわ"][..],
                "でんわ",
            ),
            (
                &["サーバー", "サーバ", "ｻｰﾊﾞｰ", "サ−バ―", "さーばー"],
                "さーば",
            ),
            (&["サーバーの設定", "サーバの設定"], "さーばの設定"),
            (&["らーめん", "ラーメン", "ﾗｰﾒﾝ"], "らーめん"),
            (&["ＡＢＣ", "abc", "Abc"], "abc"),
            (&["café", "cafe\u{301}", "CAFE"], "cafe"),
            (
                &[
                    "0120-000-000",
                    "０１２０−０００－０００",
                    "０１２０ー０００ー０００",
                    "0120000000",
                ],
                "0120000000",
            ),
            (&["e-mail", "E‐mail", "email"], "email"),
            (&["㈱窓口", "(株)窓口", "「株」窓口"], "株 窓口"),
            (&["ΟΔΟΣ", "οδος", "οδοσ"], "οδοσ"),
            (&["窓\u{200b}口", "窓\u{e0100}口", "\u{202e}窓口"], "窓口"),
        ] {
            for spelling in spellings {
                assert_eq!(fold(spelling), folded, "{spelling:?}");
            }
        }
    }

    #[test]
    fn what_stands_apart_is_one_space() {
        assert_eq!(fold("  電話(折り返し)。\0 "), "電話 折り返し");
        assert_eq!(fold("9:00〜21:00"), "9 00 21 00");
        assert_eq!(fold("a--b -c- 窓-口"), "a b c 窓 口");
        assert_eq!(fold("ー ーあーー\u{1f600}"), "あ");
        assert_eq!(fold("\u{fffd}\u{e000}—"), "");
    }
}
