//! Two journals that share: cards, safety words, files there and back, questions that both answer.

use std::{fs, process::Command};

use journal::{
    Came, Card, CardError, CheckIn, Chosen, Composed, Error, Felt, ItemId, Journal, KeptIn, NewPicture, Passphrase,
    QuestionState, Reply, ShareError, SharedDay, SharedMeasure,
};
use mend_tests::builder::{Trial, add, draft, evening};

/// One of the two.
struct Side {
    trial: Trial,
    journal: Journal,
    /// The other.
    partner: ItemId,
}

fn side(name: &str) -> (Trial, Journal, Card) {
    let trial = Trial::on_a_fast_disk().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let card = journal.make_card(name, evening()).unwrap();
    (trial, journal, card)
}

/// Two journals that know each other's cards.
fn two() -> (Side, Side) {
    let ((trial, mut journal, mine), (other_trial, mut other_journal, theirs)) = (side("Ash"), side("Sam"));
    let partner = journal.add_partner(&Card::read(&theirs.line()).unwrap(), "", evening()).unwrap();
    let other = other_journal.add_partner(&Card::read(&mine.line()).unwrap(), "A.", evening()).unwrap();
    (Side { trial, journal, partner }, Side { trial: other_trial, journal: other_journal, partner: other })
}

fn whole(id: ItemId) -> Chosen {
    Chosen { id, passage: None, title: true, day: true, tags: true, feelings: true, pictures: Vec::new() }
}

fn refused<T: std::fmt::Debug>(what: journal::Result<T>) -> ShareError {
    match what {
        Err(Error::Share(error)) => error,
        other => panic!("{other:?}"),
    }
}

impl Side {
    fn compose(&self, chosen: &[Chosen]) -> Composed {
        self.journal.compose("For you", chosen, None, evening().date_naive()).unwrap()
    }

    fn file_of(&mut self, body: &str) -> Vec<u8> {
        let id = add(&mut self.journal, body).unwrap();
        let composed = self.compose(&[whole(id)]);
        let outgoing = self.journal.seal_share(&composed, self.partner, evening()).unwrap();
        let bytes = outgoing.bytes.clone();
        self.journal.note_sent(outgoing, evening()).unwrap();
        bytes
    }

    fn take(&mut self, bytes: &[u8]) -> KeptIn {
        let arrived = self.journal.open_share(bytes).unwrap();
        self.journal.keep_arrived(&arrived, Vec::new(), evening()).unwrap()
    }

    fn question_file(&mut self, id: ItemId) -> Vec<u8> {
        let outgoing = self.journal.seal_question(id, evening()).unwrap();
        let bytes = outgoing.bytes.clone();
        self.journal.note_sent(outgoing, evening()).unwrap();
        bytes
    }

    /// Everything that is in the journal's file.
    fn file(&self) -> Vec<u8> {
        let mut bytes = fs::read(self.trial.path()).unwrap();
        bytes.extend(fs::read(self.trial.folder().join("journal.mend-wal")).unwrap_or_default());
        bytes
    }
}

#[test]
fn both_see_the_same_six_words() {
    let (ash, sam) = two();
    let words = ash.journal.safety_words(ash.partner).unwrap();
    assert_eq!(words, sam.journal.safety_words(sam.partner).unwrap());
    assert_eq!(words.len(), 6);
    // Somebody in between has cards of their own in both names.
    let (_, _, mallory) = side("Sam");
    let mut journal = ash.journal;
    let not_sam = journal.add_partner(&mallory, "", evening()).unwrap();
    assert_ne!(journal.safety_words(not_sam).unwrap(), words);
}

