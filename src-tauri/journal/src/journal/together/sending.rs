//! What goes: put together, looked at, sealed, and noted.

use std::fmt;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::super::changing::object;
use crate::{
    Error, ItemId, Journal, Moment, Passphrase, Picture, PictureId, Result,
    item::together::{Partner, RECEIVED, SHARED, SharedNote, Went},
    share::{
        MAX_SHARE, ShareError,
        document::{Content, Document, MOST_PIXELS, MOST_TEXT, Replied, Reply, Shared, SharedMeasure, SharedPicture, SharedText},
        keys::PublicKeys,
        one_line,
        page::{self, Page},
        sealed, text,
    },
};

/// What of an entry is to go.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The entry.
    pub id: ItemId,
    /// Only this passage of its text.
    pub passage: Option<String>,
    /// Whether its title goes.
    pub title: bool,
    /// Whether its local day goes.
    pub day: bool,
    /// Whether its tags go.
    pub tags: bool,
    /// Whether the feelings of its check-ins go.
    pub feelings: bool,
    /// The pictures that go; others are taken out of the text.
    pub pictures: Vec<PictureId>,
}

/// Exactly what would go.
pub struct Composed {
    shared: Shared,
    /// What the journal knows of each picture, and its bytes.
    pictures: Vec<(Picture, Zeroizing<Vec<u8>>)>,
    entries: Vec<ItemId>,
    measure: Option<String>,
}

impl Composed {
    /// What it says. The texts of pictures are named by their numbers.
    pub fn shared(&self) -> &Shared {
        &self.shared
    }

    /// The pictures of all texts, in their order.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.pictures.iter().map(|(picture, _)| picture)
    }

    /// A text as it is shown here: with the pictures' own names.
    pub fn body(&self, text: &SharedText) -> String {
        text::renamed(&text.body, |name| {
            let number: usize = name.parse().ok()?;
            self.pictures.get(number).map(|(picture, _)| picture.id.to_string())
        })
    }

    /// Bytes before it is sealed.
    pub fn bytes(&self) -> usize {
        let pictures: usize = self.pictures.iter().map(|(_, bytes)| bytes.len()).sum();
        pictures + serde_json::to_vec(&self.shared).map_or(0, |json| json.len())
    }

    /// Names this very content: SHA-256 in hex.
    pub fn digest(&self) -> Result<String> {
        let mut hasher = Sha256::new_with_prefix(serde_json::to_vec(&self.shared)?);
        self.pictures.iter().for_each(|(_, bytes)| hasher.update(Sha256::digest(bytes)));
        Ok(hex::encode(hasher.finalize()))
    }

    fn bytes_of_pictures(&self) -> Vec<Zeroizing<Vec<u8>>> {
        self.pictures.iter().map(|(_, bytes)| bytes.clone()).collect()
    }
}

/// A file to be handed over, and what is to be noted about it here.
pub struct Outgoing {
    /// The file.
    pub bytes: Vec<u8>,
    pub(super) notes: Vec<(ItemId, &'static str, Map<String, Value>)>,
    /// Whose it is: another journal notes nothing of it.
    pub(super) maker: Option<PublicKeys>,
    /// What the items it changes held when it was made.
    pub(super) before: Vec<(ItemId, Map<String, Value>)>,
    /// The line on the list of what went; of a question, the question.
    pub id: ItemId,
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Outgoing({} bytes)", self.bytes.len())
    }
}

impl fmt::Debug for Composed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Composed({} texts)", self.shared.entries.len())
    }
}

impl Journal {
    /// Puts together what would go. `today` tells which letters are sealed: they cannot be shared.
    pub fn compose(
        &self,
        note: &str,
        chosen: &[Chosen],
        measure: Option<(String, SharedMeasure)>,
        today: NaiveDate,
    ) -> Result<Composed> {
        let mut pictures = Vec::new();
        let mut entries = Vec::new();
        for one in chosen {
            entries.push(self.compose_one(one, today, &mut pictures)?);
        }
        let named = |measure: SharedMeasure| SharedMeasure { name: one_line(&measure.name), ..measure };
        let (measure, measures) = measure.map_or((None, Vec::new()), |(name, measure)| (Some(name), vec![named(measure)]));
        let shared = Shared { note: visible(note.trim()), entries, measures };
        if shared.is_empty() {
            return Err(ShareError::Empty.into());
        }
        if shared.text_bytes() > MOST_TEXT || shared.pixels() > MOST_PIXELS {
            return Err(ShareError::TooMuch.into());
        }
        Ok(Composed { shared, pictures, entries: chosen.iter().map(|one| one.id).collect(), measure })
    }

