//! Prompts, worksheets, guided reflections, and who writes.

use std::collections::BTreeMap;

use guide::{
    practices::{Audience, Depth, Stage},
    prompts,
    sheets::{self, Answer, Care, Input},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::EntryRow;

/// Everything the guide has to write about.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Library {
    /// The articles it grew from, by their numbers.
    pub(crate) articles: Vec<Article>,
    /// What they prescribe, in our words.
    pub(crate) practices: Vec<Practice>,
    /// Own ones first.
    pub(crate) prompts: Vec<Prompt>,
    /// Guided reflections, then worksheets, by their titles.
    pub(crate) sheets: Vec<Sheet>,
}

/// An article.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Article {
    /// 0 to 4.
    pub(crate) number: u8,
    /// What it is called.
    pub(crate) title: String,
}

/// Something an article prescribes.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Practice {
    /// `2-5`.
    pub(crate) id: String,
    /// The number of its article.
    pub(crate) article: u8,
    /// The parts of the article it comes from.
    pub(crate) sections: Vec<String>,
    /// What one does.
    pub(crate) text: String,
    /// What it needs beside prompts and worksheets, and gets on a page of its own later.
    pub(crate) beyond: Option<String>,
}

/// A question to write about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Prompt {
    /// `2-5-b`; `own:…` of one the person made.
    pub(crate) id: String,
    /// The question.
    pub(crate) text: String,
    /// Why it may help; empty for an own one.
    pub(crate) why: String,
    /// The practices it makes real.
    pub(crate) practices: Vec<String>,
    /// The article it grew from; null for an own one.
    pub(crate) article: Option<u8>,
    /// The part of the article.
    pub(crate) section: String,
    /// `hurt`, `broke-trust`, `either`, `together`.
    #[ts(type = "\"hurt\" | \"broke-trust\" | \"either\" | \"together\"")]
    pub(crate) audience: Audience,
    /// `light`, `middle`, `deep`.
    #[ts(type = "\"light\" | \"middle\" | \"deep\"")]
    pub(crate) depth: Depth,
    /// `early`, `middle`, `later`, `any`.
    #[ts(type = "\"early\" | \"middle\" | \"later\" | \"any\"")]
    pub(crate) stage: Stage,
    /// `feelings`, `promises`, …; `own` for an own one.
    pub(crate) theme: String,
    /// Whether the person made it.
    pub(crate) own: bool,
}

/// A worksheet or a guided reflection.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Sheet {
    /// `impact-map`.
    pub(crate) id: String,
    /// `worksheet` or `reflection`.
    #[ts(type = "\"worksheet\" | \"reflection\"")]
    pub(crate) kind: sheets::Kind,
    /// What it is called.
    pub(crate) title: String,
    /// When one may want it, in a line.
    pub(crate) about: String,
    /// `sheet`, `map`, `letter`, `builder`, `inventory`, `log`, `list`, `questions`.
    pub(crate) shape: String,
    /// The practices it makes real.
    pub(crate) practices: Vec<String>,
    /// Where they come from.
    pub(crate) sources: Vec<Source>,
    /// See [`Prompt::audience`].
    #[ts(type = "\"hurt\" | \"broke-trust\" | \"either\" | \"together\"")]
    pub(crate) audience: Audience,
    /// See [`Prompt::depth`].
    #[ts(type = "\"light\" | \"middle\" | \"deep\"")]
    pub(crate) depth: Depth,
    /// See [`Prompt::stage`].
    #[ts(type = "\"early\" | \"middle\" | \"later\" | \"any\"")]
    pub(crate) stage: Stage,
    /// As of prompts.
    pub(crate) theme: String,
    /// About how long it takes.
    pub(crate) minutes: u8,
    /// Never offered unasked: the library shows it only when it is asked for.
    pub(crate) asked: bool,
    /// What it asks of the page.
    #[ts(type = "(\"stirs\" | \"timed\" | \"private-check\" | \"unsent\" | \"support\")[]")]
    pub(crate) care: Vec<Care>,
    /// What it is for, and what it is not.
    pub(crate) intro: String,
    /// A page each.
    pub(crate) steps: Vec<SheetStep>,
    /// How it ends.
    pub(crate) ending: String,
    /// The id of an exercise (see [`Calm`]) that may follow.
    pub(crate) exercise: Option<String>,
}

/// A part of an article.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Source {
    /// The article's number.
    pub(crate) article: u8,
    /// The part's name.
    pub(crate) section: String,
}

/// One question, with its fields.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct SheetStep {
    /// The question.
    pub(crate) question: String,
    /// Examples; may be empty.
    pub(crate) help: String,
    /// What can be filled in.
    pub(crate) fields: Vec<SheetField>,
}

