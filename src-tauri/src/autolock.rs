//! Locks by itself: after a while without a key or pointer, when the desktop locks its screen, and when the computer was asleep.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant, SystemTime},
};

use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::{
    preferences::PreferencesFile,
    session::Session,
    windows::{self, JOURNAL},
};

/// How often the clock is looked at.
const TICK: Duration = Duration::from_secs(1);

/// How long the page has to hand over its last words before the lock falls anyway.
const GRACE: Duration = Duration::from_secs(3);

/// A tick that took this much longer by the wall than by the processor means that the computer slept.
const SLEPT: Duration = Duration::from_secs(20);

/// When something was last done in the journal window; none once the desktop said that nobody is there any more.
#[derive(Debug)]
pub(crate) struct Activity(Mutex<Option<Instant>>);

impl Default for Activity {
    fn default() -> Self {
        Self(Mutex::new(Some(Instant::now())))
    }
}

impl Activity {
    /// A journal was opened just now.
    pub(crate) fn begin(&self) {
        *self.last() = Some(Instant::now());
    }

    /// Something was done just now. A pointer that still moves while the desktop's own lock appears does not count.
    pub(crate) fn note(&self) {
        if let Some(last) = &mut *self.last() {
            *last = Instant::now();
        }
    }

    /// Nobody is there any more.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code))]
    pub(crate) fn end(&self) {
        *self.last() = None;
    }

    fn idle(&self) -> Option<Duration> {
        self.last().map(|last| last.elapsed())
    }

    fn last(&self) -> MutexGuard<'_, Option<Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Watches for as long as the program runs.
pub(crate) fn watch<R: Runtime>(app: AppHandle<R>) {
    thread::spawn(move || {
        let mut asked = None;
        loop {
            let (by_wall, by_processor) = (SystemTime::now(), Instant::now());
            thread::sleep(TICK);
            let passed = by_wall.elapsed().unwrap_or_default();
            let slept = passed.saturating_sub(by_processor.elapsed()) > SLEPT;
            if !app.state::<Session>().is_open() {
                asked = None;
                continue;
            }
            let idle = app.state::<Activity>().idle();
            match verdict(idle, app.state::<PreferencesFile>().get().lock_after_minutes, slept, asked) {
                Verdict::Stay => asked = None,
                Verdict::Wait => {}
                Verdict::Ask => {
                    asked = Some(Instant::now());
                    let _ = app.emit_to(JOURNAL, "flush", ());
                }
                Verdict::Lock => {
                    asked = None;
                    let _ = windows::lock(&app);
                }
            }
        }
    });
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Stay,
    /// The page was asked for its last words.
    Wait,
    Ask,
    Lock,
}

fn verdict(idle: Option<Duration>, minutes: u16, slept: bool, asked: Option<Instant>) -> Verdict {
    let over = idle.is_none_or(|idle| minutes > 0 && idle >= Duration::from_secs(60 * u64::from(minutes)));
    match (slept, over, asked) {
        (true, ..) => Verdict::Lock,
        (false, false, _) => Verdict::Stay,
        (false, true, None) => Verdict::Ask,
        (false, true, Some(asked)) if asked.elapsed() >= GRACE => Verdict::Lock,
        (false, true, Some(_)) => Verdict::Wait,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn once_the_desktop_said_that_nobody_is_there_only_an_opening_begins_anew() {
        let activity = Activity::default();
        activity.end();
        activity.note();
        assert_eq!(activity.idle(), None);
        activity.begin();
        assert!(activity.idle().is_some());
    }

    #[test]
    fn idleness_asks_first_and_sleep_does_not() {
        assert_eq!(verdict(Some(MINUTE * 9), 10, false, None), Verdict::Stay);
        assert_eq!(verdict(Some(MINUTE * 10), 10, false, None), Verdict::Ask);
        assert_eq!(verdict(Some(MINUTE * 10), 10, false, Some(Instant::now())), Verdict::Wait);
        assert_eq!(verdict(Some(MINUTE * 10), 10, false, Instant::now().checked_sub(GRACE)), Verdict::Lock);
        assert_eq!(verdict(Some(Duration::ZERO), 10, true, None), Verdict::Lock);
        assert_eq!(verdict(Some(MINUTE * 900), 0, false, None), Verdict::Stay);
        assert_eq!(verdict(None, 0, false, None), Verdict::Ask, "the desktop's word holds, whatever is set");
    }
}
