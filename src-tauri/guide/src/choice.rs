//! The choice of a day's prompt: a pure function.
//!
//! It fits the person's point of view and stage, is light after a hard day, and comes again only when all that fit were shown. The
//! same day with the same history gives the same prompt. A person who was hurt is never asked about a part of their own here, nobody
//! is asked about forgiving, and nothing that two do together comes unasked: those wait in the library. The first ones are light.

use crate::prompts::{Audience, Depth, Prompt, Stage};

/// How a person sees themselves in this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PointOfView {
    /// They were hurt.
    Hurt,
    /// They broke trust.
    BrokeTrust,
    /// Both is true.
    Both,
    /// They are not sure, or did not say.
    #[default]
    Unsure,
}

/// So many of the first are light.
const LIGHT_AT_FIRST: usize = 3;

/// So many of the first are not deep.
const NOT_DEEP_AT_FIRST: usize = 10;

/// What the choice is made for.
#[derive(Debug, Clone, Default)]
pub struct Asked<'a> {
    /// Of the person.
    pub point_of_view: PointOfView,
    /// Of the person, if they said one.
    pub stage: Option<Stage>,
    /// A number for the day; the next day has another.
    pub day: i64,
    /// Whether the day, or the one before, was hard.
    pub hard: bool,
    /// Ids that were shown since all had been, oldest first; the last may be of the day before.
    pub shown: &'a [String],
    /// Ids that are not to be shown.
    pub hidden: &'a [String],
}

/// A prompt that was chosen, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen<'a> {
    /// The prompt.
    pub prompt: &'a Prompt,
    /// Whether it is light because the day is hard.
    pub light: bool,
    /// Whether all that fit had been shown, and they begin again.
    pub again: bool,
    /// How many fit and were not shown yet, itself included.
    pub left: usize,
}

/// Whether a prompt may come unasked to somebody with this point of view.
pub fn fits(prompt: &Prompt, point_of_view: PointOfView) -> bool {
    let own = match prompt.audience {
        Audience::Either => true,
        Audience::Hurt => matches!(point_of_view, PointOfView::Hurt | PointOfView::Both),
        Audience::BrokeTrust => matches!(point_of_view, PointOfView::BrokeTrust | PointOfView::Both),
        Audience::Together => false,
    };
    own && prompt.theme != "forgiveness"
}

/// Chooses a prompt for a day. None when nothing fits that is not hidden.
pub fn choose<'a>(prompts: &'a [Prompt], asked: &Asked<'_>) -> Option<Chosen<'a>> {
    let stage = |prompt: &Prompt| asked.stage.is_none_or(|stage| [stage, Stage::Any].contains(&prompt.stage));
    let depth = |prompt: &Prompt| !asked.hard || prompt.depth == Depth::Light;
    let fitting: Vec<&Prompt> = prompts
        .iter()
        .filter(|prompt| {
            fits(prompt, asked.point_of_view) && stage(prompt) && depth(prompt) && !asked.hidden.contains(&prompt.id)
        })
        .collect();
    let fresh: Vec<&Prompt> = fitting.iter().copied().filter(|prompt| !asked.shown.contains(&prompt.id)).collect();
    let again = fresh.is_empty();
    let mut pool = if again { fitting } else { fresh };
    let left = pool.len();
    // One gets to know each other first.
    if asked.shown.len() < LIGHT_AT_FIRST {
        keep(&mut pool, |prompt| prompt.depth == Depth::Light);
    }
    if asked.shown.len() < NOT_DEEP_AT_FIRST {
        keep(&mut pool, |prompt| prompt.depth != Depth::Deep);
    }
    let before = asked.shown.last().and_then(|id| prompts.iter().find(|prompt| prompt.id == *id));
    if let Some(before) = before {
        // Not the same twice, nothing deep after something deep, and another subject: each as long as something is left.
        keep(&mut pool, |prompt| prompt.id != before.id);
        keep(&mut pool, |prompt| before.depth != Depth::Deep || prompt.depth != Depth::Deep);
        keep(&mut pool, |prompt| prompt.theme != before.theme);
    }
    let prompt = pool.into_iter().min_by_key(|prompt| (lot(asked.day, &prompt.id), &prompt.id))?;
    Some(Chosen { prompt, light: asked.hard, again, left })
}

/// Keeps those that pass, unless none does.
fn keep(pool: &mut Vec<&Prompt>, test: impl Fn(&Prompt) -> bool) {
    if pool.iter().any(|prompt| test(prompt)) {
        pool.retain(|prompt| test(prompt));
    }
}

