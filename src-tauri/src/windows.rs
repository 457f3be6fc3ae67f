//! The two windows. `lock` sees no text; `journal` exists only while a journal is open, and its web process ends with it.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use tauri::{
    AppHandle, Emitter, Manager, Runtime, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
    webview::NewWindowResponse,
};

use crate::{preferences::PreferencesFile, renewal, session::Session};

/// The label of the lock window.
pub(crate) const LOCK: &str = "lock";
/// The label of the journal window.
pub(crate) const JOURNAL: &str = "journal";

/// How long a journal window may take to hand over its last words before it is closed without them.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// Whether everything was hidden by the panic key: the lock window then stays out of sight too.
#[derive(Debug)]
pub(crate) struct Hidden(AtomicBool);

impl Hidden {
    pub(crate) fn new(hidden: bool) -> Self {
        Self(AtomicBool::new(hidden))
    }

    /// Whether it is so now.
    #[cfg_attr(any(not(target_os = "linux"), feature = "e2e"), allow(dead_code))]
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// Where web data would go. Only a build for WebDriver writes any: it cannot be incognito.
#[derive(Debug)]
pub(crate) struct WebData(pub(crate) std::path::PathBuf);

/// Opens the lock window, in front.
pub(crate) fn open_lock<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let hidden = app.state::<Hidden>().0.swap(false, Ordering::SeqCst);
    let window = match app.get_webview_window(LOCK) {
        Some(window) => window,
        None => build(app, LOCK, "lock.html")?,
    };
    if hidden {
        window.minimize()?;
        return Ok(());
    }
    window.show()?;
    window.set_focus()
}

/// Loads the journal window out of sight, while the key is being derived.
pub(crate) fn prepare_journal<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    if app.get_webview_window(JOURNAL).is_some() {
        return Ok(());
    }
    let window = build(app, JOURNAL, "journal.html")?;
    let app = app.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
            close_soon(&app);
        }
    });
    Ok(())
}

/// Shows the journal window in place of the lock window.
pub(crate) fn show_journal<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    prepare_journal(app)?;
    if let Some(window) = app.get_webview_window(JOURNAL) {
        window.show()?;
        window.set_focus()?;
    }
    match app.get_webview_window(LOCK) {
        Some(window) => window.destroy(),
        None => Ok(()),
    }
}

/// Takes a journal window away whose journal did not open.
pub(crate) fn drop_journal<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(JOURNAL) {
        let _ = window.destroy();
    }
}

/// Locks: the text goes off the screen, the file is made whole, and no process that held the text is left.
pub(crate) fn lock<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(JOURNAL) {
        let _ = window.hide();
    }
    if app.state::<Session>().lock() {
        renewal::begin_anew(app);
    }
    // Where a program cannot take its own place, windows do: the first opens before the last goes, or the program would end.
    let opened = open_lock(app);
    drop_journal(app);
    opened
}

/// Hides the journal window this instant.
pub(crate) fn hide<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    app.state::<Hidden>().0.store(true, Ordering::SeqCst);
    match app.get_webview_window(JOURNAL) {
        Some(window) => window.hide(),
        None => Ok(()),
    }
}

