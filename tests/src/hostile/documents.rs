//! Attacks from inside the seal: who wrote it, for whom, and what it is made of.

use serde_json::{Value, json};

use super::{
    Attacks, Result,
    reader::{Cast, KEPT, Known},
    sender::{FIRST, Keys, Sender, message, seal, with_signature},
    share_of, shared, text,
};

/// Group order of Ed25519, little endian: a signature with it added to its second half still fits where nobody looks closely.
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0x10,
];

pub(super) fn add(to: &mut Attacks, cast: &Cast, known: &Known) -> Result<()> {
    senders(to, cast, known)?;
    signatures(to, cast, known)?;
    again(to, cast, known)?;
    shapes(to, cast, known)
}

fn senders(to: &mut Attacks, cast: &Cast, Known { keys, own_file, .. }: &Known) -> Result<()> {
    let Cast { ash, ash_before, robin, mallory } = cast;
    let hello = || share_of("Hello", "there");
    to.add("from-a-stranger", "UnknownSender", mallory.file(0x201, keys, hello())?);
    to.add("from-the-card-before", "OldCard", ash_before.file(0x202, keys, hello())?);
    to.add("from-the-reader", "Own", own_file.clone());

    // Documents that do not say what is true.
    let document = ash.document(0x203, keys, hello())?;
    to.add("says-ash-signed-by-mallory", "Signature", sealed(mallory, &document, keys)?);
    to.add("says-ash-signed-by-robin", "Signature", sealed(robin, &document, keys)?);
    let mixed = Keys { recipient: ash.keys.recipient, verify: mallory.keys.verify };
    let document = with(&mallory.document(0x204, keys, hello())?, "from", mixed.json()?);
    to.add("half-of-ash", "UnknownSender", sealed(mallory, &document, keys)?);
    let document = with(&ash.document(0x205, keys, hello())?, "from", keys.json()?);
    to.add("says-the-reader-wrote-it", "Signature", sealed(ash, &document, keys)?);
    // What Ash wrote to Robin, sealed anew by Robin.
    let document = ash.document(0x206, &robin.keys, hello())?;
    to.add("written-to-somebody-else", "OtherRecipient", sealed(ash, &document, keys)?);
    let document = ash.document(0x207, &Keys { verify: robin.keys.verify, ..*keys }, hello())?;
    to.add("written-to-half-of-the-reader", "OtherRecipient", sealed(ash, &document, keys)?);
    // Carrying a letter of Ash's in another envelope is no harm.
    to.add("sealed-by-somebody-else", "ok", sealed(ash, &ash.document(0x208, keys, hello())?, keys)?);

    // Keys that are none. The neutral element verifies a signature that anybody can make.
    let mut one = [0; 32];
    one[0] = 1;
    for (name, recipient, verify) in [
        ("sender-keys-of-zeros", [0; 32], [0; 32]),
        ("sender-seals-to-everybody", one, ash.keys.verify),
        ("sender-signs-for-everybody", ash.keys.recipient, one),
    ] {
        let document = with(&ash.document(0x209, keys, hello())?, "from", Keys { recipient, verify }.json()?);
        let mut body = serde_json::to_vec(&document)?;
        body.push(b'\n');
        let mut signature = [0; 64];
        signature[0] = 1;
        to.add(name, "Malformed", seal(&with_signature(FIRST, &signature, &body), keys)?);
    }
    let document = with(&ash.document(0x20a, keys, hello())?, "from", json!({ "recipient": "age1", "verify": "00" }));
    to.add("sender-keys-too-short", "Malformed", sealed(ash, &document, keys)?);
    let mut from = ash.keys.json()?;
    from["recipient"] = from["recipient"].as_str().map(|key| key.replacen("age1", "ape1", 1)).into();
    to.add("sender-key-of-another-kind", "Malformed", sealed(ash, &with(&document, "from", from), keys)?);
    Ok(())
}

