//! Sealing and opening: the only place that knows age.
//!
//! Opening is written for hostile input. age parses the header before it can know who wrote it, and a crafted header of
//! 84 kB costs 25 s; so the header must end within [`HEADER_LIMIT`] bytes, and the caller says how large the file may be.

use std::{
    io::{self, BufRead, Read, Write},
    iter,
};

use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient, x25519};
use zeroize::Zeroizing;

/// The end of an age header (`\n--- `) must stand within this many bytes. A header of ours takes 200.
pub(crate) const HEADER_LIMIT: usize = 16 * 1024;

/// The most stanzas of a header: ours have three at most. Reading them costs the square of their number: 2,700 fit, and take a second.
const MOST_STANZAS: usize = 32;

/// scrypt's cost as a power of two when sealing to a passphrase: about a second and 256 MiB. Fixed, because age would
/// otherwise choose by how busy the machine is.
pub(crate) const WORK_FACTOR: u8 = 18;

/// The highest scrypt cost accepted when opening.
pub(crate) const MAX_WORK_FACTOR: u8 = 20;

/// Why sealed bytes did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// Larger than the caller allows.
    #[error("it is larger than anything this program writes")]
    TooLarge,
    /// The header is no age header, is too long, or asks for too much work.
    #[error("its header is not one this program accepts")]
    Header,
    /// It was not sealed to this key (or, for a passphrase, the passphrase is another).
    #[error("this key does not open it")]
    WrongKey,
    /// The header opened, the content was changed or cut.
    #[error("its content was changed or cut short")]
    Content,
}

/// Seals `plain` to one recipient as a binary age v1 file.
pub(crate) fn seal(recipient: &dyn Recipient, plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut sealed = Vec::with_capacity(plain.len() + 512);
    let mut writer = sealing(recipient, &mut sealed)?;
    writer.write_all(plain)?;
    writer.finish()?;
    Ok(sealed)
}

/// A writer that seals what is written to it; call `finish` at the end.
pub(crate) fn sealing<W: Write>(recipient: &dyn Recipient, output: W) -> io::Result<age::stream::StreamWriter<W>> {
    sealing_to(iter::once(recipient), output)
}

/// The same for several recipients, each of whom can open it alone.
pub(crate) fn sealing_to<'a, W: Write>(
    recipients: impl Iterator<Item = &'a dyn Recipient>,
    output: W,
) -> io::Result<age::stream::StreamWriter<W>> {
    Encryptor::with_recipients(recipients).map_err(io::Error::other)?.wrap_output(output)
}

/// Opens an age file of at most `limit` bytes. The plain text is wiped when it is dropped.
pub(crate) fn open(identity: &dyn Identity, sealed: &[u8], limit: usize) -> Result<Zeroizing<Vec<u8>>, SealError> {
    if sealed.len() > limit {
        return Err(SealError::TooLarge);
    }
    // Sized beforehand: a vector that grows leaves copies of the text behind it.
    let mut plain = Zeroizing::new(Vec::with_capacity(sealed.len()));
    opening(identity, sealed)?.read_to_end(&mut plain).map_err(|_| SealError::Content)?;
    Ok(plain)
}

/// A reader of an age file's plain text. `sealed` must be able to show its whole header at once, as a slice or a buffered
/// file does.
pub(crate) fn opening<R: BufRead>(identity: &dyn Identity, mut sealed: R) -> Result<age::stream::StreamReader<R>, SealError> {
    let start = sealed.fill_buf().map_err(|_| SealError::Content)?;
    let start = &start[..start.len().min(HEADER_LIMIT)];
    let end = start.windows(5).position(|window| window == b"\n--- ").ok_or(SealError::Header)?;
    if start[..end].windows(4).filter(|window| window == b"\n-> ").count() > MOST_STANZAS {
        return Err(SealError::Header);
    }
    let decryptor = Decryptor::new_buffered(sealed).map_err(|error| reason(&error))?;
    decryptor.decrypt(iter::once(identity)).map_err(|error| reason(&error))
}

/// age's errors, without their texts: one of them subtracts two numbers that a hostile file chooses.
fn reason(error: &DecryptError) -> SealError {
    match error {
        DecryptError::NoMatchingKeys | DecryptError::KeyDecryptionFailed | DecryptError::DecryptionFailed => SealError::WrongKey,
        DecryptError::Io(_) => SealError::Content,
        _ => SealError::Header,
    }
}

/// The recipient for a passphrase, with the fixed work factor.
pub(crate) fn passphrase_recipient(passphrase: secrecy::SecretString) -> age::scrypt::Recipient {
    let mut recipient = age::scrypt::Recipient::new(passphrase);
    recipient.set_work_factor(WORK_FACTOR);
    recipient
}

/// The identity for a passphrase, with the highest work factor it will do.
pub(crate) fn passphrase_identity(passphrase: secrecy::SecretString) -> age::scrypt::Identity {
    let mut identity = age::scrypt::Identity::new(passphrase);
    identity.set_max_work_factor(MAX_WORK_FACTOR);
    identity
}

/// Opens arbitrary sealed bytes with a key in age's own notation: what the format's test vectors and the fuzzer call.
pub fn open_with_secret(secret: &str, sealed: &[u8], limit: usize) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let identity: x25519::Identity = secret.parse().map_err(|_| SealError::WrongKey)?;
    open(&identity, sealed, limit)
}

/// Opens arbitrary sealed bytes with a passphrase, as the slots do.
pub fn open_with_passphrase(passphrase: &str, sealed: &[u8], limit: usize) -> Result<Zeroizing<Vec<u8>>, SealError> {
    open(&passphrase_identity(passphrase.to_owned().into()), sealed, limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_key_only() {
        let identity = x25519::Identity::generate();
        let sealed = seal(&identity.to_public(), b"the long way").unwrap();
        assert_eq!(&**open(&identity, &sealed, 4096).unwrap(), b"the long way");
        assert_eq!(open(&x25519::Identity::generate(), &sealed, 4096).unwrap_err(), SealError::WrongKey);
        assert_eq!(open(&identity, &sealed, 10).unwrap_err(), SealError::TooLarge);
    }

    #[test]
    fn a_header_without_end_is_refused_before_it_is_parsed() {
        let mut bomb = b"age-encryption.org/v1\n".to_vec();
        bomb.extend(b"-> X25519 ".repeat(9_000));
        assert_eq!(open(&x25519::Identity::generate(), &bomb, 1 << 20).unwrap_err(), SealError::Header);
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let identity = x25519::Identity::generate();
        let sealed = seal(&identity.to_public(), b"shoulders").unwrap();
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 0x20;
            assert!(open(&identity, &changed, 4096).is_err(), "byte {place}");
            assert!(open(&identity, &sealed[..place], 4096).is_err(), "cut at {place}");
        }
    }
}
