//! Attacks on the seal: what age says before anybody knows who wrote it.

use age::x25519;
use base64::{Engine, engine::general_purpose::STANDARD};

use super::{
    Attacks, Result,
    reader::{Cast, Known},
    sender::{Beside, seal, stanza},
    share_of,
};

/// Where the header of a sealed file ends, behind the line with its own seal.
fn header_end(sealed: &[u8]) -> Result<usize> {
    let dashes = sealed.windows(5).position(|window| window == b"\n--- ").ok_or("no header")?;
    let line = sealed[dashes + 1..].iter().position(|byte| *byte == b'\n').ok_or("no end")?;
    Ok(dashes + 2 + line)
}

/// An age header with these lines between its first and its last.
fn header(lines: &str) -> Vec<u8> {
    format!("age-encryption.org/v1\n{lines}--- {}\n{}", "A".repeat(43), "x".repeat(64)).into_bytes()
}

pub(super) fn add(to: &mut Attacks, cast: &Cast, known: &Known) -> Result<()> {
    headers(to, cast, known)?;
    pieces(to, cast, known)
}

fn headers(to: &mut Attacks, Cast { ash, .. }: &Cast, Known { keys, .. }: &Known) -> Result<()> {
    let good = |id| -> Result<Vec<u8>> {
        Ok(ash.signed(&serde_json::to_vec(&ash.document(id, keys, share_of("Hello", "there"))?)?, b""))
    };
    let beside = |id, others| -> Result<Vec<u8>> { Ok(age::encrypt(&Beside { others, own: keys.seals()? }, &good(id)?)?) };

    to.add("header-84-kB", "Header", header(&"-> X25519 AAAA\nAAAA\n".repeat(4_200)));
    to.add("header-arguments-84-kB", "Header", header(&format!("-> X25519{}\n\n", " A".repeat(42_000))));
    to.add("header-16-kB-of-stanzas", "Header", header(&"-> a\n\n".repeat(2_700)));
    to.add("header-16-kB-of-arguments", "NotForYou", header(&format!("-> a{}\n\n", " A".repeat(8_100))));
    to.add("header-16-kB-body", "NotForYou", header(&format!("-> a\n{}AAAA\n", format!("{}\n", "A".repeat(64)).repeat(245))));
    to.add("header-without-end", "Header", [b"age-encryption.org/v1\n".to_vec(), b"-> X25519 ".repeat(400)].concat());
    to.add(
        "header-of-version-2",
        "Header",
        header("-> a\n\n").iter().map(|byte| if *byte == b'1' { b'2' } else { *byte }).collect(),
    );
    to.add("header-with-crlf", "Header", header("-> X25519 AAAA\r\nAAAA\r\n"));
    to.add("header-not-utf-8", "Header", [&b"age-encryption.org/v1\n-> \xff\xfe\n\n--- "[..], &[b'A'; 43], b"\n"].concat());
    // Everything about these fits.
    let strangers = |count| (0..count).map(|_| stanza("a", &[], b"")).collect();
    to.add("header-of-12-strangers", "ok", beside(0x101, strangers(12))?);
    to.add("header-of-2000-strangers", "Header", beside(0x107, strangers(2_000))?);
    let strangers = (0..150).map(|_| {
        let key = *curve(&x25519::Identity::generate().to_public().to_string())?;
        Ok(stanza("X25519", &[&STANDARD.encode(key)[..43]], &[7; 32]))
    });
    to.add("header-of-150-keys", "Header", beside(0x102, strangers.collect::<Result<_>>()?)?);
    to.add("header-key-of-low-order", "Header", beside(0x103, vec![stanza("X25519", &[&"A".repeat(43)], &[0; 32])])?);

    let salt = &STANDARD.encode([5; 16])[..22];
    to.add("scrypt-30", "Passphrase", header(&format!("-> scrypt {salt} 30\n{}\n", "A".repeat(43))));
    // No library writes this one, so its header's seal does not fit; it must not be tried before that is known.
    let mut both = seal(&good(0x104)?, keys)?;
    let scrypt = format!("-> scrypt {salt} 30\n{}\n", "A".repeat(43));
    both.splice(22..22, scrypt.bytes());
    to.add("scrypt-beside-a-key", "Passphrase", both);
    let last = format!("{}-> scrypt {salt} 30\n{}\n", "-> a\n\n".repeat(2_600), "A".repeat(43));
    to.add("scrypt-behind-many", "Passphrase", header(&last));
    let armored = STANDARD.encode(seal(&good(0x104)?, keys)?);
    let lines: Vec<&str> = armored.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap_or_default()).collect();
    let armored = format!("-----BEGIN AGE ENCRYPTED FILE-----\n{}\n-----END AGE ENCRYPTED FILE-----\n", lines.join("\n"));
    to.add("armored", "NotAShare", armored.into_bytes());
    Ok(())
}

