//! The practices that everything in the guide grew from.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// Whom something is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Whoever was hurt.
    Hurt,
    /// Whoever broke trust.
    BrokeTrust,
    /// Either of them, alone.
    Either,
    /// Both: each can answer it alone, to talk about it later.
    Together,
}

/// How much something may stir.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Depth {
    /// For any day.
    Light,
    /// For a day with some strength.
    Middle,
    /// It says beforehand what it may stir.
    Deep,
}

/// When something fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The first weeks and months.
    Early,
    /// When the ground holds a little.
    Middle,
    /// Long after.
    Later,
    /// Any time.
    Any,
}

/// One of the five articles.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// 0 to 4.
    pub number: u8,
    /// What it is called.
    pub title: String,
}

/// Something an article prescribes, in our words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// `2-5` is the fifth of article 2.
    pub id: String,
    /// The number of its [`Article`].
    pub article: u8,
    /// The parts of the article it comes from.
    pub sections: Vec<String>,
    /// What one does.
    pub text: String,
    /// Whose it is.
    pub who: Vec<Audience>,
    /// Whether somebody who was hurt meets it only by asking for it.
    #[serde(default)]
    pub asked: bool,
    /// What it needs beside prompts and worksheets: `promises`, `agreements`, `talks`, `timer`, `sharing`, `amends`, `helpers`,
    /// `activities` or `path`.
    pub beyond: Option<String>,
}

/// The articles and their practices.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practices {
    /// In their order.
    #[serde(rename = "article")]
    pub articles: Vec<Article>,
    /// In their order.
    #[serde(rename = "practice")]
    pub practices: Vec<Practice>,
}

const ENGLISH: &str = include_str!("../content/en/practices.toml");

/// The practices in English.
pub fn practices() -> &'static Practices {
    // A test reads the file; a build whose file cannot be read does not pass it.
    static PRACTICES: LazyLock<Practices> = LazyLock::new(|| toml::from_str(ENGLISH).unwrap_or_default());
    &PRACTICES
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::{prompts::prompts, sheets::sheets};

    #[test]
    fn all_practices_are_there_in_their_order() {
        let Practices { articles, practices } = toml::from_str(ENGLISH).unwrap();
        assert_eq!(articles.iter().map(|article| article.number).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
        let counts = |number: u8| practices.iter().filter(|practice| practice.article == number).count();
        assert_eq!([counts(0), counts(1), counts(2), counts(3), counts(4)], [26, 33, 21, 41, 21]);
        let mut next = BTreeMap::new();
        for practice in &practices {
            let number = next.entry(practice.article).or_insert(0);
            *number += 1;
            assert_eq!(practice.id, format!("{}-{number}", practice.article));
            assert!(!practice.sections.is_empty() && !practice.who.is_empty() && !practice.text.is_empty());
        }
    }

    /// The mission: for each practice the prompts, worksheets and reflections that make it real.
    #[test]
    fn every_practice_has_a_prompt_or_a_worksheet_and_every_section_is_cited() {
        let mut of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut cited = BTreeSet::new();
        for prompt in prompts() {
            prompt.practices.iter().for_each(|id| of.entry(id).or_default().push(&prompt.id));
            cited.insert((prompt.article, prompt.section.as_str()));
        }
        for sheet in sheets() {
            sheet.practices.iter().for_each(|id| of.entry(id).or_default().push(&sheet.id));
            cited.extend(sheet.sources.iter().map(|source| (source.article, source.section.as_str())));
        }
        let known: BTreeSet<&str> = practices().practices.iter().map(|practice| practice.id.as_str()).collect();
        assert!(of.keys().all(|id| known.contains(id)), "{:?}", of.keys().find(|id| !known.contains(*id)));
        let sections: BTreeSet<_> = practices()
            .practices
            .iter()
            .flat_map(|practice| practice.sections.iter().map(|section| (practice.article, section.as_str())))
            .collect();
        assert!(cited.is_subset(&sections), "{:?}", cited.difference(&sections).next());
        assert!(sections.is_subset(&cited), "{:?}", sections.difference(&cited).next());
        for practice in &practices().practices {
            let makers = of.get(practice.id.as_str()).map(Vec::as_slice).unwrap_or_default();
            // `cargo test -p mend-guide -- --nocapture every_practice` is the list.
            #[allow(clippy::print_stdout)]
            {
                println!("{} {}: {}", practice.id, practice.text, makers.join(", "));
            }
            assert!(!makers.is_empty(), "{} has nothing that makes it real", practice.id);
        }
    }

    #[test]
    fn what_is_beyond_a_page_is_of_a_known_kind() {
        let kinds = ["promises", "agreements", "talks", "timer", "sharing", "amends", "helpers", "activities", "path"];
        for practice in &practices().practices {
            assert!(practice.beyond.as_deref().is_none_or(|beyond| kinds.contains(&beyond)), "{}", practice.id);
        }
    }
}
