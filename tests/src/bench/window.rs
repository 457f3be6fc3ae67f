//! The real program's start and memory, against a window with one button that was built with it.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{
    Answer,
    measure::Times,
    processes::{self, Memory},
    screen::{Screen, marks},
    subject::Subject,
    table::{Bound, Line, rounded},
};
use mend_tests::builder::PASSPHRASE;

/// Names the app to start.
const APP: &str = "MEND_BENCH_BINARY";

/// Names the window with one button.
const BARE: &str = "MEND_BENCH_BARE_BINARY";

/// Starts of each.
const ROUNDS: usize = 9;

/// What a program gets to settle in before its memory is looked at.
const REST: Duration = Duration::from_secs(5);

/// The two programs.
pub(crate) struct Programs {
    app: PathBuf,
    bare: PathBuf,
}

impl Programs {
    /// Those that `cargo xtask bench` built, if it did.
    pub(crate) fn named() -> Option<Self> {
        Some(Self { app: env::var_os(APP)?.into(), bare: env::var_os(BARE)?.into() })
    }
}

/// A started program. It ends when this is dropped.
struct Started(Child);

impl Started {
    fn new(screen: &Screen, program: &Path, arguments: &[&Path], home: &Path) -> Answer<Self> {
        let mut command = screen.command(&program.to_string_lossy());
        // Both keep what they keep in the same throw-away home.
        for (name, folder) in
            [("HOME", ""), ("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache"), ("XDG_CONFIG_HOME", "config")]
        {
            command.env(name, home.join(folder));
        }
        Ok(Self(command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?))
    }

    /// Ends it and waits for its web processes, so that they take nothing from the next.
    fn end(mut self) -> Answer<()> {
        let family = processes::family(self.0.id())?;
        self.0.kill()?;
        self.0.wait()?;
        let start = Instant::now();
        while family.iter().any(|process| processes::is_alive(*process)) {
            if start.elapsed() > Duration::from_secs(20) {
                return Err("a web process outlived its program".into());
            }
            thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// One of the two, and how its page looks when it is finished.
struct Contestant<'a> {
    program: &'a Path,
    arguments: Vec<&'a Path>,
    marks: Vec<(usize, [u8; 4])>,
    times: Times,
}

/// Time from starting a program until the page it opens with stands on the screen.
///
/// Each is started once beforehand to see how its finished page looks. From then on a start lasts from the spawning of the
/// process until 98 % of that page's marks (all it draws but the ground's colour) are on the X server's own picture, pixel by
/// pixel. The lock screen's marks are drawn by its script, after it was told that there is a journal to unlock.
pub(crate) fn start(programs: &Programs, subject: &Subject) -> Answer<Vec<Line>> {
    let (screen, home) = (Screen::start()?, tempfile::tempdir()?);
    let before = screen.picture()?;
    let (journal, data) = (subject.path(), home.path().join("mend"));
    let contestant = |program, arguments| Contestant { program, arguments, marks: Vec::new(), times: Times::default() };
    let mut both = [
        contestant(programs.app.as_path(), vec![Path::new("--journal"), &journal, Path::new("--data-dir"), &data]),
        contestant(programs.bare.as_path(), Vec::new()),
    ];
    for one in &mut both {
        let started = Started::new(&screen, one.program, &one.arguments, home.path())?;
        one.marks = marks(&before, &screen.settled(&before)?);
        started.end()?;
        screen.empty(&before)?;
    }
    for _ in 0..ROUNDS {
        for one in &mut both {
            let start = Instant::now();
            let started = Started::new(&screen, one.program, &one.arguments, home.path())?;
            screen.shows(&one.marks)?;
            one.times.push(start.elapsed());
            started.end()?;
            screen.empty(&before)?;
        }
    }
    let [app, bare] = &both;
    let span = |times: &Times| format!("{}–{} ms", rounded(times.at(0.0)), rounded(times.at(1.0)));
    let note = format!("{}; bare {}; marks {} and {}", span(&app.times), span(&bare.times), app.marks.len(), bare.marks.len());
    let line = Line::new("start to a usable lock screen", None, app.times.median(), "ms");
    Ok(vec![line.against("one-button window", bare.times.median()).bound(Bound::Ratio(1.3)).note(note)])
}

/// Memory of the program and its web processes, each shared page counted in parts (PSS).
///
/// The one-button window stays open beside it and is measured at the same moment: whatever else on this computer uses the
/// same libraries, and takes its part of them, then takes it from both.
pub(crate) fn memory(programs: &Programs, subject: &Subject) -> Answer<Vec<Line>> {
    let (bare_screen, screen, home) = (Screen::start()?, Screen::start()?, tempfile::tempdir()?);
    let before = screen.picture()?;
    let bare = Started::new(&bare_screen, &programs.bare, &[], home.path())?;
    bare_screen.settled(&before)?;

    let (journal, data) = (subject.path(), home.path().join("mend"));
    let arguments = [Path::new("--journal"), &journal, Path::new("--data-dir"), &data];
    let app = Started::new(&screen, &programs.app, &arguments, home.path())?;
    let measure = |what: &str| -> Answer<Line> {
        thread::sleep(REST);
        let (app, bare) = (Memory::of(app.0.id())?, Memory::of(bare.0.id())?);
        let line = Line::new(&format!("memory, {what} (PSS of all processes)"), subject.size, app.total, "MB");
        let note = format!("{}; bare {}", app.by_process(), bare.by_process());
        Ok(line.against("one-button window beside it", bare.total).note(note))
    };
    let lock_page = screen.settled(&before)?;
    let locked = measure("locked")?;
    screen.type_line("Mend", PASSPHRASE)?;
    screen.fills(&before)?;
    screen.settled(&lock_page)?;
    let unlocked = measure("unlocked")?.bound(Bound::Above(150.0));
    app.end()?;
    bare.end()?;
    Ok(vec![locked, unlocked])
}
