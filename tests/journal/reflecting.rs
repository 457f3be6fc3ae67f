//! Entries that answer a prompt, or were made with a worksheet; and what is kept for the whole journal.

use std::fs;

use journal::{Drawer, Entry, EntryDraft, Error, Filled, ItemId, Journal, Kind, Place};
use mend_tests::builder::{Trial, draft, evening};
use serde_json::{Map, Value, json};

fn filled(id: &str, page: u32, done: bool, answers: Option<Value>) -> Filled {
    Filled { id: id.into(), page, done, answers, other: Map::new() }
}

fn write(journal: &mut Journal, id: ItemId, body: &str, sheet: Filled) {
    let parents = journal.entry(id).map(|stored| stored.heads).unwrap_or_default();
    let entry = Entry {
        kind: Kind::Worksheet,
        title: "What it did to me".into(),
        body: body.into(),
        sheet: Some(sheet),
        ..Entry::new(evening())
    };
    journal.write_draft(EntryDraft { id, parents, entry }).unwrap();
}

#[test]
fn a_worksheet_waits_until_it_is_done_or_changed_as_a_text() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let id = ItemId::random();
    let answers = json!({ "where": "My hands", "scale": 7, "rows": [{ "what": "a", "when": "" }] });
    write(&mut journal, id, "## Where?\n\nMy hands", filled("impact-map", 2, false, Some(answers.clone())));
    journal.keep_draft(id, evening()).unwrap();
    let waiting = |journal: &Journal| journal.unfinished_rows().unwrap().iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(waiting(&journal), [id]);
    journal.lock(evening()).unwrap();
    trial.forget_index().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    assert_eq!(waiting(&journal), [id]);
    assert_eq!(journal.entry(id).unwrap().entry.sheet, Some(filled("impact-map", 2, false, Some(answers.clone()))));

    write(&mut journal, id, "## Where?\n\nMy hands", filled("impact-map", 4, true, Some(answers)));
    journal.keep_draft(id, evening()).unwrap();
    assert!(waiting(&journal).is_empty());
    write(&mut journal, id, "My own words", filled("impact-map", 2, false, None));
    journal.keep_draft(id, evening()).unwrap();
    assert!(waiting(&journal).is_empty());
    journal.trash(id, evening()).unwrap();
    assert!(journal.answered().unwrap().is_empty());
}

#[test]
fn a_worksheet_without_an_answer_is_nothing_to_keep() {
    let trial = Trial::on_a_fast_disk().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let id = ItemId::random();
    write(&mut journal, id, "", filled("impact-map", 0, false, Some(json!({}))));
    assert_eq!(journal.keep_draft(id, evening()).unwrap(), None);
    assert_eq!(journal.entry_count().unwrap(), 0);
}

#[test]
fn what_was_answered_is_counted_by_prompt_and_sheet() {
    let trial = Trial::on_a_fast_disk().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    for (moment, prompt) in
        [("2026-11-20T20:00:00+01:00", "2-5-a"), ("2026-11-21T23:30:00-05:00", "2-5-a"), ("2026-11-01T08:00:00+01:00", "0-1-a")]
    {
        let entry = Entry { prompt: Some(prompt.into()), body: "x".into(), ..Entry::new(moment.parse().unwrap()) };
        journal.save(EntryDraft { entry, ..draft("") }, evening()).unwrap();
    }
    let id = ItemId::random();
    write(&mut journal, id, "y", filled("impact-map", 0, true, Some(json!({}))));
    journal.keep_draft(id, evening()).unwrap();
    let mut answered: Vec<_> = journal.answered().unwrap().into_iter().map(|one| (one.id, one.entries, one.last)).collect();
    answered.sort();
    let expected = [("0-1-a", 1, "2026-11-01"), ("2-5-a", 2, "2026-11-21"), ("impact-map", 1, "2026-11-22")];
    assert_eq!(answered, expected.map(|(id, entries, last)| (id.to_owned(), entries, last.to_owned())));
}

#[test]
fn one_drawer_does_not_write_the_other() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    journal.set_setting(Drawer::Settings, "templates", json!(["long"]), evening()).unwrap();
    journal.set_setting(Drawer::Reflect, "shown", json!({ "ids": ["2-5-a"] }), evening()).unwrap();
    assert_eq!(journal.setting(Drawer::Settings, "shown").unwrap(), None);
    journal.lock(evening()).unwrap();
    let (journal, _) = trial.open().unwrap();
    assert_eq!(journal.setting(Drawer::Reflect, "shown").unwrap(), Some(json!({ "ids": ["2-5-a"] })));
    assert_eq!(journal.setting(Drawer::Settings, "templates").unwrap(), Some(json!(["long"])));
}

fn place(moment: &str, path: &str, along: f64) -> Place {
    Place { at: moment.parse().unwrap(), path: path.into(), along, words: " back at the start ".into(), other: Map::new() }
}

