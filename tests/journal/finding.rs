//! Search, and the timeline's months.

use journal::{Entry, EntryDraft, Filter, Hit, Journal, Span};
use mend_tests::builder::{Trial, add, draft, evening};

fn journal_of(trial: &Trial, bodies: &[&str]) -> Journal {
    let (mut journal, _) = trial.open().unwrap();
    for body in bodies {
        add(&mut journal, body).unwrap();
    }
    journal
}

fn found(journal: &Journal, query: &str) -> Vec<String> {
    journal.search(query, 50).unwrap().iter().map(marked).collect()
}

fn marked(hit: &Hit) -> String {
    hit.excerpt.iter().map(|span| if span.hit { format!("[{}]", span.text) } else { span.text.clone() }).collect()
}

#[test]
fn words_are_found_by_their_beginning_without_case_or_diacritics() {
    let trial = Trial::new().unwrap();
    let journal = journal_of(&trial, &["Nach dem Café: große Stille.", "shoulders"]);
    for query in ["cafe", "CAFÉ", "caf", "gros", "grosse sti", "Still"] {
        assert_eq!(found(&journal, query).len(), 1, "{query}");
    }
    assert_eq!(found(&journal, "cafe"), ["Nach dem [Café]: große Stille."]);
    assert!(found(&journal, "oulders").is_empty());
}

#[test]
fn phrases_are_found_in_their_order() {
    let trial = Trial::new().unwrap();
    let journal = journal_of(&trial, &["the long way to the river", "way too long, the river"]);
    assert_eq!(found(&journal, "\"long way\"").len(), 1);
    assert_eq!(found(&journal, "long way").len(), 2);
    assert_eq!(found(&journal, "“the river”").len(), 2);
}

#[test]
fn scripts_without_spaces_are_found_in_the_middle() {
    let trial = Trial::new().unwrap();
    let journal = journal_of(&trial, &["昨日は雨が降っていました。", "วันนี้ฝนตก", "오늘은 비가 왔다"]);
    assert_eq!(found(&journal, "雨が降"), ["昨日は[雨が降]っていました。"]);
    assert_eq!(found(&journal, "雨").len(), 1);
    assert!(found(&journal, "降が").is_empty());
    assert_eq!(found(&journal, "ฝน").len(), 1);
    assert_eq!(found(&journal, "비가").len(), 1);
}

#[test]
fn a_title_weighs_more_than_a_text() {
    let trial = Trial::new().unwrap();
    let mut journal = journal_of(&trial, &["the garden, the garden again"]);
    let entry =
        Entry { title: "Garden".into(), body: "Something else entirely, at some length.".into(), ..Entry::new(evening()) };
    journal.save(EntryDraft { entry, ..draft("") }, evening()).unwrap();
    let hits = journal.search("garden", 9).unwrap();
    assert_eq!(hits[0].row.title, "Garden");
    assert!(hits[0].title[0].hit);
}

#[test]
fn a_changed_text_is_found_by_its_new_words_only() {
    let trial = Trial::new().unwrap();
    let mut journal = journal_of(&trial, &["anger"]);
    let id = journal.rows().unwrap()[0].id;
    let stored = journal.entry(id).unwrap();
    let entry = Entry { body: "grief".into(), ..stored.entry };
    journal.save(EntryDraft { id, parents: stored.heads, entry }, evening()).unwrap();
    assert!(found(&journal, "anger").is_empty());
    assert_eq!(found(&journal, "grief"), ["[grief]"]);
}

#[test]
fn anything_can_be_typed_into_the_search() {
    let trial = Trial::new().unwrap();
    let journal = journal_of(&trial, &["a quiet day"]);
    for query in
        ["", " ", "\"", "\"\"", "*", "a*b", "NEAR(a b)", "title:day", "day OR", "-day", "^day", "\0", "'; DROP TABLE words; --"]
    {
        let _ = journal.search(query, 9).unwrap();
    }
    assert_eq!(found(&journal, &"day ".repeat(500)).len(), 1);
}

#[test]
fn very_common_words_answer_with_the_newest() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let mut last = None;
    for number in 0..1_200 {
        last = Some(add(&mut journal, &format!("day number {number}")).unwrap());
    }
    let hits = journal.search("day", 20).unwrap();
    assert_eq!(hits.len(), 20);
    assert_eq!(Some(hits[0].row.id), last);
}

#[test]
fn months_count_what_is_shown() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    for moment in ["2026-10-31T23:30:00-05:00", "2026-11-01T00:10:00+01:00", "2026-11-05T08:00:00Z"] {
        journal
            .save(EntryDraft { entry: Entry { body: "x".into(), ..Entry::new(moment.parse().unwrap()) }, ..draft("") }, evening())
            .unwrap();
    }
    let months =
        |journal: &Journal| journal.months().unwrap().into_iter().map(|month| (month.month, month.entries)).collect::<Vec<_>>();
    assert_eq!(months(&journal), [("2026-11".to_owned(), 2), ("2026-10".to_owned(), 1)]);
    let page = journal.month("2026-11", 1, 5).unwrap();
    assert_eq!(page.iter().map(|row| row.written_at.as_str()).collect::<Vec<_>>(), ["2026-11-01T00:10:00+01:00"]);
    journal.trash(page[0].id, evening()).unwrap();
    let october = journal.month("2026-10", 0, 5).unwrap()[0].id;
    journal.purge(october, evening()).unwrap();
    assert_eq!(months(&journal), [("2026-11".to_owned(), 1)]);
}

#[test]
fn a_tag_that_matched_is_marked() {
    let trial = Trial::new().unwrap();
    let mut journal = journal_of(&trial, &[]);
    let entry = Entry { tags: vec!["walk/river".into(), "letter".into()], body: "x".into(), ..Entry::new(evening()) };
    journal.save(EntryDraft { entry, ..draft("") }, evening()).unwrap();
    let hits = journal.search("riv", 9).unwrap();
    let shown =
        |tag: &[Span]| tag.iter().map(|span| if span.hit { format!("[{}]", span.text) } else { span.text.clone() }).collect();
    let tags: Vec<String> = hits[0].tags.iter().map(|tag| shown(tag)).collect();
    assert_eq!(tags, ["walk/[river]", "letter"]);
}

#[test]
fn very_many_finds_come_newest_first_whenever_they_were_written_down() {
    let trial = Trial::on_a_fast_disk().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    // Every other one is written down late, as an import does.
    for number in 0..1_100u64 {
        let days = if number % 2 == 0 { number } else { 5_000 - number };
        let entry = Entry { body: "the river".into(), ..Entry::new(evening() - chrono::Days::new(days)) };
        journal.save(EntryDraft { entry, ..draft("") }, evening()).unwrap();
    }
    let found = journal.find(&Filter::words("river"), 0, 500).unwrap();
    let more = journal.find(&Filter::words("river"), 500, 600).unwrap();
    let days: Vec<String> = found.into_iter().chain(more).map(|hit| hit.row.written_at).collect();
    assert!(days.len() == 1_100 && days.is_sorted_by(|one, next| one >= next));
}
