//! The path of a URL: decoded once, refused if no page can have it, encoded again for `Location`.
//!
//! Servers were broken by checking before decoding, by decoding twice, and by joining the result to
//! a folder. Here the path is decoded before anything is decided, exactly once, and never joined.

use std::fmt::Write as _;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use super::refusal::Refusal;

/// The place that a percent-encoded path means, as NFC.
pub(super) fn decode(encoded: &str) -> Result<String, Refusal> {
    // An encoded slash would make one segment look like two: no page has one in its name.
    if has_encoded_slash(encoded) {
        return Err(Refusal::Nowhere);
    }
    place(percent_decode(encoded)?)
}

/// The same for a path in a query, where scripts encode the slashes, too.
pub(super) fn decode_parameter(encoded: &str) -> Result<String, Refusal> {
    place(percent_decode(encoded)?)
}

/// Checks what a decoded path looks like; a `%` still in it is a letter like any other.
fn place(path: String) -> Result<String, Refusal> {
    if path.contains(|c: char| c.is_control() || c == '\\') {
        return Err(Refusal::Malformed);
    }
    let segments = path.strip_prefix('/').ok_or(Refusal::Malformed)?;
    let (folders, last) = segments.rsplit_once('/').unwrap_or(("", segments));
    let is_dots = |segment: &str| matches!(segment, "." | "..");
    let has_folders = segments.contains('/');
    let is_nowhere = |segment: &str| segment.is_empty() || is_dots(segment);
    if is_dots(last) || (has_folders && folders.split('/').any(is_nowhere)) {
        return Err(Refusal::Nowhere);
    }
    if is_nfc_quick(path.chars()) == IsNormalized::Yes {
        return Ok(path);
    }
    Ok(path.nfc().collect())
}

fn has_encoded_slash(encoded: &str) -> bool {
    encoded
        .as_bytes()
        .windows(3)
        .any(|escape| escape.eq_ignore_ascii_case(b"%2f"))
}

fn percent_decode(encoded: &str) -> Result<String, Refusal> {
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut rest = encoded.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'%' {
            decoded.push(*byte);
            continue;
        }
        let (digits, after) = rest.split_at_checked(2).ok_or(Refusal::Malformed)?;
        decoded.push(16 * hexadecimal(digits[0])? + hexadecimal(digits[1])?);
        rest = after;
    }
    String::from_utf8(decoded).map_err(|_| Refusal::Malformed)
}

fn hexadecimal(digit: u8) -> Result<u8, Refusal> {
    let value = char::from(digit).to_digit(16).ok_or(Refusal::Malformed)?;
    u8::try_from(value).map_err(|_| Refusal::Malformed)
}

/// A path for a `Location` header: everything but unreserved characters and `/` is encoded, and it
/// starts with exactly one `/`, or a browser would read another server's name in it.
pub(super) fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len() + 1);
    encoded.push('/');
    for byte in path.trim_start_matches('/').bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_decoded_once() {
        let rows = [
            ("/", "/"),
            ("/p/", "/p/"),
            ("/p/a.png", "/p/a.png"),
            ("/%E7%AA%93%E5%8F%A3/", "/窓口/"),
            ("/%e7%aa%93口/", "/窓口/"),
            ("/a%20b+c", "/a b+c"),
            ("/%252e%252e/etc", "/%2e%2e/etc"),
            ("/.env", "/.env"),
            ("/...", "/..."),
            ("/か\u{3099}", "/が"),
            ("/%E3%81%8B%E3%82%99", "/が"),
        ];
        for (encoded, path) in rows {
            assert_eq!(decode(encoded).as_deref(), Ok(path), "{encoded}");
        }
    }

    #[test]
    fn what_no_page_can_have_is_refused() {
        use Refusal::{Malformed, Nowhere};
        let rows = [
            ("", Malformed),
            ("p", Malformed),
            ("*", Malformed),
            ("//etc/passwd", Nowhere),
            ("/a//b", Nowhere),
            ("//", Nowhere),
            ("/a//", Nowhere),
            ("/../a", Nowhere),
            ("/a/..", Nowhere),
            ("/a/.", Nowhere),
            ("/./", Nowhere),
            ("/%2e%2e/a", Nowhere),
            ("/.%2E/a", Nowhere),
            ("/%2fetc", Nowhere),
            ("/..%2F", Nowhere),
            ("/..%5ca", Malformed),
            ("/%", Malformed),
            ("/%4", Malformed),
            ("/%zz", Malformed),
            ("/%+1", Malformed),
            ("/%ff%fe", Malformed),
            ("/%c0%ae%c0%ae/", Malformed),
            ("/%00", Malformed),
            ("/%0d%0a", Malformed),
            ("/%7f", Malformed),
            ("/%C2%85", Malformed),
        ];
        for (encoded, refusal) in rows {
            assert_eq!(decode(encoded), Err(refusal), "{encoded}");
        }
    }

    #[test]
    fn a_parameter_may_encode_its_slashes() {
        assert_eq!(decode_parameter("%2Fa%26b%2F").as_deref(), Ok("/a&b/"));
        assert_eq!(decode_parameter("%2F%2Fevil"), Err(Refusal::Nowhere));
    }

    #[test]
    fn a_location_stays_on_this_server() {
        assert_eq!(encode("/窓 口/"), "/%E7%AA%93%20%E5%8F%A3/");
        assert_eq!(encode("//evil.example/"), "/evil.example/");
        assert_eq!(encode("/\\evil\r\n"), "/%5Cevil%0D%0A");
        assert_eq!(encode("/a%2e?#"), "/a%252e%3F%23");
        assert_eq!(encode(""), "/");
    }

    #[test]
    fn encoding_is_undone_by_decoding() {
        let every: String = ('\u{20}'..'\u{3100}')
            .filter(|c| !c.is_control() && !matches!(c, '/' | '\\'))
            .collect();
        let path: String = format!("/{every}/").nfc().collect();
        assert_eq!(decode(&encode(&path)).as_deref(), Ok(path.as_str()));
    }
}
