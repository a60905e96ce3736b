//! What a page adds to the index, packed: kept from one build to the next.
//!
//! The keys of letters rise, so each is written as its distance to the one before it.

use super::weigh::Weighed;
use crate::keep::{Keep as _, Recall, push_number};

/// Documents by their numbers, as bytes.
pub fn pack(documents: &[(u32, Weighed)]) -> Vec<u8> {
    let mut out = Vec::new();
    push_number(&mut out, documents.len() as u64);
    for (number, Weighed { letters, words }) in documents {
        number.keep(&mut out);
        push_number(&mut out, letters.len() as u64);
        let mut before = 0;
        for (key, weight) in letters {
            push_number(&mut out, key - before);
            out.push(*weight);
            before = *key;
        }
        push_number(&mut out, words.len() as u64);
        for (word, weight) in words {
            push_number(&mut out, word.len() as u64);
            out.extend(word.as_bytes());
            out.push(*weight);
        }
    }
    out
}

/// The documents that bytes hold; nothing where they are damaged.
pub fn unpack(bytes: &[u8]) -> Option<Vec<(u32, Weighed)>> {
    let mut from = Recall::new(bytes);
    let mut documents = Vec::new();
    for _ in 0..from.number()? {
        let number = u32::recall(&mut from)?;
        let mut weighed = Weighed::default();
        let mut key = 0_u64;
        for _ in 0..from.number()? {
            key = key.checked_add(from.number()?)?;
            weighed.letters.push((key, u8::recall(&mut from)?));
        }
        for _ in 0..from.number()? {
            let word = String::recall(&mut from)?.into();
            weighed.words.push((word, u8::recall(&mut from)?));
        }
        documents.push((number, weighed));
    }
    Some(documents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let weighed = Weighed {
            letters: vec![(1, 2), (1 << 21, 3), (1 << 63, 40)],
            words: vec![("refund".into(), 8), ("x".into(), 2)],
        };
        let documents = vec![(7, weighed), (9, Weighed::default())];
        let bytes = pack(&documents);
        assert_eq!(unpack(&bytes), Some(documents));
        for end in 0..bytes.len() {
            assert_eq!(unpack(&bytes[..end]), None, "{end}");
        }
    }
}
