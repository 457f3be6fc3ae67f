//! What is in the memory of the app's processes.

use std::{fs, fs::File, os::unix::fs::FileExt};

use super::{Canary, Pid, Result};

/// A page of memory, on the machines that this runs on.
const PAGE: u64 = 4096;

/// Memory is read in pieces of at most this many bytes.
const PIECE: u64 = 16 << 20;

/// The bits of a word of /proc/PID/pagemap that say that there is something: in memory, or swapped out.
const THERE: u64 = 0b11 << 62;

/// How often the canary is in the memory that a process can write to. Only root may look.
pub fn copies_in_memory(pid: Pid, canary: &Canary) -> Result<usize> {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps"))?;
    let memory = File::open(format!("/proc/{pid}/mem"))?;
    let pages = File::open(format!("/proc/{pid}/pagemap"))?;
    let mut buffer = Vec::new();
    let mut copies = 0;
    for region in maps.lines().filter_map(writable) {
        for (start, end) in filled(&pages, region)? {
            buffer.resize(usize::try_from(end - start)?, 0);
            // Some pages cannot be read, those of a device for instance.
            let read = memory.read_at(&mut buffer, start).unwrap_or(0);
            copies += canary.count(&buffer[..read]);
        }
    }
    Ok(copies)
}

/// A line of /proc/PID/maps, `START-END PERMISSIONS …`, if one can write there.
fn writable(line: &str) -> Option<(u64, u64)> {
    let mut words = line.split(' ');
    let (start, end) = words.next()?.split_once('-')?;
    let permissions = words.next()?;
    let number = |hex| u64::from_str_radix(hex, 16).ok();
    permissions.contains('w').then_some((number(start)?, number(end)?))
}

/// The parts of a region that have something in them: web views reserve many gigabytes and use few.
fn filled(pages: &File, (start, end): (u64, u64)) -> Result<Vec<(u64, u64)>> {
    let mut parts: Vec<(u64, u64)> = Vec::new();
    let mut words = vec![0; 1 << 20];
    let mut at = start;
    while at < end {
        let wanted = usize::try_from((end - at) / PAGE * 8)?.min(words.len());
        let read = pages.read_at(&mut words[..wanted], at / PAGE * 8)?;
        if read < 8 {
            break;
        }
        for word in words[..read].chunks_exact(8) {
            let word = word.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
            if word & THERE != 0 {
                match parts.last_mut() {
                    Some(part) if part.1 == at && at - part.0 < PIECE => part.1 += PAGE,
                    _ => parts.push((at, at + PAGE)),
                }
            }
            at += PAGE;
        }
    }
    Ok(parts)
}
