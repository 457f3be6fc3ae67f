//! What comes: opened, kept or declined, read.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use journal::{Arrived, Came, Error, Journal, KeptIn, MAX_SHARE, NewPicture, Picture, ShareError};
use pictures::Prepared;
use tauri::{
    AppHandle, Emitter, Manager, State,
    ipc::{InvokeBody, Request, Response},
};

use super::{here, received_row, sharing};
use crate::{
    arguments::Arguments,
    commands::item,
    dto::{self, KeptPlace, Received, ReceivedRow, Sender, SharedEntry, moment},
    error::{Answer, CommandError},
    files,
    session::{Session, Waiting, now},
    windows::JOURNAL,
};

/// Counts openings, so that what is decided is about the file that was looked at.
static OPENINGS: AtomicU32 = AtomicU32::new(1);

/// Asks for a file that somebody shared, and opens it. False if they changed their mind.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn choose_share(app: AppHandle, session: State<'_, Session>) -> Answer<bool> {
    let chosen = session.off_main(move |_| Ok(files::ask_which(&app, "Mend", &["mend"]))).await?;
    let Some(path) = chosen else { return Ok(false) };
    open_file(&session, &path).await?;
    Ok(true)
}

/// Opens a file that was dropped here.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn open_share(session: State<'_, Session>, request: Request<'_>) -> Answer<()> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(ShareError::NotAShare.into());
    };
    open(&session, bytes.clone()).await
}

/// Takes what the desktop handed over to a second start of the program: opens it and tells the page, or lets it wait for the unlocking.
pub(crate) fn handed_over(app: &AppHandle, words: Vec<String>, folder: &Path) {
    let session = app.state::<Session>();
    let (journal, _) = session.journal_file();
    let words = words.into_iter().skip(1).map(Into::into);
    let Some(path) = Arguments::parse(words, folder, |path| files::is_shared(path, &journal)).shared else { return };
    open_when_unlocked(app, path);
}

/// Opens a file and tells the page, or lets it wait for the unlocking.
pub(crate) fn open_when_unlocked(app: &AppHandle, path: PathBuf) {
    let session = app.state::<Session>();
    if !session.is_open() {
        *session.handed_over() = Some(path);
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let opened = open_file(&app.state::<Session>(), &path).await;
        let _ = app.emit_to(JOURNAL, "arrived", opened.err());
    });
}

/// Opens a file; it waits in the session.
pub(crate) async fn open_file(session: &Session, path: &Path) -> Answer<()> {
    let path = path.to_owned();
    let bytes = session
        .off_main(move |session| files::read_at_most(&path, MAX_SHARE, "share_too_large", &session.journal_file().0))
        .await?;
    open(session, bytes).await
}

async fn open(session: &Session, bytes: Vec<u8>) -> Answer<()> {
    let held = session.clone();
    session
        .with_open(move |journal| {
            let opened = match journal.open_share(&bytes) {
                Err(Error::Share(ShareError::Own)) => Waiting::Own(journal.open_own(&bytes)?),
                opened => Waiting::Came(OPENINGS.fetch_add(1, Ordering::Relaxed), opened?),
            };
            *held.waiting() = Some(opened);
            Ok(())
        })
        .await
}

/// Keeps what arrived. Its pictures are made anew first: nobody's bytes are believed. If it cannot be kept now, it goes on waiting.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn keep_arrived(session: State<'_, Session>, number: u32) -> Answer<KeptPlace> {
    let arrived = landed(&session, number)?;
    let (arrived, prepared) = session
        .off_main(move |_| {
            let prepare = |(about, bytes): &(&journal::SharedPicture, &[u8])| {
                pictures::prepare_shared(bytes, about.width, about.height)
                    .map_err(|_| CommandError::new("share_picture", "A picture in it is none of ours."))
            };
            let prepared = arrived.pictures().iter().map(prepare).collect::<Answer<Vec<Prepared>>>()?;
            Ok((arrived, prepared))
        })
        .await?;
    let keep = move |journal: &mut Journal, arrived: &Arrived| {
        let add = |Prepared { full, small, width, height }: &Prepared| {
            journal.add_picture(NewPicture { full, small, width: *width, height: *height })
        };
        let pictures = prepared.iter().map(add).collect::<Result<Vec<Picture>, Error>>()?;
        journal.keep_arrived(arrived, pictures, now())
    };
    Ok(match settle(&session, number, arrived, keep).await? {
        KeptIn::Received(id) => KeptPlace { page: "received".into(), id: id.to_string() },
        KeptIn::Question(id) => KeptPlace { page: "question".into(), id: id.to_string() },
    })
}

/// Declines what arrived unread.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn decline_arrived(session: State<'_, Session>, number: u32) -> Answer<()> {
    let arrived = landed(&session, number)?;
    settle(&session, number, arrived, |journal, arrived| journal.decline_arrived(arrived, now())).await
}

/// Does what was decided about what arrived; if that fails, it waits again.
async fn settle<T: Send + 'static>(
    session: &Session,
    number: u32,
    arrived: Arrived,
    act: impl FnOnce(&mut Journal, &Arrived) -> Result<T, Error> + Send + 'static,
) -> Answer<T> {
    let held = session.clone();
    session
        .with_open(move |journal| {
            let done = act(journal, &arrived);
            if done.is_err() {
                // Unless another was opened meanwhile.
                held.waiting().get_or_insert(Waiting::Came(number, arrived));
            }
            done
        })
        .await
}

