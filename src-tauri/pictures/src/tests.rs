//! What goes in and what is kept, by format; and files that mean harm.

use image::{DynamicImage, GenericImageView, ImageFormat, Rgba, RgbaImage};
use proptest::prelude::*;

use crate::{Error, MAX_BYTES, Prepared, prepare, prepare_shared, specimen::*};

fn kind(bytes: &[u8]) -> ImageFormat {
    image::guess_format(bytes).unwrap()
}

fn seen(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).unwrap()
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

/// The segments of a JPEG before its pixels, or the chunks of a PNG.
fn parts(bytes: &[u8]) -> Vec<String> {
    let (mut parts, mut at) = (Vec::new(), 0);
    if kind(bytes) == ImageFormat::Jpeg {
        at += 2;
        while parts.last().is_none_or(|last| last != "DA") {
            parts.push(format!("{:02X}", bytes[at + 1]));
            at += 2 + usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
        }
        assert!(
            !holds(&bytes[at..bytes.len() - 2], &[0xFF, 0xD9]) && bytes.ends_with(&[0xFF, 0xD9]),
            "something follows the end"
        );
        return parts;
    }
    at += 8;
    while at < bytes.len() {
        parts.push(String::from_utf8_lossy(&bytes[at + 4..at + 8]).into_owned());
        at += 12 + u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize;
    }
    parts
}

/// Whatever was taken in: within the limits, readable, of the size that is said, and nothing but pixels.
fn check(prepared: &Prepared) {
    let (full, small) = (seen(&prepared.full), seen(&prepared.small));
    assert_eq!(full.dimensions(), (prepared.width, prepared.height));
    assert!(prepared.width <= 2560 && prepared.height <= 2560);
    assert!(small.width() <= 480 && small.height() <= 960);
    for bytes in [&prepared.full, &prepared.small] {
        let needed: &[&str] = match kind(bytes) {
            ImageFormat::Jpeg => &["E0", "DB", "C0", "C4", "DA"],
            _ => &["IHDR", "IDAT", "IEND"],
        };
        let parts = parts(bytes);
        assert!(parts.iter().all(|part| needed.contains(&part.as_str())), "{parts:?}");
    }
}

fn prepared(bytes: &[u8]) -> Prepared {
    let prepared = prepare(bytes).unwrap();
    check(&prepared);
    prepared
}

#[test]
fn nothing_but_pixels_is_kept() {
    let marker = || MARKER.as_bytes().to_vec();
    let exif_segment = [b"Exif\0\0", &*exif(1)].concat();
    let xmp_segment = [b"http://ns.adobe.com/xap/1.0/\0", &*xmp()].concat();
    let profile = [b"ICC_PROFILE\0\x01\x01", MARKER.as_bytes()].concat();
    let text = [b"Comment\0", MARKER.as_bytes()].concat();
    let long_text = [b"XML:com.adobe.xmp\0\0\0\0\0", &*xmp()].concat();
    let packed = |name: &str, content: &[u8]| [name.as_bytes(), b"\0\0", &stored(content)].concat();
    let files = [
        (
            "JPEG",
            jpeg_with(
                &file(photo(80, 60), ImageFormat::Jpeg),
                &[(0xE1, exif_segment), (0xE1, xmp_segment), (0xE2, profile), (0xED, marker()), (0xFE, marker())],
            ),
        ),
        (
            "PNG",
            png_with(
                &file(disc(80), ImageFormat::Png),
                &[
                    (b"iCCP", packed("profile", MARKER.as_bytes())),
                    (b"eXIf", exif(1)),
                    (b"tEXt", text),
                    (b"zTXt", packed("Comment", MARKER.as_bytes())),
                    (b"iTXt", long_text),
                    (b"prVt", marker()),
                ],
            ),
        ),
        ("GIF", gif_with_comment(&file(disc(80), ImageFormat::Gif), MARKER.as_bytes())),
        ("BMP", file(page(80, 60), ImageFormat::Bmp)),
        ("WebP", webp(photo(80, 60), Some(exif(1)), Some(xmp()))),
    ];
    for (name, mut bytes) in files {
        bytes.extend(b"PK\x03\x04 <script>");
        bytes.extend(MARKER.as_bytes());
        let kept = prepared(&bytes);
        for kept in [&kept.full, &kept.small] {
            assert!(!holds(kept, MARKER.as_bytes()) && !holds(kept, b"<script>") && !holds(kept, b"Exif"), "{name}");
        }
    }
}

