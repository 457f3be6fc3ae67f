//! Saving against the least that any program could do: one commit of as many bytes on the same disk.

use std::path::Path;

use journal::{EntryDraft, Journal};
use mend_tests::builder::evening;
use rusqlite::{Connection, params};

use super::{
    Answer,
    measure::Times,
    subject::Subject,
    table::{Bound, Line, rounded, thousands},
    text::Writer,
};

/// Times each thing is done.
const ROUNDS: usize = 300;

/// Bare SQLite: the journal's two tables, and nothing that knows what is in them.
struct Bare {
    db: Connection,
    seq: i64,
}

impl Bare {
    fn create(path: &Path) -> Answer<Self> {
        let db = Connection::open(path)?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "FULL")?;
        db.execute_batch(
            "CREATE TABLE record (device BLOB NOT NULL, seq INTEGER NOT NULL, digest BLOB NOT NULL, sealed BLOB,
                                  PRIMARY KEY (device, seq)) STRICT;
             CREATE TABLE draft (slot INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT;",
        )?;
        Ok(Self { db, seq: 0 })
    }

    fn append(&mut self, bytes: &[u8]) -> rusqlite::Result<usize> {
        self.seq += 1;
        let sql = "INSERT INTO record VALUES (?1, ?2, ?3, ?4)";
        self.db.prepare_cached(sql)?.execute(params![[7u8; 16], self.seq, [9u8; 32], bytes])
    }

    fn overwrite(&self, bytes: &[u8]) -> rusqlite::Result<usize> {
        self.db.prepare_cached("INSERT OR REPLACE INTO draft VALUES (1, ?1)")?.execute([bytes])
    }
}

/// One journal while it is measured.
struct Trial<'a> {
    subject: &'a Subject,
    journal: Journal,
    save: Times,
    draft: Times,
    typed: EntryDraft,
}

/// All sizes take turns with the bare commit, so that whatever else the disk is doing falls on each alike.
pub(crate) fn measure(subjects: &[Subject], writer: &Writer) -> Answer<Vec<Line>> {
    let Some(first) = subjects.first() else {
        return Ok(Vec::new());
    };
    let bytes = vec![0xa5u8; first.record_size()?];
    let mut bare = Bare::create(&first.folder().join("bare.sqlite"))?;
    let (mut append, mut overwrite) = (Times::default(), Times::default());
    let mut trials = subjects
        .iter()
        .map(|subject| {
            let (save, draft) = (Times::default(), Times::default());
            Ok(Trial { subject, journal: subject.open()?, save, draft, typed: writer.entry(1, ROUNDS, evening()) })
        })
        .collect::<Answer<Vec<_>>>()?;

    for round in 0..ROUNDS {
        append.take(|| bare.append(&bytes))?;
        overwrite.take(|| bare.overwrite(&bytes))?;
        for trial in &mut trials {
            let entry = writer.entry(1_000_000 + round, 1_000_000, evening());
            trial.save.take(|| trial.journal.save(entry, evening()))?;
            trial.typed.entry.body.push('.');
            let draft = trial.typed.clone();
            trial.draft.take(|| trial.journal.write_draft(draft))?;
        }
    }

    let mut lines = Vec::new();
    let tail = |times: &Times| format!("p95 {} ms", rounded(times.at(0.95)));
    for Trial { subject, save, draft, .. } in &trials {
        let note = format!("{}; bare {}; {} B sealed", tail(save), tail(&append), thousands(bytes.len()));
        let line = Line::new("save one entry", subject.size, save.median(), "ms");
        lines.push(line.against("bare SQLite commit", append.median()).bound(Bound::Ratio(2.0)).note(note));
        let line = Line::new("write a draft", subject.size, draft.median(), "ms").note(tail(draft));
        lines.push(line.against("bare SQLite commit in place", overwrite.median()).bound(Bound::Ratio(2.0)));
    }
    if let [smallest, .., largest] = trials.as_slice() {
        let against = format!("at {} entries", thousands(smallest.subject.size));
        let line = Line::new("save one entry, largest against smallest", largest.subject.size, largest.save.median(), "ms");
        lines.push(line.against(&against, smallest.save.median()).bound(Bound::Same(0.2)));
    }
    for mut trial in trials {
        lines.push(first_search(&mut trial, writer)?);
        trial.journal.lock(evening())?;
    }
    Ok(lines)
}

/// New words wait for the next search: here is what it pays for an evening's saves.
fn first_search(trial: &mut Trial<'_>, writer: &Writer) -> Answer<Line> {
    let mut times = Times::default();
    for round in 0..10 {
        for number in 0..30 {
            trial.journal.save(writer.entry(2_000_000 + round * 30 + number, 2_000_000, evening()), evening())?;
        }
        times.take(|| trial.journal.search("quiet riv", 50))?;
    }
    let note = format!("max {} ms", rounded(times.at(1.0)));
    Ok(Line::new("first search after 30 saves", trial.subject.size, times.median(), "ms").note(note))
}
