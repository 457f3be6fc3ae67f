//! Pictures of entries: taken in, given out, and removed when nothing names them any more.

use std::collections::HashSet;

use zeroize::Zeroizing;

use super::Journal;
use crate::{
    Damage, Error, ItemId, NewPicture, Picture, PictureId, Problem, Result, id::Digest, index::Index, picture, store::Commit,
};

impl Journal {
    /// Seals a picture into the journal; when this returns, it is on the disk. It stays if a text names it (`picture:ID`) before
    /// the journal is locked.
    pub fn add_picture(&mut self, new: NewPicture<'_>) -> Result<Picture> {
        let (id, small) = (PictureId::random(), PictureId::random());
        let sealed = [(id, picture::seal(&self.key, id, new.full)?), (small, picture::seal(&self.key, small, new.small)?)];
        let digests = [Digest::of(&sealed[0].1), Digest::of(&sealed[1].1)];
        self.store.commit(&Commit { write_blobs: &sealed, ..Commit::default() })?;
        let picture = Picture { id, small, width: new.width, height: new.height, digests };
        self.fresh.insert(id, picture);
        Ok(picture)
    }

    /// A picture's bytes, whole or small.
    pub fn picture(&self, id: PictureId, small: bool) -> Result<Zeroizing<Vec<u8>>> {
        let about = self.about(id)?.ok_or(Error::NoSuchPicture)?;
        let (id, digest) = if small { (about.small, about.digests[1]) } else { (about.id, about.digests[0]) };
        self.open_picture(id, digest)?.map_err(|_| Error::Damaged("one of its pictures cannot be read"))
    }

    fn open_picture(&self, id: PictureId, digest: Digest) -> Result<Result<Zeroizing<Vec<u8>>, Problem>> {
        let sealed = self.store.blob(id)?.ok_or(Error::NoSuchPicture)?;
        if Digest::of(&sealed) != digest {
            return Ok(Err(Problem::Digest));
        }
        Ok(picture::open(&self.key, id, &sealed))
    }

    /// The pictures that a text names, as far as this journal has them.
    pub(super) fn pictures_of(&self, body: &str) -> Result<Vec<Picture>> {
        let mut pictures = Vec::new();
        for id in picture::named(body) {
            pictures.extend(self.about(id)?);
        }
        Ok(pictures)
    }

    fn about(&self, id: PictureId) -> Result<Option<Picture>> {
        if let Some(picture) = self.fresh.get(&id) {
            return Ok(Some(*picture));
        }
        let draft = self.drafts.pictures().find(|picture| picture.id == id);
        Ok(draft.copied().or(self.index.picture(id)?))
    }

    /// The rows of the pictures that only these entries name.
    pub(super) fn pictures_of_alone(&self, items: &[ItemId]) -> Result<Vec<PictureId>> {
        let mut alone: HashSet<PictureId> = self.index.pictures(Some(items))?.iter().flat_map(Picture::rows).collect();
        for item in items {
            if let Some((_, draft)) = self.drafts.get(*item) {
                alone.extend(draft.entry.pictures.iter().flat_map(Picture::rows));
            }
        }
        for item in self.drafts.items().into_iter().filter(|item| !items.contains(item)) {
            let others = self.drafts.get(item).into_iter().flat_map(|(_, draft)| &draft.entry.pictures);
            for id in others.flat_map(Picture::rows) {
                alone.remove(&id);
            }
        }
        // A draft can name a picture that another entry has, too.
        for picture in self.index.pictures(None)? {
            if alone.contains(&picture.id) && self.index.is_named_beside(picture.id, items)? {
                for id in picture.rows() {
                    alone.remove(&id);
                }
            }
        }
        Ok(alone.into_iter().collect())
    }

    /// Removes the pictures that no revision of anything and no draft names. Only of a journal that was read whole.
    pub(super) fn remove_orphans(&mut self) -> Result<()> {
        let stored = self.store.blobs()?;
        if stored.is_empty() {
            return Ok(());
        }
        let mut named: HashSet<PictureId> = self.index.pictures(None)?.iter().flat_map(Picture::rows).collect();
        named.extend(self.drafts.pictures().flat_map(Picture::rows));
        let orphans: Vec<PictureId> = stored.into_iter().filter(|id| !named.contains(id)).collect();
        if orphans.is_empty() {
            return Ok(());
        }
        self.store.commit(&Commit { erase_blobs: &orphans, ..Commit::default() })
    }

    /// The pictures of an index that cannot be opened.
    pub(super) fn damaged_pictures(&self, index: &Index) -> Result<Vec<Damage>> {
        let mut damage = Vec::new();
        for picture in index.pictures(None)? {
            for (id, digest) in picture.rows().into_iter().zip(picture.digests) {
                let problem = match self.open_picture(id, digest) {
                    Ok(Ok(_)) => continue,
                    Ok(Err(problem)) => problem,
                    Err(Error::NoSuchPicture) => Problem::Erased,
                    Err(error) => return Err(error),
                };
                damage.push(Damage { place: format!("picture {id}"), problem });
            }
        }
        Ok(damage)
    }
}

impl Picture {
    /// Its rows in the table `blob`: the whole one, the small one.
    pub(crate) fn rows(&self) -> [PictureId; 2] {
        [self.id, self.small]
    }
}
