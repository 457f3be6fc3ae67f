//! SPDX licence expressions, as far as package registries use them.
//!
//! `expression = term { OR term }`, `term = factor { AND factor }`, `factor = ( expression ) | name [ WITH exception ]`.
//! Old crates write `MIT/Apache-2.0` for OR.

/// Whether the expression leaves a choice of only allowed licences. `None` if it is not an expression.
pub(crate) fn is_allowed(expression: &str, allowed: &[&str]) -> Option<bool> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = Words { words: spaced.split_whitespace().collect(), next: 0, allowed };
    let result = words.expression()?;
    (words.next == words.words.len()).then_some(result)
}

struct Words<'a> {
    words: Vec<&'a str>,
    next: usize,
    allowed: &'a [&'a str],
}

impl<'a> Words<'a> {
    fn expression(&mut self) -> Option<bool> {
        let mut any = self.term()?;
        while self.take("OR") {
            // Both sides are always read, so that the rest is where it should be.
            any |= self.term()?;
        }
        Some(any)
    }

    fn term(&mut self) -> Option<bool> {
        let mut all = self.factor()?;
        while self.take("AND") {
            all &= self.factor()?;
        }
        Some(all)
    }

    fn factor(&mut self) -> Option<bool> {
        if self.take("(") {
            let inner = self.expression()?;
            return self.take(")").then_some(inner);
        }
        let name = self.word()?;
        if self.take("WITH") {
            // An exception only ever permits more.
            self.word()?;
        }
        Some(self.allowed.contains(&name))
    }

    /// The next word, if it is the name of something.
    fn word(&mut self) -> Option<&'a str> {
        let word = *self.words.get(self.next)?;
        self.next += 1;
        (!["AND", "OR", "WITH", "(", ")"].contains(&word)).then_some(word)
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.words.get(self.next) == Some(&word);
        self.next += usize::from(is_next);
        is_next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expression: &str) -> Option<bool> {
        is_allowed(expression, &["MIT", "Apache-2.0", "ISC"])
    }

    #[test]
    fn one_allowed_choice_is_enough_and_every_joined_part_is_needed() {
        assert_eq!(check("MIT"), Some(true));
        assert_eq!(check("GPL-3.0-only"), Some(false));
        assert_eq!(check("GPL-3.0-only OR MIT"), Some(true));
        assert_eq!(check("MIT AND GPL-3.0-only"), Some(false));
        assert_eq!(check("MIT AND ISC OR GPL-3.0-only"), Some(true));
        assert_eq!(check("(MIT OR GPL-3.0-only) AND (ISC)"), Some(true));
        assert_eq!(check("MIT AND (GPL-2.0-only OR LGPL-3.0-only)"), Some(false));
        assert_eq!(check("Apache-2.0 WITH LLVM-exception OR GPL-3.0-only"), Some(true));
        assert_eq!(check("MIT/GPL-3.0"), Some(true));
    }

    #[test]
    fn what_cannot_be_read_is_not_allowed() {
        for text in ["", "MIT OR", "OR MIT", "(MIT", "MIT)", "MIT ISC", "WITH x", "SEE LICENSE IN LICENSE.md", "MIT WITH"] {
            assert_eq!(check(text), None, "{text}");
        }
    }
}
