//! Other people: cards, partners, and the lists of what went and what came.

pub(crate) mod arriving;
pub(crate) mod own;
pub(crate) mod questions;
pub(crate) mod sending;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::Journal;
use crate::{
    Error, ItemId, Moment, Result, fold,
    item::together::{
        PARTNER, Partner, QUESTION, Question, RECEIVED, REPLY, Received, ReplyDraft, SHARED, SHARING, SharedNote, Sharing,
    },
    share::{
        CardError, ShareError,
        card::{Card, LONGEST_NAME},
        document::Reply,
        keys::{OwnKeys, PublicKeys},
        one_line,
        words::safety_words,
    },
    words::first_words,
};

/// Characters of something that came that a list shows.
const EXCERPT: usize = 180;

/// What a card means here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The card.
    pub card: Card,
    /// Whether it is this journal's own.
    pub own: bool,
    /// The partner with exactly its keys.
    pub known: Option<ItemId>,
    /// Partners with its name and other keys.
    pub same_name: Vec<ItemId>,
}

/// An item of one of the lists, with its place in the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<T> {
    /// Its id.
    pub id: ItemId,
    /// When it was moved to the trash, if it is there.
    pub trashed: Option<Moment>,
    /// The item.
    pub item: T,
}

impl Journal {
    // Cards.

    /// The card of this journal, if one was made.
    pub fn my_card(&self) -> Result<Option<Card>> {
        let Some(sharing) = self.sharing()? else { return Ok(None) };
        Ok(Some(Card::new(&sharing.name, &OwnKeys::from_kept(&sharing.keys)?)?))
    }

    /// Makes a card, or puts another name on it. The keys are made once.
    pub fn make_card(&mut self, name: &str, now: Moment) -> Result<Card> {
        let before = self.sharing()?;
        let keys = match &before {
            Some(sharing) => OwnKeys::from_kept(&sharing.keys)?,
            None => OwnKeys::generate()?,
        };
        let card = Card::new(name, &keys)?;
        let other = before.map(|sharing| sharing.other).unwrap_or_default();
        let sharing = Sharing { name: card.name().to_owned(), keys: keys.dangerously_keep(), other };
        self.put(ItemId::SHARING, SHARING, &sharing, now)?;
        Ok(card)
    }

    /// What a card means to this journal. Keeps nothing.
    pub fn look_at_card(&self, card: Card) -> Result<Found> {
        let own = self
            .sharing()?
            .is_some_and(|sharing| OwnKeys::from_kept(&sharing.keys).is_ok_and(|keys| keys.public() == card.keys()));
        let partners = self.partners()?;
        let known = partners.iter().find(|partner| partner.item.keys == *card.keys()).map(|partner| partner.id);
        let name = fold::indexed(card.name());
        let same = |partner: &&Listed<Partner>| {
            partner.item.keys != *card.keys()
                && [&partner.item.name, &partner.item.called].iter().any(|other| fold::indexed(other) == name)
        };
        let same_name = partners.iter().filter(same).map(|partner| partner.id).collect();
        Ok(Found { card, own, known, same_name })
    }

    /// The age identity that opens what is shared with this journal: for tools other than this program. Whoever has it can read all of
    /// that.
    pub fn dangerously_show_sharing_identity(&self) -> Result<Zeroizing<String>> {
        Ok(self.own_keys()?.dangerously_keep().dangerously_identity())
    }

    // Partners.

    /// Everybody whose card is here, in the order they came.
    pub fn partners(&self) -> Result<Vec<Listed<Partner>>> {
        self.listed(PARTNER, false)
    }

    /// One of them.
    pub fn partner(&self, id: ItemId) -> Result<Partner> {
        self.kept(id, PARTNER)?.ok_or(Error::Share(ShareError::NoPartner))
    }

    /// Takes in a partner by their card. One who is here already, or in the trash, is that one.
    pub fn add_partner(&mut self, card: &Card, called: &str, now: Moment) -> Result<ItemId> {
        let Found { own, known, .. } = self.look_at_card(card.clone())?;
        if own {
            return Err(CardError::Own.into());
        }
        if let Some(known) = known {
            return Ok(known);
        }
        let thrown = self.listed::<Partner>(PARTNER, true)?.into_iter().find(|partner| partner.item.keys == *card.keys());
        if let Some(thrown) = thrown {
            self.restore(thrown.id, now)?;
            return Ok(thrown.id);
        }
        let partner = Partner {
            called: called_or(called, card),
            name: card.name().to_owned(),
            keys: *card.keys(),
            added: now,
            compared: None,
            changed: None,
            stopped: None,
            before: Vec::new(),
            other: Map::new(),
        };
        let id = ItemId::random();
        self.put(id, PARTNER, &partner, now)?;
        Ok(id)
    }

