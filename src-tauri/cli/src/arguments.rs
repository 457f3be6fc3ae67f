//! The command line.

use std::{error::Error, fmt, path::PathBuf};

use chrono::{DateTime, FixedOffset};
use clap::{Args, Parser, Subcommand, ValueEnum};
use journal::Kind;

/// The headless door to a Mend journal.
///
/// The passphrase is asked for without echo; or read from the first line of --passphrase-fd, or of the file that
/// MEND_PASSPHRASE_FILE names. The line of a recovery sheet is taken in its place. Nothing that is decrypted is written
/// anywhere but to standard output.
///
/// Exit status: 0 done, 1 anything else, 2 wrong usage, 3 wrong passphrase, 4 the journal is open elsewhere, 5 damaged (what
/// can be read is read), 6 made by a newer version, 7 no such entry.
#[derive(Debug, Parser)]
#[command(name = "mend-cli", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// The journal file.
    #[arg(long, value_name = "FILE")]
    pub(crate) journal: PathBuf,
    /// Read the passphrase from this open file descriptor.
    #[arg(long, value_name = "N")]
    pub(crate) passphrase_fd: Option<u32>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a new journal.
    Create,
    /// Write an entry; its text (Markdown) comes from standard input. Prints its id.
    Add(Fields),
    /// Change an entry. Standard input, if it is not empty and no terminal, replaces the text.
    Edit {
        id: String,
        #[command(flatten)]
        fields: Fields,
        /// Take every tag away before adding those given with --tag.
        #[arg(long)]
        no_tags: bool,
    },
    /// List the entries, newest first.
    List {
        #[arg(long)]
        json: bool,
    },
    /// Show an entry: its text on standard output, byte for byte; what else is known of it on standard error.
    Show {
        id: String,
        #[arg(long)]
        json: bool,
    },
    /// Find entries, best first. Words match their beginnings; "quotation marks" find a phrase.
    Search {
        query: String,
        #[arg(long)]
        json: bool,
        /// The most to show.
        #[arg(long, default_value_t = 100)]
        limit: u32,
    },
    /// Move an entry to the trash.
    Delete {
        id: String,
        /// Remove it from the file at once. This cannot be undone.
        #[arg(long)]
        now: bool,
    },
    /// Change the passphrase; the new one is asked for, or is the second line.
    Passwd,
    /// Make and print a recovery sheet. An older sheet opens nothing from then on.
    RecoverySheet,
    /// Read everything again and say what is wrong.
    Verify {
        #[arg(long)]
        json: bool,
    },
    /// Write every entry to standard output, readable by anyone.
    Export {
        #[arg(long, value_enum, default_value_t = Format::Json)]
        format: Format,
        /// The same as --format json.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Fields {
    /// free, reflection, check-in, letter, worksheet, win, gratitude.
    #[arg(long, value_parser = kind)]
    pub(crate) kind: Option<Kind>,
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// May be given several times.
    #[arg(long = "tag", value_name = "TAG")]
    pub(crate) tags: Vec<String>,
    /// Its date and time, as in 2026-11-22T21:40:00+01:00; now, if left out.
    #[arg(long, value_name = "RFC3339", value_parser = date)]
    pub(crate) date: Option<DateTime<FixedOffset>>,
    /// Mark it; `--favourite=false` takes the mark away.
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub(crate) favourite: Option<bool>,
}

/// A value that cannot be used, and what could be.
#[derive(Debug)]
enum Unusable {
    Kind,
    Date,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind => {
                let known: Vec<_> = Kind::KNOWN.iter().map(Kind::as_str).collect();
                write!(f, "the kinds are {}", known.join(", "))
            }
            Self::Date => f.write_str("a date and time is written like 2026-11-22T21:40:00+01:00"),
        }
    }
}

impl Error for Unusable {}

fn kind(name: &str) -> Result<Kind, Unusable> {
    match Kind::from(name.to_owned()) {
        Kind::Other(_) => Err(Unusable::Kind),
        kind => Ok(kind),
    }
}

fn date(text: &str) -> Result<DateTime<FixedOffset>, Unusable> {
    DateTime::parse_from_rfc3339(text).map_err(|_| Unusable::Date)
}
