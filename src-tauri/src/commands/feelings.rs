//! Check-ins, and what is gathered from them.

use chrono::{Days, NaiveDate};
use journal::{Error, ItemId, Journal, OWN, PerDay, own_id};
use tauri::State;

use super::{
    choices::{choose, chosen},
    item,
};
use crate::{
    dto::{self, CheckIn, Feeling, Named, Tracker, TrackerKind},
    error::Answer,
    session::{Session, now, today},
};

const FEELINGS: &str = "feelings";
const TRACKERS: &str = "trackers";

/// The most that one answer holds.
const MOST: u32 = 500;

/// Words that were reached for in so many days are offered first.
const LATELY: Days = Days::new(60);

/// So many of them.
const USUAL: usize = 12;

/// So many own phrases are offered.
const OWN_PHRASES: u32 = 20;

/// A blank check-in of this moment. Nothing is stored.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn new_check_in(session: State<'_, Session>) -> Answer<CheckIn> {
    session.with_open(|_| Ok(CheckIn::blank(now()))).await
}

/// Keeps a check-in.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn save_check_in(session: State<'_, Session>, check_in: CheckIn) -> Answer<CheckIn> {
    session
        .with_open(move |journal| {
            let (id, mut kept) = check_in.kept()?;
            let choices = Choices::of(journal)?;
            for felt in &mut kept.feelings {
                (felt.id, felt.name) = choices.feeling(std::mem::take(&mut felt.id), std::mem::take(&mut felt.name));
            }
            let guide = guide::feelings::feelings();
            for (list, said) in [(&mut kept.triggers, &guide.triggers), (&mut kept.needs, &guide.needs)] {
                for named in list.iter_mut().filter(|named| named.id.is_empty()) {
                    let own = own_id(&named.name);
                    let same = said.iter().find(|phrase| own_id(&phrase.text) == own);
                    named.id = same.map_or(own, |phrase| phrase.id.clone());
                }
            }
            for named in kept.places.iter_mut().filter(|named| named.id.is_empty()) {
                named.id = own_id(&named.name);
            }
            journal.save_check_in(id, kept, now())?;
            Ok(journal.check_in(id)?.into())
        })
        .await
}

/// One check-in.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn check_in(session: State<'_, Session>, id: String) -> Answer<CheckIn> {
    session.with_open(move |journal| Ok(journal.check_in(item(&id)?)?.into())).await
}

/// A part of the check-ins that fit, newest first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn check_ins(
    session: State<'_, Session>,
    filter: dto::CheckInFilter,
    offset: u32,
    limit: u32,
) -> Answer<Vec<CheckIn>> {
    session.with_open(move |journal| Ok(all(journal.check_ins(&filter.try_into()?, offset, limit.min(MOST))?))).await
}

/// The check-ins that belong to an entry, oldest first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn entry_check_ins(session: State<'_, Session>, id: String) -> Answer<Vec<CheckIn>> {
    session.with_open(move |journal| Ok(all(journal.check_ins_of(item(&id)?)?))).await
}

/// Everything that a check-in offers.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn check_in_choices(session: State<'_, Session>) -> Answer<dto::CheckInChoices> {
    session
        .with_open(|journal| {
            let guide = guide::feelings::feelings();
            let named = |id: &str, name: &str| Named { id: id.into(), name: name.into() };
            let phrases = |what: &str, said: &[guide::feelings::Phrase]| {
                let own = journal.own_phrases(what, OWN_PHRASES)?.into_iter().map(|own| Named { id: own.id, name: own.name });
                Ok::<_, Error>(said.iter().map(|phrase| named(&phrase.id, &phrase.text)).chain(own).collect())
            };
            let feelings = Choices::of(journal)?.feelings;
            let lately = journal.words_felt(today().checked_sub_days(LATELY).unwrap_or_default(), today())?;
            let known = |word: &journal::WordUse| feelings.iter().any(|feeling| feeling.id == word.id);
            let usual = lately.into_iter().filter(known).take(USUAL).map(|word| word.id).collect();
            let mut trackers: Vec<Tracker> = chosen(journal, TRACKERS)?;
            trackers.sort_by_key(|tracker| tracker.archived);
            Ok(dto::CheckInChoices {
                families: guide.families.iter().map(|family| named(&family.id, &family.name)).collect(),
                usual,
                places: guide.places.iter().map(|place| named(&place.id, &place.name)).collect(),
                triggers: phrases("trigger", &guide.triggers)?,
                needs: phrases("need", &guide.needs)?,
                trackers,
                feelings,
            })
        })
        .await
}

