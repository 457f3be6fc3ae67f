//! What the pages that show entries ask for.

use tauri::State;

use super::writing::item;
use crate::{
    dto,
    error::Answer,
    session::{Session, now},
};

/// The most that one answer holds.
const MOST: u32 = 500;

/// What unlocking found; waits until the journal is open.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn opened(session: State<'_, Session>) -> Answer<dto::Opened> {
    let visit = session.off_main(Session::visit).await?;
    session.with_open(move |journal| Ok(dto::Opened::new(&visit, journal.entry_count()?))).await
}

/// Today's entries, newest first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn today(session: State<'_, Session>) -> Answer<Vec<dto::Entry>> {
    session
        .with_open(|journal| {
            let day = now().date_naive().to_string();
            journal.day(&day)?.into_iter().map(|id| Ok(journal.entry(id)?.into())).collect()
        })
        .await
}

/// One entry.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn entry(session: State<'_, Session>, id: String) -> Answer<dto::Entry> {
    session.with_open(move |journal| Ok(journal.entry(item(&id)?)?.into())).await
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
    session
        .with_open(move |journal| Ok(journal.month(&month, offset, limit.min(MOST))?.into_iter().map(Into::into).collect()))
        .await
}

/// What matches, best first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn search(session: State<'_, Session>, query: String, limit: u32) -> Answer<Vec<dto::Hit>> {
    session.with_open(move |journal| Ok(journal.search(&query, limit.min(MOST))?.into_iter().map(Into::into).collect())).await
}
