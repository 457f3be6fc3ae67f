//! What goes: looked at, and made.

use base64::{Engine, engine::general_purpose::STANDARD};
use journal::{Chosen, Composed, Error, ItemId, Journal, Passphrase, PictureId, Reply, ShareError, SharedMeasure};
use tauri::{AppHandle, State};
use zeroize::Zeroizing;

use super::{file_name, hand_over, shared_row};
use crate::{
    commands::{feelings, item},
    dto::{self, PlannedEntry, PlannedMeasure, SharePlan, SharePreview, SharedEntry, SharedRow},
    error::{Answer, CommandError},
    session::{Session, now, today},
};

/// The reader page, which `ui/reader` makes, byte for byte: it allows its own script by a hash, and Tauri would write its embedded pages
/// anew.
const PAGE: &str = include_str!("../../../../ui/dist/reader.html");

/// What in it gives way to the sealed bytes.
const PLACE: &str = "@@SEALED@@";

/// The line length of base64 in mail, so that every program can show the page's source.
const LINE: usize = 76;

/// Exactly what would go.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn preview_share(session: State<'_, Session>, plan: SharePlan) -> Answer<SharePreview> {
    session.with_open(move |journal| preview(&compose(journal, &plan)?)).await
}

/// Seals it to the partner, and writes it where the person says.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn make_share(
    app: AppHandle,
    session: State<'_, Session>,
    plan: SharePlan,
    digest: String,
) -> Answer<Option<SharedRow>> {
    let outgoing = session
        .with_open(move |journal| {
            let partner = item(plan.partner.as_deref().unwrap_or_default())?;
            journal.seal_share(&as_seen(journal, &plan, &digest)?, partner, now())
        })
        .await?;
    let (id, bytes) = (outgoing.id, outgoing.bytes.clone());
    let made = hand_over(app, &session, file_name("share", "mend"), bytes, outgoing).await?;
    row(&session, made.then_some(id)).await
}

/// Seals it with a passphrase into a page that a browser opens, and writes that where the person says.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn make_reader_page(
    app: AppHandle,
    session: State<'_, Session>,
    plan: SharePlan,
    digest: String,
    called: String,
    passphrase: Zeroizing<String>,
) -> Answer<Option<SharedRow>> {
    let outgoing = session
        .with_open(move |journal| {
            let passphrase = Passphrase::new(&passphrase)?;
            journal.seal_page(&as_seen(journal, &plan, &digest)?, &called, &passphrase, now())
        })
        .await?;
    let page = page(PAGE, &outgoing.bytes).ok_or(Error::Internal("the reader page has no place for it"))?;
    let id = outgoing.id;
    let made = hand_over(app, &session, file_name("page", "html"), page.into_bytes(), outgoing).await?;
    row(&session, made.then_some(id)).await
}

/// Seals an answer to what came, and writes it where the person says.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn send_reply(app: AppHandle, session: State<'_, Session>, received: String, reply: dto::Reply) -> Answer<bool> {
    let dto::Reply { heard, ask, thanks } = reply;
    let (received, reply) = (item(&received)?, Reply { heard, ask, thanks });
    let sent = reply.clone();
    let outgoing = session.with_open(move |journal| journal.seal_reply(received, &reply, now())).await?;
    let bytes = outgoing.bytes.clone();
    let made = hand_over(app, &session, file_name("reply", "mend"), bytes, outgoing).await?;
    if made {
        // Only now: until the file is at its place, the words are nowhere else.
        session.with_open(move |journal| journal.answer_went(received, &sent, now())).await?;
    }
    Ok(made)
}

/// The line of what went.
async fn row(session: &Session, made: Option<ItemId>) -> Answer<Option<SharedRow>> {
    let Some(id) = made else { return Ok(None) };
    session
        .with_open(move |journal| {
            let note = journal.shared_notes()?.into_iter().find(|note| note.id == id);
            note.map(|note| shared_row(journal, note)).transpose()
        })
        .await
}

