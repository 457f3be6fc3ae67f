//! Sharing: two journals, two keys, and files that go from one hand to the other.
//!
//! A journal has a sharing identity (age X25519) and a signing key (Ed25519), apart from its own key and kept as an item in it.
//! People exchange [cards](card) and compare [safety words](words); what goes from one to the other is a [sealed file](sealed) with a
//! signed [document](document) in it. Everything that opens here was written by somebody else, and is read as if by an enemy.

pub(crate) mod card;
pub(crate) mod document;
pub(crate) mod keys;
pub(crate) mod page;
pub(crate) mod sealed;
pub(crate) mod text;
pub(crate) mod words;

/// Why a card was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CardError {
    /// There is no card in this text.
    #[error("There is no card in this.")]
    NotACard,
    /// There is more than one card in this text.
    #[error("There is more than one card in this.")]
    Several,
    /// It is not whole, its signature does not fit, or its keys are none.
    #[error("This card was changed, or is not whole.")]
    Changed,
    /// It is of a newer kind.
    #[error("This card was made by a newer version of Mend.")]
    Newer,
    /// It is this journal's own.
    #[error("This is this journal's own card.")]
    Own,
    /// There is no name on it, or one that could pass for something else.
    #[error("A card needs a name of one line, of at most 60 characters.")]
    BadName,
}

/// Why a file that somebody shared was not taken, or something could not be shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ShareError {
    /// Larger than [`MAX_SHARE`].
    #[error("This file is larger than anything that is shared.")]
    TooLarge,
    /// No age file.
    #[error("This is no file that was shared.")]
    NotAShare,
    /// An age file whose header is none of ours.
    #[error("The header of this file is not one that is accepted.")]
    Header,
    /// An age file that a passphrase opens.
    #[error("This file opens with a passphrase.")]
    Passphrase,
    /// Sealed to other keys.
    #[error("This file is not sealed to this journal.")]
    NotForYou,
    /// This journal made it.
    #[error("This journal made this file.")]
    Own,
    /// Written to somebody else, who sealed it anew.
    #[error("This was written to somebody else.")]
    OtherRecipient,
    /// The seal opens, but its content was changed or cut.
    #[error("This file was changed, or is not whole.")]
    Changed,
    /// The signature is missing or does not fit.
    #[error("The signature does not fit.")]
    Signature,
    /// Nobody's card here has this signature's key.
    #[error("This comes from somebody whose card is not here.")]
    UnknownSender,
    /// Signed by keys that another card took the place of.
    #[error("This was made with a card that was replaced.")]
    OldCard,
    /// Of a newer kind.
    #[error("This was made by a newer version of Mend.")]
    Newer,
    /// It is here already.
    #[error("This is here already.")]
    Again,
    /// It was here, and was removed.
    #[error("This was here and was removed.")]
    Removed,
    /// It was declined.
    #[error("This was declined.")]
    Declined,
    /// What is inside is no document of ours.
    #[error("What is inside is not what Mend writes.")]
    Malformed,
    /// It has letters that nobody sees, or that make a line look like another.
    #[error("There are hidden characters in it.")]
    HiddenCharacters,
    /// It belongs to no question that waits for it.
    #[error("This belongs to no question that waits for it.")]
    NoQuestion,
    /// The answer is not the one that was fixed before.
    #[error("This is not the answer that was fixed before.")]
    OtherAnswer,
    /// This journal has no card yet.
    #[error("This journal has no card yet.")]
    NoCard,
    /// No such partner, or one who was removed.
    #[error("There is no such partner.")]
    NoPartner,
    /// The person decided not to share more with them.
    #[error("Nothing more is shared with this partner.")]
    Stopped,
    /// There is nothing in it.
    #[error("There is nothing in it.")]
    Empty,
    /// More than fits into one file.
    #[error("This is more than fits into one file.")]
    TooMuch,
    /// It is not what was seen in the preview.
    #[error("This is no longer what was seen.")]
    Stale,
}

/// The most bytes of a sealed file: 12 MiB, so that one can be read in a few times that much memory.
pub const MAX_SHARE: usize = 12 << 20;

/// Characters that nobody sees and that can make a line look like another: controls, bidirectional overrides, what joins no letters.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
        // Fillers, and what else takes no room or shows nothing.
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{2800}')
        || matches!(c, '\u{3164}' | '\u{ffa0}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}')
}

/// A text without what nobody sees. What joins letters stays between letters that can be joined, as Persian and families of emoji need it,
/// and what chooses a form stays behind what may have one: in `Sam` neither does anything but make another `Sam`.
pub(crate) fn seen(text: &str) -> String {
    let joins = |c: char| matches!(c, '\u{200c}' | '\u{200d}');
    let shows = |c: char| !c.is_ascii() && !joins(c) && !is_hidden(c);
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let before = kept.chars().next_back();
        let stays = match c {
            c if joins(c) => before.is_some_and(shows) && rest.peek().copied().is_some_and(shows),
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
                before.is_some_and(|c| !c.is_ascii() || c.is_ascii_digit() || matches!(c, '#' | '*'))
            }
            c => !is_hidden(c),
        };
        if stays {
            kept.push(c);
        }
    }
    kept
}

/// One line without hidden characters.
pub(crate) fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    seen(&spaced).trim().to_owned()
}
