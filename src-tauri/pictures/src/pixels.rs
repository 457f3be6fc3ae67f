//! Pixels of eight bits a channel: grey, colour, or colour that something shows through. Wiped when dropped.

use std::{collections::HashSet, io::Write, mem};

use image::{
    DynamicImage, ExtendedColorType, GenericImageView, ImageEncoder,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType, PngEncoder},
    },
    imageops,
    metadata::Orientation,
};
use zeroize::Zeroize;

use crate::Error;

/// Flat art, a screenshot of text, has fewer colours than this; a photo has them in its first lines.
const FEW_COLOURS: usize = 4096;

/// Always `ImageLuma8`, `ImageRgb8` or `ImageRgba8`.
#[derive(Clone)]
pub(crate) struct Pixels(DynamicImage);

impl From<DynamicImage> for Pixels {
    fn from(image: DynamicImage) -> Self {
        Self(match image {
            DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => image,
            DynamicImage::ImageLuma16(_) => image.into_luma8().into(),
            _ if image.color().has_alpha() => image.into_rgba8().into(),
            _ => image.into_rgb8().into(),
        })
    }
}

impl Drop for Pixels {
    fn drop(&mut self) {
        mem::take(&mut self.0).into_bytes().zeroize();
    }
}

impl Pixels {
    /// Its brightness alone.
    pub(crate) fn grey(&self) -> image::GrayImage {
        self.0.to_luma8()
    }

    /// Width and height.
    pub(crate) fn size(&self) -> (u32, u32) {
        self.0.dimensions()
    }

    /// Fits them into `most`: never larger than before, and never without width or height.
    pub(crate) fn scaled(mut self, most: (u32, u32)) -> Self {
        let (width, height) = fitted(self.size(), most);
        if (width, height) == self.size() {
            return self;
        }
        // Weighed by how opaque they are, or the colour of what cannot be seen would make a rim.
        self.each_colour(|colour, alpha| (colour * alpha + 127) / 255);
        // Lanczos is sharper, but swings beyond the colours at an edge to nothing.
        let filter = if self.0.has_alpha() { imageops::FilterType::Triangle } else { imageops::FilterType::Lanczos3 };
        let mut scaled = Self(self.0.resize_exact(width, height, filter));
        scaled.each_colour(|colour, alpha| (colour * 255 + alpha / 2).checked_div(alpha).unwrap_or(0));
        scaled
    }

    /// Changes every colour by its pixel's alpha, where there is any.
    fn each_colour(&mut self, change: impl Fn(u32, u32) -> u32) {
        let Some(image) = self.0.as_mut_rgba8() else { return };
        for pixel in image.pixels_mut() {
            let [colours @ .., alpha] = &mut pixel.0;
            for colour in colours {
                *colour = change((*colour).into(), (*alpha).into()).min(255) as u8;
            }
        }
    }

    /// The same, upright.
    pub(crate) fn turned(mut self, orientation: Orientation) -> Self {
        self.0.apply_orientation(orientation);
        self
    }

    /// As a file: PNG if something shows through, or if there are few colours and PNG is smaller; otherwise JPEG.
    pub(crate) fn written(&self, quality: u8) -> Result<Vec<u8>, Error> {
        if let Some(image) = self.0.as_rgba8() {
            if image.pixels().any(|pixel| pixel.0[3] != u8::MAX) {
                return self.png();
            }
            return Self(self.0.to_rgb8().into()).written(quality);
        }
        let mut jpeg = Vec::new();
        self.write(JpegEncoder::new_with_quality(&mut jpeg, quality))?;
        if self.has_few_colours() {
            // In as much room as the other takes: if that is not enough, it is not wanted. A buffer that grows is there twice.
            let mut png = vec![0; jpeg.len()];
            let mut room = &mut png[..];
            if self.write_png(&mut room).is_ok() {
                let left = room.len();
                png.truncate(jpeg.len() - left);
                mem::swap(&mut png, &mut jpeg);
            }
            png.zeroize();
        }
        Ok(jpeg)
    }

    fn png(&self) -> Result<Vec<u8>, Error> {
        let mut png = Vec::new();
        self.write_png(&mut png)?;
        Ok(png)
    }

    fn write_png(&self, to: impl Write) -> Result<(), Error> {
        self.write(PngEncoder::new_with_quality(to, CompressionType::Default, FilterType::Adaptive))
    }

    fn write(&self, encoder: impl ImageEncoder) -> Result<(), Error> {
        let (width, height) = self.size();
        Ok(encoder.write_image(self.0.as_bytes(), width, height, ExtendedColorType::from(self.0.color()))?)
    }

    fn has_few_colours(&self) -> bool {
        let mut seen = HashSet::new();
        let colours = self.0.as_bytes().chunks_exact(self.0.color().bytes_per_pixel().into());
        let (mut last, mut changes, all) = (None, 0, colours.len());
        for colour in colours {
            // Flat art is mostly runs of one colour. Much noise of a few would take seconds to compress.
            if last != Some(colour) {
                changes += 1;
                if seen.insert(colour) && seen.len() > FEW_COLOURS {
                    return false;
                }
            }
            last = Some(colour);
        }
        changes <= (all / 2).max(1 << 16)
    }
}

/// `size` with its shape, inside `most`.
fn fitted(size: (u32, u32), most: (u32, u32)) -> (u32, u32) {
    let (width, height) = (f64::from(size.0), f64::from(size.1));
    let scale = (f64::from(most.0) / width).min(f64::from(most.1) / height).min(1.0);
    let side = |side: f64| ((side * scale).round() as u32).max(1);
    (side(width), side(height))
}
