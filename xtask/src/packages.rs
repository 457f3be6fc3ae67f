//! The system's packages: which ones are needed for what, and getting them.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::progress::Step;
use crate::system::{System, find_program};

/// What a package is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Compiling the core: SQLite is C.
    Compile,
    /// Compiling the shell.
    Window,
    /// Running it with no desktop, and taking its picture.
    VirtualDisplay,
    /// Proving that a journal can be recovered without Mend.
    StockTools,
    /// Driving the window from tests.
    Driver,
    /// Opening a page as somebody without Mend does.
    Browser,
}

/// How a system that is not Debian's shows that something is there.
enum Proof {
    Program(&'static str),
    /// A name for pkg-config.
    Library(&'static str),
    /// Nice to have; not asked for.
    None,
}

struct Package {
    purpose: Purpose,
    proof: Proof,
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
}

const fn package(purpose: Purpose, proof: Proof, debian: &'static str, fedora: &'static str, arch: &'static str) -> Package {
    Package { purpose, proof, debian, fedora, arch }
}

/// Shorter than Tauri's own list: no tray icon, no OpenSSL and no AppImage, so nothing is linked for them.
#[rustfmt::skip] // a table
const PACKAGES: [Package; 16] = {
    use Proof::{Library, None, Program};
    use Purpose::{Browser, Compile, Driver, StockTools, VirtualDisplay, Window};
    [
        package(Compile, Program("cc"), "build-essential", "gcc", "base-devel"),
        package(Compile, Program("pkg-config"), "pkg-config", "pkgconf-pkg-config", "pkgconf"),
        package(Window, Library("webkit2gtk-4.1"), "libwebkit2gtk-4.1-dev", "webkit2gtk4.1-devel", "webkit2gtk-4.1"),
        package(Window, Library("dbus-1"), "libdbus-1-dev", "dbus-devel", "dbus"),
        package(VirtualDisplay, Program("Xvfb"), "xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
        package(VirtualDisplay, Program("xdotool"), "xdotool", "xdotool", "xdotool"),
        package(VirtualDisplay, Program("import"), "imagemagick", "ImageMagick", "imagemagick"),
        // A session bus is how a second start finds the first; a bare machine has none.
        package(VirtualDisplay, Program("dbus-run-session"), "dbus", "dbus-daemon", "dbus"),
        package(VirtualDisplay, None, "fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu"),
        package(StockTools, Program("age"), "age", "age", "age"),
        package(StockTools, Program("sqlite3"), "sqlite3", "sqlite", "sqlite"),
        package(Driver, Program("WebKitWebDriver"), "webkit2gtk-driver", "webkit2gtk-driver", "webkit2gtk-4.1"),
        // A test lives through a month.
        package(Driver, Program("faketime"), "faketime", "libfaketime", "libfaketime"),
        // Somebody without the program opens a page in a browser.
        package(Browser, Program("chromium"), "chromium", "chromium", "chromium"),
        package(Browser, Program("chromedriver"), "chromium-driver", "chromedriver", "chromium"),
        package(Driver, None, "fonts-noto-color-emoji", "google-noto-color-emoji-fonts", "noto-fonts-emoji"),
    ]
};

/// Sees to it that everything for these purposes is there: installs it on Debian-like systems, else names what is missing.
pub(crate) fn provide(purposes: &[Purpose], step: &Step) -> Result<()> {
    let wanted: Vec<&Package> = PACKAGES.iter().filter(|package| purposes.contains(&package.purpose)).collect();
    match System::this() {
        System::Debian => {
            let names: Vec<&str> = wanted.iter().map(|package| package.debian).collect();
            let missing = missing(&names, &dpkg_listing(&names)?);
            if missing.is_empty() { Ok(()) } else { install(&missing, step) }
        }
        System::MacOs => match process::read(Command::new("xcode-select").arg("-p")) {
            Ok(_) => Ok(()),
            Err(_) => bail!("Apple's command line tools are missing; type `xcode-select --install` and start this again"),
        },
        // rustc itself cannot link without the MSVC build tools, and Windows 11 brings WebView2.
        System::Windows => Ok(()),
        System::Fedora => demand(&wanted, "sudo dnf install", |package| package.fedora),
        System::Arch => demand(&wanted, "sudo pacman -S --needed", |package| package.arch),
        System::OtherUnix => demand(&wanted, "install, by your system's own names for them,", |package| package.debian),
    }
}

/// Fails with the command to type if something is not there.
fn demand(wanted: &[&Package], command: &str, name: fn(&Package) -> &'static str) -> Result<()> {
    let missing: Vec<&str> = wanted.iter().filter(|package| !package.is_there()).map(|package| name(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    bail!("this is missing here, so start this again after: {command} {}", missing.join(" "))
}

impl Package {
    fn is_there(&self) -> bool {
        match self.proof {
            Proof::Program(name) => find_program(name).is_some(),
            Proof::Library(name) => process::read(Command::new("pkg-config").args(["--exists", name])).is_ok(),
            Proof::None => true,
        }
    }
}

/// One line `name status` for each package that dpkg has heard of.
fn dpkg_listing(names: &[&str]) -> Result<String> {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"]).args(names);
    // It fails when one is unknown, and still lists the others.
    let output = query.output().context("`dpkg-query` could not be started")?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The wanted packages that the listing does not show as installed.
fn missing<'a>(wanted: &[&'a str], listing: &str) -> Vec<&'a str> {
    let installed = |name: &str| listing.lines().any(|line| line.split_once(' ') == Some((name, "installed")));
    wanted.iter().copied().filter(|name| !installed(name)).collect()
}

/// Installs packages with apt-get, as root or with a sudo that does not ask.
fn install(names: &[&str], step: &Step) -> Result<()> {
    let list = names.join(" ");
    let root = process::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !root && process::read(Command::new("sudo").args(["-n", "true"])).is_err() {
        bail!(
            "packages are missing and sudo would ask for a password, so type this and start again: \
             sudo apt-get update && sudo apt-get install --no-install-recommends {list}"
        );
    }
    step.makes_noise();
    println!("installing {list}");
    let apt_get = |args: &[&str]| {
        let mut command = Command::new(if root { "env" } else { "sudo" });
        if !root {
            command.args(["-n", "env"]);
        }
        // A machine that has just started may still be updating itself, and holds the lock while it does.
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]).args(args);
        command
    };
    process::run(&mut apt_get(&["update"])).context("the list of packages could not be renewed; is there a network?")?;
    let mut command = apt_get(&["install", "--yes", "--no-install-recommends"]);
    process::run(command.args(names)).with_context(|| format!("these packages could not be installed: {list}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fully_installed_packages_count() {
        let listing = "age installed\nxvfb config-files\nlibdbus-1-dev installed\n";
        assert_eq!(missing(&["age", "xvfb", "sqlite3", "libdbus-1-dev"], listing), ["xvfb", "sqlite3"]);
        assert_eq!(missing(&["age"], ""), ["age"]);
        assert!(missing(&[], listing).is_empty());
    }

    #[test]
    fn a_package_whose_name_only_begins_alike_is_another() {
        assert_eq!(missing(&["age"], "age-plugin installed\nage: installed\n"), ["age"]);
    }
}
