//! Search: words and phrases, found as they are typed, with the passage in which they stand.

use std::ops::Range;

use chrono::NaiveDate;
use rusqlite::{params_from_iter, types::Value as Sql};

use super::Index;
use crate::{Kind, Result, fold, index::timeline::Row, picture, words};

/// Beyond this many finds the words do not narrow anything: ranking them would cost more than it tells, and the newest come
/// first instead.
const RANKED: usize = 1_000;

/// Characters of a passage.
const PASSAGE: usize = 180;

/// Words shorter than this find only themselves, unless they are the last one and still being typed.
const PREFIX: usize = 3;

/// A run of text, marked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Whether the search matched them.
    pub hit: bool,
}

/// What is looked for: everything that is said must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// As they were typed. Without any, the newest entries come first.
    pub words: String,
    /// One of these; none means any.
    pub kinds: Vec<Kind>,
    /// All of these.
    pub tags: Vec<String>,
    /// The id of a feeling that a check-in of the entry has.
    pub feeling: Option<String>,
    /// Only favourites.
    pub favourite: bool,
    /// Only entries with a picture.
    pub pictures: bool,
    /// From this local day on.
    pub from: Option<NaiveDate>,
    /// Until this local day, itself included.
    pub to: Option<NaiveDate>,
}

impl Filter {
    /// Words alone.
    pub fn words(typed: &str) -> Self {
        Self { words: typed.to_owned(), ..Self::default() }
    }

    /// What must hold of an entry beside its words, as SQL, and the values in it. The first of them is number `first`.
    fn conditions(&self, first: usize) -> (String, Vec<Sql>) {
        let (mut sql, mut values) = (String::new(), Vec::new());
        let mut must = |condition: &str, value: Sql| {
            values.push(value);
            sql.push_str(" AND ");
            sql.push_str(&condition.replace('?', &format!("?{}", first + values.len() - 1)));
        };
        if !self.kinds.is_empty() {
            let kinds: Vec<&str> = self.kinds.iter().map(Kind::as_str).collect();
            must("entry.kind IN (SELECT value FROM json_each(?))", Sql::Text(serde_json::json!(kinds).to_string()));
        }
        for tag in &self.tags {
            must("entry.rowid IN (SELECT row FROM tag WHERE tag = ?)", Sql::Text(tag.clone()));
        }
        if let Some(feeling) = &self.feeling {
            let felt =
                "SELECT item.rowid FROM felt JOIN check_in ON check_in.rowid = felt.row JOIN item ON item.id = check_in.entry
                        WHERE felt.word = ?";
            must(&format!("entry.rowid IN ({felt})"), Sql::Text(feeling.clone()));
        }
        if self.favourite {
            must("entry.favourite >= ?", Sql::Integer(1));
        }
        if self.pictures {
            must("entry.pictures >= ?", Sql::Integer(1));
        }
        // By month first: that is how the timeline's index begins.
        if let Some(from) = self.from.map(|day| day.to_string()) {
            must("entry.month >= ?", Sql::Text(from[..from.len() - 3].to_owned()));
            must("entry.day >= ?", Sql::Text(from));
        }
        if let Some(to) = self.to.map(|day| day.to_string()) {
            must("entry.month <= ?", Sql::Text(to[..to.len() - 3].to_owned()));
            must("entry.day <= ?", Sql::Text(to));
        }
        (sql, values)
    }
}

/// An entry that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The entry, with its first words.
    pub row: Row,
    /// Its title with the matches marked.
    pub title: Vec<Span>,
    /// Its tags, in their order, with the matches marked.
    pub tags: Vec<Vec<Span>>,
    /// The passage with the first match.
    pub excerpt: Vec<Span>,
}

/// What was typed, understood: all terms must be found.
///
/// Words between quotation marks are a phrase; so are the parts of one word (`don’t`, `今日`). Words match their beginnings,
/// in quotation marks they match whole.
#[derive(Debug, PartialEq, Eq)]
struct Query {
    terms: Vec<Term>,
}

#[derive(Debug, PartialEq, Eq)]
struct Term {
    words: Vec<String>,
    /// Whether the last word may go on.
    open: bool,
}

impl Query {
    fn parse(typed: &str) -> Self {
        let mut terms = Vec::new();
        let normal = typed.replace(['“', '”', '„', '«', '»', '「', '」'], "\"");
        for (part, text) in normal.split('"').enumerate() {
            if part % 2 == 1 {
                terms.push(Term { words: folded(text), open: false });
            } else {
                for word in text.split_whitespace() {
                    let words = folded(word);
                    let open = words.last().is_some_and(|word| word.chars().count() >= PREFIX);
                    terms.push(Term { words, open });
                }
            }
        }
        terms.retain(|term| !term.words.is_empty());
        // The word under the cursor may be its first letter.
        if !normal.ends_with(|c: char| c.is_whitespace() || c == '"')
            && let Some(last) = terms.last_mut()
        {
            last.open = true;
        }
        Self { terms }
    }

