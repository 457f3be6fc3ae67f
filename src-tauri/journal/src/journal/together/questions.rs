//! Questions that both answer alone, and whose answers are read when both were given.
//!
//! Who asks fixes an answer first: the first file holds the question and a SHA-256 over a random number and the answer, which tells nothing
//! of it. The second file holds the answer of who was asked; the third the number and the answer that it fixed. So nobody reads before
//! they have answered, and nobody changes an answer afterwards; by arithmetic, not by a promise of the program.

use serde_json::Map;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    super::changing::object,
    sending::{Outgoing, visible},
};
use crate::{
    Error, ItemId, Journal, Moment, Result,
    item::together::{Partner, QUESTION, Question, QuestionState},
    share::{
        ShareError,
        document::{Answered, Asked, Content, MOST_TEXT, Revealed},
        keys::PublicKeys,
    },
};

/// What a question is in, and comes to, when the answer of who was asked arrives.
pub(super) const WAITS_FOR_ANSWER: (QuestionState, QuestionState) = (QuestionState::Sent, QuestionState::Reveal);
/// The same when the answer of who asked arrives.
pub(super) const WAITS_FOR_REVEAL: (QuestionState, QuestionState) = (QuestionState::Answered, QuestionState::Open);

impl Journal {
    /// One question.
    pub fn question(&self, id: ItemId) -> Result<Question> {
        self.kept(id, QUESTION)?.ok_or(Error::NoSuchEntry)
    }

    /// Begins a question.
    pub fn begin_question(&mut self, partner: ItemId, text: &str, my_answer: &str, now: Moment) -> Result<ItemId> {
        let Partner { called, .. } = self.partner(partner)?;
        let question = Question {
            begun: now,
            at: now,
            partner,
            called,
            mine: true,
            text: visible(text),
            my_answer: visible(my_answer),
            their_answer: None,
            state: QuestionState::Draft,
            wire: Uuid::new_v4(),
            keys: None,
            fixed: [0; 32],
            nonce: [0; 32],
            other: Map::new(),
        };
        let id = ItemId::random();
        self.put(id, QUESTION, &question, now)?;
        Ok(id)
    }

    /// Keeps what was written so far: the question and of whom it is asked while it is a draft, the own answer until it is
    /// sent.
    pub fn save_question(&mut self, id: ItemId, partner: ItemId, text: &str, my_answer: &str, now: Moment) -> Result<()> {
        let mut question = self.question(id)?;
        match question.state {
            QuestionState::Draft => {
                if question.partner != partner {
                    question.called = self.partner(partner)?.called;
                    question.partner = partner;
                }
                question.text = visible(text);
            }
            QuestionState::Asked => {}
            _ => return Err(ShareError::NoQuestion.into()),
        }
        question.my_answer = visible(my_answer);
        question.at = now;
        self.put(id, QUESTION, &question, now)
    }

    /// Makes the file that is due, or the last one again.
    pub fn seal_question(&self, id: ItemId, now: Moment) -> Result<Outgoing> {
        let before = vec![(id, self.content_now(id)?)];
        let mut question = self.question(id)?;
        let partner = self.partner(question.partner)?;
        if question.text.trim().is_empty() || question.my_answer.trim().is_empty() {
            return Err(ShareError::Empty.into());
        }
        // It is told later, and must fit then.
        if question.my_answer.len() > MOST_TEXT {
            return Err(ShareError::TooMuch.into());
        }
        // To other keys it would be another question, and an answer given to somebody else.
        if question.keys.is_some_and(|keys| keys != partner.keys) {
            return Err(ShareError::OldCard.into());
        }
        let (wire, text) = (question.wire, question.my_answer.clone());
        let content = match (question.state, question.mine) {
            (QuestionState::Draft, _) => {
                getrandom::fill(&mut question.nonce).map_err(|_| Error::Internal("the computer gave no random numbers"))?;
                question.fixed = fixed(wire, self.own_keys()?.public(), &question.nonce, &text);
                question.keys = Some(partner.keys);
                question.state = QuestionState::Sent;
                Content::Ask(Asked { question: wire, text: question.text.clone(), fixed: question.fixed })
            }
            (QuestionState::Sent, _) => {
                Content::Ask(Asked { question: wire, text: question.text.clone(), fixed: question.fixed })
            }
            (QuestionState::Reveal, _) | (QuestionState::Open, true) => {
                question.state = QuestionState::Open;
                Content::Reveal(Revealed { question: wire, nonce: question.nonce, text })
            }
            (QuestionState::Asked | QuestionState::Answered, _) | (QuestionState::Open, false) => {
                if question.state == QuestionState::Asked {
                    question.state = QuestionState::Answered;
                }
                Content::Answer(Answered { question: wire, fixed: question.fixed, text })
            }
        };
        let (_, bytes, to) = self.seal_to(question.partner, content, &[], now)?;
        question.called = to.called;
        question.at = now;
        Ok(Outgoing { bytes, notes: vec![(id, QUESTION, object(&question)?)], maker: self.maker()?, before, id })
    }

    /// The question that waits for this answer.
    pub(super) fn question_for_answer(&self, partner: ItemId, from: &PublicKeys, answer: &Answered) -> Result<ItemId> {
        let waits = self.questions()?.into_iter().find(|question| {
            let question = &question.item;
            question.mine
                && question.wire == answer.question
                && question.partner == partner
                && question.keys.as_ref() == Some(from)
        });
        let Some(waits) = waits.filter(|question| question.item.fixed == answer.fixed) else {
            return Err(ShareError::NoQuestion.into());
        };
        match waits.item.state {
            QuestionState::Sent => Ok(waits.id),
            _ if waits.item.their_answer.as_ref() == Some(&answer.text) => Err(ShareError::Again.into()),
            // They answered twice; the first answer counts.
            _ => Err(ShareError::OtherAnswer.into()),
        }
    }

    /// The question whose other answer this opens.
    pub(super) fn question_for_reveal(&self, from: &PublicKeys, reveal: &Revealed) -> Result<ItemId> {
        let id = ItemId::of_received("mend question 1", from.verify_bytes(), reveal.question);
        let question = self.kept::<Question>(id, QUESTION)?.ok_or(Error::Share(ShareError::NoQuestion))?;
        match question.state {
            QuestionState::Answered => {}
            QuestionState::Open if question.their_answer.as_ref() == Some(&reveal.text) => return Err(ShareError::Again.into()),
            QuestionState::Open => return Err(ShareError::OtherAnswer.into()),
            _ => return Err(ShareError::NoQuestion.into()),
        }
        if fixed(reveal.question, from, &reveal.nonce, &reveal.text) == question.fixed {
            Ok(id)
        } else {
            Err(ShareError::OtherAnswer.into())
        }
    }
}

/// What fixes an answer: SHA-256 over `Mend answer 1\n`, the question's id, the keys of who asks, 32 random bytes, and the answer.
fn fixed(question: Uuid, keys: &PublicKeys, nonce: &[u8; 32], text: &str) -> [u8; 32] {
    let mut hasher = Sha256::new_with_prefix(b"Mend answer 1\n");
    hasher.update(question.as_bytes());
    hasher.update(keys.bytes());
    hasher.update(nonce);
    hasher.update(text.as_bytes());
    hasher.finalize().into()
}
