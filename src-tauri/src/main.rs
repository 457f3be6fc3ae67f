//! Mend, a private journal.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

/// Everything that is freed is wiped first.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> tauri::Result<()> {
    mend::run()
}
