//! Coming back: filters, days, what belongs to a day from before, neighbours, versions, tags, the trash.

use chrono::{Days, NaiveDate};
use journal::{Entry, EntryDraft, Error, Filter, ItemId, Journal, Kind, Moment};
use mend_tests::builder::{Trial, add, draft, evening};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

fn put(journal: &mut Journal, entry: Entry) -> ItemId {
    let draft = EntryDraft { entry, ..draft("") };
    let id = draft.id;
    journal.save(draft, evening()).unwrap();
    id
}

fn on(journal: &mut Journal, moment: &str, body: &str) -> ItemId {
    put(journal, Entry { body: body.into(), ..Entry::new(at(moment)) })
}

fn bodies(journal: &Journal, filter: &Filter) -> Vec<String> {
    journal.find(filter, 0, 500).unwrap().into_iter().map(|hit| hit.row.excerpt).collect()
}

const WORDS: [&str; 4] = ["river", "lantern", "shoulders", "quiet"];
const TAGS: [&str; 3] = ["talk", "walk/forest 🌿", "with spaces"];

/// An entry of a few that differ in whatever a filter asks for.
fn entries() -> impl Strategy<Value = Entry> {
    let words = prop::sample::subsequence(WORDS.to_vec(), 0..=3);
    let tags = prop::sample::subsequence(TAGS.to_vec(), 0..=3);
    (words, tags, 0..Kind::KNOWN.len(), any::<bool>(), 0..900u64).prop_map(|(words, tags, kind, favourite, days)| Entry {
        kind: Kind::KNOWN[kind].clone(),
        tags: tags.into_iter().map(str::to_owned).collect(),
        favourite,
        body: words.join(" "),
        ..Entry::new(evening() - Days::new(days))
    })
}

fn filters() -> impl Strategy<Value = Filter> {
    let kinds = prop::sample::subsequence(Kind::KNOWN.to_vec(), 0..=3);
    let tags = prop::sample::subsequence(TAGS.to_vec(), 0..=2);
    let days = || prop::option::of((0..900u64).prop_map(|days| evening().date_naive() - Days::new(days)));
    (prop::option::of(0..WORDS.len()), kinds, tags, any::<bool>(), days(), days()).prop_map(
        |(word, kinds, tags, favourite, from, to)| Filter {
            words: word.map_or("", |word| WORDS[word]).into(),
            kinds,
            tags: tags.into_iter().map(str::to_owned).collect(),
            feeling: None,
            favourite,
            pictures: false,
            from,
            to,
        },
    )
}

#[test]
fn filters_find_what_a_walk_over_all_entries_finds() {
    let trial = Trial::on_a_fast_disk().unwrap();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(12));
    let all = prop::collection::vec(entries(), 60);
    let ran = runner.run(&(all, prop::collection::vec(filters(), 20)), |(entries, filters)| {
        let (mut journal, _) = trial.open().unwrap();
        let ids: Vec<ItemId> = entries.iter().map(|entry| put(&mut journal, entry.clone())).collect();
        let mut all_found = Vec::new();
        for filter in filters.iter().filter(|filter| **filter != Filter::default()) {
            let fits = |entry: &Entry| {
                let day = entry.written_at.date_naive();
                (filter.words.is_empty() || entry.body.contains(&filter.words))
                    && (filter.kinds.is_empty() || filter.kinds.contains(&entry.kind))
                    && filter.tags.iter().all(|tag| entry.tags.contains(tag))
                    && (!filter.favourite || entry.favourite)
                    && filter.from.is_none_or(|from| day >= from)
                    && filter.to.is_none_or(|to| day <= to)
            };
            let mut wanted: Vec<ItemId> = ids.iter().zip(&entries).filter(|(_, entry)| fits(entry)).map(|(id, _)| *id).collect();
            let mut found: Vec<ItemId> = Vec::new();
            // In parts, as a page asks for them.
            for offset in (0..).step_by(7) {
                let part = journal.find(filter, offset, 7).unwrap();
                found.extend(part.iter().map(|hit| hit.row.id));
                if part.len() < 7 {
                    break;
                }
            }
            wanted.sort();
            found.sort();
            all_found.push((found == wanted, found.len(), wanted.len(), filter));
        }
        // Before anything can fail: the next run begins with an empty journal.
        journal.purge_all(&ids, evening()).unwrap();
        for (same, found, wanted, filter) in all_found {
            prop_assert!(same, "{} instead of {}: {:?}", found, wanted, filter);
        }
        Ok(())
    });
    // Without the hundred entries it failed with.
    if let Err(proptest::test_runner::TestError::Fail(reason, _)) = ran {
        panic!("{reason}");
    }
}

