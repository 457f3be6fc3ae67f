//! Attacks by size, as large as the largest file that is taken: in seconds and in megabytes they must cost no more than the others.

use serde_json::{Value, json};

use super::{
    Attack, Attacks, Result,
    picture::{self, Said, chunk, ihdr, png_of, zeros},
    reader::Cast,
    sender::{Keys, Sender, seal},
    share_of, shared, text,
};

/// The largest file that is taken.
const MOST: usize = journal::MAX_SHARE;

/// The most bytes of text that a file may have.
const TEXT: usize = 256 << 10;

/// What fits into it, less a header, a signature and some names.
const ROOM: usize = MOST - MOST / 1_024 - 4_096;

/// Markdown whose readers have been slow at one time or another, or that makes many parts of few letters.
const MARKDOWN: [(&str, &str); 24] = [
    ("letters", "a"),
    ("lines", "a\n"),
    ("stars", "*"),
    ("starred-letters", "*a"),
    ("emphasis", "*a **b "),
    ("brackets", "["),
    ("pictures-begun", "!["),
    ("links-begun", "[a]("),
    ("empty-links", "[]()"),
    ("pictures", "![](picture:9)"),
    ("references", "[a]: b\n"),
    ("footnotes", "[^a]: b\n[^a]"),
    ("quotes", "> "),
    ("quoted-lines", ">a\n"),
    ("lists", "- "),
    ("items", "- a\n"),
    ("code", "`a``b```c"),
    ("tables", "|a|\n|-|\n"),
    ("tags", "<a "),
    ("comments", "<!--"),
    ("entities", "&amp;"),
    ("backslashes", "\\"),
    ("struck", "~a~~b"),
    ("tasks", "- [ ] a\n"),
];

/// All of them, sealed to the journal with this card.
pub fn all(card: &str) -> Result<Vec<Attack>> {
    let (ash, keys) = (Cast::new()?.ash, Keys::on(card)?);
    let mut to = Attacks::default();
    to.add("one-byte-too-many", "TooLarge", [b"age-encryption.org/v1\n".to_vec(), vec![0; MOST]].concat());
    to.add("all-random", "NotAShare", vec![0x5a; MOST]);
    to.add("no-text-inside", "Malformed", seal(&vec![b' '; ROOM], &keys)?);
    lists(&mut to, &ash, &keys)?;
    texts(&mut to, &ash, &keys)?;
    pictures(&mut to, &ash, &keys)?;
    Ok(to.0)
}

/// Texts of ten megabytes with a card in them, or none.
pub fn cards() -> Result<Vec<Attack>> {
    const MOST: usize = 10_000_000;
    let card = Cast::new()?.mallory.card();
    let mut to = Attacks::default();
    let mut put = |name: &str, outcome, text: String| to.add(name, outcome, text.into_bytes());
    put("10-MB-of-words", "NotACard", "words ".repeat(MOST / 6));
    put("10-MB-of-beginnings", "Changed", "mend-card-".repeat(MOST / 10));
    put("10-MB-of-versions", "Changed", format!("mend-card-{}:", "1".repeat(MOST)));
    put("10-MB-of-spaces", "Changed", format!("mend-card-1:{}", " ".repeat(MOST)));
    put("10-MB-of-base64", "Changed", format!("mend-card-1:{}.", "A".repeat(MOST)));
    put("10-MB-before-a-card", "ok", format!("{}{card}", "words ".repeat(MOST / 6)));
    put("10-MB-of-the-same-card", "ok", format!("{card} ").repeat(MOST / (card.len() + 1)));
    Ok(to.0)
}

