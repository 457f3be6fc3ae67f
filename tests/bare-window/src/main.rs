//! The least that Tauri can show: one window with one button. No command, no state, the settings Tauri comes with.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())
}
