//! What the fuzzer begins with: every frozen file as far as it opens, every card, and the age format's own vectors; and the doors that
//! it knocks on.

use std::{collections::BTreeMap, fs, path::Path};

use age::x25519;
use journal::Card;

use super::{
    Attack, CARDS, EXPECTED, Result, frozen, reader,
    sender::{FIRST, Keys, Sender},
};

/// A seed is not longer: the fuzzer makes thousands of others of each.
const LONGEST: usize = 16 << 10;

/// The key that opens most of the age format's own vectors.
const SECRET: &str = "AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6";

/// The seeds of each target. `vectors` is the folder of all frozen files.
pub fn seeds(vectors: &Path) -> Result<BTreeMap<&'static str, Vec<Vec<u8>>>> {
    let folder = vectors.join("shares-1");
    let (_home, journal) = reader(&folder)?;
    let identity: x25519::Identity = journal.dangerously_show_sharing_identity()?.parse()?;
    let reader = Keys::on(&journal.my_card()?.ok_or("a reader without a card")?.line())?;
    let mut seeds = BTreeMap::<_, Vec<_>>::new();
    for Attack { outcome, bytes, .. } in frozen(&folder)? {
        if bytes.len() > LONGEST || ["Header", "NotForYou", "Passphrase"].contains(&outcome.as_str()) {
            continue;
        }
        let Ok(plain) = age::decrypt(&identity, &bytes) else { continue };
        let Some((_, body)) = plain.split_at_checked(FIRST.len() + 129) else { continue };
        let body = between(body, &reader)?;
        seeds.entry("document").or_default().push(body.split(|byte| *byte == b'\n').next().unwrap_or_default().to_owned());
        seeds.entry("share").or_default().push(body);
    }
    let cards = folder.join(CARDS);
    let listed = fs::read_to_string(cards.join(EXPECTED))?;
    for name in listed.lines().filter_map(|line| line.split("  ").next()) {
        seeds.entry("card").or_default().push(fs::read(cards.join(name))?);
    }
    for line in fs::read_to_string(vectors.join("cctv-age.txt"))?.lines().filter(|line| !line.starts_with('#')) {
        let file = hex::decode(line.split_once(' ').ok_or("a vector without a name")?.1)?;
        let end = file.windows(2).position(|window| window == b"\n\n").ok_or("a vector without an end of its keys")?;
        seeds.entry("seal").or_default().push(file[end + 2..].to_owned());
    }
    Ok(seeds)
}

/// What Ash wrote to the reader, as if Mallory had written it to Ash: keys that can be made again.
fn between(body: &[u8], reader: &Keys) -> Result<Vec<u8>> {
    let (ash, mallory) = (Sender::new("Ash", 1)?.keys, Sender::new("Mallory", 4)?.keys);
    let end = body.iter().position(|byte| *byte == b'\n').unwrap_or(body.len());
    // What is no text stays as it is.
    let Ok(document) = std::str::from_utf8(&body[..end]) else { return Ok(body.to_owned()) };
    let mut document = document.to_owned();
    for (from, to) in [(&ash, &mallory), (reader, &ash)] {
        let (from, to) = (from.json()?, to.json()?);
        for key in ["recipient", "verify"] {
            let [from, to] = [&from, &to].map(|keys| keys[key].as_str().unwrap_or_default());
            document = document.replace(from, to);
        }
    }
    Ok([document.as_bytes(), &body[end..]].concat())
}

/// The door that a target knocks on, as in fuzz/fuzz_targets. Whatever comes of it, it is an answer.
pub fn knock(target: &str, bytes: &[u8]) -> Result<()> {
    match target {
        "card" => drop(std::str::from_utf8(bytes).map(Card::read)),
        "document" => drop(journal::fuzzing::document(bytes)),
        "share" => drop(journal::fuzzing::share(&Sender::new("Mallory", 4)?.signed_as(FIRST, FIRST, bytes))),
        "seal" => drop(journal::open_with_secret(SECRET, bytes, LONGEST << 4)),
        _ => return Err(format!("no door for {target}").into()),
    }
    Ok(())
}