#[test]
fn a_card_is_known_again_and_another_of_the_same_name_is_told_apart() {
    let (mut ash, mut sam) = two();
    let card = sam.journal.my_card().unwrap().unwrap();
    assert_eq!(ash.journal.look_at_card(card.clone()).unwrap().known, Some(ash.partner));
    assert_eq!(ash.journal.add_partner(&card, "", evening()).unwrap(), ash.partner);
    // Another name is no other person.
    let renamed = sam.journal.make_card("Samantha", evening()).unwrap();
    assert_eq!(ash.journal.look_at_card(renamed).unwrap().known, Some(ash.partner));

    let (_, _, other) = side("  sám ");
    let found = ash.journal.look_at_card(other.clone()).unwrap();
    assert_eq!((found.known, found.same_name), (None, vec![ash.partner]));
    let own = ash.journal.my_card().unwrap().unwrap();
    assert!(matches!(ash.journal.add_partner(&own, "", evening()), Err(Error::Card(CardError::Own))));

    ash.journal.set_compared(ash.partner, true, evening()).unwrap();
    assert_eq!(ash.journal.partner(ash.partner).unwrap().compared, Some(evening()));
    let before = sam.file_of("before the change");
    ash.journal.replace_card(ash.partner, &other, evening()).unwrap();
    let partner = ash.journal.partner(ash.partner).unwrap();
    assert_eq!((partner.compared, partner.changed), (None, Some(evening())));
    assert_eq!(refused(ash.journal.open_share(&before)), ShareError::OldCard);
}

#[test]
fn what_is_shared_arrives_and_stays_apart() {
    let (mut ash, mut sam) = two();
    let typing = draft("We walked to the *river*. ![us](picture:PIC) ![no](picture:NOT)\n\nThe long way.");
    let jpeg = [&[0xff, 0xd8, 0xff][..], &[7; 3_000]].concat();
    let picture = NewPicture { full: &jpeg, small: &jpeg, width: 640, height: 480 };
    let [pic, not] = [(); 2].map(|()| ash.journal.add_picture(picture).unwrap());
    let mut entry = typing.entry.clone();
    entry.body = entry.body.replace("PIC", &pic.id.to_string()).replace("NOT", &not.id.to_string());
    entry.title = "The\u{202e} river".into();
    entry.tags = vec!["walk".into()];
    entry.steps = vec!["naming-the-hurt".into()];
    ash.journal.save(journal::EntryDraft { entry, ..typing.clone() }, evening()).unwrap();
    let felt = Felt { id: "calm".into(), name: "calm".into(), strength: Some(2) };
    let check_in = CheckIn { feelings: vec![felt], entry: Some(typing.id), ..CheckIn::new(evening()) };
    ash.journal.save_check_in(ItemId::random(), check_in, evening()).unwrap();

    let measure = SharedMeasure {
        measure: "trust".into(),
        name: String::new(),
        from: "2026-11-01".parse().unwrap(),
        to: "2026-11-22".parse().unwrap(),
        days: vec![SharedDay { day: "2026-11-02".parse().unwrap(), value: 4.5 }],
    };
    let chosen = Chosen { pictures: vec![pic.id], ..whole(typing.id) };
    let today = evening().date_naive();
    let composed =
        ash.journal.compose(" For you ", std::slice::from_ref(&chosen), Some(("trust".into(), measure.clone())), today).unwrap();
    assert_eq!(composed.pictures().count(), 1);
    assert!(composed.body(&composed.shared().entries[0]).contains(&pic.id.to_string()));
    let outgoing = ash.journal.seal_share(&composed, ash.partner, evening()).unwrap();
    let file = outgoing.bytes.clone();
    ash.journal.note_sent(outgoing, evening()).unwrap();

    let before = sam.file();
    let arrived = sam.journal.open_share(&file).unwrap();
    assert_eq!((arrived.kind(), arrived.counts(), arrived.partner), (Came::Share, (1, 1, 1), sam.partner));
    assert_eq!(sam.journal.arrived_from(&arrived).unwrap(), (Some(sam.partner), "A.".into(), None));
    assert_eq!(arrived.pictures()[0].1, jpeg);
    assert_eq!(sam.file(), before, "opening keeps nothing");

    let taken = sam.journal.add_picture(picture).unwrap();
    let KeptIn::Received(id) = sam.journal.keep_arrived(&arrived, vec![taken], evening()).unwrap() else { panic!() };
    let received = sam.journal.received(id).unwrap();
    let text = &received.entries[0];
    assert_eq!(
        (text.title.as_str(), text.tags.as_slice(), text.feelings.as_slice()),
        ("The river", &["walk".into()][..], &["calm".into()][..])
    );
    assert_eq!(text.body, format!("We walked to the *river*. ![us](picture:{}) \n\nThe long way.", taken.id));
    assert_eq!((received.note.as_str(), &received.measures[0], received.unread), ("For you", &measure, true));
    assert_eq!(*sam.journal.picture(taken.id, false).unwrap(), jpeg);

    // Apart from what is one's own: no timeline, no search, no count, no day.
    assert_eq!(sam.journal.entry_count().unwrap(), 0);
    assert!(sam.journal.search("river", 9).unwrap().is_empty());
    assert!(sam.journal.day("2026-11-22").unwrap().is_empty());
    assert!(sam.journal.find_received("river").unwrap().is_empty(), "not before it was read");
    sam.journal.note_read(id, evening()).unwrap();
    assert_eq!(sam.journal.find_received("long RIV").unwrap().len(), 1);
    assert!(sam.journal.find_received("lantern").unwrap().is_empty());

    // And still there after locking, from the records and from the image.
    let Side { trial, journal, .. } = sam;
    journal.lock(evening()).unwrap();
    trial.forget_index().unwrap();
    let (journal, opening) = trial.open().unwrap();
    assert!(opening.damage.is_empty());
    assert_eq!(journal.received(id).unwrap().entries[0].title, "The river");
    assert_eq!(*journal.picture(taken.id, false).unwrap(), jpeg, "its picture is no orphan");
}

