//! Cards: what one gives to a person from whom one wants to hear.
//!
//! `mend-card-1:` and, in base64 (URL alphabet, no padding), 32 bytes of the key that seals, 32 of the key that tells signatures, 64 of a
//! signature over `Mend card 1\n`, both keys and the name, and the name in UTF-8; then a full stop. White space and `>` in between are
//! nothing: mail breaks and quotes lines.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{
    CardError,
    keys::{OwnKeys, PublicKeys},
    one_line, seen,
};

/// What every card begins with, before its version.
const PREFIX: &str = "mend-card-";

/// What a card's signature is over, before the keys and the name.
const SIGNED: &[u8] = b"Mend card 1\n";

/// The longest name, in characters.
pub(crate) const LONGEST_NAME: usize = 60;

/// The most bytes of a card, and more than enough for the longest name.
const MOST_BYTES: usize = 128 + 4 * LONGEST_NAME;

/// A card: a name and two public keys, which belong together by a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    name: String,
    keys: PublicKeys,
    signature: [u8; 64],
}

impl Card {
    /// A card of these keys.
    pub(crate) fn new(name: &str, keys: &OwnKeys) -> Result<Self, CardError> {
        let name: String = one_line(name).nfc().collect();
        if !is_name(&name) {
            return Err(CardError::BadName);
        }
        let signature = keys.sign(&signed(&name, keys.public()));
        Ok(Self { name, keys: *keys.public(), signature })
    }

    /// Reads the one card that stands somewhere in a text.
    pub fn read(text: &str) -> Result<Self, CardError> {
        let mut found: Option<(Vec<u8>, Self)> = None;
        let mut beginning = false;
        for (at, _) in text.match_indices(PREFIX) {
            let rest = &text[at + PREFIX.len()..];
            // Somebody may say in words what such a line begins with. Without a card beside it, it may be what is left of one.
            if !rest.starts_with(|first: char| first.is_ascii_digit()) {
                beginning = true;
                continue;
            }
            let bytes = Self::bytes_of(rest)?;
            match &found {
                // Not verified anew: ten megabytes hold forty thousand of the same.
                Some((first, _)) if *first == bytes => {}
                Some(_) => {
                    Self::from_bytes(&bytes)?;
                    return Err(CardError::Several);
                }
                None => found = Some((bytes.clone(), Self::from_bytes(&bytes)?)),
            }
        }
        let none = if beginning { CardError::Changed } else { CardError::NotACard };
        Ok(found.ok_or(none)?.1)
    }

    /// The bytes that are spelled after the prefix.
    fn bytes_of(text: &str) -> Result<Vec<u8>, CardError> {
        let (version, rest) = text.split_once(':').ok_or(CardError::Changed)?;
        match version.parse::<u32>() {
            // In its one spelling.
            Ok(number) if number.to_string() != version => return Err(CardError::Changed),
            Ok(1) => {}
            Ok(_) => return Err(CardError::Newer),
            Err(_) => return Err(CardError::Changed),
        }
        let mut spelled = String::new();
        for c in rest.chars().filter(|c| !c.is_whitespace() && *c != '>') {
            match c {
                '.' => return URL_SAFE_NO_PAD.decode(spelled).map_err(|_| CardError::Changed),
                _ if spelled.len() > MOST_BYTES * 4 / 3 + 4 => break,
                c => spelled.push(c),
            }
        }
        Err(CardError::Changed)
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, CardError> {
        let (recipient, rest) = bytes.split_first_chunk::<32>().ok_or(CardError::Changed)?;
        let (verify, rest) = rest.split_first_chunk::<32>().ok_or(CardError::Changed)?;
        let (signature, name) = rest.split_first_chunk::<64>().ok_or(CardError::Changed)?;
        let name = std::str::from_utf8(name).map_err(|_| CardError::Changed)?;
        let keys = PublicKeys::new(*recipient, *verify).ok_or(CardError::Changed)?;
        if !keys.signed(&signed(name, &keys), signature) {
            return Err(CardError::Changed);
        }
        // A signature makes no name a good one.
        if !is_name(name) {
            return Err(CardError::BadName);
        }
        Ok(Self { name: name.to_owned(), keys, signature: *signature })
    }

    /// The card as one line.
    pub fn line(&self) -> String {
        let mut bytes = self.keys.bytes().to_vec();
        bytes.extend_from_slice(&self.signature);
        bytes.extend_from_slice(self.name.as_bytes());
        format!("{PREFIX}1:{}.", URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The name on it, which whoever made it chose.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn keys(&self) -> &PublicKeys {
        &self.keys
    }
}

fn signed(name: &str, keys: &PublicKeys) -> Vec<u8> {
    [SIGNED, &keys.bytes(), name.as_bytes()].concat()
}

/// Whether this can stand as a name without passing for something else.
fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    (1..=LONGEST_NAME).contains(&length) && name.trim() == name && is_nfc(name) && seen(name) == name
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn card(name: &str) -> Card {
        Card::new(name, &OwnKeys::generate().unwrap()).unwrap()
    }

    #[test]
    fn words_about_cards_are_no_card() {
        let card = card("Sam");
        let text = format!("It begins with mend-card-, like this: {}", card.line());
        assert_eq!(Card::read(&text), Ok(card));
        assert_eq!(Card::read("It begins with mend-card-."), Err(CardError::Changed));
    }

    #[test]
    fn a_card_is_read_however_mail_has_treated_it() {
        let card = card("Sam by the river 🌿");
        let line = card.line();
        let (start, end) = line.split_at(80);
        let mail = format!("Hi,\n> here is my card:\n>\n> {start}\n> {end}\n>\n> S. (see you at 5)\nMy card again: {line}");
        assert_eq!(Card::read(&mail).unwrap(), card);
        assert!(line.len() < 300);
    }

    #[test]
    fn what_is_no_card_is_said_to_be_none() {
        let line = card("Sam").line();
        assert_eq!(Card::read("hello"), Err(CardError::NotACard));
        assert_eq!(Card::read(&line[..line.len() - 1]), Err(CardError::Changed));
        assert_eq!(Card::read(&line.replace("card-1", "card-2")), Err(CardError::Newer));
        assert_eq!(Card::read(&format!("{line} {}", card("Ash").line())), Err(CardError::Several));
        assert_eq!(Card::read(&format!("mend-card-1:{}", "a".repeat(1 << 20))), Err(CardError::Changed));
    }

    #[test]
    fn every_changed_letter_is_noticed() {
        let line = card("Sam").line();
        for at in PREFIX.len() + 2..line.len() - 1 {
            let mut changed = line.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(Card::read(&String::from_utf8(changed).unwrap()), Err(CardError::Changed), "{at}");
        }
    }

    #[test]
    fn a_name_cannot_pass_for_another() {
        let keys = OwnKeys::generate().unwrap();
        for name in ["", "  ", &"x".repeat(61)] {
            assert_eq!(Card::new(name, &keys), Err(CardError::BadName));
        }
        assert_eq!(Card::new(" Sa\u{202e}m\n", &keys).unwrap().name(), "Sam");
        // Signed by its owner, and still no name.
        for name in ["Sam\u{202e}", "Sam\nAsh", " Sam", "Cafe\u{301}", "\u{200b}"] {
            let signature = keys.sign(&signed(name, keys.public()));
            let card = Card { name: name.into(), keys: *keys.public(), signature };
            assert_eq!(Card::read(&card.line()), Err(CardError::BadName), "{name:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_stumble(text in "(mend-card-|1:|[A-Za-z0-9_.-]{0,40}|\\PC| ){0,12}") {
            let _ = Card::read(&text);
        }
    }
}
