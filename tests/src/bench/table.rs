//! The table that is printed.

/// What a measured value is held against. Nobody fails for being beyond it: a benchmark tells, it does not judge.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Bound {
    /// The ratio, at most.
    Ratio(f64),
    /// The ratio, this much above or below 1.
    Same(f64),
    /// The first value, at most.
    Value(f64),
    /// The difference of the two values, at most.
    Above(f64),
    /// Told for its own sake.
    None,
}

/// One line: what, with how many entries, and the numbers.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) entries: Option<usize>,
    pub(crate) value: f64,
    /// What it is compared with, and that one's value.
    pub(crate) against: Option<(String, f64)>,
    pub(crate) unit: &'static str,
    pub(crate) bound: Bound,
    /// What else there is to say, such as the tail.
    pub(crate) note: String,
}

impl Line {
    pub(crate) fn new(what: &str, entries: impl Into<Option<usize>>, value: f64, unit: &'static str) -> Self {
        let (what, entries) = (what.into(), entries.into());
        Self { what, entries, value, against: None, unit, bound: Bound::None, note: String::new() }
    }

    pub(crate) fn against(mut self, what: &str, value: f64) -> Self {
        self.against = Some((what.into(), value));
        self
    }

    pub(crate) fn bound(mut self, bound: Bound) -> Self {
        self.bound = bound;
        self
    }

    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    fn ratio(&self) -> Option<f64> {
        self.against.as_ref().map(|(_, other)| self.value / other)
    }

    /// The bound in words, and whether it is kept.
    fn verdict(&self) -> (String, &'static str) {
        let ratio = self.ratio().unwrap_or(f64::NAN);
        let other = self.against.as_ref().map_or(f64::NAN, |(_, other)| *other);
        let (bound, within) = match self.bound {
            Bound::None => return ("–".into(), "–"),
            Bound::Ratio(most) => (format!("≤ {most} ×"), ratio <= most),
            Bound::Same(most) => (format!("± {:.0} %", most * 100.0), (ratio - 1.0).abs() <= most),
            Bound::Value(most) => (format!("≤ {most} {}", self.unit), self.value <= most),
            Bound::Above(most) => (format!("≤ that + {most} {}", self.unit), self.value - other <= most),
        };
        (bound, if within { "within" } else { "beyond" })
    }

    fn markdown(&self) -> String {
        let entries = self.entries.map_or_else(|| "–".into(), thousands);
        let value = |value: f64| if value.is_nan() { "–".into() } else { format!("{} {}", rounded(value), self.unit) };
        let (against, ratio) = match (&self.against, self.ratio()) {
            (Some((what, other)), Some(ratio)) => (format!("{}: {what}", value(*other)), format!("{ratio:.2}")),
            _ => ("–".into(), "–".into()),
        };
        let (bound, verdict) = self.verdict();
        format!(
            "| {} | {entries} | {} | {against} | {ratio} | {bound} | {verdict} | {} |",
            self.what,
            value(self.value),
            self.note
        )
    }
}

/// The whole table as Markdown.
pub(crate) fn markdown(lines: &[Line]) -> String {
    let mut table =
        String::from("| what | entries | Mend | compared with | ratio | bound | | |\n|---|--:|--:|---|--:|---|---|---|\n");
    for line in lines {
        table.push_str(&line.markdown());
        table.push('\n');
    }
    table
}

/// Three digits that count.
pub(crate) fn rounded(value: f64) -> String {
    match value.abs() {
        large if large >= 100.0 => format!("{value:.0}"),
        middle if middle >= 10.0 => format!("{value:.1}"),
        middle if middle >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

/// `10,000`.
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_whether_it_is_within_its_bound() {
        let line = Line::new("save", 10_000, 3.0, "ms").against("bare", 2.0);
        assert_eq!(
            line.bound(Bound::Ratio(2.0)).markdown(),
            "| save | 10,000 | 3.00 ms | 2.00 ms: bare | 1.50 | ≤ 2 × | within |  |"
        );
        let line = Line::new("save", 10_000, 3.0, "ms").against("at 1,000", 2.0).bound(Bound::Same(0.2));
        assert!(line.markdown().contains("| ± 20 % | beyond |"), "{}", line.markdown());
        let line = Line::new("memory", None, 300.0, "MB").against("bare", 100.0).bound(Bound::Above(150.0));
        assert!(line.markdown().contains("| ≤ that + 150 MB | beyond |"), "{}", line.markdown());
    }
}
