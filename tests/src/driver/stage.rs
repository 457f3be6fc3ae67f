//! Where a program is tried: a folder of its own that holds everything it may write, a display and a bus.

use std::{
    cell::Cell,
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use serde::Serialize;
use tempfile::TempDir;

use super::{Program, Result, bus::Bus, display::Display};

/// Windows are driven one after another: they share the display's keyboard and clipboard.
static TURN: Mutex<()> = Mutex::new(());

/// The folders that a desktop's programs write to, and the variables that name them.
const FOLDERS: [(&str, &str); 6] = [
    ("HOME", "home"),
    ("XDG_DATA_HOME", "share"),
    ("XDG_CACHE_HOME", "cache"),
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_RUNTIME_DIR", "run"),
    ("TMPDIR", "tmp"),
];

/// A fresh place. It is taken away when this is dropped.
#[derive(Debug)]
pub struct Stage {
    bus: Bus,
    display: Display,
    days_later: Cell<u32>,
    since: SystemTime,
    folder: TempDir,
    _turn: Option<MutexGuard<'static, ()>>,
}

/// What can be set before a start, as the program's preferences file has it; what is left out is as usual.
#[derive(Debug, Default, Serialize)]
pub struct Preferences {
    /// `light` or `dark`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<&'static str>,
    /// Minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lock_after_minutes: Option<u16>,
}

impl Stage {
    /// Makes the folders and starts what is needed beside the program.
    pub fn set() -> Result<Self> {
        Self::with(Display::open)
    }

    /// The same on a display that nobody else uses: keys that are pressed there reach no other program.
    pub fn set_apart() -> Result<Self> {
        Self::with(Display::start)
    }

    /// A second place beside another, with a display of its own: for two people, each at a computer.
    pub fn set_beside(_other: &Self) -> Result<Self> {
        Self::within(Display::start, None)
    }

    fn with(display: fn() -> Result<Display>) -> Result<Self> {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        Self::within(display, Some(turn))
    }

    fn within(display: fn() -> Result<Display>, turn: Option<MutexGuard<'static, ()>>) -> Result<Self> {
        // Some tests look into the file with a connection of their own, and open the journal afterwards.
        journal::memory::prepare()?;
        let since = SystemTime::now();
        let folder = tempfile::Builder::new().prefix("mend-e2e-").tempdir()?;
        for name in FOLDERS.map(|(_, name)| name).iter().chain(&["data", "journals"]) {
            let path = folder.path().join(name);
            fs::create_dir(&path)?;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o700))?;
        }
        let bus = Bus::start(&folder.path().join("run"))?;
        Ok(Self { bus, display: display()?, days_later: Cell::new(0), since, folder, _turn: turn })
    }

    /// Everything the program may write to is in here.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// When the stage was set.
    pub fn since(&self) -> SystemTime {
        self.since
    }

    /// The program's data folder.
    pub fn data(&self) -> PathBuf {
        self.folder().join("data")
    }

    /// The journal that [`start`](Self::start) opens.
    pub fn journal(&self) -> PathBuf {
        self.folder().join("journals/journal.mend")
    }

    /// Writes the preferences file for the next start.
    pub fn prefer(&self, preferences: &Preferences) -> Result<()> {
        Ok(fs::write(self.data().join("preferences.json"), serde_json::to_vec(preferences)?)?)
    }

    /// Lets every later start believe that so many days have passed.
    pub fn days_pass(&self, days: u32) {
        self.days_later.set(self.days_later.get() + days);
    }

    /// Starts the program with the usual journal.
    pub fn start(&self) -> Result<Program<'_>> {
        self.start_with(&self.journal())
    }

    /// Starts the program with this journal.
    pub fn start_with(&self, journal: &Path) -> Result<Program<'_>> {
        Program::start(self, journal)
    }

    /// The name of the X display, if it is another than this process's own.
    pub(super) fn display(&self) -> Option<String> {
        let own = self.display.variables().iter().find(|(name, _)| *name == "DISPLAY");
        own.map(|(_, name)| name.to_string_lossy().into_owned())
    }

    /// A command that sees only this stage.
    pub(super) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.folder())
            .envs(FOLDERS.map(|(variable, name)| (variable, self.folder().join(name))))
            .envs(self.display.variables().iter().map(|(name, value)| (*name, value)))
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus.address)
            // No service keeps settings on this bus; without this, every dialog complains of it in the log, hundreds of times.
            .env("GSETTINGS_BACKEND", "memory")
            // Nobody here reads the screen aloud.
            .env("NO_AT_BRIDGE", "1");
        if let days @ 1.. = self.days_later.get() {
            // The wall's clock only: what waits for a while must not wait for a month.
            let clock = [("FAKETIME", format!("+{days}d")), ("DONT_FAKE_MONOTONIC", "1".into())];
            command.envs(clock).env("LD_PRELOAD", "libfaketime.so.1").env("LD_LIBRARY_PATH", faketime().unwrap_or_default());
        }
        command
    }

    /// What the program is started with.
    pub(super) fn arguments(&self, journal: &Path) -> Vec<String> {
        let path = |path: &Path| path.to_string_lossy().into_owned();
        vec!["--data-dir".into(), path(&self.data()), "--journal".into(), path(journal)]
    }

    /// Says on the bus what a desktop says there when it locks its screen.
    pub fn desktop_locks(&self) -> Result<()> {
        let mut command = self.command("dbus-send");
        let signal = ["--session", "--type=signal", "/org/freedesktop/ScreenSaver"];
        command.args(signal).args(["org.freedesktop.ScreenSaver.ActiveChanged", "boolean:true"]);
        match command.status()?.success() {
            true => Ok(()),
            false => Err("`dbus-send` failed; it is in Debian's package dbus-bin".into()),
        }
    }

    /// Starts the program a second time beside the one that runs, and waits until it ends by itself.
    pub fn start_again(&self) -> Result<()> {
        self.start_again_with(&self.arguments(&self.journal()))
    }

    /// The same with a file, as when it is double-clicked.
    pub fn double_click(&self, file: &Path) -> Result<()> {
        let data = self.data().to_string_lossy().into_owned();
        self.start_again_with(&["--data-dir".into(), data, file.to_string_lossy().into_owned()])
    }

    fn start_again_with(&self, arguments: &[String]) -> Result<()> {
        let mut command = self.command(app()?);
        let mut child = command.args(arguments).spawn()?;
        let ended = super::until("a second start ends soon", || Ok(child.try_wait()?));
        if ended.is_err() {
            child.kill()?;
            child.wait()?;
        }
        match ended?.success() {
            true => Ok(()),
            false => Err("the second start failed".into()),
        }
    }
}

/// The program that WebDriver can drive.
pub(super) fn app() -> Result<PathBuf> {
    let named = env::var_os("MEND_E2E_BINARY").map(PathBuf::from);
    // Where `cargo xtask` leaves it.
    let usual = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/xtask/mend-e2e");
    let app = named.unwrap_or_else(usual);
    app.canonicalize().map_err(|error| {
        let path = app.display();
        format!("no program to drive at {path} ({error}); `cargo xtask test e2e` builds it, MEND_E2E_BINARY names another").into()
    })
}

/// The folder of Debian's libfaketime, which the loader does not look into by itself.
fn faketime() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").ok()?.flatten().map(|folder| folder.path().join("faketime"));
    folders.into_iter().find(|folder| folder.join("libfaketime.so.1").exists())
}
