//! One run of the app, from its start to its end, driven through WebKitWebDriver.

use std::{net::TcpListener, path::Path, process::Stdio};

use fantoccini::{Client, ClientBuilder, error::CmdError};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tokio::runtime::{Builder, Runtime};

use super::{Pid, Process, Result, Stage, process, process::Helper, stage::app, until, windows::Window};

/// A running app. Dropping it ends it, whatever it is doing.
#[derive(Debug)]
pub struct Program<'a> {
    client: Client,
    runtime: Runtime,
    pid: Pid,
    // Ends before the stage's display and bus do.
    _driver: Helper,
    stage: &'a Stage,
}

impl<'a> Program<'a> {
    /// Starts the driver, which starts the app; returns when the lock window shows its page.
    pub(super) fn start(stage: &'a Stage, journal: &Path) -> Result<Self> {
        let app = app()?;
        let port = free_port()?;
        let mut command = stage.command("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            // Inherited by the app: without them its windows cannot be driven.
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::null());
        let driver =
            Helper::start(&mut command).map_err(|error| format!("{error}; it is in Debian's package webkit2gtk-driver"))?;
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let wanted: Map<String, Value> =
            [("webkitgtk:browserOptions".to_owned(), json!({ "binary": app.clone(), "args": stage.arguments(journal) }))]
                .into_iter()
                .collect();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wanted);
        until("the driver listens", || Ok(std::net::TcpStream::connect(("127.0.0.1", port)).ok()))?;
        let client = runtime.block_on(builder.connect(&format!("http://127.0.0.1:{port}")))?;
        let name = app.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let pid = until("the app runs", || {
            let family = Process::family(driver.pid())?;
            Ok(family.into_iter().find(|process| process.name == name).map(|process| process.pid))
        })?;
        let program = Self { client, runtime, pid, _driver: driver, stage };
        program.window(Window::Lock)?;
        Ok(program)
    }

    /// Where it runs.
    pub fn stage(&self) -> &'a Stage {
        self.stage
    }

    /// Asks the driver for something.
    pub(super) fn ask<T>(&self, question: impl AsyncFnOnce(&Client) -> Result<T, CmdError>) -> Result<T> {
        Ok(self.runtime.block_on(question(&self.client))?)
    }

    /// The processes of the app: its own first, then those of its web views.
    pub fn processes(&self) -> Result<Vec<Process>> {
        Process::family(self.pid)
    }

    /// The processes that hold pages.
    pub fn web_processes(&self) -> Result<Vec<Pid>> {
        let web = self.processes()?.into_iter().filter(|process| process.name == "WebKitWebProcess");
        Ok(web.map(|process| process.pid).collect())
    }

    /// Whether the app runs.
    pub fn runs(&self) -> bool {
        process::runs(self.pid)
    }

    /// Kills the app where it stands, as a power cut would.
    pub fn kill(self) -> Result<()> {
        let family = self.processes()?;
        process::kill(self.pid);
        gone(&family)
    }

    /// Waits until the app has ended by itself, with all its processes.
    pub fn ended(self) -> Result<()> {
        until("the app ends by itself", || Ok((!self.runs()).then_some(())))
    }

    /// Quits from the keyboard.
    pub fn quit(self) -> Result<()> {
        let family = self.processes()?;
        // The window is gone before the driver can say that the key was pressed.
        let _ = self.shortcut("q");
        gone(&family)
    }
}

impl Drop for Program<'_> {
    fn drop(&mut self) {
        for process in self.processes().unwrap_or_default() {
            process::kill(process.pid);
        }
    }
}

fn gone(family: &[Process]) -> Result<()> {
    until("every process of the app is gone", || Ok((!family.iter().any(|process| process::runs(process.pid))).then_some(())))
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
