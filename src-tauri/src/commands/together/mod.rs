//! Sharing with a partner.

pub(crate) mod cards;
pub(crate) mod questions;
pub(crate) mod receiving;
pub(crate) mod sharing;

use chrono::Local;
use journal::{Error, ItemId, Journal, Listed, Moment, Outgoing, Partner, Question, QuestionState, Received, SharedNote, Went};
use tauri::{AppHandle, State};

use crate::{
    dto::{self, Sender, Together, moment},
    error::Answer,
    files,
    session::{Session, Waiting, now, today},
};

/// Everything about sharing.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn together(session: State<'_, Session>) -> Answer<Together> {
    let held = session.inner().clone();
    session
        .with_open(move |journal| {
            let (arrived, own) = match held.waiting().as_ref() {
                Some(Waiting::Came(number, arrived)) => (Some(receiving::arrived(journal, *number, arrived)?), false),
                Some(Waiting::Own(_)) => (None, true),
                None => (None, false),
            };
            let mut partners: Vec<dto::Partner> = journal.partners()?.into_iter().map(partner).collect();
            partners.sort_by_key(|partner| partner.called.to_lowercase());
            let newest = |rows: Vec<_>| rows.into_iter().rev();
            let received = newest(journal.all_received()?).map(|one| received_row(journal, one)).collect::<Result<_, Error>>()?;
            let shared =
                journal.shared_notes()?.into_iter().rev().map(|note| shared_row(journal, note)).collect::<Result<_, _>>()?;
            let mut questions: Vec<_> = journal.questions()?;
            questions.sort_by_key(|question| std::cmp::Reverse(question.item.at));
            let questions = questions.into_iter().map(|one| question(journal, one.id, one.item)).collect::<Result<_, _>>()?;
            let card = journal.my_card()?.map(|card| cards::mine(&card)).transpose()?;
            Ok(Together { card, partners, received, shared, questions, arrived, own })
        })
        .await
}

/// Writes a file where the person says, and notes it in the journal before it is at its place. False if they changed their mind.
async fn hand_over(app: AppHandle, session: &Session, name: String, bytes: Vec<u8>, outgoing: Outgoing) -> Answer<bool> {
    let written = session
        .off_main(move |session| {
            let (journal, _) = session.journal_file();
            files::ask_where(&app, &name).map(|path| files::write_beside(&path, &bytes, &journal)).transpose()
        })
        .await?;
    let Some(file) = written else { return Ok(false) };
    session.with_open(move |journal| journal.note_sent(outgoing, now())).await?;
    session.off_main(move |_| file.place()).await?;
    Ok(true)
}

/// A moment that was told in UTC, by this computer's clock.
fn here(at: &Moment) -> String {
    moment(&at.with_timezone(&Local).fixed_offset())
}

/// A neutral name for a file that somebody carries.
fn file_name(what: &str, ending: &str) -> String {
    format!("{what}-{}.{ending}", today())
}

fn partner(Listed { id, item, .. }: Listed<Partner>) -> dto::Partner {
    let time = |at: Option<Moment>| at.as_ref().map(moment);
    dto::Partner {
        id: id.to_string(),
        called: item.called,
        name: item.name,
        added: moment(&item.added),
        compared: time(item.compared),
        changed: time(item.changed),
        stopped: time(item.stopped),
    }
}

fn received_row(journal: &Journal, Listed { id, item, .. }: Listed<Received>) -> Result<dto::ReceivedRow, Error> {
    let (partner, called, compared) = journal.sender(&item)?;
    let from = Sender { partner: partner.map(|id| id.to_string()), called, compared: compared.as_ref().map(moment) };
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let about = item.about.filter(|about| journal.is_listed(*about)).map(|about| about.to_string());
    Ok(dto::ReceivedRow {
        id: id.to_string(),
        from,
        at: here(&item.at),
        kept: moment(&item.kept),
        kind: if item.reply.is_some() { "reply" } else { "share" }.into(),
        excerpt: if item.unread { String::new() } else { item.excerpt() },
        entries: count(item.entries.len()),
        pictures: count(item.pictures.len()),
        measures: count(item.measures.len()),
        unread: item.unread,
        declined: item.declined,
        answered: item.answered.as_ref().map(moment),
        about,
    })
}

fn shared_row(journal: &Journal, Listed { id, item, .. }: Listed<SharedNote>) -> Result<dto::SharedRow, Error> {
    let mut entries = Vec::new();
    for entry in &item.entries {
        let kept = journal.kept_entry(*entry)?.filter(|stored| stored.trashed.is_none());
        entries.extend(kept.map(|stored| dto::SharedFrom {
            id: entry.to_string(),
            // What is blurred or sealed elsewhere does not stand on a list.
            title: if stored.entry.concealed || stored.entry.is_sealed(today()) { String::new() } else { stored.entry.title },
            day: stored.entry.written_at.date_naive().to_string(),
        }));
    }
    let partner = item.partner.and_then(|partner| journal.partner(partner).ok().map(|found| (partner, found)));
    let called = partner.as_ref().map_or(item.called, |(_, found)| found.called.clone());
    let gone = u32::try_from(item.entries.len() - entries.len()).unwrap_or(u32::MAX);
    Ok(dto::SharedRow {
        id: id.to_string(),
        partner: partner.map(|(id, _)| id.to_string()),
        called,
        at: moment(&item.at),
        kind: match item.kind {
            Went::Reply => "reply",
            Went::Page => "page",
            _ => "share",
        }
        .into(),
        note: item.note,
        entries,
        gone,
        measure: item.measure,
        about: item.about.filter(|about| journal.is_listed(*about)).map(|about| about.to_string()),
    })
}

fn question(journal: &Journal, id: ItemId, question: Question) -> Result<dto::Question, Error> {
    let (partner, called, compared) = journal.other_of(&question)?;
    let with = Sender { partner: partner.map(|id| id.to_string()), called, compared: compared.as_ref().map(moment) };
    Ok(dto::Question {
        id: id.to_string(),
        with,
        mine: question.mine,
        text: question.text,
        my_answer: question.my_answer,
        their_answer: question.their_answer,
        state: match question.state {
            QuestionState::Draft => "draft",
            QuestionState::Sent => "sent",
            QuestionState::Reveal => "reveal",
            QuestionState::Asked => "asked",
            QuestionState::Answered => "answered",
            QuestionState::Open => "open",
        }
        .into(),
        at: moment(&question.at),
        begun: moment(&question.begun),
    })
}
