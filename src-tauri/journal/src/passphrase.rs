//! Choosing a passphrase: how soon one would be guessed, and one to offer.

use bip39::Language;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::{Error, Result};

/// How well a passphrase resists somebody who has the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Strength {
    /// 0: guessed at once. 1: in days. 2: in years, by somebody determined. 3: not in a lifetime by one machine.
    /// 4: not by anyone we can think of.
    pub level: u8,
    /// The expected number of guesses as a power of two.
    pub bits: u32,
}

impl Strength {
    /// Estimates a passphrase with zxcvbn.
    ///
    /// The levels count in guesses against *this* journal: one costs a second and 256 MiB (scrypt, N = 2^18), so a rich
    /// attacker with a thousand machines makes about 2^35 guesses a year.
    pub fn of(passphrase: &str) -> Self {
        // zxcvbn looks at the first hundred characters and grows slowly with them; more say nothing new.
        let start: Zeroizing<String> = Zeroizing::new(passphrase.chars().take(100).collect());
        let bits = if start.is_empty() {
            0
        } else {
            (zxcvbn::zxcvbn(&start, &[]).guesses_log10() * std::f64::consts::LOG2_10).floor() as u32
        };
        let level = match bits {
            0..=18 => 0,
            19..=29 => 1,
            30..=39 => 2,
            40..=49 => 3,
            _ => 4,
        };
        Self { level, bits }
    }
}

/// Words in an offered passphrase.
pub const OFFERED_WORDS: usize = 5;

/// Five words drawn evenly from the 2,048 English ones of BIP-39: 55 bits, and short enough to learn.
pub fn offer() -> Result<Zeroizing<String>> {
    let words = Language::English.word_list();
    let mut random = Zeroizing::new([0u8; 2 * OFFERED_WORDS]);
    getrandom::fill(random.as_mut_slice()).map_err(|_| Error::Internal("the computer gave no random numbers"))?;
    let mut offered = Zeroizing::new(String::with_capacity(64));
    for pair in random.chunks_exact(2) {
        if !offered.is_empty() {
            offered.push(' ');
        }
        // 2,048 divides 65,536: every word is equally likely.
        offered.push_str(words[usize::from(u16::from_le_bytes([pair[0], pair[1]])) % words.len()]);
    }
    Ok(offered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_passphrases_are_called_weak() {
        for weak in ["", "password", "123456", "iloveyou"] {
            assert_eq!(Strength::of(weak).level, 0, "{weak}");
        }
    }

    #[test]
    fn an_offered_passphrase_is_five_words_and_strong() {
        let one = offer().unwrap();
        assert_eq!(one.split(' ').count(), OFFERED_WORDS);
        assert!(Strength::of(&one).level >= 3, "{:?}", Strength::of(&one));
        assert_ne!(*one, *offer().unwrap());
    }

    #[test]
    fn a_pasted_book_is_answered_at_once() {
        assert_eq!(Strength::of(&"a quiet walk, ".repeat(10_000)).level, 4);
    }
}