#[test]
fn without_words_the_newest_come_first_and_without_anything_nothing_comes() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    on(&mut journal, "2026-03-01T10:00:00+01:00", "middle");
    on(&mut journal, "2026-05-01T10:00:00+01:00", "newest");
    on(&mut journal, "0001-01-01T00:00:00+00:00", "oldest");
    let spring = Filter { from: Some(day("0001-01-01")), ..Filter::default() };
    assert_eq!(bodies(&journal, &spring), ["newest", "middle", "oldest"]);
    assert_eq!(bodies(&journal, &Filter { to: Some(day("2026-03-01")), ..Filter::default() }), ["middle", "oldest"]);
    assert!(bodies(&journal, &Filter::default()).is_empty());
    assert!(bodies(&journal, &Filter { words: "—".into(), ..spring }).is_empty());
}

#[test]
fn only_years_that_a_date_can_be_written_with_are_taken() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let year = |year: i32| at("2026-06-15T12:00:00+00:00").with_year(year).unwrap();
    use chrono::Datelike;
    for (number, fine) in [(1, true), (9999, true), (0, false), (10_000, false), (-5, false)] {
        let entry = Entry { body: "x".into(), ..Entry::new(year(number)) };
        let saved = journal.save(EntryDraft { entry, ..draft("") }, evening());
        assert_eq!(saved.is_ok(), fine, "year {number}: {saved:?}");
    }
    assert_eq!(journal.months().unwrap().iter().map(|month| month.month.as_str()).collect::<Vec<_>>(), ["9999-06", "0001-06"]);
    assert_eq!(journal.days(day("0001-01-01"), day("9999-12-31")).unwrap().len(), 2);
}

#[test]
fn the_calendar_counts_days_by_the_clock_they_were_written_by() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let id = on(&mut journal, "2026-03-31T23:30:00-08:00", "late");
    on(&mut journal, "2026-03-31T09:00:00+13:00", "early");
    put(
        &mut journal,
        Entry { kind: Kind::Win, favourite: true, body: "w".into(), ..Entry::new(at("2026-04-01T09:00:00+02:00")) },
    );
    let days = journal.days(day("2026-03-01"), day("2026-04-30")).unwrap();
    let seen: Vec<_> = days.iter().map(|day| (day.day.as_str(), day.entries, day.kinds.as_slice(), day.favourite)).collect();
    assert_eq!(seen, [("2026-03-31", 2, &[Kind::Free][..], false), ("2026-04-01", 1, &[Kind::Win][..], true)]);
    assert!(journal.days(day("2026-04-02"), day("2026-03-01")).unwrap().is_empty());
    journal.trash(id, evening()).unwrap();
    assert_eq!(journal.days(day("2026-03-31"), day("2026-03-31")).unwrap()[0].entries, 1);
    assert_eq!(journal.day_rows("2026-03-31").unwrap().len(), 1);
}

#[test]
fn what_belongs_to_a_day_comes_from_the_same_day_of_months_and_years_before() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    for (moment, body) in [
        ("2026-11-22T08:00:00+01:00", "today"),
        ("2026-10-22T08:00:00+01:00", "a month"),
        ("2026-09-22T08:00:00+01:00", "two months"),
        ("2026-05-22T08:00:00+01:00", "six months"),
        ("2025-11-22T08:00:00+01:00", "a year"),
        ("2025-11-23T08:00:00+01:00", "a year and a day"),
        ("2001-11-22T08:00:00+01:00", "long ago"),
        ("2024-02-29T08:00:00+01:00", "leap"),
        ("2025-01-31T08:00:00+01:00", "the thirty-first"),
    ] {
        on(&mut journal, moment, body);
    }
    let found = |date: &str| {
        let rows = journal.same_day_before(day(date)).unwrap();
        rows.into_iter().map(|(months, row)| (months, row.excerpt)).collect::<Vec<_>>()
    };
    assert_eq!(
        found("2026-11-22"),
        [(1, "a month".into()), (6, "six months".into()), (12, "a year".into()), (300, "long ago".into())]
    );
    assert_eq!(found("2028-02-29"), [(48, "leap".into())]);
    assert_eq!(found("2026-02-28"), [(24, "leap".into())], "a year without the day shows it on the last of February");
    assert_eq!(found("2028-02-28"), []);
    assert_eq!(found("2025-02-28"), [(12, "leap".into())], "the thirty-first of January has no day in February");
    assert_eq!(found("0001-01-01"), []);
}

