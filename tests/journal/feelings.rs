//! Check-ins: what is kept, what days they belong to, and every number of the pictures worked out a second way.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, FixedOffset, NaiveDate, TimeDelta, Timelike};
use journal::{
    CheckIn, CheckInFilter, Entry, EntryDraft, Error, FEWEST_DAYS, Felt, Filter, ItemId, Journal, Mark, MarkKind, Moment, Named,
    PULSE, PerDay, Tracked, bandwidth, own_id,
};
use mend_tests::builder::{Trial, draft, evening};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

fn named(id: &str) -> Named {
    Named { id: id.into(), name: id.into() }
}

fn put(journal: &mut Journal, check_in: CheckIn) -> ItemId {
    let id = ItemId::random();
    journal.save_check_in(id, check_in, evening()).unwrap();
    id
}

fn felt(moment: &str, words: &[&str]) -> CheckIn {
    let feelings = words.iter().map(|word| Felt { id: (*word).into(), name: (*word).into(), strength: None }).collect();
    CheckIn { feelings, ..CheckIn::new(at(moment)) }
}

/// Numbers that look like chance and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn share(&mut self) -> f64 {
        self.roll(10_001) as f64 / 10_000.0
    }
}

const WORDS: [&str; 6] = ["wary", "sad", "calm", "hopeful", "own:sea sick", "furious"];
const TRIGGERS: [&str; 4] = ["tone", "silence", "own:the third drawer", "kind-word"];

/// A journal of some years with everything a picture can trip over, and what was put into it.
struct Years {
    journal: Journal,
    check_ins: Vec<CheckIn>,
    entries: Vec<Entry>,
    _trial: Trial,
}

fn years() -> Years {
    let trial = Trial::on_a_fast_disk().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let mut dice = Dice(7);
    let (mut check_ins, mut entries) = (Vec::new(), Vec::new());
    let mut moment = at("2022-12-20T08:00:00+01:00");
    for number in 0..700 {
        // Mostly within a day or two; sometimes not for most of a year; and once two hundred times in a day.
        let minutes = match number {
            300..500 => 4,
            120 | 560 => 290 * 24 * 60,
            _ => 60 * (4 + dice.roll(50)),
        };
        moment += TimeDelta::minutes(i64::try_from(minutes).unwrap());
        // Now here, now there: across the date line, half hours too.
        let offset = FixedOffset::east_opt([3600, -36_000, 45_900, 0, 20_700][usize::try_from(dice.roll(5)).unwrap()]).unwrap();
        let mut check_in = CheckIn::new(moment.with_timezone(&offset));
        let bad = dice.roll(3) == 0;
        if dice.roll(6) > 0 {
            check_in.pleasant = Some((dice.share() * 1.4 - if bad { 1.0 } else { 0.4 }).clamp(-1.0, 1.0));
            check_in.energy = Some(dice.share() * 2.0 - 1.0);
        }
        for word in WORDS {
            if dice.roll(4) == 0 {
                let strength = (dice.roll(3) > 0).then(|| u8::try_from(1 + dice.roll(5)).unwrap());
                check_in.feelings.push(Felt { id: word.into(), name: word.trim_start_matches("own:").into(), strength });
            }
        }
        for (place, trigger) in TRIGGERS.into_iter().enumerate() {
            // The first goes with bad days, the others with none in particular.
            if dice.roll(if place == 0 && bad { 2 } else { 7 }) == 0 {
                check_in.triggers.push(named(trigger));
            }
        }
        for measure in PULSE {
            if dice.roll(3) == 0 {
                check_in.pulse.insert(measure.into(), u8::try_from(dice.roll(11)).unwrap());
            }
        }
        if dice.roll(2) == 0 {
            let value = if bad { dice.roll(4) } else { 3 + dice.roll(6) } as f64;
            check_in.trackers.push(Tracked { id: "sleep".into(), name: "Sleep".into(), value });
        }
        let id = put(&mut journal, check_in.clone());
        if dice.roll(12) == 0 {
            // Thrown away: as if it had never been.
            journal.trash(id, evening()).unwrap();
        } else {
            check_ins.push(check_in);
        }
        if dice.roll(3) == 0 {
            let tags = if bad { vec!["hard".into()] } else { vec!["river".into(), "hard".into()] };
            let tags = if dice.roll(2) == 0 { tags } else { Vec::new() };
            let entry = Entry { body: "x".into(), tags, ..Entry::new(moment.with_timezone(&offset)) };
            journal.save(EntryDraft { entry: entry.clone(), ..draft("") }, evening()).unwrap();
            entries.push(entry);
        }
    }
    Years { journal, check_ins, entries, _trial: trial }
}

