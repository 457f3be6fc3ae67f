//! Worksheets and guided reflections: one question a page. A worksheet is data; one renderer shows them all, and what is answered
//! becomes an entry that can be read as Markdown by itself.

use std::{collections::BTreeMap, sync::LazyLock};

use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};

pub use crate::practices::{Audience, Depth, Stage};

/// What a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Pages with fields.
    Worksheet,
    /// A few questions to write about.
    Reflection,
}

/// A worksheet or a guided reflection.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// `impact-map`: its file's name. Stays the same in every language, and is of one sheet only.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// What it is called.
    pub title: String,
    /// When one may want it, in a line.
    pub about: String,
    /// `sheet`, `map`, `letter`, `builder`, `inventory`, `log`, `list`; `questions` for a reflection.
    pub shape: String,
    /// The practices it makes real.
    pub practices: Vec<String>,
    /// Where they come from.
    pub sources: Vec<Source>,
    /// Whom it is for.
    pub audience: Audience,
    /// How much it may stir.
    pub depth: Depth,
    /// When it fits.
    pub stage: Stage,
    /// As of prompts.
    pub theme: String,
    /// About how long it takes.
    pub minutes: u8,
    /// Never offered unasked.
    pub asked: bool,
    /// What it asks of whoever shows it.
    pub care: Vec<Care>,
    /// What it is for, and what it is not.
    pub intro: String,
    /// A page each.
    pub steps: Vec<Step>,
    /// How it ends.
    pub ending: Ending,
}

/// A part of an article.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The article's number.
    pub article: u8,
    /// The part's name.
    pub section: String,
}

/// What a sheet asks of whoever shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Care {
    /// It may feel worse for a while, and says so beforehand.
    Stirs,
    /// Hard writing: a gentle timer is offered.
    Timed,
    /// The private check comes first.
    PrivateCheck,
    /// A letter that nobody has to see.
    Unsent,
    /// The support page is in reach on its first and last page.
    Support,
}

/// One question, with its fields.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The question.
    pub question: String,
    /// A line or two with examples; may be empty.
    #[serde(default)]
    pub help: String,
    /// What can be filled in.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
}

/// Something that can be filled in.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Field {
    /// Its name among the sheet's fields.
    pub id: String,
    /// What it asks for; may be empty when the question says it all.
    #[serde(default)]
    pub label: String,
    /// What can be put into it.
    #[serde(flatten)]
    pub input: Input,
}

/// What can be put into a field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Input {
    /// A line.
    Short,
    /// Paragraphs.
    Long,
    /// A number from one end to the other.
    Scale {
        /// The lowest.
        from: u8,
        /// The highest.
        to: u8,
        /// What the lowest means.
        low: String,
        /// What the highest means.
        high: String,
    },
    /// One or many of a few.
    Choice {
        /// What can be chosen.
        options: Vec<String>,
        /// Whether more than one can be.
        many: bool,
    },
    /// Any number of rows.
    Rows {
        /// What each has.
        columns: Vec<Column>,
        /// The label of the button that adds one.
        row: String,
    },
    /// Words for feelings.
    Feelings,
    /// A local day.
    Date,
    /// Two texts side by side.
    Columns {
        /// What stands on the left.
        left: String,
        /// What stands on the right.
        right: String,
    },
}

/// A part of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its name among the row's.
    pub id: String,
    /// What it asks for.
    pub label: String,
    /// `short`, `long`, `date` or `choice`.
    pub kind: String,
    /// What can be chosen, if it is a choice.
    #[serde(default)]
    pub options: Vec<String>,
}

/// How a sheet ends.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    /// A few calm sentences.
    pub text: String,
    /// The id of an exercise (see [`crate::calm`]) that may follow.
    pub exercise: Option<String>,
}

/// What was put into a field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// Of a scale.
    Number(f64),
    /// Of a short or long field, a date, a choice of one.
    Text(String),
    /// Of a choice of many, or words for feelings.
    Many(Vec<String>),
    /// Of rows: each part by its column's id.
    Rows(Vec<BTreeMap<String, String>>),
    /// Of two columns.
    Sides {
        /// What stands on the left.
        left: String,
        /// What stands on the right.
        right: String,
    },
}

