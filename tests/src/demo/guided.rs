//! What the demo's entries have of the guide: the steps they are gathered under, and the question or sheet they answer.

use guide::{
    paths::{Step, paths},
    prompts::prompts,
    sheets::{self, Answers},
};
use journal::{Entry, Error, Filled, Kind};
use serde::Deserialize;
use serde_json::Map;

use super::{DemoError, Written};

/// A worksheet or guided reflection with what was put into it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sheet {
    id: String,
    /// Whether one came to its end.
    done: bool,
    answers: Answers,
}

/// The entry with what it has of the guide, as the program would have made it.
pub(super) fn with_guide(mut entry: Entry, written: &Written) -> Result<Entry, DemoError> {
    for id in written.asks.iter().chain(&written.steps) {
        entry.steps.push(step(id)?.id.clone());
    }
    if let Some(id) = &written.asks {
        return Ok(answering(entry, format!("path:{id}"), &step(id)?.asks));
    }
    if let Some(id) = &written.prompt {
        let prompt = prompts().iter().find(|prompt| prompt.id == *id).ok_or_else(|| unknown(id))?;
        return Ok(answering(entry, id.clone(), &prompt.text));
    }
    match &written.sheet {
        Some(sheet) => made_with(entry, sheet),
        None => Ok(entry),
    }
}

fn step(id: &str) -> Result<&'static Step, DemoError> {
    paths().iter().flat_map(|path| &path.steps).find(|step| step.id == id).ok_or_else(|| unknown(id))
}

fn answering(entry: Entry, prompt: String, question: &str) -> Entry {
    Entry { kind: Kind::Reflection, prompt: Some(prompt), body: format!("## {question}\n\n{}", entry.body), ..entry }
}

fn made_with(entry: Entry, Sheet { id, done, answers }: &Sheet) -> Result<Entry, DemoError> {
    let sheet = sheets::sheet(id).ok_or_else(|| unknown(id))?;
    let page_of = |field: &String| sheet.steps.iter().position(|step| step.fields.iter().any(|known| known.id == *field));
    let mut page = 0;
    for field in answers.keys() {
        page = page.max(page_of(field).ok_or_else(|| unknown(field))?);
    }
    if *done {
        // Behind the last question is the end.
        page = sheet.steps.len();
    }
    let filled = Filled {
        id: id.clone(),
        page: u32::try_from(page).unwrap_or(u32::MAX),
        done: *done,
        answers: Some(serde_json::to_value(answers).map_err(Error::from)?),
        other: Map::new(),
    };
    let kind = match sheet.kind {
        sheets::Kind::Worksheet if sheet.shape == "letter" => Kind::Letter,
        sheets::Kind::Worksheet => Kind::Worksheet,
        sheets::Kind::Reflection => Kind::Reflection,
    };
    Ok(Entry { kind, title: sheet.title.clone(), body: sheet.markdown(answers), sheet: Some(filled), ..entry })
}

