//! Digits that are something else: orders, codes, prices, and what says so.

use std::ops::Range;

use super::shape::Shape;

/// Words that say that what follows is a number to call.
const TELLING: &[&str] = &[
    "電話",
    "tel",
    "☎",
    "☏",
    "📞",
    "📱",
    "📠",
    "ダイヤル",
    "ダイアル",
    "かけ",
    "掛け",
    "コール",
    "fax",
    "ファックス",
    "ファクス",
    "ファクシミリ",
    "携帯",
    "連絡先",
    "発信",
    "ホットライン",
    "局番",
    "phone",
    "call",
    "dial",
    "mobile",
    "hotline",
    "helpline",
];

/// Words that say that what follows, or stands before, has another purpose, whatever it looks like.
const OTHER_NUMBERS: &[&str] = &[
    "isbn",
    "issn",
    "jan",
    "jan:",
    "janコード",
    "ean",
    "upc",
    "asin",
    "sku",
    "doi",
    "iban",
    "uuid",
    "sha",
    "md5",
    "ハッシュ",
    "iso",
    "rfc",
    "jis",
];

/// Words after which digits are the number of something: of an order, an account, a customer.
const OF_SOMETHING: &[&str] = &[
    "注文番号",
    "注文",
    "オーダー番号",
    "受付番号",
    "受注番号",
    "予約番号",
    "会員番号",
    "お客様番号",
    "顧客番号",
    "契約番号",
    "伝票番号",
    "追跡番号",
    "送り状番号",
    "問い合わせ番号",
    "問合せ番号",
    "管理番号",
    "登録番号",
    "許可番号",
    "届出番号",
    "法人番号",
    "口座番号",
    "口座",
    "振替",
    "普通",
    "当座",
    "証券番号",
    "保険者番号",
    "マイナンバー",
    "個人番号",
    "基礎年金番号",
    "郵便番号",
    "型番",
    "品番",
    "型式",
    "商品番号",
    "製品番号",
    "製造番号",
    "シリアル番号",
    "シリアルナンバー",
    "シリアル",
    "整理番号",
    "請求番号",
    "カード番号",
    "バージョン",
    "コード",
    "番号札",
    "供給地点特定番号",
    "地点番号",
    "id",
    "〒",
    "order",
    "order no",
    "order number",
    "order id",
    "reference",
    "reference number",
    "ref",
    "ticket",
    "case",
    "case number",
    "tracking",
    "tracking number",
    "serial",
    "serial number",
    "model",
    "model number",
    "part number",
    "account",
    "account number",
    "customer number",
    "member number",
    "invoice",
    "invoice number",
    "card number",
    "version",
    "ver",
    "build",
    "release",
    "no",
    "zip",
    "zip code",
    "postcode",
    "postal code",
    "code",
    "commit",
    "port",
    "pin",
];

/// What follows digits that count or measure something.
const UNITS: &[&str] = &[
    "円",
    "ドル",
    "ユーロ",
    "元",
    "ポイント",
    "個",
    "人",
    "名",
    "件",
    "枚",
    "冊",
    "台",
    "本",
    "回",
    "年",
    "月",
    "日",
    "時",
    "分",
    "秒",
    "歳",
    "%",
    "％",
    "‰",
    "番地",
    "号室",
    "丁目",
    "度",
    "℃",
    "°",
    "ページ",
    "ml",
    "mm",
    "cm",
    "km",
    "kg",
    "mb",
    "gb",
    "kb",
    "px",
    "hz",
    "yen",
    "usd",
    "jpy",
    "eur",
    "dollars",
    "people",
    "items",
    "bytes",
    "ms",
    "万",
    "億",
    "×",
    "倍",
];

/// How far words are looked for, in letters.
const NEAR: usize = 30;

/// Whether digits that look like a number are something else.
pub(super) fn is_innocent(text: &str, at: &Range<usize>, shape: Shape) -> bool {
    let before = before(text, at.start, NEAR);
    let after = after(text, at.end, 8);
    let label = label(&before);
    if ends_with_word(label, OTHER_NUMBERS) || is_network_address(&text[at.clone()]) {
        return true;
    }
    if shape == Shape::Clear {
        return false;
    }
    let counted = UNITS
        .iter()
        .any(|unit| after.trim_start().starts_with(unit));
    let currency = before
        .trim_end()
        .ends_with(['¥', '￥', '$', '＄', '€', '£', '〒', '№']);
    counted
        || currency
        || ends_with_word(label, OF_SOMETHING)
        || is_counting(&text[at.clone()])
        || is_in_address(&before)
}

