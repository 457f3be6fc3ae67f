//! A program and the processes it started, as Linux shows them under /proc.

use std::{collections::BTreeMap, fs};

use super::{Answer, table::rounded};

/// Memory of a program and all it started, in megabytes.
pub(crate) struct Memory {
    pub(crate) total: f64,
    /// How many there are of a name, and what they hold together.
    by_name: BTreeMap<String, (usize, f64)>,
}

impl Memory {
    /// What they hold now: private pages whole, shared ones divided by how many share them.
    pub(crate) fn of(program: u32) -> Answer<Self> {
        let mut by_name: BTreeMap<String, (usize, f64)> = BTreeMap::new();
        for process in family(program)? {
            let about = fs::read_to_string(format!("/proc/{process}/smaps_rollup"))
                .map_err(|error| format!("the program keeps others out of its memory, so measure as root ({error})"))?;
            let kilobytes: f64 = about
                .lines()
                .find_map(|line| line.strip_prefix("Pss:"))
                .and_then(|line| line.trim().strip_suffix("kB")?.trim().parse().ok())
                .ok_or("no PSS in smaps_rollup")?;
            let (count, size) = by_name.entry(name(process)).or_default();
            *count += 1;
            *size += kilobytes * 1024.0 / 1e6;
        }
        Ok(Self { total: by_name.values().map(|(_, size)| size).sum(), by_name })
    }

    /// `mend 90 MB, 2 WebKitWebProces 80 MB`; Linux cuts names after 15 letters.
    pub(crate) fn by_process(&self) -> String {
        let named = |(name, (count, size)): (&String, &(usize, f64))| match count {
            1 => format!("{name} {} MB", rounded(*size)),
            _ => format!("{count} {name} {} MB", rounded(*size)),
        };
        self.by_name.iter().map(named).collect::<Vec<_>>().join(", ")
    }
}

/// A process and all it started, directly or not.
pub(crate) fn family(program: u32) -> Answer<Vec<u32>> {
    let mut family = vec![program];
    let mut parents = Vec::new();
    for entry in fs::read_dir("/proc")? {
        if let Some(process) = entry?.file_name().to_str().and_then(|name| name.parse::<u32>().ok())
            && let Some(parent) = parent(process)
        {
            parents.push((process, parent));
        }
    }
    let mut at = 0;
    while let Some(of) = family.get(at).copied() {
        family.extend(parents.iter().filter(|(_, parent)| *parent == of).map(|(process, _)| *process));
        at += 1;
    }
    Ok(family)
}

/// Whether a process still runs: one that is dead and waits for its parent to notice does not.
pub(crate) fn is_alive(process: u32) -> bool {
    after_name(process).is_some_and(|fields| !fields.starts_with('Z'))
}

fn parent(process: u32) -> Option<u32> {
    after_name(process)?.split_whitespace().nth(1)?.parse().ok()
}

/// The fields of /proc/…/stat behind the name, which may hold spaces and brackets itself: state, parent, …
fn after_name(process: u32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit_once(") ").map(|(_, fields)| fields.to_owned())
}

fn name(process: u32) -> String {
    fs::read_to_string(format!("/proc/{process}/comm")).map_or_else(|_| "?".into(), |name| name.trim().to_owned())
}
