//! A word that nobody else would write, and where it is left behind.

use std::{
    fs::{self, File},
    io::{ErrorKind, Read},
    path::Path,
    time::SystemTime,
};

use memchr::memmem::Finder;
use uuid::Uuid;

use super::Result;

/// Files are read in pieces of this many bytes, which overlap by the longest form.
const PIECE: usize = 8 << 20;

/// What text is encoded with where it is left behind by accident.
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A word to be found again, in every form in which a program may leave it behind.
#[derive(Debug)]
pub struct Canary {
    word: String,
    forms: Vec<(&'static str, Finder<'static>)>,
}

impl Canary {
    /// Letters that were never written before, so that a find is a find of this run.
    pub fn hatch() -> Self {
        let letters = Uuid::new_v4().simple().to_string();
        Self::of(&letters.bytes().map(|byte| char::from(b'a' + byte % 26)).collect::<String>())
    }

    /// The forms of a text that is known already.
    pub fn of(word: &str) -> Self {
        let forms: [(&str, Vec<u8>); 6] = [
            ("UTF-8", word.into()),
            ("UTF-16 LE", word.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("UTF-16 BE", word.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            ("base64", base64(word.as_bytes(), 0)),
            ("base64, one byte in", base64(word.as_bytes(), 1)),
            ("base64, two bytes in", base64(word.as_bytes(), 2)),
        ];
        let forms = forms.map(|(name, bytes)| (name, Finder::new(&bytes).into_owned())).into();
        Self { word: word.to_owned(), forms }
    }

    /// The word.
    pub fn word(&self) -> &str {
        &self.word
    }

    /// How often it is in these bytes, in any form.
    pub fn count(&self, bytes: &[u8]) -> usize {
        self.forms.iter().map(|(_, form)| form.find_iter(bytes).count()).sum()
    }

    fn longest(&self) -> usize {
        self.forms.iter().map(|(_, form)| form.needle().len()).max().unwrap_or_default()
    }

    /// The files in a folder, and in those inside it, that have the word in them or in their name; all, or those written since.
    pub fn files_below(&self, folder: &Path, since: Option<SystemTime>) -> Result<Vec<String>> {
        let mut found = Vec::new();
        self.look_below(folder, since, &mut found)?;
        Ok(found)
    }

    fn look_below(&self, folder: &Path, since: Option<SystemTime>, found: &mut Vec<String>) -> Result<()> {
        let Some(entries) = passable(fs::read_dir(folder))? else { return Ok(()) };
        for entry in entries {
            let entry = entry?;
            let path = entry.path();
            if self.count(path.as_os_str().as_encoded_bytes()) > 0 {
                found.push(format!("{}: in the name", path.display()));
            }
            // Links are not followed: what they lead to is looked at where it is.
            let Some(about) = passable(entry.metadata())? else { continue };
            if about.is_dir() {
                self.look_below(&path, since, found)?;
            } else if about.is_file() && since.is_none_or(|since| about.modified().is_ok_and(|at| at >= since)) {
                let Some(file) = passable(File::open(&path))? else { continue };
                let forms = self.forms_in(file)?;
                found.extend(forms.iter().map(|form| format!("{}: {form}", path.display())));
            }
        }
        Ok(())
    }

    fn forms_in(&self, mut file: impl Read) -> Result<Vec<&'static str>> {
        let (mut buffer, mut kept) = (vec![0; PIECE], 0);
        let mut found: Vec<&str> = Vec::new();
        loop {
            let read = file.read(&mut buffer[kept..])?;
            let piece = &buffer[..kept + read];
            let forms = self.forms.iter().filter(|(_, form)| form.find(piece).is_some()).map(|(name, _)| *name);
            found.extend(forms);
            if read == 0 {
                found.sort_unstable();
                found.dedup();
                return Ok(found);
            }
            let end = piece.len();
            kept = end.min(self.longest());
            buffer.copy_within(end - kept..end, 0);
        }
    }
}

/// What goes while one looks, and what others keep for themselves, is passed over.
fn passable<T>(result: std::io::Result<T>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// What the bytes look like inside a longer base64 text in which `before` bytes (modulo 3) come first: the groups of three that
/// are wholly theirs.
fn base64(bytes: &[u8], before: usize) -> Vec<u8> {
    let group = |three: &[u8]| {
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        [18, 12, 6, 0].map(|shift| BASE64[bits >> shift & 63])
    };
    bytes[(3 - before) % 3..].chunks_exact(3).flat_map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_found_wherever_it_begins() {
        let canary = Canary::of("Many hands make light work.");
        // From RFC 4648's alphabet by `printf … | base64`, with nothing, "x" and "xy" before.
        for text in [
            "TWFueSBoYW5kcyBtYWtlIGxpZ2h0IHdvcmsu",
            "eE1hbnkgaGFuZHMgbWFrZSBsaWdodCB3b3JrLg==",
            "eHlNYW55IGhhbmRzIG1ha2UgbGlnaHQgd29yay4=",
        ] {
            assert_eq!(canary.count(text.as_bytes()), 1, "{text}");
        }
    }

    #[test]
    fn a_word_across_two_pieces_is_found() -> Result<()> {
        let canary = Canary::hatch();
        let mut bytes = vec![b'.'; PIECE - 5];
        bytes.extend_from_slice(canary.word().as_bytes());
        assert_eq!(canary.forms_in(bytes.as_slice())?, ["UTF-8"]);
        assert!(canary.forms_in(&bytes[..PIECE])?.is_empty());
        Ok(())
    }
}
