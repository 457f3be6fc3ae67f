//! What comes: opened, looked at, and kept or declined.

use std::fmt;

use chrono::Datelike;
use serde_json::Map;

use crate::{
    Error, ItemId, Journal, Moment, Picture, Result,
    item::together::{Partner, QUESTION, Question, QuestionState, RECEIVED, Received},
    share::{
        ShareError,
        document::{Asked, Content, Document, Reply, SharedPicture},
        keys::PublicKeys,
        sealed::{self, Opened},
        text,
    },
};

use super::{Listed, questions};

/// What sort of thing came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// Texts and measures.
    Share,
    /// An answer to what was shared.
    Reply,
    /// A question that both answer.
    Ask,
    /// The answer of who was asked.
    Answer,
    /// The answer of who asked.
    Reveal,
}

impl Came {
    pub(super) fn of(content: &Content) -> Self {
        match content {
            Content::Share(_) => Self::Share,
            Content::Reply(_) => Self::Reply,
            Content::Ask(_) => Self::Ask,
            Content::Answer(_) => Self::Answer,
            Content::Reveal(_) => Self::Reveal,
        }
    }
}

/// A file that was opened and found good, by somebody who is known. Nothing of it is kept yet, and nothing of what it says can be read
/// from here but by keeping it.
pub struct Arrived {
    opened: Opened,
    /// Where it would be kept.
    item: ItemId,
    /// Who wrote it.
    pub partner: ItemId,
    /// What they are called here.
    pub called: String,
}

impl fmt::Debug for Arrived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Arrived(…)")
    }
}

/// Where something that was kept is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptIn {
    /// Among what came.
    Received(ItemId),
    /// Among the questions.
    Question(ItemId),
}

impl Arrived {
    /// What sort of thing it is.
    pub fn kind(&self) -> Came {
        Came::of(&self.opened.document.content)
    }

    /// When it was made, as they say.
    pub fn at(&self) -> Moment {
        self.opened.document.at.fixed_offset()
    }

    /// How many texts, pictures and measures it has.
    pub fn counts(&self) -> (usize, usize, usize) {
        match &self.opened.document.content {
            Content::Share(share) => (share.entries.len(), share.pictures().count(), share.measures.len()),
            _ => (0, 0, 0),
        }
    }

    /// Who and when, as it is kept, without anything of what it says.
    fn line(&self, now: Moment) -> Received {
        let Document { id, at, from, .. } = &self.opened.document;
        Received {
            kept: now,
            at: at.fixed_offset(),
            partner: self.partner,
            called: self.called.clone(),
            keys: *from,
            document: *id,
            unread: true,
            declined: false,
            answered: None,
            note: String::new(),
            entries: Vec::new(),
            measures: Vec::new(),
            reply: None,
            about: None,
            pictures: Vec::new(),
            other: Map::new(),
        }
    }

    /// What is said of each picture, and its bytes: for whoever decodes them, who must not believe a word of it.
    pub fn pictures(&self) -> Vec<(&SharedPicture, &[u8])> {
        match &self.opened.document.content {
            Content::Share(share) => share.pictures().zip(self.opened.pictures()).collect(),
            _ => Vec::new(),
        }
    }
}

impl Journal {
    /// Opens a file that somebody shared. Keeps nothing, whatever comes of it.
    pub fn open_share(&self, bytes: &[u8]) -> Result<Arrived> {
        let keys = match self.own_keys() {
            // Nobody can have sealed anything to a journal without a card.
            Err(Error::Share(ShareError::NoCard)) if bytes.starts_with(b"age-encryption.org/") => {
                return Err(ShareError::NotForYou.into());
            }
            Err(Error::Share(ShareError::NoCard)) => return Err(ShareError::NotAShare.into()),
            keys => keys?,
        };
        let opened = sealed::open(&keys, bytes)?;
        let Document { id, from, content, .. } = &opened.document;
        let Listed { id: partner, item: Partner { called, .. }, .. } = self.known(from)?;
        // A moment that every calendar here has: others cannot be written as one.
        if !(1..=9999).contains(&opened.document.at.year()) {
            return Err(ShareError::Malformed.into());
        }
        content.check()?;
        let received = ItemId::of_received("mend received 1", from.verify_bytes(), *id);
        self.is_new(received)?;
        let item = match content {
            Content::Share(_) | Content::Reply(_) => received,
            Content::Ask(Asked { question, .. }) => {
                let item = ItemId::of_received("mend question 1", from.verify_bytes(), *question);
                self.is_new(item)?;
                item
            }
            Content::Answer(answer) => self.question_for_answer(partner, from, answer)?,
            Content::Reveal(reveal) => self.question_for_reveal(from, reveal)?,
        };
        Ok(Arrived { opened, item, partner, called })
    }

    /// Refuses what is here, or was.
    fn is_new(&self, item: ItemId) -> Result<()> {
        if self.index.is_purged(item)? {
            return Err(ShareError::Removed.into());
        }
        match self.index.state(item)? {
            None => Ok(()),
            Some(state) if state.trashed.is_some() => Err(ShareError::Removed.into()),
            Some(state) if state.content.get("declined").is_some_and(|declined| declined == true) => {
                Err(ShareError::Declined.into())
            }
            Some(_) => Err(ShareError::Again.into()),
        }
    }

