//! What a person chose for the whole journal: what may come back by itself, and own templates. Kept sealed, inside it.

use journal::{Drawer, Error, ItemId, Journal};
use serde::{Serialize, de::DeserializeOwned};
use tauri::State;

use crate::{
    dto::{self, Resurfacing, Template},
    error::Answer,
    session::{Session, now, today},
};

const RESURFACING: &str = "resurfacing";
const TEMPLATES: &str = "templates";

/// Entries from before that belong to a day, without those that may not come back.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn on_this_day(session: State<'_, Session>, day: String) -> Answer<Vec<dto::Memory>> {
    session
        .with_open(move |journal| {
            let choice: Resurfacing = chosen(journal, RESURFACING)?;
            let found = journal.same_day_before(dto::day(day)?)?.into_iter();
            let memories = found.map(|(months, row)| dto::Memory { months, row: dto::EntryRow::new(row, today()) });
            Ok(memories.filter(|memory| choice.allows(&memory.row)).collect())
        })
        .await
}

impl Resurfacing {
    /// Whether an entry may come back by itself. Blurred ones and sealed letters never do.
    fn allows(&self, row: &dto::EntryRow) -> bool {
        let day = row.written_at.get(..10).unwrap_or_default();
        !row.concealed
            && !row.sealed
            && !row.tags.iter().any(|tag| self.skip_tags.contains(tag))
            && !self.skip_entries.contains(&row.id)
            && !self.skip_days.iter().any(|skipped| (skipped.from.as_str()..=skipped.to.as_str()).contains(&day))
    }
}

/// What may come back.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn resurfacing(session: State<'_, Session>) -> Answer<Resurfacing> {
    session.with_open(|journal| chosen(journal, RESURFACING)).await
}

/// Chooses what may come back.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn set_resurfacing(session: State<'_, Session>, resurfacing: Resurfacing) -> Answer<()> {
    session.with_open(move |journal| choose(journal, RESURFACING, &resurfacing)).await
}

/// Templates, own ones first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn templates(session: State<'_, Session>) -> Answer<Vec<Template>> {
    session
        .with_open(|journal| {
            let mut templates: Vec<Template> = chosen(journal, TEMPLATES)?;
            templates.extend(guide::templates::templates().iter().map(Into::into));
            Ok(templates)
        })
        .await
}

/// Keeps an own template.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn save_template(session: State<'_, Session>, template: Template) -> Answer<Template> {
    session
        .with_open(move |journal| {
            let mut own: Vec<Template> = chosen(journal, TEMPLATES)?;
            let mut saved = Template { own: true, ..template };
            match own.iter_mut().find(|other| other.id == saved.id) {
                Some(other) => other.clone_from(&saved),
                None => {
                    saved.id = ItemId::random().to_string();
                    own.insert(0, saved.clone());
                }
            }
            choose(journal, TEMPLATES, &own)?;
            Ok(saved)
        })
        .await
}

/// Takes an own template away.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn delete_template(session: State<'_, Session>, id: String) -> Answer<()> {
    session
        .with_open(move |journal| {
            let mut own: Vec<Template> = chosen(journal, TEMPLATES)?;
            own.retain(|template| template.id != id);
            choose(journal, TEMPLATES, &own)
        })
        .await
}

/// What was chosen; what cannot be read counts as nothing chosen.
pub(super) fn chosen<T: DeserializeOwned + Default>(journal: &Journal, name: &str) -> Result<T, Error> {
    Ok(journal.setting(Drawer::Settings, name)?.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default())
}

pub(super) fn choose(journal: &mut Journal, name: &str, value: &impl Serialize) -> Result<(), Error> {
    journal.set_setting(Drawer::Settings, name, serde_json::to_value(value)?, now())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(change: impl FnOnce(&mut dto::EntryRow)) -> dto::EntryRow {
        let now: journal::Moment = "2026-03-05T09:00:00+01:00".parse().unwrap();
        let dto::Entry { id, kind, written_at, title, .. } = dto::Entry::blank(now);
        let (tags, excerpt) = (vec!["hard".into()], String::new());
        let mut row = dto::EntryRow {
            id,
            kind,
            written_at,
            title,
            tags,
            excerpt,
            favourite: false,
            concealed: false,
            sealed_until: None,
            sealed: false,
            pictures: 0,
            picture: None,
            trashed: None,
            feelings: Vec::new(),
        };
        change(&mut row);
        row
    }

    #[test]
    fn what_was_tamed_stays_away() {
        let skipping = |choice: Resurfacing| !choice.allows(&row(|_| {}));
        let days = |from: &str, to: &str| vec![dto::DayRange { from: from.into(), to: to.into() }];
        assert!(!skipping(Resurfacing::default()));
        assert!(skipping(Resurfacing { skip_tags: vec!["hard".into()], ..Resurfacing::default() }));
        assert!(skipping(Resurfacing { skip_days: days("2026-03-01", "2026-03-05"), ..Resurfacing::default() }));
        assert!(!skipping(Resurfacing { skip_days: days("2026-03-06", "2026-03-31"), ..Resurfacing::default() }));
        assert!(!Resurfacing::default().allows(&row(|row| row.concealed = true)));
        assert!(!Resurfacing::default().allows(&row(|row| row.sealed = true)));
        let own = row(|_| {});
        assert!(!Resurfacing { skip_entries: vec![own.id.clone()], ..Resurfacing::default() }.allows(&own));
    }
}
