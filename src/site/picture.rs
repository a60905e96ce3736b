//! A picture's size from its first bytes, without decoding it, and whether it is one at all.

/// Width and height in pixels of a PNG, GIF, JPEG or WebP file.
pub(super) fn size(head: &[u8]) -> Option<(u32, u32)> {
    png(head)
        .or_else(|| gif(head))
        .or_else(|| webp(head))
        .or_else(|| jpeg(head))
}

/// What is wrong with a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFault {
    /// Its bytes are not of the format that its name says, or end within the header.
    Foreign(&'static str),
    /// So many pixels, width and height, that showing it would take a browser's memory.
    Huge(u32, u32),
}

/// The most pixels of a picture.
const MOST_PIXELS: u64 = 25_000_000;

/// What is wrong with a picture, from the ending of its name, in small letters, and its first bytes.
pub fn picture_fault(ending: &str, head: &[u8]) -> Option<PictureFault> {
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
    let is_huge = u64::from(width) * u64::from(height) > MOST_PIXELS;
    is_huge.then_some(PictureFault::Huge(width, height))
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

#[cfg(test)]
mod tests {
    use super::{PictureFault, picture_fault, size};

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
            assert_eq!(picture_fault(ending, head), fault, "{ending} {head:?}");
        }
    }
}
