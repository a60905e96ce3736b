//! A picture's size from its first bytes, without decoding it, and whether it is one at all.

use crate::html::{HtmlTag, TokenKind, tokens};

/// Width and height in pixels of a PNG, GIF, JPEG, WebP or SVG file.
pub(super) fn size(head: &[u8]) -> Option<(u32, u32)> {
    png(head)
        .or_else(|| gif(head))
        .or_else(|| webp(head))
        .or_else(|| jpeg(head))
        .or_else(|| svg(head))
        .filter(|(width, height)| *width > 0 && *height > 0)
}

/// What is wrong with a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFault {
    /// Its bytes are not of the format that its name says, or end within the header.
    Foreign(&'static str),
    /// The file ends before the picture does: its format.
    CutOff(&'static str),
    /// So many pixels, width and height, that showing it would take a browser's memory.
    Huge(u32, u32),
}

/// The most pixels of a picture.
const MOST_PIXELS: u64 = 25_000_000;

/// What is wrong with a picture of some length, from the ending of its name, in small letters, and its first bytes.
pub fn picture_fault(ending: &str, head: &[u8], length: u64) -> Option<PictureFault> {
    let (format, size) = match ending {
        "png" | "apng" => ("PNG", png(head)),
        "gif" => ("GIF", gif(head)),
        "webp" => ("WebP", webp(head)),
        // The size of a photograph may stand behind a long preface.
        "jpg" | "jpeg" | "jfif" if head.starts_with(b"\xff\xd8\xff") => {
            ("JPEG", jpeg(head).or(Some((0, 0))))
        }
        "jpg" | "jpeg" | "jfif" => ("JPEG", None),
        _ => return None,
    };
    let Some((width, height)) = size else {
        return Some(PictureFault::Foreign(format));
    };
    if ends_before(head, length) {
        return Some(PictureFault::CutOff(format));
    }
    let is_huge = u64::from(width) * u64::from(height) > MOST_PIXELS;
    is_huge.then_some(PictureFault::Huge(width, height))
}

/// Whether a file of `length` bytes is shorter than what stands in its first bytes asks for.
fn ends_before(head: &[u8], length: u64) -> bool {
    if head.starts_with(b"\x89PNG") {
        png_needs(head) > length
    } else if head.starts_with(b"RIFF") {
        little(head, 4, 4).is_none_or(|rest| u64::from(rest) + 8 > length)
    } else if head.starts_with(b"\xff\xd8") {
        // The last marker may be followed by other data, so it is looked for and not expected at the end.
        let is_whole = length == head.len() as u64;
        is_whole && !head.windows(2).any(|pair| pair == b"\xff\xd9")
    } else {
        false
    }
}

/// Where the last chunk of a PNG ends that begins in its first bytes.
fn png_needs(head: &[u8]) -> u64 {
    let mut at = 8_u64;
    while let Ok(start) = usize::try_from(at) {
        let Some(length) = big(head, start, 4) else {
            break;
        };
        at += u64::from(length) + 12;
        if head.get(start + 4..start + 8) == Some(b"IEND") {
            return at;
        }
    }
    // No end was seen: the next chunk has twelve bytes at least.
    at + 12
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    Some(
        bytes
            .get(at..at + length)?
            .iter()
            .fold(0, |number, byte| number << 8 | u32::from(*byte)),
    )
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    Some(
        bytes
            .get(at..at + length)?
            .iter()
            .rev()
            .fold(0, |number, byte| number << 8 | u32::from(*byte)),
    )
}

fn png(head: &[u8]) -> Option<(u32, u32)> {
    (head.starts_with(b"\x89PNG\r\n\x1a\n") && head.get(12..16) == Some(b"IHDR")).then_some(())?;
    Some((big(head, 16, 4)?, big(head, 20, 4)?))
}

fn gif(head: &[u8]) -> Option<(u32, u32)> {
    (head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a")).then_some(())?;
    Some((little(head, 6, 2)?, little(head, 8, 2)?))
}

/// The three forms of WebP: lossy `VP8 `, lossless `VP8L`, extended `VP8X`.
fn webp(head: &[u8]) -> Option<(u32, u32)> {
    (head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP")).then_some(())?;
    match head.get(12..16)? {
        b"VP8 " => Some((little(head, 26, 2)? & 0x3fff, little(head, 28, 2)? & 0x3fff)),
        b"VP8L" => {
            let bits = little(head, 21, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(head, 24, 3)? + 1, little(head, 27, 3)? + 1)),
        _ => None,
    }
}

/// Walks the segments to the frame header (SOF0–SOF15, less DHT, JPG and DAC).
fn jpeg(head: &[u8]) -> Option<(u32, u32)> {
    head.starts_with(b"\xff\xd8").then_some(())?;
    let mut at = 2;
    loop {
        if *head.get(at)? != 0xff {
            return None;
        }
        let marker = *head.get(at + 1)?;
        match marker {
            0xff => at += 1,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((big(head, at + 7, 2)?, big(head, at + 5, 2)?));
            }
            0x01 | 0xd0..=0xd9 => at += 2,
            _ => at += 2 + usize::try_from(big(head, at + 2, 2)?).ok()?,
        }
    }
}

/// `width` and `height` of the element `svg`; what is missing or relative follows from `viewBox`.
fn svg(head: &[u8]) -> Option<(u32, u32)> {
    let text = letters(head).trim_start_matches('\u{feff}');
    let tag = drawing(text)?;
    let of = |name: &str| {
        let found = tag.attributes.iter().find(|(other, _)| other == name);
        found.and_then(|(_, value)| *value)
    };
    let pixels = |name| {
        let text = of(name)?.trim();
        number(text.strip_suffix("px").unwrap_or(text))
    };
    let frame = || -> Option<(f64, f64)> {
        let parts = of("viewbox")?.split([' ', ',', '\n', '\t']);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let [_, _, width, height] = parts[..] else {
            return None;
        };
        Some((number(width)?, number(height)?))
    };
    let (width, height) = match (pixels("width"), pixels("height")) {
        (Some(width), Some(height)) => (width, height),
        (Some(width), None) => frame().map(|(w, h)| (width, width * h / w))?,
        (None, Some(height)) => frame().map(|(w, h)| (height * w / h, height))?,
        (None, None) => frame()?,
    };
    Some((whole(width)?, whole(height)?))
}

/// The tag `<svg …>`; `<?xml …?>`, `<!DOCTYPE …>` and comments may stand before it, letters may not.
fn drawing(text: &str) -> Option<HtmlTag<'_>> {
    tokens(text).find_map(|token| match token.kind {
        TokenKind::Tag(tag) => Some(Some(tag).filter(|tag| tag.name == "svg")),
        TokenKind::Text if !text[token.range.clone()].trim().is_empty() => Some(None),
        _ => None,
    })?
}

/// The bytes as text, up to where they stop being any.
fn letters(head: &[u8]) -> &str {
    match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default(),
    }
}