    fn compose_one(
        &self,
        chosen: &Chosen,
        today: NaiveDate,
        pictures: &mut Vec<(Picture, Zeroizing<Vec<u8>>)>,
    ) -> Result<SharedText> {
        let stored = self.entry(chosen.id)?;
        if stored.trashed.is_some() {
            return Err(Error::NoSuchEntry);
        }
        let entry = stored.entry;
        if entry.is_sealed(today) {
            return Err(Error::Sealed);
        }
        let mut own: Vec<SharedPicture> = Vec::new();
        let mut numbers: Vec<(PictureId, usize)> = Vec::new();
        let mut failed = Ok(());
        let body = text::renamed(chosen.passage.as_ref().unwrap_or(&entry.body), |name| {
            let id: PictureId = name.parse().ok().filter(|id| chosen.pictures.contains(id))?;
            if let Some((_, number)) = numbers.iter().find(|(known, _)| *known == id) {
                return Some(number.to_string());
            }
            let about = entry.pictures.iter().find(|picture| picture.id == id)?;
            let bytes = match self.picture(id, false) {
                Ok(bytes) => bytes,
                Err(error) => {
                    failed = Err(error);
                    return None;
                }
            };
            let media = if bytes.starts_with(&[0xff, 0xd8]) { "image/jpeg" } else { "image/png" };
            own.push(SharedPicture { media: media.into(), width: about.width, height: about.height, length: bytes.len() });
            numbers.push((id, pictures.len()));
            pictures.push((*about, bytes));
            Some((pictures.len() - 1).to_string())
        });
        failed?;
        if pictures.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > MAX_SHARE {
            return Err(ShareError::TooMuch.into());
        }
        let feelings = if chosen.feelings { self.felt_at(chosen.id)? } else { Vec::new() };
        Ok(SharedText {
            title: if chosen.title { one_line(&entry.title) } else { String::new() },
            day: chosen.day.then(|| entry.written_at.date_naive()),
            tags: if chosen.tags { entry.tags.iter().map(|tag| one_line(tag)).collect() } else { Vec::new() },
            feelings,
            body: visible(&body),
            pictures: own,
        })
    }

    /// The feelings of an entry's check-ins, each once.
    fn felt_at(&self, entry: ItemId) -> Result<Vec<String>> {
        let mut words: Vec<String> = Vec::new();
        for felt in self.check_ins_of(entry)?.into_iter().flat_map(|stored| stored.check_in.feelings) {
            let word = one_line(&felt.name);
            if !words.contains(&word) {
                words.push(word);
            }
        }
        Ok(words)
    }

    /// Seals what was put together to a partner.
    pub fn seal_share(&self, composed: &Composed, partner: ItemId, now: Moment) -> Result<Outgoing> {
        let (document, bytes, to) =
            self.seal_to(partner, Content::Share(composed.shared.clone()), &composed.bytes_of_pictures(), now)?;
        let note = SharedNote { partner: Some(partner), document: Some(document), ..composed.note(Went::Share, to.called, now) };
        self.outgoing(bytes, &note)
    }

    /// Seals it with a passphrase for a page in a browser; gives the sealed bytes that the page is to hold. Takes about a second.
    pub fn seal_page(&self, composed: &Composed, called: &str, passphrase: &Passphrase, now: Moment) -> Result<Outgoing> {
        let card = self.my_card()?;
        let from = card.as_ref().map_or("", |card| card.name());
        let page = Page { from, at: to_the_second(now), shared: &composed.shared };
        let bytes = page::seal(&page, &composed.bytes_of_pictures(), passphrase)?;
        self.outgoing(bytes, &composed.note(Went::Page, one_line(called), now))
    }