#[test]
fn entries_are_gathered_under_steps_and_places_bend_back() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let mut put = |moment: &str, kind: Kind, steps: &[&str]| {
        let steps = steps.iter().map(|step| (*step).to_owned()).collect();
        let entry = Entry { kind, steps, body: "x".into(), ..Entry::new(moment.parse().unwrap()) };
        let draft = EntryDraft { entry, ..draft("") };
        journal.save(draft.clone(), evening()).unwrap();
        draft.id
    };
    let letter = put("2026-03-02T20:00:00+01:00", Kind::Letter, &["room-for-anger", "naming-the-hurt"]);
    let later = put("2026-06-01T20:00:00+02:00", Kind::Free, &["room-for-anger"]);
    let other = put("2026-04-01T20:00:00+02:00", Kind::Free, &[]);
    for (moment, path, along) in [
        ("2026-05-01T08:00:00+02:00", "hurt", 0.6),
        ("2026-03-01T08:00:00+01:00", "hurt", 0.2),
        ("2026-07-01T08:00:00+02:00", "hurt", 0.1),
        ("2026-07-01T08:00:00+02:00", "broke-trust", 1.0),
    ] {
        journal.save_place(ItemId::random(), place(moment, path, along), evening()).unwrap();
    }
    assert!(matches!(
        journal.save_place(ItemId::random(), place("2026-07-01T08:00:00+02:00", "hurt", 1.1), evening()),
        Err(Error::BadValue)
    ));
    journal.set_step(other, "room-for-anger", true, evening()).unwrap();
    journal.set_step(other, "room-for-anger", true, evening()).unwrap();
    journal.set_step(letter, "naming-the-hurt", false, evening()).unwrap();
    journal.lock(evening()).unwrap();
    trial.forget_index().unwrap();

    let (mut journal, _) = trial.open().unwrap();
    let gatherings = journal.gatherings().unwrap();
    assert_eq!(gatherings.len(), 1);
    let one = &gatherings[0];
    assert_eq!((one.step.as_str(), one.entries, one.letters), ("room-for-anger", 3, 1));
    assert_eq!((one.first.as_str(), one.last.as_str()), ("2026-03-02", "2026-06-01"));
    let under: Vec<ItemId> = journal.step_rows("room-for-anger").unwrap().iter().map(|row| row.id).collect();
    assert_eq!(under, [later, other, letter]);
    let along = |journal: &Journal| journal.places("hurt").unwrap().iter().map(|stored| stored.place.along).collect::<Vec<_>>();
    assert_eq!(along(&journal), [0.2, 0.6, 0.1]);
    assert_eq!(journal.places("hurt").unwrap()[0].place.words, "back at the start");
    let middle = journal.places("hurt").unwrap()[1].id;
    journal.trash_all(&[middle, later], evening()).unwrap();
    assert_eq!((along(&journal), journal.trashed_places().unwrap()[0].id), (vec![0.2, 0.1], middle));
    assert_eq!(journal.step_rows("room-for-anger").unwrap().len(), 2);
    journal.restore_all(&[middle, later], evening()).unwrap();
    assert_eq!((along(&journal), journal.step_rows("room-for-anger").unwrap().len()), (vec![0.2, 0.6, 0.1], 3));
}

#[test]
fn ones_own_words_come_back_in_the_order_they_were_written_for() {
    let trial = Trial::on_a_fast_disk().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    for (moment, body) in [("2026-06-01T20:00:00+02:00", "now"), ("2026-03-01T20:00:00+01:00", "then")] {
        let entry =
            Entry { prompt: Some("path:naming-the-hurt".into()), body: body.into(), ..Entry::new(moment.parse().unwrap()) };
        journal.save(EntryDraft { entry, ..draft("") }, evening()).unwrap();
    }
    let words: Vec<String> =
        journal.answers_to("path:naming-the-hurt").unwrap().into_iter().map(|stored| stored.entry.body).collect();
    assert_eq!(words, ["then", "now"]);
}

/// What the program does with a letter that is burned: purge, without a time in the trash.
#[test]
fn nothing_of_a_burned_letter_stays_in_the_folder() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let entry = Entry { kind: Kind::Letter, body: "To what I have lost".into(), ..Entry::new(evening()) };
    let letter = draft("");
    journal.write_draft(EntryDraft { entry, ..letter.clone() }).unwrap();
    journal.keep_draft(letter.id, evening()).unwrap();
    journal.write_index().unwrap();
    journal.lock(evening()).unwrap();
    let file = rusqlite::Connection::open(trial.path()).unwrap();
    let sealed: Vec<Vec<u8>> =
        file.prepare("SELECT sealed FROM record").unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    drop(file);
    // Every age file begins alike.
    let remains = |sealed: &[u8]| {
        let sealed = &sealed[256..];
        fs::read_dir(trial.folder()).unwrap().any(|file| {
            let bytes = fs::read(file.unwrap().path()).unwrap_or_default();
            bytes.windows(32).any(|window| sealed.windows(32).step_by(32).any(|piece| piece == window))
        })
    };
    assert!(!sealed.is_empty() && sealed.iter().all(|sealed| remains(sealed)), "what is searched for can be found");
    let (mut journal, _) = trial.open().unwrap();
    journal.purge(letter.id, evening()).unwrap();
    assert!(matches!(journal.write_draft(letter.clone()), Err(Error::NoSuchEntry)), "a late page brings nothing back");
    assert!(matches!(journal.save(letter, evening()), Err(Error::NoSuchEntry)));
    journal.lock(evening()).unwrap();
    assert!(!sealed.iter().any(|sealed| remains(sealed)));
}
