//! What the pages that show entries ask for.

use journal::{Error, Journal};
use tauri::State;

use super::{
    together::receiving,
    writing::{item, revision_id},
};
use crate::{
    dto,
    error::Answer,
    session::{Session, now, today as this_day},
};

/// The most that one answer holds.
const MOST: u32 = 500;

/// What unlocking found; waits until the journal is open.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn opened(session: State<'_, Session>) -> Answer<dto::Opened> {
    let visit = session.off_main(Session::visit).await?;
    let handed_over = session.handed_over().take();
    let arrived = match handed_over {
        Some(path) => Some(receiving::open_file(&session, &path).await.map(drop).map_err(|error| error.code)),
        None => None,
    };
    session.with_open(move |journal| Ok(dto::Opened::new(&visit, journal.entry_count()?, arrived))).await
}

/// Today's entries, newest first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn today(session: State<'_, Session>) -> Answer<Vec<dto::Entry>> {
    session
        .with_open(|journal| {
            let day = now().date_naive();
            journal.day(&day.to_string())?.into_iter().map(|id| Ok(dto::Entry::new(journal.entry(id)?, day))).collect()
        })
        .await
}

/// One entry.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn entry(session: State<'_, Session>, id: String) -> Answer<dto::Entry> {
    session.with_open(move |journal| Ok(dto::Entry::new(journal.entry(item(&id)?)?, this_day()))).await
}

/// The entries on either side of one.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn neighbours(session: State<'_, Session>, id: String) -> Answer<dto::Neighbours> {
    session.with_open(move |journal| Ok(journal.neighbours(item(&id)?)?.into())).await
}

/// Months that have entries, newest first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn months(session: State<'_, Session>) -> Answer<Vec<dto::Month>> {
    session.with_open(|journal| Ok(journal.months()?.into_iter().map(Into::into).collect())).await
}

/// A part of a month, newest first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn month_entries(
    session: State<'_, Session>,
    month: String,
    offset: u32,
    limit: u32,
) -> Answer<Vec<dto::EntryRow>> {
    session.with_open(move |journal| Ok(rows(journal.month(&month, offset, limit.min(MOST))?))).await
}

/// The days that have entries.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn days(session: State<'_, Session>, from: String, to: String) -> Answer<Vec<dto::Day>> {
    session
        .with_open(move |journal| Ok(journal.days(dto::day(from)?, dto::day(to)?)?.into_iter().map(Into::into).collect()))
        .await
}

/// The entries of one day, newest first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn day_entries(session: State<'_, Session>, day: String) -> Answer<Vec<dto::EntryRow>> {
    session.with_open(move |journal| Ok(rows(journal.day_rows(&dto::day(day)?.to_string())?))).await
}

/// What fits, best first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn search(session: State<'_, Session>, filter: dto::Filter, offset: u32, limit: u32) -> Answer<Vec<dto::Hit>> {
    session
        .with_open(move |journal| {
            let filter = filter.try_into()?;
            let hits = journal.find(&filter, offset, limit.min(MOST))?;
            let shown = hits.into_iter().map(|hit| dto::Hit::new(hit, this_day()));
            // What is found by words inside a sealed letter must not tell that they are there.
            Ok(shown.filter(|hit| !hit.row.sealed || filter.words.trim().is_empty() || tells(hit)).collect())
        })
        .await
}

/// Whether what is shown of a find has a match in it.
fn tells(hit: &dto::Hit) -> bool {
    hit.title.iter().chain(hit.tags.iter().flatten()).any(|span| span.hit)
}

/// An entry's states, newest first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn revisions(session: State<'_, Session>, id: String) -> Answer<Vec<dto::Revision>> {
    session
        .with_open(move |journal| {
            let id = item(&id)?;
            unsealed(journal, id)?;
            Ok(journal.versions(id)?.into_iter().map(Into::into).collect())
        })
        .await
}

/// An entry as it was.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn revision(session: State<'_, Session>, id: String, revision: String) -> Answer<dto::Entry> {
    session
        .with_open(move |journal| {
            let (id, revision) = (item(&id)?, revision_id(&revision)?);
            unsealed(journal, id)?;
            let entry = journal.version(id, revision)?;
            Ok(dto::Entry::new(journal::Stored { id, heads: vec![revision], trashed: None, entry }, this_day()))
        })
        .await
}

/// What is in the trash.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn trash(session: State<'_, Session>) -> Answer<Vec<dto::EntryRow>> {
    session
        .with_open(|journal| {
            let mut found = rows(journal.trashed_rows()?);
            found.extend(journal.trashed_check_ins()?.into_iter().map(dto::EntryRow::of_check_in));
            found.extend(journal.trashed_marks()?.into_iter().map(dto::EntryRow::of_mark));
            found.extend(journal.trashed_places()?.into_iter().map(dto::EntryRow::of_place));
            found.extend(journal.trashed_partners()?.into_iter().map(dto::EntryRow::of_partner));
            found.extend(journal.trashed_received()?.into_iter().map(dto::EntryRow::of_received));
            found.extend(journal.trashed_shared_notes()?.into_iter().map(dto::EntryRow::of_shared));
            found.extend(journal.trashed_questions()?.into_iter().map(dto::EntryRow::of_question));
            // Each list is in this order already; offsets differ, so the text is no order.
            found.sort_by_key(|row| std::cmp::Reverse(row.trashed.as_deref().and_then(|at| at.parse::<journal::Moment>().ok())));
            Ok(found)
        })
        .await
}

/// Rows as they may be shown today.
pub(super) fn rows(rows: Vec<journal::Row>) -> Vec<dto::EntryRow> {
    let today = this_day();
    rows.into_iter().map(|row| dto::EntryRow::new(row, today)).collect()
}

/// Refuses a letter whose day has not come.
pub(super) fn unsealed(journal: &Journal, id: journal::ItemId) -> Result<(), Error> {
    match journal.kept_entry(id)? {
        Some(stored) if stored.entry.is_sealed(this_day()) => Err(Error::Sealed),
        _ => Ok(()),
    }
}