/// The bytes of a key in age's spelling.
fn curve(spelled: &str) -> Result<Box<[u8; 32]>> {
    let (_, bytes) = bech32::decode(spelled)?;
    Ok(Box::new(bytes.try_into().map_err(|_| "a key of another length")?))
}

fn pieces(to: &mut Attacks, Cast { ash, mallory, .. }: &Cast, Known { keys, kept, .. }: &Known) -> Result<()> {
    to.add("empty", "NotAShare", Vec::new());
    to.add("one-byte", "NotAShare", b"a".to_vec());
    to.add("not-age", "NotAShare", b"PK\x03\x04 this is some other file".to_vec());
    to.add("a-journal", "NotAShare", [&b"SQLite format 3\0"[..], &[0; 84]].concat());
    to.add("only-the-first-line", "Header", b"age-encryption.org/v1\n".to_vec());

    let body = "One of a hundred thousand letters. ".repeat(3_800);
    let long = ash.file(0x105, keys, share_of("Long", &body))?;
    let end = header_end(&long)?;
    // 16 bytes of a nonce, then pieces of 64 KiB with 16 more.
    let piece = |number: usize| end + 16 + number * (65_536 + 16);
    for (name, at, outcome) in [
        ("cut-in-the-header", end / 2, "Header"),
        ("cut-in-the-header-seal", end - 10, "Changed"),
        ("cut-behind-the-header", end, "Changed"),
        ("cut-in-the-nonce", end + 9, "Changed"),
        ("cut-in-the-middle", piece(1) + 30_000, "Changed"),
        ("cut-between-pieces", piece(2), "Changed"),
        ("cut-of-the-last-byte", long.len() - 1, "Changed"),
    ] {
        to.add(name, outcome, long[..at].to_vec());
    }
    let stanza = long.windows(10).position(|window| window == b"-> X25519 ").ok_or("no stanza")?;
    for (name, at, outcome) in [
        ("changed-in-the-stanza", stanza + 20, "NotForYou"),
        ("changed-in-the-header-seal", end - 20, "Header"),
        ("changed-in-the-nonce", end + 3, "Changed"),
        ("changed-in-the-first-piece", piece(0) + 5, "Changed"),
        ("changed-in-the-last-byte", long.len() - 1, "Changed"),
    ] {
        let mut changed = long.clone();
        // Another letter of base64, too.
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        to.add(name, outcome, changed);
    }
    let (first, second) = (&long[piece(0)..piece(1)], &long[piece(1)..piece(2)]);
    to.add("pieces-swapped", "Changed", [&long[..piece(0)], second, first, &long[piece(2)..]].concat());
    to.add("piece-twice", "Changed", [&long[..piece(1)], first, &long[piece(1)..]].concat());
    to.add("piece-left-out", "Changed", [&long[..piece(1)], &long[piece(2)..]].concat());
    to.add("bytes-behind-the-end", "Changed", [&long[..], b"more"].concat());
    to.add("file-behind-the-end", "Changed", [&long[..], kept].concat());

    to.add("nothing-inside", "Malformed", seal(b"", keys)?);
    to.add("another-file-inside", "Malformed", seal(kept, keys)?);
    to.add("text-inside", "Malformed", seal(b"Dear Sam,\nplease open this.\n", keys)?);
    to.add("for-another-journal", "NotForYou", ash.file(0x106, &mallory.keys, share_of("Hello", "there"))?);
    Ok(())
}