/// Keeps an own word; one that is there already is given back as it is.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn save_feeling(session: State<'_, Session>, feeling: Feeling) -> Answer<Feeling> {
    session
        .with_open(move |journal| {
            let choices = Choices::of(journal)?;
            let (id, name) = choices.feeling(feeling.id.clone(), feeling.name.trim().to_owned());
            if let Some(there) = choices.feelings.iter().find(|there| there.id == id && (!there.own || feeling.id.is_empty())) {
                return Ok(there.clone());
            }
            let inside = |value: f64| (-1.0..=1.0).contains(&value);
            if name.is_empty() || !inside(feeling.pleasant) || !inside(feeling.energy) {
                return Err(Error::BadValue);
            }
            let saved = Feeling { id, name, own: true, family: String::new(), ..feeling };
            let mut own: Vec<Feeling> = chosen(journal, FEELINGS)?;
            own.retain(|other| other.id != saved.id);
            own.push(saved.clone());
            choose(journal, FEELINGS, &own)?;
            Ok(saved)
        })
        .await
}

/// Takes an own word out of the choices.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn delete_feeling(session: State<'_, Session>, id: String) -> Answer<()> {
    session
        .with_open(move |journal| {
            let mut own: Vec<Feeling> = chosen(journal, FEELINGS)?;
            own.retain(|feeling| feeling.id != id);
            choose(journal, FEELINGS, &own)
        })
        .await
}

/// Keeps all own trackers.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn set_trackers(session: State<'_, Session>, trackers: Vec<Tracker>) -> Answer<Vec<Tracker>> {
    session
        .with_open(move |journal| {
            let mut trackers = trackers;
            trackers.iter_mut().for_each(|tracker| tracker.name = tracker.name.trim().to_owned());
            trackers.retain(|tracker| !tracker.name.is_empty());
            for tracker in trackers.iter_mut().filter(|tracker| tracker.id.is_empty()) {
                tracker.id = ItemId::random().to_string();
            }
            choose(journal, TRACKERS, &trackers)?;
            Ok(trackers)
        })
        .await
}

/// What there is to look at.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn feelings_span(session: State<'_, Session>) -> Answer<dto::FeelingsSpan> {
    session.with_open(|journal| Ok(journal.feelings_span()?.into())).await
}

/// One measure over time.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn series(session: State<'_, Session>, measure: String, from: String, to: String) -> Answer<dto::Series> {
    session
        .with_open(move |journal| {
            let (from, to) = days(from, to)?;
            Ok(journal.series(&measure, per_day(journal, &measure)?, from, to)?.into())
        })
        .await
}

/// Where check-ins lie on the plane, in order of time.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn felt_points(session: State<'_, Session>, from: String, to: String) -> Answer<Vec<dto::FeltPoint>> {
    session
        .with_open(move |journal| {
            let (from, to) = days(from, to)?;
            Ok(journal.felt_points(from, to)?.into_iter().map(Into::into).collect())
        })
        .await
}

/// The words that were reached for, most used first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn words_felt(session: State<'_, Session>, from: String, to: String) -> Answer<Vec<dto::WordFelt>> {
    session
        .with_open(move |journal| {
            let (from, to) = days(from, to)?;
            Ok(journal.words_felt(from, to)?.into_iter().map(Into::into).collect())
        })
        .await
}

/// What goes together with higher and lower days of a measure.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn goes_with(session: State<'_, Session>, measure: String, from: String, to: String) -> Answer<dto::GoesWith> {
    session
        .with_open(move |journal| {
            let (from, to) = days(from, to)?;
            let found = journal.goes_with(&measure, per_day(journal, &measure)?, from, to)?;
            let trackers: Vec<Tracker> = chosen(journal, TRACKERS)?;
            let factors = |factors: Vec<journal::Factor>| {
                let called = |mut factor: dto::Factor| {
                    if let Some(tracker) = trackers.iter().find(|tracker| factor.kind == "tracker" && tracker.id == factor.id) {
                        factor.name.clone_from(&tracker.name);
                    }
                    factor
                };
                // A tracker that is gone has no name to tell it by.
                factors.into_iter().map(|factor| called(factor.into())).filter(|factor| !factor.name.is_empty()).collect()
            };
            Ok(dto::GoesWith {
                days: found.days,
                mean: found.mean,
                higher: factors(found.higher),
                lower: factors(found.lower),
                fewest: journal::FEWEST_DAYS,
            })
        })
        .await
}

/// Days that stand out, in order.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn marks(session: State<'_, Session>, from: String, to: String) -> Answer<Vec<dto::Mark>> {
    session
        .with_open(move |journal| {
            let (from, to) = days(from, to)?;
            Ok(journal.marks(from, to)?.into_iter().map(Into::into).collect())
        })
        .await
}