fn signatures(to: &mut Attacks, Cast { ash, .. }: &Cast, Known { keys, .. }: &Known) -> Result<()> {
    let document = serde_json::to_vec(&ash.document(0x301, keys, share_of("Hello", "there"))?)?;
    let body = [&document[..], b"\n"].concat();
    let signature = ash.sign(&message(FIRST, &body));
    let hex = hex::encode(signature);
    let mut put = |name, outcome, plain: Vec<u8>| -> Result<()> {
        to.add(name, outcome, seal(&plain, keys)?);
        Ok(())
    };
    put("signature-missing", "Signature", [FIRST, &body].concat())?;
    put("signature-line-empty", "Signature", [FIRST, b"\n", &body].concat())?;
    put("signature-of-zeros", "Signature", with_signature(FIRST, &[0; 64], &body))?;
    put("signature-of-another-text", "Signature", with_signature(FIRST, &ash.sign(&message(FIRST, b"{}\n")), &body))?;
    put("signature-of-version-2", "Signature", ash.signed_as(FIRST, b"Mend share 2\n", &body))?;
    put("signature-of-a-card", "Signature", ash.signed_as(FIRST, b"Mend card 1\n", &body))?;
    put("signature-of-the-bare-text", "Signature", with_signature(FIRST, &ash.sign(&body), &body))?;
    put("signature-cut", "Signature", [FIRST, &hex.as_bytes()[..126], b"\n", &body].concat())?;
    put("signature-of-no-digits", "Signature", [FIRST, &[b'g'; 128], b"\n", &body].concat())?;
    put("signature-twice", "Malformed", [FIRST, hex.as_bytes(), b"\n", hex.as_bytes(), b"\n", &body].concat())?;
    put("signature-moved", "Signature", with_signature(FIRST, &moved(signature), &body))?;
    put("signature-of-one-space-less", "Signature", with_signature(FIRST, &signature, &[&document[..], b" \n"].concat()))?;
    put("only-a-signature", "Malformed", [FIRST, hex.as_bytes(), b"\n"].concat())?;
    put("picture-behind-the-signature", "Signature", with_signature(FIRST, &signature, &[&body[..], b"\x89PNG"].concat()))?;

    let version = |line: &str| ash.signed_as(line.as_bytes(), line.as_bytes(), &body);
    put("version-2", "Newer", version("Mend share 2\n"))?;
    put("version-too-large-for-a-number", "Newer", version("Mend share 99999999999999999999\n"))?;
    put("version-1-and-more", "Newer", version("Mend share 1 \n"))?;
    put("a-page", "Malformed", version("Mend page 1\n"))?;
    Ok(())
}

/// The same signature in its other spelling.
fn moved(mut signature: [u8; 64]) -> [u8; 64] {
    let mut carry = 0;
    for (byte, order) in signature[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(order) + carry;
        (*byte, carry) = (sum as u8, sum >> 8);
    }
    signature
}

fn again(to: &mut Attacks, Cast { ash, robin, .. }: &Cast, known: &Known) -> Result<()> {
    let Known { keys, kept, declined, thrown, purged, .. } = known;
    to.add("kept-before", "Again", kept.clone());
    to.add("kept-before-sealed-anew", "Again", ash.file(KEPT, keys, share_of("A day", "It rained."))?);
    to.add("kept-before-with-another-text", "Again", ash.file(KEPT, keys, share_of("A day", "It shone."))?);
    to.add("kept-before-as-a-reply", "Again", ash.file(KEPT, keys, reply(0x1, "Thanks"))?);
    to.add("kept-before-from-somebody-else", "ok", robin.file(KEPT, keys, share_of("A day", "It rained."))?);
    to.add("declined-before", "Declined", declined.clone());
    to.add("thrown-away-before", "Removed", thrown.clone());
    to.add("purged-before", "Removed", purged.clone());
    to.add("reply-to-nothing", "ok", ash.file(0x401, keys, reply(0x1, "Thank you"))?);
    to.add("reply-without-words", "Malformed", ash.file(0x402, keys, reply(0x1, " \n"))?);
    Ok(())
}

fn reply(about: u128, thanks: &str) -> Value {
    json!({ "reply": { "to": uuid::Uuid::from_u128(about), "heard": "", "ask": "", "thanks": thanks } })
}

