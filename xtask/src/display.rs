//! Where windows appear: the desktop that is there, or a virtual one.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::process::Running;
use crate::system::{System, find_program};

/// Where windows appear.
pub(crate) enum Display {
    Desktop,
    Virtual(VirtualDisplay),
}

impl Display {
    /// Whether windows can only appear on a virtual display.
    pub(crate) fn must_be_virtual() -> bool {
        let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        System::this().has_webkitgtk() && !set("DISPLAY") && !set("WAYLAND_DISPLAY")
    }

    /// The desktop, or a virtual display where there is none.
    pub(crate) fn open() -> Result<Self> {
        if Self::must_be_virtual() { Ok(Self::Virtual(VirtualDisplay::start()?)) } else { Ok(Self::Desktop) }
    }

    /// A command whose windows appear here.
    pub(crate) fn command(&self, program: &Path) -> Command {
        match self {
            Self::Desktop => Command::new(program),
            Self::Virtual(display) => display.command(program),
        }
    }

    /// The same command, but with its windows here.
    pub(crate) fn around(&self, command: &Command) -> Command {
        let mut here = self.command(Path::new(command.get_program()));
        here.args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => here.env(name, value),
                None => here.env_remove(name),
            };
        }
        if let Some(folder) = command.get_current_dir() {
            here.current_dir(folder);
        }
        here
    }
}

/// An X server that draws into memory. It ends when this is dropped.
pub(crate) struct VirtualDisplay {
    name: String,
    _server: Running,
}

impl VirtualDisplay {
    /// Starts one under a number that nobody uses, and says so.
    pub(crate) fn start() -> Result<Self> {
        let mut command = Command::new("Xvfb");
        // With -displayfd the server chooses a free number itself and writes it when it is ready.
        command.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
        let mut server = Running::apart(command.stdout(Stdio::piped()).stderr(Stdio::null()))
            .context("with no display here, Xvfb is needed")?;
        let mut number = String::new();
        if let Some(stdout) = server.take_stdout() {
            BufReader::new(stdout).read_line(&mut number).context("`Xvfb` could not be read from")?;
        }
        if number.trim().is_empty() {
            bail!("`Xvfb` ended before it was ready; type `Xvfb -displayfd 1` to see why");
        }
        let name = format!(":{}", number.trim());
        println!("virtual display {name}, 1280 × 800 (Xvfb)");
        Ok(Self { name, _server: server })
    }

    /// A command whose windows appear here, with a session bus of its own if there is none.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let has_bus = env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some();
        let mut command = match find_program("dbus-run-session") {
            Some(bus) if !has_bus => {
                let mut command = Command::new(bus);
                command.arg("--").arg(program);
                command
            }
            _ => Command::new(program),
        };
        command
            .env("DISPLAY", &self.name)
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            // There is no graphics card here to share buffers with.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            // Nor a screen reader to be looked for.
            .env("NO_AT_BRIDGE", "1");
        command
    }

    /// A helper that looks at the display and does not need a bus.
    pub(crate) fn helper(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.name);
        command
    }
}
