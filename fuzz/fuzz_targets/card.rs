//! Any text as a card. What is read as one is written and read again as the same.

#![no_main]

use journal::Card;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(card) = Card::read(text) {
        assert_eq!(Card::read(&card.line()), Ok(card));
    }
});