#[test]
fn a_photo_is_turned_upright() {
    let red = |pixel: Rgba<u8>| pixel.0[0] > pixel.0[2];
    let jpeg = file(halves(80, 40), ImageFormat::Jpeg);
    for orientation in 1..=8u16 {
        let turned = prepared(&jpeg_with(&jpeg, &[(0xE1, [b"Exif\0\0", &*exif(orientation)].concat())]));
        let size = if orientation < 5 { (80, 40) } else { (40, 80) };
        assert_eq!((turned.width, turned.height), size, "orientation {orientation}");
        for kept in [seen(&turned.full), seen(&turned.small)] {
            let (first, last) = (kept.get_pixel(5, 5), kept.get_pixel(size.0 - 5, size.1 - 5));
            let red_first = matches!(orientation, 1 | 4 | 5 | 6);
            assert_eq!((red(first), red(last)), (red_first, !red_first), "orientation {orientation}");
        }
    }
    for bytes in
        [webp(halves(80, 40), Some(exif(6)), None), png_with(&file(halves(80, 40), ImageFormat::Png), &[(b"eXIf", exif(6))])]
    {
        let turned = prepared(&bytes);
        assert_eq!((turned.width, turned.height), (40, 80));
        assert!(red(seen(&turned.full).get_pixel(20, 5)));
    }
}

#[test]
fn a_picture_is_made_smaller_and_never_larger() {
    let sizes = |width, height| {
        let prepared = prepared(&file(photo(width, height), ImageFormat::Bmp));
        ((prepared.width, prepared.height), seen(&prepared.small).dimensions())
    };
    assert_eq!(sizes(3000, 1000), ((2560, 853), (480, 160)));
    assert_eq!(sizes(500, 3000), ((427, 2560), (160, 960)));
    assert_eq!(sizes(2560, 100), ((2560, 100), (480, 19)));
    assert_eq!(sizes(100, 70), ((100, 70), (100, 70)));
    assert_eq!(sizes(30_000, 1), ((2560, 1), (480, 1)));
    assert_eq!(sizes(1, 1), ((1, 1), (1, 1)));
}

#[test]
fn photos_become_jpeg_and_flat_art_becomes_png() {
    for format in [ImageFormat::Png, ImageFormat::Bmp, ImageFormat::Jpeg] {
        let photo = prepared(&file(photo(600, 400), format));
        assert_eq!((kind(&photo.full), kind(&photo.small)), (ImageFormat::Jpeg, ImageFormat::Jpeg));
    }
    let page = page(600, 400);
    let kept = prepared(&file(page.clone(), ImageFormat::Png));
    assert_eq!(kind(&kept.full), ImageFormat::Png);
    assert_eq!(seen(&kept.full).to_rgb8(), page);
}

#[test]
fn what_shows_through_stays_so_and_gets_no_rim() {
    for format in [ImageFormat::Png, ImageFormat::Gif] {
        let kept = prepared(&file(disc(700), format));
        assert_eq!((kind(&kept.full), kind(&kept.small)), (ImageFormat::Png, ImageFormat::Png));
        let small = seen(&kept.small).to_rgba8();
        assert_eq!((small.get_pixel(0, 0).0[3], small.get_pixel(240, 240).0[3]), (0, 255));
        assert!(small.pixels().any(|pixel| (1..255).contains(&pixel.0[3])), "the edge is soft");
        let like_the_disc = |pixel: &Rgba<u8>| (0..3).all(|channel| pixel.0[channel].abs_diff(RUST[channel]) < 25);
        assert!(
            small.pixels().all(|pixel| pixel.0[3] < 32 || like_the_disc(pixel)),
            "{format:?}: the edge has the disc's colour"
        );
    }
}

#[test]
fn a_picture_that_hides_nothing_is_kept_without_transparency() {
    let whole = DynamicImage::from(photo(200, 100)).into_rgba8();
    assert_eq!(kind(&prepared(&file(whole, ImageFormat::Png)).full), ImageFormat::Jpeg);
}

