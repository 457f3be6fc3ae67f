//! Whom it is sent to: a journal that has met one of the senders, shared, asked and answered, kept, declined and thrown away.

use std::path::Path;

use journal::{Card, Chosen, ItemId, Journal, KeptIn, NewPicture, Outgoing, Passphrase};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Result,
    picture::{jpeg, small_png},
    sender::{Keys, Sender},
    share_of,
};
use crate::builder::{draft, evening};

/// What opens the reader's journal.
pub const PASSPHRASE: &str = "a frozen reader";

/// Who sends.
pub(super) struct Cast {
    /// A partner whose safety words were compared.
    pub(super) ash: Sender,
    /// Ash with the keys from before.
    pub(super) ash_before: Sender,
    /// Another partner.
    pub(super) robin: Sender,
    /// Somebody who wants to pass for Ash.
    pub(super) mallory: Sender,
}

impl Cast {
    pub(super) fn new() -> Result<Self> {
        Ok(Self {
            ash: Sender::new("Ash", 1)?,
            ash_before: Sender::new("Ash", 2)?,
            robin: Sender::new("Robin", 3)?,
            mallory: Sender::new("Mallory", 4)?,
        })
    }
}

/// What an enemy could know of the reader, or hit in it.
pub(super) struct Known {
    pub(super) keys: Keys,
    pub(super) card: String,
    /// The name of a picture that the reader's journal keeps.
    pub(super) picture: String,
    /// A file that the reader made.
    pub(super) own_file: Vec<u8>,
    /// Asked by the reader and not answered: its id, and what fixed the reader's answer.
    pub(super) waiting: (String, String),
    /// Asked by the reader and answered by Ash.
    pub(super) answered: (String, String),
    /// Files of Ash that were kept, declined, thrown away, and purged.
    pub(super) kept: Vec<u8>,
    pub(super) declined: Vec<u8>,
    pub(super) thrown: Vec<u8>,
    pub(super) purged: Vec<u8>,
    /// Ash's file that opened a question.
    pub(super) opened: Vec<u8>,
}

/// What Ash answered first.
pub(super) const FIRST_ANSWER: &str = "I was at the river.";
/// What Ash fixed.
pub(super) const FIXED_ANSWER: &str = "The lantern in the window.";
/// The number with which Ash fixed it.
pub(super) const NONCE: [u8; 32] = [9; 32];
/// Ash's questions: answered by the reader, not answered, and open to both.
pub(super) const ANSWERED: Uuid = Uuid::from_u128(0xa1);
pub(super) const UNANSWERED: Uuid = Uuid::from_u128(0xa2);
pub(super) const OPEN: Uuid = Uuid::from_u128(0xa3);
/// The file that the reader kept.
pub(super) const KEPT: u128 = 0x51;

/// A question of somebody's.
pub(super) fn ask(by: &Sender, question: Uuid, text: &str) -> Value {
    let fixed = hex::encode(by.fixed(question, NONCE, FIXED_ANSWER));
    json!({ "ask": { "question": question, "text": text, "fixed": fixed } })
}

/// What opens it.
pub(super) fn reveal(question: Uuid, text: &str) -> Value {
    json!({ "reveal": { "question": question, "nonce": hex::encode(NONCE), "text": text } })
}

/// An answer to one of the reader's.
pub(super) fn answer((question, fixed): &(String, String), text: &str) -> Value {
    json!({ "answer": { "question": question, "fixed": fixed, "text": text } })
}

/// Writes the reader's journal.
pub(super) fn write(path: &Path, cast: &Cast) -> Result<Known> {
    let Cast { ash, ash_before, robin, .. } = cast;
    let mut journal = Journal::create(path, &Passphrase::new(PASSPHRASE)?, evening())?;
    let card = journal.make_card("Sam", evening())?.line();
    let keys = Keys::on(&card)?;

    let partner = journal.add_partner(&Card::read(&ash_before.card())?, "", evening())?;
    journal.replace_card(partner, &Card::read(&ash.card())?, evening())?;
    journal.set_compared(partner, true, evening())?;
    journal.add_partner(&Card::read(&robin.card())?, "", evening())?;

    let (full, small) = (jpeg(40, 30)?, small_png()?);
    let picture = journal.add_picture(NewPicture { full: &full, small: &small, width: 40, height: 30 })?;
    let mut entry = draft(&format!("We were here: ![the river](picture:{})", picture.id));
    entry.entry.title = "Nobody else's".into();
    let id = entry.id;
    journal.save(entry, evening())?;

    let chosen = Chosen { id, passage: None, title: true, day: true, tags: true, feelings: true, pictures: Vec::new() };
    let composed = journal.compose("For you", &[chosen], None, evening().date_naive())?;
    let own_file = sent(&mut journal, |journal| journal.seal_share(&composed, partner, evening()))?.0;

    let mut questions = Vec::new();
    for text in ["What did you miss?", "What are you glad of?"] {
        let question = journal.begin_question(partner, text, "You.", evening())?;
        let (file, _) = sent(&mut journal, |journal| journal.seal_question(question, evening()))?;
        let asked = ash.read(&file)?["content"]["ask"].take();
        let word = |name: &str| asked[name].as_str().unwrap_or_default().to_owned();
        questions.push((word("question"), word("fixed")));
    }
    let [waiting, answered] = <[_; 2]>::try_from(questions).map_err(|_| "two questions")?;
    take(&mut journal, &ash.file(0x20, &keys, answer(&answered, FIRST_ANSWER))?)?;

    let mut opened = Vec::new();
    for (id, question) in [(0x30, ANSWERED), (0x31, UNANSWERED), (0x32, OPEN)] {
        let KeptIn::Question(item) = take(&mut journal, &ash.file(id, &keys, ask(ash, question, "What do you hope for?"))?)?
        else {
            return Err("a question is no question".into());
        };
        if question != UNANSWERED {
            journal.save_question(item, partner, "", "Quiet.", evening())?;
            sent(&mut journal, |journal| journal.seal_question(item, evening()))?;
        }
        if question == OPEN {
            opened = ash.file(0x40, &keys, reveal(question, FIXED_ANSWER))?;
            take(&mut journal, &opened)?;
        }
    }

    let came = |id: u128| ash.file(id, &keys, share_of("A day", "It rained."));
    let [kept, declined, thrown, purged] = [came(KEPT)?, came(0x52)?, came(0x53)?, came(0x54)?];
    take(&mut journal, &kept)?;
    let arrived = journal.open_share(&declined)?;
    journal.decline_arrived(&arrived, evening())?;
    for (file, for_good) in [(&thrown, false), (&purged, true)] {
        if let KeptIn::Received(item) = take(&mut journal, file)? {
            journal.trash(item, evening())?;
            if for_good {
                journal.purge(item, evening())?;
            }
        }
    }
    journal.lock(evening())?;
    let picture = picture.id.to_string();
    Ok(Known { keys, card, picture, own_file, waiting, answered, kept, declined, thrown, purged, opened })
}

/// Makes a file, and gives it and what it belongs to.
fn sent(journal: &mut Journal, seal: impl FnOnce(&Journal) -> journal::Result<Outgoing>) -> Result<(Vec<u8>, ItemId)> {
    let outgoing = seal(journal)?;
    let made = (outgoing.bytes.clone(), outgoing.id);
    journal.note_sent(outgoing, evening())?;
    Ok(made)
}

fn take(journal: &mut Journal, file: &[u8]) -> Result<KeptIn> {
    let arrived = journal.open_share(file)?;
    Ok(journal.keep_arrived(&arrived, Vec::new(), evening())?)
}
