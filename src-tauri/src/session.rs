//! The one state of the program: locked, or open with a journal.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, atomic::AtomicBool},
    time::{Duration, Instant},
};

use chrono::Local;
use journal::{Arrived, Error, Journal, Key, Moment, Opening, OwnFile, Passphrase, Progress};

use crate::error::{Answer, CommandError};

/// The longest pause after a wrong passphrase, in seconds.
const LONGEST_PAUSE: u64 = 60;

/// How long a journal window that loaded early waits for its journal: the key derivation takes a second, an index that is
/// made anew can take much longer.
const PATIENCE: Duration = Duration::from_secs(600);

/// Shared by all commands; cloning it shares it.
#[derive(Debug, Clone)]
pub(crate) struct Session(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    state: Mutex<State>,
    changed: Condvar,
    door: Mutex<Door>,
    waiting: Mutex<Option<Waiting>>,
    handed_over: Mutex<Option<PathBuf>>,
}

/// A shared file that is open, and of which nothing is kept.
#[derive(Debug)]
pub(crate) enum Waiting {
    /// Somebody else's, while it is neither kept nor declined. The number names this opening of it.
    Came(u32, Arrived),
    /// One that was made here, while it is looked at.
    Own(OwnFile),
}

#[derive(Debug)]
enum State {
    Locked,
    /// A passphrase is being tried.
    Opening,
    Open(Box<Journal>, Arc<Visit>),
}

/// What unlocking found, for the first page.
#[derive(Debug, Default)]
pub(crate) struct Visit {
    /// Whether the journal was made just now.
    pub(crate) created: bool,
    /// What was found.
    pub(crate) opening: Opening,
    /// Whether the passphrase may be set without the old one: somebody came in by the recovery sheet, and has not set it yet.
    pub(crate) may_set_passphrase: AtomicBool,
}

/// Which journal, and how patient the lock is.
#[derive(Debug)]
struct Door {
    path: PathBuf,
    default: PathBuf,
    failed: u32,
    until: Option<Instant>,
}

impl Session {
    /// Locked, with the journal that would be opened and the one that is used when nobody chose.
    pub(crate) fn new(path: PathBuf, default: PathBuf) -> Self {
        let door = Mutex::new(Door { path, default, failed: 0, until: None });
        let (waiting, handed_over) = Default::default();
        Self(Arc::new(Inner { state: Mutex::new(State::Locked), changed: Condvar::new(), door, waiting, handed_over }))
    }

    /// The journal that is or would be open, and whether it is the usual one.
    pub(crate) fn journal_file(&self) -> (PathBuf, bool) {
        let door = self.door();
        (door.path.clone(), door.path == door.default)
    }

    /// Chooses another journal for the next opening; none chooses the usual one.
    pub(crate) fn choose(&self, path: Option<PathBuf>) {
        let mut door = self.door();
        door.path = path.unwrap_or_else(|| door.default.clone());
    }

    /// Seconds until a passphrase is taken again.
    pub(crate) fn pause_seconds(&self) -> u32 {
        let left = self.door().until.map_or(Duration::ZERO, |until| until.saturating_duration_since(Instant::now()));
        left.as_secs_f32().ceil() as u32
    }

    /// Makes a journal at the chosen place and opens it.
    pub(crate) fn create(&self, passphrase: &str) -> Answer<()> {
        let passphrase = Passphrase::new(passphrase)?;
        self.open(|path| Ok((Journal::create(path, &passphrase, now())?, Visit { created: true, ..Visit::default() })))
    }

