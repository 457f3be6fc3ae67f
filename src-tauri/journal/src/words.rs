//! Markdown as plain words, for lines that are read at a glance.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Of a long text only this many bytes are looked at: enough for any excerpt.
const LOOKED_AT: usize = 4096;

/// The first words of a Markdown text without its signs: at most `length` characters, cut between words, with `…` when
/// there was more.
pub(crate) fn first_words(markdown: &str, length: usize) -> String {
    let start = &markdown[..floor_char_boundary(markdown, LOOKED_AT)];
    cut(&plain(start), length, start.len() < markdown.len())
}

/// A Markdown text as one line of words.
pub(crate) fn plain(markdown: &str) -> String {
    let mut words = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_TABLES) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::Html(text) | Event::InlineHtml(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::Rule => words.push(' '),
            Event::Start(Tag::Item | Tag::TableCell) | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock) => {
                words.push(' ');
            }
            _ => {}
        }
    }
    let mut line = String::with_capacity(words.len());
    for word in words.split(|c: char| c.is_whitespace() || c == '\0').filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Cuts after a word, or in it when it alone is too long.
fn cut(line: &str, length: usize, more: bool) -> String {
    let Some((end, _)) = line.char_indices().nth(length) else {
        return if more { format!("{line}…") } else { line.to_owned() };
    };
    let end = line[..end].rfind(' ').filter(|space| *space > 0).unwrap_or(end);
    format!("{}…", line[..end].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c)))
}

/// The largest character boundary that is not after `at`.
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    (0..=at).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_are_left_out() {
        let text = "# After the talk\n\nTwenty **minutes** each,\nand the *rule*.\n\n- [x] home by seven\n- a [link](https://example.org)\n";
        assert_eq!(first_words(text, 200), "After the talk Twenty minutes each, and the rule. home by seven a link");
    }

    #[test]
    fn long_texts_are_cut_between_words() {
        assert_eq!(
            first_words("We walked to the river after breakfast, the long way.", 40),
            "We walked to the river after breakfast…"
        );
        assert_eq!(first_words(&"x".repeat(100), 10), "xxxxxxxxxx…");
        assert_eq!(first_words("", 10), "");
    }

    proptest! {
        #[test]
        fn any_text_gives_one_short_line(text in "\\PC{0,200}|([*_#> \\n\\[\\]`-]|é|日){0,80}", length in 1usize..50) {
            let line = first_words(&text, length);
            prop_assert!(line.chars().count() <= length + 1);
            prop_assert!(!line.contains('\n'));
        }
    }
}
