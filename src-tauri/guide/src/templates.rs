//! Templates: headings and questions that an entry can begin with, beside those a person makes.

use std::sync::LazyLock;

use serde::Deserialize;

/// One built-in template.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// `hard-moment`. Stays the same in every language.
    pub id: String,
    /// What it is called, at most 32 characters.
    pub name: String,
    /// When it may help, in one line.
    pub about: String,
    /// From whose point of view it is written.
    #[serde(rename = "for")]
    pub for_whom: ForWhom,
    /// The kind of entry it begins, by the journal's name for it: `free`, `letter`, `gratitude` or `win`.
    pub kind: String,
    /// The entry's title; may be empty.
    pub title: String,
    /// Tags that the entry begins with; mostly none.
    pub tags: Vec<String>,
    /// Markdown, at most 900 characters, ending in one newline.
    pub body: String,
    /// Ids of the practices it grew from, such as `2-5`; may be empty.
    pub practices: Vec<String>,
}

/// From whose point of view a template is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ForWhom {
    /// The one who was hurt.
    Hurt,
    /// The one who broke trust.
    BrokeTrust,
    /// Either of them.
    Either,
}

/// The content file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Templates {
    #[serde(rename = "template")]
    templates: Vec<Template>,
}

const ENGLISH: &str = include_str!("../content/en/templates.toml");

/// The templates in English, in the order in which they are offered.
pub fn templates() -> &'static [Template] {
    // A test reads the file; a build whose file cannot be read does not pass it.
    static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| toml::from_str(ENGLISH).unwrap_or_default());
    &TEMPLATES.templates
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn is_kebab(text: &str) -> bool {
        let word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        text.split('-').all(word)
    }

    fn is_practice(id: &str) -> bool {
        let number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        id.split_once('-').is_some_and(|(article, row)| matches!(article, "0" | "1" | "2" | "3" | "4") && number(row))
    }

    #[test]
    fn the_file_is_read_and_has_something_for_everybody() {
        let read: Templates = toml::from_str(ENGLISH).unwrap();
        for whom in [ForWhom::Hurt, ForWhom::BrokeTrust, ForWhom::Either] {
            assert!(read.templates.iter().any(|template| template.for_whom == whom), "{whom:?}");
        }
    }

    #[test]
    fn ids_and_names_are_unique_and_ids_are_kebab_case() {
        let (mut ids, mut names) = (HashSet::new(), HashSet::new());
        for template in templates() {
            assert!(is_kebab(&template.id), "{}", template.id);
            assert!(ids.insert(&template.id) && names.insert(&template.name), "{} twice", template.id);
        }
    }

    #[test]
    fn names_lines_and_bodies_are_short() {
        for Template { id, name, about, body, .. } in templates() {
            assert!((1..=32).contains(&name.chars().count()), "name of {id}");
            assert!((1..=120).contains(&about.chars().count()) && !about.contains('\n'), "about of {id}");
            assert!(body.chars().count() <= 900, "body of {id}");
        }
    }

    #[test]
    fn kinds_and_practices_have_the_shape_others_know() {
        for Template { id, kind, practices, .. } in templates() {
            assert!(["free", "letter", "gratitude", "win"].contains(&kind.as_str()), "{kind} of {id}");
            assert!(practices.iter().all(|practice| is_practice(practice)), "{practices:?} of {id}");
        }
    }

    #[test]
    fn a_body_begins_with_one_of_two_to_six_headings_and_leaves_room_under_each() {
        for Template { id, body, .. } in templates() {
            let headings = body.lines().filter(|line| line.starts_with("## ")).count();
            assert!(body.starts_with("## ") && (2..=6).contains(&headings), "{id}");
            // The first empty line parts two blocks, the second is an empty paragraph.
            let lines: Vec<&str> = body.lines().collect();
            for pair in lines.windows(3).filter(|lines| lines[0].starts_with("## ")) {
                assert_eq!(pair[1..], ["", ""], "{id}: {}", pair[0]);
            }
        }
    }

    #[test]
    fn a_body_ends_in_one_newline_and_holds_no_html() {
        for Template { id, body, .. } in templates() {
            assert!(body.ends_with('\n') && !body.ends_with("\n\n"), "{id}");
            assert!(!body.contains(['<', '>', '&', '\r']), "{id}");
        }
    }

    #[test]
    fn nothing_is_shouted() {
        for Template { id, name, about, title, body, .. } in templates() {
            assert!([name, about, title, body].iter().all(|text| !text.contains('!')), "{id}");
        }
    }
}