fn value(check_in: &CheckIn, measure: &str) -> Option<f64> {
    match measure {
        "pleasant" => check_in.pleasant,
        "energy" => check_in.energy,
        "tracker:sleep" => check_in.trackers.iter().find(|tracked| tracked.id == "sleep").map(|tracked| tracked.value),
        pulse => check_in.pulse.get(pulse).map(|value| f64::from(*value)),
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// What a measure was on each day of a span.
fn by_day(check_ins: &[CheckIn], measure: &str, from: NaiveDate, to: NaiveDate) -> BTreeMap<NaiveDate, Vec<f64>> {
    let mut days: BTreeMap<NaiveDate, Vec<f64>> = BTreeMap::new();
    for check_in in check_ins {
        let day = check_in.at.date_naive();
        if let Some(value) = value(check_in, measure).filter(|_| (from..=to).contains(&day)) {
            days.entry(day).or_default().push(value);
        }
    }
    days
}

fn spans() -> [(NaiveDate, NaiveDate); 5] {
    [
        (day("2022-12-20"), day("2023-01-20")),
        (day("2023-01-01"), day("2023-03-25")),
        (day("2023-01-01"), day("2023-12-31")),
        (day("2020-01-01"), day("2030-12-31")),
        (day("1999-01-01"), day("1999-12-31")),
    ]
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[test]
fn a_measure_over_time_is_what_a_walk_over_all_check_ins_gives() {
    let Years { journal, check_ins, .. } = years();
    let mut seen = 0;
    for measure in ["pleasant", "energy", "trust", "safe", "hope", "closeness", "intrusive", "tracker:sleep", "tracker:none"] {
        for (from, to) in spans() {
            let days = by_day(&check_ins, measure, from, to);
            for per_day in [PerDay::Mean, PerDay::Sum] {
                let series = journal.series(measure, per_day, from, to).unwrap();
                assert_eq!(
                    series.days.iter().map(|noted| noted.day).collect::<Vec<_>>(),
                    days.keys().copied().collect::<Vec<_>>()
                );
                for (noted, values) in series.days.iter().zip(days.values()) {
                    let whole = if per_day == PerDay::Sum { values.iter().sum() } else { mean(values) };
                    assert!(close(noted.value, whole), "{measure} {}", noted.day);
                    assert!(close(noted.lowest, values.iter().copied().fold(f64::INFINITY, f64::min)));
                    assert!(close(noted.highest, values.iter().copied().fold(f64::NEG_INFINITY, f64::max)));
                    assert_eq!(noted.marks as usize, values.len());
                    seen += values.len();
                }
                assert_eq!(series.marks as usize, days.values().map(Vec::len).sum::<usize>());
                let means: Vec<f64> = series.days.iter().map(|noted| noted.value).collect();
                assert_eq!(series.mean.is_some(), !means.is_empty());
                assert!(series.mean.is_none_or(|of_days| close(of_days, mean(&means))));
            }
        }
    }
    assert!(seen > 3_000);
}

#[test]
fn a_line_is_the_bell_curves_mean_of_the_days_around() {
    let Years { journal, .. } = years();
    let mut broken = 0;
    for (from, to) in spans() {
        let width = f64::from(bandwidth(from, to));
        let series = journal.series("pleasant", PerDay::Mean, from, to).unwrap();
        broken = broken.max(series.line.len());
        let drawn: Vec<_> = series.line.iter().flatten().collect();
        assert_eq!(drawn.is_empty(), series.days.is_empty());
        for point in &drawn {
            let weighed = series.days.iter().map(|noted| {
                let away = (noted.day - point.day).num_days().abs() as f64 / width;
                (if away <= 3.0 { (-away * away / 2.0).exp() } else { 0.0 }, noted.value, away)
            });
            let (mut above, mut below, mut nearest) = (0.0, 0.0, f64::INFINITY);
            for (weight, value, away) in weighed {
                above += weight * value;
                below += weight;
                nearest = nearest.min(away);
            }
            assert!(close(point.value, above / below) && nearest <= 2.0, "{}", point.day);
        }
        // Every day that was noted lies on a piece of the line.
        for noted in &series.days {
            let covers = |piece: &Vec<journal::DayMean>| {
                piece.first().is_some_and(|first| first.day <= noted.day + Days::new(5))
                    && piece.last().is_some_and(|last| last.day + Days::new(5) >= noted.day)
            };
            assert!(series.line.iter().any(covers), "{}", noted.day);
        }
    }
    assert!(broken >= 2, "the silences break the line");
}

#[test]
fn words_are_counted_as_a_walk_counts_them() {
    let Years { journal, check_ins, .. } = years();
    for (from, to) in spans() {
        let found = journal.words_felt(from, to).unwrap();
        let inside = || check_ins.iter().filter(|one| (from..=to).contains(&one.at.date_naive()));
        let used: BTreeSet<&str> = inside().flat_map(|one| &one.feelings).map(|felt| felt.id.as_str()).collect();
        assert_eq!(found.iter().map(|word| word.id.as_str()).collect::<BTreeSet<_>>(), used);
        assert!(found.windows(2).all(|two| two[0].count >= two[1].count));
        for word in &found {
            let with: Vec<&CheckIn> = inside().filter(|one| one.feelings.iter().any(|felt| felt.id == word.id)).collect();
            assert_eq!(word.count as usize, with.len());
            assert_eq!(word.days as usize, with.iter().map(|one| one.at.date_naive()).collect::<BTreeSet<_>>().len());
            let strengths: Vec<f64> = with
                .iter()
                .flat_map(|one| &one.feelings)
                .filter(|felt| felt.id == word.id)
                .filter_map(|felt| felt.strength.map(f64::from))
                .collect();
            assert!(match word.strength {
                Some(strength) => close(strength, mean(&strengths)),
                None => strengths.is_empty(),
            });
            let count = |test: &dyn Fn(&Moment) -> bool| with.iter().filter(|one| test(&one.at)).count();
            for (hour, number) in word.hours.iter().enumerate() {
                assert_eq!(*number as usize, count(&|at| at.hour() as usize == hour));
            }
            for (weekday, number) in word.weekdays.iter().enumerate() {
                assert_eq!(*number as usize, count(&|at| at.weekday().num_days_from_monday() as usize == weekday));
            }
            for (month, number) in word.months.iter().enumerate() {
                assert_eq!(*number as usize, count(&|at| at.month0() as usize == month));
            }
        }
        let points = journal.felt_points(from, to).unwrap();
        let mut expected: Vec<_> = inside().filter_map(|one| Some((one.at, one.pleasant?, one.energy?))).collect();
        expected.sort_by_key(|(at, ..)| (at.date_naive(), *at));
        assert_eq!(points.len(), expected.len());
        for (point, (at, pleasant, energy)) in points.iter().zip(expected) {
            assert_eq!((point.day.clone(), point.pleasant, point.energy), (at.date_naive().to_string(), pleasant, energy));
        }
    }
}

type Dates = BTreeSet<NaiveDate>;

/// The variance of a mean: from the distances to it, in two passes.
fn error(values: &[f64]) -> f64 {
    let middle = mean(values);
    values.iter().map(|value| (value - middle).powi(2)).sum::<f64>() / (values.len() - 1) as f64 / values.len() as f64
}

#[test]
fn what_goes_together_is_what_the_days_say() {
    let Years { journal, check_ins, entries, .. } = years();
    let mut told = 0;
    for measure in ["pleasant", "trust", "tracker:sleep"] {
        for (from, to) in spans() {
            let days: BTreeMap<NaiveDate, f64> =
                by_day(&check_ins, measure, from, to).into_iter().map(|(day, values)| (day, mean(&values))).collect();
            let found = journal.goes_with(measure, PerDay::Mean, from, to).unwrap();
            assert_eq!(found.days as usize, days.len());
            let mut things: BTreeMap<(&str, String), (Dates, Dates)> = BTreeMap::new();
            let every: BTreeSet<NaiveDate> = days.keys().copied().collect();
            let mut thing = |kind: &'static str, id: &str, day: NaiveDate, of: &BTreeSet<NaiveDate>| {
                let (on, all) = things.entry((kind, id.to_owned())).or_default();
                if every.contains(&day) {
                    on.insert(day);
                }
                all.extend(of.intersection(&every));
            };
            for entry in &entries {
                entry.tags.iter().for_each(|tag| thing("tag", tag, entry.written_at.date_naive(), &every));
            }
            for check_in in &check_ins {
                check_in.triggers.iter().for_each(|one| thing("trigger", &one.id, check_in.at.date_naive(), &every));
            }
            if measure != "tracker:sleep" {
                let slept = by_day(&check_ins, "tracker:sleep", from, to);
                let slept: BTreeMap<NaiveDate, f64> = slept.into_iter().map(|(day, values)| (day, mean(&values))).collect();
                let middle = mean(&slept.values().copied().collect::<Vec<_>>());
                let of: BTreeSet<NaiveDate> = slept.keys().copied().collect();
                slept.iter().filter(|(_, value)| **value > middle).for_each(|(day, _)| thing("tracker", "sleep", *day, &of));
            }
            let mut expected = Vec::new();
            for ((kind, id), (on, all)) in things {
                let with: Vec<f64> = on.iter().map(|day| days[day]).collect();
                let without: Vec<f64> = all.difference(&on).map(|day| days[day]).collect();
                if with.len() < FEWEST_DAYS as usize || without.len() < FEWEST_DAYS as usize {
                    continue;
                }
                let apart = mean(&with) - mean(&without);
                if apart.abs() >= 2.0 * (error(&with) + error(&without)).sqrt() {
                    expected.push((apart > 0.0, kind.to_owned(), id, with.len(), without.len(), mean(&with), mean(&without)));
                }
            }
            let sides = found.higher.iter().map(|one| (true, one)).chain(found.lower.iter().map(|one| (false, one)));
            let mut given: Vec<_> = sides.collect();
            given.sort_by(|one, other| (&one.1.kind, &one.1.id).cmp(&(&other.1.kind, &other.1.id)));
            assert_eq!(given.len(), expected.len(), "{measure} {from} {to}: {given:?} {expected:?}");
            for ((up, factor), (expected_up, kind, id, with, without, mean_with, mean_without)) in given.into_iter().zip(expected)
            {
                assert_eq!((up, &factor.kind, &factor.id), (expected_up, &kind, &id));
                assert_eq!((factor.with as usize, factor.without as usize), (with, without));
                assert!(close(factor.mean_with, mean_with) && close(factor.mean_without, mean_without));
                told += 1;
            }
        }
    }
    assert!(told >= 6, "{told}");
}

#[test]
fn nothing_is_told_of_nine_days() {
    let trial = Trial::on_a_fast_disk().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let start = at("2026-03-01T12:00:00+01:00");
    let mut add = |days: u64, bad: bool| {
        let triggers = if bad { vec![named("tone")] } else { Vec::new() };
        let pleasant = if bad { -0.8 } else { 0.7 };
        put(
            &mut journal,
            CheckIn { pleasant: Some(pleasant), energy: Some(0.0), triggers, ..CheckIn::new(start + Days::new(days)) },
        );
    };
    (0..9).for_each(|day| add(day, true));
    (9..30).for_each(|day| add(day, false));
    let (from, to) = (day("2026-01-01"), day("2026-12-31"));
    let nine = journal.goes_with("pleasant", PerDay::Mean, from, to).unwrap();
    assert!(nine.higher.is_empty() && nine.lower.is_empty() && nine.days == 30);
    put(
        &mut journal,
        CheckIn { pleasant: Some(-0.8), energy: Some(0.0), triggers: vec![named("tone")], ..CheckIn::new(start + Days::new(40)) },
    );
    let ten = journal.goes_with("pleasant", PerDay::Mean, from, to).unwrap();
    assert_eq!(ten.lower.iter().map(|one| (one.id.as_str(), one.with, one.without)).collect::<Vec<_>>(), [("tone", 10, 21)]);
}

#[test]
fn a_check_in_belongs_to_the_local_day_it_was_written_in() {
    let trial = Trial::on_a_fast_disk().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    // The night in which clocks go back: the same hour twice. And late in New York, which is the next day in Berlin.
    for moment in
        ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-10-25T23:50:00-04:00", "0001-01-01T00:00:00+14:00"]
    {
        put(&mut journal, felt(moment, &["wary"]));
    }
    let words = journal.words_felt(day("2026-10-25"), day("2026-10-25")).unwrap();
    assert_eq!((words[0].count, words[0].days, words[0].hours[2], words[0].hours[23], words[0].weekdays[6]), (3, 1, 2, 1, 3));
    let span = journal.feelings_span().unwrap();
    assert_eq!((span.check_ins, span.first.as_deref(), span.last.as_deref()), (4, Some("0001-01-01"), Some("2026-10-25")));
    assert!(matches!(
        journal.save_check_in(ItemId::random(), CheckIn::new(Moment::MIN_UTC.fixed_offset()), evening()),
        Err(Error::BadDate)
    ));
}

#[test]
fn what_was_kept_comes_back_after_locking_with_and_without_the_image() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let full = CheckIn {
        pleasant: Some(-0.4),
        energy: Some(0.6),
        places: vec![named("chest")],
        needs: vec![Named { id: own_id("Go out"), name: "Go out".into() }],
        pulse: [("trust".to_owned(), 4), ("intrusive".to_owned(), 0)].into(),
        trackers: vec![Tracked { id: "t".into(), name: "Walked".into(), value: 1.0 }],
        note: "He rang before.\nI waited less.".into(),
        ..felt("2026-11-20T08:15:00+01:00", &["wary", "own:sea sick"])
    };
    let id = put(&mut journal, full.clone());
    // Changed a moment later, and saved again without a change: three states of it would be one too many.
    let changed = CheckIn { note: "He rang before.".into(), ..full };
    journal.save_check_in(id, changed.clone(), evening()).unwrap();
    journal.save_check_in(id, changed.clone(), evening()).unwrap();
    assert_eq!(journal.verify(&mut |_| {}).unwrap().records, 2);
    journal.lock(evening()).unwrap();
    for forget in [false, true] {
        if forget {
            trial.forget_index().unwrap();
        }
        let (journal, _) = trial.open().unwrap();
        assert_eq!(journal.check_in(id).unwrap().check_in, changed);
        assert_eq!(journal.feelings_span().unwrap().measures, ["energy", "intrusive", "pleasant", "tracker:t", "trust"]);
        assert_eq!(journal.own_phrases("need", 5).unwrap()[0].name, "Go out");
        assert!(journal.verify(&mut |_| {}).unwrap().damage.is_empty());
        journal.lock(evening()).unwrap();
    }
}

#[test]
fn check_ins_are_found_by_words_feeling_and_days() {
    let trial = Trial::on_a_fast_disk().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let first =
        put(&mut journal, CheckIn { note: "The Café by the river".into(), ..felt("2026-11-01T09:00:00+01:00", &["calm"]) });
    let second = put(
        &mut journal,
        CheckIn {
            triggers: vec![Named { id: "tone".into(), name: "a look, or a tone of voice".into() }],
            ..felt("2026-11-02T09:00:00+01:00", &["wary"])
        },
    );
    let ids = |journal: &Journal, filter: CheckInFilter| -> Vec<ItemId> {
        journal.check_ins(&filter, 0, 10).unwrap().into_iter().map(|one| one.id).collect()
    };
    let words = |words: &str| CheckInFilter { words: words.into(), ..CheckInFilter::default() };
    assert_eq!(ids(&journal, CheckInFilter::default()), [second, first]);
    assert_eq!(ids(&journal, words("cafe riv")), [first]);
    assert_eq!(ids(&journal, words("tone of")), [second]);
    assert!(ids(&journal, words("afe")).is_empty() && ids(&journal, words("%")) == [second, first]);
    assert_eq!(ids(&journal, CheckInFilter { feeling: Some("calm".into()), ..CheckInFilter::default() }), [first]);
    assert_eq!(ids(&journal, CheckInFilter { from: Some(day("2026-11-02")), ..CheckInFilter::default() }), [second]);
    assert_eq!(ids(&journal, CheckInFilter { to: Some(day("2026-11-01")), ..CheckInFilter::default() }), [first]);
}

#[test]
fn an_entry_has_the_feelings_of_its_check_ins() {
    let trial = Trial::on_a_fast_disk().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let draft = draft("We walked to the river.");
    let entry = draft.id;
    journal.save(draft, evening()).unwrap();
    let later = put(&mut journal, CheckIn { entry: Some(entry), ..felt("2026-11-22T21:00:00+01:00", &["calm", "sad"]) });
    let earlier = put(&mut journal, CheckIn { entry: Some(entry), ..felt("2026-11-22T08:00:00+01:00", &["sad", "wary"]) });
    let feelings = |journal: &Journal| journal.rows().unwrap()[0].feelings.clone();
    assert_eq!(feelings(&journal), ["sad", "wary", "calm"]);
    assert_eq!(journal.check_ins_of(entry).unwrap().iter().map(|one| one.id).collect::<Vec<_>>(), [earlier, later]);
    let uses: Vec<_> = journal.entry_feelings().unwrap().into_iter().map(|one| (one.id, one.count)).collect();
    assert_eq!(uses, [("calm".to_owned(), 1), ("sad".to_owned(), 1), ("wary".to_owned(), 1)]);
    let with = |word: &str| Filter { feeling: Some(word.into()), ..Filter::default() };
    assert_eq!(journal.find(&with("calm"), 0, 5).unwrap().len(), 1);
    assert!(journal.find(&with("furious"), 0, 5).unwrap().is_empty());
    journal.trash(later, evening()).unwrap();
    assert_eq!(feelings(&journal), ["sad", "wary"]);
    assert!(journal.find(&with("calm"), 0, 5).unwrap().is_empty());
    // Its end is not the end of what was felt.
    journal.trash(entry, evening()).unwrap();
    journal.purge(entry, evening()).unwrap();
    assert!(journal.entry_feelings().unwrap().is_empty());
    assert_eq!(journal.check_in(earlier).unwrap().check_in.entry, Some(entry));
}

#[test]
fn check_ins_and_marks_go_to_the_trash_come_back_and_end() {
    let trial = Trial::on_a_fast_disk().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let id =
        put(&mut journal, CheckIn { pulse: [("hope".to_owned(), 5)].into(), ..felt("2026-11-20T08:00:00+01:00", &["wary"]) });
    let mark = ItemId::random();
    let setback =
        Mark { day: day("2026-11-19"), kind: MarkKind::Setback, text: " a hard week ".into(), other: serde_json::Map::default() };
    journal.save_mark(mark, setback, evening()).unwrap();
    let all = (day("2026-01-01"), day("2026-12-31"));
    assert_eq!(journal.marks(all.0, all.1).unwrap()[0].mark.text, "a hard week");
    journal.trash_all(&[id, mark], evening()).unwrap();
    assert!(journal.marks(all.0, all.1).unwrap().is_empty() && journal.words_felt(all.0, all.1).unwrap().is_empty());
    assert_eq!(journal.feelings_span().unwrap(), journal::FeelingsSpan::default());
    assert_eq!((journal.trashed_check_ins().unwrap()[0].id, journal.trashed_marks().unwrap()[0].id), (id, mark));
    journal.restore_all(&[id, mark], evening()).unwrap();
    assert_eq!((journal.marks(all.0, all.1).unwrap().len(), journal.feelings_span().unwrap().check_ins), (1, 1));
    journal.trash_all(&[id, mark], evening()).unwrap();
    journal.lock(evening()).unwrap();
    // Thirty days later they are gone by themselves.
    let key = journal::Key::Recovery(journal::RecoveryKey::parse(trial.recovery()).unwrap());
    let (mut journal, _) = Journal::unlock(&trial.path(), &key, evening() + Days::new(31), &mut |_| {}).unwrap();
    assert!(matches!(journal.check_in(id), Err(Error::NoSuchEntry)));
    assert!(journal.trashed_check_ins().unwrap().is_empty() && journal.trashed_marks().unwrap().is_empty());
    // And do not come back under the same id.
    assert!(matches!(
        journal.save_check_in(id, felt("2026-11-20T08:00:00+01:00", &["wary"]), evening()),
        Err(Error::NoSuchEntry)
    ));
}

#[test]
fn an_item_stays_of_its_kind() {
    let trial = Trial::on_a_fast_disk().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let draft = draft("An entry.");
    let entry = draft.id;
    journal.save(draft, evening()).unwrap();
    assert!(matches!(
        journal.save_check_in(entry, felt("2026-11-20T08:00:00+01:00", &["wary"]), evening()),
        Err(Error::NoSuchEntry)
    ));
    assert!(matches!(journal.check_in(entry), Err(Error::NoSuchEntry)));
    let id = put(&mut journal, felt("2026-11-20T08:00:00+01:00", &["wary"]));
    assert!(matches!(journal.entry(id), Err(Error::NoSuchEntry)));
    assert_eq!(journal.entry_count().unwrap(), 1);
}

#[test]
fn a_page_that_looks_back_is_found_by_its_period() {
    let trial = Trial::on_a_fast_disk().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let mut draft = draft("A long October.");
    draft.entry.review = Some("2026-10".into());
    let id = draft.id;
    journal.save(draft, evening()).unwrap();
    assert_eq!(journal.reviews().unwrap(), [("2026-10".to_owned(), id)]);
    journal.trash(id, evening()).unwrap();
    assert!(journal.reviews().unwrap().is_empty());
}
