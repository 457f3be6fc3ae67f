//! Entries that answer a prompt, or were made with a worksheet; and what is kept for the whole journal.

use journal::{Drawer, Entry, EntryDraft, Filled, ItemId, Journal, Kind};
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