    /// Puts another card in the place of a partner's. Other keys have to be compared anew.
    pub fn replace_card(&mut self, id: ItemId, card: &Card, now: Moment) -> Result<()> {
        let Found { own, known, .. } = self.look_at_card(card.clone())?;
        if own {
            return Err(CardError::Own.into());
        }
        if known.is_some_and(|known| known != id) {
            return Err(ShareError::Again.into());
        }
        self.change_partner(id, now, |partner| {
            partner.name = card.name().to_owned();
            if partner.keys != *card.keys() {
                partner.before.retain(|before| before != card.keys());
                partner.before.push(partner.keys);
                partner.keys = *card.keys();
                partner.compared = None;
                partner.changed = Some(now);
            }
        })
    }

    /// The six words to compare with a partner. Takes a moment.
    pub fn safety_words(&self, id: ItemId) -> Result<Vec<String>> {
        safety_words(self.own_keys()?.public(), &self.partner(id)?.keys)
    }

    /// Notes that the words were the same on both sides, or takes that back.
    pub fn set_compared(&mut self, id: ItemId, compared: bool, now: Moment) -> Result<()> {
        self.change_partner(id, now, |partner| {
            partner.compared = compared.then_some(now);
            if compared {
                partner.changed = None;
            }
        })
    }

    /// Calls a partner something else; nothing for the name on their card.
    pub fn rename_partner(&mut self, id: ItemId, called: &str, now: Moment) -> Result<()> {
        let called = one_line(called);
        self.change_partner(id, now, |partner| {
            partner.called = if called.is_empty() { partner.name.clone() } else { cut(&called) };
        })
    }

    /// Shares nothing more with a partner from now on, or shares again. What they have they keep.
    pub fn set_stopped(&mut self, id: ItemId, stopped: bool, now: Moment) -> Result<()> {
        self.change_partner(id, now, |partner| partner.stopped = stopped.then(|| partner.stopped.unwrap_or(now)))
    }

    fn change_partner(&mut self, id: ItemId, now: Moment, change: impl FnOnce(&mut Partner)) -> Result<()> {
        let mut partner = self.partner(id)?;
        change(&mut partner);
        self.put(id, PARTNER, &partner, now)
    }

    // Lists.

    /// What went, in order.
    pub fn shared_notes(&self) -> Result<Vec<Listed<SharedNote>>> {
        self.listed(SHARED, false)
    }

    /// What came and was kept or declined, in order.
    pub fn all_received(&self) -> Result<Vec<Listed<Received>>> {
        self.listed(RECEIVED, false)
    }

    /// Questions that both answer, in the order they began.
    pub fn questions(&self) -> Result<Vec<Listed<Question>>> {
        self.listed(QUESTION, false)
    }

    /// Partners in the trash.
    pub fn trashed_partners(&self) -> Result<Vec<Listed<Partner>>> {
        self.listed(PARTNER, true)
    }

    /// Lines of what went in the trash.
    pub fn trashed_shared_notes(&self) -> Result<Vec<Listed<SharedNote>>> {
        self.listed(SHARED, true)
    }

    /// What came and is in the trash.
    pub fn trashed_received(&self) -> Result<Vec<Listed<Received>>> {
        self.listed(RECEIVED, true)
    }

    /// Questions in the trash.
    pub fn trashed_questions(&self) -> Result<Vec<Listed<Question>>> {
        self.listed(QUESTION, true)
    }

    /// Something that came.
    pub fn received(&self, id: ItemId) -> Result<Received> {
        self.kept(id, RECEIVED)?.ok_or(Error::NoSuchEntry)
    }

    /// Notes that something that came was read.
    pub fn note_read(&mut self, id: ItemId, now: Moment) -> Result<Received> {
        let mut received = self.received(id)?;
        if received.unread {
            received.unread = false;
            self.put(id, RECEIVED, &received, now)?;
        }
        Ok(received)
    }

    /// Of what came and was read, that which has all these words, in order.
    pub fn find_received(&self, words: &str) -> Result<Vec<Listed<Received>>> {
        let wanted: Vec<String> = fold::tokens(words).map(|token| token.folded).collect();
        let mut found = self.all_received()?;
        found.retain(|one| !one.item.unread && !one.item.declined && one.item.has(&wanted));
        Ok(found)
    }

    /// The answer to something that came, as far as it was written.
    pub fn reply_draft(&self, received: ItemId) -> Result<Option<Reply>> {
        Ok(self.draft_of(received)?.map(|draft| draft.item.reply))
    }

    /// Keeps an answer while it is being written; an empty one is none. When this returns, it is on the disk.
    pub fn save_reply_draft(&mut self, received: ItemId, reply: &Reply, now: Moment) -> Result<()> {
        self.received(received)?;
        let Reply { heard, ask, thanks } = reply;
        if [heard, ask, thanks].iter().all(|text| text.is_empty()) {
            return self.drop_reply_draft(received, now);
        }
        let id = self.draft_of(received)?.map_or_else(ItemId::random, |draft| draft.id);
        self.put(id, REPLY, &ReplyDraft { received, reply: reply.clone() }, now)
    }