/// Brings whichever window there is to the front: a second start of the program asks for it.
pub(crate) fn focus<R: Runtime>(app: &AppHandle<R>) {
    let window = app.get_webview_window(LOCK).or_else(|| app.get_webview_window(JOURNAL));
    if let Some(window) = window {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Asks the page for its last words and waits for it to quit; quits without it if it does not answer.
fn close_soon<R: Runtime>(app: &AppHandle<R>) {
    let _ = app.emit_to(JOURNAL, "closing", ());
    let app = app.clone();
    thread::spawn(move || {
        thread::sleep(LAST_WORDS);
        quit(&app);
    });
}

/// Ends the program with the journal whole.
pub(crate) fn quit<R: Runtime>(app: &AppHandle<R>) {
    drop_journal(app);
    app.state::<Session>().lock();
    app.exit(0);
}

fn build<R: Runtime>(app: &AppHandle<R>, label: &str, page: &str) -> tauri::Result<WebviewWindow<R>> {
    let (width, height) = if label == LOCK { (960.0, 720.0) } else { (1280.0, 800.0) };
    let hide_from_capture = app.state::<PreferencesFile>().get().hide_from_capture;
    let builder = WebviewWindowBuilder::new(app, label, WebviewUrl::App(page.into()))
        .title("Mend")
        .inner_size(width, height)
        .min_inner_size(640.0, 480.0)
        .visible(false)
        .content_protected(hide_from_capture)
        .devtools(cfg!(debug_assertions))
        .general_autofill_enabled(false)
        // Dropped pictures are for the page.
        .disable_drag_drop_handler()
        // Only the program's own pages; no second page, nothing downloaded.
        .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false);
    let web_data = &app.state::<WebData>().0;
    #[cfg(not(feature = "e2e"))]
    let builder = platform::forgetful(builder, web_data);
    #[cfg(feature = "e2e")]
    let builder = builder.data_directory(web_data.clone());
    let window = builder.build()?;
    platform::configure(&window)?;
    check_spelling(&window, label == JOURNAL && app.state::<PreferencesFile>().get().spell_check)?;
    Ok(window)
}

/// Lets the web view mark misspelt words, or not. Which fields it looks at is for the page to say.
pub(crate) fn check_spelling<R: Runtime>(window: &WebviewWindow<R>, wanted: bool) -> tauri::Result<()> {
    platform::check_spelling(window, wanted)
}

#[cfg(target_os = "linux")]
mod platform {
    #[cfg(not(feature = "e2e"))]
    use std::{
        path::Path,
        sync::atomic::{AtomicUsize, Ordering},
    };

    #[cfg(not(feature = "e2e"))]
    use tauri::{Manager, WebviewWindowBuilder};
    use tauri::{Runtime, WebviewWindow};
    use webkit2gtk::{SettingsExt, WebContextExt, WebViewExt};

    /// Nothing of a page is ever stored. Each incognito window has a web context of its own, but Tauri takes windows that name the
    /// same data folder for sharing one, and would give the program's pages only to the first, for as long as the program runs. So
    /// each names another; WebKit makes empty stores there, which the next start takes away.
    #[cfg(not(feature = "e2e"))]
    pub(super) fn forgetful<'a, R: Runtime, M: Manager<R>>(
        builder: WebviewWindowBuilder<'a, R, M>,
        folder: &Path,
    ) -> WebviewWindowBuilder<'a, R, M> {
        static WINDOWS: AtomicUsize = AtomicUsize::new(0);
        let number = WINDOWS.fetch_add(1, Ordering::Relaxed);
        if number == 0 {
            let _ = std::fs::remove_dir_all(folder);
        }
        builder.incognito(true).data_directory(folder.join(number.to_string()))
    }

    /// No copies of pages kept for going back.
    pub(super) fn configure<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
        window.with_webview(|webview| {
            if let Some(settings) = webview.inner().settings() {
                settings.set_enable_page_cache(false);
            }
        })
    }

    /// WebKitGTK looks at nothing before it was told in which languages: those of the desktop, as far as there are dictionaries.
    pub(super) fn check_spelling<R: Runtime>(window: &WebviewWindow<R>, wanted: bool) -> tauri::Result<()> {
        window.with_webview(move |webview| {
            if let Some(context) = webview.inner().context() {
                let languages = languages(|name| std::env::var(name).ok());
                context.set_spell_checking_languages(&languages.iter().map(String::as_str).collect::<Vec<_>>());
                context.set_spell_checking_enabled(wanted);
            }
        })
    }

    /// The desktop's languages, first things first: `de_AT:en` and `en_GB.UTF-8` become `de_AT`, `en`, `en_GB`.
    fn languages(variable: impl Fn(&str) -> Option<String>) -> Vec<String> {
        let mut languages: Vec<String> = Vec::new();
        for name in ["LANGUAGE", "LC_ALL", "LC_CTYPE", "LANG"] {
            for one in variable(name).unwrap_or_default().split(':') {
                let code = one.split(['.', '@']).next().unwrap_or_default();
                if !matches!(code, "" | "C" | "POSIX") && !languages.iter().any(|known| known == code) {
                    languages.push(code.to_owned());
                }
            }
        }
        if languages.is_empty() {
            languages.push("en_US".to_owned());
        }
        languages
    }

    #[cfg(test)]
    mod tests {
        use super::languages;

        #[test]
        fn languages_are_those_of_the_desktop() {
            let desktop = |set: &'static [(&str, &str)]| {
                languages(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
            };
            assert_eq!(desktop(&[("LANGUAGE", "de_AT:en"), ("LANG", "en_GB.UTF-8")]), ["de_AT", "en", "en_GB"]);
            assert_eq!(desktop(&[("LC_ALL", "sr_RS@latin"), ("LANG", "sr_RS.UTF-8")]), ["sr_RS"]);
            assert_eq!(desktop(&[("LANG", "C.UTF-8")]), ["en_US"]);
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod platform {
    #[cfg(not(feature = "e2e"))]
    use std::path::Path;

    #[cfg(not(feature = "e2e"))]
    use tauri::{Manager, WebviewWindowBuilder};
    use tauri::{Runtime, WebviewWindow};

    /// Nothing of a page is ever stored.
    #[cfg(not(feature = "e2e"))]
    pub(super) fn forgetful<'a, R: Runtime, M: Manager<R>>(
        builder: WebviewWindowBuilder<'a, R, M>,
        _: &Path,
    ) -> WebviewWindowBuilder<'a, R, M> {
        builder.incognito(true)
    }

    pub(super) fn configure<R: Runtime>(_: &WebviewWindow<R>) -> tauri::Result<()> {
        Ok(())
    }

    /// Elsewhere the web view asks the system, and the page alone decides.
    pub(super) fn check_spelling<R: Runtime>(_: &WebviewWindow<R>, _: bool) -> tauri::Result<()> {
        Ok(())
    }
}
