//! From the bytes of a file to pixels, within limits that hold before anything is decoded.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage, RgbaImage, metadata::Orientation};
use image_webp::{DecodingError, WebPDecoder};

use crate::{Error, MAX_BYTES, pixels::Pixels};

/// The longest side, in pixels.
const MAX_SIDE: u32 = 30_000;

/// The most pixels: twice what the largest cameras make.
const MAX_PIXELS: u64 = 100_000_000;

/// The most memory for decoded pixels, in bytes: 512 MiB.
const MAX_MEMORY: u64 = 512 << 20;

/// The most memory for what stands before the pixels, in bytes: 64 MiB. A profile of a few kB in a PNG can grow a thousandfold.
const MAX_HEADERS: u64 = 64 << 20;

/// The same for a picture of ours that somebody sends, which has next to nothing there: 1 MiB.
const MAX_SHARED_HEADERS: u64 = 1 << 20;

/// Reads pixels, and how they are to be turned. The kind of file is told by its first bytes.
pub(crate) fn read(bytes: &[u8]) -> Result<(Pixels, Orientation), Error> {
    if bytes.len() > MAX_BYTES {
        return Err(Error::TooLarge);
    }
    // Named here, so that a decoder that comes with another crate's features opens no door.
    match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::Bmp)) => usual(bytes, format),
        Ok(ImageFormat::WebP) => webp(bytes),
        _ => Err(Error::NotAPicture),
    }
}

/// Reads what must be a picture of ours: of the size that was said, with sides of at most `longest`, four bytes a pixel at most.
pub(crate) fn read_shared(bytes: &[u8], said: (u32, u32), longest: u32) -> Result<(Pixels, Orientation), Error> {
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png)) => format,
        _ => return Err(Error::NotAPicture),
    };
    if bytes.len() > MAX_BYTES || said.0 > longest || said.1 > longest {
        return Err(Error::TooLarge);
    }
    let memory = u64::from(said.0) * u64::from(said.1) * 4;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits(MAX_SHARED_HEADERS));
    let mut decoder = reader.into_decoder()?;
    // Before a pixel is decoded.
    if decoder.dimensions() != said || said.0 == 0 || said.1 == 0 {
        return Err(Error::NotAPicture);
    }
    if decoder.total_bytes() > memory {
        return Err(Error::TooLarge);
    }
    let mut limits = limits(memory + MAX_SHARED_HEADERS);
    limits.reserve(decoder.total_bytes())?;
    decoder.set_limits(limits)?;
    Ok((DynamicImage::from_decoder(decoder)?.into(), Orientation::NoTransforms))
}

fn usual(bytes: &[u8], format: ImageFormat) -> Result<(Pixels, Orientation), Error> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits(MAX_HEADERS));
    let mut decoder = reader.into_decoder()?;
    check(decoder.dimensions())?;
    let mut limits = limits(MAX_MEMORY);
    limits.reserve(decoder.total_bytes())?;
    decoder.set_limits(limits)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder)?.into(), orientation))
}

/// WebP through its own crate: a chunk of a tiny file can say that it has 4 GB, and `image` would believe it.
///
/// One that moves is refused: image-webp 0.2.4 panics at a frame with transparency whose size is not the one that it announces.
fn webp(bytes: &[u8]) -> Result<(Pixels, Orientation), Error> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes))?;
    decoder.set_memory_limit(bytes.len());
    let (width, height) = decoder.dimensions();
    check((width, height))?;
    if decoder.is_animated() {
        return Err(Error::NotAPicture);
    }
    // Four bytes for each pixel that it holds besides ours.
    if u64::from(width) * u64::from(height) * 8 > MAX_MEMORY {
        return Err(Error::TooLarge);
    }
    let orientation = decoder
        .exif_metadata()
        .ok()
        .flatten()
        .and_then(|exif| Orientation::from_exif_chunk(&exif))
        .unwrap_or(Orientation::NoTransforms);
    let mut buffer = vec![0; decoder.output_buffer_size().ok_or(Error::TooLarge)?];
    decoder.read_image(&mut buffer)?;
    let image = if decoder.has_alpha() {
        RgbaImage::from_raw(width, height, buffer).map(DynamicImage::from)
    } else {
        RgbImage::from_raw(width, height, buffer).map(DynamicImage::from)
    };
    Ok((image.ok_or(Error::NotAPicture)?.into(), orientation))
}

fn check((width, height): (u32, u32)) -> Result<(), Error> {
    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Error::TooLarge);
    }
    if width == 0 || height == 0 {
        return Err(Error::NotAPicture);
    }
    Ok(())
}

fn limits(memory: u64) -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(memory);
    limits
}

impl From<DecodingError> for Error {
    /// The message is dropped: it can quote what was read.
    fn from(error: DecodingError) -> Self {
        match error {
            DecodingError::ImageTooLarge | DecodingError::MemoryLimitExceeded => Self::TooLarge,
            _ => Self::NotAPicture,
        }
    }
}