    /// Opens the chosen journal. Each wrong passphrase doubles the pause until the next is taken.
    pub(crate) fn unlock(&self, typed: &str, progress: &mut dyn FnMut(Progress)) -> Answer<()> {
        if let seconds @ 1.. = self.pause_seconds() {
            return Err(CommandError::pause("wait", seconds));
        }
        let key = Key::typed(typed)?;
        let opened = self.open(|path| {
            let (journal, opening) = Journal::unlock(path, &key, now(), progress)?;
            let may_set_passphrase = AtomicBool::new(opening.by_recovery);
            Ok((journal, Visit { created: false, opening, may_set_passphrase }))
        });
        let mut door = self.door();
        match &opened {
            Ok(()) => {
                door.failed = 0;
                door.until = None;
            }
            Err(error) if error.code == "wrong_passphrase" => {
                door.failed += 1;
                let pause = (1u64 << (door.failed - 1).min(10)).min(LONGEST_PAUSE);
                door.until = Some(Instant::now() + Duration::from_secs(pause));
                return Err(CommandError::pause("wrong_passphrase", pause as u32));
            }
            Err(_) => {}
        }
        opened
    }

    fn open(&self, open: impl FnOnce(&Path) -> Result<(Journal, Visit), Error>) -> Answer<()> {
        match std::mem::replace(&mut *self.state(), State::Opening) {
            State::Locked => {}
            other => {
                *self.state() = other;
                return Err(CommandError::new("internal", "A journal is open already."));
            }
        }
        let (path, _) = self.journal_file();
        let opened = open(&path);
        let (state, answer) = match opened {
            Ok((journal, visit)) => (State::Open(Box::new(journal), Arc::new(visit)), Ok(())),
            Err(error) => (State::Locked, Err(error.into())),
        };
        *self.state() = state;
        self.0.changed.notify_all();
        answer
    }

    /// Waits while a passphrase is being tried, and tells what the opening found.
    pub(crate) fn visit(&self) -> Answer<Arc<Visit>> {
        let opening = |state: &mut State| matches!(state, State::Opening);
        let waited = self.0.changed.wait_timeout_while(self.state(), PATIENCE, opening);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        match &*state {
            State::Open(_, visit) => Ok(Arc::clone(visit)),
            _ => Err(CommandError::locked()),
        }
    }

    /// Whether a journal is open.
    pub(crate) fn is_open(&self) -> bool {
        matches!(*self.state(), State::Open(..))
    }

    /// The only way to the journal: runs `act` on it, off the main thread, if one is open.
    pub(crate) async fn with_open<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Journal) -> Result<T, Error> + Send + 'static,
    ) -> Answer<T> {
        self.off_main(move |session| match &mut *session.state() {
            State::Open(journal, _) => Ok(act(journal)?),
            _ => Err(CommandError::locked()),
        })
        .await
    }

    /// Runs something slow where it does not hold up the window.
    pub(crate) async fn off_main<T: Send + 'static>(&self, act: impl FnOnce(&Self) -> Answer<T> + Send + 'static) -> Answer<T> {
        let session = self.clone();
        tauri::async_runtime::spawn_blocking(move || act(&session)).await?
    }

    /// The shared file that is open. Changed only while the journal is held, so that locking lets go of it for good.
    pub(crate) fn waiting(&self) -> MutexGuard<'_, Option<Waiting>> {
        self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A file that the desktop handed over while the journal was locked.
    pub(crate) fn handed_over(&self) -> MutexGuard<'_, Option<PathBuf>> {
        self.0.handed_over.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what is open and lets go of it. True if a journal was open.
    pub(crate) fn lock(&self) -> bool {
        let mut state = self.state();
        // Under the journal's lock, as everywhere: what is being opened at this moment is let go of as well.
        self.waiting().take();
        match std::mem::replace(&mut *state, State::Locked) {
            State::Open(journal, _) => {
                // Drafts that could not be kept are in their slots, and are kept at the next opening.
                let _ = journal.lock(now());
                self.0.changed.notify_all();
                true
            }
            State::Opening => {
                *state = State::Opening;
                false
            }
            State::Locked => false,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn door(&self) -> MutexGuard<'_, Door> {
        self.0.door.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// This local day.
pub(crate) fn today() -> chrono::NaiveDate {
    now().date_naive()
}

/// This moment, with this computer's offset from UTC.
pub(crate) fn now() -> Moment {
    Local::now().fixed_offset()
}