#[test]
fn neighbours_are_those_of_the_timeline() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    for hour in [9, 11, 9, 10] {
        on(&mut journal, &format!("2026-03-31T{hour:02}:00:00+01:00"), "x");
    }
    on(&mut journal, "2026-03-01T23:00:00-09:00", "x");
    let thrown = on(&mut journal, "2026-03-31T10:30:00+01:00", "x");
    journal.trash(thrown, evening()).unwrap();
    let order: Vec<ItemId> = journal.rows().unwrap().iter().map(|row| row.id).collect();
    for (place, id) in order.iter().enumerate() {
        let next = journal.neighbours(*id).unwrap();
        assert_eq!(next.newer, place.checked_sub(1).map(|place| order[place]));
        assert_eq!(next.older, order.get(place + 1).copied());
    }
    assert_eq!(journal.neighbours(ItemId::random()).unwrap(), journal::Neighbours::default());
}

#[test]
fn every_version_can_be_read_and_brought_back() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let id = add(&mut journal, "one").unwrap();
    for body in ["one two", "one two three"] {
        let stored = journal.entry(id).unwrap();
        let entry = Entry { body: body.into(), ..stored.entry };
        journal.save(EntryDraft { id, parents: stored.heads, entry }, evening()).unwrap();
    }
    journal.trash(id, evening()).unwrap();
    journal.restore(id, evening()).unwrap();
    let versions = journal.versions(id).unwrap();
    let seen: Vec<_> = versions.iter().map(|version| (version.words, version.current)).collect();
    assert_eq!(seen, [(3, true), (2, false), (1, false)], "the way through the trash is no version");
    assert_eq!(journal.version(id, versions[2].id).unwrap().body, "one");

    journal.restore_revision(id, versions[2].id, evening()).unwrap();
    assert_eq!(journal.entry(id).unwrap().entry.body, "one");
    assert_eq!(journal.versions(id).unwrap().len(), 4);
    assert_eq!(journal.search("three", 9).unwrap().len(), 0);
    // A revision of another entry is not one of this.
    let other = add(&mut journal, "other").unwrap();
    let theirs = journal.versions(other).unwrap()[0].id;
    assert!(matches!(journal.version(id, theirs), Err(Error::NoSuchEntry)));
    assert!(matches!(journal.restore_revision(id, theirs, evening()), Err(Error::NoSuchEntry)));
    assert!(journal.verify(&mut |_| {}).unwrap().is_whole());
}

#[test]
fn tags_are_renamed_merged_and_removed_everywhere() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let tagged = |journal: &mut Journal, tags: &[&str]| {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        put(journal, Entry { tags, body: "x".into(), ..Entry::new(evening()) })
    };
    let (one, two) = (tagged(&mut journal, &["a/b", "with spaces"]), tagged(&mut journal, &["with spaces", "🌿"]));
    let thrown = tagged(&mut journal, &["a/b"]);
    journal.trash(thrown, evening()).unwrap();
    let counts = |journal: &Journal| -> Vec<(String, u32)> {
        journal.tags().unwrap().into_iter().map(|tag| (tag.tag, tag.entries)).collect()
    };
    assert_eq!(counts(&journal), [("with spaces".into(), 2), ("a/b".into(), 1), ("🌿".into(), 1)]);
    assert_eq!(journal.change_tag("a/b", Some("with spaces"), evening()).unwrap(), 2);
    assert_eq!(journal.entry(one).unwrap().entry.tags, ["with spaces"]);
    assert_eq!(journal.entry(thrown).unwrap().entry.tags, ["with spaces"]);
    assert!(journal.entry(thrown).unwrap().trashed.is_some());
    assert_eq!(journal.change_tag("with spaces", None, evening()).unwrap(), 3);
    assert_eq!(counts(&journal), [("🌿".into(), 1)]);
    assert_eq!(journal.change_tag("never used", Some("x"), evening()).unwrap(), 0);
    journal.tag_all(&[one, two], &["new".into(), "🌿".into()], &["gone".into()], evening()).unwrap();
    assert_eq!(counts(&journal), [("new".into(), 2), ("🌿".into(), 2)]);
    // Nothing changed, so nothing is written.
    let versions = journal.versions(two).unwrap().len();
    journal.tag_all(&[two], &["new".into()], &[], evening()).unwrap();
    assert_eq!(journal.versions(two).unwrap().len(), versions);
    assert!(journal.verify(&mut |_| {}).unwrap().is_whole());
}

