//! Lists every command, so that each is refused until a capability allows it.

const COMMANDS: &[&str] = &[
    // Both windows.
    "preferences",
    "support",
    "quit",
    // The lock window.
    "lock_status",
    "choose_journal",
    "use_default_journal",
    "passphrase_strength",
    "offer_passphrase",
    "create_journal",
    "unlock_journal",
    // The journal window.
    "opened",
    "set_preferences",
    "new_entry",
    "today",
    "entry",
    "write_draft",
    "keep_draft",
    "months",
    "month_entries",
    "search",
    "days",
    "day_entries",
    "neighbours",
    "add_picture",
    "choose_pictures",
    "picture",
    "tags",
    "change_tag",
    "tag_entries",
    "trash_entries",
    "restore_entries",
    "trash",
    "purge_entries",
    "revisions",
    "revision",
    "restore_revision",
    "unseal",
    "on_this_day",
    "resurfacing",
    "set_resurfacing",
    "templates",
    "save_template",
    "delete_template",
    "change_passphrase",
    "make_recovery_sheet",
    "save_recovery_sheet",
    "about",
    "activity",
    "hide_now",
    "lock",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let commands = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))?;
    Ok(())
}
