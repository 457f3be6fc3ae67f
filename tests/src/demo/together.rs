//! What is shared in the demo: cards, files there and back, and questions that both answer, made by a second journal that is thrown away
//! afterwards.

use std::collections::HashMap;

use chrono::{Days, NaiveTime};
use journal::{
    Chosen, Entry, EntryDraft, Error, ItemId, Journal, KeptIn, Kind, Moment, Outgoing, Passphrase, PerDay, Reply, SharedDay,
    SharedMeasure,
};
use serde::Deserialize;

use super::{DemoError, PASSPHRASE, moment};

const FILE: &str = include_str!("../../demo/together.toml");

/// The file, whose first lines explain it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    card: String,
    partner: Vec<Known>,
    /// Of these names there are other cards, from nobody one knows.
    other_card: Vec<String>,
    file: Vec<File>,
    question: Vec<Asked>,
}

/// A file outside the journal: one that the demo's person was given and has not opened, or a copy of one that she made.
#[derive(Debug)]
pub struct Handed {
    /// A name for the file.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    name: String,
    called: String,
    days_ago: u64,
    compared_days_ago: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    by: String,
    days_ago: u64,
    time: NaiveTime,
    note: String,
    text_of: Option<Of>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    body: String,
    measure: Option<Over>,
    replied: Option<Answer>,
    #[serde(default)]
    read: bool,
    /// The name of the file, if it was not opened yet.
    handed: Option<String>,
    /// The name of a copy that was kept.
    copy: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Of {
    days_ago: u64,
    kind: Kind,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Over {
    measure: String,
    days: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    days_ago: u64,
    time: NaiveTime,
    heard: String,
    ask: String,
    thanks: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    by: String,
    days_ago: u64,
    time: NaiveTime,
    text: String,
    mine: String,
    theirs: Option<String>,
    state: String,
}

/// One of the two journals, and the other in it.
struct Side<'a> {
    journal: &'a mut Journal,
    other: ItemId,
}

impl Side<'_> {
    fn sent(&mut self, outgoing: Outgoing, at: Moment) -> Result<Vec<u8>, Error> {
        let bytes = outgoing.bytes.clone();
        self.journal.note_sent(outgoing, at)?;
        Ok(bytes)
    }

    fn take(&mut self, bytes: &[u8], at: Moment) -> Result<ItemId, Error> {
        let arrived = self.journal.open_share(bytes)?;
        Ok(match self.journal.keep_arrived(&arrived, Vec::new(), at)? {
            KeptIn::Received(id) | KeptIn::Question(id) => id,
        })
    }
}

/// Writes all of it into the demo; returns the files that wait to be opened.
pub(super) fn write(journal: &mut Journal, entries: &[(ItemId, Moment)], now: Moment) -> Result<Vec<Handed>, DemoError> {
    let kept: Kept = toml::from_str(FILE).map_err(DemoError::Content)?;
    let folder = tempfile::tempdir().map_err(Error::from)?;
    let first = kept.partner.iter().map(|known| known.days_ago).max().unwrap_or_default();
    let begun = moment(now, first, NaiveTime::default());
    let card = journal.make_card(&kept.card, begun)?;
    let mut handed = Vec::new();
    for (at, name) in kept.other_card.iter().enumerate() {
        let path = folder.path().join(format!("other-{at}.mend"));
        let card = Journal::create(&path, &Passphrase::new(PASSPHRASE)?, now)?.make_card(name, now)?;
        handed.push(Handed { name: format!("another card of {name}.txt"), bytes: card.line().into_bytes() });
    }
    let mut others = HashMap::new();
    for known in &kept.partner {
        let at = moment(now, known.days_ago, NaiveTime::default());
        let path = folder.path().join(format!("{}.mend", known.name));
        let mut other = Journal::create(&path, &Passphrase::new(PASSPHRASE)?, at)?;
        let id = journal.add_partner(&other.make_card(&known.name, at)?, &known.called, at)?;
        if let Some(days_ago) = known.compared_days_ago {
            journal.set_compared(id, true, moment(now, days_ago, NaiveTime::default()))?;
        }
        let back = other.add_partner(&card, &kept.card, at)?;
        others.insert(known.name.as_str(), (other, id, back));
    }
    // Everything goes to and fro with the first.
    let with = kept.partner.first().and_then(|known| others.remove(known.name.as_str()));
    let Some((mut theirs, id, back)) = with else { return Ok(handed) };
    let mut me = Side { journal, other: id };
    let mut they = Side { journal: &mut theirs, other: back };
    for file in &kept.file {
        handed.extend(hand_over(file, &mut me, &mut they, entries, now)?);
    }
    for asked in &kept.question {
        ask(asked, &mut me, &mut they, now)?;
    }
    Ok(handed)
}