    /// FTS5's own language. Only letters and digits get into it, each word in quotation marks.
    fn fts(&self) -> String {
        let term = |term: &Term| format!("\"{}\"{}", term.words.join(" "), if term.open { "*" } else { "" });
        self.terms.iter().map(term).collect::<Vec<_>>().join(" AND ")
    }

    /// Where the terms stand in a text.
    fn matches(&self, text: &str) -> Vec<Range<usize>> {
        let tokens: Vec<_> = fold::tokens(text).collect();
        let mut found = Vec::new();
        for start in 0..tokens.len() {
            for term in &self.terms {
                if let Some(run) = tokens.get(start..start + term.words.len())
                    && term.is(run)
                    && let (Some(first), Some(last)) = (run.first(), run.last())
                {
                    found.push(first.range.start..last.range.end);
                }
            }
        }
        merge(found)
    }
}

impl Term {
    fn is(&self, run: &[fold::Token]) -> bool {
        let last = self.words.len() - 1;
        self.words.iter().zip(run).enumerate().all(|(place, (word, token))| {
            if self.open && place == last { token.folded.starts_with(word.as_str()) } else { token.folded == *word }
        })
    }
}

fn folded(text: &str) -> Vec<String> {
    fold::tokens(text).map(|token| token.folded).collect()
}

