//! Picture files for tests, built from the formats' own descriptions where no encoder would write them.

use std::io::Cursor;

use image::{DynamicImage, ExtendedColorType, GrayImage, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

/// What is planted in files and may never be kept.
pub(crate) const MARKER: &str = "52.5163N-13.3777E-at-the-gate";

/// Something like a photo: soft shapes and noise, with many colours.
pub(crate) fn photo(width: u32, height: u32) -> RgbImage {
    let mut noise = 1u32;
    RgbImage::from_fn(width, height, |x, y| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let wave = |length: f32| 110.0 + 80.0 * (x as f32 / length).sin() * (y as f32 / length).cos();
        Rgb([wave(90.0), wave(57.0), wave(33.0)].map(|value| (value + (noise >> 27) as f32) as u8))
    })
}

/// Something like a page on a screen: grey signs on white.
pub(crate) fn page(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(
        width,
        height,
        |x, y| if y % 18 < 11 && (x * 7 + y / 18 * 13) % 9 < 4 { Rgb([60; 3]) } else { Rgb([255; 3]) },
    )
}

/// The colour of a [`disc`].
pub(crate) const RUST: [u8; 4] = [200, 60, 60, 255];

/// A disc on nothing; the nothing is turquoise, which nobody sees.
pub(crate) fn disc(side: u32) -> RgbaImage {
    let middle = f64::from(side) / 2.0;
    RgbaImage::from_fn(side, side, |x, y| {
        let inside = (f64::from(x) - middle).hypot(f64::from(y) - middle) < middle * 0.8;
        if inside { Rgba(RUST) } else { Rgba([0, 255, 255, 0]) }
    })
}

/// Red on the left, blue on the right: wider than high, so that turning shows.
pub(crate) fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) })
}

pub(crate) fn file(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub(crate) fn webp(image: impl Into<DynamicImage>, exif: Option<Vec<u8>>, xmp: Option<Vec<u8>>) -> Vec<u8> {
    let image = image.into();
    let (mut bytes, alpha) = (Vec::new(), image.color().has_alpha());
    let mut encoder = image_webp::WebPEncoder::new(&mut bytes);
    exif.into_iter().for_each(|exif| encoder.set_exif_metadata(exif));
    xmp.into_iter().for_each(|xmp| encoder.set_xmp_metadata(xmp));
    let colours = if alpha { image_webp::ColorType::Rgba8 } else { image_webp::ColorType::Rgb8 };
    encoder.encode(image.as_bytes(), image.width(), image.height(), colours).unwrap();
    bytes
}

/// EXIF as a TIFF of little endian: a description, an orientation, and a folder of GPS with a place in it.
pub(crate) fn exif(orientation: u16) -> Vec<u8> {
    let words = MARKER.len() as u32 + 1;
    let (gps, text) = (50u32, 68u32);
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    [
        b"II*\0\x08\0\0\0\x03\0".to_vec(),
        entry(0x010E, 2, words, text),
        entry(0x0112, 3, 1, orientation.into()),
        entry(0x8825, 4, 1, gps),
        vec![0; 4],
        b"\x01\0".to_vec(),
        entry(0x001B, 7, words, text),
        vec![0; 4],
        MARKER.as_bytes().to_vec(),
        vec![0],
    ]
    .concat()
}

pub(crate) fn xmp() -> Vec<u8> {
    format!("<x:xmpmeta xmlns:x='adobe:ns:meta/'>{MARKER}</x:xmpmeta>").into_bytes()
}

/// A JPEG with further segments after its first two bytes.
pub(crate) fn jpeg_with(jpeg: &[u8], segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    for (kind, content) in segments {
        bytes.extend([0xFF, *kind]);
        bytes.extend((content.len() as u16 + 2).to_be_bytes());
        bytes.extend(content);
    }
    bytes.extend(&jpeg[2..]);
    bytes
}

/// A grey block of a JPEG, eight pixels wide and high, under a header that may say something else. `frame` is 0xC0 for a baseline
/// JPEG, 0xC2 for a progressive one.
pub(crate) fn one_block_jpeg(width: u16, height: u16, components: u8, frame: u8) -> Vec<u8> {
    let quantised = [vec![0], vec![1; 64]].concat();
    let header = [vec![8], height.to_be_bytes().to_vec(), width.to_be_bytes().to_vec(), vec![components]].concat();
    let each = |part: &dyn Fn(u8) -> Vec<u8>| (1..=components).flat_map(part).collect::<Vec<_>>();
    // One code in each table, for the value 0: no difference to the block before, and no more coefficients.
    let codes = |table: u8| [vec![table, 1], vec![0; 15], vec![0]].concat();
    let last = if frame == 0xC0 { 63 } else { 0 };
    let scan = [vec![components], each(&|id| vec![id, 0]), vec![0, last, 0]].concat();
    let segments = [
        (0xEE, b"Adobe\0\x64\0\0\0\0\0".to_vec()),
        (0xDB, quantised),
        (frame, [header, each(&|id| vec![id, 0x11, 0])].concat()),
        (0xC4, codes(0x00)),
        (0xC4, codes(0x10)),
        (0xDA, scan),
    ];
    jpeg_with(&[0xFF, 0xD8, 0, 0xFF, 0xD9], &segments)
}

/// A PNG with further chunks after its header.
pub(crate) fn png_with(png: &[u8], chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let (header, rest) = png.split_at(33);
    let chunks = chunks.iter().flat_map(|(kind, content)| chunk(kind, content));
    header.iter().copied().chain(chunks).chain(rest.iter().copied()).collect()
}

/// A PNG from its header's fields, further chunks, and its lines before compression.
pub(crate) fn raw_png(size: (u32, u32), depth: u8, colour: u8, interlaced: u8, more: &[u8], lines: &[u8]) -> Vec<u8> {
    let header = [&size.0.to_be_bytes()[..], &size.1.to_be_bytes(), &[depth, colour, 0, 0, interlaced]].concat();
    [b"\x89PNG\r\n\x1a\n", &*chunk(b"IHDR", &header), more, &chunk(b"IDAT", &stored(lines)), &chunk(b"IEND", &[])].concat()
}

pub(crate) fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let body = [kind, content].concat();
    let mut check = u32::MAX;
    for byte in &body {
        check ^= u32::from(*byte);
        for _ in 0..8 {
            check = (check >> 1) ^ (0xEDB8_8320 * (check & 1));
        }
    }
    [&(content.len() as u32).to_be_bytes()[..], &body, &(!check).to_be_bytes()].concat()
}

