//! Values as bytes and back: how a build keeps for the next one what it came to.
//!
//! Not serde, whose derives promise a format to others: these bytes are read by the very program that
//! wrote them, or not at all. Reading trusts nothing: what is cut short, too deep or leaves the text it
//! speaks of gives `None`, never a panic and never more memory than there are bytes.

use std::ops::Range;

use crate::digest::Digest;

/// How deep values may lie inside one another.
const DEEPEST: usize = 64;

/// A value that can be kept.
pub trait Keep: Sized {
    /// Appends the value.
    fn keep(&self, out: &mut Vec<u8>);
    /// Takes the value from the front.
    fn recall(from: &mut Recall<'_>) -> Option<Self>;
}

/// Bytes that are being read.
pub struct Recall<'b> {
    rest: &'b [u8],
    text: Option<&'b str>,
    depth: usize,
}

impl<'b> Recall<'b> {
    /// Reads bytes whose places may be of any text.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self {
            rest: bytes,
            text: None,
            depth: 0,
        }
    }

    /// Reads bytes whose places are those of one text: none may lie beside it.
    pub fn about(bytes: &'b [u8], text: &'b str) -> Self {
        Self {
            text: Some(text),
            ..Self::new(bytes)
        }
    }

    /// A value, if nothing comes after it.
    pub fn whole<T: Keep>(mut self) -> Option<T> {
        let value = T::recall(&mut self)?;
        self.rest.is_empty().then_some(value)
    }

    /// The next bytes.
    pub fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// The next number.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let [byte] = *self.take(1)? else { return None };
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                return None;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// An offset into the text, between two of its letters.
    pub fn offset(&mut self) -> Option<usize> {
        let offset = usize::try_from(self.number()?).ok()?;
        let is_in = self.text.is_none_or(|text| text.is_char_boundary(offset));
        is_in.then_some(offset)
    }

    /// A value that may hold others of its kind.
    pub fn deeper<T: Keep>(&mut self) -> Option<T> {
        self.depth += 1;
        let value = (self.depth <= DEEPEST).then(|| T::recall(self)).flatten();
        self.depth -= 1;
        value
    }
}

/// The bytes of a value.
pub fn kept(value: &impl Keep) -> Vec<u8> {
    let mut out = Vec::new();
    value.keep(&mut out);
    out
}

