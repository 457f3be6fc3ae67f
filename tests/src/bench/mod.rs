//! What Mend costs, measured against what it cannot do without (DESIGN.md section 9).

mod feelings;
mod find;
mod measure;
mod open;
#[cfg(target_os = "linux")]
mod page;
mod processes;
mod save;
mod screen;
mod subject;
mod table;
mod text;
mod window;

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use subject::Subject;
use table::{Bound, Line};
use text::Writer;
use window::Programs;

/// A result whose error is a sentence for the person at the terminal.
pub(crate) type Answer<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// The journals' sizes unless told otherwise.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// The size for which memory has a bound.
const MEMORY_SIZE: usize = 10_000;

/// Measures everything and returns the table.
pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Answer<String> {
    let sizes = sizes(arguments)?;
    let target = target()?;
    let writer = Writer::new();
    let subjects = sizes
        .iter()
        .map(|size| {
            say(&format!("writing a journal of {} entries", table::thousands(*size)));
            Subject::write(*size, &writer, &target)
        })
        .collect::<Answer<Vec<_>>>()?;

    let mut lines = Vec::new();
    // First, while nothing else was measured and the journals are as they were written.
    match Programs::named() {
        None => say("windows are left out: `cargo xtask bench` builds and names the programs"),
        Some(programs) => lines.extend(windows(&programs, &subjects)),
    }
    for subject in &subjects {
        say(&format!("opening and finding in {} entries", table::thousands(subject.size)));
        lines.extend(open::measure(subject)?);
        let journal = subject.open()?;
        lines.extend(find::search(subject, &journal, &writer)?);
        lines.extend(find::pages(subject, &journal)?);
    }
    #[cfg(target_os = "linux")]
    if env::var_os(DRIVEN).is_some() {
        lines.extend(pages(&subjects, &writer));
    }
    say("saving");
    lines.extend(save::measure(&subjects, &writer)?);
    // Last, because it writes into the journal.
    if let Some(subject) = subjects.iter().find(|subject| subject.size == MEMORY_SIZE) {
        say("drawing pictures of feelings");
        lines.extend(feelings::measure(subject)?);
    }
    lines.push(package(&target)?);
    Ok(table::markdown(&lines))
}

/// Names the app that WebDriver can drive.
#[cfg(target_os = "linux")]
const DRIVEN: &str = "MEND_E2E_BINARY";

/// The same for what is measured inside the window.
#[cfg(target_os = "linux")]
fn pages(subjects: &[Subject], writer: &Writer) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut take = |what: &str, measured: Answer<Vec<Line>>| match measured {
        Ok(measured) => lines.extend(measured),
        Err(error) => say(&format!("{what} is left out: {error}")),
    };
    for subject in subjects {
        say(&format!("reading {} entries in the window", table::thousands(subject.size)));
        take("reading", page::reading(subject));
    }
    say("typing in the window");
    take("typing", page::typing(writer));
    lines
}

/// What a window's measurement lacks is said, and the rest goes on.
fn windows(programs: &Programs, subjects: &[Subject]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut take = |what: &str, measured: Answer<Vec<Line>>| match measured {
        Ok(measured) => lines.extend(measured),
        Err(error) => say(&format!("{what} is left out: {error}")),
    };
    if let Some(subject) = subjects.first() {
        say("starting windows");
        take("the start", window::start(programs, subject));
    }
    if let Some(subject) = subjects.iter().find(|subject| subject.size == MEMORY_SIZE) {
        say("unlocking a window");
        take("the memory", window::memory(programs, subject));
    }
    lines
}

/// `--sizes 1000,10000`, or nothing.
fn sizes(mut arguments: impl Iterator<Item = String>) -> Answer<Vec<usize>> {
    match (arguments.next().as_deref(), arguments.next(), arguments.next()) {
        (None, ..) => Ok(SIZES.into()),
        (Some("--sizes"), Some(list), None) => {
            let sizes = list.split(',').map(|size| Ok(size.replace('_', "").parse()?)).collect::<Answer<Vec<_>>>();
            sizes.map_err(|_| "--sizes takes numbers with commas between, as in `--sizes 1000,10000`".into())
        }
        _ => Err("usage: mend-bench [--sizes 1000,10000,100000]".into()),
    }
}

/// cargo's target folder, in which this program is.
fn target() -> Answer<PathBuf> {
    let program = env::current_exe()?;
    Ok(program.ancestors().nth(2).ok_or("this program is in no folder of cargo's")?.to_owned())
}

/// The newest package for Debian, if one was built.
fn package(target: &Path) -> Answer<Line> {
    let folder = target.join("release/bundle/deb");
    let mut packages = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.path().extension().is_some_and(|extension| extension == "deb") {
                packages.push((entry.metadata()?.modified()?, entry.metadata()?.len()));
            }
        }
    }
    let line = |megabytes| Line::new("package, .deb", None, megabytes, "MB");
    Ok(match packages.into_iter().max() {
        Some((_, size)) => line(size as f64 / 1e6).bound(Bound::Value(10.0)),
        None => line(f64::NAN).note("not built"),
    })
}

/// Tells the person at the terminal what takes so long.
fn say(what: &str) {
    #[allow(clippy::print_stderr)] // Its purpose; the table alone goes to standard output.
    {
        eprintln!("{what}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_or_the_usual_ones() {
        let sizes = |words: &[&str]| sizes(words.iter().map(|word| (*word).to_owned()));
        assert_eq!(sizes(&[]).unwrap(), SIZES);
        assert_eq!(sizes(&["--sizes", "1000,20_000"]).unwrap(), [1_000, 20_000]);
        assert!(sizes(&["--sizes"]).is_err() && sizes(&["--sizes", "many"]).is_err() && sizes(&["--fast"]).is_err());
    }
}
