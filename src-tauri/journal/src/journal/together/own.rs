//! What went: a file that was made here is sealed to this journal, too, and can be looked at once more.

use std::fmt;

use uuid::Uuid;

use super::arriving::Came;
use crate::{
    ItemId, Journal, Moment, Result,
    share::{
        document::{Answered, Asked, Content, Document, Replied, Reply, Revealed, Shared},
        sealed::{self, Opened},
    },
};

/// A file that was made in this journal, as it went. Nothing of it is kept by looking.
pub struct OwnFile {
    opened: Opened,
    /// To whom, if they are still among the partners.
    pub partner: Option<ItemId>,
    /// What they are called, or were when it went; empty if nobody knows any more.
    pub called: String,
    /// When the card that it was sealed to was compared, if it is their card still.
    pub compared: Option<Moment>,
    /// Whether it was sealed to a card that has been replaced since.
    pub old_card: bool,
    /// Of a question that both answer: where it is, if it still is.
    pub question: Option<ItemId>,
}

impl fmt::Debug for OwnFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OwnFile(…)")
    }
}

impl OwnFile {
    /// What sort of thing it is, for who gets it.
    pub fn kind(&self) -> Came {
        Came::of(&self.opened.document.content)
    }

    /// When it was made.
    pub fn at(&self) -> Moment {
        self.opened.document.at.fixed_offset()
    }

    /// Texts and measures, if that is what went. A picture stands in a text by its number.
    pub fn share(&self) -> Option<&Shared> {
        match &self.opened.document.content {
            Content::Share(share) => Some(share),
            _ => None,
        }
    }

    /// An answer to what came, if that is what went.
    pub fn reply(&self) -> Option<Reply> {
        let Content::Reply(Replied { heard, ask, thanks, .. }) = &self.opened.document.content else { return None };
        Some(Reply { heard: heard.clone(), ask: ask.clone(), thanks: thanks.clone() })
    }

    /// The bytes of a picture, by its number.
    pub fn picture(&self, number: usize) -> Option<&[u8]> {
        self.opened.pictures().nth(number)
    }
}

impl Journal {
    /// Opens a file that was made in this journal. Keeps nothing.
    pub fn open_own(&self, bytes: &[u8]) -> Result<OwnFile> {
        let opened = sealed::open_own(&self.own_keys()?, bytes)?;
        let Document { id, to, content, .. } = &opened.document;
        content.check()?;
        let partners = self.partners()?;
        let of_card = partners.iter().find(|one| one.item.keys == *to);
        let partner = of_card.or_else(|| partners.iter().find(|one| one.item.before.contains(to)));
        let question = match wire(content) {
            Some(wire) => self.questions()?.into_iter().find(|question| question.item.wire == wire),
            None => None,
        };
        let called = match (&partner, &question) {
            (Some(partner), _) => partner.item.called.clone(),
            (None, Some(question)) => question.item.called.clone(),
            (None, None) => {
                let note = self.shared_notes()?.into_iter().find(|note| note.item.document == Some(*id));
                note.map_or_else(String::new, |note| note.item.called)
            }
        };
        Ok(OwnFile {
            partner: partner.map(|partner| partner.id),
            called,
            compared: of_card.and_then(|partner| partner.item.compared),
            old_card: partner.is_some() && of_card.is_none(),
            question: question.map(|question| question.id),
            opened,
        })
    }
}

/// The question that something is about.
fn wire(content: &Content) -> Option<Uuid> {
    match content {
        Content::Ask(Asked { question, .. })
        | Content::Answer(Answered { question, .. })
        | Content::Reveal(Revealed { question, .. }) => Some(*question),
        Content::Share(_) | Content::Reply(_) => None,
    }
}
