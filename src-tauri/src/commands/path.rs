//! The two paths: entered by choice, walked in any order.

use guide::paths;
use journal::{Drawer, Error, ItemId, Kind, Place};
use tauri::State;

use super::{entries::rows, item};
use crate::{
    dto::{self, PathPlace, PrimerAnswer, Walk},
    error::Answer,
    session::{Session, now, today},
};

/// Before the name of a path, what was answered to its primer.
const PRIMER: &str = "primer:";

/// Both paths.
#[tauri::command(rename_all = "snake_case")]
pub(crate) fn paths() -> Vec<dto::Path> {
    paths::paths().iter().map(Into::into).collect()
}

/// What became of a path.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn walk(session: State<'_, Session>, path: String) -> Answer<Walk> {
    session
        .with_open(move |journal| {
            let known = known(&path)?;
            let steps: Vec<&str> = known.steps.iter().map(|step| step.id.as_str()).collect();
            let gathered = journal.gatherings()?.into_iter().filter(|gathering| steps.contains(&gathering.step.as_str()));
            Ok(Walk {
                answers: answers(journal, &path)?,
                places: journal.places(&path)?.into_iter().map(Into::into).collect(),
                gathered: gathered.map(Into::into).collect(),
            })
        })
        .await
}

/// Keeps what was answered to a primer, beside what was answered before.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn answer_primer(session: State<'_, Session>, path: String, answer: u32) -> Answer<()> {
    session
        .with_open(move |journal| {
            let offered = known(&path)?.primer.answers.len();
            if usize::try_from(answer).map_or(true, |answer| answer >= offered) {
                return Err(Error::BadValue);
            }
            let mut all = answers(journal, &path)?;
            all.push(PrimerAnswer { day: today().to_string(), answer });
            journal.set_setting(Drawer::Reflect, &format!("{PRIMER}{path}"), serde_json::to_value(all)?, now())
        })
        .await
}

/// Keeps where the person finds themselves.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn save_place(session: State<'_, Session>, place: PathPlace) -> Answer<PathPlace> {
    session
        .with_open(move |journal| {
            let id = if place.id.is_empty() { ItemId::random() } else { item(&place.id)? };
            let at = if place.at.is_empty() { now() } else { place.at.parse().map_err(|_| Error::BadDate)? };
            let path = known(&place.path)?.id.clone();
            let kept = Place { at, path, along: place.along, words: place.words, other: serde_json::Map::new() };
            journal.save_place(id, kept.clone(), now())?;
            Ok(journal::StoredPlace { id, trashed: None, place: kept }.into())
        })
        .await
}

/// Gathers an entry under a step, or takes it from there.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn set_step(session: State<'_, Session>, id: String, step: String, on: bool) -> Answer<()> {
    session
        .with_open(move |journal| {
            let known = paths::paths().iter().flat_map(|path| &path.steps).any(|known| known.id == step);
            if known { journal.set_step(item(&id)?, &step, on, now()) } else { Err(Error::NoSuchEntry) }
        })
        .await
}

/// The entries under a step, newest first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn step_entries(session: State<'_, Session>, step: String) -> Answer<Vec<dto::EntryRow>> {
    session.with_open(move |journal| Ok(rows(journal.step_rows(&step)?))).await
}

/// What was written to a prompt, oldest first, whole: one's own words, then and now. Without sealed letters.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn answers_to(session: State<'_, Session>, prompt: String) -> Answer<Vec<dto::Entry>> {
    session
        .with_open(move |journal| {
            let day = today();
            let found = journal.answers_to(&prompt)?.into_iter().filter(|stored| !stored.entry.is_sealed(day));
            Ok(found.map(|stored| dto::Entry::new(stored, day)).collect())
        })
        .await
}

/// Burns a letter: it is gone from the file, every version of it, without a time in the trash.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn burn_letter(session: State<'_, Session>, id: String) -> Answer<()> {
    session
        .with_open(move |journal| {
            let id = item(&id)?;
            match journal.entry(id)?.entry.kind {
                Kind::Letter => journal.purge(id, now()),
                _ => Err(Error::NoSuchEntry),
            }
        })
        .await
}

fn known(path: &str) -> Result<&'static paths::Path, Error> {
    paths::paths().iter().find(|known| known.id == path).ok_or(Error::NoSuchEntry)
}

fn answers(journal: &journal::Journal, path: &str) -> Result<Vec<PrimerAnswer>, Error> {
    let kept = journal.setting(Drawer::Reflect, &format!("{PRIMER}{path}"))?;
    Ok(kept.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default())
}
