//! Attacks with pictures: other things in their place, lengths that do not fit, sizes that are not theirs, and files that grow.

use std::io::{Cursor, Write};

use flate2::{Compression, write::ZlibEncoder};
use image::{DynamicImage, ImageFormat, RgbImage};
use serde_json::{Value, json};

use super::{
    Attacks, Result,
    reader::{Cast, Known},
    sender::seal,
    shared, text,
};

/// What a document says of a picture. A length is any JSON number.
#[derive(Clone)]
pub(super) struct Said<L = u64> {
    pub(super) media: &'static str,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) length: L,
}

impl<L: Into<Value>> Said<L> {
    pub(super) fn json(self) -> Value {
        json!({ "media": self.media, "width": self.width, "height": self.height, "length": self.length.into() })
    }

    /// A text with this picture.
    pub(super) fn within(self, mut text: Value) -> Value {
        text["pictures"] = json!([self.json()]);
        text
    }
}

fn pixels(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, (x ^ y) as u8])).into()
}

fn file(image: &DynamicImage, format: ImageFormat) -> Result<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format)?;
    Ok(bytes.into_inner())
}

/// A JPEG of this size.
pub(super) fn jpeg(width: u32, height: u32) -> Result<Vec<u8>> {
    file(&pixels(width, height), ImageFormat::Jpeg)
}

/// A PNG of this size.
pub(super) fn png(width: u32, height: u32) -> Result<Vec<u8>> {
    file(&pixels(width, height), ImageFormat::Png)
}

/// A PNG of two by two.
pub(super) fn small_png() -> Result<Vec<u8>> {
    png(2, 2)
}

/// A chunk of a PNG: length, name, content, CRC-32 of name and content.
pub(super) fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [name, content].concat();
    let crc = !named.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    });
    [&(content.len() as u32).to_be_bytes()[..], &named, &crc.to_be_bytes()].concat()
}

/// The first chunk of a PNG: size, bits of a channel, kind of colour.
pub(super) fn ihdr(width: u32, height: u32, bits: u8, colour: u8) -> Vec<u8> {
    let [width, height] = [width, height].map(u32::to_be_bytes);
    chunk(b"IHDR", &[&width[..], &height, &[bits, colour, 0, 0, 0]].concat())
}

/// A PNG of these chunks.
pub(super) fn png_of(chunks: &[Vec<u8>]) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat(), chunk(b"IEND", b"")].concat()
}

/// A PNG that hardly gets smaller: three bits of chance in every byte. `colour` is 2, or 6 if something shows through it.
pub(super) fn noise(width: u32, height: u32, colour: u8) -> Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let mut chance = 1u32;
    for _ in 0..height {
        // Each row begins with a byte that says how it was filtered: not at all.
        let row = (0..=width * if colour == 2 { 3 } else { 4 }).map(|at| {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if at == 0 { 0 } else { (chance >> 29) as u8 * 36 }
        });
        encoder.write_all(&row.collect::<Vec<u8>>())?;
    }
    Ok(png_of(&[ihdr(width, height, 8, colour), chunk(b"IDAT", &encoder.finish()?)]))
}

/// So many zeros, as small as they get.
pub(super) fn zeros(count: usize) -> Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let piece = vec![0; 1 << 20];
    for _ in 0..count >> 20 {
        encoder.write_all(&piece)?;
    }
    encoder.write_all(&piece[..count & ((1 << 20) - 1)])?;
    Ok(encoder.finish()?)
}

/// A PNG with another chunk before its pixels.
fn png_with(name: &[u8; 4], content: &[u8]) -> Result<Vec<u8>> {
    Ok(png_of(&[ihdr(16, 16, 8, 0), chunk(name, content), chunk(b"IDAT", &zeros(16 * 17)?)]))
}