/// What was put into a sheet, by the fields' ids.
pub type Answers = BTreeMap<String, Answer>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WorksheetFile {
    id: String,
    title: String,
    about: String,
    shape: String,
    practices: Vec<String>,
    sources: Vec<Source>,
    #[serde(rename = "for")]
    audience: Audience,
    depth: Depth,
    stage: Stage,
    theme: String,
    minutes: u8,
    #[serde(default)]
    asked: bool,
    /// What the practices need beside it, said for whoever writes content.
    #[serde(rename = "later")]
    _later: Option<String>,
    care: Vec<Care>,
    intro: String,
    step: Vec<Step>,
    ending: Ending,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReflectionFile {
    id: String,
    title: String,
    about: String,
    practices: Vec<String>,
    sources: Vec<Source>,
    #[serde(rename = "for")]
    audience: Audience,
    depth: Depth,
    stage: Stage,
    theme: String,
    minutes: u8,
    care: Vec<Care>,
    intro: String,
    question: Vec<Question>,
    ending: Ending,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    text: String,
    #[serde(default)]
    help: String,
}

static WORKSHEETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content/en/worksheets");
static REFLECTIONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content/en/reflections");

impl From<WorksheetFile> for Sheet {
    fn from(file: WorksheetFile) -> Self {
        let WorksheetFile {
            id,
            title,
            about,
            shape,
            practices,
            sources,
            audience,
            depth,
            stage,
            theme,
            minutes,
            asked,
            care,
            ..
        } = file;
        let (intro, steps, ending, kind) = (file.intro.trim().to_owned(), file.step, file.ending, Kind::Worksheet);
        Self {
            id,
            kind,
            title,
            about,
            shape,
            practices,
            sources,
            audience,
            depth,
            stage,
            theme,
            minutes,
            asked,
            care,
            intro,
            steps,
            ending,
        }
    }
}

impl From<ReflectionFile> for Sheet {
    fn from(file: ReflectionFile) -> Self {
        let ReflectionFile { id, title, about, practices, sources, audience, depth, stage, theme, minutes, care, intro, .. } =
            file;
        let field = |number: usize| Field { id: format!("q{}", number + 1), label: String::new(), input: Input::Long };
        let step = |(number, question): (usize, Question)| Step {
            question: question.text,
            help: question.help,
            fields: vec![field(number)],
        };
        Self {
            id,
            kind: Kind::Reflection,
            title,
            about,
            shape: "questions".into(),
            practices,
            sources,
            audience,
            depth,
            stage,
            theme,
            minutes,
            asked: false,
            care,
            intro: intro.trim().to_owned(),
            steps: file.question.into_iter().enumerate().map(step).collect(),
            ending: file.ending,
        }
    }
}

fn read<F: for<'de> Deserialize<'de> + Into<Sheet>>(folder: &Dir<'_>) -> Vec<Sheet> {
    let texts = folder.files().filter_map(|file| file.contents_utf8());
    let mut sheets: Vec<Sheet> = texts.filter_map(|text| toml::from_str::<F>(text).ok()).map(Into::into).collect();
    sheets.sort_by(|one, other| one.title.cmp(&other.title));
    sheets
}

/// Reflections, then worksheets, in English, by their titles.
pub fn sheets() -> &'static [Sheet] {
    // A test reads every file; a build with one that cannot be read does not pass it.
    static SHEETS: LazyLock<Vec<Sheet>> = LazyLock::new(|| {
        let mut sheets = read::<ReflectionFile>(&REFLECTIONS);
        sheets.extend(read::<WorksheetFile>(&WORKSHEETS));
        sheets
    });
    &SHEETS
}

/// One of them.
pub fn sheet(id: &str) -> Option<&'static Sheet> {
    sheets().iter().find(|sheet| sheet.id == id)
}

impl Sheet {
    /// What was answered, as Markdown: each question that has an answer as a heading, the answer below it.
    pub fn markdown(&self, answers: &Answers) -> String {
        let mut parts = Vec::new();
        for step in &self.steps {
            let filled: Vec<String> = step.fields.iter().filter_map(|field| field.markdown(answers.get(&field.id)?)).collect();
            if !filled.is_empty() {
                parts.push(format!("## {}", step.question));
                parts.extend(filled);
            }
        }
        parts.join("\n\n")
    }
}

