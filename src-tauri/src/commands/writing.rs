//! What the editor asks for.

use journal::{Error, Filled, ItemId, RevisionId};
use tauri::State;

use super::entries::unsealed;
use crate::{
    dto,
    error::Answer,
    session::{Session, now, today},
};

/// A new entry of this moment. Nothing is stored yet.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn new_entry(session: State<'_, Session>) -> Answer<dto::Entry> {
    session.with_open(|_| Ok(dto::Entry::blank(now()))).await
}

/// Writes what is being typed to the disk.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn write_draft(session: State<'_, Session>, draft: dto::Draft) -> Answer<()> {
    session
        .with_open(move |journal| {
            let mut draft: journal::EntryDraft = draft.try_into()?;
            // A worksheet that is changed as a text is one from then on: its fields would say something else.
            if let Ok(stored) = journal.entry(draft.id) {
                let same = stored.entry.body == draft.entry.body;
                draft.entry.sheet = stored.entry.sheet.map(|sheet| Filled { answers: sheet.answers.filter(|_| same), ..sheet });
            }
            // The page that shows a sealed letter has no text of it, and must not put that in place of what is there.
            unsealed(journal, draft.id)?;
            journal.write_draft(draft)
        })
        .await
}

/// Makes the draft the entry's text.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn keep_draft(session: State<'_, Session>, id: String) -> Answer<Option<dto::Entry>> {
    session
        .with_open(move |journal| {
            let id = item(&id)?;
            journal.keep_draft(id, now())?;
            match journal.entry(id) {
                Ok(stored) => Ok(Some(dto::Entry::new(stored, today()))),
                Err(Error::NoSuchEntry) => Ok(None),
                Err(error) => Err(error),
            }
        })
        .await
}

/// Makes an older state of an entry its newest.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn restore_revision(session: State<'_, Session>, id: String, revision: String) -> Answer<dto::Entry> {
    session
        .with_open(move |journal| {
            let id = item(&id)?;
            unsealed(journal, id)?;
            journal.restore_revision(id, revision_id(&revision)?, now())?;
            Ok(dto::Entry::new(journal.entry(id)?, today()))
        })
        .await
}

/// Opens a sealed letter before its day.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn unseal(session: State<'_, Session>, id: String) -> Answer<dto::Entry> {
    session
        .with_open(move |journal| {
            let id = item(&id)?;
            journal.unseal(id, now())?;
            Ok(dto::Entry::new(journal.entry(id)?, today()))
        })
        .await
}

/// Moves entries to the trash.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn trash_entries(session: State<'_, Session>, ids: Vec<String>) -> Answer<()> {
    session.with_open(move |journal| journal.trash_all(&items(&ids)?, now())).await
}

/// Takes entries out of the trash.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn restore_entries(session: State<'_, Session>, ids: Vec<String>) -> Answer<()> {
    session.with_open(move |journal| journal.restore_all(&items(&ids)?, now())).await
}

/// Removes entries for good; only from the trash.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn purge_entries(session: State<'_, Session>, ids: Vec<String>) -> Answer<()> {
    session
        .with_open(move |journal| {
            let items = items(&ids)?;
            for id in &items {
                if !journal.is_trashed(*id)? {
                    return Err(Error::NoSuchEntry);
                }
            }
            journal.purge_all(&items, now())
        })
        .await
}

/// Adds tags to entries and takes others from them.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn tag_entries(
    session: State<'_, Session>,
    ids: Vec<String>,
    add: Vec<String>,
    remove: Vec<String>,
) -> Answer<()> {
    session.with_open(move |journal| journal.tag_all(&items(&ids)?, &add, &remove, now())).await
}

/// Every tag in use, most used first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn tags(session: State<'_, Session>) -> Answer<Vec<dto::Tag>> {
    session.with_open(|journal| Ok(journal.tags()?.into_iter().map(Into::into).collect())).await
}

/// Renames a tag everywhere, or takes it away.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn change_tag(session: State<'_, Session>, tag: String, to: Option<String>) -> Answer<u32> {
    session
        .with_open(move |journal| {
            let to = to.as_deref().map(str::trim).filter(|to| !to.is_empty());
            journal.change_tag(&tag, to, now())
        })
        .await
}

fn items(ids: &[String]) -> Result<Vec<ItemId>, Error> {
    ids.iter().map(|id| item(id)).collect()
}

/// A revision's id as it comes from a page.
pub(super) fn revision_id(id: &str) -> Result<RevisionId, Error> {
    id.parse().map_err(|_| Error::NoSuchEntry)
}

/// An item's id as it comes from a page.
pub(crate) fn item(id: &str) -> Result<ItemId, Error> {
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
            concealed: draft.concealed,
            sealed_until: draft.sealed_until.map(dto::day).transpose()?,
            review: draft.review,
            steps: draft.steps,
            prompt: draft.prompt,
            body: draft.body,
            ..journal::Entry::new(written_at)
        };
        Ok(Self { id: item(&draft.id)?, parents: parents.map_err(|_| Error::NoSuchEntry)?, entry })
    }
}
