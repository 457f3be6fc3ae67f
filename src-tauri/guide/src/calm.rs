//! What helps for a few minutes, and what to know about being read. On the support page, and at the end of hard writing.

use std::sync::LazyLock;

use serde::Deserialize;

/// Everything on the page beside the support lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Calm {
    /// When it is too much.
    pub too_much: TooMuch,
    /// In the order in which they are offered.
    #[serde(rename = "exercise")]
    pub exercises: Vec<Exercise>,
    /// Facts about being read.
    pub safety: Vec<Fact>,
}

/// When it is too much.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TooMuch {
    /// A sentence or two.
    pub intro: String,
    /// One thing to do or to know each.
    pub lines: Vec<String>,
}

/// Something to do for a few minutes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// `breathing`. Stays the same in every language.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// When it may help.
    pub about: String,
    /// About how long it takes.
    pub minutes: u8,
    /// Who should leave it out.
    pub note: String,
    /// One after the other.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// A step of an exercise.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What to do.
    pub text: String,
    /// How long, where a drawing sets the pace: those that follow each other go round.
    pub seconds: Option<u8>,
}

/// A fact about being read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What it is about.
    pub title: String,
    /// Two or three sentences.
    pub text: String,
}

const ENGLISH: &str = include_str!("../content/en/calm.toml");

/// The page in English.
pub fn calm() -> &'static Calm {
    // A test reads the file; a build whose file cannot be read does not pass it.
    static CALM: LazyLock<Calm> = LazyLock::new(|| toml::from_str(ENGLISH).unwrap_or_default());
    &CALM
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_something_to_do_and_only_breathing_has_a_pace() {
        let calm: Calm = toml::from_str(ENGLISH).unwrap();
        assert!(calm.exercises.len() >= 4 && calm.safety.len() >= 8 && calm.too_much.lines.len() >= 5);
        for exercise in &calm.exercises {
            let paced = exercise.steps.iter().filter(|step| step.seconds.is_some()).count();
            assert_eq!(paced > 0, exercise.id == "breathing", "{}", exercise.id);
            assert!(exercise.steps.len() >= 4 && !exercise.note.is_empty(), "{}", exercise.id);
        }
        let quiet = |text: &str| !text.contains('!');
        assert!(calm.safety.iter().all(|fact| quiet(&fact.text)) && calm.too_much.lines.iter().all(|line| quiet(line)));
    }
}
