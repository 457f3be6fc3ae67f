//! What kind of machine this is.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The systems that differ in how their packages are called and installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum System {
    /// Debian and what descends from it.
    Debian,
    Fedora,
    Arch,
    OtherUnix,
    MacOs,
    Windows,
}

impl System {
    /// The system this runs on.
    pub(crate) fn this() -> Self {
        if cfg!(target_os = "macos") {
            System::MacOs
        } else if cfg!(windows) {
            System::Windows
        } else {
            Self::from_os_release(&fs::read_to_string("/etc/os-release").unwrap_or_default())
        }
    }

    /// Reads os-release(5): `ID` names the system, `ID_LIKE` its ancestors.
    fn from_os_release(text: &str) -> Self {
        let value = |key: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
            line.unwrap_or_default().trim().trim_matches(['"', '\''])
        };
        let known = |name| match name {
            "debian" | "ubuntu" => Some(System::Debian),
            "fedora" | "rhel" => Some(System::Fedora),
            "arch" => Some(System::Arch),
            _ => None,
        };
        let mut names = std::iter::once(value("ID")).chain(value("ID_LIKE").split_whitespace());
        names.find_map(known).unwrap_or(System::OtherUnix)
    }

    /// Whether windows are WebKitGTK's, with X11 or Wayland and WebKitWebDriver.
    pub(crate) fn has_webkitgtk(self) -> bool {
        !matches!(self, System::MacOs | System::Windows)
    }
}

/// Where a program is, if it is on the `PATH`.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path).map(|folder| folder.join(&file)).find(|file| is_program(file))
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_known_by_its_name_or_its_ancestors() {
        let cases = [
            ("ID=debian\nVERSION_ID=\"12\"\n", System::Debian),
            ("NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", System::Debian),
            ("ID='rocky'\nID_LIKE=\"rhel centos fedora\"\n", System::Fedora),
            ("ID=fedora\n", System::Fedora),
            ("ID=manjaro\nID_LIKE=arch\n", System::Arch),
            ("ID=nixos\n", System::OtherUnix),
            ("", System::OtherUnix),
        ];
        for (text, system) in cases {
            assert_eq!(System::from_os_release(text), system, "{text}");
        }
    }

    #[test]
    fn programs_are_looked_up_on_the_path() {
        assert!(find_program("cargo").is_some());
        assert!(find_program("no-such-program-of-mend").is_none());
    }
}
