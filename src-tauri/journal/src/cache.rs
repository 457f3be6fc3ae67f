//! The sealed image of the index: a throw-away file beside the journal, so that opening costs one decryption.
//!
//! Inside its age file stands one line of JSON, then the image. Whatever is wrong with it, the answer is to make the index
//! anew from the records.

use std::{
    ffi::OsString,
    fs,
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{
    DeviceId, JournalId, Result,
    id::Digest,
    index::{self, Index},
    keys::JournalKey,
    seal,
    store::{Store, io_error},
};

/// The most bytes of the first line: room for a few hundred devices.
const LINE_LIMIT: u64 = 64 * 1024;

/// Bytes read from the disk at once. At least [`seal::HEADER_LIMIT`], so that the whole header is seen.
const CHUNK: usize = 128 * 1024;

#[derive(Serialize, Deserialize)]
struct Header {
    /// [`index::VERSION`] when it was written.
    index: u32,
    journal: JournalId,
    /// How far the records are in the image.
    heads: Vec<(DeviceId, u64, Digest)>,
    /// What had been purged: an image from before a purge still holds what was to be gone.
    purged: Digest,
    /// Bytes of the image.
    length: usize,
}

/// What was found beside the journal.
pub(crate) enum Found {
    /// An index that holds the records up to its heads.
    Index(Index),
    /// Nothing that can be used.
    Nothing,
    /// An index of a journal that is further than this file: the file is an old copy.
    Newer,
}

/// The file's place.
#[derive(Debug)]
pub(crate) struct Cache {
    path: PathBuf,
}

impl Cache {
    /// Beside the journal: `journal.mend` has `journal.mend-index`.
    pub(crate) fn of(journal: &Path) -> Self {
        let mut name = OsString::from(journal.as_os_str());
        name.push("-index");
        Self { path: name.into() }
    }

    /// Reads it, if it fits this journal.
    pub(crate) fn read(&self, key: &JournalKey, store: &Store) -> Found {
        self.try_read(key, store).unwrap_or(Found::Nothing)
    }

    fn try_read(&self, key: &JournalKey, store: &Store) -> Option<Found> {
        let file = fs::File::open(&self.path).ok()?;
        let size = usize::try_from(file.metadata().ok()?.len()).ok()?;
        let opened = seal::opening(key.secret(), BufReader::with_capacity(CHUNK, file)).ok()?;
        let mut plain = BufReader::new(opened);
        let mut line = Vec::new();
        plain.by_ref().take(LINE_LIMIT).read_until(b'\n', &mut line).ok()?;
        let header: Header = serde_json::from_slice(&line).ok()?;
        if header.index != index::VERSION || header.journal != key.journal() || header.length > size {
            return None;
        }
        for (device, seq, digest) in &header.heads {
            if store.digest_at(*device, *seq).ok()? != Some(*digest) {
                return Some(Found::Newer);
            }
        }
        if header.purged != store.purged_digest().ok()? {
            return None;
        }
        let index = Index::load(&mut plain, header.length).ok()?;
        // The last chunk says that nothing was cut off.
        let at_end = plain.read(&mut [0]).ok()? == 0;
        (at_end && index.heads().ok()? == header.heads).then_some(Found::Index(index))
    }

    /// Writes it anew: whole, or not at all.
    pub(crate) fn write(&self, key: &JournalKey, store: &Store, index: &mut Index) -> Result<()> {
        let (heads, purged) = (index.heads()?, store.purged_digest()?);
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = tempfile::Builder::new().prefix(".new-").tempfile_in(folder).map_err(io_error)?;
        let image = index.image()?;
        let header = Header { index: index::VERSION, journal: key.journal(), heads, purged, length: image.len() };
        let mut line = serde_json::to_vec(&header)?;
        line.push(b'\n');
        let mut write = || -> io::Result<()> {
            let mut sealed = seal::sealing(key.public(), BufWriter::with_capacity(CHUNK, file.as_file_mut()))?;
            sealed.write_all(&line)?;
            sealed.write_all(&image)?;
            sealed.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
            Ok(())
        };
        write().map_err(io_error)?;
        file.persist(&self.path).map_err(|error| io_error(error.error))?;
        Ok(())
    }

    /// Takes it away.
    pub(crate) fn remove(&self) -> Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_error(error)),
            _ => Ok(()),
        }
    }
}
