//! The pictures of feelings: what each asks of the index.

use chrono::{Days, Duration, NaiveDate};
use journal::{CheckIn, CheckInFilter, Felt, ItemId, Journal, Named, PULSE, PerDay, Tracked};
use mend_tests::builder::evening;

use super::{
    Answer,
    measure::Times,
    subject::Subject,
    table::{Bound, Line, rounded, thousands},
    text::Numbers,
};

/// Check-ins of ten years: about three a day.
const CHECK_INS: usize = 10_000;

const YEARS: i64 = 10;

/// How often each picture is drawn.
const DRAWN: usize = 40;

/// Puts check-ins beside the entries of a journal and measures every picture over all of them, and over a year.
pub(crate) fn measure(subject: &Subject) -> Answer<Vec<Line>> {
    let mut journal = subject.open()?;
    write(&mut journal)?;
    let to = evening().date_naive();
    let mut lines = Vec::new();
    for (span, from) in [("ten years", NaiveDate::MIN), ("a year", to - Days::new(365))] {
        let from = from.max("0001-01-01".parse()?);
        let mut draw = |what: &str, act: &dyn Fn() -> journal::Result<usize>| -> Answer<()> {
            let mut times = Times::default();
            for _ in 0..DRAWN {
                times.take(|| -> Answer<usize> { Ok(act()?) })?;
            }
            let note = format!("{} check-ins, p95 {} ms", thousands(CHECK_INS), rounded(times.at(0.95)));
            let line = Line::new(&format!("{what}, {span}"), subject.size, times.median(), "ms");
            lines.push(line.bound(Bound::Value(50.0)).note(note));
            Ok(())
        };
        draw("a measure's days and line", &|| Ok(journal.series("pleasant", PerDay::Mean, from, to)?.days.len()))?;
        draw("the cloud", &|| Ok(journal.felt_points(from, to)?.len()))?;
        draw("words felt", &|| Ok(journal.words_felt(from, to)?.len()))?;
        draw("what goes together", &|| Ok(journal.goes_with("pleasant", PerDay::Mean, from, to)?.higher.len()))?;
        let span = CheckInFilter { from: Some(from), to: Some(to), ..CheckInFilter::default() };
        draw("the first page of check-ins", &|| Ok(journal.check_ins(&span, 0, 50)?.len()))?;
        let words = CheckInFilter { words: "word-9 note".into(), ..span.clone() };
        draw("check-ins with a word", &|| Ok(journal.check_ins(&words, 0, 50)?.len()))?;
    }
    journal.lock(evening())?;
    Ok(lines)
}

fn write(journal: &mut Journal) -> Answer<()> {
    let mut numbers = Numbers::new(9);
    let minutes = YEARS * 365 * 24 * 60 / CHECK_INS as i64;
    let word = |number: usize| (format!("word-{number}"), format!("word-{number}"));
    for number in 0..CHECK_INS {
        let mut check_in = CheckIn::new(evening() - Duration::minutes(minutes * number as i64));
        let place = |numbers: &mut Numbers| numbers.below(201) as f64 / 100.0 - 1.0;
        (check_in.pleasant, check_in.energy) = (Some(place(&mut numbers)), Some(place(&mut numbers)));
        for _ in 0..3 {
            let (id, name) = word(numbers.below(200));
            check_in.feelings.push(Felt { id, name, strength: Some(1 + numbers.below(5) as u8) });
        }
        for list in [&mut check_in.places, &mut check_in.triggers, &mut check_in.needs] {
            let (id, name) = word(numbers.below(30));
            list.push(Named { id, name });
        }
        check_in.pulse = PULSE.iter().map(|name| ((*name).to_owned(), numbers.below(11) as u8)).collect();
        for tracker in ["one", "two"] {
            check_in.trackers.push(Tracked { id: tracker.into(), name: tracker.into(), value: numbers.below(11) as f64 });
        }
        if numbers.below(4) == 0 {
            check_in.note = format!("A note of a line or so, number {number}, and what it was about.");
        }
        let at = check_in.at;
        journal.save_check_in(ItemId::random(), check_in, at)?;
    }
    Ok(())
}
