//! What each command does: open the journal, do one thing, lock it.

use chrono::Local;
use journal::{Entry, EntryDraft, ItemId, Journal, Moment, Opening, Stored};

use crate::{
    arguments::{Arguments, Command, Fields},
    output::{Code, Failure, Shown, complain, remark, say, say_json},
    secret::{self, Secrets},
};

/// Runs one command. What was damaged but did not keep it from being done shows in the exit status.
pub(crate) fn run(arguments: Arguments) -> Result<Code, Failure> {
    let mut secrets = Secrets::find(arguments.passphrase_fd)?;
    let path = &arguments.journal;
    if let Command::Create = arguments.command {
        let passphrase = secrets.new_passphrase("New passphrase: ")?;
        Journal::create(path, &passphrase, now())?.lock(now())?;
        return Ok(Code::Done);
    }
    if let Command::Passwd = arguments.command {
        return change_passphrase(&mut secrets, path);
    }
    // Read first: a person who is asked for the passphrase has not finished typing the text.
    let text = match arguments.command {
        Command::Add(_) | Command::Edit { .. } => secret::text()?,
        _ => None,
    };
    let (mut journal, opening) = Journal::unlock(path, &secrets.key()?, now(), &mut |_| {})?;
    tell(&opening);
    let done = act(&mut journal, arguments.command, text);
    let locked = journal.lock(now());
    let code = done?;
    locked?;
    Ok(if opening.damage.is_empty() { code } else { Code::Damaged })
}

fn act(journal: &mut Journal, command: Command, text: Option<String>) -> Result<Code, Failure> {
    match command {
        Command::Add(fields) => add(journal, fields, text.unwrap_or_default())?,
        Command::Edit { id, fields, no_tags } => edit(journal, parse(&id)?, fields, no_tags, text)?,
        Command::List { json } => {
            let rows = journal.rows()?;
            list(json, rows.iter().map(Shown::row))?;
        }
        Command::Show { id, json } => show(journal, parse(&id)?, json)?,
        Command::Search { query, json, limit } => {
            let hits = journal.search(&query, limit)?;
            list(json, hits.iter().map(Shown::hit))?;
        }
        Command::Delete { id, now: true } => journal.purge(parse(&id)?, now())?,
        Command::Delete { id, now: false } => journal.trash(parse(&id)?, now())?,
        Command::RecoverySheet => recovery_sheet(journal)?,
        Command::Verify { json } => return verify(journal, json),
        Command::Export { .. } => export(journal)?,
        // Both were done before the journal was opened.
        Command::Create | Command::Passwd => {}
    }
    Ok(Code::Done)
}

fn add(journal: &mut Journal, fields: Fields, body: String) -> Result<(), Failure> {
    let mut entry = Entry::new(now());
    entry.body = body;
    fields.apply(&mut entry);
    let id = ItemId::random();
    journal.save(EntryDraft { id, parents: Vec::new(), entry }, now())?;
    Ok(say(format!("{id}\n").as_bytes())?)
}

fn edit(journal: &mut Journal, id: ItemId, fields: Fields, no_tags: bool, text: Option<String>) -> Result<(), Failure> {
    let Stored { heads, mut entry, .. } = journal.entry(id)?;
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        entry.body = text;
    }
    if no_tags {
        entry.tags.clear();
    }
    fields.apply(&mut entry);
    journal.save(EntryDraft { id, parents: heads, entry }, now())?;
    Ok(())
}

impl Fields {
    fn apply(self, entry: &mut Entry) {
        if let Some(kind) = self.kind {
            entry.kind = kind;
        }
        if let Some(title) = self.title {
            entry.title = title;
        }
        if let Some(date) = self.date {
            entry.written_at = date;
        }
        if let Some(favourite) = self.favourite {
            entry.favourite = favourite;
        }
        entry.tags.extend(self.tags);
    }
}

