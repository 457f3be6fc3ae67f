//! Opening against decrypting the image alone, which is what opening cannot do without.

use std::{fs::File, io::BufReader, io::Read, path::Path};

use age::{Decryptor, x25519};
use mend_tests::builder::{draft, evening};

use super::{
    Answer,
    measure::Times,
    subject::Subject,
    table::{Bound, Line, rounded},
};

/// Records that an image may lack before it is written anew.
const BEHIND: usize = 64;

/// From so many entries on, opening has a bound.
const BOUND_SIZE: usize = 10_000;

/// Opening with the image as it is, with some records after it, and with none.
pub(crate) fn measure(subject: &Subject) -> Answer<Vec<Line>> {
    let rounds = if subject.size > 20_000 { 8 } else { 20 };
    let identity = subject.identity()?;
    let (journal_size, image_size) = subject.sizes()?;
    let (open, alone) = compare(subject, &identity, rounds)?;

    let mut journal = subject.open()?;
    for number in 0..BEHIND {
        journal.save(draft(&format!("{number} {}", "another walk along the river ".repeat(48))), evening())?;
    }
    journal.lock(evening())?;
    let (open_behind, alone_again) = compare(subject, &identity, rounds)?;

    let mut rebuild = Times::default();
    for _ in 0..if subject.size > 20_000 { 1 } else { 3 } {
        std::fs::remove_file(subject.image())?;
        rebuild.take(|| subject.open()).map(drop)?;
    }

    let size = subject.size;
    let megabytes = |bytes: u64| rounded(bytes as f64 / 1e6);
    // A small journal opens in the time of two commits to the disk; its image has next to no part in it.
    let bound = if size >= BOUND_SIZE { Bound::Ratio(2.0) } else { Bound::None };
    let line = |what: &str, times: &Times, alone: &Times| {
        Line::new(what, size, times.median(), "ms").against("decrypting the image alone", alone.median()).bound(bound)
    };
    Ok(vec![
        line("open, without the key derivation", &open, &alone).note(format!(
            "journal {} MB, image {} MB",
            megabytes(journal_size),
            megabytes(image_size)
        )),
        line("open, 64 records after the image", &open_behind, &alone_again),
        Line::new("open without an image, and write it", size, rebuild.median(), "ms"),
    ])
}

/// Both in turns, with everything in the page cache.
fn compare(subject: &Subject, identity: &x25519::Identity, rounds: usize) -> Answer<(Times, Times)> {
    let (mut open, mut alone) = (Times::default(), Times::default());
    let mut buffer = vec![0u8; usize::try_from(subject.sizes()?.1)?];
    decrypt(&subject.image(), identity, &mut buffer)?;
    for _ in 0..rounds {
        alone.take(|| decrypt(&subject.image(), identity, &mut buffer))?;
        // What it was opened into is given back outside the measured time.
        drop(open.take(|| subject.open())?);
    }
    Ok((open, alone))
}

/// The age crate and nothing else, into memory that is there already.
fn decrypt(image: &Path, identity: &x25519::Identity, buffer: &mut [u8]) -> Answer<usize> {
    let sealed = BufReader::with_capacity(128 * 1024, File::open(image)?);
    let mut plain = Decryptor::new_buffered(sealed)?.decrypt(std::iter::once(identity as &dyn age::Identity))?;
    let mut length = 0;
    loop {
        match plain.read(buffer.get_mut(length..).unwrap_or_default())? {
            0 => return Ok(length),
            read => length += read,
        }
    }
}