/// Something that can be filled in.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct SheetField {
    /// Its name among the sheet's fields: the key of its answer.
    pub(crate) id: String,
    /// What it asks for; may be empty when the question says it all.
    pub(crate) label: String,
    /// What can be put into it.
    #[ts(as = "SheetInput")]
    pub(crate) input: Input,
}

/// What can be put into a field; the same as [`Input`].
#[derive(TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/", tag = "kind", rename_all = "kebab-case")]
#[allow(dead_code)] // Only its shape is used.
pub(crate) enum SheetInput {
    Short,
    Long,
    Scale { from: u8, to: u8, low: String, high: String },
    Choice { options: Vec<String>, many: bool },
    Rows { columns: Vec<SheetColumn>, row: String },
    Feelings,
    Date,
    Columns { left: String, right: String },
}

/// A part of a row.
#[derive(TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
#[allow(dead_code)] // Only its shape is used.
pub(crate) struct SheetColumn {
    /// The key of its text in the row.
    id: String,
    label: String,
    #[ts(type = "\"short\" | \"long\" | \"date\" | \"choice\"")]
    kind: String,
    options: Vec<String>,
}

/// A worksheet or guided reflection with what was put into it: what its page works on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct SheetDraft {
    /// The entry's id.
    pub(crate) id: String,
    /// The revisions it stands on.
    pub(crate) parents: Vec<String>,
    /// Which one.
    pub(crate) sheet: String,
    /// RFC 3339 with an offset.
    pub(crate) written_at: String,
    /// The page one is on, from 0.
    pub(crate) page: u32,
    /// Whether one came to its end.
    pub(crate) done: bool,
    /// By the fields' ids; what was skipped is missing.
    #[ts(as = "BTreeMap<String, SheetAnswer>")]
    pub(crate) answers: BTreeMap<String, Answer>,
}

/// What was put into a field; the same as [`Answer`]: a scale's number; a text (also a day, and a choice of one); a choice of many
/// or words for feelings; rows, each part by its column's id; two sides.
#[derive(TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
#[ts(type = "number | string | string[] | Record<string, string>[] | { left: string; right: string }")]
#[allow(dead_code)] // Only its shape is used.
pub(crate) struct SheetAnswer;

/// What an entry was made with.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct FilledSheet {
    /// The worksheet or guided reflection.
    pub(crate) id: String,
    /// Whether one came to its end.
    pub(crate) done: bool,
    /// Whether one can go on filling it: not after it was changed as a text.
    pub(crate) open: bool,
}

/// Who writes. Never shown outside.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Person {
    /// `hurt`, `broke-trust`, `both`, `unsure`.
    pub(crate) point_of_view: PointOfView,
    /// `partner`, `friend`, `relative`, `other`, or null when it was not said.
    pub(crate) about: Option<String>,
    /// A word of one's own for them; may be empty.
    pub(crate) word: String,
    /// `early`, `middle`, `later`, or null when it was not said.
    #[ts(type = "\"early\" | \"middle\" | \"later\" | null")]
    pub(crate) stage: Option<Stage>,
    /// Whether the first pages were seen or skipped.
    pub(crate) welcomed: bool,
    /// Whether worksheets about a hurt person's own part, or about letting go, may be shown: they asked for them.
    pub(crate) asked: bool,
}

/// How a person sees themselves in this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) enum PointOfView {
    /// They were hurt.
    Hurt,
    /// They broke trust.
    BrokeTrust,
    /// Both is true.
    Both,
    /// They are not sure, or did not say.
    #[default]
    Unsure,
}

/// What became of the library.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Reflect {
    /// Who writes.
    pub(crate) person: Person,
    /// Ids of prompts that are not to come.
    pub(crate) hidden: Vec<String>,
    /// Ids of prompts and sheets that were marked.
    pub(crate) favourites: Vec<String>,
    /// What was answered.
    pub(crate) answered: Vec<Answered>,
    /// What one can go on with, newest first.
    pub(crate) unfinished: Vec<EntryRow>,
}

/// How often something was answered.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Answered {
    /// Of a prompt or a sheet.
    pub(crate) id: String,
    /// In how many entries.
    pub(crate) entries: u32,
    /// The local day of the last.
    pub(crate) last: String,
}

/// The day's prompt, and why this one.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct TodaysPrompt {
    /// The prompt.
    pub(crate) prompt: Prompt,
    /// Whether it is light because today or yesterday was hard.
    pub(crate) light: bool,
    /// Whether all that fit had been shown, and they begin again.
    pub(crate) again: bool,
    /// How many fit that were not shown yet, itself included.
    pub(crate) left: u32,
}