#[test]
fn rare_kinds_of_png_are_read() {
    let palette = chunk(b"PLTE", &[200, 0, 0, 0, 200, 0]);
    let grey = |bytes: &[u8]| seen(&prepared(bytes).full).to_luma8().into_raw();
    assert_eq!(grey(&raw_png((8, 1), 1, 0, 0, &[], &[0, 0b1010_1010])), [255, 0].repeat(4));
    assert_eq!(grey(&raw_png((4, 4), 8, 0, 1, &[], &[0; 23])), [0; 16]);
    let colours = seen(&prepared(&raw_png((2, 1), 1, 3, 0, &palette, &[0, 0b0100_0000])).full).to_rgb8();
    assert_eq!(colours.into_raw(), [200, 0, 0, 0, 200, 0]);
    let deep = DynamicImage::from(photo(40, 30)).to_rgb16();
    assert_eq!(seen(&prepared(&file(deep, ImageFormat::Png)).full).dimensions(), (40, 30));
}

#[test]
fn rare_kinds_of_jpeg_are_read() {
    for (components, frame) in [(1, 0xC0), (3, 0xC0), (4, 0xC0), (3, 0xC2)] {
        prepared(&one_block_jpeg(8, 8, components, frame));
    }
}

#[test]
fn of_what_moves_the_first_frame_is_kept() {
    let (red, blue) =
        (RgbaImage::from_pixel(20, 20, Rgba([255, 0, 0, 255])), RgbaImage::from_pixel(20, 20, Rgba([0, 0, 255, 255])));
    let mut gif = Vec::new();
    image::codecs::gif::GifEncoder::new(&mut gif).encode_frames([red, blue].map(image::Frame::new)).unwrap();
    let kept = seen(&prepared(&gif).full).to_rgb8();
    assert!(kept.pixels().all(|pixel| pixel.0[0] > 250 && pixel.0[2] < 5));
}

