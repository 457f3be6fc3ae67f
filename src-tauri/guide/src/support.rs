//! Support lines: shown on a page that opens from everywhere, offline, without unlocking.

use std::sync::LazyLock;

use serde::Deserialize;

/// The page's lines and the day on which they were compared with their sources.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// `2026-11-22`.
    pub checked: String,
    /// Emergency numbers first, then directories, then countries in alphabetical order.
    #[serde(rename = "line")]
    pub lines: Vec<Line>,
}

/// One service.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// A country, `everywhere`, or `directory`.
    pub country: String,
    /// Its name.
    pub service: String,
    /// For whom it is.
    pub audience: String,
    /// Numbers and addresses, as text to copy.
    pub contacts: Vec<String>,
    /// When it answers; empty when that is not known.
    pub hours: String,
    /// Where this was confirmed. Not shown.
    pub source: String,
}

const ENGLISH: &str = include_str!("../content/en/support.toml");

/// The lines in English.
pub fn lines() -> &'static Support {
    // A test reads the file; a build whose file cannot be read does not pass it.
    static LINES: LazyLock<Support> = LazyLock::new(|| toml::from_str(ENGLISH).unwrap_or_default());
    &LINES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_can_be_reached_and_names_its_source() {
        let support: Support = toml::from_str(ENGLISH).unwrap();
        assert!(support.lines.len() >= 20);
        for line in &support.lines {
            assert!(!line.contacts.is_empty() && !line.source.is_empty() && !line.audience.is_empty(), "{line:?}");
        }
    }

    #[test]
    fn emergency_numbers_come_first_then_directories_then_countries_by_name() {
        let rank = |country: &str| match country {
            "everywhere" => 0,
            "directory" => 1,
            _ => 2,
        };
        let lines = &lines().lines;
        assert!(lines.is_sorted_by_key(|line| (rank(&line.country), if rank(&line.country) == 2 { &line.country } else { "" })));
        assert_eq!(rank(&lines[0].country), 0);
    }
}
