//! Prompts: one question each.

use std::sync::LazyLock;

use serde::Deserialize;

pub use crate::practices::{Audience, Depth, Stage};

/// A question to write about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// `2-5-b`. Stays the same in every language.
    pub id: String,
    /// The question.
    pub text: String,
    /// Why it may help, in a line; of a deep one also what it may stir.
    pub why: String,
    /// The practices it makes real; the one it grew from first.
    pub practices: Vec<String>,
    /// The article of the first.
    pub article: u8,
    /// The part of the article.
    pub section: String,
    /// Whom it is for.
    #[serde(rename = "for")]
    pub audience: Audience,
    /// How much it may stir.
    pub depth: Depth,
    /// When it fits.
    pub stage: Stage,
    /// `feelings`, `promises`, …
    pub theme: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    prompt: Vec<Prompt>,
}

const ENGLISH: [&str; 3] = [
    include_str!("../content/en/prompts/articles-0-1.toml"),
    include_str!("../content/en/prompts/articles-2-3.toml"),
    include_str!("../content/en/prompts/article-4-and-everyday.toml"),
];

/// The prompts in English.
pub fn prompts() -> &'static [Prompt] {
    // A test reads the files; a build whose files cannot be read does not pass it.
    static PROMPTS: LazyLock<Vec<Prompt>> = LazyLock::new(|| {
        ENGLISH.iter().filter_map(|text| toml::from_str::<File>(text).ok()).flat_map(|file| file.prompt).collect()
    });
    &PROMPTS
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn every_file_is_read_and_every_id_is_one() {
        let all: usize = ENGLISH.iter().map(|text| toml::from_str::<File>(text).unwrap().prompt.len()).sum();
        assert_eq!(prompts().len(), all);
        assert!(all >= 240, "{all}");
        let ids: BTreeSet<_> = prompts().iter().map(|prompt| &prompt.id).collect();
        let texts: BTreeSet<_> = prompts().iter().map(|prompt| &prompt.text).collect();
        assert!(ids.len() == all && texts.len() == all);
    }

    #[test]
    fn a_prompt_is_short_and_quiet_and_named_after_its_practice() {
        for Prompt { id, text, why, practices, article, .. } in prompts() {
            assert!((3..=26).contains(&text.split_whitespace().count()), "{id}: {text}");
            assert!(!text.contains('!') && !why.contains('!') && why.split_whitespace().count() <= 32, "{id}: {why}");
            assert!(id.starts_with(&format!("{}-", practices[0])), "{id}");
            assert!(practices[0].starts_with(&format!("{article}-")), "{id}");
        }
    }

    #[test]
    fn each_point_of_view_has_enough_for_any_day() {
        for own in [Audience::Hurt, Audience::BrokeTrust] {
            let fitting = || prompts().iter().filter(|prompt| prompt.audience == own || prompt.audience == Audience::Either);
            assert!(fitting().count() >= 80, "{own:?}");
            for stage in [Stage::Early, Stage::Middle, Stage::Later] {
                let light =
                    fitting().filter(|prompt| prompt.depth == Depth::Light && [stage, Stage::Any].contains(&prompt.stage));
                assert!(light.count() >= 14, "{own:?} {stage:?}: a fortnight of hard days");
            }
        }
    }

    #[test]
    fn the_themes_are_few() {
        let mut themes: BTreeMap<&str, usize> = BTreeMap::new();
        prompts().iter().for_each(|prompt| *themes.entry(&prompt.theme).or_default() += 1);
        assert!(themes.len() <= 24 && themes.values().all(|count| *count >= 3), "{themes:?}");
    }
}