/// Ranges in order, those that touch made one.
fn merge(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

impl Index {
    /// A part of the finds, best first; the newest first when there are no words, or very many finds. What is asked for without
    /// saying anything is nothing.
    pub(crate) fn find(&self, filter: &Filter, offset: u32, limit: u32) -> Result<Vec<Hit>> {
        let query = Query::parse(&filter.words);
        let nothing_said = filter == &Filter { words: filter.words.clone(), ..Filter::default() };
        // Signs alone are no words: whoever types them looks for them, and not for everything.
        if query.terms.is_empty() && (nothing_said || !filter.words.trim().is_empty()) {
            return Ok(Vec::new());
        }
        let rows = if query.terms.is_empty() {
            self.newest_rows(filter, offset, limit)?
        } else {
            self.catch_up()?;
            self.matching_rows(&query.fts(), filter, offset, limit)?
        };
        rows.into_iter().map(|row| self.hit(row, &query)).collect()
    }

    fn newest_rows(&self, filter: &Filter, offset: u32, limit: u32) -> Result<Vec<i64>> {
        let (conditions, values) = filter.conditions(3);
        let sql = format!(
            "SELECT entry.rowid FROM entry WHERE entry.trashed = 0{conditions}
             ORDER BY month DESC, day DESC, moment DESC, entry.rowid DESC LIMIT ?1 OFFSET ?2"
        );
        self.rowids(&sql, [Sql::Integer(limit.into()), Sql::Integer(offset.into())].into_iter().chain(values))
    }

    fn matching_rows(&self, fts: &str, filter: &Filter, offset: u32, limit: u32) -> Result<Vec<i64>> {
        let (conditions, values) = filter.conditions(4);
        let entries = if values.is_empty() { "" } else { " CROSS JOIN entry ON entry.rowid = words.rowid" };
        let rows = |order: &str, limit: u32, offset: u32| {
            let sql = format!(
                "SELECT words.rowid FROM words{entries} WHERE words MATCH ?1{conditions} ORDER BY {order} LIMIT ?2 OFFSET ?3"
            );
            let common = [Sql::Text(fts.to_owned()), Sql::Integer(limit.into()), Sql::Integer(offset.into())];
            self.rowids(&sql, common.into_iter().chain(values.iter().cloned()))
        };
        let many = rows("words.rowid DESC", RANKED as u32 + 1, 0)?.len() > RANKED;
        if many {
            // Along the timeline, because what was written down last may be of long ago.
            let sql = format!(
                "SELECT entry.rowid FROM entry INDEXED BY entry_timeline
                 WHERE entry.trashed = 0 AND entry.rowid IN (SELECT rowid FROM words WHERE words MATCH ?1){conditions}
                 ORDER BY month DESC, day DESC, moment DESC, entry.rowid DESC LIMIT ?2 OFFSET ?3"
            );
            let common = [Sql::Text(fts.to_owned()), Sql::Integer(limit.into()), Sql::Integer(offset.into())];
            return self.rowids(&sql, common.into_iter().chain(values));
        }
        // A word in the title weighs most, then in a tag.
        rows("bm25(words, 8.0, 4.0, 1.0), words.rowid DESC", limit, offset)
    }

    fn rowids(&self, sql: &str, values: impl Iterator<Item = Sql>) -> Result<Vec<i64>> {
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn hit(&self, rowid: i64, query: &Query) -> Result<Hit> {
        let row = self.row(rowid)?;
        let title = spans(&row.title, &query.matches(&row.title));
        let tags = row.tags.iter().map(|tag| spans(tag, &query.matches(tag))).collect();
        let passage = match query.terms.is_empty() {
            true => None,
            false => passage(&picture::without_addresses(&self.body(rowid)?), query),
        };
        let excerpt = passage.unwrap_or_else(|| spans(&row.excerpt, &[]));
        Ok(Hit { row, title, tags, excerpt })
    }
}

/// The paragraph with the most terms, as plain words, cut around its first match.
fn passage(body: &str, query: &Query) -> Option<Vec<Span>> {
    let mut best: Option<(usize, String, Vec<Range<usize>>)> = None;
    for paragraph in body.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        let found = query.matches(paragraph);
        if found.is_empty() || best.as_ref().is_some_and(|(count, ..)| *count >= found.len().min(query.terms.len())) {
            continue;
        }
        // A paragraph of a megabyte is looked at around the match only.
        let start = words::floor_char_boundary(paragraph, found[0].start.saturating_sub(400));
        let end = words::floor_char_boundary(paragraph, found[0].start + 2_000);
        let line = words::plain(&paragraph[start..end]);
        let marked = query.matches(&line);
        if !marked.is_empty() {
            best = Some((found.len().min(query.terms.len()), line, marked));
        }
        if best.as_ref().is_some_and(|(count, ..)| *count >= query.terms.len()) {
            break;
        }
    }
    let (_, line, marked) = best?;
    Some(around(&line, &marked))
}

/// About [`PASSAGE`] characters of a line around its first match.
fn around(line: &str, marked: &[Range<usize>]) -> Vec<Span> {
    let first = marked.first().map_or(0, |range| range.start);
    let before = line[..first].char_indices().rev().nth(PASSAGE / 3).map_or(0, |(at, _)| at);
    let start = if before == 0 { 0 } else { line[before..first].find(' ').map_or(before, |space| before + space + 1) };
    let whole_end = line[start..].char_indices().nth(PASSAGE).map_or(line.len(), |(at, _)| start + at);
    let must_show = marked.first().map_or(0, |range| range.end);
    let end = if whole_end == line.len() {
        whole_end
    } else {
        line[..whole_end].rfind(' ').filter(|space| *space > must_show).unwrap_or(whole_end.max(must_show))
    };
    let inside: Vec<_> = marked
        .iter()
        .filter(|range| range.start >= start && range.end <= end)
        .map(|range| range.start - start..range.end - start)
        .collect();
    let mut spans = spans(&line[start..end], &inside);
    if start > 0 {
        spans.insert(0, Span { text: "…".into(), hit: false });
    }
    if end < line.len() {
        spans.push(Span { text: "…".into(), hit: false });
    }
    spans
}

fn spans(text: &str, hits: &[Range<usize>]) -> Vec<Span> {
    let mut spans = Vec::with_capacity(hits.len() * 2 + 1);
    let mut at = 0;
    let mut push = |range: Range<usize>, hit: bool| {
        if !range.is_empty() {
            spans.push(Span { text: text[range].to_owned(), hit });
        }
    };
    for hit in hits {
        push(at..hit.start, false);
        push(hit.clone(), true);
        at = hit.end;
    }
    push(at..text.len(), false);
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(spans: &[Span]) -> String {
        spans.iter().map(|span| if span.hit { format!("[{}]", span.text) } else { span.text.clone() }).collect()
    }

    #[test]
    fn what_is_typed_becomes_terms() {
        assert_eq!(Query::parse("long riv").fts(), "\"long\"* AND \"riv\"*");
        assert_eq!(Query::parse("to r").fts(), "\"to\" AND \"r\"*");
        assert_eq!(Query::parse("“the long way” home ").fts(), "\"the long way\" AND \"home\"*");
        assert_eq!(Query::parse("don’t 今日").fts(), "\"don t\" AND \"今 日\"*");
        assert_eq!(Query::parse(" * AND ( \" NEAR( ").fts(), "\"and\"* AND \"near\"");
    }

    #[test]
    fn the_passage_shows_the_match_in_its_sentence() {
        let body = "Rain all morning.\n\nWe walked to the **river** after breakfast, the long way.\n\nLater nothing.";
        assert_eq!(
            shown(&passage(body, &Query::parse("riv")).unwrap()),
            "We walked to the [river] after breakfast, the long way."
        );
        assert!(passage(body, &Query::parse("mountain")).is_none());
    }

    #[test]
    fn a_match_far_inside_is_cut_out_with_its_neighbours() {
        let body = format!("{} shoulders {}", "word ".repeat(3_000), "more ".repeat(3_000));
        let shown = shown(&passage(&body, &Query::parse("shoulders")).unwrap());
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains("[shoulders]"), "{shown}");
        assert!(shown.chars().count() < PASSAGE + 10);
    }

    proptest! {
        #[test]
        fn any_query_on_any_text_is_answered(typed in "\\PC{0,30}", body in "\\PC{0,300}") {
            let query = Query::parse(&typed);
            let _ = passage(&body, &query);
            let words: String = spans(&body, &query.matches(&body)).into_iter().map(|span| span.text).collect();
            prop_assert_eq!(words, body);
        }
    }
}
