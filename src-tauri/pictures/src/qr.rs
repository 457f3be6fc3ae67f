//! QR codes: a line of text as squares, and back from a picture of them.

use std::{fmt::Write, io::Cursor};

use image::{ImageFormat, Luma};
use qrcode::{Color, EcLevel, QrCode};
use rqrr::PreparedImage;

use crate::{Error, read};

/// Light squares around a code.
const MARGIN: u32 = 4;

/// Pixels of a square in a picture.
const SQUARE: u32 = 8;

/// A longer side than this tells no more about a code.
const ENOUGH: u32 = 1600;

/// A code as dark squares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Squares of a side, without the light margin that must stand around it.
    pub side: u32,
    dark: Vec<bool>,
}

impl Code {
    /// The code of a text; none if it is too long for one (some 2,300 bytes).
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let side = u32::try_from(code.width()).ok()?;
        Some(Self { side, dark: code.into_colors().into_iter().map(|color| color == Color::Dark).collect() })
    }

    /// Its dark squares as the `d` of an SVG path, one unit each, row by row.
    pub fn path(&self) -> String {
        let side = self.side as usize;
        let mut path = String::new();
        for (y, row) in self.dark.chunks(side.max(1)).enumerate() {
            let mut x = 0;
            while x < row.len() {
                let run = row[x..].iter().take_while(|dark| **dark).count();
                if run > 0 {
                    let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
                }
                x += run.max(1);
            }
        }
        path
    }

    /// A picture of it, as PNG.
    pub fn png(&self) -> Result<Vec<u8>, Error> {
        let side = (self.side + 2 * MARGIN) * SQUARE;
        let dark = |at: u32| (at / SQUARE).checked_sub(MARGIN).filter(|at| *at < self.side);
        let image = image::GrayImage::from_fn(side, side, |x, y| match (dark(x), dark(y)) {
            (Some(x), Some(y)) if self.dark[(y * self.side + x) as usize] => Luma([0]),
            _ => Luma([255]),
        });
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, ImageFormat::Png)?;
        Ok(bytes.into_inner())
    }
}

/// The texts of the codes in a picture of any kind that [`crate::prepare`] takes.
pub fn read(bytes: &[u8]) -> Result<Vec<String>, Error> {
    let (pixels, orientation) = read::read(bytes)?;
    let grey = pixels.scaled((ENOUGH, ENOUGH)).turned(orientation).grey();
    let (width, height) = grey.dimensions();
    let mut prepared =
        PreparedImage::prepare_from_greyscale(width as usize, height as usize, |x, y| grey.get_pixel(x as u32, y as u32).0[0]);
    Ok(prepared.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "mend-card-1:S7GvYxQm2r0xX3m8b9d0kqv1yWm4sE5tR6u7I8o9P0aSdFgHjKlZxCvBnM1234567890abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV.";

    #[test]
    fn what_is_drawn_is_read_again() {
        let code = Code::of(LINE).unwrap();
        assert_eq!(read(&code.png().unwrap()).unwrap(), [LINE]);
        assert!(code.path().starts_with("M0 0h7v1h-7z"), "the corner");
        assert_eq!(Code::of(&"x".repeat(5_000)), None);
    }

    #[test]
    fn a_photograph_of_it_is_read_too() {
        let code = image::load_from_memory(&Code::of(LINE).unwrap().png().unwrap()).unwrap();
        // On a screen in a room: small, grey on beige, softened, and saved as a JPEG.
        let mut room = image::RgbImage::from_pixel(1400, 1000, image::Rgb([150, 140, 120]));
        let soft = code.resize(460, 460, image::imageops::FilterType::Triangle).blur(1.0).into_rgb8();
        image::imageops::overlay(&mut room, &soft, 400, 260);
        let mut jpeg = Cursor::new(Vec::new());
        room.write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
        assert_eq!(read(&jpeg.into_inner()).unwrap(), [LINE]);
    }

    #[test]
    fn a_picture_without_a_code_has_none() {
        let mut png = Cursor::new(Vec::new());
        image::RgbImage::from_pixel(60, 60, image::Rgb([9, 90, 200])).write_to(&mut png, ImageFormat::Png).unwrap();
        assert!(read(&png.into_inner()).unwrap().is_empty());
        assert_eq!(read(b"no picture"), Err(Error::NotAPicture));
    }
}
