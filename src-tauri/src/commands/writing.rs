//! What the editor asks for.

use journal::{Error, ItemId, RevisionId};
use tauri::State;

use crate::{
    dto,
    error::Answer,
    session::{Session, now},
};

/// A new entry of this moment. Nothing is stored yet.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn new_entry(session: State<'_, Session>) -> Answer<dto::Entry> {
    session.with_open(|_| Ok(dto::Entry::blank(now()))).await
}

/// Writes what is being typed to the disk.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn write_draft(session: State<'_, Session>, draft: dto::Draft) -> Answer<()> {
    session.with_open(move |journal| journal.write_draft(draft.try_into()?)).await
}

/// Makes the draft the entry's text.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn keep_draft(session: State<'_, Session>, id: String) -> Answer<Option<dto::Entry>> {
    session
        .with_open(move |journal| {
            let id = item(&id)?;
            journal.keep_draft(id, now())?;
            match journal.entry(id) {
                Ok(stored) => Ok(Some(stored.into())),
                Err(Error::NoSuchEntry) => Ok(None),
                Err(error) => Err(error),
            }
        })
        .await
}

/// Moves an entry to the trash.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn trash_entry(session: State<'_, Session>, id: String) -> Answer<()> {
    session.with_open(move |journal| journal.trash(item(&id)?, now())).await
}

/// Takes an entry out of the trash.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn restore_entry(session: State<'_, Session>, id: String) -> Answer<()> {
    session.with_open(move |journal| journal.restore(item(&id)?, now())).await
}

/// An entry's id as it comes from a page.
pub(super) fn item(id: &str) -> Result<ItemId, Error> {
    id.parse().map_err(|_| Error::NoSuchEntry)
}

impl TryFrom<dto::Draft> for journal::EntryDraft {
    type Error = Error;

    fn try_from(draft: dto::Draft) -> Result<Self, Error> {
        let written_at = draft.written_at.parse().map_err(|_| Error::BadDate)?;
        let parents: Result<Vec<RevisionId>, _> = draft.parents.iter().map(|id| id.parse()).collect();
        let entry = journal::Entry {
            kind: draft.kind.into(),
            title: draft.title,
            tags: draft.tags,
            favourite: draft.favourite,
            body: draft.body,
            ..journal::Entry::new(written_at)
        };
        Ok(Self { id: item(&draft.id)?, parents: parents.map_err(|_| Error::NoSuchEntry)?, entry })
    }
}
