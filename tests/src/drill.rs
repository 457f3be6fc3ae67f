//! The drill: a writer is killed with SIGKILL at random moments, and what it had said to be saved must be there.

use std::{
    collections::HashMap,
    io::{self, BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use journal::{Entry, EntryDraft, Error, ItemId, Journal};

use crate::builder::{Trial, draft, evening};

/// A journal is used for so many kills; then comes a new one: after each purge the index is made anew from all records.
const KILLS_PER_JOURNAL: u32 = 50;

/// Everything is checked after so many kills, and what the last writer wrote after each.
const CHECK_ALL: u32 = 25;

/// What a drill found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Writers that were killed.
    pub kills: u32,
    /// Writes that were acknowledged.
    pub acknowledged: u64,
    /// Acknowledged writes that were not there.
    pub lost: u64,
    /// Journals that did not open, or opened with damage.
    pub unopened: u32,
}

/// Kills `kills` writers; `program` is `mend-drill` itself. `told` is called after each.
///
/// # Errors
/// When no journal can be made or no writer started.
pub fn run(program: &Path, kills: u32, mut told: impl FnMut(&Outcome)) -> Result<Outcome, Error> {
    let mut outcome = Outcome::default();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    while outcome.kills < kills {
        // Killing a program tries the program, not the disk: what it handed to the system stays there.
        let trial = Trial::on_a_fast_disk()?;
        let mut expected = HashMap::new();
        for round in 1..=KILLS_PER_JOURNAL.min(kills - outcome.kills) {
            let said = killed_writer(program, &trial, Duration::from_micros(chance.below(45_000)))?;
            outcome.kills += 1;
            outcome.acknowledged += said.len() as u64;
            let written_now: Vec<ItemId> = said.iter().map(|(id, _)| *id).collect();
            expected.extend(said);
            match trial.open() {
                Ok((journal, opening)) if opening.damage.is_empty() => {
                    let all = round % CHECK_ALL == 0;
                    outcome.lost += lost(&journal, &expected, (!all).then_some(&written_now))?;
                    if all && !journal.verify(&mut |_| {})?.is_whole() {
                        outcome.unopened += 1;
                    }
                    // Sometimes it is left as a crash would leave it, sometimes locked.
                    if chance.below(2) == 0 {
                        journal.lock(evening())?;
                    }
                }
                _ => outcome.unopened += 1,
            }
            told(&outcome);
        }
    }
    Ok(outcome)
}

/// Starts a writer, kills it after a while, and returns the last version of each entry that it said was saved (0: purged).
fn killed_writer(program: &Path, trial: &Trial, after: Duration) -> Result<Vec<(ItemId, u64)>, Error> {
    let mut writer = Command::new(program)
        .args(["--write".as_ref(), trial.path().as_os_str()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut input) = writer.stdin.take() {
        writeln!(input, "{}", trial.recovery())?;
    }
    let mut lines = BufReader::new(writer.stdout.take().ok_or(Error::Internal("the writer has no voice"))?).lines();
    // Its first line says that the journal is open; a writer killed before that proves little.
    lines.next();
    thread::sleep(after);
    writer.kill()?;
    writer.wait()?;
    // What it said before is still in the pipe. A line may be cut off; it was not said then.
    Ok(lines.map_while(Result::ok).filter_map(|line| parse(&line)).collect())
}

fn parse(line: &str) -> Option<(ItemId, u64)> {
    let (id, version) = line.strip_suffix('.')?.split_once(' ')?;
    Some((id.parse().ok()?, version.parse().ok()?))
}

/// How many entries are older than what was acknowledged. A newer version is fine: it was written but not yet said.
fn lost(journal: &Journal, expected: &HashMap<ItemId, u64>, only: Option<&Vec<ItemId>>) -> Result<u64, Error> {
    let mut lost = 0;
    for (id, version) in expected {
        if only.is_some_and(|only| !only.contains(id)) {
            continue;
        }
        let found = match journal.entry(*id) {
            Ok(stored) => stored.entry.body.lines().next().and_then(|line| line.parse().ok()).unwrap_or(0),
            Err(Error::NoSuchEntry) => 0,
            Err(error) => return Err(error),
        };
        let kept = match version {
            0 => found == 0,
            // It may have been purged after its last version was acknowledged.
            version => found >= *version || (found == 0 && *version == LAST_VERSION),
        };
        lost += u64::from(!kept);
    }
    Ok(lost)
}

/// An entry is purged only after this version of it.
const LAST_VERSION: u64 = 4;

/// The writer: saves, drafts, keeps and purges for ever, and says each thing when it is done.
///
/// # Errors
/// When the journal does not open, or a write fails.
pub fn write_for_ever(path: &Path) -> Result<(), Error> {
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    let (mut journal, _) = Journal::unlock(path, &journal::Key::typed(line.trim())?, evening(), &mut |_| {})?;
    let mut out = io::stdout().lock();
    let mut say = |text: String| -> io::Result<()> {
        out.write_all(text.as_bytes())?;
        out.flush()
    };
    say("open\n".into())?;
    let mut chance = Chance(u64::from(std::process::id()) << 20 | 0x5bd1);
    loop {
        let mut typing = draft("");
        for version in 1..=LAST_VERSION {
            let body = format!("{version}\n{}", "words ".repeat(chance.below(1_500) as usize));
            typing = EntryDraft { entry: Entry { body, ..typing.entry }, ..typing };
            match chance.below(3) {
                0 => {
                    journal.save(typing.clone(), evening())?;
                }
                1 => journal.write_draft(typing.clone())?,
                _ => {
                    journal.write_draft(typing.clone())?;
                    journal.keep_draft(typing.id, evening())?;
                }
            }
            say(format!("{} {version}.\n", typing.id))?;
            typing.parents = journal.entry(typing.id)?.heads;
        }
        match chance.below(4) {
            0 => {
                journal.purge(typing.id, evening())?;
                say(format!("{} 0.\n", typing.id))?;
            }
            1 => journal.write_index()?,
            _ => {}
        }
    }
}

/// Numbers that look random and are the same every time (xorshift64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}
