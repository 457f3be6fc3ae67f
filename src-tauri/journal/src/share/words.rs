//! Safety words: six words that two people read to each other, the same on both sides if nobody stands between them.
//!
//! Six of 2,048 words are 66 bits. Somebody in between would have to find a pair of cards with the same words on both sides, which takes
//! some 2³³ tries on each; scrypt makes every try cost a good tenth of a second and 64 MiB.

use bip39::Language;
use sha2::{Digest, Sha256};

use super::keys::PublicKeys;
use crate::{Error, Result};

/// How many there are.
const WORDS: usize = 6;

/// Bits of one word.
const BITS: usize = 11;

/// The six words for two journals, whichever of them asks. Takes a moment.
pub(crate) fn safety_words(one: &PublicKeys, other: &PublicKeys) -> Result<Vec<String>> {
    let mut both = [one, other].map(|keys| <[u8; 32]>::from(Sha256::digest(keys.bytes())));
    both.sort_unstable();
    let cost = scrypt::Params::new(16, 8, 1, 32).map_err(|_| Error::Internal("scrypt refused its own settings"))?;
    let mut mixed = [0; 32];
    scrypt::scrypt(&both.concat(), b"Mend safety words 1", &cost, &mut mixed)
        .map_err(|_| Error::Internal("scrypt refused its own output"))?;
    let list = Language::English.word_list();
    Ok((0..WORDS).map(|word| list[number(&mixed, word * BITS)].to_owned()).collect())
}

/// The eleven bits from this one on.
fn number(bytes: &[u8; 32], from: usize) -> usize {
    (from..from + BITS).fold(0, |number, bit| number << 1 | usize::from(bytes[bit / 8] >> (7 - bit % 8) & 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::share::keys::OwnKeys;

    #[test]
    fn both_sides_see_the_same_words_and_others_do_not() {
        let [one, other, third] = [(); 3].map(|()| *OwnKeys::generate().unwrap().public());
        let words = safety_words(&one, &other).unwrap();
        assert_eq!(words, safety_words(&other, &one).unwrap());
        assert_eq!(words.len(), 6);
        assert_ne!(words, safety_words(&one, &third).unwrap());
        assert_ne!(words, safety_words(&third, &other).unwrap());
    }

    #[test]
    fn bits_are_taken_from_the_left() {
        let mut bytes = [0; 32];
        (bytes[0], bytes[1], bytes[2]) = (0b1010_1010, 0b1011_1111, 0b1000_0000);
        assert_eq!(number(&bytes, 0), 0b101_0101_0101);
        assert_eq!(number(&bytes, 11), 0b111_1110_0000);
    }
}