fn unknown(id: &str) -> DemoError {
    DemoError::Unknown(id.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use guide::sheets::{Answer, Input};

    use super::*;

    /// Every entry of the demo, as it is kept, beside what was written for it; all of the same moment.
    fn all() -> Vec<(Written, Entry)> {
        let now = crate::builder::evening();
        let read = super::super::entries().unwrap().into_iter();
        read.map(|written| {
            let entry = Entry { kind: written.kind.clone(), body: written.body.clone(), ..Entry::new(now) };
            let entry = with_guide(entry, &written).unwrap();
            (written, entry)
        })
        .collect()
    }

    #[test]
    fn a_steps_question_was_answered_twice_in_few_words_weeks_apart() {
        let mut answered: BTreeMap<String, Vec<u64>> = BTreeMap::new();
        for (written, entry) in all() {
            let Some(id) = written.asks else { continue };
            let text = entry.body.strip_prefix(&format!("## {}\n\n", step(&id).unwrap().asks)).unwrap().to_owned();
            assert!((40..=120).contains(&text.split_whitespace().count()), "{id}, {} days ago", written.days_ago);
            assert_eq!((entry.kind, entry.prompt.as_deref()), (Kind::Reflection, Some(format!("path:{id}").as_str())));
            assert!(entry.steps.contains(&id));
            answered.entry(id).or_default().push(written.days_ago);
        }
        assert!((2..=3).contains(&answered.len()));
        assert!(answered.values().all(|days| days.len() == 2 && days[0] - days[1] > 28), "{answered:?}");
    }

    #[test]
    fn something_is_gathered_under_every_step_and_an_entry_once_under_each() {
        let steps: Vec<(String, Kind)> = all()
            .into_iter()
            .flat_map(|(_, entry)| entry.steps.into_iter().map(move |step| (step, entry.kind.clone())))
            .collect();
        let under = |id: &str| steps.iter().filter(|(step, _)| step == id).count();
        let hurt = paths().iter().find(|path| path.id == "hurt").unwrap();
        assert!(hurt.steps.iter().all(|step| under(&step.id) > 0));
        assert!(under("deciding") < under("seeing-clearly") && under("letting-go") == 1);
        assert!(steps.iter().filter(|(step, kind)| step == "room-for-anger" && *kind == Kind::Letter).count() >= 2);
        for (written, Entry { steps, .. }) in all() {
            assert!((1..steps.len()).all(|at| !steps[..at].contains(&steps[at])), "{} days ago: {steps:?}", written.days_ago);
        }
    }

    #[test]
    fn an_entry_answers_one_thing_and_says_something() {
        let mut prompts = 0;
        for (written, entry) in all() {
            let answers = usize::from(written.asks.is_some()) + usize::from(written.sheet.is_some());
            assert!(answers + usize::from(written.prompt.is_some()) <= 1, "{} days ago", written.days_ago);
            assert!(written.sheet.is_none() != written.body.trim().is_empty(), "{} days ago", written.days_ago);
            if let Some(id) = written.prompt {
                prompts += 1;
                assert_eq!((entry.kind, entry.prompt), (Kind::Reflection, Some(id)));
                assert!(entry.body.starts_with("## ") && entry.body.ends_with(&written.body));
            }
        }
        assert!(prompts >= 2);
    }

    #[test]
    fn a_sheet_holds_all_that_was_put_into_it_and_one_was_left_on_its_second_page() {
        let mut left = Vec::new();
        for (written, entry) in all() {
            let (Some(Sheet { id, answers, done }), Some(filled)) = (written.sheet, entry.sheet) else { continue };
            let sheet = sheets::sheet(&id).unwrap();
            for field in sheet.steps.iter().flat_map(|step| &step.fields) {
                let Some(answer) = answers.get(&field.id) else { continue };
                let Answer::Text(text) = answer else { panic!("{id}: look at {} too", field.id) };
                assert!(entry.body.contains(text.trim()), "{id}: {} is not what the field takes", field.id);
                let offered = |options: &[String]| options.contains(text);
                assert!(!matches!(&field.input, Input::Choice { options, .. } if !offered(options)), "{id}: {text}");
            }
            left.push((entry.kind, done, filled.page));
        }
        assert_eq!(left, [(Kind::Reflection, true, 6), (Kind::Worksheet, false, 1)]);
    }

    #[test]
    fn an_unknown_id_is_noticed() {
        let first = || super::super::entries().unwrap().remove(0);
        let sheet = |id: &str, field: &str| {
            Some(Sheet { id: id.into(), done: false, answers: Answers::from([(field.into(), Answer::Text("x".into()))]) })
        };
        let changed = [
            Written { steps: vec!["room-for-anger".into(), "renamed".into()], ..first() },
            Written { asks: Some("renamed".into()), ..first() },
            Written { prompt: Some("renamed".into()), ..first() },
            Written { sheet: sheet("renamed", "q1"), ..first() },
            Written { sheet: sheet("the-day-after-a-setback", "renamed"), ..first() },
        ];
        for (number, written) in changed.iter().enumerate() {
            let result = with_guide(Entry::new(crate::builder::evening()), written);
            assert!(matches!(result, Err(DemoError::Unknown(id)) if id == "renamed"), "{number}");
        }
    }
}