#[test]
fn what_was_taken_declined_or_removed_is_not_taken_again() {
    let (mut ash, mut sam) = two();
    let file = ash.file_of("once");
    let KeptIn::Received(id) = sam.take(&file) else { panic!() };
    assert_eq!(refused(sam.journal.open_share(&file)), ShareError::Again);
    sam.journal.trash(id, evening()).unwrap();
    assert_eq!(refused(sam.journal.open_share(&file)), ShareError::Removed);
    sam.journal.purge(id, evening()).unwrap();
    assert_eq!(refused(sam.journal.open_share(&file)), ShareError::Removed);

    let unread = ash.file_of("a word that must not stay");
    let arrived = sam.journal.open_share(&unread).unwrap();
    sam.journal.decline_arrived(&arrived, evening()).unwrap();
    assert_eq!(refused(sam.journal.open_share(&unread)), ShareError::Declined);
    let declined = sam.journal.all_received().unwrap().remove(0).item;
    assert!(declined.declined && !declined.unread && declined.entries.is_empty() && declined.note.is_empty());
}

#[test]
fn a_file_for_others_or_from_nobody_is_refused() {
    let (mut ash, sam) = two();
    let file = ash.file_of("for Sam");
    let (_, stranger, _) = side("Lee");
    assert_eq!(refused(stranger.open_share(&file)), ShareError::NotForYou);
    let (no_card, ..) = Trial::on_a_fast_disk().unwrap().open().unwrap();
    assert_eq!(refused(no_card.open_share(&file)), ShareError::NotForYou);
    assert_eq!(refused(no_card.open_share(b"hello")), ShareError::NotAShare);
    assert_eq!(refused(ash.journal.open_share(&file)), ShareError::Own);
    let mut sam = sam;
    sam.journal.trash(sam.partner, evening()).unwrap();
    assert_eq!(refused(sam.journal.open_share(&file)), ShareError::UnknownSender);
    let mut changed = file.clone();
    let last = changed.len() - 1;
    changed[last] ^= 1;
    assert_eq!(refused(sam.journal.open_share(&changed)), ShareError::Changed);
}