fn hand_over<'a>(
    file: &File,
    me: &mut Side<'a>,
    they: &mut Side<'a>,
    entries: &[(ItemId, Moment)],
    now: Moment,
) -> Result<Option<Handed>, DemoError> {
    let at = moment(now, file.days_ago, file.time);
    let mine = file.by == "me";
    let (from, to) = if mine { (me, they) } else { (they, me) };
    let mut chosen = Vec::new();
    if let Some(of) = &file.text_of {
        let day = moment(now, of.days_ago, NaiveTime::default()).date_naive();
        let of_that_day = entries.iter().filter(|(_, written)| written.date_naive() == day);
        let found = of_that_day.map(|(id, _)| *id).find(|id| {
            from.journal.kept_entry(*id).is_ok_and(|stored| stored.is_some_and(|stored| stored.entry.kind == of.kind))
        });
        chosen.push(found.ok_or(DemoError::NoEntry(of.days_ago))?);
    } else if !file.body.is_empty() {
        let entry = Entry { title: file.title.clone(), body: file.body.trim().to_owned(), ..Entry::new(at) };
        let id = ItemId::random();
        from.journal.save(EntryDraft { id, parents: Vec::new(), entry }, at)?;
        chosen.push(id);
    }
    let chosen: Vec<Chosen> = chosen
        .into_iter()
        .map(|id| Chosen { id, passage: None, title: true, day: true, tags: false, feelings: false, pictures: Vec::new() })
        .collect();
    let measure = file.measure.as_ref().map(|over| measured(from.journal, over, at)).transpose()?;
    let composed = from.journal.compose(&file.note, &chosen, measure, at.date_naive())?;
    let outgoing = from.journal.seal_share(&composed, from.other, at)?;
    let bytes = from.sent(outgoing, at)?;
    if let Some(name) = &file.handed {
        return Ok(Some(Handed { name: name.clone(), bytes }));
    }
    let copy = file.copy.clone().map(|name| Handed { name, bytes: bytes.clone() });
    let id = to.take(&bytes, at)?;
    if mine || file.read {
        to.journal.note_read(id, at)?;
    }
    if let Some(Answer { days_ago, time, heard, ask, thanks }) = &file.replied {
        let at = moment(now, *days_ago, *time);
        let reply = Reply { heard: heard.clone(), ask: ask.clone(), thanks: thanks.clone() };
        let outgoing = to.journal.seal_reply(id, &reply, at)?;
        let bytes = to.sent(outgoing, at)?;
        let id = from.take(&bytes, at)?;
        from.journal.note_read(id, at)?;
    }
    Ok(copy)
}

fn measured(journal: &Journal, over: &Over, at: Moment) -> Result<(String, SharedMeasure), Error> {
    let to = at.date_naive();
    let from = to - Days::new(over.days);
    let series = journal.series(&over.measure, PerDay::Mean, from, to)?;
    let days = series.days.iter().map(|noted| SharedDay { day: noted.day, value: noted.value }).collect();
    Ok((over.measure.clone(), SharedMeasure { measure: over.measure.clone(), name: String::new(), from, to, days }))
}

fn ask<'a>(asked: &Asked, me: &mut Side<'a>, they: &mut Side<'a>, now: Moment) -> Result<(), DemoError> {
    let at = moment(now, asked.days_ago, asked.time);
    let (from, to) = if asked.by == "me" { (me, they) } else { (they, me) };
    let id = from.journal.begin_question(from.other, &asked.text, &asked.mine, at)?;
    let outgoing = from.journal.seal_question(id, at)?;
    let question = from.sent(outgoing, at)?;
    if asked.state == "sent" {
        return Ok(());
    }
    let theirs = to.take(&question, at)?;
    let Some(answer) = &asked.theirs else { return Ok(()) };
    to.journal.save_question(theirs, to.other, "", answer, at)?;
    let outgoing = to.journal.seal_question(theirs, at)?;
    let answer = to.sent(outgoing, at)?;
    from.take(&answer, at)?;
    let outgoing = from.journal.seal_question(id, at)?;
    from.sent(outgoing, at)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::{Local, TimeZone};
    use journal::{Key, QuestionState};

    use super::*;

    #[test]
    fn the_demo_shares_with_one_and_knows_another() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("demo.mend");
        let now = Local.with_ymd_and_hms(2026, 11, 22, 23, 59, 0).unwrap().fixed_offset();
        let handed = super::super::write(&file, now).unwrap().handed;
        let key = Key::Passphrase(Passphrase::new(PASSPHRASE).unwrap());
        let (journal, _) = Journal::unlock(&file, &key, now, &mut |_| {}).unwrap();

        let partners = journal.partners().unwrap();
        let compared: Vec<_> =
            partners.iter().map(|partner| (partner.item.called.as_str(), partner.item.compared.is_some())).collect();
        assert_eq!(compared, [("Jonas", true), ("Mara", false)]);
        let received = journal.all_received().unwrap();
        assert_eq!(received.iter().filter(|one| one.item.unread).count(), 1);
        assert_eq!(received.iter().filter(|one| one.item.reply.is_some()).count(), 1);
        assert_eq!(journal.shared_notes().unwrap().len(), 2);
        let states: Vec<_> = journal.questions().unwrap().iter().map(|question| question.item.state).collect();
        assert_eq!(states, [QuestionState::Open, QuestionState::Sent]);
        // One card has a name that is known and keys that are not, one file is a copy of what went, one waits to be opened.
        let [card, copy, share] = handed.as_slice() else { panic!("{handed:?}") };
        let arrived = journal.open_share(&share.bytes).unwrap();
        let (_, called, compared) = journal.arrived_from(&arrived).unwrap();
        assert!(called == "Jonas" && compared.is_some());
        assert!(journal.open_own(&copy.bytes).is_ok_and(|own| own.called == "Jonas" && own.share().is_some()));
        let card = journal::Card::read(std::str::from_utf8(&card.bytes).unwrap()).unwrap();
        let found = journal.look_at_card(card).unwrap();
        assert!(found.known.is_none() && found.same_name == [partners[1].id]);
        // What came is among what came only.
        assert!(journal.search("tram far shower", 9).unwrap().is_empty());
    }
}
