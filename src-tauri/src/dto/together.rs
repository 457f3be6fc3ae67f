//! Sharing with a partner: cards, what went, what came, and questions that both answer.

use journal::Listed;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EntryRow, Picture, moment};

/// Everything that two people have to do with each other here.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Together {
    /// None until one was made.
    pub(crate) card: Option<MyCard>,
    /// In the order of their names.
    pub(crate) partners: Vec<Partner>,
    /// What came, newest first.
    pub(crate) received: Vec<ReceivedRow>,
    /// What went, newest first.
    pub(crate) shared: Vec<SharedRow>,
    /// Questions that both answer, last changed first.
    pub(crate) questions: Vec<Question>,
    /// A file that was opened, and is neither kept nor declined yet.
    pub(crate) arrived: Option<Arrived>,
    /// Whether a file is open that was made here.
    pub(crate) own: bool,
}

/// My card: what a partner needs to share something with me, and to know that something comes from me.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct MyCard {
    /// The name on it.
    pub(crate) name: String,
    /// The card as a line of text.
    pub(crate) line: String,
    /// The same as a QR code: how many squares a side has, without the margin.
    pub(crate) qr_side: u32,
    /// The dark squares as the `d` of an SVG path, one unit each.
    pub(crate) qr_path: String,
}

/// Somebody whose card is here.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Partner {
    /// The partner's id.
    pub(crate) id: String,
    /// What I call them; as on the card until I change it.
    pub(crate) called: String,
    /// The name on their card.
    pub(crate) name: String,
    /// When the card came (RFC 3339).
    pub(crate) added: String,
    /// When the safety words were compared, if they were.
    pub(crate) compared: Option<String>,
    /// When other keys took the place of those before, if that is so and they were not compared since.
    pub(crate) changed: Option<String>,
    /// When I decided not to share more with them, if I did.
    pub(crate) stopped: Option<String>,
}

/// A card that was read and is not kept yet.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct FoundCard {
    /// The card as a line of text, for `add_partner` and `replace_card`.
    pub(crate) line: String,
    /// The name on it.
    pub(crate) name: String,
    /// Whether it is my own.
    pub(crate) own: bool,
    /// The partner who has exactly these keys, if one has.
    pub(crate) known: Option<String>,
    /// Partners of the same name with other keys: it may be their new card, or somebody else's.
    pub(crate) same_name: Vec<String>,
}

/// Who made a file.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Sender {
    /// The partner, if they are still here.
    pub(crate) partner: Option<String>,
    /// What I call them, or the name on the card.
    pub(crate) called: String,
    /// When the card that the signature matches was compared; none if it never was.
    pub(crate) compared: Option<String>,
}

/// A file that was opened and found good, before anything of it is kept: who, when, how much, and nothing of what it says.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Arrived {
    /// Names this opening: what is decided is about this file and no other.
    pub(crate) number: u32,
    /// Whose signature it has.
    pub(crate) from: Sender,
    /// When it was made (RFC 3339), as they say.
    pub(crate) at: String,
    /// `share`, `reply`, `ask` (a question that both answer), `answer` or `reveal` (to such a question).
    #[ts(type = "\"share\" | \"reply\" | \"ask\" | \"answer\" | \"reveal\"")]
    pub(crate) kind: String,
    /// Texts in it.
    pub(crate) entries: u32,
    /// Pictures in it.
    pub(crate) pictures: u32,
    /// Measures over time in it.
    pub(crate) measures: u32,
}

/// A file that was made here, as it went. Nothing of it is kept by looking.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct OwnFile {
    /// To whom, if they are still in the list.
    pub(crate) partner: Option<String>,
    /// What they are called, or were; may be empty.
    pub(crate) called: String,
    /// When the words of the card it was sealed to were compared (RFC 3339).
    pub(crate) compared: Option<String>,
    /// Whether it was sealed to a card that has been replaced since.
    pub(crate) old_card: bool,
    /// When it was made (RFC 3339).
    pub(crate) at: String,
    /// As of [`Arrived`].
    #[ts(type = "\"share\" | \"reply\" | \"ask\" | \"answer\" | \"reveal\"")]
    pub(crate) kind: String,
    /// A few words with it; may be empty.
    pub(crate) note: String,
    /// Texts. The id of a picture is its number in the file.
    pub(crate) entries: Vec<SharedEntry>,
    /// Measures over time.
    pub(crate) measures: Vec<SharedMeasure>,
    /// Of a reply.
    pub(crate) reply: Option<Reply>,
    /// The question that it belongs to, if it does and that is still here.
    pub(crate) question: Option<String>,
}

