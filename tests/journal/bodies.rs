//! Texts of every size and script come back byte for byte.

use journal::{Entry, EntryDraft, Error};
use mend_tests::builder::{Trial, add, bodies, draft, evening};
use proptest::prelude::*;

const ODD: [&str; 9] = [
    "",
    "\0 NUL \0",
    "👩🏽‍🚀🏳️‍🌈 e\u{301} é",
    "שלום عالم \u{202e}abc\u{202c}",
    "今日は雨。サムゲタン 서울",
    "tabs\tand\r\nCRLF\r\nand\u{2028}separators\u{feff}",
    "  trailing  \n\n\n\n",
    "\u{10ffff}\u{fffe}\u{e000}",
    "\"quotes\" \\ back\\slashes \u{1}\u{1f}\u{7f}",
];

#[test]
fn odd_texts_come_back_as_they_were() {
    let trial = Trial::new().unwrap().with(&ODD).unwrap();
    let mut expected = ODD.map(str::to_owned).to_vec();
    expected.sort_unstable();
    for with_image in [true, false] {
        if !with_image {
            trial.forget_index().unwrap();
        }
        assert_eq!(bodies(&trial.open().unwrap().0).unwrap(), expected);
    }
}

#[test]
fn long_texts_come_back_and_are_found() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    for megabytes in [1, 10] {
        let body = format!("{}needle{megabytes} {}", "hay \n".repeat(megabytes * 100_000), "stack ".repeat(megabytes * 83_000));
        let id = add(&mut journal, &body).unwrap();
        assert_eq!(journal.entry(id).unwrap().entry.body, body);
        let found = journal.search(&format!("needle{megabytes}"), 9).unwrap();
        assert_eq!(found.len(), 1);
        assert!(found[0].excerpt.iter().any(|span| span.hit));
    }
    journal.lock(evening()).unwrap();
    trial.forget_index().unwrap();
    assert_eq!(trial.open().unwrap().0.entry_count().unwrap(), 2);
}

#[test]
fn a_text_beyond_the_limit_is_refused_and_nothing_is_lost() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let mut typing = draft("so far");
    journal.write_draft(typing.clone()).unwrap();
    typing.entry.body = "x".repeat(journal::MAX_BODY + 1);
    assert!(matches!(journal.write_draft(typing.clone()), Err(Error::TooLong)));
    assert_eq!(journal.entry(typing.id).unwrap().entry.body, "so far");
}

#[test]
fn the_largest_text_of_the_worst_bytes_fits() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    // Each of these takes six bytes in JSON.
    let body = "\u{1}".repeat(journal::MAX_BODY);
    let id = add(&mut journal, &body).unwrap();
    drop(journal);
    trial.forget_index().unwrap();
    assert_eq!(trial.open().unwrap().0.entry(id).unwrap().entry.body.len(), body.len());
}

#[test]
fn dates_from_the_first_year_to_the_last_keep_their_place() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    for moment in ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00", "2026-03-29T02:30:00+01:00", "1969-12-31T23:00:00-12:00"]
    {
        let entry = Entry { body: moment.into(), ..Entry::new(moment.parse().unwrap()) };
        journal.save(EntryDraft { entry, ..draft("") }, evening()).unwrap();
    }
    let rows = journal.rows().unwrap();
    let shown: Vec<_> = rows.iter().map(|row| row.written_at.as_str()).collect();
    assert_eq!(
        shown,
        ["9999-12-31T23:59:59+14:00", "2026-03-29T02:30:00+01:00", "1969-12-31T23:00:00-12:00", "0001-01-01T00:00:00Z"]
    );
    assert_eq!(journal.months().unwrap().last().unwrap().month, "0001-01");
    // The day is the local one it was written in.
    assert_eq!(journal.day("1969-12-31").unwrap().len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_texts_come_back(texts in prop::collection::vec(any::<String>(), 1..6), title in any::<String>(), tags in prop::collection::vec("\\PC{1,12}", 0..4)) {
        let trial = Trial::new().unwrap();
        let (mut journal, _) = trial.open().unwrap();
        let mut expected = Vec::new();
        for body in texts {
            let entry = Entry { title: title.clone(), tags: tags.clone(), body, ..Entry::new(evening()) };
            let EntryDraft { id, .. } = draft("");
            journal.save(EntryDraft { id, parents: vec![], entry }, evening()).unwrap();
            expected.push(journal.entry(id).unwrap());
        }
        journal.lock(evening()).unwrap();
        trial.forget_index().unwrap();
        let (journal, _) = trial.open().unwrap();
        for stored in expected {
            prop_assert_eq!(&journal.entry(stored.id).unwrap(), &stored);
            prop_assert_eq!(&stored.entry.title, &title);
        }
    }
}