#[test]
fn ten_thousand_tags_are_no_trouble() {
    let trial = Trial::on_a_fast_disk().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let tags: Vec<String> = (0..10_000).map(|number| format!("tag {number} / 🌿")).collect();
    let id = put(&mut journal, Entry { tags, body: "x".into(), ..Entry::new(evening()) });
    assert_eq!(journal.tags().unwrap().len(), 10_000);
    assert_eq!(bodies(&journal, &Filter { tags: vec!["tag 9999 / 🌿".into()], ..Filter::default() }), ["x"]);
    assert_eq!(journal.change_tag("tag 5 / 🌿", Some("five"), evening()).unwrap(), 1);
    assert_eq!(journal.entry(id).unwrap().entry.tags.len(), 10_000);
    assert!(journal.entry(id).unwrap().entry.tags.contains(&"five".into()));
}

#[test]
fn many_go_to_the_trash_and_back_as_one() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let ids: Vec<ItemId> = (0..5).map(|number| add(&mut journal, &format!("entry {number}")).unwrap()).collect();
    let refused = journal.trash_all(&[ids[0], ItemId::random()], evening());
    assert!(matches!(refused, Err(Error::NoSuchEntry)));
    assert_eq!(journal.entry_count().unwrap(), 5, "all or none");
    journal.trash_all(&ids[..3], evening()).unwrap();
    journal.trash_all(&ids[..4], evening()).unwrap();
    assert_eq!(journal.entry_count().unwrap(), 1);
    assert_eq!(journal.trashed_rows().unwrap().len(), 4);
    assert!(journal.trashed_rows().unwrap()[0].trashed.is_some());
    journal.restore_all(&ids[..2], evening()).unwrap();
    journal.purge_all(&ids[2..4], evening()).unwrap();
    assert!(journal.trashed_rows().unwrap().is_empty());
    assert_eq!(journal.entry_count().unwrap(), 3);
    journal.lock(evening()).unwrap();
    let (journal, opening) = trial.open().unwrap();
    assert!(opening.damage.is_empty());
    assert!(journal.verify(&mut |_| {}).unwrap().is_whole());
}

#[test]
fn the_trash_is_emptied_after_thirty_days() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let (old, new) = (add(&mut journal, "old").unwrap(), add(&mut journal, "new").unwrap());
    journal.trash(old, evening() - Days::new(30)).unwrap();
    journal.trash(new, evening() - Days::new(29)).unwrap();
    journal.lock(evening()).unwrap();
    let (journal, _) = trial.open().unwrap();
    assert!(matches!(journal.entry(old), Err(Error::NoSuchEntry)));
    assert!(journal.entry(new).is_ok());
    assert!(journal.verify(&mut |_| {}).unwrap().is_whole());
}

#[test]
fn settings_and_what_an_entry_says_of_itself_come_back() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    assert_eq!(journal.setting(journal::Drawer::Settings, "resurfacing").unwrap(), None);
    let value = serde_json::json!({ "on": true, "skip_tags": ["hard"] });
    journal.set_setting(journal::Drawer::Settings, "resurfacing", value.clone(), evening()).unwrap();
    journal.set_setting(journal::Drawer::Settings, "templates", serde_json::json!([]), evening()).unwrap();
    let entry = Entry { concealed: true, sealed_until: Some(day("2027-03-01")), kind: Kind::Letter, ..Entry::new(evening()) };
    let id = put(&mut journal, Entry { title: "Later".into(), ..entry });
    journal.lock(evening()).unwrap();
    for _ in 0..2 {
        let (journal, _) = trial.open().unwrap();
        assert_eq!(journal.setting(journal::Drawer::Settings, "resurfacing").unwrap(), Some(value.clone()));
        assert_eq!(journal.entry_count().unwrap(), 1, "settings are no entry");
        let row = &journal.rows().unwrap()[0];
        assert!(row.concealed);
        assert_eq!(row.sealed_until, Some(day("2027-03-01")));
        journal.lock(evening()).unwrap();
        trial.forget_index().unwrap();
    }
    let (mut journal, _) = trial.open().unwrap();
    journal.unseal(id, evening()).unwrap();
    assert_eq!(journal.entry(id).unwrap().entry.sealed_until, None);
}
