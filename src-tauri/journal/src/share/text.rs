//! Pictures in texts that go from one journal to another: named by their place in the file, not by an id.

use std::collections::HashMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// How a picture that a journal keeps is named in a text.
const SCHEME: &str = "picture:";

/// A Markdown text in which each picture that the journal keeps has the name that `rename` gives it; those without one are taken out.
/// Pictures from elsewhere stay as they were written.
pub(crate) fn renamed(body: &str, mut rename: impl FnMut(&str) -> Option<String>) -> String {
    let mut text = String::with_capacity(body.len());
    let mut kept = 0;
    let mut image: Option<(usize, String, String)> = None;
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        match (event, &mut image) {
            // An image in the words of another belongs to those words.
            (Event::Start(Tag::Image { dest_url, .. }), None) if dest_url.starts_with(SCHEME) => {
                image = Some((range.start, dest_url[SCHEME.len()..].to_owned(), String::new()));
            }
            (Event::Text(words) | Event::Code(words), Some((.., alt))) => alt.push_str(&words),
            (Event::SoftBreak | Event::HardBreak, Some((.., alt))) => alt.push(' '),
            (Event::End(TagEnd::Image), Some((start, ..))) if range.start == *start => {
                let Some((start, name, alt)) = image.take() else { continue };
                text.push_str(&body[kept..start]);
                kept = range.end;
                if let Some(name) = rename(&name) {
                    let alt: String = alt.chars().filter(|c| !matches!(c, '[' | ']' | '\\' | '\n' | '`')).collect();
                    text.push_str(&format!("![{alt}]({SCHEME}{name})"));
                }
            }
            _ => {}
        }
    }
    text.push_str(&body[kept..]);
    text
}

/// The pictures that a text shows, by the names it gives them, each once.
pub(crate) fn shown(body: &str) -> Vec<String> {
    let mut names = HashMap::new();
    let mut order = Vec::new();
    renamed(body, |name| {
        names.entry(name.to_owned()).or_insert_with(|| order.push(name.to_owned()));
        None
    });
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pictures_get_other_names_or_go() {
        let body = "One ![us *both*](picture:a \"then\") two ![](picture:b)\n\n`![](picture:a)` ![x](https://example.org/a.png)\n\n![again][r]\n\n[r]: picture:a\n";
        let renamed = renamed(body, |name| (name == "a").then(|| "0".to_owned()));
        assert_eq!(
            renamed,
            "One ![us both](picture:0) two \n\n`![](picture:a)` ![x](https://example.org/a.png)\n\n![again](picture:0)\n\n[r]: picture:a\n"
        );
        assert_eq!(shown(body), ["a", "b"]);
    }

    proptest! {
        #[test]
        fn a_text_without_pictures_stays_as_it_is(body in "[a-z*_#>`|\\[\\]()!\\n -]{0,80}") {
            prop_assert_eq!(renamed(&body, |_| None), body);
        }

        #[test]
        fn what_was_taken_out_is_out(body in "(!\\[[a-z]{0,3}\\]\\(picture:[ab]\\)|[a-z*>` \\n-]{0,6}){0,12}") {
            let without = renamed(&body, |_| None);
            prop_assert!(shown(&without).is_empty(), "{:?} → {:?}", body, without);
        }
    }
}
