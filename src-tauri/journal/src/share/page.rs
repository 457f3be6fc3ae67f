//! Pages: what is shared with somebody who has no Mend, sealed with a passphrase for a page that opens in a browser.
//!
//! Inside the age file: a line `Mend page 1`; a line with the page as JSON and spaces; the bytes of its pictures.

use chrono::{DateTime, Utc};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{MAX_SHARE, ShareError, document::Shared, sealed};
use crate::{Passphrase, Result, seal};

const FIRST: &[u8] = b"Mend page 1\n";

/// What the page shows.
#[derive(Serialize)]
pub(crate) struct Page<'a> {
    /// Who shares, by the name on their card; may be empty.
    pub(crate) from: &'a str,
    /// When it was made.
    pub(crate) at: DateTime<Utc>,
    #[serde(flatten)]
    pub(crate) shared: &'a Shared,
}

/// Seals a page. Takes about a second.
pub(crate) fn seal(page: &Page<'_>, pictures: &[Zeroizing<Vec<u8>>], passphrase: &Passphrase) -> Result<Vec<u8>> {
    let body = sealed::body(page, pictures, FIRST.len())?;
    if body.len() + body.len() / 1024 + 1024 > MAX_SHARE {
        return Err(ShareError::TooMuch.into());
    }
    let mut plain = Zeroizing::new(Vec::with_capacity(FIRST.len() + body.len()));
    plain.extend_from_slice(FIRST);
    plain.extend_from_slice(&body);
    Ok(seal::seal(&passphrase.recipient(), &plain)?)
}
