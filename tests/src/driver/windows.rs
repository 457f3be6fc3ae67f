//! The two windows, told apart by their pages.

use fantoccini::wd::WindowHandle;

use super::{Program, Result, until};

/// One of the app's windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// Create, unlock, support.
    Lock,
    /// Everything else.
    Journal,
}

impl Window {
    fn page(self) -> &'static str {
        match self {
            Self::Lock => "/lock.html",
            Self::Journal => "/journal.html",
        }
    }
}

impl Program<'_> {
    /// Turns to this window and waits until its page stands there. The other may have closed a moment ago.
    pub fn window(&self, window: Window) -> Result<()> {
        until(&format!("there is a {window:?} window with a page"), || {
            for handle in self.handles()? {
                if self.turn_to(&handle, window).unwrap_or(false) && self.is_ready()? {
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })
    }

    /// Waits until there is no such window.
    pub fn window_is_gone(&self, window: Window) -> Result<()> {
        until(&format!("there is no {window:?} window"), || Ok((!self.has_window(window)?).then_some(())))
    }

    /// Whether there is such a window, in sight or not.
    pub fn has_window(&self, window: Window) -> Result<bool> {
        Ok(self.handles()?.iter().any(|handle| self.turn_to(handle, window).unwrap_or(false)))
    }

    /// Gives this window's page that size.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.ask(async |client| client.set_window_size(width, height).await)?;
        until("the page has its new size", || {
            let size = self.run("return [innerWidth, innerHeight]", &[])?;
            Ok((size == serde_json::json!([width, height])).then_some(()))
        })
    }

    /// A picture of the page, as PNG.
    pub fn picture(&self) -> Result<Vec<u8>> {
        // The driver waits for the next frame, and a page at rest draws none: a dot that nobody can see makes some.
        self.run(
            "const dot = document.createElement('i');
             Object.assign(dot.style, { position: 'fixed', right: '0', bottom: '0', width: '1px', height: '1px' });
             document.body.append(dot);
             let frames = 60;
             (function draw() {
               dot.style.opacity = String(0.001 * (frames % 2));
               if ((frames -= 1) > 0) requestAnimationFrame(draw);
               else dot.remove();
             })();",
            &[],
        )?;
        self.ask(async |client| client.screenshot().await)
    }

    fn handles(&self) -> Result<Vec<WindowHandle>> {
        self.ask(async |client| client.windows().await)
    }

    fn turn_to(&self, handle: &WindowHandle, window: Window) -> Result<bool> {
        self.ask(async |client| client.switch_to_window(handle.clone()).await)?;
        let address = self.ask(async |client| client.current_url().await)?;
        Ok(address.path() == window.page())
    }

    /// Whether the page has a heading: both windows show one as soon as they know what to show.
    fn is_ready(&self) -> Result<bool> {
        Ok(self.run("return document.querySelector('h1') !== null", &[])?.as_bool().unwrap_or(false))
    }
}
