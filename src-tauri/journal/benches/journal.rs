//! The four things a person waits for, at 1,000 entries: quick to run while one changes something. `cargo xtask bench`
//! measures them against what they cannot do without.

use std::{
    error::Error,
    path::PathBuf,
    time::{Duration, Instant},
};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use journal::{Entry, EntryDraft, ItemId, Journal, Key, Moment, Passphrase, RecoveryKey, Result};
use tempfile::TempDir;

const ENTRIES: usize = 1_000;

/// Words for the entries: each is used half as often as the one four places before it.
const WORDS: &str = "the I and we to a it he that was in of not my said about when with him after talk walk morning river \
    breakfast quiet angry kitchen letter again shoulders window honest promise garden thunder sister lantern orchard";

fn now() -> Moment {
    "2026-11-22T21:40:00+01:00".parse().unwrap_or_default()
}

/// About 1.5 kB, the same for the same number.
fn body(number: usize) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut state = number as u64 + 1;
    let mut body = String::new();
    while body.len() < 1_500 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let rank = state.leading_zeros() as usize;
        let word = (rank * 4 + (state >> 20) as usize % 4) % words.len();
        body.push_str(words[word]);
        body.push(if (state >> 24).is_multiple_of(32) { '\n' } else { ' ' });
    }
    body
}

fn draft(number: usize) -> EntryDraft {
    let written_at = now() - chrono::Duration::hours(number as i64 * 8);
    let entry = Entry { title: format!("Day {number}"), body: body(number), ..Entry::new(written_at) };
    EntryDraft { id: ItemId::random(), parents: Vec::new(), entry }
}

struct Trial {
    folder: TempDir,
    recovery: String,
}

impl Trial {
    fn write() -> std::result::Result<Self, Box<dyn Error>> {
        // Beside the program, on the disk that people's files are on: a temporary folder may be in memory.
        let program = std::env::current_exe()?;
        let folder = tempfile::tempdir_in(program.parent().ok_or("no folder")?)?;
        let mut journal = Journal::create(&folder.path().join("journal.mend"), &Passphrase::new("river stone lantern")?, now())?;
        let recovery = journal.make_recovery_key()?.dangerously_show().to_string();
        for number in 0..ENTRIES {
            journal.save(draft(number), now())?;
        }
        journal.write_index()?;
        journal.lock(now())?;
        Ok(Self { folder, recovery })
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("journal.mend")
    }

    fn open(&self) -> Result<Journal> {
        Ok(Journal::unlock(&self.path(), &Key::Recovery(RecoveryKey::parse(&self.recovery)?), now(), &mut |_| {})?.0)
    }
}

#[allow(clippy::expect_used)] // A bench that cannot run has nobody to tell but the person at the terminal.
fn benches(criterion: &mut Criterion) {
    let trial = Trial::write().expect("a journal can be written");
    criterion.bench_function("open", |bench| {
        bench.iter_custom(|rounds| {
            let mut time = Duration::ZERO;
            for _ in 0..rounds {
                let start = Instant::now();
                let journal = trial.open();
                time += start.elapsed();
                // Let go of before the next round, which could not open it otherwise.
                journal.expect("it opens");
            }
            time
        });
    });

    let mut journal = trial.open().expect("it opens");
    criterion.bench_function("search", |bench| bench.iter(|| journal.search("quiet riv", 50).expect("it searches")));
    criterion.bench_function("timeline", |bench| {
        bench.iter(|| {
            let months = journal.months().expect("it has months");
            journal.month(&months[0].month, 0, 50).expect("it has entries")
        });
    });
    let mut number = ENTRIES;
    criterion.bench_function("save", |bench| {
        let next = || {
            number += 1;
            draft(number)
        };
        bench.iter_batched(next, |draft| journal.save(draft, now()).expect("it saves"), BatchSize::PerIteration);
    });
}

criterion_group!(all, benches);
criterion_main!(all);
