//! Words as search sees them: the same for a text that is indexed, a query that is typed and a passage that is marked.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
    /// Without case and diacritics.
    pub(crate) folded: String,
}

/// The words of a text in order.
///
/// A word is a run of letters, digits and the marks on them. Scripts written without spaces (Han, kana, Thai, Lao, Khmer,
/// Burmese) give one word a character, so that any two neighbours can be found as a phrase.
pub(crate) fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// See [`tokens`].
pub(crate) struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = self.text.get(self.at..)?;
        let (skip, first) = rest.char_indices().find(|(_, c)| c.is_alphanumeric())?;
        let start = self.at + skip;
        let single = is_spaceless(first);
        let mut end = start + first.len_utf8();
        for c in self.text[end..].chars() {
            let goes_on = is_combining_mark(c) || (!single && c.is_alphanumeric() && !is_spaceless(c));
            if !goes_on {
                break;
            }
            end += c.len_utf8();
        }
        self.at = end;
        Some(Token { range: start..end, folded: fold(&self.text[start..end]) })
    }
}

/// A word without case, diacritics and typographic variants.
fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().flat_map(char::to_lowercase) {
        match c {
            // Only the marks that Latin, Greek, Cyrillic, Hebrew and Arabic can do without: elsewhere they are letters.
            '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' => {}
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            // A compatibility form can be several words: ﷺ.
            _ if c.is_alphanumeric() || is_combining_mark(c) => folded.push(c),
            _ => {}
        }
    }
    folded
}

/// Whether a letter's script puts no spaces between words.
fn is_spaceless(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0eff          // Thai, Lao
        | 0x1000..=0x109f        // Burmese
        | 0x1780..=0x17ff        // Khmer
        | 0x3040..=0x30ff        // kana
        | 0x31f0..=0x31ff
        | 0x3400..=0x4dbf        // Han
        | 0x4e00..=0x9fff
        | 0xf900..=0xfaff
        | 0xff66..=0xff9d        // half-width kana
        | 0x20000..=0x3ffff)
}

/// A text as it goes into the full-text index: folded words with a space between.
pub(crate) fn indexed(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for token in tokens(text) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&token.folded);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_and_diacritics_do_not_matter() {
        assert_eq!(indexed("Café, ÉTÉ — Straße; Łódź don’t"), "cafe ete strasse lodz don t");
        assert_eq!(indexed("cafe\u{301}"), "cafe");
        assert_eq!(indexed("ﬁne １２"), "fine 12");
    }

    #[test]
    fn scripts_without_spaces_are_found_by_character() {
        assert_eq!(indexed("今日は雨 rain"), "今 日 は 雨 rain");
        assert_eq!(indexed("서울에서"), "서울에서".nfkd().collect::<String>());
    }

    proptest! {
        #[test]
        fn tokens_stand_in_the_text_in_order(text in "\\PC{0,60}") {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(token.range.start >= end);
                prop_assert!(text.is_char_boundary(token.range.start) && text.is_char_boundary(token.range.end));
                prop_assert!(!token.folded.contains(' '));
                end = token.range.end;
            }
        }
    }
}