/// Appends a number: seven bits a byte, the low ones first.
pub fn push_number(out: &mut Vec<u8>, number: u64) {
    let mut rest = number;
    while rest >= 0x80 {
        out.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    out.push((rest & 0x7f) as u8);
}

/// Keeps a struct field by field.
macro_rules! keep_fields {
    ($($type:ty { $($field:ident),* $(,)? })*) => {$(
        impl $crate::keep::Keep for $type {
            fn keep(&self, out: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($crate::keep::Keep::keep($field, out);)*
            }

            fn recall(from: &mut $crate::keep::Recall<'_>) -> Option<Self> {
                Some(Self { $($field: $crate::keep::Keep::recall(from)?),* })
            }
        }
    )*};
}

/// Keeps an enum without fields by the number of its variant.
macro_rules! keep_variants {
    ($($type:ty { $($number:literal $variant:ident),* $(,)? })*) => {$(
        impl $crate::keep::Keep for $type {
            fn keep(&self, out: &mut Vec<u8>) {
                out.push(match self { $(Self::$variant => $number),* });
            }

            fn recall(from: &mut $crate::keep::Recall<'_>) -> Option<Self> {
                match u8::recall(from)? {
                    $($number => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    )*};
}

pub(crate) use {keep_fields, keep_variants};

macro_rules! keep_numbers {
    ($($type:ty)*) => {$(
        impl Keep for $type {
            fn keep(&self, out: &mut Vec<u8>) {
                push_number(out, u64::try_from(*self).unwrap_or(u64::MAX));
            }

            fn recall(from: &mut Recall<'_>) -> Option<Self> {
                from.number()?.try_into().ok()
            }
        }
    )*};
}

keep_numbers!(u16 u32 u64 usize);

impl Keep for u8 {
    fn keep(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        from.take(1)?.first().copied()
    }
}

impl Keep for i64 {
    fn keep(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        Some(Self::from_le_bytes(from.take(8)?.try_into().ok()?))
    }
}

impl Keep for f64 {
    fn keep(&self, out: &mut Vec<u8>) {
        out.extend(self.to_bits().to_le_bytes());
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        let bits = from.take(8)?.try_into().ok()?;
        Some(Self::from_bits(u64::from_le_bytes(bits)))
    }
}

impl Keep for String {
    fn keep(&self, out: &mut Vec<u8>) {
        push_number(out, self.len() as u64);
        out.extend(self.as_bytes());
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        let length = usize::recall(from)?;
        let bytes = from.take(length)?;
        Some(std::str::from_utf8(bytes).ok()?.to_owned())
    }
}

/// Bytes, which are copied and not looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl Keep for Bytes {
    fn keep(&self, out: &mut Vec<u8>) {
        push_number(out, self.0.len() as u64);
        out.extend(&self.0);
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        let length = usize::recall(from)?;
        Some(Self(from.take(length)?.to_vec()))
    }
}

impl Keep for Digest {
    fn keep(&self, out: &mut Vec<u8>) {
        out.extend(self.bytes());
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        Some(Self::of_bytes(from.take(16)?.try_into().ok()?))
    }
}

/// Two offsets into the text of a page's body; nobody slices by them but at the parser's own places.
impl Keep for Range<usize> {
    fn keep(&self, out: &mut Vec<u8>) {
        self.start.keep(out);
        self.end.keep(out);
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        let (start, end) = (usize::recall(from)?, usize::recall(from)?);
        let longest = from.text.map_or(usize::MAX, str::len);
        (start <= end && end <= longest).then_some(start..end)
    }
}

impl<T: Keep> Keep for Option<T> {
    fn keep(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.is_some()));
        if let Some(value) = self {
            value.keep(out);
        }
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        match u8::recall(from)? {
            0 => Some(None),
            1 => Some(Some(T::recall(from)?)),
            _ => None,
        }
    }
}

impl<T: Keep> Keep for Vec<T> {
    fn keep(&self, out: &mut Vec<u8>) {
        push_number(out, self.len() as u64);
        for value in self {
            value.keep(out);
        }
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        let count = usize::recall(from)?;
        // Every value has a byte at least, so a count that lies takes no memory.
        if count > from.rest.len() {
            return None;
        }
        (0..count).map(|_| from.deeper()).collect()
    }
}

impl<A: Keep, B: Keep> Keep for (A, B) {
    fn keep(&self, out: &mut Vec<u8>) {
        self.0.keep(out);
        self.1.keep(out);
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        Some((A::recall(from)?, B::recall(from)?))
    }
}

impl Keep for bool {
    fn keep(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        match u8::recall(from)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_recalled() {
        let value = vec![
            (Some("窓口".to_owned()), u64::MAX),
            (None, 0),
            (Some(String::new()), 128),
        ];
        let bytes = kept(&value);
        assert_eq!(Recall::new(&bytes).whole(), Some(value));
        // A list that takes all that is left, a byte a value.
        let value = vec![true, false, true];
        assert_eq!(Recall::new(&kept(&value)).whole(), Some(value));
    }

    #[test]
    fn what_is_cut_short_or_lies_is_nothing() {
        type Lists = Vec<(Vec<String>, u64)>;
        let bytes = kept(&vec![(vec!["a".to_owned(), "b".to_owned()], 300_u64)]);
        for end in 0..bytes.len() {
            assert_eq!(Recall::new(&bytes[..end]).whole::<Lists>(), None, "{end}");
        }
        let many = kept(&u64::MAX);
        assert_eq!(Recall::new(&many).whole::<Lists>(), None);
        assert_eq!(Recall::new(&[0xff; 20]).number(), None);
        assert_eq!(Recall::new(&[0x80; 20]).number(), None);
    }

    #[test]
    fn places_stay_in_their_text_and_between_its_letters() {
        let offset = |at: u64| Recall::about(&kept(&at), "窓x").offset();
        assert_eq!(offset(3), Some(3));
        assert_eq!(offset(4), Some(4));
        assert_eq!(offset(1), None);
        assert_eq!(offset(5), None);
        let range = |range: Range<usize>| Recall::about(&kept(&range), "窓x").whole();
        assert_eq!(range(0..4), Some(0..4));
        assert_eq!(range(0..5), None);
    }
}
