//! Pictures: attachments of entries, each sealed on its own in the table `blob`.
//!
//! An entry names its pictures by id and by the digest of their sealed bytes, so a picture cannot be exchanged for another.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{Error, JournalId, PictureId, Problem, Result, id::Digest, keys::JournalKey, padding::padded};

/// The most bytes that a picture may have: what is 20 MB as a photograph can be more as a PNG.
pub const MAX_PICTURE: usize = 32 << 20;

/// The largest sealed picture accepted: padding adds an eighth at most, sealing less.
pub(crate) const SEALED_LIMIT: usize = MAX_PICTURE + MAX_PICTURE / 4;

/// What stands before the address of a picture in Markdown.
const SCHEME: &str = "(picture:";

/// A picture in an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The whole picture.
    pub id: PictureId,
    /// The same, small.
    pub small: PictureId,
    /// Pixels of the whole one.
    pub width: u32,
    /// Pixels of the whole one.
    pub height: u32,
    /// SHA-256 of the sealed bytes of both.
    pub(crate) digests: [Digest; 2],
}

/// A picture that is to be kept: JPEG or PNG, with nothing in it but the picture. Whoever hands it over has seen to that.
#[derive(Debug, Clone, Copy)]
pub struct NewPicture<'a> {
    /// The whole picture.
    pub full: &'a [u8],
    /// The same, small.
    pub small: &'a [u8],
    /// Pixels of the whole one.
    pub width: u32,
    /// Pixels of the whole one.
    pub height: u32,
}

/// The line before the bytes.
#[derive(Serialize, Deserialize)]
struct Header {
    journal: JournalId,
    blob: PictureId,
    media: String,
    length: usize,
}

/// Seals a picture: `{journal, blob, media, length}` as a line of JSON, the bytes, zeros up to the padded size.
pub(crate) fn seal(key: &JournalKey, id: PictureId, bytes: &[u8]) -> Result<Vec<u8>> {
    let media = match bytes {
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        _ => return Err(Error::NotAPicture),
    };
    if bytes.len() > MAX_PICTURE {
        return Err(Error::TooLong);
    }
    let header = Header { journal: key.journal(), blob: id, media: media.into(), length: bytes.len() };
    let mut plain = Zeroizing::new(Vec::with_capacity(padded(bytes.len() + 256)));
    serde_json::to_writer(&mut *plain, &header)?;
    plain.push(b'\n');
    plain.extend_from_slice(bytes);
    let size = padded(plain.len());
    plain.resize(size, 0);
    key.seal(&plain)
}

/// Opens a picture and checks that it is this one.
pub(crate) fn open(key: &JournalKey, id: PictureId, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Problem> {
    let plain = key.open(sealed, SEALED_LIMIT).map_err(|_| Problem::Sealed)?;
    let line = plain.iter().position(|byte| *byte == b'\n').ok_or(Problem::Shape)?;
    let header: Header = serde_json::from_slice(&plain[..line]).map_err(|_| Problem::Shape)?;
    if header.journal != key.journal() || header.blob != id {
        return Err(Problem::Binding);
    }
    let end = (line + 1).checked_add(header.length).ok_or(Problem::Shape)?;
    Ok(Zeroizing::new(plain.get(line + 1..end).ok_or(Problem::Shape)?.to_vec()))
}

/// The pictures that a Markdown text names, each once, in its order.
pub(crate) fn named(body: &str) -> Vec<PictureId> {
    let mut named = Vec::new();
    for (at, _) in body.match_indices(SCHEME) {
        let id = body[at + SCHEME.len()..].get(..36).and_then(|id| id.parse().ok());
        named.extend(id.filter(|id| !named.contains(id)));
    }
    named
}

/// A Markdown text without the addresses of its pictures: they are no words of anybody's.
pub(crate) fn without_addresses(body: &str) -> std::borrow::Cow<'_, str> {
    if !body.contains(SCHEME) {
        return body.into();
    }
    let mut words = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find(SCHEME) {
        words.push_str(&rest[..at]);
        words.push_str("()");
        let address = &rest[at..];
        let end = address.find([')', '\n']).map_or(address.len(), |end| end + usize::from(address.as_bytes()[end] == b')'));
        rest = &address[end..];
    }
    words.push_str(rest);
    words.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "3f0e6c2e-52f7-4d51-a5c4-4b6d3f3c1c11";

    #[test]
    fn a_text_names_its_pictures_once_and_in_order() {
        let other = PictureId::random();
        let body =
            format!("![us](picture:{other}) and ![](picture:{ID} \"title\") ![again](picture:{other}) ![](picture:nothing)");
        assert_eq!(named(&body), [other, ID.parse().unwrap()]);
        assert!(named("![](https://example.org/a.png) (picture:").is_empty());
        assert!(named("![](picture:3f0e6c2e-52f7-4d51-a5c4-4b6d3f3c1cé)").is_empty());
    }

    #[test]
    fn addresses_are_no_words() {
        assert_eq!(without_addresses(&format!("![us](picture:{ID}) by the river")), "![us]() by the river");
        assert_eq!(without_addresses("see (picture: that one) there"), "see () there");
        assert_eq!(without_addresses("(picture:é\nnext"), "()\nnext");
    }

    #[test]
    fn a_picture_opens_only_as_itself() {
        let (key, id) = (JournalKey::generate(), PictureId::random());
        let bytes = [&[0xff, 0xd8, 0xff][..], &[7; 5_000]].concat();
        let sealed = seal(&key, id, &bytes).unwrap();
        assert_eq!(*open(&key, id, &sealed).unwrap(), bytes);
        assert_eq!(open(&key, PictureId::random(), &sealed).unwrap_err(), Problem::Binding);
        assert_eq!(open(&JournalKey::generate(), id, &sealed).unwrap_err(), Problem::Sealed);
        assert!(matches!(seal(&key, id, b"<svg/>"), Err(Error::NotAPicture)));
    }
}