#[test]
fn what_went_can_be_looked_at_as_it_went() {
    let (mut ash, mut sam) = two();
    let file = ash.file_of("as it was then");
    let own = ash.journal.open_own(&file).unwrap();
    assert_eq!((own.partner, own.kind(), own.at()), (Some(ash.partner), Came::Share, evening().to_utc().fixed_offset()));
    assert_eq!(own.share().unwrap().entries[0].body, "as it was then");
    assert!(own.picture(0).is_none() && own.reply().is_none() && own.question.is_none());
    assert_eq!(refused(sam.journal.open_own(&file)), ShareError::UnknownSender);

    // Whoever it was for may be gone from the list: what they were called is on the list of what went.
    ash.journal.trash(ash.partner, evening()).unwrap();
    let own = ash.journal.open_own(&file).unwrap();
    assert_eq!((own.partner, own.called.as_str()), (None, "Sam"));

    // An answer, whose words are nowhere else.
    let KeptIn::Received(id) = sam.take(&file) else { panic!() };
    let reply = Reply { thanks: "for the soup".into(), ..Reply::default() };
    let outgoing = sam.journal.seal_reply(id, &reply, evening()).unwrap();
    let answer = outgoing.bytes.clone();
    sam.journal.note_sent(outgoing, evening()).unwrap();
    assert_eq!(sam.journal.open_own(&answer).unwrap().reply(), Some(reply));

    // A question leads to where its answers are.
    let id = sam.journal.begin_question(sam.partner, "What helped?", "Soup", evening()).unwrap();
    let outgoing = sam.journal.seal_question(id, evening()).unwrap();
    let ask = outgoing.bytes.clone();
    sam.journal.note_sent(outgoing, evening()).unwrap();
    assert_eq!(sam.journal.open_own(&ask).unwrap().question, Some(id));
    let mut changed = ask.clone();
    *changed.last_mut().unwrap() ^= 1;
    assert_eq!(refused(sam.journal.open_own(&changed)), ShareError::Changed);
}

#[test]
fn what_changed_while_a_dialog_was_open_is_not_written_over() {
    let (mut ash, mut sam) = two();
    let KeptIn::Received(id) = sam.take(&ash.file_of("We walked.")) else { panic!() };
    let reply = Reply { heard: "You walked.".into(), ..Reply::default() };
    let outgoing = sam.journal.seal_reply(id, &reply, evening()).unwrap();
    sam.journal.trash(id, evening()).unwrap();
    assert_eq!(refused(sam.journal.note_sent(outgoing, evening())), ShareError::Stale);
    assert!(!sam.journal.is_listed(id), "what is in the trash stays there");

    // A question is made final once. Another file of it could never be answered.
    let question = sam.journal.begin_question(sam.partner, "What helped?", "Soup", evening()).unwrap();
    let [one, other] = [(); 2].map(|()| sam.journal.seal_question(question, evening()).unwrap());
    sam.journal.note_sent(one, evening()).unwrap();
    assert_eq!(refused(sam.journal.note_sent(other, evening())), ShareError::Stale);
    let again = sam.journal.seal_question(question, evening()).unwrap();
    sam.journal.note_sent(again, evening()).unwrap();

    // Locked meanwhile, and another journal opened.
    let entry = add(&mut ash.journal, "We sat.").unwrap();
    let outgoing = ash.journal.seal_share(&ash.compose(&[whole(entry)]), ash.partner, evening()).unwrap();
    assert_eq!(refused(sam.journal.note_sent(outgoing, evening())), ShareError::Stale);
    assert_eq!(sam.journal.shared_notes().unwrap().len(), 0);
    let arrived = sam.journal.open_share(&ash.file_of("We talked.")).unwrap();
    assert_eq!(refused(ash.journal.keep_arrived(&arrived, Vec::new(), evening())), ShareError::NotForYou);
}

