//! `mend-hostile FOLDER`: writes the frozen attacks there, once. `--measure FOLDER` opens each of them and tells what it costs;
//! `--seeds VECTORS OUT` writes what the fuzzer begins with.

#![allow(clippy::print_stdout)] // It reports.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::LazyLock,
    time::Instant,
};

use mend_tests::hostile::{self, Attack};
use peak_alloc::PeakAlloc;

/// Counts every byte that is allocated, to the byte, whatever else the computer does. What grows is counted with what it grows from, as
/// the program's own allocator has both for a moment, to wipe the first.
#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

type Result<T, E = Box<dyn std::error::Error>> = std::result::Result<T, E>;

fn main() -> Result<ExitCode> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    match &arguments[..] {
        [measure, folder] if measure.as_os_str() == "--measure" => self::measure(folder),
        [seeds, vectors, out] if seeds.as_os_str() == "--seeds" => write_seeds(vectors, out),
        [folder] => {
            println!("{} attacks in {}", hostile::write(folder)?, folder.display());
            Ok(ExitCode::SUCCESS)
        }
        _ => Err("usage: mend-hostile [--measure] FOLDER, or mend-hostile --seeds VECTORS OUT".into()),
    }
}

/// Microseconds that this thread has worked: what others do on this computer at the same time does not count. Where the system does not
/// tell, those that have passed.
fn worked() -> u64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse::<u64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_micros() as u64, |nanoseconds| nanoseconds / 1_000)
}

/// A line for each: microseconds, the most bytes allocated beyond the file itself, name, what was expected and what came of it.
fn measure(folder: &Path) -> Result<ExitCode> {
    let (_home, journal) = hostile::reader(folder)?;
    let card = journal.my_card()?.ok_or("a reader without a card")?.line();
    let mut good = true;
    let mut tell = |attack: &Attack, open: &dyn Fn(&[u8]) -> Result<String>| -> Result<()> {
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let start = worked();
        let outcome = open(&attack.bytes)?;
        let (time, most) = (worked() - start, MEMORY.peak_usage() - before);
        println!("{time}\t{most}\t{}\t{}\t{outcome}", attack.name, attack.outcome);
        good &= outcome == attack.outcome;
        Ok(())
    };
    for attack in hostile::shares(folder)?.iter().chain(&hostile::large::all(&card)?) {
        tell(attack, &|bytes| Ok(hostile::outcome_of_share(&journal, bytes)?))?;
    }
    for attack in hostile::cards(folder)?.iter().chain(&hostile::large::cards()?) {
        tell(attack, &|bytes| Ok(hostile::outcome_of_card(&journal, std::str::from_utf8(bytes)?)?))?;
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A folder for each target.
fn write_seeds(vectors: &Path, out: &Path) -> Result<ExitCode> {
    for (target, seeds) in hostile::seeds::seeds(vectors)? {
        let folder = out.join(target);
        fs::create_dir_all(&folder)?;
        for (number, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(format!("seed-{number}")), seed)?;
        }
        println!("{} seeds in {}", seeds.len(), folder.display());
    }
    Ok(ExitCode::SUCCESS)
}
