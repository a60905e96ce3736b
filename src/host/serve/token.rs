//! The secret of one run: only pages of this server know it, and only they may listen.

use std::fmt::Write as _;
use std::hint::black_box;

use crate::host::HostError;
use crate::wording::words;

/// 128 random bits as 32 hexadecimal digits.
#[derive(Clone)]
pub(super) struct Token(String);

impl Token {
    /// A token that nobody can guess.
    pub(super) fn fresh() -> Result<Self, HostError> {
        let mut bits = [0; 16];
        getrandom::fill(&mut bits).map_err(no_randomness)?;
        let mut digits = String::with_capacity(32);
        for byte in bits {
            // Writing to a string cannot fail.
            let _ = write!(digits, "{byte:02x}");
        }
        Ok(Self(digits))
    }

    /// The token as text.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether somebody knows it. Takes the same time however many digits are right, so that it
    /// cannot be found out digit by digit.
    pub(super) fn is(&self, said: &str) -> bool {
        let pairs = self.0.bytes().zip(said.bytes());
        let differences = pairs.fold(0, |differences, (a, b)| black_box(differences | (a ^ b)));
        said.len() == self.0.len() && differences == 0
    }
}

fn no_randomness(error: getrandom::Error) -> HostError {
    HostError::machine(words(
        format!("システムから乱数を取得できません: {error}"),
        format!("the system gives no random numbers: {error}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_token_is_the_token() {
        let token = Token::fresh().expect("random numbers");
        let digits = token.as_str().to_owned();
        assert_eq!(digits.len(), 32);
        assert!(token.is(&digits));
        assert!(!token.is(&digits[..31]));
        assert!(!token.is(&(digits.clone() + "0")));
        assert!(!token.is(""));
        for at in 0..32 {
            let other = if &digits[at..=at] == "0" { "1" } else { "0" };
            let wrong = format!("{}{other}{}", &digits[..at], &digits[at + 1..]);
            assert!(!token.is(&wrong), "{at}");
        }
        assert_ne!(digits, Token::fresh().expect("random numbers").as_str());
    }
}
