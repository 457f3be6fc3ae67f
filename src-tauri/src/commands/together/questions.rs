//! Questions that both answer.

use journal::{Error, Journal};
use tauri::{AppHandle, State};

use super::{file_name, hand_over};
use crate::{
    commands::item,
    dto::{Question, QuestionDraft},
    error::Answer,
    session::{Session, now},
};

/// One question.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn question(session: State<'_, Session>, id: String) -> Answer<Question> {
    session.with_open(move |journal| one(journal, &id)).await
}

/// Keeps what was written so far.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn save_question(session: State<'_, Session>, draft: QuestionDraft) -> Answer<Question> {
    session
        .with_open(move |journal| {
            let QuestionDraft { id, partner, text, my_answer } = draft;
            if id.is_empty() {
                let id = journal.begin_question(item(&partner)?, &text, &my_answer, now())?;
                return one(journal, &id.to_string());
            }
            journal.save_question(item(&id)?, item(&partner)?, &text, &my_answer, now())?;
            one(journal, &id)
        })
        .await
}

/// Makes the file that is due, or the last one again, and writes it where the person says.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn send_question(app: AppHandle, session: State<'_, Session>, id: String) -> Answer<Option<Question>> {
    let asked = item(&id)?;
    let outgoing = session.with_open(move |journal| journal.seal_question(asked, now())).await?;
    let bytes = outgoing.bytes.clone();
    if !hand_over(app, &session, file_name("question", "mend"), bytes, outgoing).await? {
        return Ok(None);
    }
    session.with_open(move |journal| one(journal, &id)).await.map(Some)
}

fn one(journal: &Journal, id: &str) -> Result<Question, Error> {
    let id = item(id)?;
    super::question(journal, id, journal.question(id)?)
}
