//! Processes, as /proc shows them.

use std::{
    fs,
    path::PathBuf,
    process::{Child, Command},
};

use rustix::process::{Pid as RawPid, Signal, kill_process};

use super::Result;

/// A process's number.
pub type Pid = u32;

/// A process that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// Its number.
    pub pid: Pid,
    /// The number of the process that started it.
    pub parent: Pid,
    /// Its program's name without the folder.
    pub name: String,
}

impl Process {
    /// Every process that runs, those excepted that are dead and only wait for their parent to notice.
    pub fn all() -> Result<Vec<Self>> {
        let mut all = Vec::new();
        for entry in fs::read_dir("/proc")? {
            let Some(pid) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
            all.extend(Self::read(pid));
        }
        Ok(all)
    }

    /// One process; none if it is gone.
    fn read(pid: Pid) -> Option<Self> {
        // PID (NAME) STATE PARENT …; the name may have spaces and brackets.
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let mut after = stat.rsplit_once(") ")?.1.split(' ');
        let state = after.next()?;
        let parent = after.next()?.parse().ok()?;
        if matches!(state, "Z" | "X") {
            return None;
        }
        // The kernel cuts the short name after 15 letters.
        let words = fs::read(format!("/proc/{pid}/cmdline")).ok()?;
        let program = PathBuf::from(String::from_utf8_lossy(words.split(|byte| *byte == 0).next()?).into_owned());
        Some(Self { pid, parent, name: program.file_name()?.to_string_lossy().into_owned() })
    }

    /// A process and all that it started, itself first.
    pub fn family(of: Pid) -> Result<Vec<Self>> {
        let all = Self::all()?;
        let mut family: Vec<Self> = all.iter().filter(|process| process.pid == of).cloned().collect();
        let mut at = 0;
        while let Some(parent) = family.get(at).map(|process| process.pid) {
            family.extend(all.iter().filter(|process| process.parent == parent).cloned());
            at += 1;
        }
        Ok(family)
    }
}

/// Whether a process runs.
pub(super) fn runs(pid: Pid) -> bool {
    Process::read(pid).is_some()
}

/// Ends a process so that it can do nothing more.
pub(super) fn kill(pid: Pid) {
    if let Some(pid) = i32::try_from(pid).ok().and_then(RawPid::from_raw) {
        // It fails only when nobody is there any more.
        let _ = kill_process(pid, Signal::KILL);
    }
}

/// Something that runs beside the program, and ends when this is dropped.
#[derive(Debug)]
pub(super) struct Helper(Child);

impl Helper {
    /// Starts it.
    pub(super) fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.spawn().map_err(|error| format!("`{name}` could not be started: {error}"))?;
        Ok(Self(child))
    }

    pub(super) fn pid(&self) -> Pid {
        self.0.id()
    }

    /// What it prints, if that is a pipe.
    pub(super) fn output(&mut self) -> Result<std::process::ChildStdout> {
        self.0.stdout.take().ok_or_else(|| "its output is not a pipe".into())
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
