//! Prompts, worksheets, guided reflections, and who writes. What is known of them is kept sealed, inside the journal.

use chrono::{Datelike, Days, NaiveDate};
use guide::{
    choice::{self, Asked},
    practices::{Audience, Depth, Stage},
    prompts, sheets,
};
use journal::{Drawer, Error, Filled, ItemId, Journal, Kind, MarkKind, OWN, PerDay};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tauri::State;

use super::{entries::unsealed, item};
use crate::{
    dto::{self, Person, Prompt, SheetDraft, TodaysPrompt},
    error::Answer,
    session::{Session, now, today},
};

const PERSON: &str = "person";
const HIDDEN: &str = "hidden";
const FAVOURITES: &str = "favourites";
const OWN_PROMPTS: &str = "own";
const SHOWN: &str = "shown";

/// A day whose mean lies here or below was hard: well on the unpleasant side.
const HARD: f64 = -0.4;

/// A prompt that the person made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct OwnPrompt {
    id: String,
    text: String,
}

/// Which prompts came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Shown {
    /// Since all that fit had come; the last is the day's.
    ids: Vec<String>,
    /// The day of the last.
    day: Option<NaiveDate>,
    /// Whether it was light because of a hard day.
    light: bool,
    /// Whether they began again with it.
    again: bool,
}

/// Everything the guide has to write about.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn library(session: State<'_, Session>) -> Answer<dto::Library> {
    session
        .with_open(|journal| {
            let own: Vec<OwnPrompt> = kept(journal, OWN_PROMPTS)?;
            Ok(dto::Library::new(own.iter().map(Into::into).collect()))
        })
        .await
}

/// What became of it.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn reflect(session: State<'_, Session>) -> Answer<dto::Reflect> {
    session
        .with_open(|journal| {
            Ok(dto::Reflect {
                person: kept(journal, PERSON)?,
                hidden: kept(journal, HIDDEN)?,
                favourites: kept(journal, FAVOURITES)?,
                answered: journal.answered()?.into_iter().map(Into::into).collect(),
                unfinished: super::entries::rows(journal.unfinished_rows()?),
            })
        })
        .await
}

/// Keeps who writes.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn set_person(session: State<'_, Session>, person: Person) -> Answer<()> {
    session
        .with_open(move |journal| {
            let before: Person = kept(journal, PERSON)?;
            keep(journal, PERSON, &person)?;
            // What fitted somebody else is not today's.
            if (before.point_of_view, before.stage) != (person.point_of_view, person.stage) {
                let mut shown: Shown = kept(journal, SHOWN)?;
                shown.day = None;
                keep(journal, SHOWN, &shown)?;
            }
            Ok(())
        })
        .await
}

/// The day's prompt.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn todays_prompt(session: State<'_, Session>) -> Answer<Option<TodaysPrompt>> {
    session.with_open(|journal| todays(journal, today(), false)).await
}

/// Another for today.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn another_prompt(session: State<'_, Session>) -> Answer<Option<TodaysPrompt>> {
    session.with_open(|journal| todays(journal, today(), true)).await
}

/// Keeps a prompt from coming, or lets it come again.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn set_prompt_hidden(session: State<'_, Session>, id: String, hidden: bool) -> Answer<()> {
    session.with_open(move |journal| set(journal, HIDDEN, id, hidden)).await
}

/// Marks a prompt or a sheet, or takes the mark away.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn set_favourite(session: State<'_, Session>, id: String, favourite: bool) -> Answer<()> {
    session.with_open(move |journal| set(journal, FAVOURITES, id, favourite)).await
}

/// Keeps an own prompt; an empty id makes a new one.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn save_prompt(session: State<'_, Session>, id: String, text: String) -> Answer<Prompt> {
    session
        .with_open(move |journal| {
            let text = text.trim().to_owned();
            if text.is_empty() || text.len() > journal::MAX_BODY {
                return Err(Error::TooLong);
            }
            let mut own: Vec<OwnPrompt> = kept(journal, OWN_PROMPTS)?;
            let saved = if let Some(there) = own.iter_mut().find(|prompt| prompt.id == id) {
                there.text = text;
                there.clone()
            } else {
                let fresh = OwnPrompt { id: format!("{OWN}{}", ItemId::random()), text };
                own.insert(0, fresh.clone());
                fresh
            };
            keep(journal, OWN_PROMPTS, &own)?;
            Ok((&saved).into())
        })
        .await
}

