use super::*;

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("a short chunk");
    [&length.to_be_bytes(), &name[..], data, &[0; 4]].concat()
}

/// A PNG whose header names a size; its sums are not looked at.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let header = [&size[..], &[8, 2, 0, 0, 0]].concat();
    [
        &b"\x89PNG\r\n\x1a\n"[..],
        &chunk(b"IHDR", &header),
        &chunk(b"IDAT", &[1; 40]),
        &chunk(b"IEND", &[]),
    ]
    .concat()
}

#[test]
fn reads_the_header_of_each_format() {
    assert_eq!(size(&png_of(256, 200)), Some((256, 200)));
    assert_eq!(size(&png_of(30_000, 30_000)), Some((30_000, 30_000)));
    assert_eq!(size(b"GIF89a\x0a\x00\x14\x00"), Some((10, 20)));
    let jpeg = [
        &b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08"[..],
        &[0, 30, 0, 40],
    ]
    .concat();
    assert_eq!(size(&jpeg), Some((40, 30)));
    for (chunk, data, wanted) in [
        (&b"VP8X"[..], &[0, 0, 0, 0, 9, 0, 0, 19, 0, 0][..], (10, 20)),
        (b"VP8L", &[0x2f, 9, 0xc0, 4, 0], (10, 20)),
        (b"VP8 ", &[0, 0, 0, 0x9d, 1, 0x2a, 10, 0, 20, 0], (10, 20)),
    ] {
        let head = [b"RIFF\0\0\0\0WEBP", chunk, &[0; 4], data].concat();
        assert_eq!(size(&head), Some(wanted), "{chunk:?}");
    }
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
fn what_is_cut_off_is_seen() {
    let png = png_of(3, 2);
    let whole = png.len() as u64;
    assert!(!is_cut_off(&png, whole));
    for length in 8..png.len() {
        assert!(is_cut_off(&png[..length], length as u64), "{length}");
    }
    // The first bytes of a longer file, whose second chunk goes beyond them.
    let long = [&png[..33], &[0, 1, 0, 0], b"IDAT", &[0; 65_536]].concat();
    let (head, length) = (&long[..65_536], long.len() as u64);
    assert!(!is_cut_off(head, length + 4 + 12));
    assert!(is_cut_off(head, length - 1));
    assert!(is_cut_off(b"\xff\xd8\xff\xe0\x00\x04ab", 8));
    assert!(!is_cut_off(b"\xff\xd8\xff\xe0\x00\x04ab\xff\xd9", 10));
    assert!(is_cut_off(b"RIFF\x40\0\0\0WEBPVP8 ", 16));
    assert!(is_cut_off(b"GIF89a", 6));
}

#[test]
fn a_cut_off_or_foreign_file_has_no_size() {
    for head in [
        &b""[..],
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0\xff\xff",
        b"<svg>",
        b"<html>",
        b"RIFF\0\0\0\0WEBPVP8 ",
    ] {
        assert_eq!(size(head), None);
    }
}
