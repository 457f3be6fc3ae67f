//! The secrets: the journal's identity, the passphrase and the recovery key that open it.
//!
//! None of these can be copied, printed or written as JSON; each has one accessor, named so that a reader stops at it.

use std::fmt;

use age::x25519;
use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::{
    Error, JournalId, Result,
    seal::{self, SealError},
};

/// The largest slot accepted: ours take under 400 bytes.
const SLOT_LIMIT: usize = 16 * 1024;

/// A passphrase in Unicode NFC, so that it opens the journal from every keyboard.
pub struct Passphrase(SecretString);

impl Passphrase {
    /// The longest passphrase in UTF-8 bytes, so that a pasted book does not reach the key derivation.
    pub const MAX_BYTES: usize = 4096;

    /// Takes what was typed. Spaces count; an empty one is refused.
    pub fn new(typed: &str) -> Result<Self> {
        if typed.is_empty() || typed.len() > Self::MAX_BYTES {
            return Err(Error::UnusablePassphrase);
        }
        // Composing never makes the text longer than four times itself (UAX #15); sized once, it leaves no copy behind.
        let mut composed = String::with_capacity(typed.len() * 4);
        composed.extend(typed.nfc());
        Ok(Self(composed.into()))
    }

    /// The same passphrase once more, for asking a slot whether it is the right one.
    pub(crate) fn same(other: &Self) -> Self {
        Self(other.dangerously_expose())
    }

    /// What seals to it.
    pub(crate) fn recipient(&self) -> age::scrypt::Recipient {
        seal::passphrase_recipient(self.dangerously_expose())
    }

    fn dangerously_expose(&self) -> SecretString {
        self.0.expose_secret().to_owned().into()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// The key on the recovery sheet: an age X25519 identity that opens the slot `recovery`.
pub struct RecoveryKey(x25519::Identity);

impl RecoveryKey {
    /// How its line on the sheet begins.
    pub const PREFIX: &str = "AGE-SECRET-KEY-1";

    pub(crate) fn generate() -> Self {
        Self(x25519::Identity::generate())
    }

    /// Reads the line from a sheet. Spaces and line breaks inside it, and small letters, do no harm.
    pub fn parse(typed: &str) -> Result<Self> {
        let mut line = Zeroizing::new(String::with_capacity(typed.len()));
        line.extend(typed.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()));
        line.parse().map(Self).map_err(|_| Error::WrongPassphrase)
    }

    /// The line that is printed on the sheet, for the person's eyes. Whoever has it can read the journal.
    pub fn dangerously_show(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(…)")
    }
}

/// What a person opens a journal with.
#[derive(Debug)]
pub enum Key {
    /// The passphrase: takes about a second.
    Passphrase(Passphrase),
    /// The line of the recovery sheet: takes no time.
    Recovery(RecoveryKey),
}

impl Key {
    /// Whatever was typed where a passphrase is asked for: a line that begins like a recovery key and is one, is one.
    pub fn typed(typed: &str) -> Result<Self> {
        let looks_like_recovery = typed
            .trim_start()
            .get(..RecoveryKey::PREFIX.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(RecoveryKey::PREFIX));
        if looks_like_recovery && let Ok(key) = RecoveryKey::parse(typed) {
            return Ok(Self::Recovery(key));
        }
        Passphrase::new(typed).map(Self::Passphrase)
    }
}

/// The journal's own key. Its public half is as secret as the other: who knows it could forge records, because age does
/// not say who sealed something.
pub(crate) struct JournalKey {
    journal: JournalId,
    secret: x25519::Identity,
    public: x25519::Recipient,
}

impl JournalKey {
    pub(crate) fn generate() -> Self {
        let secret = x25519::Identity::generate();
        Self { journal: JournalId::random(), public: secret.to_public(), secret }
    }

    pub(crate) fn journal(&self) -> JournalId {
        self.journal
    }

    pub(crate) fn seal(&self, plain: &[u8]) -> Result<Vec<u8>> {
        Ok(seal::seal(&self.public, plain)?)
    }

