//! The shell: the only crate that knows windows. It passes what the pages ask for to the journal, and holds the one lock.

mod arguments;
mod autolock;
mod commands;
mod desktop;
mod dto;
mod error;
mod preferences;
mod renewal;
mod session;
mod windows;

use std::{
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use commands::{choices, door, entries, feelings, path, pictures, program, reflect, writing};
use tauri::Manager;

use crate::{arguments::Arguments, autolock::Activity, preferences::PreferencesFile, session::Session, windows::Hidden};

/// Runs the program until its last window is closed.
///
/// # Errors
/// When the desktop gives no window, or the data folder cannot be made.
pub fn run() -> tauri::Result<()> {
    journal::memory::harden();
    quiet_panics();
    let arguments = Arguments::parse(env::args_os().skip(1));
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
            app.manage(Session::new(arguments.journal.clone().unwrap_or_else(|| usual.clone()), usual));
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
        .run(tauri::generate_context!())
}

/// A second start brings the first to the front. Programs with data folders of their own do not know of each other.
fn single_instance(data_dir: Option<&Path>) -> tauri::plugin::TauriPlugin<tauri::Wry> {
    let builder = tauri_plugin_single_instance::Builder::new().callback(|app, _, _| windows::focus(app));
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
