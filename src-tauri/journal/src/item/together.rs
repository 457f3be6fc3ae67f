//! What has to do with other people: own sharing keys, partners, what went, what came, and questions that both answer.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    ItemId, Moment, Picture,
    share::{
        document::{Reply, SharedMeasure, SharedText},
        keys::{KeptKeys, PublicKeys},
    },
};

/// What the one item with the own sharing keys calls itself.
pub(crate) const SHARING: &str = "sharing";
/// What a partner calls itself.
pub(crate) const PARTNER: &str = "partner";
/// What something that went calls itself.
pub(crate) const SHARED: &str = "shared";
/// What something that came calls itself.
pub(crate) const RECEIVED: &str = "received";
/// What a question that both answer calls itself.
pub(crate) const QUESTION: &str = "question";

/// What an answer that is being written calls itself.
pub(crate) const REPLY: &str = "reply";

/// An answer to something that came, while it is being written. Apart from that, which can be long.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ReplyDraft {
    pub(crate) received: ItemId,
    #[serde(flatten)]
    pub(crate) reply: Reply,
}

/// The own sharing keys, and the name on the card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sharing {
    pub(crate) name: String,
    #[serde(flatten)]
    pub(crate) keys: KeptKeys,
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

/// Somebody whose card is here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Partner {
    /// What they are called here.
    pub called: String,
    /// The name on their card.
    pub name: String,
    /// Their keys.
    pub(crate) keys: PublicKeys,
    /// When the card came.
    pub added: Moment,
    /// When the safety words were compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<Moment>,
    /// When these keys took the place of others, if they were not compared since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Moment>,
    /// When the person decided not to share more with them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Moment>,
    /// The keys that they had before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) before: Vec<PublicKeys>,
    /// What a newer version wrote here: kept, and carried on.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What sort of thing went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Went {
    /// Entries or a measure.
    Share,
    /// An answer to what came.
    Reply,
    /// A page that opens in a browser.
    Page,
    /// A kind from a newer version.
    Other(String),
}

impl From<String> for Went {
    fn from(name: String) -> Self {
        match name.as_str() {
            "share" => Self::Share,
            "reply" => Self::Reply,
            "page" => Self::Page,
            _ => Self::Other(name),
        }
    }
}

impl From<Went> for String {
    fn from(went: Went) -> Self {
        went.as_str().to_owned()
    }
}

impl Went {
    /// The name it is written with.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Share => "share",
            Self::Reply => "reply",
            Self::Page => "page",
            Self::Other(name) => name,
        }
    }
}

/// A line of what went. The texts are not kept here: an entry that is purged must be gone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SharedNote {
    /// When the file was made.
    pub at: Moment,
    /// What sort of thing.
    pub kind: Went,
    /// The id of the document, so that a reply finds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) document: Option<Uuid>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<ItemId>,
    /// What they were called then.
    pub called: String,
    /// The words that went with it.
    #[serde(default)]
    pub note: String,
    /// From which entries.
    #[serde(default)]
    pub entries: Vec<ItemId>,
    /// Which measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Of a reply: what it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<ItemId>,
    /// What a newer version wrote here: kept, and carried on.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// Something that came. Kept apart from entries: no timeline and no search has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Received {
    /// When it was kept.
    pub kept: Moment,
    /// When it was made, as they say.
    pub at: Moment,
    /// From whom.
    pub partner: ItemId,
    /// What they were called then.
    pub called: String,
    /// The keys whose signature it has.
    pub(crate) keys: PublicKeys,
    /// The id of the document.
    pub(crate) document: Uuid,
    /// Whether it was not read yet.
    #[serde(default)]
    pub unread: bool,
    /// Whether it was declined unread: then there is nothing of what it says.
    #[serde(default)]
    pub declined: bool,
    /// When an answer was last made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<Moment>,
    /// A few words with it; may be empty.
    #[serde(default)]
    pub note: String,
    /// Texts. A picture stands in them as in an entry.
    #[serde(default)]
    pub entries: Vec<SharedText>,
    /// Measures over time.
    #[serde(default)]
    pub measures: Vec<SharedMeasure>,
    /// Of a reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<Reply>,
    /// Of a reply: the line of what it answers, if it was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<ItemId>,
    /// The pictures of all texts, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
    /// What a newer version wrote here: kept, and carried on.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// Where a question that both answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionState {
    /// Being written by who asks.
    Draft,
    /// Asked; the own answer is fixed, theirs is not here.
    Sent,
    /// Theirs is here; the own one is still closed to them.
    Reveal,
    /// Asked by them, not answered.
    Asked,
    /// Answered; theirs is not opened yet.
    Answered,
    /// Both can be read by both.
    Open,
}

/// A question that both answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// When it began here.
    pub begun: Moment,
    /// When it last changed.
    pub at: Moment,
    /// With whom.
    pub partner: ItemId,
    /// What they were called when it last changed.
    pub called: String,
    /// Whether it was asked here.
    pub mine: bool,
    /// The question.
    pub text: String,
    /// The own answer.
    #[serde(default)]
    pub my_answer: String,
    /// Theirs, once it may be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub their_answer: Option<String>,
    /// Where it stands.
    pub state: QuestionState,
    /// Its id between the two journals.
    pub(crate) wire: Uuid,
    /// The keys that it is asked of, or that asked it, from the first file on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) keys: Option<PublicKeys>,
    /// What fixes the answer of who asked.
    #[serde(default, with = "hex::serde", skip_serializing_if = "is_zero")]
    pub(crate) fixed: [u8; 32],
    /// The number with which the own answer was fixed.
    #[serde(default, with = "hex::serde", skip_serializing_if = "is_zero")]
    pub(crate) nonce: [u8; 32],
    /// What a newer version wrote here: kept, and carried on.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

fn is_zero(bytes: &[u8; 32]) -> bool {
    *bytes == [0; 32]
}
