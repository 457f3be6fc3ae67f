//! Where windows appear: the display that is there, or a virtual one.

use std::{
    env,
    ffi::OsString,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
};

use super::{Result, process::Helper};

/// The display, and what has to be said so that programs find it.
#[derive(Debug)]
pub(super) struct Display {
    variables: Vec<(&'static str, OsString)>,
    _server: Option<Helper>,
}

impl Display {
    /// The desktop's display, or a virtual one where there is none.
    pub(super) fn open() -> Result<Self> {
        let set = |name| env::var_os(name).filter(|value: &OsString| !value.is_empty());
        if set("DISPLAY").is_none() && set("WAYLAND_DISPLAY").is_none() {
            return Self::start();
        }
        let mut variables = Vec::new();
        // Both are looked for in folders that the program is not shown.
        if let (Some(socket), Some(folder)) = (set("WAYLAND_DISPLAY"), set("XDG_RUNTIME_DIR")) {
            variables.push(("WAYLAND_DISPLAY", PathBuf::from(folder).join(socket).into()));
        }
        if let (None, Some(home)) = (set("XAUTHORITY"), set("HOME")) {
            variables.push(("XAUTHORITY", PathBuf::from(home).join(".Xauthority").into()));
        }
        Ok(Self { variables, _server: None })
    }

    /// An X server that draws into memory.
    pub(super) fn start() -> Result<Self> {
        let mut command = Command::new("Xvfb");
        // With -displayfd the server chooses a free number itself and writes it when it is ready.
        command.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
        let mut server = Helper::start(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()))
            .map_err(|error| format!("there is no display here, and {error}"))?;
        let mut number = String::new();
        BufReader::new(server.output()?).read_line(&mut number)?;
        if number.trim().is_empty() {
            return Err("`Xvfb` ended before it was ready".into());
        }
        let variables = vec![
            ("DISPLAY", format!(":{}", number.trim()).into()),
            ("GDK_BACKEND", "x11".into()),
            // There is no graphics card here to share buffers with.
            ("WEBKIT_DISABLE_DMABUF_RENDERER", "1".into()),
            ("LIBGL_ALWAYS_SOFTWARE", "1".into()),
        ];
        Ok(Self { variables, _server: Some(server) })
    }

    /// What a program started here must be told.
    pub(super) fn variables(&self) -> &[(&'static str, OsString)] {
        &self.variables
    }
}
