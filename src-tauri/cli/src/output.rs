//! What is said, where, and with which exit status.

#![allow(clippy::print_stderr)] // This is the program's voice.

use std::{
    fmt,
    io::{self, Write},
    process::ExitCode,
};

use journal::{Entry, Error, Hit, ItemId, Span, Stored};
use serde::Serialize;

/// The documented exit statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Code {
    Done = 0,
    Failed = 1,
    Usage = 2,
    WrongPassphrase = 3,
    OpenElsewhere = 4,
    Damaged = 5,
    Newer = 6,
    NoSuchEntry = 7,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        Self::from(code as u8)
    }
}

/// Why a command was not done.
#[derive(Debug)]
pub(crate) enum Failure {
    Journal(Error),
    /// What the person gave cannot be used.
    Usage(&'static str),
    /// What came from outside cannot be used.
    Input(String),
}

impl Failure {
    pub(crate) fn code(&self) -> Code {
        match self {
            Self::Journal(error) => match error {
                Error::WrongPassphrase => Code::WrongPassphrase,
                Error::OpenElsewhere => Code::OpenElsewhere,
                Error::Damaged(_) => Code::Damaged,
                Error::NewerVersion { .. } => Code::Newer,
                Error::NoSuchEntry => Code::NoSuchEntry,
                _ => Code::Failed,
            },
            Self::Usage(_) => Code::Usage,
            Self::Input(_) => Code::Failed,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Journal(error) => error.fmt(f),
            Self::Usage(text) => f.write_str(text),
            Self::Input(text) => f.write_str(text),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Journal(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Journal(error.into())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Journal(io::Error::from(error).into())
    }
}

/// One entry as JSON shows it: with its whole text, or with an excerpt.
#[derive(Debug, Serialize)]
pub(crate) struct Shown<'a> {
    id: ItemId,
    kind: &'a str,
    written_at: &'a str,
    title: &'a str,
    tags: &'a [String],
    favourite: bool,
    #[serde(flatten)]
    text: Text<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Text<'a> {
    Body(&'a str),
    Excerpt(String),
}

impl<'a> Shown<'a> {
    pub(crate) fn whole(stored: &'a Stored, written_at: &'a str) -> Self {
        let Entry { kind, title, tags, favourite, body, .. } = &stored.entry;
        let text = Text::Body(body);
        Self { id: stored.id, kind: kind.as_str(), written_at, title, tags, favourite: *favourite, text }
    }

    pub(crate) fn row(row: &'a journal::Row) -> Self {
        let journal::Row { id, kind, written_at, title, tags, favourite, excerpt, .. } = row;
        let text = Text::Excerpt(excerpt.clone());
        Self { id: *id, kind: kind.as_str(), written_at, title, tags, favourite: *favourite, text }
    }

    pub(crate) fn hit(hit: &'a Hit) -> Self {
        Self { text: Text::Excerpt(words(&hit.excerpt)), ..Self::row(&hit.row) }
    }
}

impl fmt::Display for Shown<'_> {
    /// One line: id, day and time, kind, title and words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = self.written_at.get(..16).unwrap_or(self.written_at).replace('T', " ");
        write!(f, "{}  {moment}  {:<10}", self.id, self.kind)?;
        if !self.title.is_empty() {
            write!(f, "  {}", one_line(self.title))?;
        }
        match &self.text {
            Text::Excerpt(excerpt) if !excerpt.is_empty() => write!(f, "  {}", one_line(excerpt)),
            _ => Ok(()),
        }
    }
}

fn words(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// Control characters could move a terminal's cursor over what stands above.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Writes to standard output; a reader that went away is no error.
pub(crate) fn say(text: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// One JSON value and a line break on standard output.
pub(crate) fn say_json(value: &impl Serialize) -> Result<(), Failure> {
    let mut text = serde_json::to_vec_pretty(value)?;
    text.push(b'\n');
    Ok(say(&text)?)
}

/// One sentence on standard error.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "mend-cli: {}", one_line(text));
}

/// A line on standard error that is no complaint.
pub(crate) fn remark(text: &str) {
    let _ = writeln!(io::stderr(), "{}", one_line(text));
}

/// A panic names its place and never what was in memory.
pub(crate) fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |place| format!(" ({}:{})", place.file(), place.line()));
        complain(&format!("something went wrong inside Mend{place}; what was saved before is safe."));
    }));
}
