//! What a picture says of itself in its first bytes: its format and its size, without decoding it.
//!
//! Whoever adds a picture may be a stranger, so nothing here reads further than it has bytes, and nothing is
//! made from a number that stands in a header.

use crate::html::{HtmlTag, TokenKind, tokens};

/// The kinds of pictures whose headers are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Portable Network Graphics.
    Png,
    /// Graphics Interchange Format.
    Gif,
    /// JPEG.
    Jpeg,
    /// WebP.
    Webp,
    /// Scalable Vector Graphics: a text.
    Svg,
}

impl Format {
    /// What the end of a file's name promises.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Some(match ending.to_ascii_lowercase().as_str() {
            "png" => Self::Png,
            "gif" => Self::Gif,
            "jpg" | "jpeg" => Self::Jpeg,
            "webp" => Self::Webp,
            "svg" => Self::Svg,
            _ => return None,
        })
    }

    /// What the first bytes are.
    pub fn of_bytes(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") {
            Some(Self::Gif)
        } else if head.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else {
            drawing(head).map(|_| Self::Svg)
        }
    }

    /// Its name, which needs no translation.
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::Jpeg => "JPEG",
            Self::Webp => "WebP",
            Self::Svg => "SVG",
        }
    }
}

/// Width and height in pixels, as far as the first bytes tell.
pub fn size(head: &[u8]) -> Option<(u32, u32)> {
    let found = match Format::of_bytes(head)? {
        Format::Png => png(head),
        Format::Gif => Some((little(head, 6, 2)?, little(head, 8, 2)?)),
        Format::Jpeg => jpeg(head),
        Format::Webp => webp(head),
        Format::Svg => svg(head),
    };
    found.filter(|(width, height)| *width > 0 && *height > 0)
}

/// Whether a file of `length` bytes ends before the picture in it does.
pub fn is_cut_off(head: &[u8], length: u64) -> bool {
    let whole = length == head.len() as u64;
    match Format::of_bytes(head) {
        Some(Format::Png) => png_ends_at(head).is_none_or(|end| end > length),
        Some(Format::Webp) => little(head, 4, 4).is_none_or(|rest| u64::from(rest) + 8 > length),
        Some(Format::Gif) => head.len() < 10,
        // The last marker may be followed by other data, so it is looked for and not expected at the end.
        Some(Format::Jpeg) => whole && !head.windows(2).any(|pair| pair == b"\xff\xd9"),
        Some(Format::Svg) | None => false,
    }
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(
        bytes
            .iter()
            .fold(0, |number, byte| number << 8 | u32::from(*byte)),
    )
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |number, byte| number << 8 | u32::from(*byte)),
    )
}

fn png(head: &[u8]) -> Option<(u32, u32)> {
    (head.get(12..16)? == b"IHDR").then_some(())?;
    Some((big(head, 16, 4)?, big(head, 20, 4)?))
}

/// Where the file has to reach at least: the end of the last chunk that begins in the first bytes.
/// Absent if there is not even the first.
fn png_ends_at(head: &[u8]) -> Option<u64> {
    png(head)?;
    let mut at = 8_u64;
    while let Ok(start) = usize::try_from(at) {
        let Some(length) = big(head, start, 4) else {
            break;
        };
        at += u64::from(length) + 12;
        if head.get(start + 4..start + 8) == Some(b"IEND") {
            return Some(at);
        }
    }
    // Beyond the first bytes nothing is known; a whole file without an end is cut off before it.
    Some(at.max(head.len() as u64 + u64::from(head.len() < LONGEST_HEAD)))
}

/// How many bytes of a file are kept; with fewer the head is the whole file.
const LONGEST_HEAD: usize = 64 * 1024;

/// The three forms of WebP: lossy `VP8 `, lossless `VP8L`, extended `VP8X`.
fn webp(head: &[u8]) -> Option<(u32, u32)> {
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
    let mut at = 2_usize;
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

/// The tag `<svg …>` of a drawing, if the bytes are one.
fn drawing(head: &[u8]) -> Option<HtmlTag<'_>> {
    let text = letters(head).trim_start_matches('\u{feff}');
    let mut tokens = tokens(text);
    tokens.find_map(|token| match token.kind {
        TokenKind::Tag(tag) => Some(Some(tag).filter(|tag| tag.name == "svg")),
        // `<?xml …?>`, `<!DOCTYPE …>` and comments may stand before it, letters may not.
        TokenKind::Text if !text[token.range.clone()].trim().is_empty() => Some(None),
        _ => None,
    })?
}

/// The bytes as text, up to where they stop being any.
pub fn letters(head: &[u8]) -> &str {
    match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default(),
    }
}

/// `width` and `height` in pixels; what is missing or relative follows from `viewBox`.
fn svg(head: &[u8]) -> Option<(u32, u32)> {
    let tag = drawing(head)?;
    let of = |name: &str| {
        let found = tag.attributes.iter().find(|(other, _)| other == name);
        found.and_then(|(_, value)| *value)
    };
    let pixels = |name| {
        let text = of(name)?.trim();
        number(text.strip_suffix("px").unwrap_or(text))
    };
    let frame = || -> Option<(f64, f64)> {
        let text = of("viewbox")?;
        let parts = text
            .split([' ', ',', '\n', '\t'])
            .filter(|part| !part.is_empty());
        let parts: Vec<&str> = parts.collect();
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
mod tests;
