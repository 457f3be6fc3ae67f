//! The age format's own test vectors, through the way in which this program opens things.

use std::collections::BTreeMap;

use journal::{SealError, open_with_passphrase, open_with_secret};
use sha2::Digest;

const VECTORS: &str = include_str!("../vectors/cctv-age.txt");

/// The age crate opens these although the format refuses them: their headers lack an empty line, and are authenticated as
/// they stand. Nothing that we seal looks like this.
const LENIENT: [&str; 2] = ["stanza_missing_body", "stanza_missing_final_line"];

/// The keys above each vector.
fn parse(file: &[u8]) -> (BTreeMap<String, Vec<String>>, &[u8]) {
    let end = file.windows(2).position(|window| window == b"\n\n").unwrap();
    let mut keys = BTreeMap::<_, Vec<_>>::new();
    for line in std::str::from_utf8(&file[..end]).unwrap().lines() {
        let (key, value) = line.split_once(": ").unwrap();
        keys.entry(key.to_owned()).or_default().push(value.to_owned());
    }
    (keys, &file[end + 2..])
}

#[test]
fn every_vector_opens_or_is_refused_as_the_format_says() {
    let mut tried = 0;
    for line in VECTORS.lines().filter(|line| !line.starts_with('#')) {
        let (name, hex) = line.split_once(' ').unwrap();
        let file = hex::decode(hex).unwrap();
        let (keys, sealed) = parse(&file);
        if keys.contains_key("compressed") {
            continue;
        }
        let expected = keys["expect"][0].as_str();
        let identities = keys.get("identity").into_iter().flatten().map(|secret| open_with_secret(secret, sealed, 1 << 24));
        let passphrases = keys.get("passphrase").into_iter().flatten().map(|words| open_with_passphrase(words, sealed, 1 << 24));
        let results: Vec<Result<_, SealError>> = identities.chain(passphrases).collect();
        let opened = results.iter().find_map(|result| result.as_ref().ok());
        match (expected, opened) {
            ("success", Some(plain)) => {
                assert_eq!(hex::encode(sha2::Sha256::digest(plain.as_slice())), keys["payload"][0], "{name}");
            }
            ("success", None) => panic!("{name} should open: {results:?}"),
            (_, Some(_)) if LENIENT.contains(&name) => {}
            (_, Some(_)) => panic!("{name} should not open"),
            (_, None) => {}
        }
        tried += 1;
    }
    assert!(tried > 60, "{tried}");
}
