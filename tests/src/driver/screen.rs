//! What the desktop's window manager sees and does.

use x11rb::{
    connection::Connection,
    protocol::xproto::{ClientMessageEvent, ConnectionExt, EventMask},
};

use super::{Result, Stage};

impl Stage {
    /// The app's windows that are on the screen, by their numbers in X.
    pub fn windows_on_the_screen(&self) -> Result<Vec<u32>> {
        // It fails when it finds none.
        let found = self.command("xdotool").args(["search", "--onlyvisible", "--name", "^Mend$"]).output()?;
        String::from_utf8_lossy(&found.stdout).lines().map(|line| Ok(line.trim().parse()?)).collect()
    }

    /// Presses the close button of the app's only window: the window manager asks it to close, which it need not.
    pub fn press_close_button(&self) -> Result<()> {
        let window = *self.windows_on_the_screen()?.first().ok_or("there is no window to close")?;
        let (x, _) = x11rb::connect(self.display().as_deref())?;
        let atom = |name: &str| -> Result<u32> { Ok(x.intern_atom(false, name.as_bytes())?.reply()?.atom) };
        // ICCCM 4.2.8.1
        let message = ClientMessageEvent::new(32, window, atom("WM_PROTOCOLS")?, [atom("WM_DELETE_WINDOW")?, 0, 0, 0, 0]);
        x.send_event(false, window, EventMask::NO_EVENT, message)?.check()?;
        Ok(x.flush()?)
    }
}
