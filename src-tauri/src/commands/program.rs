//! The program itself: preferences, keys, locking, quitting, support.

use std::{fs, sync::atomic::Ordering};

use journal::{FORMAT, Passphrase};
use tauri::{AppHandle, Manager, State};
use zeroize::Zeroizing;

use crate::{
    autolock::Activity,
    dto,
    error::Answer,
    files,
    preferences::{Preferences, PreferencesFile},
    session::Session,
    windows::{self, JOURNAL},
};

/// What is set.
#[tauri::command(rename_all = "snake_case")]
pub(crate) fn preferences(file: State<'_, PreferencesFile>) -> Preferences {
    file.get()
}

/// Sets it.
#[tauri::command(rename_all = "snake_case")]
pub(crate) fn set_preferences(app: AppHandle, file: State<'_, PreferencesFile>, preferences: Preferences) -> Answer<()> {
    let (hide, check) = (preferences.hide_from_capture, preferences.spell_check);
    file.set(preferences)?;
    if let Some(window) = app.get_webview_window(JOURNAL) {
        window.set_content_protected(hide)?;
        windows::check_spelling(&window, check)?;
    }
    Ok(())
}

/// Support lines.
#[tauri::command(rename_all = "snake_case")]
pub(crate) fn support() -> dto::Support {
    guide::support::lines().into()
}

/// Versions and the file.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn about(app: AppHandle, session: State<'_, Session>) -> Answer<dto::About> {
    let version = app.package_info().version.to_string();
    let visit = session.visit()?;
    session
        .with_open(move |journal| {
            Ok(dto::About {
                version,
                format: FORMAT,
                sqlite: journal::sqlite_version().to_owned(),
                path: journal.path().to_string_lossy().into_owned(),
                bytes: fs::metadata(journal.path())?.len(),
                entries: journal.entry_count()?,
                has_recovery: journal.has_recovery_key()?,
                may_set_passphrase: visit.may_set_passphrase.load(Ordering::SeqCst),
            })
        })
        .await
}

/// Changes the passphrase. The old one is not asked of somebody who came in by the recovery sheet.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn change_passphrase(session: State<'_, Session>, old: Zeroizing<String>, new: Zeroizing<String>) -> Answer<()> {
    let visit = session.visit()?;
    session
        .with_open(move |journal| {
            let new = Passphrase::new(&new)?;
            if visit.may_set_passphrase.load(Ordering::SeqCst) {
                journal.set_passphrase(&new)?;
                visit.may_set_passphrase.store(false, Ordering::SeqCst);
                return Ok(());
            }
            journal.change_passphrase(&Passphrase::new(&old)?, &new)
        })
        .await
}

/// Makes a new recovery key and gives its line, once.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn make_recovery_sheet(session: State<'_, Session>, passphrase: Zeroizing<String>) -> Answer<Zeroizing<String>> {
    session
        .with_open(move |journal| {
            journal.check_passphrase(&Passphrase::new(&passphrase)?)?;
            Ok(journal.make_recovery_key()?.dangerously_show())
        })
        .await
}

/// Saves the sheet where the person says; false if they changed their mind.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn save_recovery_sheet(app: AppHandle, session: State<'_, Session>, sheet: Zeroizing<String>) -> Answer<bool> {
    session
        .off_main(move |session| files::save_where_said(&app, "recovery-sheet.txt", sheet.as_bytes(), &session.journal_file().0))
        .await
}

/// Writes a table where the person says; false if they changed their mind.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn save_table(
    app: AppHandle,
    session: State<'_, Session>,
    name: String,
    csv: Zeroizing<String>,
) -> Answer<bool> {
    session
        .off_main(move |session| files::save_where_said(&app, &file_name(&name), csv.as_bytes(), &session.journal_file().0))
        .await
}

/// A name for a file from the name of a table: no folder, nothing a file system trips over.
fn file_name(name: &str) -> String {
    let kept: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).take(60).collect();
    format!("{}.csv", kept.trim_matches('-').to_lowercase())
}

/// A key or the pointer was used.
#[tauri::command(rename_all = "snake_case")]
pub(crate) fn activity(activity: State<'_, Activity>) {
    activity.note();
}

/// Takes everything off the screen this instant.
#[tauri::command(rename_all = "snake_case")]
pub(crate) fn hide_now(app: AppHandle) -> Answer<()> {
    Ok(windows::hide(&app)?)
}

/// Locks.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn lock(app: AppHandle, session: State<'_, Session>) -> Answer<()> {
    session.off_main(move |_| Ok(windows::lock(&app)?)).await
}

/// Ends the program.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn quit(app: AppHandle, session: State<'_, Session>) -> Answer<()> {
    session
        .off_main(move |_| {
            windows::quit(&app);
            Ok(())
        })
        .await
}
