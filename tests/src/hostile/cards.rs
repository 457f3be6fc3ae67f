//! Cards that somebody gives to pass for another.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{
    Attacks, Result,
    reader::{Cast, Known},
    sender::{Keys, card_of},
};

pub(super) fn add(to: &mut Attacks, Cast { ash, ash_before, mallory, .. }: &Cast, known: &Known) -> Result<()> {
    let (line, name) = (mallory.card(), mallory.name);
    let mut put = |name: &str, outcome, text: String| to.add(name, outcome, text.into_bytes());
    put("card", "ok", line.clone());
    put("card-of-a-family", "ok", mallory.card_called("\u{1f469}\u{200d}\u{1f467} \u{2764}\u{fe0f} \u{645}\u{200c}\u{645}"));
    put("card-in-a-page", "ok", format!("<html><script>alert(1)</script><p>{line}</p></html>"));
    put("card-twice", "ok", format!("{line}\n\nAgain: {line}"));
    put("known", "ok, known", ash.card());
    put("own", "Own", known.card.clone());
    put("another-ash", "ok, the same name", mallory.card_called("Ash"));
    put("another-ash-in-capitals", "ok, the same name", mallory.card_called("ASH"));
    put("ash-before", "ok, the same name", ash_before.card());
    put("two-cards", "Several", format!("{line}\n{}", ash.card()));

    put("nothing", "NotACard", String::new());
    put("words", "NotACard", "Dear Sam, here is my card: mend-kard-1:AAAA.".into());
    put("only-the-beginning", "Changed", "mend-card-".into());
    put("cut", "Changed", line[..line.len() / 2].into());
    put("without-its-end", "Changed", line.trim_end_matches('.').into());
    put("too-short", "Changed", "mend-card-1:AAAA.".into());
    put("no-base64", "Changed", line.replacen("mend-card-1:", "mend-card-1:!!", 1));
    put("base64-of-the-other-alphabet", "Changed", {
        let bytes = [&mallory.keys.bytes()[..], &[0xff; 64], name.as_bytes()].concat();
        format!("mend-card-1:{}.", STANDARD.encode(bytes))
    });
    put("base64-with-its-end", "Changed", line.replace('.', "=."));
    put("letters-in-disguise", "Changed", line.replacen(':', ":\u{200b}", 1));
    put("signature-of-zeros", "Changed", card_of(&mallory.keys, &[0; 64], name));
    let signed = |keys: &Keys, name: &str| mallory.sign(&[b"Mend card 1\n", &keys.bytes()[..], name.as_bytes()].concat());
    put("name-of-another-card", "Changed", card_of(&mallory.keys, &signed(&mallory.keys, "Mallory"), "Ash"));
    put("keys-of-ash", "Changed", card_of(&ash.keys, &signed(&ash.keys, "Ash"), "Ash"));
    let half = Keys { recipient: mallory.keys.recipient, verify: ash.keys.verify };
    put("half-the-keys-of-ash", "Changed", card_of(&half, &signed(&half, "Ash"), "Ash"));

    // The neutral element's signature fits any text for whoever does not look.
    let mut one = [0; 32];
    one[0] = 1;
    let mut anybody = [0; 64];
    anybody[0] = 1;
    put("keys-of-zeros", "Changed", card_of(&Keys { recipient: [0; 32], verify: [0; 32] }, &anybody, name));
    put("signs-for-everybody", "Changed", card_of(&Keys { verify: one, ..mallory.keys }, &anybody, name));
    let everybody = Keys { recipient: one, ..mallory.keys };
    put("seals-to-everybody", "Changed", card_of(&everybody, &signed(&everybody, name), name));

    for (what, name) in [
        ("name-of-nothing", ""),
        ("name-of-a-space", " "),
        ("name-with-a-space-before", " Ash"),
        ("name-of-two-lines", "Ash\nSafety words: compared"),
        ("name-turned-around", "Mallory\u{202e}hsA"),
        ("name-of-no-width", "\u{200b}"),
        ("name-with-no-width", "Ash\u{2060}"),
        ("name-of-a-joiner", "\u{200d}"),
        ("name-with-a-joiner", "Ash\u{200d}"),
        ("name-with-a-selector", "Ash\u{fe0f}"),
        ("name-with-a-soft-hyphen", "As\u{ad}h"),
        ("name-of-a-filler", "\u{3164}"),
        ("name-of-tag-letters", "Ash\u{e0041}"),
        ("name-not-normalised", "Ze\u{301}e"),
        ("name-with-nul", "Ash\0"),
        ("name-of-61", "AshAshAshAshAshAshAshAshAshAshAshAshAshAshAshAshAshAshAshAshA"),
    ] {
        put(what, "BadName", mallory.card_called(name));
    }
    put("name-too-long-by-far", "Changed", mallory.card_called(&"x".repeat(300)));
    put("name-not-utf-8", "Changed", {
        let name = b"As\xff";
        let signature = mallory.sign(&[b"Mend card 1\n", &mallory.keys.bytes()[..], name].concat());
        let bytes = [&mallory.keys.bytes()[..], &signature, name].concat();
        format!("mend-card-1:{}.", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
    });

    let version = |version: &str| line.replacen("card-1:", &format!("card-{version}:"), 1);
    put("version-2", "Newer", version("2"));
    put("version-too-large-for-a-number", "Changed", version("99999999999999999999"));
    put("version-0001", "Changed", version("0001"));
    put("version-plus-1", "Changed", version("+1"));
    put("version-of-a-word", "Changed", version("one"));
    put("version-below-nothing", "Changed", version("-1"));
    Ok(())
}
