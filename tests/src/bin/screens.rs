//! `mend-screens --out FOLDER`: drives the demo through every page and saves what it looks like, in both themes and two sizes.
//!
//! The program to drive is named by MEND_E2E_BINARY; `cargo xtask screens` builds and names it.

#[cfg(target_os = "linux")]
#[path = "../screens/mod.rs"]
mod screens;

#[cfg(target_os = "linux")]
fn main() -> Result<(), mend_tests::driver::Fault> {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    match arguments.as_slice() {
        [option, folder] if option == "--out" => screens::take_all(std::path::Path::new(folder)),
        _ => Err("usage: mend-screens --out FOLDER".into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn main() -> Result<(), &'static str> {
    Err("pictures are taken with WebKitGTK's WebDriver, so they are taken on Linux only")
}