/// A zlib stream with one block that is not compressed: at most 65,535 bytes.
pub(crate) fn stored(content: &[u8]) -> Vec<u8> {
    let length = content.len() as u16;
    let (low, high) = content.iter().fold((1u32, 0u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    [&[0x78, 0x01, 0x01][..], &length.to_le_bytes(), &(!length).to_le_bytes(), content, &((high << 16) | low).to_be_bytes()]
        .concat()
}

/// A zlib stream of about `megabytes` million zeros, in some kB.
pub(crate) fn zeros(megabytes: u32) -> Vec<u8> {
    let png = file(GrayImage::new(1_000_000, megabytes), ImageFormat::Png);
    let mut stream = Vec::new();
    let mut rest = &png[8..];
    while let Some((length, after)) = rest.split_first_chunk() {
        let length = u32::from_be_bytes(*length) as usize;
        if after.starts_with(b"IDAT") {
            stream.extend(&after[4..4 + length]);
        }
        rest = &after[8 + length..];
    }
    stream
}

/// A GIF with a comment after its header.
pub(crate) fn gif_with_comment(gif: &[u8], comment: &[u8]) -> Vec<u8> {
    let colours = if gif[10] & 0x80 == 0 { 0 } else { 3 << ((gif[10] & 7) + 1) };
    let (header, rest) = gif.split_at(13 + colours);
    [header, &[0x21, 0xFE, comment.len() as u8], comment, &[0], rest].concat()
}

/// A chunk of a WebP; `length` is what it says it has.
pub(crate) fn riff(kind: &[u8; 4], length: u32, content: &[u8]) -> Vec<u8> {
    [kind, &length.to_le_bytes()[..], content].concat()
}

/// The content of one lossy frame of a WebP: a pixel.
const LOSSY: &[u8] = b"\x30\x01\0\x9D\x01\x2A\x01\0\x01\0\x0E\xC0\xFE\x25\xA4\0\x03\x70\0\0\0\0";

pub(crate) fn lossy_webp() -> Vec<u8> {
    let image = riff(b"VP8 ", LOSSY.len() as u32, LOSSY);
    riff(b"RIFF", image.len() as u32 + 4, &[b"WEBP", &*image].concat())
}

/// A WebP that moves, with a frame that announces one pixel and brings 64.
pub(crate) fn moving_webp() -> Vec<u8> {
    let mut lossy = LOSSY.to_vec();
    lossy[6] = 64;
    let alpha = riff(b"ALPH", 2, &[0, 0x80]);
    let frame = [&[0; 15][..], &[0], &alpha, &riff(b"VP8 ", lossy.len() as u32, &lossy)].concat();
    let header = riff(b"VP8X", 10, &[&[0x12][..], &[0; 9]].concat());
    let chunks = [b"WEBP", &*header, &riff(b"ANIM", 6, &[0; 6]), &riff(b"ANMF", frame.len() as u32, &frame)].concat();
    riff(b"RIFF", chunks.len() as u32, &chunks)
}

/// One file of each kind, most of them of the same small photo.
pub(crate) fn one_of_each() -> Vec<(&'static str, Vec<u8>)> {
    let small = photo(40, 30);
    let mut grey = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new(&mut grey);
    encoder.write_image(&vec![99; 40 * 30], 40, 30, ExtendedColorType::L8).unwrap();
    vec![
        ("JPEG", jpeg_with(&file(small.clone(), ImageFormat::Jpeg), &[(0xE1, [b"Exif\0\0", &*exif(6)].concat())])),
        ("grey JPEG", grey),
        ("progressive JPEG", one_block_jpeg(40, 30, 3, 0xC2)),
        ("CMYK JPEG", one_block_jpeg(8, 8, 4, 0xC0)),
        ("PNG", png_with(&file(small.clone(), ImageFormat::Png), &[(b"eXIf", exif(6))])),
        ("PNG that is seen through", file(disc(40), ImageFormat::Png)),
        ("interlaced PNG", raw_png((4, 4), 8, 0, 1, &[], &[0; 23])),
        ("GIF", file(disc(40), ImageFormat::Gif)),
        ("BMP", file(small.clone(), ImageFormat::Bmp)),
        ("lossy WebP", lossy_webp()),
        ("WebP", webp(small, None, None)),
        ("WebP with chunks", webp(disc(40), Some(exif(6)), Some(xmp()))),
    ]
}