/// Takes an own prompt away; entries keep their question.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn delete_prompt(session: State<'_, Session>, id: String) -> Answer<()> {
    session
        .with_open(move |journal| {
            let mut own: Vec<OwnPrompt> = kept(journal, OWN_PROMPTS)?;
            own.retain(|prompt| prompt.id != id);
            keep(journal, OWN_PROMPTS, &own)
        })
        .await
}

/// An empty sheet under a fresh entry's id. Nothing is stored.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn new_sheet(session: State<'_, Session>, sheet: String) -> Answer<SheetDraft> {
    session
        .with_open(move |_| {
            let sheet = sheets::sheet(&sheet).ok_or(Error::NoSuchEntry)?.id.clone();
            let (id, written_at) = (ItemId::random().to_string(), dto::moment(&now()));
            Ok(SheetDraft { id, parents: Vec::new(), sheet, written_at, page: 0, done: false, answers: sheets::Answers::new() })
        })
        .await
}

/// A sheet as it was left.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn sheet_draft(session: State<'_, Session>, id: String) -> Answer<SheetDraft> {
    session
        .with_open(move |journal| {
            unsealed(journal, item(&id)?)?;
            let stored = journal.entry(item(&id)?)?;
            let Some(Filled { id: sheet, page, done, answers: Some(answers), .. }) = stored.entry.sheet else {
                return Err(Error::NoSuchEntry);
            };
            Ok(SheetDraft {
                id,
                parents: stored.heads.iter().map(ToString::to_string).collect(),
                sheet,
                written_at: dto::moment(&stored.entry.written_at),
                page,
                done,
                answers: serde_json::from_value(answers).map_err(|_| Error::NoSuchEntry)?,
            })
        })
        .await
}

/// Keeps what was put into a sheet, so that a crash does not take it.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn write_sheet(session: State<'_, Session>, draft: SheetDraft) -> Answer<()> {
    session
        .with_open(move |journal| {
            let id = item(&draft.id)?;
            unsealed(journal, id)?;
            let sheet = sheets::sheet(&draft.sheet).ok_or(Error::NoSuchEntry)?;
            let written_at = draft.written_at.parse().map_err(|_| Error::BadDate)?;
            let parents: Result<Vec<_>, _> = draft.parents.iter().map(|id| id.parse()).collect();
            // What was done with the entry on its own page stays: its tags, a title of one's own, its mark.
            let mut entry = match journal.entry(id) {
                Ok(stored) => stored.entry,
                Err(Error::NoSuchEntry) => journal::Entry {
                    kind: match sheet.kind {
                        sheets::Kind::Worksheet if sheet.shape == "letter" => Kind::Letter,
                        sheets::Kind::Worksheet => Kind::Worksheet,
                        sheets::Kind::Reflection => Kind::Reflection,
                    },
                    title: sheet.title.clone(),
                    ..journal::Entry::new(written_at)
                },
                Err(error) => return Err(error),
            };
            entry.body = sheet.markdown(&draft.answers);
            let other = entry.sheet.take().map(|filled| filled.other).unwrap_or_default();
            let answers = Some(serde_json::to_value(&draft.answers)?);
            entry.sheet = Some(Filled { id: draft.sheet, page: draft.page, done: draft.done, answers, other });
            journal.write_draft(journal::EntryDraft { id, parents: parents.map_err(|_| Error::NoSuchEntry)?, entry })
        })
        .await
}

/// What helps for a few minutes, and what to know about being read.
#[tauri::command(rename_all = "snake_case")]
pub(crate) fn calm() -> dto::Calm {
    guide::calm::calm().into()
}