    /// Seals an answer to what came.
    pub fn seal_reply(&self, received: ItemId, reply: &Reply, now: Moment) -> Result<Outgoing> {
        let mut about = self.received(received)?;
        let Reply { heard, ask, thanks } = reply;
        let [heard, ask, thanks] = [heard, ask, thanks].map(|text| visible(text.trim()));
        if [&heard, &ask, &thanks].iter().all(|text| text.is_empty()) {
            return Err(ShareError::Empty.into());
        }
        let content = Content::Reply(Replied { to: about.document, heard, ask, thanks });
        let (document, bytes, to) = self.seal_to(about.partner, content, &[], now)?;
        let note = SharedNote {
            at: now,
            kind: Went::Reply,
            document: Some(document),
            partner: Some(about.partner),
            called: to.called,
            note: String::new(),
            entries: Vec::new(),
            measure: None,
            about: Some(received),
            other: Map::new(),
        };
        about.answered = Some(now);
        let mut outgoing = self.outgoing(bytes, &note)?;
        outgoing.before.push((received, self.content_now(received)?));
        outgoing.notes.push((received, RECEIVED, object(&about)?));
        Ok(outgoing)
    }

    /// Notes that a file was made. When this returns, the note is on the disk. Fails with [`ShareError::Stale`] if what it was made from is
    /// not as it was, or in another journal: a dialog can stay open for hours.
    pub fn note_sent(&mut self, outgoing: Outgoing, now: Moment) -> Result<()> {
        let Outgoing { notes, maker, before, .. } = outgoing;
        if self.maker()? != maker {
            return Err(ShareError::Stale.into());
        }
        for (id, content) in before {
            if self.content_now(id).ok() != Some(content) {
                return Err(ShareError::Stale.into());
            }
        }
        self.put_all(notes, now)
    }

    /// Lets go of the draft of an answer whose file is at its place. What was written since then stays.
    pub fn answer_went(&mut self, received: ItemId, reply: &Reply, now: Moment) -> Result<()> {
        if self.reply_draft(received)?.as_ref() == Some(reply) { self.drop_reply_draft(received, now) } else { Ok(()) }
    }

    fn outgoing(&self, bytes: Vec<u8>, note: &SharedNote) -> Result<Outgoing> {
        let id = ItemId::random();
        Ok(Outgoing { bytes, notes: vec![(id, SHARED, object(note)?)], maker: self.maker()?, before: Vec::new(), id })
    }

    /// The keys that this journal signs with, once it has any.
    pub(super) fn maker(&self) -> Result<Option<PublicKeys>> {
        match self.own_keys() {
            Ok(keys) => Ok(Some(*keys.public())),
            Err(Error::Share(ShareError::NoCard)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// What an item holds, if it is not in the trash.
    pub(super) fn content_now(&self, id: ItemId) -> Result<Map<String, Value>> {
        let state = self.index.state(id)?.filter(|state| state.trashed.is_none());
        Ok(state.ok_or(Error::NoSuchEntry)?.content)
    }

    /// Signs and seals a document to a partner; gives its id.
    pub(super) fn seal_to(
        &self,
        partner: ItemId,
        content: Content,
        pictures: &[Zeroizing<Vec<u8>>],
        now: Moment,
    ) -> Result<(Uuid, Vec<u8>, Partner)> {
        let keys = self.own_keys()?;
        let to = self.partner(partner)?;
        // What the other side would refuse is not made.
        content.check().map_err(|error| if error == ShareError::TooLarge { ShareError::TooMuch } else { error })?;
        if to.stopped.is_some() {
            return Err(ShareError::Stopped.into());
        }
        let id = Uuid::new_v4();
        let at = to_the_second(now);
        let document = Document { id, at, from: *keys.public(), to: to.keys, content };
        Ok((id, sealed::seal(&document, pictures, &keys)?, to))
    }
}

impl Composed {
    fn note(&self, kind: Went, called: String, at: Moment) -> SharedNote {
        SharedNote {
            at,
            kind,
            document: None,
            partner: None,
            called,
            note: self.shared.note.clone(),
            entries: self.entries.clone(),
            measure: self.measure.clone(),
            about: None,
            other: Map::new(),
        }
    }
}

/// A moment as it is told to others, in UTC: finer tells of the computer, not of the person.
fn to_the_second(now: Moment) -> DateTime<Utc> {
    let at = now.with_timezone(&Utc);
    at - TimeDelta::nanoseconds(i64::from(at.timestamp_subsec_nanos()))
}

/// A text without what no document may have.
pub(super) fn visible(text: &str) -> String {
    text.replace('\0', "")
}
