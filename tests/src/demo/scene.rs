//! Pictures for the demo, painted by arithmetic: nobody's photograph, and nothing to ship.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use serde::Deserialize;

/// What is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Scene {
    /// The river, when the sun is low.
    Dusk,
    /// The hills on a cold morning.
    Frost,
    /// Houses at night, and one lit window.
    Night,
}

const WIDTH: u32 = 1200;
const HEIGHT: u32 = 800;

type Colour = [f32; 3];

struct Palette {
    above: Colour,
    below: Colour,
    sun: Colour,
    /// Where the sun is, as parts of the width and height.
    at: [f32; 2],
    far: Colour,
    near: Colour,
    /// Where the water begins, as a part of the height; beyond 1 there is none.
    water: f32,
}

impl Scene {
    fn palette(self) -> Palette {
        match self {
            Self::Dusk => Palette {
                above: [0.36, 0.42, 0.56],
                below: [0.98, 0.80, 0.58],
                sun: [1.0, 0.86, 0.58],
                at: [0.66, 0.44],
                far: [0.62, 0.53, 0.56],
                near: [0.20, 0.22, 0.24],
                water: 0.66,
            },
            Self::Frost => Palette {
                above: [0.72, 0.80, 0.88],
                below: [0.96, 0.93, 0.90],
                sun: [1.0, 0.97, 0.90],
                at: [0.28, 0.36],
                far: [0.78, 0.81, 0.85],
                near: [0.38, 0.46, 0.46],
                water: 2.0,
            },
            Self::Night => Palette {
                above: [0.05, 0.07, 0.12],
                below: [0.16, 0.18, 0.26],
                sun: [0.80, 0.82, 0.86],
                at: [0.80, 0.16],
                far: [0.10, 0.12, 0.17],
                near: [0.03, 0.04, 0.06],
                water: 2.0,
            },
        }
    }

    /// The picture as a PNG file, as a phone would hand it over.
    pub(super) fn png(self) -> image::ImageResult<Vec<u8>> {
        let palette = self.palette();
        let picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
            let (across, down) = (x as f32 / WIDTH as f32, y as f32 / HEIGHT as f32);
            let grain = (hash(x.wrapping_mul(7919).wrapping_add(y.wrapping_mul(104_729))) - 0.5) * 0.02;
            Rgb(self.colour(&palette, across, down).map(|value| ((value + grain).clamp(0.0, 1.0) * 255.0) as u8))
        });
        let mut file = Cursor::new(Vec::new());
        picture.write_to(&mut file, ImageFormat::Png)?;
        Ok(file.into_inner())
    }

    fn colour(self, palette: &Palette, across: f32, down: f32) -> Colour {
        if down > palette.water {
            let depth = (down - palette.water) / (1.0 - palette.water);
            let ripple = (down * 260.0 + (across * 9.0).sin()).sin() * 0.006 * (0.4 + depth);
            let mirrored = self.land(palette, across + ripple, palette.water - (down - palette.water) * 0.8);
            return mix(mirrored, [0.16, 0.20, 0.26], 0.25 + 0.35 * depth);
        }
        self.land(palette, across, down)
    }

    fn land(self, palette: &Palette, across: f32, down: f32) -> Colour {
        let mut colour = mix(palette.above, palette.below, (down * 1.4).min(1.0).powf(0.9));
        let away = ((across - palette.at[0]) * 1.5).hypot(down - palette.at[1]);
        colour = mix(colour, palette.sun, (1.0 - away * 2.2).max(0.0).powi(2) * 0.8);
        for layer in 0u8..5 {
            let part = f32::from(layer) / 4.0;
            let top = 0.46 + 0.13 * part - (0.09 - 0.05 * part) * hills(across * (2.0 + 3.0 * part) + 11.3 * part);
            if down > top {
                colour = mix(palette.far, palette.near, part);
            }
        }
        if self == Self::Night && (0.30..0.36).contains(&across) && (0.62..0.71).contains(&down) {
            let bar = (across - 0.33).abs() < 0.002 || (down - 0.66).abs() < 0.003;
            colour = if bar { palette.near } else { [0.98, 0.78, 0.42] };
        }
        colour
    }
}

/// A line of hills between -1 and 1.
fn hills(at: f32) -> f32 {
    (at * 2.1).sin() * 0.5 + (at * 5.3 + 1.0).sin() * 0.28 + (at * 13.7 + 2.0).sin() * 0.12 + (at * 41.0).sin() * 0.05
}

fn mix(one: Colour, other: Colour, share: f32) -> Colour {
    [0, 1, 2].map(|part| one[part] + (other[part] - one[part]) * share)
}

/// A number between 0 and 1 that looks like chance.
fn hash(seed: u32) -> f32 {
    let mut value = seed ^ 0x9e37_79b9;
    value = (value ^ (value >> 16)).wrapping_mul(0x7feb_352d);
    value = (value ^ (value >> 15)).wrapping_mul(0x846c_a68b);
    ((value ^ (value >> 16)) & 0xffff) as f32 / 65_535.0
}