/// The prompt of a day, the same for the whole of it, unless another is asked for or it is hidden.
fn todays(journal: &mut Journal, day: NaiveDate, another: bool) -> Result<Option<TodaysPrompt>, Error> {
    let person: Person = kept(journal, PERSON)?;
    let hidden: Vec<String> = kept(journal, HIDDEN)?;
    let own: Vec<OwnPrompt> = kept(journal, OWN_PROMPTS)?;
    let mut all: Vec<prompts::Prompt> = own.iter().map(OwnPrompt::prompt).collect();
    all.extend_from_slice(prompts::prompts());
    let mut shown: Shown = kept(journal, SHOWN)?;
    let there = |shown: &Shown| {
        let last = shown.ids.last().filter(|id| shown.day == Some(day) && !hidden.contains(id))?;
        all.iter().find(|prompt| prompt.id == *last)
    };
    let hard = was_hard(journal, day)?;
    let asked = |ids: &[String]| {
        let (point_of_view, stage) = (person.point_of_view.into(), person.stage);
        let asked = Asked { point_of_view, stage, day: day.num_days_from_ce().into(), hard, shown: ids, hidden: &hidden };
        choice::choose(&all, &asked)
    };
    let prompt = match there(&shown).filter(|_| !another) {
        Some(prompt) => prompt,
        None => {
            let Some(chosen) = asked(&shown.ids) else { return Ok(None) };
            if chosen.again {
                // The last stays in sight, so that it is not the first again.
                shown.ids.drain(..shown.ids.len().saturating_sub(1));
            }
            shown.ids.retain(|id| *id != chosen.prompt.id);
            shown.ids.push(chosen.prompt.id.clone());
            (shown.day, shown.light, shown.again) = (Some(day), chosen.light, chosen.again);
            keep(journal, SHOWN, &shown)?;
            chosen.prompt
        }
    };
    let before = shown.ids.split_last().map_or(&[][..], |(_, before)| before);
    let left = asked(before).map_or(1, |chosen| if chosen.again { 1 } else { chosen.left });
    let own = own.iter().find(|own| own.id == prompt.id);
    let prompt = own.map_or_else(|| prompt.into(), Prompt::from);
    Ok(Some(TodaysPrompt { prompt, light: shown.light, again: shown.again, left: u32::try_from(left).unwrap_or(u32::MAX) }))
}

/// Whether a day or the one before it was hard: by its check-ins, or a setback that was marked.
fn was_hard(journal: &Journal, day: NaiveDate) -> Result<bool, Error> {
    let before = day.checked_sub_days(Days::new(1)).unwrap_or(day);
    let unpleasant = journal.series("pleasant", PerDay::Mean, before, day)?.days.iter().any(|noted| noted.value <= HARD);
    let setback = journal.marks(before, day)?.iter().any(|stored| stored.mark.kind == MarkKind::Setback);
    Ok(unpleasant || setback)
}

fn set(journal: &mut Journal, name: &str, id: String, on: bool) -> Result<(), Error> {
    let mut ids: Vec<String> = kept(journal, name)?;
    ids.retain(|other| *other != id);
    if on {
        ids.push(id);
    }
    keep(journal, name, &ids)
}

/// What is known; what cannot be read counts as nothing known.
fn kept<T: DeserializeOwned + Default>(journal: &Journal, name: &str) -> Result<T, Error> {
    Ok(journal.setting(Drawer::Reflect, name)?.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default())
}

fn keep(journal: &mut Journal, name: &str, value: &impl Serialize) -> Result<(), Error> {
    journal.set_setting(Drawer::Reflect, name, serde_json::to_value(value)?, now())
}

impl OwnPrompt {
    /// As one of the guide's, so that it can be chosen for a day.
    fn prompt(&self) -> prompts::Prompt {
        prompts::Prompt {
            id: self.id.clone(),
            text: self.text.clone(),
            why: String::new(),
            practices: Vec::new(),
            article: 0,
            section: String::new(),
            audience: Audience::Either,
            depth: Depth::Light,
            stage: Stage::Any,
            theme: "own".into(),
        }
    }
}

