//! The two paths, and where a person is on them.

use guide::paths;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EntryRow, moment};

/// A path: places to be for a while, in any order.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Path {
    /// `hurt` or `broke-trust`.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) title: String,
    /// What it is, in a line.
    pub(crate) about: String,
    /// Met before it is entered.
    pub(crate) primer: Primer,
    /// As they are drawn.
    pub(crate) steps: Vec<PathStep>,
}

/// What forgiving is not, and the question whether now is a time.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Primer {
    /// To read.
    pub(crate) paragraphs: Vec<String>,
    /// The question.
    pub(crate) question: String,
    /// Each is a full answer, in this order: yes, not now, no, not sure.
    pub(crate) answers: Vec<String>,
    /// What is said to each.
    pub(crate) replies: Vec<String>,
}

/// A place on a path.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct PathStep {
    /// `room-for-anger`; of one path only.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) title: String,
    /// What happens there, in a line.
    pub(crate) about: String,
    /// To read.
    pub(crate) text: Vec<String>,
    /// What helps.
    pub(crate) helps: Vec<String>,
    /// What it is not.
    pub(crate) is_not: Vec<String>,
    /// What one might notice. Never a test.
    pub(crate) signs: Vec<String>,
    /// When to leave it for now.
    pub(crate) leave: String,
    /// A question for then and now. What is written to it has the prompt `path:STEP`.
    pub(crate) asks: String,
    /// The practices it makes real.
    pub(crate) practices: Vec<String>,
    /// What one can do there.
    pub(crate) things: Vec<PathThing>,
}

/// Something to do at a step.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct PathThing {
    /// `prompt`, `worksheet`, `reflection` (of the library) or `letter`.
    #[ts(type = "\"prompt\" | \"worksheet\" | \"reflection\" | \"letter\"")]
    pub(crate) kind: paths::ThingKind,
    /// Of the library; of a letter its own.
    pub(crate) id: String,
    /// Of a letter.
    pub(crate) title: String,
    /// How a letter may begin; may be empty.
    pub(crate) opening: String,
    /// What a letter is for.
    pub(crate) hint: String,
}

/// What became of a path.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Walk {
    /// What was answered to the primer, oldest first.
    pub(crate) answers: Vec<PrimerAnswer>,
    /// Where the person found themselves, oldest first.
    pub(crate) places: Vec<PathPlace>,
    /// Steps that have something gathered under them.
    pub(crate) gathered: Vec<Gathered>,
}

/// An answer to the primer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct PrimerAnswer {
    /// The local day.
    pub(crate) day: String,
    /// Its place among the primer's answers.
    pub(crate) answer: u32,
}

/// Where on a path a person found themselves, by their own mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct PathPlace {
    /// Empty for a new one: saving gives it one.
    pub(crate) id: String,
    /// RFC 3339 with an offset; empty for now.
    pub(crate) at: String,
    /// The path.
    pub(crate) path: String,
    /// From 0, where the drawn path begins, to 1.
    pub(crate) along: f64,
    /// In their own words; may be empty.
    pub(crate) words: String,
}

/// What is gathered under a step.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Gathered {
    /// The step.
    pub(crate) step: String,
    /// Entries under it.
    pub(crate) entries: u32,
    /// Those that are letters.
    pub(crate) letters: u32,
    /// The local day of the first.
    pub(crate) first: String,
    /// The local day of the last.
    pub(crate) last: String,
}

impl From<&paths::Path> for Path {
    fn from(path: &paths::Path) -> Self {
        let paths::Path { id, title, about, primer, steps } = path.clone();
        let paths::Primer { paragraphs, question, answers, replies } = primer;
        let steps = steps.into_iter().map(Into::into).collect();
        Self { id, title, about, primer: Primer { paragraphs, question, answers, replies }, steps }
    }
}

impl From<paths::Step> for PathStep {
    fn from(step: paths::Step) -> Self {
        let paths::Step { id, title, about, text, helps, is_not, signs, leave, asks, practices, things } = step;
        let thing = |paths::Thing { kind, id, title, opening, hint }: paths::Thing| PathThing { kind, id, title, opening, hint };
        let things = things.into_iter().map(thing).collect();
        Self { id, title, about, text, helps, is_not, signs, leave, asks, practices, things }
    }
}

impl From<journal::StoredPlace> for PathPlace {
    fn from(stored: journal::StoredPlace) -> Self {
        let journal::Place { at, path, along, words, .. } = stored.place;
        Self { id: stored.id.to_string(), at: moment(&at), path, along, words }
    }
}

impl From<journal::Gathering> for Gathered {
    fn from(gathering: journal::Gathering) -> Self {
        let journal::Gathering { step, entries, letters, first, last } = gathering;
        Self { step, entries, letters, first, last }
    }
}

impl EntryRow {
    /// A place in the trash.
    pub(crate) fn of_place(stored: journal::StoredPlace) -> Self {
        let at = moment(&stored.place.at);
        Self::thrown(stored.id, "place", at, stored.place.words, String::new(), stored.trashed)
    }
}