/// Lets go of what arrived.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn leave_arrived(session: State<'_, Session>, number: u32) -> Answer<()> {
    session.waiting().take_if(|waiting| matches!(waiting, Waiting::Came(other, _) if *other == number));
    Ok(())
}

/// Lets go of a file that was made here. One that arrived meanwhile stays.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn leave_own_file(session: State<'_, Session>) -> Answer<()> {
    session.waiting().take_if(|waiting| matches!(waiting, Waiting::Own(_)));
    Ok(())
}

fn landed(session: &Session, number: u32) -> Answer<Arrived> {
    match session.waiting().take_if(|waiting| matches!(waiting, Waiting::Came(other, _) if *other == number)) {
        Some(Waiting::Came(_, arrived)) => Ok(arrived),
        _ => Err(nothing_arrived()),
    }
}

fn nothing_arrived() -> CommandError {
    CommandError::new("nothing_arrived", "No file is open.")
}

/// What went in the file that is open, if it was made here.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn own_file(session: State<'_, Session>) -> Answer<dto::OwnFile> {
    let waiting = session.waiting();
    let Some(Waiting::Own(own)) = waiting.as_ref() else { return Err(nothing_arrived()) };
    let mut numbers = 0..;
    let text = |text: &journal::SharedText| {
        let size = |(picture, number): (&journal::SharedPicture, usize)| dto::Picture {
            id: number.to_string(),
            width: picture.width,
            height: picture.height,
        };
        SharedEntry { pictures: text.pictures.iter().zip(numbers.by_ref()).map(size).collect(), ..sharing::entry(text) }
    };
    let share = own.share();
    Ok(dto::OwnFile {
        partner: own.partner.map(|id| id.to_string()),
        called: own.called.clone(),
        compared: own.compared.as_ref().map(moment),
        old_card: own.old_card,
        at: here(&own.at()),
        kind: kind(own.kind()).into(),
        note: share.map_or_else(String::new, |share| share.note.clone()),
        entries: share.map_or_else(Vec::new, |share| share.entries.iter().map(text).collect()),
        measures: share.map_or_else(Vec::new, |share| share.measures.iter().map(Into::into).collect()),
        reply: own.reply().map(|journal::Reply { heard, ask, thanks }| dto::Reply { heard, ask, thanks }),
        question: own.question.map(|id| id.to_string()),
    })
}

/// A picture that went in the file that is open.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn own_picture(session: State<'_, Session>, number: usize) -> Answer<Response> {
    match session.waiting().as_ref() {
        Some(Waiting::Own(own)) => {
            let bytes = own.picture(number).ok_or(CommandError::new("no_such_picture", "There is no such picture."))?;
            Ok(Response::new(bytes.to_vec()))
        }
        _ => Err(nothing_arrived()),
    }
}

/// What came, whole; it counts as read from then on.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn received(session: State<'_, Session>, id: String) -> Answer<Received> {
    session
        .with_open(move |journal| {
            let id = item(&id)?;
            let received = journal.note_read(id, now())?;
            let mut pictures = received.pictures.iter();
            let entries = received.entries.iter().map(|text| SharedEntry {
                pictures: pictures.by_ref().take(text.pictures.len()).map(|picture| (*picture).into()).collect(),
                ..sharing::entry(text)
            });
            let entries = entries.collect();
            let measures = received.measures.iter().map(Into::into).collect();
            let reply = received.reply.clone().map(|journal::Reply { heard, ask, thanks }| dto::Reply { heard, ask, thanks });
            let note = received.note.clone();
            let draft = journal.reply_draft(id)?.map(|journal::Reply { heard, ask, thanks }| dto::Reply { heard, ask, thanks });
            let row = received_row(journal, journal::Listed { id, trashed: None, item: received })?;
            Ok(Received { row, note, entries, measures, reply, draft })
        })
        .await
}

/// Keeps an answer while it is being written.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn save_reply(session: State<'_, Session>, received: String, reply: dto::Reply) -> Answer<()> {
    session
        .with_open(move |journal| {
            let dto::Reply { heard, ask, thanks } = reply;
            journal.save_reply_draft(item(&received)?, &journal::Reply { heard, ask, thanks }, now())
        })
        .await
}

/// Those of what came that have these words.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn find_received(session: State<'_, Session>, words: String) -> Answer<Vec<ReceivedRow>> {
    session
        .with_open(move |journal| {
            journal.find_received(&words)?.into_iter().rev().map(|one| received_row(journal, one)).collect()
        })
        .await
}

fn kind(kind: Came) -> &'static str {
    match kind {
        Came::Share => "share",
        Came::Reply => "reply",
        Came::Ask => "ask",
        Came::Answer => "answer",
        Came::Reveal => "reveal",
    }
}

/// What arrived, as it may be shown before it is kept.
pub(super) fn arrived(journal: &Journal, number: u32, arrived: &Arrived) -> Result<dto::Arrived, Error> {
    let (partner, called, compared) = journal.arrived_from(arrived)?;
    let (entries, pictures, measures) = arrived.counts();
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    Ok(dto::Arrived {
        number,
        from: Sender { partner: partner.map(|id| id.to_string()), called, compared: compared.as_ref().map(moment) },
        at: here(&arrived.at()),
        kind: kind(arrived.kind()).into(),
        entries: count(entries),
        pictures: count(pictures),
        measures: count(measures),
    })
}