/// A number for an id on a day that looks like chance: FNV-1a, mixed as SplitMix64 mixes.
fn lot(day: i64, id: &str) -> u64 {
    let bytes = day.to_le_bytes().into_iter().chain(id.bytes());
    let mut z = bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3_u64));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::prompts::prompts;
    use proptest::prelude::*;

    const VIEWS: [PointOfView; 4] = [PointOfView::Hurt, PointOfView::BrokeTrust, PointOfView::Both, PointOfView::Unsure];

    fn stages() -> impl Strategy<Value = Option<Stage>> {
        prop::sample::select(vec![None, Some(Stage::Early), Some(Stage::Middle), Some(Stage::Later)])
    }

    fn ids() -> impl Strategy<Value = Vec<String>> {
        let all: Vec<String> = prompts().iter().map(|prompt| prompt.id.clone()).collect();
        prop::sample::subsequence(all, 0..prompts().len()).prop_shuffle()
    }

    proptest! {
        #[test]
        fn what_comes_unasked_fits(view in prop::sample::select(VIEWS.to_vec()), stage in stages(), day in -9_999_999i64..9_999_999,
                                   hard: bool, shown in ids(), hidden in ids()) {
            let asked = Asked { point_of_view: view, stage, day, hard, shown: &shown, hidden: &hidden };
            let chosen = choose(prompts(), &asked);
            prop_assert_eq!(chosen, choose(prompts(), &asked));
            let Some(Chosen { prompt, light, again, left }) = chosen else {
                // Only when everything that fits is hidden.
                prop_assert!(hidden.len() > 20);
                return Ok(());
            };
            prop_assert!(!hidden.contains(&prompt.id) && left > 0 && light == hard);
            prop_assert!(!hard || prompt.depth == Depth::Light);
            prop_assert!(stage.is_none_or(|stage| prompt.stage == stage || prompt.stage == Stage::Any));
            prop_assert!(prompt.audience != Audience::Together && prompt.theme != "forgiveness");
            if matches!(view, PointOfView::Hurt | PointOfView::Unsure) {
                prop_assert!(prompt.audience != Audience::BrokeTrust);
            }
            if matches!(view, PointOfView::BrokeTrust | PointOfView::Unsure) {
                prop_assert!(prompt.audience != Audience::Hurt);
            }
            if shown.contains(&prompt.id) {
                prop_assert!(again);
                let fresh = prompts().iter().find(|other| {
                    fits(other, view) && !hidden.contains(&other.id) && !shown.contains(&other.id) && (!hard || other.depth == Depth::Light)
                        && stage.is_none_or(|stage| [stage, Stage::Any].contains(&other.stage))
                });
                prop_assert!(fresh.is_none());
            }
        }

        #[test]
        fn nothing_comes_twice_until_all_have_come(view in prop::sample::select(VIEWS.to_vec()), stage in stages(), start in 0i64..100_000) {
            let mut shown: Vec<String> = Vec::new();
            let all = prompts().iter().filter(|prompt| fits(prompt, view) && stage.is_none_or(|stage| [stage, Stage::Any].contains(&prompt.stage)));
            let all = all.count();
            let mut deep_before = false;
            for day in 0..all {
                let asked = Asked { point_of_view: view, stage, day: start + day as i64, shown: &shown, ..Asked::default() };
                let chosen = choose(prompts(), &asked).unwrap();
                prop_assert!(!chosen.again && chosen.left == all - day);
                let deep = chosen.prompt.depth == Depth::Deep;
                // Two in a row only when deep ones are all that is left.
                let others = prompts().iter().any(|prompt| fits(prompt, view) && prompt.depth != Depth::Deep && !shown.contains(&prompt.id)
                    && stage.is_none_or(|stage| [stage, Stage::Any].contains(&prompt.stage)));
                prop_assert!(!(deep && deep_before && others));
                deep_before = deep;
                shown.push(chosen.prompt.id.clone());
            }
            prop_assert_eq!(shown.iter().collect::<HashSet<_>>().len(), all);
            let asked = Asked { point_of_view: view, stage, day: start + all as i64, shown: &shown, ..Asked::default() };
            let chosen = choose(prompts(), &asked).unwrap();
            prop_assert!(chosen.again && Some(&chosen.prompt.id) != shown.last());
        }
    }

    #[test]
    fn the_first_ones_are_light_and_then_not_deep() {
        for point_of_view in VIEWS {
            let mut shown: Vec<String> = Vec::new();
            for day in 0..NOT_DEEP_AT_FIRST {
                let chosen =
                    choose(prompts(), &Asked { point_of_view, day: day as i64, shown: &shown, ..Asked::default() }).unwrap();
                let highest = if day < LIGHT_AT_FIRST { Depth::Light } else { Depth::Middle };
                assert!(chosen.prompt.depth <= highest, "{}", chosen.prompt.id);
                shown.push(chosen.prompt.id.clone());
            }
        }
    }

    #[test]
    fn days_differ() {
        let on = |day: i64| choose(prompts(), &Asked { day, ..Asked::default() }).unwrap().prompt.id.clone();
        assert!((0..60).map(on).collect::<HashSet<_>>().len() > 30);
    }
}
