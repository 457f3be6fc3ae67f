//! Words for feelings, with their place between unpleasant and pleasant, low and high energy; and what goes with a check-in: places in
//! the body, needs, and what may have set it off.

use std::sync::LazyLock;

use serde::Deserialize;

/// A word for a feeling.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feeling {
    /// `on-guard`. Stays the same in every language.
    pub id: String,
    /// The word or words, at most three, in small letters.
    pub name: String,
    /// What it is like, in one line.
    pub meaning: String,
    /// From -1, unpleasant, to 1, pleasant.
    pub pleasant: f32,
    /// From -1, low, to 1, high.
    pub energy: f32,
    /// The id of its [`Family`].
    pub family: String,
}

/// Feelings that are of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// `anger`.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// Where in the body something is felt.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// `throat`.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// Something one may need, or something that may have set a feeling off.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// `a-walk`.
    pub id: String,
    /// How one says it.
    pub text: String,
}

/// Everything a check-in offers.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feelings {
    /// In the order in which they are shown.
    #[serde(rename = "family")]
    pub families: Vec<Family>,
    /// By family.
    #[serde(rename = "feeling")]
    pub feelings: Vec<Feeling>,
    /// From head to foot.
    #[serde(rename = "place")]
    pub places: Vec<Place>,
    /// What one may need.
    #[serde(rename = "need")]
    pub needs: Vec<Phrase>,
    /// What may have set it off.
    #[serde(rename = "trigger")]
    pub triggers: Vec<Phrase>,
}

impl Feelings {
    /// The `count` feelings whose place is nearest, nearest first.
    pub fn near(&self, pleasant: f32, energy: f32, count: usize) -> Vec<&Feeling> {
        let away = |feeling: &&Feeling| (feeling.pleasant - pleasant).hypot(feeling.energy - energy);
        let mut near: Vec<&Feeling> = self.feelings.iter().collect();
        near.sort_by(|one, other| away(one).total_cmp(&away(other)));
        near.truncate(count);
        near
    }
}

const ENGLISH: &str = include_str!("../content/en/feelings.toml");

/// The words in English.
pub fn feelings() -> &'static Feelings {
    // A test reads the file; a build whose file cannot be read does not pass it.
    static FEELINGS: LazyLock<Feelings> = LazyLock::new(|| toml::from_str(ENGLISH).unwrap_or_default());
    &FEELINGS
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn is_kebab(text: &str) -> bool {
        let word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        text.split('-').all(word)
    }

    fn are_ids<'a>(ids: impl Iterator<Item = &'a str>) {
        let mut seen = HashSet::new();
        for id in ids {
            assert!(is_kebab(id), "{id}");
            assert!(seen.insert(id), "{id} stands twice");
        }
    }

    #[test]
    fn every_id_is_one_and_every_family_is_there() {
        let Feelings { families, feelings, places, needs, triggers } = toml::from_str(ENGLISH).unwrap();
        are_ids(families.iter().map(|family| family.id.as_str()));
        are_ids(feelings.iter().map(|feeling| feeling.id.as_str()));
        are_ids(places.iter().map(|place| place.id.as_str()));
        are_ids(needs.iter().map(|need| need.id.as_str()));
        are_ids(triggers.iter().map(|trigger| trigger.id.as_str()));
        assert!(feelings.iter().all(|feeling| families.iter().any(|family| family.id == feeling.family)));
        assert!(feelings.len() >= 120 && needs.len() >= 30 && triggers.len() >= 25 && places.len() >= 14);
    }

    #[test]
    fn words_are_short_and_quiet_and_no_two_say_the_same() {
        let (mut names, mut meanings) = (HashSet::new(), HashSet::new());
        for Feeling { name, meaning, .. } in &feelings().feelings {
            assert!(name.split(' ').count() <= 3 && !name.is_empty(), "{name}");
            assert!((10..=90).contains(&meaning.chars().count()) && !meaning.contains('!'), "{meaning}");
            assert!(names.insert(name) && meanings.insert(meaning), "{name}: {meaning}");
        }
    }

    #[test]
    fn every_corner_of_the_plane_has_words() {
        let mut quadrants = [0; 4];
        for feeling in &feelings().feelings {
            assert!(feeling.pleasant.abs() <= 1.0 && feeling.energy.abs() <= 1.0, "{}", feeling.id);
            quadrants[usize::from(feeling.pleasant > 0.0) * 2 + usize::from(feeling.energy > 0.0)] += 1;
        }
        assert!(quadrants.iter().all(|count| *count >= 25), "{quadrants:?}");
    }

    #[test]
    fn the_nearest_words_come_first() {
        let near = feelings().near(-0.9, 0.92, 5);
        assert_eq!(near.len(), 5);
        assert_eq!(near[0].id, "furious");
        let away = |feeling: &Feeling| (feeling.pleasant + 0.9).hypot(feeling.energy - 0.92);
        assert!(near.windows(2).all(|two| away(two[0]) <= away(two[1])));
    }
}
