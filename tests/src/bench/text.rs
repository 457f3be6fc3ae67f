//! Ten years of invented writing, the same on every machine.

use std::collections::HashMap;

use chrono::Duration;
use journal::{Entry, EntryDraft, ItemId, Kind, Moment};

/// Real sentences, for the words that are used most and how often.
const SPOKEN: &str = include_str!("../../demo/entries.toml");

/// Different words in all, about what a person uses in ten years of writing.
const VOCABULARY: usize = 40_000;

/// Bytes of a body, before its last sentence ends.
const BODY: usize = 1_450;

const YEARS: i64 = 10;

const CHINESE: [&str; 6] =
    ["今天我们去了河边。", "他说他会回来。", "我不知道该怎么办。", "雨下了一整天。", "我们一起做饭。", "明天再谈。"];
const JAPANESE: [&str; 5] =
    ["今日は雨が降っていた。", "川まで歩いた。", "彼は何も言わなかった。", "ありがとうと言えた。", "また明日話そう。"];
const TAGS: [&str; 10] = ["talk", "home", "sleep", "work", "walk", "family", "therapy", "anger", "good", "letter to myself"];

/// A stream of numbers that looks random: SplitMix64 (Steele, Lea and Flood, 2014).
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    /// From 0 up to, and without, 1.
    fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// A writer with a vocabulary whose words are used as words are: the n-th about 1/n as often as the first (Zipf).
pub(crate) struct Writer {
    /// The most used first.
    words: Vec<String>,
    /// For each word, the share of all words that are it or one before it.
    shares: Vec<f64>,
}

impl Writer {
    pub(crate) fn new() -> Self {
        let words = vocabulary();
        // Mandelbrot's shift keeps the first word at some 3 %, like "the".
        let mut sum = 0.0;
        let mut shares: Vec<f64> = (0..words.len())
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 2.7);
                sum
            })
            .collect();
        shares.iter_mut().for_each(|share| *share /= sum);
        Self { words, shares }
    }

    /// The word with this place in the order of use, 0 for the most used.
    pub(crate) fn word(&self, rank: usize) -> &str {
        &self.words[rank.min(self.words.len() - 1)]
    }

    fn any_word(&self, numbers: &mut Numbers) -> &str {
        let at = numbers.fraction();
        self.word(self.shares.partition_point(|share| *share < at))
    }

    fn sentence(&self, numbers: &mut Numbers) -> String {
        let length = 4 + numbers.below(16);
        let mut sentence = String::new();
        for place in 0..length {
            let word = self.any_word(numbers);
            match place {
                0 => sentence.extend(word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1))),
                _ if numbers.below(60) == 0 => sentence.push_str(&format!(" *{word}*")),
                _ if numbers.below(12) == 0 => sentence.push_str(&format!(", {word}")),
                _ => sentence.push_str(&format!(" {word}")),
            }
        }
        sentence.push('.');
        sentence
    }

    /// The `number`-th of `of` entries: about 1.5 kB of Markdown, with its own day in the ten years before `now`.
    pub(crate) fn entry(&self, number: usize, of: usize, now: Moment) -> EntryDraft {
        let mut numbers = Numbers::new(number as u64 + 1);
        let mut body = String::with_capacity(2 * BODY);
        while body.len() < BODY {
            if !body.is_empty() {
                body.push_str(if numbers.below(4) == 0 { "\n\n" } else { " " });
            }
            match numbers.below(200) {
                0 => body.push_str(CHINESE[numbers.below(CHINESE.len())]),
                1 => body.push_str(JAPANESE[numbers.below(JAPANESE.len())]),
                _ => body.push_str(&self.sentence(&mut numbers)),
            }
        }
        let minutes = YEARS * 365 * 24 * 60;
        let back = minutes - minutes * number as i64 / of.max(1) as i64;
        let mut title = if numbers.below(3) == 0 { String::new() } else { self.sentence(&mut numbers) };
        title.truncate(title.char_indices().nth(40).map_or(title.len(), |(at, _)| at));
        let mut tags: Vec<String> = (0..numbers.below(4)).map(|_| TAGS[numbers.below(TAGS.len())].to_owned()).collect();
        tags.dedup();
        let kind = numbers.pick(&Kind::KNOWN).clone();
        let favourite = numbers.below(20) == 0;
        let entry = Entry { kind, title, tags, favourite, body, ..Entry::new(now - Duration::minutes(back)) };
        EntryDraft { id: ItemId::random(), parents: Vec::new(), entry }
    }
}

/// The demo's words by how often they stand there, then words made of syllables.
fn vocabulary() -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for word in SPOKEN.split(|c: char| !c.is_alphabetic() && c != '’').filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    let mut counted: Vec<_> = counts.into_iter().collect();
    counted.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let mut words: Vec<String> = counted.into_iter().map(|(word, _)| word).collect();

    let starts = ["b", "br", "c", "d", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "w", ""];
    let middles = ["a", "e", "i", "o", "u", "ea", "ou", "é", "ai", "ö"];
    let ends = ["", "n", "r", "l", "s", "t", "nd", "st", "ck", "m"];
    let last = ["", "ing", "ed", "er", "ly", "s", "ness", "tion"];
    let mut numbers = Numbers::new(0);
    let mut known: std::collections::HashSet<String> = words.iter().cloned().collect();
    while words.len() < VOCABULARY {
        let mut word = String::new();
        for _ in 0..=1 + numbers.below(2) {
            for part in [&starts[..], &middles, &ends] {
                word.push_str(part[numbers.below(part.len())]);
            }
        }
        word.push_str(last[numbers.below(last.len())]);
        if known.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_the_same_every_time_and_as_long_as_it_should_be() {
        let (one, other) = (Writer::new(), Writer::new());
        let now = mend_tests::builder::evening();
        for number in 0..20 {
            let entry = one.entry(number, 20, now).entry;
            assert_eq!(entry, other.entry(number, 20, now).entry);
            assert!((1_400..1_800).contains(&entry.body.len()), "{}", entry.body.len());
        }
    }
}