/// The page with the sealed bytes in it.
fn page(template: &str, sealed: &[u8]) -> Option<String> {
    let (before, after) = template.split_once(PLACE)?;
    if after.contains(PLACE) {
        return None;
    }
    let encoded = STANDARD.encode(sealed);
    let mut page = String::with_capacity(template.len() + encoded.len() + encoded.len() / LINE);
    page.push_str(before);
    for line in encoded.as_bytes().chunks(LINE) {
        page.push('\n');
        page.push_str(std::str::from_utf8(line).ok()?);
    }
    page.push('\n');
    page.push_str(after);
    Some(page)
}

/// What would go, if it is what was seen.
fn as_seen(journal: &Journal, plan: &SharePlan, digest: &str) -> Result<Composed, Error> {
    let composed = compose(journal, plan)?;
    if composed.digest()? == digest { Ok(composed) } else { Err(Error::Share(ShareError::Stale)) }
}

fn compose(journal: &Journal, plan: &SharePlan) -> Result<Composed, Error> {
    if let Some(partner) = &plan.partner
        && journal.partner(item(partner)?)?.stopped.is_some()
    {
        return Err(Error::Share(ShareError::Stopped));
    }
    let chosen = plan.entries.iter().map(chosen).collect::<Result<Vec<_>, _>>()?;
    let measure = plan.measure.as_ref().map(|planned| measure(journal, planned)).transpose()?;
    journal.compose(&plan.note, &chosen, measure, today())
}

fn chosen(planned: &PlannedEntry) -> Result<Chosen, Error> {
    let PlannedEntry { id, passage, title, day, tags, feelings, pictures } = planned;
    let pictures: Result<Vec<PictureId>, _> = pictures.iter().map(|id| id.parse()).collect();
    Ok(Chosen {
        id: item(id)?,
        passage: passage.clone(),
        title: *title,
        day: *day,
        tags: *tags,
        feelings: *feelings,
        pictures: pictures.map_err(|_| Error::NoSuchPicture)?,
    })
}

fn measure(journal: &Journal, planned: &PlannedMeasure) -> Result<(String, SharedMeasure), Error> {
    let PlannedMeasure { measure, from, to } = planned;
    let (from, to) = feelings::days(from.clone(), to.clone())?;
    let series = journal.series(measure, feelings::per_day(journal, measure)?, from, to)?;
    // A tracker has its name in the journal's own choices, and its id is nobody's business.
    let (kind, name) = match feelings::tracker_name(journal, measure)? {
        Some(name) => ("own".to_owned(), name),
        None => (measure.clone(), String::new()),
    };
    let days = series.days.iter().map(|noted| journal::SharedDay { day: noted.day, value: noted.value }).collect();
    Ok((measure.clone(), SharedMeasure { measure: kind, name, from, to, days }))
}

fn preview(composed: &Composed) -> Result<SharePreview, Error> {
    let shared = composed.shared();
    let mut pictures = composed.pictures();
    let entries = shared.entries.iter().map(|text| SharedEntry {
        pictures: pictures.by_ref().take(text.pictures.len()).map(|picture| (*picture).into()).collect(),
        body: composed.body(text),
        ..entry(text)
    });
    Ok(SharePreview {
        note: shared.note.clone(),
        entries: entries.collect(),
        measures: shared.measures.iter().map(Into::into).collect(),
        bytes: u32::try_from(composed.bytes()).unwrap_or(u32::MAX),
        digest: composed.digest()?,
    })
}

/// A text without its pictures.
pub(super) fn entry(text: &journal::SharedText) -> SharedEntry {
    SharedEntry {
        title: text.title.clone(),
        day: text.day.map(|day| day.to_string()),
        tags: text.tags.clone(),
        feelings: text.feelings.clone(),
        body: text.body.clone(),
        pictures: Vec::new(),
    }
}

impl From<ShareError> for CommandError {
    fn from(error: ShareError) -> Self {
        Error::Share(error).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sealed_bytes_stand_in_the_page_in_lines() {
        let page = page("<script>@@SEALED@@</script>", &[0xff; 60]).unwrap();
        let lines: Vec<&str> = page.lines().collect();
        assert_eq!(lines[0], "<script>");
        assert_eq!((lines[1].len(), lines[2].len(), lines[3]), (76, 4, "</script>"));
        assert_eq!(super::page("no place", b"x"), None);
        assert_eq!(super::page("@@SEALED@@ @@SEALED@@", b"x"), None);
    }
}