impl From<&OwnPrompt> for Prompt {
    fn from(own: &OwnPrompt) -> Self {
        Self { article: None, own: true, ..(&own.prompt()).into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use journal::{CheckIn, Mark, Passphrase};

    fn day(number: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 1).unwrap() + Days::new(number)
    }

    fn journal() -> (tempfile::TempDir, Journal) {
        let folder = tempfile::tempdir().unwrap();
        let passphrase = Passphrase::new("river stone lantern").unwrap();
        let journal = Journal::create(&folder.path().join("journal.mend"), &passphrase, now()).unwrap();
        (folder, journal)
    }

    fn id(journal: &mut Journal, day: NaiveDate, another: bool) -> String {
        todays(journal, day, another).unwrap().unwrap().prompt.id
    }

    #[test]
    fn a_day_keeps_its_prompt_until_another_is_asked_for_or_it_is_hidden() {
        let (_folder, mut journal) = journal();
        let first = id(&mut journal, day(0), false);
        assert_eq!(id(&mut journal, day(0), false), first);
        let second = id(&mut journal, day(0), true);
        assert_ne!(second, first);
        set(&mut journal, HIDDEN, second.clone(), true).unwrap();
        let third = id(&mut journal, day(0), false);
        assert!(third != first && third != second);
        let next = id(&mut journal, day(1), false);
        assert!(![&first, &second, &third].contains(&&next));
        assert_eq!(kept::<Shown>(&journal, SHOWN).unwrap().ids, [first, second, third, next]);
    }

    #[test]
    fn after_a_hard_day_it_is_light() {
        let (_folder, mut journal) = journal();
        let at = format!("{}T21:00:00+01:00", day(0)).parse().unwrap();
        let check_in = CheckIn { pleasant: Some(-0.6), energy: Some(0.0), ..CheckIn::new(at) };
        journal.save_check_in(ItemId::random(), check_in, now()).unwrap();
        let setback = Mark { day: day(9), kind: MarkKind::Setback, text: String::new(), other: serde_json::Map::new() };
        journal.save_mark(ItemId::random(), setback, now()).unwrap();
        for (number, hard) in [(0, true), (1, true), (2, false), (8, false), (9, true), (10, true), (11, false)] {
            assert_eq!(was_hard(&journal, day(number)).unwrap(), hard, "{number}");
            let chosen = todays(&mut journal, day(number), true).unwrap().unwrap();
            assert_eq!(chosen.light, hard);
            assert!(!hard || chosen.prompt.depth == Depth::Light);
        }
    }

    #[test]
    fn an_own_prompt_comes_too_and_all_come_before_one_comes_again() {
        let (_folder, mut journal) = journal();
        let own = vec![OwnPrompt { id: "own:1".into(), text: "What did the garden do?".into() }];
        keep(&mut journal, OWN_PROMPTS, &own).unwrap();
        let fitting =
            prompts::prompts().iter().filter(|prompt| choice::fits(prompt, guide::choice::PointOfView::Unsure)).count() + 1;
        // All but a few are hidden, so that the end is near.
        let hidden: Vec<&str> = prompts::prompts().iter().map(|prompt| prompt.id.as_str()).skip(12).collect();
        keep(&mut journal, HIDDEN, &hidden).unwrap();
        let first = todays(&mut journal, day(0), false).unwrap().unwrap();
        let mut came = vec![first.prompt.id.clone()];
        let all = first.left as usize;
        assert!((2..fitting).contains(&all), "{all}");
        for number in 1..all as u64 {
            let chosen = todays(&mut journal, day(number), false).unwrap().unwrap();
            assert!(!chosen.again && chosen.left as usize == all - came.len());
            came.push(chosen.prompt.id);
        }
        assert!(came.contains(&"own:1".to_owned()));
        assert_eq!(came.iter().collect::<std::collections::HashSet<_>>().len(), all);
        let again = todays(&mut journal, day(all as u64), false).unwrap().unwrap();
        assert!(again.again && Some(&again.prompt.id) != came.last());
        assert!(!todays(&mut journal, day(all as u64 + 1), false).unwrap().unwrap().again);
    }
}
