//! The two paths: places to be for a while with what happened, in any order.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// A path.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Path {
    /// `hurt` or `broke-trust`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is, in a line.
    pub about: String,
    /// Met before it is entered.
    pub primer: Primer,
    /// As they are drawn; nobody has to keep to that.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// What forgiving is not, and the question whether now is a time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Primer {
    /// To read.
    pub paragraphs: Vec<String>,
    /// The question.
    pub question: String,
    /// Each is a full answer: yes, not now, no, not sure.
    pub answers: Vec<String>,
    /// What is said to each.
    pub replies: Vec<String>,
}

/// A place on a path.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// `room-for-anger`; of one path only.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What happens there, in a line.
    pub about: String,
    /// To read.
    pub text: Vec<String>,
    /// What helps.
    pub helps: Vec<String>,
    /// What it is not.
    pub is_not: Vec<String>,
    /// What one might notice. Never a test.
    pub signs: Vec<String>,
    /// When to leave it for now.
    pub leave: String,
    /// A question for then and now.
    pub asks: String,
    /// The practices it makes real.
    pub practices: Vec<String>,
    /// What one can do there.
    #[serde(rename = "practice")]
    pub things: Vec<Thing>,
}

/// Something to do at a step.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thing {
    /// What it is.
    pub kind: ThingKind,
    /// Of the prompt, worksheet or reflection; of a letter its own.
    pub id: String,
    /// Of a letter.
    #[serde(default)]
    pub title: String,
    /// How a letter may begin; may be empty.
    #[serde(default)]
    pub opening: String,
    /// What a letter is for.
    #[serde(default)]
    pub hint: String,
}

/// What can be done at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThingKind {
    /// A question to write about.
    Prompt,
    /// A worksheet.
    Worksheet,
    /// A guided reflection.
    Reflection,
    /// A letter that nobody has to see.
    Letter,
}

const ENGLISH: [&str; 2] = [include_str!("../content/en/paths/hurt.toml"), include_str!("../content/en/paths/broke-trust.toml")];

/// The paths in English.
pub fn paths() -> &'static [Path] {
    // A test reads the files; a build whose files cannot be read does not pass it.
    static PATHS: LazyLock<Vec<Path>> = LazyLock::new(|| ENGLISH.iter().filter_map(|text| toml::from_str(text).ok()).collect());
    &PATHS
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{
        prompts::{Audience, prompts},
        sheets::{Kind, sheets},
    };

    #[test]
    fn both_paths_are_read_and_every_step_has_a_name_of_its_own() {
        let read: Vec<Path> = ENGLISH.iter().map(|text| toml::from_str(text).unwrap()).collect();
        assert_eq!(read.iter().map(|path| path.id.as_str()).collect::<Vec<_>>(), ["hurt", "broke-trust"]);
        let steps: Vec<&Step> = read.iter().flat_map(|path| &path.steps).collect();
        assert_eq!(steps.iter().map(|step| &step.id).collect::<BTreeSet<_>>().len(), steps.len());
        for Path { primer, steps, .. } in &read {
            assert!(primer.answers.len() == primer.replies.len() && primer.answers.len() >= 3);
            for Step { id, helps, is_not, signs, things, .. } in steps {
                assert!(
                    (2..=4).contains(&helps.len()) && (1..=3).contains(&is_not.len()) && (2..=4).contains(&signs.len()),
                    "{id}"
                );
                assert!((3..=6).contains(&things.len()), "{id}");
            }
        }
    }

    #[test]
    fn what_a_step_offers_is_there_and_is_for_whoever_walks() {
        for path in paths() {
            let own = if path.id == "hurt" { Audience::Hurt } else { Audience::BrokeTrust };
            for thing in path.steps.iter().flat_map(|step| &step.things) {
                let audience = match thing.kind {
                    ThingKind::Prompt => prompts().iter().find(|prompt| prompt.id == thing.id).map(|prompt| prompt.audience),
                    ThingKind::Worksheet | ThingKind::Reflection => {
                        let kind = if thing.kind == ThingKind::Worksheet { Kind::Worksheet } else { Kind::Reflection };
                        sheets().iter().find(|sheet| sheet.id == thing.id && sheet.kind == kind).map(|sheet| sheet.audience)
                    }
                    ThingKind::Letter => {
                        assert!(!thing.title.is_empty() && !thing.hint.is_empty(), "{}", thing.id);
                        Some(own)
                    }
                };
                let audience = audience.unwrap_or_else(|| panic!("there is no {}", thing.id));
                assert!([own, Audience::Either, Audience::Together].contains(&audience), "{}: {}", path.id, thing.id);
            }
        }
    }

    /// Practice 2-5, leave for anger, stands before 3-37, release: on the path, at the step itself, and in the sheet for it.
    #[test]
    fn anger_comes_before_release() {
        let hurt = &paths()[0];
        let at = |practice: &str| hurt.steps.iter().position(|step| step.practices.iter().any(|id| id == practice)).unwrap();
        assert!(at("2-5") < at("3-37"));
        let release = &hurt.steps[at("3-37")];
        let first = prompts().iter().find(|prompt| prompt.id == release.things[0].id).unwrap();
        assert!(first.text.contains("anger"), "{}", first.text);
        for sheet in sheets().iter().filter(|sheet| sheet.practices.iter().any(|id| id == "3-37")) {
            let asks = |word: &str| sheet.steps.iter().position(|step| step.question.contains(word));
            assert!(sheet.asked && asks("angry").unwrap() < asks("tired of carrying").unwrap(), "{}", sheet.id);
        }
    }

    #[test]
    fn no_sentence_pushes_or_counts() {
        for path in paths() {
            let texts = path.primer.paragraphs.iter().chain(&path.primer.replies);
            let steps = path.steps.iter().flat_map(|step| {
                step.text.iter().chain(&step.helps).chain(&step.is_not).chain(&step.signs).chain([
                    &step.leave,
                    &step.about,
                    &step.asks,
                ])
            });
            for text in texts.chain(steps) {
                let lower = text.to_lowercase();
                for word in [
                    "!",
                    "%",
                    "must ",
                    "you should forgive",
                    "you should stay",
                    "you should go",
                    "ready to",
                    "congratulat",
                    "well done",
                    "next step",
                ] {
                    assert!(!lower.contains(word), "{word}: {text}");
                }
            }
        }
    }
}