/// Where something that was kept is.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct KeptPlace {
    /// `received` or `question`.
    #[ts(type = "\"received\" | \"question\"")]
    pub(crate) page: String,
    /// Its id.
    pub(crate) id: String,
}

/// One line of what came.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct ReceivedRow {
    /// Its id.
    pub(crate) id: String,
    /// Whose signature it has.
    pub(crate) from: Sender,
    /// When it was made, as they say.
    pub(crate) at: String,
    /// When it was kept here.
    pub(crate) kept: String,
    /// `share` or `reply`.
    #[ts(type = "\"share\" | \"reply\"")]
    pub(crate) kind: String,
    /// Its first words; empty while it is unread or if it was declined.
    pub(crate) excerpt: String,
    /// Texts in it.
    pub(crate) entries: u32,
    /// Pictures in it.
    pub(crate) pictures: u32,
    /// Measures in it.
    pub(crate) measures: u32,
    /// Whether it was not read yet.
    pub(crate) unread: bool,
    /// Whether it was declined unread: nothing of it is here.
    pub(crate) declined: bool,
    /// When I last made an answer to it.
    pub(crate) answered: Option<String>,
    /// Of a reply: what of mine it answers, if that is still listed.
    pub(crate) about: Option<String>,
}

/// What came, whole.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Received {
    /// Its line.
    pub(crate) row: ReceivedRow,
    /// A few words with it; may be empty.
    pub(crate) note: String,
    /// Texts.
    pub(crate) entries: Vec<SharedEntry>,
    /// Measures over time.
    pub(crate) measures: Vec<SharedMeasure>,
    /// Of a reply.
    pub(crate) reply: Option<Reply>,
    /// My answer to it, as far as it is written.
    pub(crate) draft: Option<Reply>,
}

/// A text that goes or came.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct SharedEntry {
    /// May be empty.
    pub(crate) title: String,
    /// The local day it is about, if it is said.
    pub(crate) day: Option<String>,
    /// May be none.
    pub(crate) tags: Vec<String>,
    /// Words of feelings; may be none.
    pub(crate) feelings: Vec<String>,
    /// Markdown. A picture stands in it as `![words](picture:ID)`.
    pub(crate) body: String,
    /// The pictures that the text shows.
    pub(crate) pictures: Vec<Picture>,
}

/// A period of one measure that goes or came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct SharedMeasure {
    /// `pleasant`, `energy`, one of the pulse, or `own` for a tracker.
    pub(crate) measure: String,
    /// Of a tracker, its name; empty otherwise.
    pub(crate) name: String,
    /// The local day the period begins with.
    pub(crate) from: String,
    /// The local day it ends with.
    pub(crate) to: String,
    /// Days with a value, in order.
    pub(crate) days: Vec<SharedDay>,
}

/// One day of a measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct SharedDay {
    /// The local day.
    pub(crate) day: String,
    /// Its mean, or its sum for a tracker that counts.
    pub(crate) value: f64,
}

/// An answer to what came. Each may be empty, not all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Reply {
    /// What I heard.
    pub(crate) heard: String,
    /// What I would like to ask.
    pub(crate) ask: String,
    /// Thank you.
    pub(crate) thanks: String,
}

/// What is to be shared.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct SharePlan {
    /// The partner; none for a page that opens in a browser.
    pub(crate) partner: Option<String>,
    /// A few words with it; may be empty.
    pub(crate) note: String,
    /// In the order they are to be read.
    pub(crate) entries: Vec<PlannedEntry>,
    /// A period of one measure.
    pub(crate) measure: Option<PlannedMeasure>,
}

/// What of an entry is to be shared.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct PlannedEntry {
    /// The entry.
    pub(crate) id: String,
    /// Only this passage of it (Markdown); none for the whole text.
    pub(crate) passage: Option<String>,
    /// Whether its title goes.
    pub(crate) title: bool,
    /// Whether its day goes.
    pub(crate) day: bool,
    /// Whether its tags go.
    pub(crate) tags: bool,
    /// Whether the feelings of its check-ins go.
    pub(crate) feelings: bool,
    /// The pictures that go; the others are taken out of the text.
    pub(crate) pictures: Vec<String>,
}

/// Which period of which measure is to be shared.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct PlannedMeasure {
    /// As in `series`: `pleasant`, `trust`, `tracker:ID`, …
    pub(crate) measure: String,
    /// The local day it begins with.
    pub(crate) from: String,
    /// The local day it ends with.
    pub(crate) to: String,
}

