//! Cards: my own, and those of others.

use journal::{Card, Error, Found, Journal};
use pictures::qr;
use tauri::{
    AppHandle, State,
    ipc::{InvokeBody, Request},
};

use super::partner;
use crate::{
    commands::item,
    dto::{self, FoundCard, MyCard},
    error::{Answer, CommandError},
    files,
    session::{Session, now},
};

/// The most bytes of a text that may have a card in it: a long mail.
const MOST_TEXT: usize = 1 << 20;

/// Makes my card, or puts another name on it.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn make_card(session: State<'_, Session>, name: String) -> Answer<MyCard> {
    session.with_open(move |journal| mine(&journal.make_card(&name, now())?)).await
}

/// Writes my card where the person says, as text or as a picture.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn save_card(app: AppHandle, session: State<'_, Session>, as_picture: bool) -> Answer<bool> {
    let card =
        session.with_open(|journal| journal.my_card()).await?.ok_or(CommandError::new("no_card", "There is no card yet."))?;
    session
        .off_main(move |session| {
            let (journal, _) = session.journal_file();
            if as_picture {
                let code = qr::Code::of(&card.line()).ok_or(Error::Internal("a card does not fit into a code"))?;
                files::save_where_said(&app, "card.png", &code.png()?, &journal)
            } else {
                files::save_where_said(&app, "card.txt", format!("{}\n", card.line()).as_bytes(), &journal)
            }
        })
        .await
}

/// Reads a card from whatever text it stands in.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn read_card(session: State<'_, Session>, text: String) -> Answer<FoundCard> {
    session.with_open(move |journal| found(journal, &text)).await
}

/// The same from a picture with its QR code.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn read_card_picture(session: State<'_, Session>, request: Request<'_>) -> Answer<FoundCard> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(pictures::Error::NotAPicture.into());
    };
    let bytes = bytes.clone();
    let text = session.off_main(move |_| Ok(qr::read(&bytes)?.join("\n"))).await?;
    session.with_open(move |journal| found(journal, &text)).await
}

/// Asks for a card's file, text or picture.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn choose_card(app: AppHandle, session: State<'_, Session>) -> Answer<Option<FoundCard>> {
    let text = session
        .off_main(move |session| {
            let endings = ["txt", "png", "jpg", "jpeg", "webp"];
            let Some(path) = files::ask_which(&app, "txt, png, jpg", &endings) else { return Ok(None) };
            let (journal, _) = session.journal_file();
            let bytes = files::read_at_most(&path, pictures::MAX_BYTES, "card_not", &journal).map_err(no_card)?;
            match String::from_utf8(bytes) {
                Ok(text) => Ok(Some(text)),
                Err(picture) => Ok(Some(qr::read(picture.as_bytes()).map_err(|_| no_card(()))?.join("\n"))),
            }
        })
        .await?;
    let Some(text) = text else { return Ok(None) };
    session.with_open(move |journal| found(journal, &text)).await.map(Some)
}

/// Whatever is wrong with a file in which a card was looked for: there is none in it.
fn no_card<T>(_: T) -> CommandError {
    CommandError::new("card_not", "There is no card in this.")
}

/// Keeps a partner.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn add_partner(session: State<'_, Session>, line: String, called: String) -> Answer<dto::Partner> {
    session
        .with_open(move |journal| {
            let id = journal.add_partner(&Card::read(&line)?, &called, now())?;
            one(journal, id)
        })
        .await
}

/// Puts another card in the place of a partner's.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn replace_card(session: State<'_, Session>, partner: String, line: String) -> Answer<dto::Partner> {
    session
        .with_open(move |journal| {
            let id = item(&partner)?;
            journal.replace_card(id, &Card::read(&line)?, now())?;
            one(journal, id)
        })
        .await
}

/// The six words to compare.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn safety_words(session: State<'_, Session>, partner: String) -> Answer<Vec<String>> {
    session.with_open(move |journal| journal.safety_words(item(&partner)?)).await
}

/// Notes that the words were the same, or takes that back.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn set_compared(session: State<'_, Session>, partner: String, compared: bool) -> Answer<dto::Partner> {
    session
        .with_open(move |journal| {
            let id = item(&partner)?;
            journal.set_compared(id, compared, now())?;
            one(journal, id)
        })
        .await
}

/// Calls a partner something else.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn rename_partner(session: State<'_, Session>, partner: String, called: String) -> Answer<dto::Partner> {
    session
        .with_open(move |journal| {
            let id = item(&partner)?;
            journal.rename_partner(id, &called, now())?;
            one(journal, id)
        })
        .await
}

/// Shares nothing more with a partner, or shares again.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn set_stopped(session: State<'_, Session>, partner: String, stopped: bool) -> Answer<dto::Partner> {
    session
        .with_open(move |journal| {
            let id = item(&partner)?;
            journal.set_stopped(id, stopped, now())?;
            one(journal, id)
        })
        .await
}

/// My card as the page draws it.
pub(super) fn mine(card: &Card) -> Result<MyCard, Error> {
    let line = card.line();
    let code = qr::Code::of(&line).ok_or(Error::Internal("a card does not fit into a code"))?;
    Ok(MyCard { name: card.name().to_owned(), line, qr_side: code.side, qr_path: code.path() })
}

fn found(journal: &Journal, text: &str) -> Result<FoundCard, Error> {
    if text.len() > MOST_TEXT {
        return Err(journal::CardError::NotACard.into());
    }
    let Found { card, own, known, same_name } = journal.look_at_card(Card::read(text)?)?;
    Ok(FoundCard {
        line: card.line(),
        name: card.name().to_owned(),
        own,
        known: known.map(|id| id.to_string()),
        same_name: same_name.iter().map(ToString::to_string).collect(),
    })
}

fn one(journal: &Journal, id: journal::ItemId) -> Result<dto::Partner, Error> {
    Ok(partner(journal::Listed { id, trashed: None, item: journal.partner(id)? }))
}
