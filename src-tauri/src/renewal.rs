//! On Linux, locking begins the program anew in its place.
//!
//! Destroying the journal window ends the web process that had the text, but the toolkit in this process keeps parts of what was
//! typed: the input method and WebKit's own strings pass through memory that nobody wipes. A process that is replaced has no
//! memory of the old one. Builds for WebDriver stay as they are: the driver holds on to the windows.

use tauri::{AppHandle, Runtime};

/// Replaces this process with a fresh start of the program that shows the same lock window. Returns only if that cannot be done.
#[cfg(all(target_os = "linux", not(feature = "e2e")))]
pub(crate) fn begin_anew<R: Runtime>(app: &AppHandle<R>) {
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    use tauri::Manager;

    use crate::{arguments::Arguments, session::Session, windows::Hidden};

    let Ok(program) = tauri::process::current_binary(&app.env()) else { return };
    let (journal, is_default) = app.state::<Session>().journal_file();
    let arguments = Arguments {
        journal: (!is_default).then_some(journal),
        minimised: app.state::<Hidden>().is_set(),
        after_lock: true,
        ..app.state::<Arguments>().inner().clone()
    };
    // Every file and socket of this process is closed with it. It only comes back from here if the program is not there any more.
    let _ = Command::new(program).args(arguments.words()).exec();
}

/// See above.
#[cfg(not(all(target_os = "linux", not(feature = "e2e"))))]
pub(crate) fn begin_anew<R: Runtime>(_: &AppHandle<R>) {}

/// Ends the web processes of the program this one took the place of: they are its children now, and nobody else would notice
/// that they have ended.
#[cfg(target_os = "linux")]
pub(crate) fn bury_the_old() {
    use std::{fs, thread, time::Duration};

    use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

    let children = fs::read_to_string("/proc/thread-self/children").unwrap_or_default();
    for child in children.split_whitespace().filter_map(|child| child.parse().ok().and_then(Pid::from_raw)) {
        let name = fs::read_to_string(format!("/proc/{child}/comm")).unwrap_or_default();
        if !name.starts_with("WebKit") {
            continue;
        }
        let _ = kill_process(child, Signal::KILL);
        // It is dead within a moment; a start must not hang on it.
        for _ in 0..100 {
            if !matches!(waitpid(Some(child), WaitOptions::NOHANG), Ok(None)) {
                break;
            }
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// See above.
#[cfg(not(target_os = "linux"))]
pub(crate) fn bury_the_old() {}
