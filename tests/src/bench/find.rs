//! Search as one types, and the pages that are opened most.

use chrono::{Days, Months, NaiveDate};
use journal::{Filter, ItemId, Journal, Kind};

use super::{
    Answer,
    measure::Times,
    subject::Subject,
    table::{Bound, Line, rounded, thousands},
    text::{Numbers, Writer},
};

/// Finds that the page shows.
const LIMIT: u32 = 50;

/// Rows of a month that the timeline asks for at once.
const PAGE: u32 = 50;

/// Queries of each sort.
const QUERIES: usize = 25;

/// The journal for which search has a bound.
const SEARCH_BOUND_SIZE: usize = 10_000;

/// Types each query letter by letter and asks after each, as the page does.
fn typing(journal: &Journal, queries: &[String]) -> Answer<Times> {
    let mut times = Times::default();
    for query in queries {
        for (at, letter) in query.char_indices() {
            let typed = &query[..at + letter.len_utf8()];
            times.take(|| journal.search(typed, LIMIT))?;
        }
    }
    Ok(times)
}

/// The searches of one journal.
pub(crate) fn search(subject: &Subject, journal: &Journal, writer: &Writer) -> Answer<Vec<Line>> {
    let mut numbers = Numbers::new(42);
    // From words of every week to words of every few months: those that people look for.
    let mut word = || writer.word(150 + numbers.below(6_000)).to_owned();
    let single: Vec<String> = (0..QUERIES).map(|_| word()).collect();
    let several: Vec<String> =
        (0..QUERIES).map(|number| (0..2 + number % 2).map(|_| word()).collect::<Vec<_>>().join(" ")).collect();
    let phrases = phrases(journal, &mut Numbers::new(43))?;
    let chinese: Vec<String> = ["今天", "河边", "我们一起做饭", "雨が降", "また明日話そう", "川まで"].map(String::from).into();
    let common: Vec<String> = (0..8).map(|rank| writer.word(rank).to_owned()).collect();

    let held = |line: Line| if subject.size <= SEARCH_BOUND_SIZE { line.bound(Bound::Value(16.0)) } else { line };
    let line = |what: &str, times: &Times| {
        let tail = format!(
            "p50 {} ms, max {} ms, {} keystrokes",
            rounded(times.median()),
            rounded(times.at(1.0)),
            thousands(times.len())
        );
        Line::new(&format!("search as you type, {what}, p95"), subject.size, times.at(0.95), "ms").note(tail)
    };
    Ok(vec![
        held(line("one word", &typing(journal, &single)?)),
        held(line("two or three words", &typing(journal, &several)?)),
        held(line("a phrase in quotation marks", &typing(journal, &phrases)?)),
        held(line("Chinese and Japanese", &typing(journal, &chinese)?)),
        line("the most common words", &typing(journal, &common)?),
    ])
}

/// Three neighbouring words of texts that are there.
fn phrases(journal: &Journal, numbers: &mut Numbers) -> Answer<Vec<String>> {
    let rows = journal.rows()?;
    let mut phrases = Vec::new();
    for _ in 0..QUERIES {
        let body = journal.entry(numbers.pick(&rows).id)?.entry.body;
        let words: Vec<&str> = body.split_whitespace().collect();
        let start = numbers.below(words.len().saturating_sub(3));
        phrases.push(format!("\"{}\"", words.get(start..start + 3).unwrap_or_default().join(" ")));
    }
    Ok(phrases)
}

/// The timeline's first page, another month's, a day of the calendar, one entry.
pub(crate) fn pages(subject: &Subject, journal: &Journal) -> Answer<Vec<Line>> {
    let mut first = Times::default();
    for _ in 0..200 {
        first.take(|| -> Answer<_> {
            let months = journal.months()?;
            let month = months.first().map_or("", |month| month.month.as_str());
            Ok(journal.month(month, 0, PAGE)?)
        })?;
    }
    let months = journal.months()?;
    let (mut whole, mut day, mut before) = (Times::default(), Times::default(), Times::default());
    let (mut month_of_days, mut year_of_days) = (Times::default(), Times::default());
    for month in &months {
        whole.take(|| journal.month(&month.month, 0, month.entries))?;
        let first: NaiveDate = format!("{}-01", month.month).parse()?;
        let twelfth = first + Days::new(11);
        day.take(|| journal.day_rows(&twelfth.to_string()))?;
        month_of_days.take(|| journal.days(first, first + Months::new(1) - Days::new(1)))?;
        year_of_days.take(|| journal.days(first, first + Months::new(12)))?;
        before.take(|| journal.same_day_before(twelfth))?;
    }
    let rows = journal.rows()?;
    let mut numbers = Numbers::new(44);
    let (mut entry, mut neighbours, mut versions) = (Times::default(), Times::default(), Times::default());
    for _ in 0..500 {
        let id: ItemId = numbers.pick(&rows).id;
        entry.take(|| journal.entry(id))?;
        neighbours.take(|| journal.neighbours(id))?;
        versions.take(|| journal.versions(id))?;
    }
    let (mut tags, mut filtered) = (Times::default(), Times::default());
    let last = rows.first().and_then(|row| row.written_at.get(..10)?.parse::<NaiveDate>().ok()).unwrap_or_default();
    for number in 0..50u32 {
        tags.take(|| journal.tags())?;
        let filter = Filter {
            kinds: vec![Kind::Free],
            favourite: number % 2 == 0,
            from: Some(last - Months::new(number + 1)),
            ..Filter::default()
        };
        filtered.take(|| journal.find(&filter, 0, PAGE))?;
    }
    let line = |what: &str, times: &Times| {
        let note = format!("p95 {} ms, max {} ms", rounded(times.at(0.95)), rounded(times.at(1.0)));
        Line::new(what, subject.size, times.median(), "ms").bound(Bound::Value(5.0)).note(note)
    };
    let per_month = rows.len() / months.len().max(1);
    Ok(vec![
        line("timeline's first page", &first),
        line(&format!("a whole month, {} entries", thousands(per_month)), &whole),
        line("a month of the calendar", &month_of_days),
        line("a year of the calendar", &year_of_days),
        line("a day of the calendar", &day),
        line("what belongs to a day from before", &before),
        line("filters without words", &filtered),
        line("every tag", &tags).bound(Bound::None),
        line("one entry", &entry),
        line("its neighbours", &neighbours),
        line("its versions", &versions),
    ])
}