/// What helps for a few minutes, and what to know about being read.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Calm {
    /// When it is too much: a sentence or two.
    pub(crate) intro: String,
    /// One thing to do or to know each.
    pub(crate) lines: Vec<String>,
    /// In the order in which they are offered.
    pub(crate) exercises: Vec<Exercise>,
    /// Facts about being read.
    pub(crate) safety: Vec<Fact>,
}

/// Something to do for a few minutes.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Exercise {
    /// `breathing`, `senses`, `cold-water`, `walk`, …
    pub(crate) id: String,
    /// What it is called.
    pub(crate) title: String,
    /// When it may help.
    pub(crate) about: String,
    /// About how long it takes.
    pub(crate) minutes: u8,
    /// Who should leave it out.
    pub(crate) note: String,
    /// One after the other.
    pub(crate) steps: Vec<ExerciseStep>,
}

/// A step of an exercise.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct ExerciseStep {
    /// What to do.
    pub(crate) text: String,
    /// How long; the steps that have one go round, with a slow drawing.
    pub(crate) seconds: Option<u8>,
}

/// A fact about being read.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Fact {
    /// What it is about.
    pub(crate) title: String,
    /// Two or three sentences.
    pub(crate) text: String,
}

impl From<&prompts::Prompt> for Prompt {
    fn from(prompt: &prompts::Prompt) -> Self {
        let prompts::Prompt { id, text, why, practices, article, section, audience, depth, stage, theme } = prompt.clone();
        Self { id, text, why, practices, article: Some(article), section, audience, depth, stage, theme, own: false }
    }
}

impl From<&sheets::Sheet> for Sheet {
    fn from(sheet: &sheets::Sheet) -> Self {
        let sheet = sheet.clone();
        let field = |sheets::Field { id, label, input }: sheets::Field| SheetField { id, label, input };
        let step = |sheets::Step { question, help, fields }: sheets::Step| SheetStep {
            question,
            help,
            fields: fields.into_iter().map(field).collect(),
        };
        let source = |sheets::Source { article, section }: sheets::Source| Source { article, section };
        Self {
            id: sheet.id,
            kind: sheet.kind,
            title: sheet.title,
            about: sheet.about,
            shape: sheet.shape,
            practices: sheet.practices,
            sources: sheet.sources.into_iter().map(source).collect(),
            audience: sheet.audience,
            depth: sheet.depth,
            stage: sheet.stage,
            theme: sheet.theme,
            minutes: sheet.minutes,
            asked: sheet.asked,
            care: sheet.care,
            intro: sheet.intro,
            steps: sheet.steps.into_iter().map(step).collect(),
            ending: sheet.ending.text,
            exercise: sheet.ending.exercise,
        }
    }
}

impl Library {
    /// The guide's, and the person's own prompts.
    pub(crate) fn new(own: Vec<Prompt>) -> Self {
        let guide::practices::Practices { articles, practices } = guide::practices::practices().clone();
        let article = |guide::practices::Article { number, title }| Article { number, title };
        let practice = |guide::practices::Practice { id, article, sections, text, beyond, .. }| Practice {
            id,
            article,
            sections,
            text,
            beyond,
        };
        Self {
            articles: articles.into_iter().map(article).collect(),
            practices: practices.into_iter().map(practice).collect(),
            prompts: own.into_iter().chain(prompts::prompts().iter().map(Into::into)).collect(),
            sheets: sheets::sheets().iter().map(Into::into).collect(),
        }
    }
}

impl From<&guide::calm::Calm> for Calm {
    fn from(calm: &guide::calm::Calm) -> Self {
        let guide::calm::Calm { too_much, exercises, safety } = calm.clone();
        let step = |guide::calm::Step { text, seconds }| ExerciseStep { text, seconds };
        let exercise = |exercise: guide::calm::Exercise| {
            let guide::calm::Exercise { id, title, about, minutes, note, steps } = exercise;
            Exercise { id, title, about, minutes, note, steps: steps.into_iter().map(step).collect() }
        };
        Self {
            intro: too_much.intro,
            lines: too_much.lines,
            exercises: exercises.into_iter().map(exercise).collect(),
            safety: safety.into_iter().map(|guide::calm::Fact { title, text }| Fact { title, text }).collect(),
        }
    }
}

impl From<PointOfView> for guide::choice::PointOfView {
    fn from(point_of_view: PointOfView) -> Self {
        match point_of_view {
            PointOfView::Hurt => Self::Hurt,
            PointOfView::BrokeTrust => Self::BrokeTrust,
            PointOfView::Both => Self::Both,
            PointOfView::Unsure => Self::Unsure,
        }
    }
}

impl From<journal::Answered> for Answered {
    fn from(answered: journal::Answered) -> Self {
        let journal::Answered { id, entries, last } = answered;
        Self { id, entries, last }
    }
}