impl Field {
    /// What was put into it, under its label. None if that is nothing, or not of its kind.
    fn markdown(&self, answer: &Answer) -> Option<String> {
        let text = match (&self.input, answer) {
            (Input::Short | Input::Long | Input::Date, Answer::Text(text)) => text.trim().to_owned(),
            (Input::Scale { from, to, low, high }, Answer::Number(number)) => {
                format!("{number} ({from}: {low}, {to}: {high})")
            }
            (Input::Choice { .. }, Answer::Text(text)) => text.trim().to_owned(),
            (Input::Choice { .. }, Answer::Many(chosen)) => {
                chosen.iter().map(|one| format!("- {one}")).collect::<Vec<_>>().join("\n")
            }
            (Input::Feelings, Answer::Many(words)) => words.join(", "),
            (Input::Rows { columns, .. }, Answer::Rows(rows)) => {
                rows.iter().filter_map(|row| row_markdown(columns, row)).collect::<Vec<_>>().join("\n")
            }
            (Input::Columns { left: on_left, right: on_right }, Answer::Sides { left, right }) => {
                let sides = [(on_left, left), (on_right, right)].into_iter().filter(|(_, text)| !text.trim().is_empty());
                sides.map(|(label, text)| format!("**{label}**\n\n{}", text.trim())).collect::<Vec<_>>().join("\n\n")
            }
            _ => return None,
        };
        match (text.is_empty(), self.label.is_empty()) {
            (true, _) => None,
            (false, true) => Some(text),
            (false, false) => Some(format!("**{}**\n\n{text}", self.label)),
        }
    }
}