    pub(crate) fn open(&self, sealed: &[u8], limit: usize) -> Result<Zeroizing<Vec<u8>>, SealError> {
        seal::open(&self.secret, sealed, limit)
    }

    pub(crate) fn secret(&self) -> &x25519::Identity {
        &self.secret
    }

    pub(crate) fn public(&self) -> &x25519::Recipient {
        &self.public
    }

    /// The slot that `passphrase` opens: an age file of an identity file, as `age -d` and `age -i` take them.
    pub(crate) fn seal_to_passphrase(&self, passphrase: &Passphrase) -> Result<Vec<u8>> {
        Ok(seal::seal(&passphrase.recipient(), self.identity_file().as_bytes())?)
    }

    /// The slot that the recovery sheet opens.
    pub(crate) fn seal_to_recovery(&self, key: &RecoveryKey) -> Result<Vec<u8>> {
        Ok(seal::seal(&key.0.to_public(), self.identity_file().as_bytes())?)
    }

    /// Opens a slot.
    pub(crate) fn from_slot(sealed: &[u8], key: &Key) -> Result<Self> {
        let opened = match key {
            Key::Passphrase(passphrase) => {
                seal::open(&seal::passphrase_identity(passphrase.dangerously_expose()), sealed, SLOT_LIMIT)
            }
            Key::Recovery(key) => seal::open(&key.0, sealed, SLOT_LIMIT),
        };
        let plain = opened.map_err(|error| match error {
            SealError::WrongKey => Error::WrongPassphrase,
            _ => Error::Damaged("the slot that holds its key was changed"),
        })?;
        Self::from_identity_file(&plain).ok_or(Error::Damaged("the slot that holds its key is not a key"))
    }

    fn identity_file(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("# mend journal {}\n{}\n", self.journal, self.secret.to_string().expose_secret()))
    }

    fn from_identity_file(plain: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(plain).ok()?;
        let journal = text.lines().find_map(|line| line.strip_prefix("# mend journal "))?.parse().ok()?;
        let secret: x25519::Identity = text.lines().find(|line| line.starts_with(RecoveryKey::PREFIX))?.parse().ok()?;
        Some(Self { journal, public: secret.to_public(), secret })
    }
}

impl fmt::Debug for JournalKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JournalKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_the_same_from_every_keyboard() {
        let composed = Passphrase::new("caf\u{e9} \u{ac00}").unwrap();
        let decomposed = Passphrase::new("cafe\u{301} \u{1100}\u{1161}").unwrap();
        assert_eq!(composed.0.expose_secret(), decomposed.0.expose_secret());
    }

    #[test]
    fn an_empty_or_endless_passphrase_is_refused() {
        assert!(matches!(Passphrase::new(""), Err(Error::UnusablePassphrase)));
        assert!(matches!(Passphrase::new(&"a".repeat(5000)), Err(Error::UnusablePassphrase)));
    }

    #[test]
    fn secrets_do_not_print() {
        let key = JournalKey::generate();
        let recovery = RecoveryKey::generate();
        let shown = format!("{key:?} {recovery:?} {:?}", Passphrase::new("river").unwrap());
        assert_eq!(shown, "JournalKey(…) RecoveryKey(…) Passphrase(…)");
    }

    #[test]
    fn the_recovery_sheet_opens_its_slot_however_it_is_typed() {
        let key = JournalKey::generate();
        let recovery = RecoveryKey::generate();
        let slot = key.seal_to_recovery(&recovery).unwrap();
        let line = recovery.dangerously_show();
        let spaced = format!(" {} {} ", &line[..30].to_lowercase(), &line[30..]);
        let typed = Key::typed(&spaced).unwrap();
        assert_eq!(JournalKey::from_slot(&slot, &typed).unwrap().journal(), key.journal());
        assert!(matches!(JournalKey::from_slot(&slot, &Key::Recovery(RecoveryKey::generate())), Err(Error::WrongPassphrase)));
    }
}
