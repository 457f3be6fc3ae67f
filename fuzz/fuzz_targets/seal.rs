//! Any bytes as a sealed file, with the key that opens most of the age format's own vectors.

#![no_main]

use libfuzzer_sys::fuzz_target;

const SECRET: &str = "AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6";

fuzz_target!(|sealed: &[u8]| {
    let _ = journal::open_with_secret(SECRET, sealed, 1 << 20);
});
