//! An ordinary browser, for the page that somebody without the program opens: Chromium, driven by its own WebDriver.

use std::{net::TcpListener, path::Path, process::Stdio};

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tokio::runtime::{Builder, Runtime};

use super::{Result, Stage, process::Helper, until};

/// A running browser. Dropping it ends it.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    runtime: Runtime,
    _driver: Helper,
}

impl Browser {
    /// Opens a file in it, from its own address, without any network.
    pub fn open(stage: &Stage, file: &Path) -> Result<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut command = stage.command("chromedriver");
        let driver = Helper::start(command.arg(format!("--port={port}")).stdin(Stdio::null()).stdout(Stdio::null()))
            .map_err(|error| format!("{error}; it is in Debian's package chromium-driver"))?;
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let profile = stage.folder().join("browser");
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            &format!("--user-data-dir={}", profile.display()),
        ];
        let options = json!({ "args": arguments });
        let log = json!({ "browser": "ALL" });
        let wanted: Map<String, Value> =
            [("goog:chromeOptions".to_owned(), options), ("goog:loggingPrefs".to_owned(), log)].into_iter().collect();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wanted);
        until("the browser's driver listens", || Ok(std::net::TcpStream::connect(("127.0.0.1", port)).ok()))?;
        let client = runtime.block_on(builder.connect(&format!("http://127.0.0.1:{port}")))?;
        runtime.block_on(client.goto(&format!("file://{}", file.display())))?;
        Ok(Self { client, runtime, _driver: driver })
    }

    /// Types into the only field for a passphrase.
    pub fn type_passphrase(&self, passphrase: &str) -> Result<()> {
        self.runtime.block_on(async {
            let field = self.client.find(Locator::Css("input")).await?;
            field.clear().await?;
            field.send_keys(passphrase).await
        })?;
        Ok(())
    }

    /// Presses the button with this name.
    pub fn press(&self, name: &str) -> Result<()> {
        let script =
            "const button = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === arguments[0]);
                      button.click()";
        self.run(script, &[name.into()]).map(drop)
    }

    /// Waits until the page says this where one can read it.
    pub fn says(&self, words: &str) -> Result<()> {
        until(&format!("the browser shows “{words}”"), || Ok(self.text()?.contains(words).then_some(())))
    }

    /// Everything one can read on the page.
    pub fn text(&self) -> Result<String> {
        Ok(self.run("return document.body.innerText", &[])?.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a script on the page.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        Ok(self.runtime.block_on(self.client.execute(script, arguments.to_vec()))?)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.runtime.block_on(self.client.clone().close());
    }
}