fn list<'a>(json: bool, entries: impl Iterator<Item = Shown<'a>>) -> Result<(), Failure> {
    if json {
        return say_json(&entries.collect::<Vec<_>>());
    }
    let lines: String = entries.map(|entry| format!("{entry}\n")).collect();
    Ok(say(lines.as_bytes())?)
}

fn show(journal: &Journal, id: ItemId, json: bool) -> Result<(), Failure> {
    let stored = journal.entry(id)?;
    let written_at = stored.entry.written_at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
    let shown = Shown::whole(&stored, &written_at);
    if json {
        return say_json(&shown);
    }
    remark(&shown.to_string());
    Ok(say(stored.entry.body.as_bytes())?)
}

fn export(journal: &Journal) -> Result<(), Failure> {
    remark("This is not encrypted: whoever has it can read it.");
    let mut separator = "[\n";
    for row in journal.rows()? {
        let stored = journal.entry(row.id)?;
        say(separator.as_bytes())?;
        say(&serde_json::to_vec(&Shown::whole(&stored, &row.written_at))?)?;
        separator = ",\n";
    }
    Ok(say(if separator == "[\n" { b"[]\n" } else { b"\n]\n" })?)
}

fn recovery_sheet(journal: &Journal) -> Result<(), Failure> {
    let key = journal.make_recovery_key()?;
    let sheet = format!(
        "Recovery sheet of a Mend journal\n\n\
         This line opens the journal when the passphrase is forgotten. Whoever has it can read everything.\n\
         Keep it on paper, away from this computer, where nobody you write about looks. Older sheets open nothing now.\n\n\
         {}\n\n\
         Type it where Mend asks for the passphrase, then choose a new one.\n",
        *key.dangerously_show()
    );
    Ok(say(sheet.as_bytes())?)
}

fn verify(journal: &Journal, json: bool) -> Result<Code, Failure> {
    let report = journal.verify(&mut |_| {})?;
    if json {
        say_json(&report)?;
    } else {
        let mut text = format!(
            "{} records read, {} purged, {} entries, {} drafts.\n",
            report.records, report.purged, report.entries, report.drafts
        );
        for damage in &report.damage {
            text.push_str(&format!("{}: {}.\n", damage.place, damage.problem));
        }
        text.push_str(if report.is_whole() {
            "Everything is as it was written.\n"
        } else {
            "Not everything is as it was written.\n"
        });
        say(text.as_bytes())?;
    }
    Ok(if report.is_whole() { Code::Done } else { Code::Damaged })
}

fn change_passphrase(secrets: &mut Secrets, path: &std::path::Path) -> Result<Code, Failure> {
    let key = secrets.key()?;
    let (journal, opening) = Journal::unlock(path, &key, now(), &mut |_| {})?;
    tell(&opening);
    let new = secrets.new_passphrase("New passphrase: ");
    let done = new.and_then(|new| Ok(journal.set_passphrase(&new)?));
    let locked = journal.lock(now());
    done?;
    locked?;
    Ok(if opening.damage.is_empty() { Code::Done } else { Code::Damaged })
}

/// What a person should know of an opening, on standard error.
fn tell(opening: &Opening) {
    for damage in opening.damage.iter().take(5) {
        complain(&format!("{} could not be read: {}. Everything else can be.", damage.place, damage.problem));
    }
    if opening.damage.len() > 5 {
        complain(&format!("{} more places could not be read; `verify` lists them.", opening.damage.len() - 5));
    }
    if opening.older_copy {
        complain("this file is older than what this computer has seen of the journal; it may be a copy.");
    }
    if !opening.recovered.is_empty() {
        remark("Words that had not been kept when the program stopped were kept now.");
    }
}

fn parse(id: &str) -> Result<ItemId, Failure> {
    // What is no id is the id of nothing.
    id.trim().parse().map_err(|_| journal::Error::NoSuchEntry.into())
}

fn now() -> Moment {
    Local::now().fixed_offset()
}
