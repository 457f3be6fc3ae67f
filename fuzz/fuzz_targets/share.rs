//! Any bytes as what stands inside a seal: as they are, and under a signature by the key that tests make of the number 4, whose
//! documents the seeds are.

#![no_main]

use std::sync::LazyLock;

use ed25519_dalek::{Signer, SigningKey};
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};

const FIRST: &[u8] = b"Mend share 1\n";

static KEY: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::from_bytes(&[4; 32]));

fuzz_target!(|body: &[u8]| {
    let _ = journal::fuzzing::share(body);
    let signature = KEY.sign(&[FIRST, &Sha256::digest(body)].concat()).to_bytes();
    let _ = journal::fuzzing::share(&[FIRST, hex::encode(signature).as_bytes(), b"\n", body].concat());
});
