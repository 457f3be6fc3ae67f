//! Pictures: taken in, and shown.

use std::{
    fs,
    path::Path,
    sync::{Mutex, PoisonError},
};

use journal::{Error, NewPicture, PictureId};
use pictures::Prepared;
use tauri::{
    AppHandle, State,
    ipc::{InvokeBody, Request, Response},
};
use tauri_plugin_dialog::DialogExt;

use crate::{
    dto,
    error::{Answer, CommandError},
    session::Session,
};

/// Takes in the bytes of a picture that was pasted or dropped. The entry it is for need not be stored yet.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn add_picture(session: State<'_, Session>, request: Request<'_>) -> Answer<dto::Picture> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(pictures::Error::NotAPicture.into());
    };
    let bytes = bytes.clone();
    let prepared = session.off_main(move |_| prepare(&bytes)).await?;
    keep(&session, prepared).await
}

/// Asks for picture files with the desktop's own dialog.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn choose_pictures(app: AppHandle, session: State<'_, Session>) -> Answer<dto::ChosenPictures> {
    let chosen = session
        .off_main(move |_| {
            let formats = ["jpg", "jpeg", "png", "webp", "gif", "bmp"];
            let dialog = app.dialog().file().add_filter("JPEG, PNG, WebP, GIF", &formats);
            Ok(dialog.blocking_pick_files().unwrap_or_default())
        })
        .await?;
    let mut pictures = dto::ChosenPictures { added: Vec::new(), refused: Vec::new() };
    for path in chosen.into_iter().filter_map(|chosen| chosen.into_path().ok()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let taken = match session.off_main(move |_| read(&path)).await {
            Ok(prepared) => keep(&session, prepared).await,
            Err(error) => Err(error),
        };
        match taken {
            Ok(picture) => pictures.added.push(picture),
            Err(error) => pictures.refused.push(dto::RefusedPicture { name, code: error.code.into() }),
        }
    }
    Ok(pictures)
}

/// A picture's bytes.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn picture(session: State<'_, Session>, id: String, small: bool) -> Answer<Response> {
    session
        .with_open(move |journal| {
            let id: PictureId = id.parse().map_err(|_| Error::NoSuchPicture)?;
            Ok(Response::new(journal.picture(id, small)?.to_vec()))
        })
        .await
}

/// A file's picture. Its size is looked at before its bytes are.
fn read(path: &Path) -> Answer<Prepared> {
    if fs::metadata(path)?.len() > pictures::MAX_BYTES as u64 {
        return Err(pictures::Error::TooLarge.into());
    }
    prepare(&fs::read(path)?)
}

/// One at a time: the largest that is taken needs a gigabyte for a moment.
fn prepare(bytes: &[u8]) -> Answer<Prepared> {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(pictures::prepare(bytes)?)
}

async fn keep(session: &Session, prepared: Prepared) -> Answer<dto::Picture> {
    session
        .with_open(move |journal| {
            let Prepared { full, small, width, height } = &prepared;
            Ok(journal.add_picture(NewPicture { full, small, width: *width, height: *height })?.into())
        })
        .await
        .map_err(|error| match error.code {
            // A picture that is kept as PNG can be larger than the file it came from.
            "bad_input" => CommandError::new("picture_too_large", error.message),
            _ => error,
        })
}
