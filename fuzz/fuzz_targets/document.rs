//! Any bytes as a document, as if its signature fitted.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| {
    let _ = journal::fuzzing::document(json);
});