#[test]
fn who_made_a_file_is_told_as_it_is_known_now() {
    let (mut ash, mut sam) = two();
    sam.journal.set_compared(sam.partner, false, evening()).unwrap();
    let arrived = sam.journal.open_share(&ash.file_of("We walked.")).unwrap();
    let question = ash.journal.begin_question(ash.partner, "What helped?", "Soup", evening()).unwrap();
    let KeptIn::Question(asked) = sam.take(&ash.question_file(question)) else { panic!() };
    let compared = |sam: &Side| {
        let question = sam.journal.question(asked).unwrap();
        (sam.journal.arrived_from(&arrived).unwrap().2, sam.journal.other_of(&question).unwrap().2)
    };
    assert_eq!(compared(&sam), (None, None));
    sam.journal.set_compared(sam.partner, true, evening()).unwrap();
    assert_eq!(compared(&sam), (Some(evening()), Some(evening())));

    // Another card, compared: neither the file nor the question is from it.
    let went = sam.file_of("To the first card.");
    let (_, _, card) = side("Ash");
    sam.journal.replace_card(sam.partner, &card, evening()).unwrap();
    sam.journal.set_compared(sam.partner, true, evening()).unwrap();
    assert_eq!(compared(&sam), (None, None));
    assert_eq!(refused(sam.journal.keep_arrived(&arrived, Vec::new(), evening())), ShareError::OldCard);
    assert_eq!(refused(sam.journal.decline_arrived(&arrived, evening())), ShareError::OldCard);
    let own = sam.journal.open_own(&went).unwrap();
    assert_eq!((own.partner, own.old_card, own.compared), (Some(sam.partner), true, None));
    let went = sam.file_of("To the second.");
    let own = sam.journal.open_own(&went).unwrap();
    assert_eq!((own.old_card, own.compared), (false, Some(evening())));
}

#[test]
fn an_answer_finds_what_it_answers() {
    let (mut ash, mut sam) = two();
    let file = ash.file_of("We walked.");
    let KeptIn::Received(id) = sam.take(&file) else { panic!() };
    let reply = Reply { heard: "You went to the river.".into(), ..Reply::default() };
    let begun = Reply { heard: "You went".into(), ..Reply::default() };
    sam.journal.save_reply_draft(id, &begun, evening()).unwrap();
    sam.journal.save_reply_draft(id, &reply, evening()).unwrap();
    assert_eq!(sam.journal.reply_draft(id).unwrap().as_ref(), Some(&reply));
    assert_eq!(refused(sam.journal.seal_reply(id, &Reply::default(), evening())), ShareError::Empty);
    let outgoing = sam.journal.seal_reply(id, &reply, evening()).unwrap();
    let answer = outgoing.bytes.clone();
    sam.journal.note_sent(outgoing, evening()).unwrap();
    assert_eq!(sam.journal.received(id).unwrap().answered, Some(evening()));
    // Until the file is at its place the words are kept; and those that were typed meanwhile stay.
    assert_eq!(sam.journal.reply_draft(id).unwrap().as_ref(), Some(&reply));
    let later = Reply { thanks: "And for the soup.".into(), ..reply.clone() };
    sam.journal.save_reply_draft(id, &later, evening()).unwrap();
    sam.journal.answer_went(id, &reply, evening()).unwrap();
    assert_eq!(sam.journal.reply_draft(id).unwrap(), Some(later));
    sam.journal.save_reply_draft(id, &reply, evening()).unwrap();
    sam.journal.answer_went(id, &reply, evening()).unwrap();
    assert_eq!(sam.journal.reply_draft(id).unwrap(), None, "it has become what was sent");

    let KeptIn::Received(came) = ash.take(&answer) else { panic!() };
    let received = ash.journal.received(came).unwrap();
    assert_eq!(received.reply, Some(reply));
    assert_eq!(received.about, Some(ash.journal.shared_notes().unwrap()[0].id));
    assert_eq!(sam.journal.shared_notes().unwrap()[0].item.about, Some(id));
}

