//! Inside the real window: how long a page takes to show an entry, a key to be drawn, and a long list to scroll.

use std::time::Duration;

use journal::{Entry, EntryDraft, ItemId, Journal, Passphrase};
use mend_tests::{
    builder::PASSPHRASE,
    driver::{Program, Stage},
};

use super::{
    Answer,
    measure::Times,
    subject::Subject,
    table::{Bound, Line, rounded},
    text::{Numbers, Writer},
};

/// Entries that are opened.
const OPENED: usize = 40;

/// Keys that are pressed.
const KEYS: usize = 150;

/// Words of the entry that is typed into.
const WORDS: usize = 10_000;

/// Frames for which a list is scrolled.
const FRAMES: usize = 240;

/// Opens entries and scrolls the timeline of a journal.
pub(crate) fn reading(subject: &Subject) -> Answer<Vec<Line>> {
    let rows = subject.open()?.rows()?;
    let stage = Stage::set()?;
    let app = stage.start_with(&subject.path())?;
    app.unlock(PASSPHRASE)?;
    app.go("Journal")?;
    app.first_entry()?;
    let frames = scrolling(&app)?;
    let mut numbers = Numbers::new(45);
    let mut opening = Times::default();
    for _ in 0..OPENED {
        opening.push(open(&app, numbers.pick(&rows).id)?);
    }
    app.quit()?;
    let note = |times: &Times| format!("p50 {} ms, max {} ms", rounded(times.median()), rounded(times.at(1.0)));
    Ok(vec![
        Line::new("opening an entry in the window, p95", subject.size, opening.at(0.95), "ms")
            .bound(Bound::Value(50.0))
            .note(note(&opening)),
        Line::new("scrolling the timeline, a frame, p95", subject.size, frames.at(0.95), "ms").note(note(&frames)),
    ])
}

/// From the change of page until the entry's text stands on it, laid out.
fn open(app: &Program<'_>, id: ItemId) -> Answer<Duration> {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         const from = [...document.querySelectorAll('[role=textbox]')];
         const start = performance.now();
         const look = () => {{
           const text = document.querySelector('[role=textbox][aria-multiline=true]');
           if (!text || from.includes(text) || !text.textContent.trim()) return;
           watch.disconnect();
           text.getBoundingClientRect();
           done(performance.now() - start);
         }};
         const watch = new MutationObserver(look);
         watch.observe(document.body, {{ childList: true, subtree: true, characterData: true }});
         location.hash = '#/entry/{id}';"
    );
    milliseconds(&app.run_async(&script)?)
}

/// Times between frames while the list moves by a row in each.
fn scrolling(app: &Program<'_>) -> Answer<Times> {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         const list = document.getElementById('main');
         const times = [];
         let last = null;
         const step = (now) => {{
           if (last !== null) times.push(now - last);
           last = now;
           list.scrollTop += 60;
           if (times.length < {FRAMES}) requestAnimationFrame(step); else done(times);
         }};
         requestAnimationFrame(step);"
    );
    let mut times = Times::default();
    for time in app.run_async(&script)?.as_array().ok_or("no times between frames")? {
        times.push(milliseconds(time)?);
    }
    Ok(times)
}

/// Types into an entry of [`WORDS`] words.
pub(crate) fn typing(writer: &Writer) -> Answer<Vec<Line>> {
    let stage = Stage::set()?;
    let now = chrono::Local::now().fixed_offset();
    let mut journal = Journal::create(&stage.journal(), &Passphrase::new(PASSPHRASE)?, now)?;
    journal.save(EntryDraft { id: ItemId::random(), parents: Vec::new(), entry: long(writer, now) }, now)?;
    journal.lock(now)?;
    let app = stage.start()?;
    app.unlock(PASSPHRASE)?;
    let editor = app.editor()?;
    app.run(
        "window.keys = [];
         let start = null;
         addEventListener('keydown', () => (start = performance.now()), true);
         addEventListener('input', () => setTimeout(() => {
           document.activeElement.getBoundingClientRect();
           if (start !== null) window.keys.push(performance.now() - start);
           start = null;
         }), true);",
        &[],
    )?;
    for _ in 0..KEYS / 10 {
        editor.type_text("river and ")?;
    }
    let mut times = Times::default();
    for time in app.run("return window.keys", &[])?.as_array().ok_or("no keys were timed")? {
        times.push(milliseconds(time)?);
    }
    app.quit()?;
    let tail = format!("p50 {} ms, max {} ms, {} keys", rounded(times.median()), rounded(times.at(1.0)), times.len());
    let what = "a key in an entry of 10,000 words until it is laid out, p95";
    Ok(vec![Line::new(what, None, times.at(0.95), "ms").bound(Bound::Value(16.0)).note(tail)])
}

/// An entry in paragraphs of some 60 words.
fn long(writer: &Writer, now: journal::Moment) -> Entry {
    let mut numbers = Numbers::new(46);
    let mut body = String::new();
    for word in 0..WORDS {
        body.push_str(writer.word(numbers.below(2_000)));
        body.push_str(if word % 60 == 59 { ".\n\n" } else { " " });
    }
    Entry { body, ..Entry::new(now) }
}

fn milliseconds(value: &serde_json::Value) -> Answer<Duration> {
    let milliseconds = value.as_f64().ok_or("the page gave no time")?;
    Ok(Duration::from_secs_f64(milliseconds.max(0.0) / 1_000.0))
}