#[test]
fn other_files_are_no_pictures() {
    let moving = moving_webp();
    let files: [&[u8]; 13] = [
        &moving,
        b"",
        b"\xFF",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><p>words",
        b"%PDF-1.7\n",
        b"\0\0\0\x18ftypheic\0\0\0\0heicmif1",
        b"\0\0\0\x18ftypavif\0\0\0\0avifmif1",
        b"II*\0\x08\0\0\0",
        b"\0\0\x01\0\x01\0\x10\x10",
        b"BMW, an invoice",
        b"GIF89a",
        b"\xFF\xD8\xFF\xE0",
    ];
    for bytes in files {
        assert_eq!(prepare(bytes).unwrap_err(), Error::NotAPicture, "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_file_of_too_many_bytes_is_refused() {
    let mut bytes = file(photo(8, 8), ImageFormat::Png);
    bytes.resize(MAX_BYTES, 0);
    prepared(&bytes);
    bytes.push(0);
    assert_eq!(prepare(&bytes).unwrap_err(), Error::TooLarge);
}

#[test]
fn too_many_pixels_are_refused_before_they_are_decoded() {
    let gif = |width: u16, height: u16| {
        let frame = b",\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;";
        [b"GIF89a", &width.to_le_bytes()[..], &height.to_le_bytes(), &[0x80, 0, 0], &[0; 6], frame].concat()
    };
    let lossless = |width: u32, height: u32| {
        let header = ((width - 1) | ((height - 1) << 14)).to_le_bytes();
        let image = riff(b"VP8L", 5, &[&[0x2F][..], &header].concat());
        riff(b"RIFF", image.len() as u32 + 4, &[b"WEBP", &*image].concat())
    };
    let canvas = |width: u32, height: u32| {
        let size = [&[0; 4][..], &(width - 1).to_le_bytes()[..3], &(height - 1).to_le_bytes()[..3]].concat();
        let chunks = [b"WEBP", &*riff(b"VP8X", 10, &size), &lossy_webp()[12..]].concat();
        riff(b"RIFF", chunks.len() as u32, &chunks)
    };
    let mut bitmap = file(photo(2, 2), ImageFormat::Bmp);
    bitmap[18..22].copy_from_slice(&20_000u32.to_le_bytes());
    bitmap[22..26].copy_from_slice(&20_000u32.to_le_bytes());
    let files = [
        ("PNG", raw_png((30_000, 30_000), 1, 0, 0, &[], &[0; 100])),
        ("PNG, wide", raw_png((30_001, 1), 8, 0, 0, &[], &[0; 30_002])),
        ("PNG, deep", raw_png((10_000, 10_000), 16, 6, 0, &[], &[0; 100])),
        ("JPEG", one_block_jpeg(65_535, 65_535, 3, 0xC0)),
        ("JPEG, progressive", one_block_jpeg(65_535, 65_535, 3, 0xC2)),
        ("GIF", gif(65_535, 65_535)),
        ("GIF, square", gif(11_000, 11_000)),
        ("WebP", lossless(12_000, 12_000)),
        ("WebP, for its decoder's memory", lossless(8500, 8500)),
        ("WebP, canvas", canvas(29_000, 29_000)),
        ("WebP, wide canvas", canvas(1 << 24, 1)),
        ("BMP", bitmap),
    ];
    for (name, bytes) in files {
        assert_eq!(prepare(&bytes).unwrap_err(), Error::TooLarge, "{name}");
    }
}

#[test]
fn pictures_without_width_or_height_are_no_pictures() {
    let mut bitmap = file(photo(2, 2), ImageFormat::Bmp);
    bitmap[18..26].fill(0);
    let gif = b"GIF89a\0\0\0\0\0\0\0,\0\0\0\0\0\0\0\0\0\x02\x01\0\0;".to_vec();
    for bytes in
        [raw_png((0, 0), 8, 0, 0, &[], &[]), raw_png((0, 5), 8, 0, 0, &[], &[]), one_block_jpeg(0, 0, 3, 0xC0), bitmap, gif]
    {
        assert_eq!(prepare(&bytes).unwrap_err(), Error::NotAPicture, "{}", bytes[..20].escape_ascii());
    }
}

#[test]
fn chunks_that_grow_do_no_harm() {
    let bomb = zeros(100);
    assert!(bomb.len() < 1_000_000);
    let png = file(photo(8, 8), ImageFormat::Png);
    prepared(&png_with(&png, &[(b"iCCP", [b"profile\0\0", &*bomb].concat())]));
    prepared(&png_with(&png, &[(b"zTXt", [b"Comment\0\0", &*bomb].concat())]));
}

#[test]
fn a_chunk_that_lies_about_its_length_does_no_harm() {
    let mut bytes = webp(disc(8), Some(exif(6)), None);
    let exif = bytes.windows(4).position(|window| window == b"EXIF").unwrap();
    bytes[exif + 4..exif + 8].copy_from_slice(&0xFFFF_FF00u32.to_le_bytes());
    prepared(&bytes);
    #[cfg(target_os = "linux")]
    {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmPeak:")?.trim().strip_suffix(" kB")).unwrap();
        assert!(peak.parse::<u64>().unwrap() < 4_000_000, "4 GB were set aside: {peak} kB");
    }
}

#[test]
fn a_file_that_ends_too_early_is_no_picture_or_what_there_was() {
    for (name, bytes) in one_of_each() {
        prepared(&bytes);
        for length in 0..bytes.len() {
            match prepare(&bytes[..length]) {
                Ok(kept) => check(&kept),
                Err(error) => assert_eq!(error, Error::NotAPicture, "{name} cut at {length}"),
            }
        }
    }
}

proptest! {
    #[test]
    fn any_change_to_a_picture_gives_a_picture_or_an_error(
        which in 0..one_of_each().len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        end in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let (_, mut bytes) = one_of_each().swap_remove(which);
        for (place, value) in changes {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        if let Ok(kept) = prepare(&bytes) {
            check(&kept);
        }
    }

    #[test]
    fn any_bytes_give_a_picture_or_an_error(
        start in prop::sample::select(vec![&b""[..], b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"BM", b"RIFF\xFF\xFF\0\0WEBPVP8 ", b"RIFF\xFF\xFF\0\0WEBPVP8X"]),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        if let Ok(kept) = prepare(&[start, &bytes].concat()) {
            check(&kept);
        }
    }
}

#[test]
fn a_shared_picture_is_what_it_was_said_to_be_or_nothing() {
    for (name, bytes) in one_of_each() {
        let Prepared { full, width, height, .. } = prepare(&bytes).unwrap();
        let again = prepare_shared(&full, width, height).unwrap();
        assert_eq!((again.width, again.height), (width, height), "{name}");
        assert_eq!(prepare_shared(&full, width + 1, height).unwrap_err(), Error::NotAPicture);
        assert_eq!(prepare_shared(&full, 100_000, 100_000).unwrap_err(), Error::TooLarge);
        if !matches!(kind(&bytes), ImageFormat::Jpeg | ImageFormat::Png) {
            assert_eq!(prepare_shared(&bytes, width, height).unwrap_err(), Error::NotAPicture, "{name}");
        }
    }
}
