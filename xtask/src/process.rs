//! The programs that xtask starts: each of them ends when xtask does.

use std::fmt;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How often something that is waited for is looked at.
pub(crate) const TICK: Duration = Duration::from_millis(50);

/// What a program gets to end by itself before it is killed.
#[cfg(unix)]
const GRACE: Duration = Duration::from_secs(5);

static SIGNALLED: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// From here on Ctrl-C, a closed terminal and `kill` make every wait below return an error, so that guards run.
pub(crate) fn heed_signals() -> Result<()> {
    let flag = SIGNALLED.get_or_init(Arc::default);
    for &signal in signal_hook::consts::TERM_SIGNALS {
        signal_hook::flag::register(signal, Arc::clone(flag)).context("no handler for Ctrl-C could be set")?;
    }
    #[cfg(unix)]
    signal_hook::flag::register(signal_hook::consts::SIGHUP, Arc::clone(flag))
        .context("no handler for a closed terminal could be set")?;
    Ok(())
}

/// The error of everything that was waiting when xtask was told to stop.
#[derive(Debug)]
pub(crate) struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "stopped; what was started has been ended, too")
    }
}

impl std::error::Error for Stopped {}

/// Fails once xtask was told to stop.
pub(crate) fn go_on() -> Result<(), Stopped> {
    let stop = SIGNALLED.get().is_some_and(|flag| flag.load(Ordering::Relaxed));
    if stop { Err(Stopped) } else { Ok(()) }
}

/// A started program. Dropping it ends the program and, in its own group, all it started.
pub(crate) struct Running {
    name: String,
    child: Child,
    #[cfg_attr(not(unix), expect(dead_code, reason = "process groups are Unix's"))]
    group: bool,
}

impl Running {
    /// Starts a program in a process group of its own; the terminal's Ctrl-C goes to xtask, which ends it.
    pub(crate) fn apart(command: &mut Command) -> Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        Self::start(command, cfg!(unix))
    }

    /// Starts a program in xtask's own group, for those that draw on the terminal (cargo, npm, apt-get).
    fn beside(command: &mut Command) -> Result<Self> {
        Self::start(command, false)
    }

    fn start(command: &mut Command, group: bool) -> Result<Self> {
        let name = name(command);
        let child = command.stdin(Stdio::null()).spawn().with_context(|| format!("`{name}` could not be started"))?;
        Ok(Self { name, child, group })
    }

    /// What the program prints, if its output is a pipe that nobody took.
    pub(crate) fn take_stdout(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    /// How it ended, if it has.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        self.child.try_wait().with_context(|| format!("`{}` could not be waited for", self.name))
    }

    /// Waits for the program's own end. Fails when it fails, or when xtask is told to stop.
    pub(crate) fn finish(mut self) -> Result<()> {
        loop {
            go_on()?;
            match self.ended()? {
                Some(status) if status.success() => return Ok(()),
                Some(status) => {
                    go_on()?;
                    bail!("`{}` failed ({status}); its own messages, above, say why", self.name)
                }
                None => thread::sleep(TICK),
            }
        }
    }

    #[cfg(unix)]
    fn signal(&self, signal: rustix::process::Signal) {
        let Some(pid) = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw) else {
            return;
        };
        // The only failure is that nobody is left to hear it, which is what was wanted.
        let _ = if self.group {
            rustix::process::kill_process_group(pid, signal)
        } else {
            rustix::process::kill_process(pid, signal)
        };
    }

    #[cfg(unix)]
    fn end(&mut self) {
        use rustix::process::Signal;
        self.signal(Signal::TERM);
        let start = Instant::now();
        while start.elapsed() < GRACE && matches!(self.child.try_wait(), Ok(None)) {
            thread::sleep(TICK);
        }
        // The rest of the group may have outlived its first process.
        if self.group || matches!(self.child.try_wait(), Ok(None)) {
            self.signal(Signal::KILL);
        }
    }

    #[cfg(not(unix))]
    fn end(&mut self) {
        let _ = self.child.kill();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.end();
            let _ = self.child.wait();
        }
    }
}

/// Runs a program to its end with xtask's own output.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    // In a terminal Ctrl-C reaches them all at once. Elsewhere only a group makes sure that a test binary, say, ends with
    // the cargo that started it.
    if io::stdin().is_terminal() { Running::beside(command) } else { Running::apart(command) }?.finish()
}

/// Runs a program to its end and returns what it printed. For short questions.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let bytes = read_bytes(command)?;
    String::from_utf8(bytes).with_context(|| format!("`{}` did not answer in UTF-8", name(command)))
}

/// Like [`read`], for what is not text.
pub(crate) fn read_bytes(command: &mut Command) -> Result<Vec<u8>> {
    go_on()?;
    let name = name(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("`{name}` could not be started"))?;
    if !output.status.success() {
        bail!("`{name}` failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output.stdout)
}

/// Looks every [`TICK`] until `look` finds something; fails with `missing` at the deadline.
pub(crate) fn wait_for<T>(deadline: Duration, missing: &str, mut look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    let start = Instant::now();
    loop {
        go_on()?;
        if let Some(found) = look()? {
            return Ok(found);
        }
        if start.elapsed() > deadline {
            bail!("after {} seconds {missing}", deadline.as_secs());
        }
        thread::sleep(TICK);
    }
}

/// The command as one would type it, without the program's folder.
pub(crate) fn name(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program());
    let mut words = vec![program.to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|arg| arg.to_string_lossy().into_owned()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_named_as_one_would_type_it() {
        let mut command = Command::new("/some/where/cargo");
        command.args(["build", "-p", "mend"]);
        assert_eq!(name(&command), "cargo build -p mend");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = run(&mut Command::new("no-such-program-of-mend")).unwrap_err();
        assert!(error.to_string().contains("`no-such-program-of-mend` could not be started"), "{error}");
    }

    #[test]
    fn waiting_ends_at_the_deadline_and_says_what_was_missing() {
        let error = wait_for(Duration::ZERO, "nothing came", || Ok(None::<()>)).unwrap_err();
        assert_eq!(error.to_string(), "after 0 seconds nothing came");
    }

    #[cfg(unix)]
    #[test]
    fn dropping_ends_the_whole_group() {
        use std::io::{BufRead, BufReader};
        let mut shell = Command::new("sh");
        shell.args(["-c", "sleep 1000 & echo $!; wait"]).stdout(Stdio::piped());
        let mut running = Running::apart(&mut shell).unwrap();
        let mut line = String::new();
        BufReader::new(running.take_stdout().unwrap()).read_line(&mut line).unwrap();
        let pid = rustix::process::Pid::from_raw(line.trim().parse().unwrap()).unwrap();
        assert!(rustix::process::test_kill_process(pid).is_ok());
        drop(running);
        // The orphan is gone as soon as its new parent has seen it die.
        wait_for(Duration::from_secs(5), "it still runs", || Ok(ended(pid).then_some(()))).unwrap();
    }

    /// Whether a process is gone, or dead and only waiting for its parent to notice.
    #[cfg(unix)]
    fn ended(pid: rustix::process::Pid) -> bool {
        if rustix::process::test_kill_process(pid).is_err() {
            return true;
        }
        std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| stat.contains(") Z "))
    }
}