fn number(text: &str) -> Option<f64> {
    let number: f64 = text.trim().parse().ok()?;
    (number.is_finite() && number > 0.0).then_some(number)
}

/// Rounded, at least 1; absent where no screen is as large.
fn whole(number: f64) -> Option<u32> {
    let rounded = number.round().max(1.0);
    (rounded <= 1e6).then(|| format!("{rounded:.0}").parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{PictureFault, picture_fault, size};

    fn chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).expect("a short chunk");
        [&length.to_be_bytes(), &name[..], data, &[0; 4]].concat()
    }

    #[test]
    fn m20_what_is_cut_off_is_seen() {
        let header = [0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0];
        let png = [
            &b"\x89PNG\r\n\x1a\n"[..],
            &chunk(*b"IHDR", &header),
            &chunk(*b"IDAT", &[1; 40]),
            &chunk(*b"IEND", &[]),
        ]
        .concat();
        let of = |ending, bytes: &[u8], length: usize| {
            picture_fault(ending, bytes, u64::try_from(length).expect("a length"))
        };
        assert_eq!(of("png", &png, png.len()), None);
        for length in 24..png.len() {
            let cut = Some(PictureFault::CutOff("PNG"));
            assert_eq!(of("png", &png[..length], length), cut, "{length}");
        }
        // The first bytes of a longer file, whose second chunk goes beyond them.
        let long = [&png[..33], &[0, 1, 0, 0], b"IDAT", &vec![0; 65_536]].concat();
        assert_eq!(of("png", &long[..65_536], long.len() + 16), None);
        let cut = Some(PictureFault::CutOff("PNG"));
        assert_eq!(of("png", &long[..65_536], long.len() - 1), cut);
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xd9";
        assert_eq!(of("jpg", jpeg, jpeg.len()), None);
        let cut = Some(PictureFault::CutOff("JPEG"));
        assert_eq!(of("jpg", &jpeg[..8], 8), cut);
    }

    #[test]
    fn a_drawing_has_the_size_that_it_says_or_that_of_its_frame() {
        for (tag, wanted) in [
            ("<svg width=\"40\" height=\"30px\">", Some((40, 30))),
            ("<svg viewBox=\"0 0 40.4 29.6\">", Some((40, 30))),
            ("<svg width='80' viewBox='0,0,40,30'>", Some((80, 60))),
            ("<svg height=\"60\" viewBox=\"0 0 40 30\">", Some((80, 60))),
            (
                "<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 4 3\">",
                Some((4, 3)),
            ),
            (
                "\u{feff}<?xml version=\"1.0\"?>\n<!-- x --><!DOCTYPE svg><svg width=\"4\" height=\"3\"/>",
                Some((4, 3)),
            ),
            ("<svg width=\"10em\" height=\"3\">", None),
            ("<svg viewBox=\"0 0 0 3\">", None),
            ("<svg viewBox=\"0 0 1e300 3\">", None),
            ("<svg>", None),
            ("<p><svg width=\"4\" height=\"3\">", None),
            ("text <svg width=\"4\" height=\"3\">", None),
        ] {
            assert_eq!(size(tag.as_bytes()), wanted, "{tag}");
        }
    }

    #[test]
    fn reads_the_header_of_each_format() {
        let png = [
            &b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"[..],
            &[0, 0, 1, 0, 0, 0, 0, 200],
        ]
        .concat();
        assert_eq!(size(&png), Some((256, 200)));
        assert_eq!(size(b"GIF89a\x0a\x00\x14\x00"), Some((10, 20)));
        let jpeg = [
            &b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08"[..],
            &[0, 30, 0, 40],
        ]
        .concat();
        assert_eq!(size(&jpeg), Some((40, 30)));
        let webp = [
            &b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0"[..],
            &[9, 0, 0, 19, 0, 0],
        ]
        .concat();
        assert_eq!(size(&webp), Some((10, 20)));
    }

    #[test]
    fn a_cut_off_or_foreign_file_has_no_size() {
        for head in [
            &b""[..],
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff\xe0\xff\xff",
            b"<svg>",
            b"RIFF\0\0\0\0WEBPVP8 ",
        ] {
            assert_eq!(size(head), None);
        }
    }

    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        [&b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"[..], &size].concat()
    }

    #[test]
    fn m20_a_picture_is_what_its_name_says_and_not_huge() {
        use PictureFault::{Foreign, Huge};
        let photo: &[u8] = b"\xff\xd8\xff\xe1\xff\xffExif";
        let rows: [(&str, &[u8], Option<PictureFault>); 14] = [
            ("png", &png_of(5000, 5000), None),
            ("png", &png_of(5000, 5001), Some(Huge(5000, 5001))),
            ("png", &png_of(30_000, 30_000), Some(Huge(30_000, 30_000))),
            (
                "apng",
                &png_of(u32::MAX, u32::MAX),
                Some(Huge(u32::MAX, u32::MAX)),
            ),
            ("png", &png_of(1, 1)[..20], Some(Foreign("PNG"))),
            ("png", b"", Some(Foreign("PNG"))),
            ("png", b"<script>alert(1)</script>", Some(Foreign("PNG"))),
            ("png", b"GIF89a\x0a\x00\x14\x00", Some(Foreign("PNG"))),
            ("gif", b"GIF89a/*\x14\x00*/=alert(1)", None),
            ("gif", b"GIF89", Some(Foreign("GIF"))),
            ("webp", b"RIFF\0\0\0\0WEBPVP8 ", Some(Foreign("WebP"))),
            ("jpg", photo, None),
            ("jpeg", &png_of(1, 1), Some(Foreign("JPEG"))),
            ("pdf", b"", None),
        ];
        for (ending, head, fault) in rows {
            // These are the first bytes of something long.
            let found = picture_fault(ending, head, u64::MAX);
            assert_eq!(found, fault, "{ending} {head:?}");
        }
    }
}