/// Keeps a mark.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn save_mark(session: State<'_, Session>, mark: dto::Mark) -> Answer<dto::Mark> {
    session
        .with_open(move |journal| {
            let id = if mark.id.is_empty() { ItemId::random() } else { item(&mark.id)? };
            let dto::Mark { day, kind, text, .. } = mark;
            let kept = journal::Mark { day: dto::day(day)?, kind: kind.into(), text, other: serde_json::Map::new() };
            journal.save_mark(id, kept.clone(), now())?;
            Ok(journal::StoredMark { id, trashed: None, mark: kept }.into())
        })
        .await
}

/// Feelings that entries have, most used first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn entry_feelings(session: State<'_, Session>) -> Answer<Vec<dto::FeelingUse>> {
    session.with_open(|journal| Ok(journal.entry_feelings()?.into_iter().map(Into::into).collect())).await
}

/// Pages that were kept about a week, month, quarter or year, newest first.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn reviews(session: State<'_, Session>) -> Answer<Vec<dto::KeptReview>> {
    session
        .with_open(|journal| {
            let kept = journal.reviews()?.into_iter();
            Ok(kept.map(|(period, id)| dto::KeptReview { period, id: id.to_string() }).collect())
        })
        .await
}

/// The words that can be chosen: the guide's and the person's own.
struct Choices {
    feelings: Vec<Feeling>,
}

impl Choices {
    fn of(journal: &Journal) -> Result<Self, Error> {
        let mut feelings: Vec<Feeling> = guide::feelings::feelings().feelings.iter().map(Into::into).collect();
        let own: Vec<Feeling> = chosen(journal, FEELINGS)?;
        // A newer version's guide may have learned an own word in the meantime: then it is the guide's.
        let fresh = |own: &Feeling| !feelings.iter().any(|feeling| own_id(&feeling.name) == own_id(&own.name));
        let own: Vec<Feeling> = own.into_iter().filter(fresh).collect();
        feelings.extend(own);
        Ok(Self { feelings })
    }

    /// The id and the name of a word: of the one that is written the same, if there is one.
    fn feeling(&self, id: String, name: String) -> (String, String) {
        if !id.is_empty() && !id.starts_with(OWN) {
            return (id, name);
        }
        let own = own_id(&name);
        match self.feelings.iter().find(|feeling| own_id(&feeling.name) == own) {
            Some(feeling) => (feeling.id.clone(), feeling.name.clone()),
            None => (if id.is_empty() { own } else { id }, name),
        }
    }
}

fn all(check_ins: Vec<journal::StoredCheckIn>) -> Vec<CheckIn> {
    check_ins.into_iter().map(Into::into).collect()
}

pub(super) fn days(from: String, to: String) -> Result<(NaiveDate, NaiveDate), Error> {
    Ok((dto::day(from)?, dto::day(to)?))
}

/// What a tracker that is a measure is called; none if the measure is no tracker.
pub(super) fn tracker_name(journal: &Journal, measure: &str) -> Result<Option<String>, Error> {
    let trackers: Vec<Tracker> = chosen(journal, TRACKERS)?;
    Ok(trackers.into_iter().find(|tracker| journal::tracker(&tracker.id) == measure).map(|tracker| tracker.name))
}

/// Counts add up over a day, everything else has a mean.
pub(super) fn per_day(journal: &Journal, measure: &str) -> Result<PerDay, Error> {
    let trackers: Vec<Tracker> = chosen(journal, TRACKERS)?;
    let counts = |tracker: &Tracker| tracker.kind == TrackerKind::Count && journal::tracker(&tracker.id) == measure;
    Ok(if trackers.iter().any(counts) { PerDay::Sum } else { PerDay::Mean })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices(own: &[&str]) -> Choices {
        let mut feelings: Vec<Feeling> = guide::feelings::feelings().feelings.iter().map(Into::into).collect();
        let blank = feelings[0].clone();
        feelings.extend(own.iter().map(|name| Feeling { id: own_id(name), name: (*name).into(), own: true, ..blank.clone() }));
        Choices { feelings }
    }

    #[test]
    fn a_word_that_is_typed_becomes_the_one_that_is_there() {
        let choices = choices(&["Seasick"]);
        let typed = |name: &str| choices.feeling(String::new(), name.into());
        assert_eq!(typed("On Guard"), ("on-guard".into(), "on guard".into()));
        assert_eq!(typed("seasick"), ("own:seasick".into(), "Seasick".into()));
        assert_eq!(typed("like glass"), ("own:like glass".into(), "like glass".into()));
        // A word that was chosen stays what it was.
        assert_eq!(choices.feeling("wary".into(), "wary".into()).0, "wary");
    }

    #[test]
    fn an_own_word_that_the_guide_has_learned_is_the_guides() {
        assert_eq!(choices(&[]).feeling("own:furious".into(), "Furious".into()).0, "furious");
    }
}
