//! The shell: the only crate that knows windows. It passes what the pages ask for to the journal, and holds the one lock.

mod arguments;
mod autolock;
mod commands;
mod desktop;
mod dto;
mod error;
mod files;
mod preferences;
mod renewal;
mod session;
mod windows;

use std::{
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use commands::{
    choices, door, entries, feelings, path, pictures, program, reflect,
    together::{self, cards, questions, receiving, sharing},
    writing,
};
use tauri::Manager;

use crate::{arguments::Arguments, autolock::Activity, preferences::PreferencesFile, session::Session, windows::Hidden};

/// Runs the program until its last window is closed.
///
/// # Errors
/// When the desktop gives no window, or the data folder cannot be made.
pub fn run() -> tauri::Result<()> {
    journal::memory::harden();
    quiet_panics();
    // Nothing is open yet: a file can be looked at without harm.
    let arguments = Arguments::parse(env::args_os().skip(1), &env::current_dir().unwrap_or_default(), |path| {
        files::is_shared(path, Path::new(""))
    });
    if arguments.after_lock {
        renewal::bury_the_old();
    }
    tauri::Builder::default()
        .plugin(single_instance(arguments.data_dir.as_deref()))
        .plugin(tauri_plugin_dialog::init())
        .setup(move |app| {
            let folder = match &arguments.data_dir {
                Some(folder) => folder.clone(),
                None => app.path().app_data_dir()?,
            };
            private_folder(&folder)?;
            let usual = folder.join("journal.mend");
            app.manage(PreferencesFile::read(&folder));
            let session = Session::new(arguments.journal.clone().unwrap_or_else(|| usual.clone()), usual);
            *session.handed_over() = arguments.shared.clone();
            app.manage(session);
            app.manage(Activity::default());
            app.manage(Hidden::new(arguments.minimised));
            app.manage(windows::WebData(folder.join("web")));
            no_recent_files();
            app.manage(arguments);
            autolock::watch(app.handle().clone());
            desktop::listen(app.handle());
            windows::open_lock(app.handle())?;
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            program::preferences,
            program::support,
            program::quit,
            door::lock_status,
            door::choose_journal,
            door::use_default_journal,
            door::passphrase_strength,
            door::offer_passphrase,
            door::create_journal,
            door::unlock_journal,
            entries::opened,
            program::set_preferences,
            writing::new_entry,
            entries::today,
            entries::entry,
            writing::write_draft,
            writing::keep_draft,
            entries::months,
            entries::month_entries,
            entries::search,
            entries::days,
            entries::day_entries,
            entries::neighbours,
            pictures::add_picture,
            pictures::choose_pictures,
            pictures::picture,
            writing::tags,
            writing::change_tag,
            writing::tag_entries,
            writing::trash_entries,
            writing::restore_entries,
            entries::trash,
            writing::purge_entries,
            entries::revisions,
            entries::revision,
            writing::restore_revision,
            writing::unseal,
            choices::on_this_day,
            choices::resurfacing,
            choices::set_resurfacing,
            feelings::new_check_in,
            feelings::save_check_in,
            feelings::check_in,
            feelings::check_ins,
            feelings::entry_check_ins,
            feelings::check_in_choices,
            feelings::save_feeling,
            feelings::delete_feeling,
            feelings::set_trackers,
            feelings::feelings_span,
            feelings::series,
            feelings::felt_points,
            feelings::words_felt,
            feelings::goes_with,
            feelings::marks,
            feelings::save_mark,
            feelings::entry_feelings,
            feelings::reviews,
            program::save_table,
            reflect::library,
            reflect::reflect,
            reflect::set_person,
            reflect::todays_prompt,
            reflect::another_prompt,
            reflect::set_prompt_hidden,
            reflect::set_favourite,
            reflect::save_prompt,
            reflect::delete_prompt,
            reflect::new_sheet,
            reflect::sheet_draft,
            reflect::write_sheet,
            reflect::calm,
            path::paths,
            path::walk,
            path::answer_primer,
            path::save_place,
            path::set_step,
            path::step_entries,
            path::answers_to,
            path::burn_letter,
            together::together,
            cards::make_card,
            cards::save_card,
            cards::read_card,
            cards::read_card_picture,
            cards::choose_card,
            cards::add_partner,
            cards::replace_card,
            cards::safety_words,
            cards::set_compared,
            cards::rename_partner,
            cards::set_stopped,
            sharing::preview_share,
            sharing::make_share,
            sharing::make_reader_page,
            receiving::choose_share,
            receiving::open_share,
            receiving::keep_arrived,
            receiving::decline_arrived,
            receiving::leave_arrived,
            receiving::own_file,
            receiving::own_picture,
            receiving::leave_own_file,
            receiving::received,
            receiving::save_reply,
            receiving::find_received,
            sharing::send_reply,
            questions::question,
            questions::save_question,
            questions::send_question,
            choices::templates,
            choices::save_template,
            choices::delete_template,
            program::change_passphrase,
            program::make_recovery_sheet,
            program::save_recovery_sheet,
            program::about,
            program::activity,
            program::hide_now,
            program::lock,
        ])
        .build(tauri::generate_context!())?
        .run(opened_by_the_desktop);
    Ok(())
}

/// macOS hands over a double-clicked file as an event.
#[cfg_attr(not(target_os = "macos"), allow(clippy::needless_pass_by_value))]
fn opened_by_the_desktop(app: &tauri::AppHandle, event: tauri::RunEvent) {
    #[cfg(target_os = "macos")]
    if let tauri::RunEvent::Opened { urls } = &event {
        let (journal, _) = app.state::<Session>().journal_file();
        let shared = urls.iter().filter_map(|url| url.to_file_path().ok()).find(|path| files::is_shared(path, &journal));
        if let Some(path) = shared {
            receiving::open_when_unlocked(app, path);
        }
    }
    #[cfg(not(target_os = "macos"))]
    let _ = (app, event);
}

/// A second start brings the first to the front. Programs with data folders of their own do not know of each other.
fn single_instance(data_dir: Option<&Path>) -> tauri::plugin::TauriPlugin<tauri::Wry> {
    let builder = tauri_plugin_single_instance::Builder::new().callback(|app, words, folder| {
        windows::focus(app);
        receiving::handed_over(app, words, Path::new(&folder));
    });
    match data_dir {
        Some(folder) => {
            let mut hasher = DefaultHasher::new();
            folder.hash(&mut hasher);
            builder.dbus_id(format!("org.mendjournal.mend.at{:x}", hasher.finish())).build()
        }
        None => builder.build(),
    }
}

fn private_folder(folder: &PathBuf) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// The desktop's dialogs must not list the journal among recent files.
fn no_recent_files() {
    #[cfg(target_os = "linux")]
    {
        use gtk::prelude::{GtkSettingsExt, ObjectExt};
        if let Some(settings) = gtk::Settings::default() {
            settings.set_gtk_recent_files_enabled(false);
            settings.set_property("gtk-recent-files-max-age", 0);
        }
    }
}

/// A panic names its place and never what was in memory.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |place| format!(" ({}:{})", place.file(), place.line()));
        #[allow(clippy::print_stderr)] // The last thing it can say.
        {
            eprintln!("Mend: something went wrong{place}; what was saved before is safe.");
        }
    }));
}