/// Exactly what goes.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct SharePreview {
    /// A few words with it; may be empty.
    pub(crate) note: String,
    /// Texts.
    pub(crate) entries: Vec<SharedEntry>,
    /// Measures.
    pub(crate) measures: Vec<SharedMeasure>,
    /// Bytes before sealing, about.
    pub(crate) bytes: u32,
    /// Names this very content: what is made must be what was seen.
    pub(crate) digest: String,
}

/// One line of what went.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct SharedRow {
    /// Its id.
    pub(crate) id: String,
    /// The partner, if they are still here.
    pub(crate) partner: Option<String>,
    /// What I call them, or for whom a page was made.
    pub(crate) called: String,
    /// When the file was made.
    pub(crate) at: String,
    /// `share`, `reply` or `page` (opens in a browser).
    #[ts(type = "\"share\" | \"reply\" | \"page\"")]
    pub(crate) kind: String,
    /// The words that went with it.
    pub(crate) note: String,
    /// The entries it was made from that are still here: their ids and titles.
    pub(crate) entries: Vec<SharedFrom>,
    /// Entries it was made from that are gone since.
    pub(crate) gone: u32,
    /// The measure, as in `series`, if one went.
    pub(crate) measure: Option<String>,
    /// Of a reply: what it answers, if that is still here.
    pub(crate) about: Option<String>,
}

/// An entry that something was shared from.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct SharedFrom {
    /// The entry.
    pub(crate) id: String,
    /// Its title as it is now; may be empty.
    pub(crate) title: String,
    /// Its local day.
    pub(crate) day: String,
}

/// A question that both answer alone, and whose answers are shown when both were sent.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Question {
    /// Its id.
    pub(crate) id: String,
    /// The other.
    pub(crate) with: Sender,
    /// Whether I asked it.
    pub(crate) mine: bool,
    /// The question.
    pub(crate) text: String,
    /// My answer so far.
    pub(crate) my_answer: String,
    /// Their answer, once it may be read.
    pub(crate) their_answer: Option<String>,
    /// Where it stands. Asked by me: `draft`, `sent` (my answer is fixed, theirs is not here), `reveal` (theirs is here, and they cannot
    /// read mine until I make the last file), `open`. Asked by them: `asked`, `answered` (mine is sent, theirs not opened yet), `open`.
    #[ts(type = "\"draft\" | \"sent\" | \"reveal\" | \"asked\" | \"answered\" | \"open\"")]
    pub(crate) state: String,
    /// When it last changed (RFC 3339).
    pub(crate) at: String,
    /// When it began.
    pub(crate) begun: String,
}

/// A question and my answer, as they are being written.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct QuestionDraft {
    /// Empty for a new one: saving gives it one.
    pub(crate) id: String,
    /// The partner.
    pub(crate) partner: String,
    /// Of a question they asked, this is left as it is.
    pub(crate) text: String,
    /// My answer.
    pub(crate) my_answer: String,
}

impl From<&journal::SharedMeasure> for SharedMeasure {
    fn from(measure: &journal::SharedMeasure) -> Self {
        let journal::SharedMeasure { measure, name, from, to, days } = measure;
        let days = days.iter().map(|day| SharedDay { day: day.day.to_string(), value: day.value }).collect();
        Self { measure: measure.clone(), name: name.clone(), from: from.to_string(), to: to.to_string(), days }
    }
}

impl EntryRow {
    /// A partner in the trash.
    pub(crate) fn of_partner(found: Listed<journal::Partner>) -> Self {
        Self::thrown(found.id, "partner", moment(&found.item.added), found.item.called, String::new(), found.trashed)
    }

    /// Something that came, in the trash.
    pub(crate) fn of_received(found: Listed<journal::Received>) -> Self {
        let excerpt = if found.item.unread { String::new() } else { found.item.excerpt() };
        Self::thrown(found.id, "received", moment(&found.item.at), found.item.called, excerpt, found.trashed)
    }

    /// A line of what went, in the trash.
    pub(crate) fn of_shared(found: Listed<journal::SharedNote>) -> Self {
        Self::thrown(found.id, "shared", moment(&found.item.at), found.item.called, found.item.note, found.trashed)
    }

    /// A question in the trash.
    pub(crate) fn of_question(found: Listed<journal::Question>) -> Self {
        Self::thrown(found.id, "question", moment(&found.item.begun), found.item.text, String::new(), found.trashed)
    }
}
