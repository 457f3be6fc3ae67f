//! In and out of a journal, as a person goes.

use super::{Program, Result, until, windows::Window};

impl Program<'_> {
    /// Makes a journal with this passphrase, passes over the first pages and waits for Today.
    pub fn create(&self, passphrase: &str) -> Result<()> {
        self.create_and_stay(passphrase)?;
        self.button("Skip all of this")?.click()?;
        self.editor().map(drop)
    }

    /// The same, up to the first pages.
    pub fn create_and_stay(&self, passphrase: &str) -> Result<()> {
        self.field("Passphrase")?.type_text(passphrase)?;
        self.field("Repeat the passphrase")?.type_text(passphrase)?;
        self.button("Create journal")?.click()?;
        self.window(Window::Journal)
    }

    /// Types a passphrase and presses the button, whatever comes of it.
    pub fn try_to_unlock(&self, passphrase: &str) -> Result<()> {
        self.field("Passphrase")?.retype(passphrase)?;
        self.button("Open journal")?.click()
    }

    /// Opens the journal and waits for its window.
    pub fn unlock(&self, passphrase: &str) -> Result<()> {
        self.try_to_unlock(passphrase)?;
        self.window(Window::Journal)?;
        self.editor().map(drop)
    }

    /// Opens the journal while a shared file waits, and passes the private check that stands before it.
    pub fn unlock_to_a_file(&self, passphrase: &str) -> Result<()> {
        self.try_to_unlock(passphrase)?;
        self.window(Window::Journal)?;
        self.pass_the_private_check()
    }

    /// Opens Together, and passes the private check that stands before it.
    pub fn together(&self) -> Result<()> {
        self.link("Together")?.click()?;
        self.pass_the_private_check()?;
        self.part("heading", "Together").map(drop)
    }

    /// No to each of its questions.
    fn pass_the_private_check(&self) -> Result<()> {
        let answered =
            "const no = [...document.querySelectorAll('input[type=radio][value=no]')]; no.forEach((one) => one.click());
                        return no.length > 0";
        until("the private check can be answered", || Ok(self.run(answered, &[])?.as_bool().filter(|there| *there).map(drop)))?;
        self.button("Go on")?.click()
    }

    /// Locks by the button in the rail and waits until nothing of the journal's window is left.
    pub fn lock(&self) -> Result<()> {
        self.button("Lock")?.click()?;
        self.is_locked()
    }

    /// Waits until the journal's window has given way to the lock window.
    pub fn is_locked(&self) -> Result<()> {
        self.window_is_gone(Window::Journal)?;
        self.window(Window::Lock)
    }
}
