//! Pictures fit to keep: bytes of any file in, nothing but pixels out.
//!
//! A photo says where and when it was taken, by which phone, and sometimes keeps a small copy of what was cut away. Here a picture is
//! read into pixels, turned upright, made no larger than a screen needs, and written anew, so that nothing of the file itself
//! stays: no EXIF, no place, no XMP, no comment, no colour profile, no thumbnail, nothing behind its end.
//!
//! What a file is, is told by its first bytes, never by a name: JPEG, PNG, WebP, GIF and BMP; of a GIF or PNG that moves,
//! the first frame. Colours are taken for sRGB; a profile is dropped and not applied, so a photo in a wider space becomes a little
//! paler.
//!
//! A photo of 12 million pixels needs 240 MB while it is read; the worst files tried, of 100 million, took 4 s and 1.1 GB.
//!
//! It does no I/O and asks nobody the time. Pixels of eight bits are wiped when they are no longer needed. What the decoders, the
//! encoders, scaling and turning hold inside is not ours, nor is what a growing `Vec` leaves behind: that is left to the program's
//! allocator, which wipes whatever is freed.

mod pixels;
pub mod qr;
mod read;
#[cfg(test)]
mod specimen;
#[cfg(test)]
mod tests;

use std::fmt;

use image::{ImageError, metadata::Orientation};

/// The most bytes that a picture file may have: 20 MB.
pub const MAX_BYTES: usize = 20_000_000;

/// The longer side of a kept picture, in pixels: what fills a large screen.
const FULL_SIDE: u32 = 2560;

/// Width and height of the small one, in pixels: a column of text, and twice as high as wide.
const SMALL: (u32, u32) = (480, 960);

/// JPEG qualities, of 100: the first is hard to tell from the original, the second is only glanced at.
const FULL_QUALITY: u8 = 85;
const SMALL_QUALITY: u8 = 80;

/// A picture as it is kept: nothing but pixels. Whoever takes the bytes wipes them.
pub struct Prepared {
    /// JPEG; or PNG if something shows through it, or if it is flat art and smaller that way.
    pub full: Vec<u8>,
    /// The same at most 480 pixels wide and 960 high, as JPEG or PNG.
    pub small: Vec<u8>,
    /// Of `full`, in pixels.
    pub width: u32,
    /// Of `full`, in pixels.
    pub height: u32,
}

impl fmt::Debug for Prepared {
    /// Sizes only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { full, small, width, height } = self;
        write!(f, "Prepared({width}×{height}, {} and {} bytes)", full.len(), small.len())
    }
}

/// Why a file is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// More than [`MAX_BYTES`], more than 100 million pixels, a side of more than 30,000, or more memory than is allowed for.
    #[error("This picture is too large (the most is 20 MB and 100 million pixels).")]
    TooLarge,
    /// No picture of a kind that is known here, or a damaged one.
    #[error("This file is not a picture that can be read: JPEG, PNG, WebP, GIF or BMP.")]
    NotAPicture,
}

impl From<ImageError> for Error {
    /// The message is dropped: it can quote what was read.
    fn from(error: ImageError) -> Self {
        match error {
            ImageError::Limits(_) => Self::TooLarge,
            _ => Self::NotAPicture,
        }
    }
}

/// Makes a picture fit to keep from the bytes of a file.
///
/// A JPEG that ends too early is taken as far as it goes, as viewers do; any other damaged file is [`Error::NotAPicture`].
pub fn prepare(bytes: &[u8]) -> Result<Prepared, Error> {
    made_of(read::read(bytes)?)
}

/// The same for a picture that somebody else's program sent, as one that [`prepare`] made, of this size: JPEG or PNG, and no larger than
/// those are. Needs some 50 MB at most, and less for what it refuses.
pub fn prepare_shared(bytes: &[u8], width: u32, height: u32) -> Result<Prepared, Error> {
    made_of(read::read_shared(bytes, (width, height), FULL_SIDE)?)
}

fn made_of((pixels, orientation): (pixels::Pixels, Orientation)) -> Result<Prepared, Error> {
    let full = {
        // Turned after scaling, when there is less to turn: the limit is the same on both sides.
        pixels.scaled((FULL_SIDE, FULL_SIDE)).turned(orientation)
    };
    let (width, height) = full.size();
    // Written before it is scaled down, so that it is there once.
    let written = full.written(FULL_QUALITY)?;
    Ok(Prepared { full: written, small: full.scaled(SMALL).written(SMALL_QUALITY)?, width, height })
}
