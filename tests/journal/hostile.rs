//! What somebody sends to do harm: each frozen file and card comes to what is expected of it, costs little, and leaves nothing behind.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use journal::{Error, ItemId, Journal, KeptIn, Key, NewPicture, Picture, ShareError};
use mend_tests::{
    builder::evening,
    hostile::{self, Attack, seeds},
};
use rusqlite::Connection;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/shares-1")
}

/// Every record and every blob in a journal's file, which must be locked.
fn kept(path: &Path) -> Vec<(Vec<u8>, i64, Option<Vec<u8>>)> {
    let file = Connection::open(path).unwrap();
    let sql = "SELECT device, seq, sealed FROM record UNION ALL SELECT id, -1, sealed FROM blob ORDER BY 1, 2";
    let mut rows = file.prepare(sql).unwrap();
    rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Those whose outcome is another one, in words.
fn surprises(attacks: &[Attack], outcome: impl Fn(&[u8]) -> String) -> Vec<String> {
    let tried = attacks.iter().map(|attack| (attack, outcome(&attack.bytes)));
    let others = tried.filter(|(attack, outcome)| attack.outcome != *outcome);
    others.map(|(Attack { name, outcome: expected, .. }, outcome)| format!("{name}: {outcome}, not {expected}")).collect()
}

#[test]
fn every_file_and_card_comes_to_what_is_expected_and_the_journal_keeps_nothing() {
    let (home, journal) = hostile::reader(&folder()).unwrap();
    let (shares, cards) = (hostile::shares(&folder()).unwrap(), hostile::cards(&folder()).unwrap());
    assert!(shares.len() >= 45 && cards.len() >= 12);
    let path = home.path().join("reader.mend");
    journal.lock(evening()).unwrap();
    let before = kept(&path);
    let (journal, _) = Journal::unlock(&path, &Key::typed(hostile::PASSPHRASE).unwrap(), evening(), &mut |_| {}).unwrap();

    let mut surprises = surprises(&shares, |bytes| hostile::outcome_of_share(&journal, bytes).unwrap());
    let text = |bytes: &[u8]| String::from_utf8(Vec::from(bytes)).unwrap();
    surprises.extend(self::surprises(&cards, |bytes| hostile::outcome_of_card(&journal, &text(bytes)).unwrap()));
    assert_eq!(surprises, [""; 0]);
    journal.lock(evening()).unwrap();
    assert!(kept(&path) == before, "something was kept");
}

/// Pictures fit to keep, as the program makes them before it keeps what came.
fn pictures(journal: &mut Journal, arrived: &journal::Arrived) -> Vec<Picture> {
    let keep = |(said, bytes): (&journal::SharedPicture, &[u8])| {
        let pictures::Prepared { full, small, width, height } = pictures::prepare_shared(bytes, said.width, said.height).unwrap();
        journal.add_picture(NewPicture { full: &full, small: &small, width, height }).unwrap()
    };
    arrived.pictures().into_iter().map(keep).collect()
}

#[test]
fn what_is_taken_is_there_once_as_words_and_pixels_only() {
    let (home, mut journal) = hostile::reader(&folder()).unwrap();
    let shares = hostile::shares(&folder()).unwrap();
    let rows = journal.rows().unwrap();
    let lists = |journal: &Journal| {
        let received: Vec<ItemId> = journal.all_received().unwrap().iter().map(|one| one.id).collect();
        (received, journal.questions().unwrap().len())
    };
    let (before, _) = lists(&journal);
    let mut taken = Vec::new();
    for Attack { name, bytes, .. } in shares.iter().filter(|attack| attack.outcome == "ok") {
        let arrived = journal.open_share(bytes).unwrap();
        let twice = journal.open_share(bytes).unwrap();
        let pictures = pictures(&mut journal, &arrived);
        if let KeptIn::Received(id) = journal.keep_arrived(&arrived, pictures, evening()).unwrap() {
            taken.push((name, id));
        }
        // Neither opened again, nor kept again by whoever has it open.
        assert!(matches!(journal.open_share(bytes), Err(Error::Share(_))), "{name} was taken twice");
        let again = journal.keep_arrived(&twice, Vec::new(), evening());
        assert!(matches!(again, Err(Error::Share(ShareError::Again))), "{name} was kept twice");
    }
    assert!(!taken.is_empty());
    assert_eq!(journal.rows().unwrap(), rows, "the timeline is one's own");
    assert!(journal.search("gnihtyreve script there", 9).unwrap().is_empty());

    let named = |wanted: &str| taken.iter().find(|(name, _)| name.starts_with(wanted)).unwrap().1;
    let body = |id| journal.received(id).unwrap().entries[0].body.clone();
    assert!(body(named("body-with-active-words")).contains("<script>fetch("));
    let page = journal.received(named("picture-with-a-page-behind-it")).unwrap();
    let bytes = journal.picture(page.pictures[0].id, false).unwrap();
    assert!(!bytes.windows(7).any(|window| window == b"<script"), "the page came along");
    let own = journal.received(named("shows-its-own-picture")).unwrap();
    assert_eq!(own.entries[0].body, format!("![one](picture:{})", own.pictures[0].id));

    // All of it can be read again: no record of what came is passed over when the journal is opened.
    let listed = lists(&journal);
    assert_eq!(listed.0.len(), before.len() + taken.len());
    journal.lock(evening()).unwrap();
    std::fs::remove_file(home.path().join("reader.mend-index")).ok();
    let path = home.path().join("reader.mend");
    let (journal, opening) = Journal::unlock(&path, &Key::typed(hostile::PASSPHRASE).unwrap(), evening(), &mut |_| {}).unwrap();
    assert!(opening.damage.is_empty());
    assert_eq!(lists(&journal), listed);
    assert!(journal.verify(&mut |_| {}).unwrap().is_whole());
}

/// In a process of its own, whose allocator counts. The figures of a release build are `mend-hostile --measure`'s; the time here only
/// tells an attack that works from one that does not.
#[test]
fn no_file_and_no_card_costs_much() {
    const MOST_MEMORY: usize = 64 << 20;
    // A picture in full size is 26 MB alone, and is decoded, made smaller and encoded.
    const MOST_MEMORY_OF_A_PICTURE: usize = 112 << 20;
    const MOST_MICROSECONDS: u64 = 10_000_000;
    let output = Command::new(env!("CARGO_BIN_EXE_mend-hostile")).arg("--measure").arg(folder()).output().unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    let mut costly = Vec::new();
    for line in report.lines() {
        let [time, memory, name, expected, outcome] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let most = if name.starts_with("picture") { MOST_MEMORY_OF_A_PICTURE } else { MOST_MEMORY };
        let dear = time.parse::<u64>().unwrap() > MOST_MICROSECONDS || memory.parse::<usize>().unwrap() > most;
        if dear || expected != outcome {
            costly.push(line);
        }
    }
    assert_eq!(costly, [""; 0]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// What the fuzzer begins with, and whatever it has found.
#[test]
fn nothing_that_was_ever_fuzzed_makes_a_reader_stumble() {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let seeds = seeds::seeds(&vectors).unwrap();
    assert_eq!(seeds.keys().copied().collect::<Vec<_>>(), ["card", "document", "seal", "share"]);
    for (target, seeds) in seeds {
        seeds.iter().for_each(|seed| seeds::knock(target, seed).unwrap());
        let found = vectors.join("fuzzed").join(target);
        for file in std::fs::read_dir(&found).into_iter().flatten() {
            seeds::knock(target, &std::fs::read(file.unwrap().path()).unwrap()).unwrap();
        }
    }
}