#[test]
fn both_answer_and_then_both_read() {
    let (mut ash, mut sam) = two();
    let id = ash.journal.begin_question(ash.partner, "What was good?", "The soup", evening()).unwrap();
    let unanswered = ash.journal.begin_question(ash.partner, "?", " ", evening()).unwrap();
    assert_eq!(refused(ash.journal.seal_question(unanswered, evening())), ShareError::Empty);
    let ask = ash.question_file(id);
    assert!(ash.journal.save_question(id, ash.partner, "Another?", "No", evening()).is_err(), "it is fixed now");

    let KeptIn::Question(asked) = sam.take(&ask) else { panic!() };
    let question = sam.journal.question(asked).unwrap();
    assert_eq!((question.text.as_str(), question.state, question.their_answer), ("What was good?", QuestionState::Asked, None));
    let plain = opened_with_age(&sam, &ask);
    assert!(plain.contains("What was good?") && !plain.contains("soup"), "the answer is fixed, not told");
    sam.journal.save_question(asked, sam.partner, "ignored", "The walk", evening()).unwrap();
    let answer = sam.question_file(asked);
    assert!(sam.journal.save_question(asked, sam.partner, "", "The walk back", evening()).is_err());

    assert_eq!(ash.take(&answer), KeptIn::Question(id));
    let question = ash.journal.question(id).unwrap();
    assert_eq!((question.state, question.their_answer.as_deref()), (QuestionState::Reveal, Some("The walk")));
    let reveal = ash.question_file(id);
    assert_eq!(sam.take(&reveal), KeptIn::Question(asked));
    let question = sam.journal.question(asked).unwrap();
    assert_eq!((question.state, question.their_answer.as_deref()), (QuestionState::Open, Some("The soup")));
    assert_eq!(ash.journal.question(id).unwrap().state, QuestionState::Open);

    // Each file can be made again, and says nothing new.
    for (side, again) in [(&sam, &ask), (&ash, &answer), (&sam, &reveal)] {
        assert_eq!(refused(side.journal.open_share(again)), ShareError::Again);
    }
    let again = ash.question_file(id);
    assert_eq!(refused(sam.journal.open_share(&again)), ShareError::Again);
}

/// Somebody keeps a copy of their journal from before they asked, reads the other answer, and would like to have answered otherwise.
#[test]
fn an_answer_cannot_be_changed_after_the_other_was_read() {
    let (mut ash, mut sam) = two();
    let id = ash.journal.begin_question(ash.partner, "How long?", "Two years", evening()).unwrap();
    ash.journal.lock(evening()).unwrap();
    let copy = ash.trial.folder().join("copy.mend");
    fs::copy(ash.trial.path(), &copy).unwrap();
    ash.journal = ash.trial.open().unwrap().0;

    let ask = ash.question_file(id);
    let KeptIn::Question(asked) = sam.take(&ask) else { panic!() };
    sam.journal.save_question(asked, sam.partner, "", "I don’t know", evening()).unwrap();
    let answer = sam.question_file(asked);

    let (mut other, _) = ash.trial.open_at(&copy).unwrap();
    other.save_question(id, ash.partner, "How long?", "A week", evening()).unwrap();
    let outgoing = other.seal_question(id, evening()).unwrap();
    assert_eq!(refused(sam.journal.open_share(&outgoing.bytes)), ShareError::Again, "one question, one answer");
    other.note_sent(outgoing, evening()).unwrap();
    assert_eq!(refused(other.open_share(&answer)), ShareError::NoQuestion, "answered to other words");
}