/// A row as one point of a list, its parts one under the other.
fn row_markdown(columns: &[Column], row: &BTreeMap<String, String>) -> Option<String> {
    let part = |column: &Column| {
        let text = row.get(&column.id)?.trim();
        (!text.is_empty()).then(|| format!("{}: {}", column.label, text.replace('\n', "\n  ")))
    };
    let parts: Vec<String> = columns.iter().filter_map(part).collect();
    (!parts.is_empty()).then(|| format!("- {}", parts.join("\\\n  ")))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_file_is_read_under_its_own_name() {
        let files = |folder: &Dir<'_>| -> BTreeSet<String> {
            folder.files().map(|file| file.path().file_stem().unwrap().to_str().unwrap().to_owned()).collect()
        };
        for file in WORKSHEETS.files() {
            let read = toml::from_str::<WorksheetFile>(file.contents_utf8().unwrap());
            assert!(read.is_ok(), "{:?}: {}", file.path(), read.err().unwrap());
        }
        for file in REFLECTIONS.files() {
            let read = toml::from_str::<ReflectionFile>(file.contents_utf8().unwrap());
            assert!(read.is_ok(), "{:?}: {}", file.path(), read.err().unwrap());
        }
        let of = |kind: Kind| -> BTreeSet<String> {
            sheets().iter().filter(|sheet| sheet.kind == kind).map(|sheet| sheet.id.clone()).collect()
        };
        assert_eq!((of(Kind::Worksheet), of(Kind::Reflection)), (files(&WORKSHEETS), files(&REFLECTIONS)));
        assert!(of(Kind::Worksheet).is_disjoint(&of(Kind::Reflection)));
        assert!(of(Kind::Worksheet).len() >= 40 && of(Kind::Reflection).len() >= 20);
    }

    #[test]
    fn a_sheet_is_short_and_lets_one_off() {
        for sheet in sheets() {
            let id = &sheet.id;
            let steps = if sheet.kind == Kind::Reflection { 3..=7 } else { 3..=9 };
            assert!(steps.contains(&sheet.steps.len()), "{id}");
            let fields: Vec<&Field> = sheet.steps.iter().flat_map(|step| &step.fields).collect();
            let ids: BTreeSet<_> = fields.iter().map(|field| &field.id).collect();
            assert_eq!(ids.len(), fields.len(), "{id}: a field's name stands twice");
            for step in &sheet.steps {
                assert!(
                    (1..=3).contains(&step.fields.len()) && step.question.split_whitespace().count() <= 20,
                    "{id}: {}",
                    step.question
                );
            }
            for Field { input, .. } in fields {
                match input {
                    Input::Choice { options, .. } => assert!((2..=9).contains(&options.len()), "{id}: {options:?}"),
                    Input::Scale { from, to, .. } => assert!(from < to, "{id}"),
                    Input::Rows { columns, .. } => {
                        assert!((2..=4).contains(&columns.len()), "{id}");
                        for column in columns {
                            assert!(["short", "long", "date", "choice"].contains(&column.kind.as_str()), "{id}");
                            assert_eq!(column.kind == "choice", !column.options.is_empty(), "{id}");
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn hard_writing_says_so_and_ends_calmly() {
        let exercises: Vec<&str> = crate::calm::calm().exercises.iter().map(|exercise| exercise.id.as_str()).collect();
        for sheet in sheets() {
            let has = |care| sheet.care.contains(&care);
            assert!(sheet.depth != Depth::Deep || (has(Care::Stirs) && has(Care::Timed)), "{}", sheet.id);
            let says_so = ["for a while", "for a little while", "for a time", "for some hours"]
                .iter()
                .any(|words| sheet.intro.contains(words));
            assert!(!has(Care::Stirs) || says_so, "{}", sheet.id);
            assert!(sheet.minutes <= 20 && !sheet.ending.text.is_empty() && !sheet.ending.text.contains('!'), "{}", sheet.id);
            assert!(sheet.ending.exercise.as_deref().is_none_or(|exercise| exercises.contains(&exercise)), "{}", sheet.id);
            // What two people do together has the private check before it.
            assert!(
                sheet.kind == Kind::Reflection || sheet.audience != Audience::Together || has(Care::PrivateCheck),
                "{}",
                sheet.id
            );
        }
    }

    #[test]
    fn each_point_of_view_has_sheets() {
        for own in [Audience::Hurt, Audience::BrokeTrust] {
            let fits = |sheet: &&Sheet| (sheet.audience == own || sheet.audience == Audience::Either) && !sheet.asked;
            assert!(sheets().iter().filter(fits).filter(|sheet| sheet.kind == Kind::Reflection).count() >= 8, "{own:?}");
            assert!(sheets().iter().filter(fits).filter(|sheet| sheet.kind == Kind::Worksheet).count() >= 8, "{own:?}");
        }
    }

    fn text(text: &str) -> Answer {
        Answer::Text(text.into())
    }

    #[test]
    fn answers_are_read_as_markdown_with_their_questions() {
        let field = |id: &str, label: &str, input: Input| Field { id: id.into(), label: label.into(), input };
        let step = |question: &str, fields: Vec<Field>| Step { question: question.into(), help: String::new(), fields };
        let columns =
            ["what", "when"].map(|id| Column { id: id.into(), label: id.to_uppercase(), kind: "short".into(), options: vec![] });
        let choice = Input::Choice { options: vec!["yes".into(), "not now".into()], many: true };
        let scale = Input::Scale { from: 0, to: 10, low: "none".into(), high: "all".into() };
        let sides = Input::Columns { left: "Mine".into(), right: "Theirs".into() };
        let steps = vec![
            step("What happened?", vec![field("a", "", Input::Long), field("b", "Day", Input::Date)]),
            step("Never answered?", vec![field("c", "", Input::Short)]),
            step("Which?", vec![field("d", "", choice), field("e", "", scale), field("f", "Felt", Input::Feelings)]),
            step("And?", vec![field("g", "", Input::Rows { columns: columns.into(), row: "Add".into() }), field("h", "", sides)]),
        ];
        let sheet = Sheet { steps, ..sheets()[0].clone() };
        let row = |pairs: &[(&str, &str)]| pairs.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect();
        let answers = Answers::from([
            ("a".into(), text(" First.\n\nSecond. ")),
            ("b".into(), text("2026-03-01")),
            ("c".into(), text("  ")),
            ("d".into(), Answer::Many(vec!["yes".into(), "not now".into()])),
            ("e".into(), Answer::Number(7.0)),
            ("f".into(), Answer::Many(vec!["wary".into(), "sea sick".into()])),
            ("g".into(), Answer::Rows(vec![row(&[("what", "one\ntwo"), ("when", "May")]), row(&[("what", " ")])])),
            ("h".into(), Answer::Sides { left: "L".into(), right: String::new() }),
            // Of another version of the sheet.
            ("z".into(), text("lost")),
        ]);
        let expected = "## What happened?\n\nFirst.\n\nSecond.\n\n**Day**\n\n2026-03-01\n\n## Which?\n\n- yes\n- not now\n\n\
                        7 (0: none, 10: all)\n\n**Felt**\n\nwary, sea sick\n\n## And?\n\n- WHAT: one\n  two\\\n  WHEN: May\n\n**Mine**\n\nL";
        assert_eq!(sheet.markdown(&answers), expected);
        // What crosses as JSON comes back as it was.
        let json = serde_json::to_string(&answers).unwrap();
        assert_eq!(serde_json::from_str::<Answers>(&json).unwrap(), answers);
    }
}