/// A document that is not what a document is.
fn shapes(to: &mut Attacks, Cast { ash, .. }: &Cast, Known { keys, .. }: &Known) -> Result<()> {
    let good = ash.document(0x501, keys, share_of("Hello", "there"))?;
    let spelled = serde_json::to_string(&good)?;
    let mut put = |name, outcome, json: &[u8]| -> Result<()> {
        to.add(name, outcome, seal(&ash.signed(json, b""), keys)?);
        Ok(())
    };
    let swap = |from: &str, into: &str| spelled.replacen(from, into, 1).into_bytes();
    put("json-cut", "Malformed", &spelled.as_bytes()[..spelled.len() - 1])?;
    put("json-twice", "Malformed", format!("{spelled}{spelled}").as_bytes())?;
    put("json-of-two-lines", "Malformed", &swap("{", "{\n"))?;
    put("json-list", "Malformed", format!("[{spelled}]").as_bytes())?;
    put("json-nested", "Malformed", &swap("\"Hello\"", &format!("{}{}", "[".repeat(20_000), "]".repeat(20_000))))?;
    put("json-nested-objects", "Malformed", &swap("\"Hello\"", &format!("{}1{}", "{\"a\":".repeat(20_000), "}".repeat(20_000))))?;
    put("json-nested-content", "Malformed", &swap("{\"share\":", &"{\"share\":".repeat(5_000)))?;
    put("field-twice", "Malformed", &swap("\"note\":", "\"note\":\"other\",\"note\":"))?;
    put("sender-twice", "Malformed", &swap("\"from\":", &format!("\"from\":{},\"from\":", keys.json()?)))?;
    put("content-twice", "Malformed", &swap("\"content\":{", "\"content\":{\"reply\":null,"))?;
    put("content-unknown", "Malformed", &swap("\"share\":", "\"program\":"))?;
    put("content-missing", "Malformed", &swap("\"content\":", "\"kontent\":"))?;
    put("field-unknown", "Malformed", &swap("\"note\":", "\"colour\":\"red\",\"note\":"))?;
    put("field-path", "Malformed", &swap("\"title\":", "\"path\":\"../../.ssh/authorized_keys\",\"title\":"))?;
    put("field-name", "Malformed", &swap("\"note\":", "\"name\":\"C:\\\\autoexec.bat\",\"note\":"))?;
    put("field-prototype", "Malformed", &swap("\"note\":", "\"__proto__\":{\"admin\":true},\"note\":"))?;
    put("id-of-another-shape", "Malformed", &swap("\"id\":\"", "\"id\":\"../"))?;
    put("letters-not-utf-8", "Malformed", &bytes_instead(&spelled, b"Hell\xff"))?;
    put("letters-overlong", "Malformed", &bytes_instead(&spelled, b"Hel\xc0\xaf"))?;
    put("letters-surrogate-bytes", "Malformed", &bytes_instead(&spelled, b"He\xed\xa0\x80"))?;
    put("letters-lone-surrogate", "Malformed", &swap("Hello", "\\ud800"))?;
    put("letters-nul-as-it-is", "Malformed", &bytes_instead(&spelled, b"Hell\0"))?;
    let day = |day: &str| -> Result<Vec<u8>> {
        let entry = with(&text("Hello", "there"), "day", day.into());
        Ok(serde_json::to_vec(&ash.document(0x502, keys, shared(vec![entry], vec![]))?)?)
    };
    put("day-of-no-calendar", "Malformed", &day("2026-02-30")?)?;
    put("day-behind-all-time", "Malformed", &day("+999999999-01-01")?)?;
    put("day-of-year-10000", "Malformed", &day("+10000-01-01")?)?;
    put("day-of-year-0", "Malformed", &day("0000-01-01")?)?;
    put("day-of-a-sentence", "Malformed", &day("tomorrow")?)?;
    put("time-without-a-zone", "Malformed", &swap("2026-11-20T08:30:00Z", "2026-11-20T08:30:00"))?;
    put("time-behind-all-time", "Malformed", &swap("2026-11-20T08:30:00Z", "+999999999-11-20T08:30:00Z"))?;
    put("time-of-year-10000", "Malformed", &swap("2026-11-20T08:30:00Z", "+10000-11-20T08:30:00Z"))?;
    put("time-of-hour-25", "Malformed", &swap("T08:30:00Z", "T25:30:00Z"))?;

    // Bytes behind a document without pictures.
    to.add("bytes-behind-the-document", "Malformed", seal(&ash.signed(spelled.as_bytes(), b"#!/bin/sh\n"), keys)?);
    Ok(())
}

/// The document with other bytes in the place of its title.
fn bytes_instead(spelled: &str, bytes: &[u8]) -> Vec<u8> {
    let at = spelled.find("Hello").unwrap_or_default();
    [&spelled.as_bytes()[..at], bytes, &spelled.as_bytes()[at + 5..]].concat()
}

fn sealed(by: &Sender, document: &Value, to: &Keys) -> Result<Vec<u8>> {
    seal(&by.signed(&serde_json::to_vec(document)?, b""), to)
}

fn with(value: &Value, field: &str, other: Value) -> Value {
    let mut value = value.clone();
    value[field] = other;
    value
}