#[test]
fn nothing_more_goes_to_somebody_with_whom_sharing_stopped() {
    let (mut ash, mut sam) = two();
    let id = add(&mut ash.journal, "kept for me").unwrap();
    let composed = ash.compose(&[whole(id)]);
    ash.journal.set_stopped(ash.partner, true, evening()).unwrap();
    assert_eq!(refused(ash.journal.seal_share(&composed, ash.partner, evening())), ShareError::Stopped);
    let file = sam.file_of("from Sam");
    let KeptIn::Received(came) = ash.take(&file) else { panic!() };
    let thanks = Reply { thanks: "Thank you".into(), ..Reply::default() };
    assert_eq!(refused(ash.journal.seal_reply(came, &thanks, evening())), ShareError::Stopped);
    ash.journal.set_stopped(ash.partner, false, evening()).unwrap();
    assert!(ash.journal.seal_share(&composed, ash.partner, evening()).is_ok());
}

#[test]
fn a_letter_that_is_sealed_or_thrown_away_is_not_shared() {
    let (mut ash, _) = two();
    let letter = draft("for next year");
    let entry = journal::Entry { kind: journal::Kind::Letter, sealed_until: "2027-11-22".parse().ok(), ..letter.entry.clone() };
    ash.journal.save(journal::EntryDraft { entry, ..letter.clone() }, evening()).unwrap();
    let compose = |journal: &Journal, id| journal.compose("", &[whole(id)], None, evening().date_naive());
    assert!(matches!(compose(&ash.journal, letter.id), Err(Error::Sealed)));
    let thrown = add(&mut ash.journal, "thrown away").unwrap();
    ash.journal.trash(thrown, evening()).unwrap();
    assert!(matches!(compose(&ash.journal, thrown), Err(Error::NoSuchEntry)));
    let blank = journal::EntryDraft { entry: journal::Entry::new(evening()), ..draft("") };
    ash.journal.write_draft(blank.clone()).unwrap();
    assert_eq!(refused(compose(&ash.journal, blank.id)), ShareError::Empty);
}

#[test]
fn a_share_tells_nothing_of_the_journal_it_comes_from() {
    let (mut small, reader) = two();
    let id = add(&mut small.journal, "The same words.").unwrap();
    let from_small = small.journal.seal_share(&small.compose(&[whole(id)]), small.partner, evening()).unwrap().bytes;

    // Grown by years, other people, a point of view, steps, check-ins.
    let mut large = small;
    for day in 0..400 {
        add(&mut large.journal, &format!("another day, {day}")).unwrap();
        large
            .journal
            .save_check_in(ItemId::random(), CheckIn { note: "low".into(), ..CheckIn::new(evening()) }, evening())
            .unwrap();
    }
    let (_, _, lee) = side("Lee");
    large.journal.add_partner(&lee, "", evening()).unwrap();
    large
        .journal
        .set_setting(journal::Drawer::Reflect, "person", serde_json::json!({"point_of_view": "hurt"}), evening())
        .unwrap();
    large.journal.set_step(id, "naming-the-hurt", true, evening()).unwrap();
    let from_large = large.journal.seal_share(&large.compose(&[whole(id)]), large.partner, evening()).unwrap().bytes;

    let [mut one, mut other] = [&from_small, &from_large].map(|file| {
        let plain = opened_with_age(&reader, file);
        let mut lines = plain.lines();
        assert_eq!(lines.next(), Some("Mend share 1"));
        assert_eq!(lines.next().unwrap().len(), 128);
        assert_eq!(plain.len(), 1024, "padded");
        serde_json::from_str::<serde_json::Value>(lines.next().unwrap()).unwrap()
    });
    assert!(!one.to_string().contains(&id.to_string()), "not even the entry’s id");
    // The file's own random id is all that differs.
    for document in [&mut one, &mut other] {
        assert!(document.as_object_mut().unwrap().remove("id").is_some());
    }
    assert_eq!(one, other);
    let names = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(names(&one), "at content from to");
    assert_eq!(names(&one["content"]["share"]["entries"][0]), "body day feelings pictures tags title");
    assert_eq!(one["at"], "2026-11-22T20:40:00Z", "not where somebody is");
}