    /// Who made what arrived, as it is known now: while it waits, words may be compared, or a card replaced.
    pub fn arrived_from(&self, arrived: &Arrived) -> Result<(Option<ItemId>, String, Option<Moment>)> {
        Ok(match self.with_keys(&arrived.opened.document.from)? {
            Some(Listed { id, item: Partner { called, compared, .. }, .. }) => (Some(id), called, compared),
            None => (None, arrived.called.clone(), None),
        })
    }

    /// Refuses what would be refused if it were opened now.
    fn still_from(&self, arrived: &Arrived) -> Result<()> {
        let Document { from, to, .. } = &arrived.opened.document;
        if self.maker()? != Some(*to) {
            return Err(ShareError::NotForYou.into());
        }
        self.known(from).map(drop)
    }

    /// The partner with these keys, or why there is none.
    fn known(&self, from: &PublicKeys) -> Result<Listed<Partner>> {
        if let Some(partner) = self.with_keys(from)? {
            return Ok(partner);
        }
        let old = self.partners()?.iter().any(|partner| partner.item.before.contains(from));
        Err(if old { ShareError::OldCard } else { ShareError::UnknownSender }.into())
    }

    /// Keeps what arrived. `pictures` are those of [`Arrived::pictures`], decoded and taken in anew. If it fails, it can be tried again.
    pub fn keep_arrived(&mut self, arrived: &Arrived, pictures: Vec<Picture>, now: Moment) -> Result<KeptIn> {
        let Arrived { opened: Opened { document, .. }, item, partner, called, .. } = arrived;
        let (item, partner, called) = (*item, *partner, called.clone());
        self.still_from(arrived)?;
        // Since it was opened, it may have come once more, and been kept: that must not be written over.
        if !matches!(document.content, Content::Answer(_) | Content::Reveal(_)) {
            self.is_new(item)?;
        }
        let received = arrived.line(now);
        match document.content.clone() {
            Content::Share(mut share) => {
                if pictures.len() != share.pictures().count() {
                    return Err(Error::Internal("a picture of what was shared is missing"));
                }
                for text in &mut share.entries {
                    let name = |name: &str| name.parse::<usize>().ok().and_then(|number| pictures.get(number));
                    text.body = text::renamed(&text.body, |number| name(number).map(|picture| picture.id.to_string()));
                }
                let received =
                    Received { note: share.note, entries: share.entries, measures: share.measures, pictures, ..received };
                self.put(item, RECEIVED, &received, now)?;
                Ok(KeptIn::Received(item))
            }
            Content::Reply(replied) => {
                let about = self
                    .shared_notes()?
                    .into_iter()
                    .find(|note| {
                        // What was shared with somebody else is nothing that this partner can answer.
                        note.item.document == Some(replied.to) && note.item.partner == Some(partner)
                    })
                    .map(|note| note.id);
                let reply = Some(Reply { heard: replied.heard, ask: replied.ask, thanks: replied.thanks });
                self.put(item, RECEIVED, &Received { reply, about, ..received }, now)?;
                Ok(KeptIn::Received(item))
            }
            Content::Ask(asked) => {
                let question = Question {
                    begun: now,
                    at: now,
                    partner,
                    called,
                    mine: false,
                    text: asked.text,
                    my_answer: String::new(),
                    their_answer: None,
                    state: QuestionState::Asked,
                    wire: asked.question,
                    keys: Some(document.from),
                    fixed: asked.fixed,
                    nonce: [0; 32],
                    other: Map::new(),
                };
                self.put(item, QUESTION, &question, now)?;
                Ok(KeptIn::Question(item))
            }
            Content::Answer(answer) => self.take_answer(item, answer.text, QuestionState::Reveal, now),
            Content::Reveal(reveal) => self.take_answer(item, reveal.text, QuestionState::Open, now),
        }
    }

    fn take_answer(&mut self, item: ItemId, text: String, state: QuestionState, now: Moment) -> Result<KeptIn> {
        let question = self.question(item)?;
        // Since it was opened, it may have been answered by another file.
        if !matches!((question.state, state), questions::WAITS_FOR_ANSWER | questions::WAITS_FOR_REVEAL) {
            return Err(ShareError::Again.into());
        }
        let question = Question { their_answer: Some(text), state, at: now, ..question };
        self.put(item, QUESTION, &question, now)?;
        Ok(KeptIn::Question(item))
    }

    /// Declines what arrived: a line says that it came, and nothing of what it says is kept.
    pub fn decline_arrived(&mut self, arrived: &Arrived, now: Moment) -> Result<()> {
        self.still_from(arrived)?;
        let Document { id, from, .. } = &arrived.opened.document;
        let item = ItemId::of_received("mend received 1", from.verify_bytes(), *id);
        self.is_new(item)?;
        let received = Received { unread: false, declined: true, ..arrived.line(now) };
        self.put(item, RECEIVED, &received, now)
    }
}
