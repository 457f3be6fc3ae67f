//! Times, and what is said of many of them.

use std::time::{Duration, Instant};

/// Many times of the same thing.
#[derive(Debug, Default, Clone)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    /// Does something and notes how long it took.
    pub(crate) fn take<T>(&mut self, act: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = std::hint::black_box(act());
        self.0.push(start.elapsed());
        done
    }

    pub(crate) fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// In milliseconds; half of the times are shorter.
    pub(crate) fn median(&self) -> f64 {
        self.at(0.5)
    }

    /// In milliseconds: this share of the times is shorter. 1.0 gives the longest.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let mut times = self.0.clone();
        times.sort_unstable();
        let last = times.len().saturating_sub(1);
        let place = (last as f64 * share).round() as usize;
        times.get(place).map_or(f64::NAN, |time| time.as_secs_f64() * 1_000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_and_tails_are_taken_by_rank() {
        let mut times = Times::default();
        for ms in [5, 1, 2, 4, 3] {
            times.push(Duration::from_millis(ms));
        }
        assert_eq!((times.median(), times.at(0.0), times.at(1.0)), (3.0, 1.0, 5.0));
        assert!(Times::default().median().is_nan());
    }
}
