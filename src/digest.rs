//! 128-bit digests of values: names of assets, keys of memos, proof that a file is ours.

use std::fmt;

/// A digest of some bytes; equal digests are taken as equal bytes (BLAKE3, cut to 128 bits).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest([u8; 16]);

impl Digest {
    /// The digest of one run of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::cut(&blake3::hash(bytes))
    }

    /// The first `digits` hexadecimal digits (at most 32), for file names.
    pub fn short(&self, digits: usize) -> String {
        let mut hex = self.to_string();
        hex.truncate(digits);
        hex
    }

    /// Reads the 32 hexadecimal digits that [`fmt::Display`] writes.
    pub fn parse(hex: &str) -> Option<Self> {
        if hex.len() != 32 || !hex.is_ascii() {
            return None;
        }
        let mut bytes = [0; 16];
        for (byte, at) in bytes.iter_mut().zip((0..32).step_by(2)) {
            *byte = u8::from_str_radix(&hex[at..at + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// The bytes themselves.
    pub fn bytes(&self) -> [u8; 16] {
        self.0
    }

    /// The digest of which these are the bytes.
    pub fn of_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    fn cut(hash: &blake3::Hash) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_bytes()[..16]);
        Self(bytes)
    }
}

/// Takes bytes as they come, for what is too large to hold, and values that are [`Hash`](std::hash::Hash).
#[derive(Default)]
pub struct Digester(blake3::Hasher);

impl Digester {
    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all bytes taken.
    pub fn finish(&self) -> Digest {
        Digest::cut(&self.0.finalize())
    }
}

impl std::hash::Hasher for Digester {
    fn write(&mut self, bytes: &[u8]) {
        self.update(bytes);
    }

    /// The first bytes of the digest; [`Digester::finish`] gives the whole.
    fn finish(&self) -> u64 {
        let Digest(bytes) = Self::finish(self);
        bytes[..8]
            .iter()
            .fold(0, |all, byte| (all << 8) | u64::from(*byte))
    }
}

impl std::io::Write for Digester {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Digest({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::io::Write as _;

    /// The first half of what BLAKE3 makes of no bytes, as its reference implementation gives it.
    const OF_NOTHING: &str = "af1349b9f5f9a1a6a0404dea36dcc949";

    #[test]
    fn a_digest_is_that_of_its_bytes_however_they_come() {
        let whole = Digest::of(b"abcdef");
        assert_eq!(Digest::of(b"").to_string(), OF_NOTHING);
        assert_ne!(whole, Digest::of(b"abcdeg"));
        let mut digester = Digester::default();
        digester.update(b"ab");
        digester.write_all(b"cd").expect("it takes all");
        std::hash::Hasher::write(&mut digester, b"ef");
        assert_eq!(Digester::finish(&digester), whole);
        let first = u64::from_be_bytes(whole.bytes()[..8].try_into().expect("eight bytes"));
        assert_eq!(std::hash::Hasher::finish(&digester), first);
    }

    #[test]
    fn digits_are_read_back_and_nothing_else_is() {
        let digest = Digest::of(b"a");
        let hex = digest.to_string();
        assert_eq!(Digest::parse(&hex), Some(digest));
        assert_eq!(Digest::of_bytes(digest.bytes()), digest);
        assert_eq!(digest.short(8), hex[..8]);
        assert_eq!(format!("{digest:?}"), format!("Digest({hex})"));
        let (half, wide) = (&hex[..31], format!("{}あ", &hex[..29]));
        for wrong in [
            "",
            half,
            &format!("{hex}0"),
            &wide,
            &hex.replace(|_| true, "g"),
        ] {
            assert_eq!(Digest::parse(wrong), None, "{wrong}");
        }
    }
}
