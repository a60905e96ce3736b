//! Looking for a byte that nearly no text has: what has none goes by many bytes at a time.

/// How many bytes are looked at side by side: as many as the compiler makes a few instructions of.
const STRIDE: usize = 16;

/// Where the next byte stands that is apart from the others. What says so should have no branches.
pub(crate) fn next_apart(
    bytes: &[u8],
    from: usize,
    is_apart: impl Fn(u8) -> bool,
) -> Option<usize> {
    let mut at = from;
    while let Some(stride) = bytes.get(at..)?.first_chunk::<STRIDE>()
        && !stride.iter().fold(false, |any, byte| any | is_apart(*byte))
    {
        at += STRIDE;
    }
    let ahead = bytes.get(at..)?.iter().position(|byte| is_apart(*byte))?;
    Some(at + ahead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stands_wherever_it_stands() {
        let is_star = |byte| byte == b'*';
        for length in 0..3 * STRIDE {
            let mut text = vec![b'a'; length];
            assert_eq!(next_apart(&text, 0, is_star), None);
            for at in 0..length {
                text[at] = b'*';
                for from in 0..=length + 1 {
                    let expected = (from <= at).then_some(at);
                    assert_eq!(next_apart(&text, from, is_star), expected, "{at} {from}");
                }
                text[at] = b'a';
            }
        }
    }
}
