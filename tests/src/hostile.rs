//! Files and cards that somebody sends to do harm, and what the journal they are sent to says of each.
//!
//! [`write`] made them once, for tests/vectors/shares-1: a journal that is sent them, sealed attacks, hostile cards, and `expected.txt`
//! with what becomes of each. They are frozen; another version of the format gets a folder of its own. What is too large for a
//! repository is [made anew](large::all) whenever it is tried.

mod cards;
mod contents;
mod documents;
pub mod large;
mod picture;
mod reader;
mod seals;
pub mod seeds;
mod sender;

use std::{collections::HashSet, fs, path::Path};

use journal::{Card, Error, Journal, Key};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::builder::{evening, fast_folder};
pub use reader::PASSPHRASE;

type Result<T, E = Box<dyn std::error::Error>> = std::result::Result<T, E>;

/// The frozen journal of whoever is sent all this.
const READER: &str = "reader.mend";

/// The folder of the cards.
const CARDS: &str = "cards";

/// The list of what becomes of each.
const EXPECTED: &str = "expected.txt";

/// Something hostile.
#[derive(Debug, Clone)]
pub struct Attack {
    /// What it is called.
    pub name: String,
    /// What the program is to say of it: `ok`, or the name of an error; of a picture, with `Picture` before it.
    pub outcome: String,
    /// What is sent.
    pub bytes: Vec<u8>,
}

/// A list of them.
#[derive(Debug, Default)]
pub struct Attacks(Vec<Attack>);

impl Attacks {
    fn add(&mut self, name: &str, outcome: &str, bytes: Vec<u8>) {
        self.0.push(Attack { name: name.into(), outcome: outcome.into(), bytes });
    }

    fn write(&self, folder: &Path, kind: &str) -> Result<String> {
        let mut expected = String::new();
        let mut names = HashSet::new();
        for Attack { name, outcome, bytes } in &self.0 {
            if !names.insert(name) {
                return Err(format!("two attacks are called {name}").into());
            }
            fs::write(folder.join(format!("{name}.{kind}")), bytes)?;
            expected.push_str(&format!("{name}.{kind}  {outcome}\n"));
        }
        Ok(expected)
    }
}

/// Writes everything into a new folder, and tells how many.
///
/// # Errors
/// When the folder is there already: what is frozen stays as it is.
pub fn write(folder: &Path) -> Result<usize> {
    let cast = reader::Cast::new()?;
    // In a folder of its own first: a journal has files beside it.
    let home = tempfile::tempdir()?;
    let known = reader::write(&home.path().join(READER), &cast)?;
    let mut shares = Attacks::default();
    seals::add(&mut shares, &cast, &known)?;
    documents::add(&mut shares, &cast, &known)?;
    contents::add(&mut shares, &cast, &known)?;
    picture::add(&mut shares, &cast, &known)?;
    let mut texts = Attacks::default();
    cards::add(&mut texts, &cast, &known)?;
    fs::create_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    fs::create_dir(folder.join(CARDS))?;
    fs::copy(home.path().join(READER), folder.join(READER))?;
    fs::write(folder.join(EXPECTED), shares.write(folder, "mend")?)?;
    fs::write(folder.join(CARDS).join(EXPECTED), texts.write(&folder.join(CARDS), "txt")?)?;
    Ok(shares.0.len() + texts.0.len())
}

/// The attacks that are frozen in a folder, as its list has them.
fn frozen(folder: &Path) -> Result<Vec<Attack>> {
    let list = fs::read_to_string(folder.join(EXPECTED))?;
    let read = |line: &str| -> Result<Attack> {
        let (name, outcome) = line.split_once("  ").ok_or("a line without an outcome")?;
        Ok(Attack { name: name.into(), outcome: outcome.into(), bytes: fs::read(folder.join(name))? })
    };
    list.lines().map(read).collect()
}

/// The frozen files.
pub fn shares(folder: &Path) -> Result<Vec<Attack>> {
    frozen(folder)
}

/// The frozen cards.
pub fn cards(folder: &Path) -> Result<Vec<Attack>> {
    frozen(&folder.join(CARDS))
}

/// Opens a copy of the frozen journal, in a folder that goes when it is dropped.
pub fn reader(folder: &Path) -> Result<(TempDir, Journal)> {
    let home = fast_folder()?;
    let path = home.path().join(READER);
    fs::copy(folder.join(READER), &path)?;
    let (journal, opening) = Journal::unlock(&path, &Key::typed(PASSPHRASE)?, evening(), &mut |_| {})?;
    if opening.damage.is_empty() { Ok((home, journal)) } else { Err("the frozen journal is damaged".into()) }
}

/// What becomes of a file: it is opened, and its pictures are made fit to keep, as the program does before anything is kept.
pub fn outcome_of_share(journal: &Journal, bytes: &[u8]) -> Result<String, Error> {
    let arrived = match journal.open_share(bytes) {
        Ok(arrived) => arrived,
        Err(Error::Share(error)) => return Ok(format!("{error:?}")),
        Err(error) => return Err(error),
    };
    for (said, bytes) in arrived.pictures() {
        if let Err(error) = pictures::prepare_shared(bytes, said.width, said.height) {
            return Ok(format!("Picture{error:?}"));
        }
    }
    Ok("ok".into())
}

/// What becomes of a card: it is read, and looked at.
pub fn outcome_of_card(journal: &Journal, text: &str) -> Result<String, Error> {
    let found = match Card::read(text) {
        Ok(card) => journal.look_at_card(card)?,
        Err(error) => return Ok(format!("{error:?}")),
    };
    Ok(match (found.own, found.known, &found.same_name[..]) {
        (true, ..) => "Own",
        (_, Some(_), _) => "ok, known",
        (.., []) => "ok",
        _ => "ok, the same name",
    }
    .into())
}

/// What a share says.
fn shared(entries: Vec<Value>, measures: Vec<Value>) -> Value {
    json!({ "share": { "note": "", "entries": entries, "measures": measures } })
}

/// A text as it stands in a share.
fn text(title: &str, body: &str) -> Value {
    json!({ "title": title, "day": "2026-11-19", "tags": [], "feelings": [], "body": body, "pictures": [] })
}

/// A share of one text.
fn share_of(title: &str, body: &str) -> Value {
    shared(vec![text(title, body)], vec![])
}