    /// Removes it, every state of it.
    pub fn drop_reply_draft(&mut self, received: ItemId, now: Moment) -> Result<()> {
        match self.draft_of(received)? {
            Some(draft) => self.purge(draft.id, now),
            None => Ok(()),
        }
    }

    /// These items, and the answers that are being written to them: with what came, they go too.
    pub(in crate::journal) fn with_replies(&self, items: &[ItemId]) -> Result<Vec<ItemId>> {
        let mut all = items.to_vec();
        let drafts = self.listed::<ReplyDraft>(REPLY, false)?;
        all.extend(drafts.iter().filter(|draft| items.contains(&draft.item.received)).map(|draft| draft.id));
        Ok(all)
    }

    fn draft_of(&self, received: ItemId) -> Result<Option<Listed<ReplyDraft>>> {
        Ok(self.listed::<ReplyDraft>(REPLY, false)?.into_iter().find(|draft| draft.item.received == received))
    }

    /// From whom something came: the partner, if they are still in the list, what they are called, and when the card it came with was
    /// compared.
    pub fn sender(&self, received: &Received) -> Result<(Option<ItemId>, String, Option<Moment>)> {
        self.other(received.partner, &received.called, Some(&received.keys))
    }

    /// The same of who answers a question, or asks it: the question may be older than their card.
    pub fn other_of(&self, question: &Question) -> Result<(Option<ItemId>, String, Option<Moment>)> {
        self.other(question.partner, &question.called, question.keys.as_ref())
    }

    /// What was compared is a card, and not a person: with other keys than the partner's, nothing was.
    fn other(&self, id: ItemId, called: &str, keys: Option<&PublicKeys>) -> Result<(Option<ItemId>, String, Option<Moment>)> {
        Ok(match self.kept::<Partner>(id, PARTNER)? {
            Some(partner) => {
                let same = keys.is_none_or(|keys| *keys == partner.keys);
                (Some(id), partner.called, partner.compared.filter(|_| same))
            }
            None => (None, called.to_owned(), None),
        })
    }

    /// Whether something is in the journal, and not in its trash.
    pub fn is_listed(&self, id: ItemId) -> bool {
        matches!(self.index.state(id), Ok(Some(state)) if state.trashed.is_none())
    }

    // How it is done.

    fn sharing(&self) -> Result<Option<Sharing>> {
        self.kept(ItemId::SHARING, SHARING)
    }

    fn own_keys(&self) -> Result<OwnKeys> {
        let sharing = self.sharing()?.ok_or(Error::Share(ShareError::NoCard))?;
        OwnKeys::from_kept(&sharing.keys)
    }

    /// The partner with these keys.
    fn with_keys(&self, keys: &PublicKeys) -> Result<Option<Listed<Partner>>> {
        Ok(self.partners()?.into_iter().find(|partner| partner.item.keys == *keys))
    }

    fn kept<T: DeserializeOwned>(&self, id: ItemId, kind: &str) -> Result<Option<T>> {
        Ok(self.index.content(id, kind)?.and_then(|content| serde_json::from_value(Value::Object(content)).ok()))
    }

    fn listed<T: DeserializeOwned>(&self, kind: &str, trashed: bool) -> Result<Vec<Listed<T>>> {
        let found = self.index.together(kind, trashed)?;
        Ok(found.into_iter().map(|(id, trashed, item)| Listed { id, trashed, item }).collect())
    }
}

impl Received {
    /// Its first words.
    pub fn excerpt(&self) -> String {
        let reply = self.reply.iter().flat_map(|reply| [&reply.heard, &reply.ask, &reply.thanks]);
        let texts = self.entries.iter().flat_map(|text| [&text.title, &text.body]);
        let first = [&self.note].into_iter().chain(reply).chain(texts).find(|text| !text.trim().is_empty());
        first.map_or_else(String::new, |text| first_words(text, EXCERPT))
    }

    /// Whether each of these folded words begins one of its words.
    fn has(&self, wanted: &[String]) -> bool {
        let reply = self.reply.iter().flat_map(|reply| [&reply.heard, &reply.ask, &reply.thanks]);
        let texts = self.entries.iter().flat_map(|text| [&text.title, &text.body].into_iter().chain(&text.tags));
        let all: Vec<&String> = [&self.note].into_iter().chain(texts).chain(reply).collect();
        let begins =
            |word: &String| all.iter().any(|text| fold::tokens(text).any(|token| token.folded.starts_with(word.as_str())));
        !wanted.is_empty() && wanted.iter().all(begins)
    }
}

fn called_or(called: &str, card: &Card) -> String {
    let called = one_line(called);
    if called.is_empty() { card.name().to_owned() } else { cut(&called) }
}

/// At most as long as a name.
fn cut(called: &str) -> String {
    called.chars().take(LONGEST_NAME).collect::<String>().trim().to_owned()
}