pub(super) fn add(to: &mut Attacks, Cast { ash, .. }: &Cast, Known { keys, .. }: &Known) -> Result<()> {
    let mut number = 0xa00;
    let mut put = |name: &str, outcome, media, (width, height), bytes: &[u8]| -> Result<()> {
        number += 1;
        let said = Said { media, width, height, length: bytes.len() as u64 };
        let content = shared(vec![said.within(text("Hello", "there"))], vec![]);
        to.add(name, outcome, ash.file_with(number, keys, content, bytes)?);
        Ok(())
    };
    let (good, photo) = (png(20, 10)?, jpeg(20, 10)?);
    put("picture-png", "ok", "image/png", (20, 10), &good)?;
    put("picture-jpeg", "ok", "image/jpeg", (20, 10), &photo)?;

    // Something else in its place.
    put("picture-of-no-bytes", "PictureNotAPicture", "image/png", (20, 10), b"")?;
    put("picture-html", "PictureNotAPicture", "image/png", (20, 10), b"<!doctype html><script>alert(1)</script>")?;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10' onload='alert(1)'/>";
    put("picture-svg", "PictureNotAPicture", "image/png", (20, 10), svg)?;
    put("picture-said-to-be-svg", "Malformed", "image/svg+xml", (20, 10), svg)?;
    put("picture-said-to-be-html", "Malformed", "text/html", (20, 10), &good)?;
    put("picture-a-program", "PictureNotAPicture", "image/png", (20, 10), b"\x7fELF\x02\x01\x01\0")?;
    put("picture-a-share", "PictureNotAPicture", "image/png", (20, 10), &ash.file(0xaf1, keys, shared(vec![], vec![]))?)?;
    for (name, format) in [("gif", ImageFormat::Gif), ("bmp", ImageFormat::Bmp)] {
        put(&format!("picture-{name}"), "PictureNotAPicture", "image/png", (20, 10), &file(&pixels(20, 10), format)?)?;
    }
    put("picture-only-a-beginning", "PictureNotAPicture", "image/jpeg", (20, 10), &photo[..20])?;
    put("picture-with-a-page-behind-it", "ok", "image/png", (20, 10), &[&good[..], b"<script>alert(1)</script>"].concat())?;

    // Another size.
    put("picture-larger-than-said", "PictureNotAPicture", "image/png", (19, 10), &good)?;
    put("picture-smaller-than-said", "PictureNotAPicture", "image/png", (2_560, 2_560), &good)?;
    put("picture-turned", "PictureNotAPicture", "image/jpeg", (10, 20), &photo)?;
    put(
        "picture-of-no-size",
        "PictureNotAPicture",
        "image/png",
        (0, 0),
        &png_of(&[ihdr(0, 0, 8, 2), chunk(b"IDAT", &zeros(1)?)]),
    )?;
    let wide = png_of(&[ihdr(30_000, 30_000, 8, 2), chunk(b"IDAT", &zeros(1 << 20)?)]);
    put("picture-of-30000-by-30000", "TooLarge", "image/png", (30_000, 30_000), &wide)?;
    put("picture-of-30000-said-to-be-100", "PictureNotAPicture", "image/png", (100, 100), &wide)?;
    put("picture-of-4000000000", "TooLarge", "image/png", (u32::MAX, u32::MAX), &png_of(&[ihdr(u32::MAX, u32::MAX, 8, 2)]))?;
    put("picture-one-pixel-too-wide", "PictureTooLarge", "image/png", (2_561, 1), &png(2_561, 1)?)?;
    let mut large = photo.clone();
    if let Some(at) = large.windows(2).position(|mark| mark == [0xff, 0xc0]) {
        large[at + 5..at + 9].fill(0xff);
    }
    put("picture-jpeg-of-65535-by-65535", "TooLarge", "image/jpeg", (65_535, 65_535), &large)?;
    put("picture-jpeg-of-65535-said-to-be-20", "PictureTooLarge", "image/jpeg", (20, 10), &large)?;

    // Files that grow.
    let more = png_of(&[ihdr(100, 100, 8, 0), chunk(b"IDAT", &zeros(100 << 20)?)]);
    put("picture-with-100-MB-behind-its-pixels", "ok", "image/png", (100, 100), &more)?;
    let grown = [&b"x\0\0"[..], &zeros(50 << 20)?].concat();
    put("picture-with-a-profile-of-50-MB", "ok", "image/png", (16, 16), &png_with(b"iCCP", &grown)?)?;
    put("picture-with-a-comment-of-50-MB", "ok", "image/png", (16, 16), &png_with(b"zTXt", &grown)?)?;
    let sixteen = png_of(&[ihdr(2_560, 2_560, 16, 6), chunk(b"IDAT", &zeros(2_560 * (8 * 2_560 + 1))?)]);
    put("picture-of-16-bits", "PictureTooLarge", "image/png", (2_560, 2_560), &sixteen)?;
    let few = png_of(&[ihdr(2_560, 2_560, 1, 0), chunk(b"IDAT", &zeros(2_560 * 321)?)]);
    put("picture-of-one-bit", "ok", "image/png", (2_560, 2_560), &few)?;

    // Damaged.
    put("picture-cut", "PictureNotAPicture", "image/png", (20, 10), &good[..good.len() - 20])?;
    let mut spoilt = good.clone();
    let middle = spoilt.len() / 2;
    spoilt[middle] ^= 1;
    put("picture-changed", "PictureNotAPicture", "image/png", (20, 10), &spoilt)?;

    lengths(to, |said, bytes| {
        let mut entry = text("Hello", "there");
        entry["pictures"] = said;
        let document = serde_json::to_vec(&ash.document(0xaf2, keys, shared(vec![entry], vec![]))?)?;
        // No JSON of ours holds a number as large as some of these.
        let document = String::from_utf8(document)?.replace("\"=", "").replace("=\"", "");
        seal(&ash.signed(document.as_bytes(), bytes), keys)
    })
}

/// Lengths that do not fit what is there.
fn lengths(to: &mut Attacks, file: impl Fn(Value, &[u8]) -> Result<Vec<u8>>) -> Result<()> {
    let bytes = png(20, 10)?;
    let said = |length: String| Said { media: "image/png", width: 20, height: 10, length: format!("={length}=") }.json();
    let own = bytes.len();
    for (name, outcome, lengths) in [
        ("length-one-less", "Malformed", vec![(own - 1).to_string()]),
        ("length-one-more", "Malformed", vec![(own + 1).to_string()]),
        ("length-of-10-GB", "Malformed", vec!["10000000000".into()]),
        ("length-of-all-numbers", "Malformed", vec![usize::MAX.to_string()]),
        ("length-behind-all-numbers", "Malformed", vec!["18446744073709551616".into()]),
        ("length-below-nothing", "Malformed", vec!["-1".into()]),
        ("length-with-a-fraction", "Malformed", vec![format!("{own}.0")]),
        ("length-around-all-numbers", "Malformed", vec![own.to_string(), (usize::MAX - own + 1).to_string()]),
        ("lengths-one-over-the-other", "Malformed", vec![own.to_string(), own.to_string()]),
        ("lengths-of-two-in-one", "PictureNotAPicture", vec![(own / 2).to_string(), (own - own / 2).to_string()]),
    ] {
        let all: Vec<Value> = lengths.into_iter().map(said).collect();
        to.add(name, outcome, file(all.into(), &bytes)?);
    }
    let short = said(own.to_string());
    to.add("length-of-nothing-there", "Malformed", file(json!([short]), b"")?);
    Ok(())
}
