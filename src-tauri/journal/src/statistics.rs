//! The arithmetic behind the pictures of feelings: plain functions over days and numbers.

use chrono::{Days, NaiveDate};

/// A measure's value on one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayMean {
    /// The local day.
    pub day: NaiveDate,
    /// In the measure's own unit.
    pub value: f64,
}

/// How wide the smoothing looks, in days: the standard deviation of its bell curve. Few days for weeks, many for years, so that a
/// line over a year shows seasons and not evenings.
pub fn bandwidth(from: NaiveDate, to: NaiveDate) -> u32 {
    match (to - from).num_days() {
        i64::MIN..=31 => 2,
        32..=100 => 4,
        101..=400 => 12,
        401.. => 35,
    }
}

/// A smoothed line through days in order: at each day the mean of the days around it, weighted by a bell curve (Nadaraya–Watson
/// with a Gaussian kernel cut off at three bandwidths).
///
/// It runs from the first to the last day, one point a day (one in five where the bandwidth is more than twelve days), and is
/// broken where no value is nearer than two bandwidths.
pub fn smooth(days: &[DayMean], bandwidth: u32) -> Vec<Vec<DayMean>> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Vec::new();
    };
    let reach = i64::from(bandwidth) * 3;
    let weights: Vec<f64> = (0..=reach).map(|away| (-0.5 * (away as f64 / f64::from(bandwidth)).powi(2)).exp()).collect();
    let step = if bandwidth > 12 { 5 } else { 1 };
    let length = (last.day - first.day).num_days();
    // The last day ends the line also where the steps pass it by.
    let stops = (0..length).step_by(step).chain([length]);
    let (mut pieces, mut piece, mut start) = (Vec::new(), Vec::new(), 0);
    for stop in stops {
        let Some(day) = u64::try_from(stop).ok().and_then(|stop| first.day.checked_add_days(Days::new(stop))) else { break };
        while days.get(start).is_some_and(|one| (day - one.day).num_days() > reach) {
            start += 1;
        }
        let (mut sum, mut weight, mut nearest) = (0.0, 0.0, i64::MAX);
        for one in &days[start..] {
            let away = (one.day - day).num_days();
            if away > reach {
                break;
            }
            let Some(share) = usize::try_from(away.abs()).ok().and_then(|away| weights.get(away)) else { continue };
            sum += share * one.value;
            weight += share;
            nearest = nearest.min(away.abs());
        }
        if nearest <= i64::from(bandwidth) * 2 {
            piece.push(DayMean { day, value: sum / weight });
        } else if !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
        }
    }
    if !piece.is_empty() {
        pieces.push(piece);
    }
    pieces
}

/// Numbers gathered one after the other, for their mean and spread.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Gathered {
    count: u32,
    sum: f64,
    squares: f64,
}

impl Gathered {
    pub(crate) fn add(&mut self, value: f64) {
        self.count += 1;
        self.sum += value;
        self.squares += value * value;
    }

    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    pub(crate) fn mean(&self) -> f64 {
        self.sum / f64::from(self.count)
    }

    /// What is left of everything when these are taken out.
    pub(crate) fn without(&self, part: &Self) -> Self {
        Self { count: self.count - part.count, sum: self.sum - part.sum, squares: self.squares - part.squares }
    }

    /// The square of the mean's standard error.
    fn error(&self) -> f64 {
        let n = f64::from(self.count);
        ((self.squares - self.sum * self.sum / n) / (n - 1.0) / n).max(0.0)
    }

    /// The difference of two means in units of its standard error (Welch): below two, chance alone often gives as much.
    pub(crate) fn clearness(&self, other: &Self) -> f64 {
        let difference = self.mean() - other.mean();
        // What differs in the twelfth digit differs by the arithmetic.
        if difference.abs() < 1e-12 { 0.0 } else { difference / (self.error() + other.error()).sqrt().max(1e-9) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(number: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(number)
    }

    #[test]
    fn a_flat_line_stays_flat_and_is_broken_by_a_long_silence() {
        let days: Vec<_> = (0..20).chain(200..220).map(|number| DayMean { day: day(number), value: 4.0 }).collect();
        let line = smooth(&days, 4);
        assert_eq!(line.len(), 2);
        assert!(line.iter().flatten().all(|point| (point.value - 4.0).abs() < 1e-9));
        assert_eq!((line[0][0].day, line[1].last().unwrap().day), (day(0), day(219)));
        // Two bandwidths past the last day of the first piece, and as many before the second.
        assert_eq!((line[0].last().unwrap().day, line[1][0].day), (day(27), day(192)));
    }

    #[test]
    fn one_day_is_a_line_of_one_point_and_none_is_none() {
        assert!(smooth(&[], 4).is_empty());
        let line = smooth(&[DayMean { day: day(3), value: 7.0 }], 35);
        assert_eq!(line, [[DayMean { day: day(3), value: 7.0 }]]);
    }

    #[test]
    fn chance_is_told_from_what_is_clear() {
        let gathered = |values: &[f64]| {
            let mut gathered = Gathered::default();
            values.iter().for_each(|value| gathered.add(*value));
            gathered
        };
        let (low, high) = (gathered(&[1.0, 2.0, 1.0, 2.0]), gathered(&[5.0, 6.0, 5.0, 6.0]));
        assert!(high.clearness(&low) > 2.0 && low.clearness(&high) < -2.0);
        assert!(gathered(&[0.0, 9.0]).clearness(&gathered(&[1.0, 9.0])).abs() < 2.0);
        assert!(gathered(&[3.0, 3.0]).clearness(&gathered(&[3.0, 3.0])).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn the_line_stays_among_the_values(values in prop::collection::vec((0u64..600, 0.0..10.0f64), 1..60), width in 1u32..40) {
            let mut values = values;
            values.sort_by_key(|(number, _)| *number);
            values.dedup_by_key(|(number, _)| *number);
            let days: Vec<_> = values.iter().map(|(number, value)| DayMean { day: day(*number), value: *value }).collect();
            let lowest = values.iter().map(|(_, value)| *value).fold(f64::INFINITY, f64::min);
            let highest = values.iter().map(|(_, value)| *value).fold(f64::NEG_INFINITY, f64::max);
            for point in smooth(&days, width).into_iter().flatten() {
                prop_assert!(point.value >= lowest - 1e-9 && point.value <= highest + 1e-9);
            }
        }
    }
}