/// Lists of millions of empty things, and those that are just not too long.
fn lists(to: &mut Attacks, ash: &Sender, keys: &Keys) -> Result<()> {
    let document = serde_json::to_string(&ash.document(0xc01, keys, json!("here"))?)?;
    let mut put = |name: &str, outcome, content: &str| -> Result<()> {
        let json = document.replacen("\"here\"", content, 1);
        to.add(name, outcome, seal(&ash.signed(json.as_bytes(), b""), keys)?);
        Ok(())
    };
    let filled = |before: &str, unit: &str, after: &str| {
        let count = (ROOM - document.len() - before.len() - after.len()) / (unit.len() + 1);
        format!("{before}{}{after}", vec![unit; count].join(","))
    };
    let entry = |tags: &str, feelings: &str| {
        format!(r#"{{"title":"","day":null,"tags":[{tags}],"feelings":[{feelings}],"body":"","pictures":[]}}"#)
    };
    let share =
        |entries: &str, measures: &str| format!(r#"{{"share":{{"note":"a","entries":[{entries}],"measures":[{measures}]}}}}"#);
    let many = |unit: &str, count| vec![unit; count].join(",");

    put("empty-entries", "Malformed", &filled(r#"{"share":{"note":"a","entries":["#, &entry("", ""), "]}}"))?;
    put("empty-tags", "Malformed", &filled(r#"{"share":{"note":"a","entries":[{"title":"","tags":["#, "\"\"", "]}]}}"))?;
    put("empty-feelings", "Malformed", &filled(r#"{"share":{"note":"a","entries":[{"title":"","feelings":["#, "\"\"", "]}]}}"))?;
    put(
        "empty-days",
        "Malformed",
        &filled(r#"{"share":{"note":"a","entries":[],"measures":[{"days":["#, r#"{"day":"2026-01-01","value":1}"#, "]}]}}"),
    )?;
    put("nested", "Malformed", &"[".repeat(ROOM - document.len()))?;
    put("number-of-many-digits", "Malformed", &filled(r#"{"share":{"note":"#, "1111111111", "}}").replace(',', ""))?;
    put("field-of-a-long-name", "Malformed", &format!("{{\"{}\":1}}", "a".repeat(ROOM - document.len() - 8)))?;

    let full = entry(&many("\"\"", 200), &many("\"\"", 500));
    put("as-many-words-as-may-be", "ok", &share(&many(&full, 1_000), ""))?;
    let said = r#"{"media":"image/png","width":1,"height":1,"length":0}"#;
    let pictures = entry("", "").replace(r#""pictures":[]"#, &format!(r#""pictures":[{}]"#, many(said, 200)));
    put("as-many-pictures-as-may-be", "PictureNotAPicture", &share(&many(&pictures, 1_000), ""))?;
    let first = chrono::NaiveDate::from_ymd_opt(1917, 1, 1).ok_or("no such day")?;
    let days: Vec<String> = first.iter_days().take(14_000).map(|day| format!(r#"{{"day":"{day}","value":1e9}}"#)).collect();
    let measure = format!(r#"{{"measure":"energy","name":"","from":"{first}","to":"2026-01-01","days":[{}]}}"#, days.join(","));
    put("as-many-days-as-may-be", "ok", &share("", &many(&measure, 20)))
}

/// Texts that fill the file, and texts that are just not too long.
fn texts(to: &mut Attacks, ash: &Sender, keys: &Keys) -> Result<()> {
    let room = ROOM - 2_048;
    to.add("text-too-long", "TooLarge", ash.file(0xc02, keys, share_of("", &"a".repeat(room)))?);
    let note = json!({ "share": { "note": "a".repeat(room), "entries": [], "measures": [] } });
    to.add("note-too-long", "TooLarge", ash.file(0xc03, keys, note)?);
    for (name, letter) in [("escapes", "\\u0061"), ("surrogates", "\\ud83c\\udf3f")] {
        let document = serde_json::to_string(&ash.document(0xc04, keys, share_of("", "here"))?)?;
        let json = document.replacen("here", &letter.repeat(room / letter.len()), 1);
        to.add(&format!("text-of-{name}"), "TooLarge", seal(&ash.signed(json.as_bytes(), b""), keys)?);
    }
    for (name, unit) in MARKDOWN {
        let outcome = if unit.contains("picture:") { "Malformed" } else { "ok" };
        to.add(&format!("text-of-{name}"), outcome, ash.file(0xc05, keys, share_of("", &unit.repeat(TEXT / unit.len())))?);
    }
    Ok(())
}

fn pictures(to: &mut Attacks, ash: &Sender, keys: &Keys) -> Result<()> {
    let file = |size: (u32, u32), media, pictures: &[&[u8]]| {
        let said = |bytes: &&[u8]| Said { media, width: size.0, height: size.1, length: bytes.len() as u64 }.json();
        let all: Vec<Value> = pictures.iter().map(said).collect();
        let entries = all.chunks(200).map(|some| {
            let mut entry = text("Hello", "there");
            entry["pictures"] = some.into();
            entry
        });
        ash.file_with(0xc06, keys, shared(entries.collect(), vec![]), &pictures.concat())
    };
    let side = 2_560;
    let see_through = png_of(&[ihdr(side, side, 8, 6), chunk(b"IDAT", &zeros(side as usize * (4 * side as usize + 1))?)]);
    to.add("picture-of-nothing", "ok", file((side, side), "image/png", &[&see_through])?);
    let flat = png_of(&[ihdr(side, side, 8, 2), chunk(b"IDAT", &zeros(side as usize * (3 * side as usize + 1))?)]);
    to.add("pictures-of-105-million-pixels", "TooLarge", file((side, side), "image/png", &[&flat[..]; 16])?);
    to.add("picture-of-all-colours", "ok", file((side, side), "image/png", &[&picture::noise(side, side, 2)?])?);
    to.add("picture-of-all-colours-seen-through", "ok", file((side, side), "image/png", &[&picture::noise(side, side, 6)?])?);
    let jpeg = picture::jpeg(side, side)?;
    to.add("picture-as-large-as-may-be", "ok", file((side, side), "image/jpeg", &[&jpeg])?);
    let mut comments = jpeg[..2].to_vec();
    let comment = [&[0xff, 0xfe, 0xff, 0xff][..], &[b'a'; 65_533]].concat();
    (0..(ROOM - jpeg.len()) / comment.len()).for_each(|_| comments.extend(&comment));
    comments.extend(&jpeg[2..]);
    to.add("picture-of-many-comments", "ok", file((side, side), "image/jpeg", &[&comments])?);
    Ok(())
}
