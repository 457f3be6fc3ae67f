//! A session bus of its own: no portals, no accessibility service, nobody who could remember anything.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

use super::{Result, process::Helper};

/// The running bus.
#[derive(Debug)]
pub(super) struct Bus {
    /// For DBUS_SESSION_BUS_ADDRESS.
    pub(super) address: String,
    _daemon: Helper,
}

impl Bus {
    /// Starts one whose socket is in `folder`.
    pub(super) fn start(folder: &Path) -> Result<Self> {
        let config = folder.join("bus.conf");
        // Without a <servicedir> nothing is ever started by asking for it.
        let text = format!(
            r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#,
            folder.display()
        );
        fs::write(&config, text)?;
        let mut command = Command::new("dbus-daemon");
        command.arg("--config-file").arg(&config).args(["--nofork", "--print-address=1"]);
        let mut daemon = Helper::start(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()))?;
        let mut address = String::new();
        BufReader::new(daemon.output()?).read_line(&mut address)?;
        match address.trim() {
            "" => Err("`dbus-daemon` ended before it gave its address".into()),
            address => Ok(Self { address: address.to_owned(), _daemon: daemon }),
        }
    }
}