#[test]
fn a_page_for_a_browser_opens_with_its_passphrase() {
    let (mut ash, _) = two();
    let id = add(&mut ash.journal, "Read this slowly.").unwrap();
    let passphrase = Passphrase::new("candle orbit gentle copper window").unwrap();
    let page = ash.journal.seal_page(&ash.compose(&[whole(id)]), "my sister", &passphrase, evening()).unwrap();
    let plain = journal::open_with_passphrase("candle orbit gentle copper window", &page.bytes, 1 << 20).unwrap();
    let text = String::from_utf8(plain.to_vec()).unwrap();
    let json: serde_json::Value = serde_json::from_str(text.strip_prefix("Mend page 1\n").unwrap()).unwrap();
    assert_eq!((json["from"].as_str(), json["entries"][0]["body"].as_str()), (Some("Ash"), Some("Read this slowly.")));
    ash.journal.note_sent(page, evening()).unwrap();
    let note = &ash.journal.shared_notes().unwrap()[0].item;
    assert_eq!((note.called.as_str(), note.kind.as_str(), note.entries.as_slice()), ("my sister", "page", &[id][..]));
}

#[test]
fn purging_an_entry_leaves_no_word_of_it_on_the_list() {
    let (mut ash, _) = two();
    let id = add(&mut ash.journal, "a word to forget").unwrap();
    let outgoing = ash.journal.seal_share(&ash.compose(&[whole(id)]), ash.partner, evening()).unwrap();
    ash.journal.note_sent(outgoing, evening()).unwrap();
    ash.journal.purge(id, evening()).unwrap();
    let note = &ash.journal.shared_notes().unwrap()[0].item;
    assert_eq!(note.entries, [id]);
    assert!(!serde_json::to_string(note).unwrap().contains("forget"));
}

/// What the stock `age` makes of a file, with the key that the journal keeps for sharing.
fn opened_with_age(reader: &Side, file: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let [key, sealed] = ["key.txt", "share.mend"].map(|name| folder.path().join(name));
    fs::write(&key, reader.journal.dangerously_show_sharing_identity().unwrap().as_bytes()).unwrap();
    fs::write(&sealed, file).unwrap();
    let opened = Command::new("age").args(["-d", "-i"]).args([&key, &sealed]).output().unwrap();
    assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
    String::from_utf8(opened.stdout).unwrap()
}

#[test]
fn a_text_that_is_too_long_is_not_made_into_a_file() {
    let (mut ash, _) = two();
    let id = add(&mut ash.journal, &"word ".repeat(110_000)).unwrap();
    let composed = ash.journal.compose("", &[whole(id)], None, evening().date_naive());
    assert_eq!(refused(composed), ShareError::TooMuch);
    let part = Chosen { passage: Some("a word of it".into()), ..whole(id) };
    let composed = ash.journal.compose("", &[part], None, evening().date_naive()).unwrap();
    assert_eq!(composed.shared().entries[0].body, "a word of it");
    let question = ash.journal.begin_question(ash.partner, "Why?", &"word ".repeat(110_000), evening()).unwrap();
    assert_eq!(refused(ash.journal.seal_question(question, evening())), ShareError::TooMuch);
}

#[test]
fn an_answer_that_is_being_written_goes_with_what_it_answers() {
    let (mut ash, mut sam) = two();
    let file = ash.file_of("We walked.");
    let KeptIn::Received(id) = sam.take(&file) else { panic!() };
    let reply = Reply { heard: "You went".into(), ..Reply::default() };
    sam.journal.save_reply_draft(id, &reply, evening()).unwrap();
    sam.journal.trash(id, evening()).unwrap();
    assert_eq!(sam.journal.reply_draft(id).unwrap(), Some(reply), "it can come back");
    let records = sam.journal.verify(&mut |_| {}).unwrap();
    sam.journal.purge(id, evening()).unwrap();
    assert_eq!(sam.journal.reply_draft(id).unwrap(), None);
    let after = sam.journal.verify(&mut |_| {}).unwrap();
    assert_eq!(after.purged - records.purged, 3, "both states of the one, the one state of the other");
    assert!(after.is_whole());
}
