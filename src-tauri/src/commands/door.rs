//! Before a journal is open: which one, its passphrase, making it, opening it.

use std::path::Path;

use journal::passphrase;
use tauri::{AppHandle, Emitter, State};
use tauri_plugin_dialog::DialogExt;
use zeroize::Zeroizing;

use crate::{
    autolock::Activity,
    dto::{JournalFile, LockStatus, Strength},
    error::Answer,
    session::Session,
    windows::{self, LOCK},
};

/// Progress is told at most this often.
const EVERY: u64 = 256;

/// What the lock window shows.
#[tauri::command(rename_all = "snake_case")]
pub(crate) fn lock_status(app: AppHandle, session: State<'_, Session>) -> LockStatus {
    let (path, is_default) = session.journal_file();
    LockStatus {
        journal: JournalFile {
            exists: path.symlink_metadata().is_ok(),
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            path: path.to_string_lossy().into_owned(),
            is_default,
        },
        pause_seconds: session.pause_seconds(),
        version: app.package_info().version.to_string(),
    }
}

/// Asks for another journal with the desktop's own dialog.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn choose_journal(app: AppHandle, session: State<'_, Session>, create: bool) -> Answer<LockStatus> {
    let asking = app.clone();
    let chosen = session
        .off_main(move |_| {
            let dialog = asking.dialog().file();
            Ok(if create {
                dialog.set_file_name("journal.mend").blocking_save_file()
            } else {
                dialog.add_filter("Mend", &["mend"]).add_filter("*", &["*"]).blocking_pick_file()
            })
        })
        .await?;
    if let Some(path) = chosen.and_then(|chosen| chosen.into_path().ok()) {
        session.choose(Some(path));
    }
    Ok(lock_status(app, session))
}

/// Goes back to the usual journal.
#[tauri::command(rename_all = "snake_case")]
pub(crate) fn use_default_journal(app: AppHandle, session: State<'_, Session>) -> LockStatus {
    session.choose(None);
    lock_status(app, session)
}

/// How well a passphrase resists guessing.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn passphrase_strength(passphrase: Zeroizing<String>) -> Strength {
    let passphrase::Strength { level, bits } = passphrase::Strength::of(&passphrase);
    Strength { level, bits }
}

/// Five words.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn offer_passphrase() -> Answer<Zeroizing<String>> {
    Ok(passphrase::offer()?)
}

/// Makes a journal and shows it.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn create_journal(
    app: AppHandle,
    session: State<'_, Session>,
    activity: State<'_, Activity>,
    passphrase: Zeroizing<String>,
) -> Answer<()> {
    activity.begin();
    let created = session
        .off_main(move |session| {
            private_folder(session.journal_file().0.parent())?;
            session.create(&passphrase)
        })
        .await;
    created?;
    Ok(windows::show_journal(&app)?)
}

/// Opens the journal and shows it; its window loads while the key is derived.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn unlock_journal(
    app: AppHandle,
    session: State<'_, Session>,
    activity: State<'_, Activity>,
    passphrase: Zeroizing<String>,
) -> Answer<()> {
    activity.begin();
    if session.pause_seconds() == 0 {
        windows::prepare_journal(&app)?;
    }
    let telling = app.clone();
    let opened = session
        .off_main(move |session| {
            session.unlock(&passphrase, &mut |progress| {
                if progress.done.is_multiple_of(EVERY) {
                    let _ = telling.emit_to(LOCK, "progress", progress);
                }
            })
        })
        .await;
    if let Err(error) = opened {
        windows::drop_journal(&app);
        return Err(error);
    }
    Ok(windows::show_journal(&app)?)
}

/// The folder of a new journal is for its owner only.
fn private_folder(folder: Option<&Path>) -> Answer<()> {
    let Some(folder) = folder.filter(|folder| !folder.exists()) else { return Ok(()) };
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}
