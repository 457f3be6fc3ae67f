//! Keys and the clipboard.

use fantoccini::{
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
};
use serde_json::json;

use super::{Program, Result};

impl Program<'_> {
    /// Presses a key.
    pub fn press(&self, key: Key) -> Result<()> {
        self.chord(&[], key.into())
    }

    /// Presses a letter together with Ctrl.
    pub fn shortcut(&self, letter: &str) -> Result<()> {
        self.chord(&[Key::Control], letter.chars().next().ok_or("a shortcut needs a letter")?)
    }

    /// Presses keys together: the last while the others are held.
    pub fn keys(&self, keys: &[Key]) -> Result<()> {
        let (last, held) = keys.split_last().ok_or("a chord needs a key")?;
        self.chord(held, (*last).into())
    }

    /// Presses the panic key: Shift, three times.
    pub fn panic_key(&self) -> Result<()> {
        (0..3).try_for_each(|_| self.press(Key::Shift))
    }

    /// Types into whatever has the focus.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.ask(async |client| client.active_element().await?.send_keys(text).await)
    }

    /// Hands text to whatever has the focus as a paste from another program does. Nothing is copied before: what WebKit itself puts
    /// on the clipboard has spaces in place of no-break spaces.
    pub fn paste(&self, text: &str) -> Result<()> {
        self.run(
            "const clipboardData = new DataTransfer();
             clipboardData.setData('text/plain', arguments[0]);
             const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
             document.activeElement.dispatchEvent(paste);",
            &[json!(text)],
        )
        .map(drop)
    }

    /// Hands a file to whatever has the focus, as a paste does when a picture was copied.
    pub fn paste_file(&self, name: &str, media: &str, bytes: &[u8]) -> Result<()> {
        self.run(
            "const [name, type, bytes] = arguments;
             const clipboardData = new DataTransfer();
             clipboardData.items.add(new File([new Uint8Array(bytes)], name, { type }));
             const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
             document.activeElement.dispatchEvent(paste);",
            &[json!(name), json!(media), json!(bytes)],
        )
        .map(drop)
    }

    fn chord(&self, held: &[Key], key: char) -> Result<()> {
        let mut keys = KeyActions::new("keyboard".into());
        for held in held {
            keys = keys.then(KeyAction::Down { value: (*held).into() });
        }
        keys = keys.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        for held in held.iter().rev() {
            keys = keys.then(KeyAction::Up { value: (*held).into() });
        }
        self.ask(async |client| client.perform_actions(keys).await)
    }
}
