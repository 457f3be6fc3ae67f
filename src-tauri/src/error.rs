//! What the interface is told when something was not done.

use journal::{CardError, Error, ShareError};
use serde::Serialize;

/// An error as it crosses to the interface, which chooses its words by the code.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CommandError {
    /// One of the codes below; a test compares them with the interface's messages.
    pub(crate) code: &'static str,
    /// For a log or a report, never for the page: one English sentence without content.
    pub(crate) message: String,
    /// What the interface needs beside the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) detail: Option<Detail>,
}

/// What the interface needs beside a code.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Detail {
    /// Seconds until the next attempt is taken.
    pub(crate) pause_seconds: u32,
}

/// What every command answers.
pub(crate) type Answer<T> = Result<T, CommandError>;

impl CommandError {
    /// A code alone.
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), detail: None }
    }

    /// No journal is open.
    pub(crate) fn locked() -> Self {
        Self::new("locked", "The journal is locked.")
    }

    /// The next attempt must wait.
    pub(crate) fn pause(code: &'static str, seconds: u32) -> Self {
        Self { detail: Some(Detail { pause_seconds: seconds }), ..Self::new(code, "That passphrase does not open this journal.") }
    }
}

impl From<Error> for CommandError {
    fn from(error: Error) -> Self {
        let code = match &error {
            Error::WrongPassphrase => "wrong_passphrase",
            Error::OpenElsewhere => "open_elsewhere",
            Error::Damaged(_) => "damaged",
            Error::NewerVersion { .. } => "newer_version",
            Error::NotAJournal(_) => "not_a_journal",
            Error::Missing(_) => "missing",
            Error::AlreadyExists(_) => "exists_already",
            Error::ReadOnly => "read_only",
            Error::DiskFull => "disk_full",
            Error::NoSuchEntry => "no_such_entry",
            Error::NoSuchPicture => "no_such_picture",
            Error::NotAPicture => "not_a_picture",
            Error::Sealed => "sealed",
            Error::TooLong | Error::BadDate | Error::BadValue | Error::UnusablePassphrase => "bad_input",
            Error::Card(error) => card(*error),
            Error::Share(error) => share(*error),
            Error::Io(_) => "io",
            _ => "internal",
        };
        Self::new(code, error.to_string())
    }
}

fn card(error: CardError) -> &'static str {
    match error {
        CardError::NotACard => "card_not",
        CardError::Several => "card_several",
        CardError::Changed => "card_changed",
        CardError::Newer => "card_newer",
        CardError::Own => "card_own",
        CardError::BadName => "card_name",
        _ => "internal",
    }
}

fn share(error: ShareError) -> &'static str {
    match error {
        ShareError::TooLarge => "share_too_large",
        ShareError::NotAShare => "share_not",
        ShareError::Header => "share_header",
        ShareError::Passphrase => "share_reader_page",
        ShareError::NotForYou => "share_not_for_you",
        ShareError::Own => "share_own",
        ShareError::OtherRecipient => "share_other_recipient",
        ShareError::Changed => "share_changed",
        ShareError::Signature => "share_signature",
        ShareError::UnknownSender => "share_unknown_sender",
        ShareError::OldCard => "share_old_card",
        ShareError::Newer => "share_newer",
        ShareError::Again => "share_again",
        ShareError::Removed => "share_removed",
        ShareError::Declined => "share_declined",
        ShareError::Malformed => "share_malformed",
        ShareError::HiddenCharacters => "share_hidden_characters",
        ShareError::NoQuestion => "share_no_question",
        ShareError::OtherAnswer => "share_other_answer",
        ShareError::NoCard => "no_card",
        ShareError::NoPartner => "no_partner",
        ShareError::Stopped => "stopped",
        ShareError::Empty => "share_empty",
        ShareError::TooMuch => "share_too_large_to_send",
        ShareError::Stale => "share_stale",
        _ => "internal",
    }
}

impl From<pictures::Error> for CommandError {
    fn from(error: pictures::Error) -> Self {
        let code = match &error {
            pictures::Error::TooLarge => "picture_too_large",
            _ => "not_a_picture",
        };
        Self::new(code, error.to_string())
    }
}

impl From<tauri::Error> for CommandError {
    fn from(_: tauri::Error) -> Self {
        Self::new("internal", "The window did not answer.")
    }
}

impl From<std::io::Error> for CommandError {
    fn from(error: std::io::Error) -> Self {
        Error::from(error).into()
    }
}