/// Whether words near some digits say that they are to be called.
pub(super) fn is_told(text: &str, at: &Range<usize>) -> bool {
    let before = before(text, at.start, NEAR);
    let after = after(text, at.end, NEAR);
    let told = |near: &str| TELLING.iter().any(|word| has_word(near, word));
    told(&before) || told(&after)
}

/// Whether letters or marks stand right before, so that it is a piece of something longer.
pub(super) fn is_attached(text: &str, start: usize, has_sign: bool) -> bool {
    let before = &text[..start];
    let Some(previous) = before.chars().next_back() else {
        return false;
    };
    if has_sign {
        return previous.is_ascii_alphanumeric();
    }
    match previous {
        '_' | '@' | '¥' | '$' | '€' | '£' | '%' | '+' | '〒' => true,
        // Tel.0120-…, but no. 1.0120…
        '-' | '.' | ',' => {
            let letter = before[..before.len() - 1].chars().next_back();
            letter.is_some_and(|letter| {
                letter.is_ascii_digit()
                    || (letter.is_ascii_alphabetic()
                        && !ends_with_telling(&before[..before.len() - 1]))
            })
        }
        _ if previous.is_ascii_alphabetic() => !ends_with_telling(before),
        _ => previous.is_ascii_digit(),
    }
}

/// TEL0120-…, Call0120-…
fn ends_with_telling(before: &str) -> bool {
    let word: String = before
        .chars()
        .rev()
        .take_while(char::is_ascii_alphabetic)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    let word: String = word.chars().rev().collect();
    [
        "tel",
        "phone",
        "fax",
        "call",
        "dial",
        "ph",
        "t",
        "f",
        "mobile",
        "hotline",
        "telephone",
    ]
    .contains(&word.as_str())
}

/// 123456789, 9876543210: somebody counts.
fn is_counting(written: &str) -> bool {
    let digits: Vec<u8> = written.bytes().filter(u8::is_ascii_digit).collect();
    let pairs = || digits.windows(2);
    let up = pairs().all(|pair| (pair[0] + 1 - b'0') % 10 == pair[1] - b'0');
    let down = pairs().all(|pair| (pair[1] + 1 - b'0') % 10 == pair[0] - b'0');
    digits.len() > 3 && digits.len() == written.chars().count() && (up || down)
}

/// 010.123.45.67: four numbers below 256 with points between them.
fn is_network_address(written: &str) -> bool {
    let parts: Vec<&str> = written.split('.').collect();
    parts.len() == 4 && parts.iter().all(|part| part.parse::<u8>().is_ok())
}

/// Inside the path or query of a web address digits are most often the name of something.
fn is_in_address(before: &str) -> bool {
    let word = before
        .rsplit(|letter: char| letter.is_whitespace() || !letter.is_ascii())
        .next()
        .unwrap_or_default();
    word.contains("://") || word.starts_with("www.") || word.ends_with('/') || word.ends_with('=')
}

/// What stands before digits without the marks and little words that lead to them: 注文番号は「.
fn label(before: &str) -> &str {
    let marks = |letter: char| letter.is_whitespace() || ":：=＝「『\"'“（([#＃.".contains(letter);
    let mut label = before.trim_end_matches(marks);
    for word in ["は", "が", "の", " is", " was"] {
        label = label.strip_suffix(word).unwrap_or(label);
    }
    label.trim_end_matches(marks)
}

fn ends_with_word(label: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let rest = label.strip_suffix(word);
        rest.is_some_and(|rest| is_boundary(rest.chars().next_back(), word.chars().next()))
    })
}

fn has_word(near: &str, word: &str) -> bool {
    near.match_indices(word)
        .any(|(at, _)| is_boundary(near[..at].chars().next_back(), word.chars().next()))
}

/// Whether a word of Latin letters begins here and not inside another.
fn is_boundary(before: Option<char>, first: Option<char>) -> bool {
    let latin = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphabetic());
    !(latin(before) && latin(first))
}

/// Some letters before a place, in lower case.
pub(super) fn before(text: &str, start: usize, letters: usize) -> String {
    let window = text[..start].char_indices().rev().take(letters).last();
    let from = window.map_or(start, |(at, _)| at);
    text[from..start].to_ascii_lowercase()
}

/// Some letters after a place, in lower case.
pub(super) fn after(text: &str, end: usize, letters: usize) -> String {
    let window: String = text[end..].chars().take(letters).collect();
    window.to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
