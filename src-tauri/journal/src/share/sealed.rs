//! Sealed files: `.mend`, a binary age file sealed to who is to read it and to who wrote it.
//!
//! Inside: a line `Mend share 1`; a line with a signature; a line with the document as JSON and spaces; the bytes of its pictures. The
//! signature is Ed25519 over `Mend share 1\n` and the SHA-256 of everything after its own line, so it covers sender, recipient, time,
//! content and padding alike.

use std::{fmt, io::Write, ops::Range};

use serde::Serialize;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{
    MAX_SHARE, ShareError,
    document::{Content, Document},
    keys::{OwnKeys, PublicKeys},
};
use crate::{Error, Result, padding::padded, seal, seal::SealError};

/// The first line, and the first part of what is signed.
const FIRST: &[u8] = b"Mend share 1\n";

/// What the first lines of all versions have in common.
const ANY_FIRST: &[u8] = b"Mend share ";

/// What every age file begins with.
const AGE: &[u8] = b"age-encryption.org/";

/// A line with a signature: 128 hex digits.
const SIGNATURE_LINE: usize = 129;

/// A document that was opened and whose signature fits. Nothing of it was believed yet.
pub(crate) struct Opened {
    pub(crate) document: Document,
    plain: Zeroizing<Vec<u8>>,
    pictures: Vec<Range<usize>>,
}

impl Opened {
    /// The bytes of its pictures.
    pub(crate) fn pictures(&self) -> impl Iterator<Item = &[u8]> {
        self.pictures.iter().map(|range| &self.plain[range.clone()])
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Opened({} pictures)", self.pictures.len())
    }
}

/// Signs and seals.
pub(crate) fn seal(document: &Document, pictures: &[Zeroizing<Vec<u8>>], keys: &OwnKeys) -> Result<Vec<u8>> {
    let signed = body(document, pictures, FIRST.len() + SIGNATURE_LINE)?;
    let mut plain = Zeroizing::new(Vec::with_capacity(FIRST.len() + SIGNATURE_LINE + signed.len()));
    plain.extend_from_slice(FIRST);
    plain.extend_from_slice(hex::encode(keys.sign(&message(&signed))).as_bytes());
    plain.push(b'\n');
    plain.extend_from_slice(&signed);
    // age adds a header and 16 bytes for each 64 KiB.
    if plain.len() + plain.len() / 1024 + 1024 > MAX_SHARE {
        return Err(ShareError::TooMuch.into());
    }
    let recipients = [document.to.recipient()?, keys.public().recipient()?];
    let mut sealed = Vec::with_capacity(plain.len() + 4096);
    let mut writer = seal::sealing_to(recipients.iter().map(|one| one as _), &mut sealed)?;
    writer.write_all(&plain)?;
    writer.finish()?;
    Ok(sealed)
}

/// A document as a line padded with spaces, and the bytes of its pictures. `before` is what stands in front of it.
pub(crate) fn body(document: &impl Serialize, pictures: &[Zeroizing<Vec<u8>>], before: usize) -> Result<Zeroizing<Vec<u8>>> {
    let bytes: usize = pictures.iter().map(|picture| picture.len()).sum();
    if bytes > MAX_SHARE {
        return Err(ShareError::TooMuch.into());
    }
    let json = Zeroizing::new(serde_json::to_vec(document)?);
    let size = padded(before + json.len() + 1 + bytes) - before;
    let mut body = Zeroizing::new(Vec::with_capacity(size));
    body.extend_from_slice(&json);
    body.resize(size - bytes - 1, b' ');
    body.push(b'\n');
    pictures.iter().for_each(|picture| body.extend_from_slice(picture));
    Ok(body)
}

/// Opens a file that may come from anybody. Knows nothing yet of who wrote it but that they hold the key that they name.
pub(crate) fn open(keys: &OwnKeys, sealed: &[u8]) -> Result<Opened, ShareError> {
    read(unsealed(keys, sealed)?, keys.public())
}

/// Opens a file that was made here, to look at it once more.
pub(crate) fn open_own(keys: &OwnKeys, sealed: &[u8]) -> Result<Opened, ShareError> {
    let opened = checked(unsealed(keys, sealed)?)?;
    if opened.document.from != *keys.public() {
        return Err(ShareError::UnknownSender);
    }
    Ok(opened)
}

fn unsealed(keys: &OwnKeys, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, ShareError> {
    if sealed.len() > MAX_SHARE {
        return Err(ShareError::TooLarge);
    }
    if !sealed.starts_with(AGE) {
        return Err(ShareError::NotAShare);
    }
    if opens_with_a_passphrase(sealed) {
        return Err(ShareError::Passphrase);
    }
    seal::open(keys.identity(), sealed, MAX_SHARE).map_err(|error| match error {
        SealError::TooLarge => ShareError::TooLarge,
        SealError::Header => ShareError::Header,
        SealError::WrongKey => ShareError::NotForYou,
        SealError::Content => ShareError::Changed,
    })
}

/// Whether the header has a stanza for a passphrase: it then has no other, and trying it could take hours.
fn opens_with_a_passphrase(sealed: &[u8]) -> bool {
    let start = &sealed[..sealed.len().min(seal::HEADER_LIMIT)];
    start.split(|byte| *byte == b'\n').take_while(|line| !line.starts_with(b"---")).any(|line| line.starts_with(b"-> scrypt "))
}

/// Reads what was inside the seal, from somebody else and for this journal.
pub(crate) fn read(plain: Zeroizing<Vec<u8>>, own: &PublicKeys) -> Result<Opened, ShareError> {
    let opened = checked(plain)?;
    if opened.document.from == *own {
        return Err(ShareError::Own);
    }
    if opened.document.to != *own {
        return Err(ShareError::OtherRecipient);
    }
    Ok(opened)
}

/// Reads what was inside the seal, by whomever and for whomever.
fn checked(plain: Zeroizing<Vec<u8>>) -> Result<Opened, ShareError> {
    let Some(rest) = plain.strip_prefix(FIRST) else {
        return Err(if plain.starts_with(ANY_FIRST) { ShareError::Newer } else { ShareError::Malformed });
    };
    let mut signature = [0; 64];
    let (line, signed) = rest.split_at_checked(SIGNATURE_LINE).ok_or(ShareError::Malformed)?;
    let [hex @ .., b'\n'] = line else { return Err(ShareError::Signature) };
    hex::decode_to_slice(hex, &mut signature).map_err(|_| ShareError::Signature)?;
    let end = signed.iter().position(|byte| *byte == b'\n').ok_or(ShareError::Malformed)?;
    let document: Document = serde_json::from_slice(&signed[..end]).map_err(|_| ShareError::Malformed)?;
    if !document.from.signed(&message(signed), &signature) {
        return Err(ShareError::Signature);
    }
    let mut from = plain.len() - signed.len() + end + 1;
    let mut pictures = Vec::new();
    if let Content::Share(share) = &document.content {
        for picture in share.pictures() {
            let to = from.checked_add(picture.length).filter(|to| *to <= plain.len()).ok_or(ShareError::Malformed)?;
            pictures.push(from..to);
            from = to;
        }
    }
    if from != plain.len() {
        return Err(ShareError::Malformed);
    }
    Ok(Opened { document, plain, pictures })
}

/// What a signature is over.
fn message(signed: &[u8]) -> Vec<u8> {
    [FIRST, &Sha256::digest(signed)].concat()
}

impl From<ShareError> for Error {
    fn from(error: ShareError) -> Self {
        Self::Share(error)
    }
}
