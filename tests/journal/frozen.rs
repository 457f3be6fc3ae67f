//! Journals of every format version that was ever released open for ever. A file is added with each version and never
//! changed. Each was written by the `mend-cli` of its time, and `entries.json` is what that exported.

use std::{fs, path::Path};

use journal::{Journal, Key};
use mend_tests::builder::evening;

#[test]
fn a_journal_of_format_1_opens() {
    let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/format-1");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.mend");
    fs::copy(frozen.join("journal.mend"), &path).unwrap();
    let expected: serde_json::Value = serde_json::from_slice(&fs::read(frozen.join("entries.json")).unwrap()).unwrap();
    let sheet = fs::read_to_string(frozen.join("recovery.txt")).unwrap();
    for key in [sheet.trim(), "a frozen passphrase"] {
        let (journal, opening) = Journal::unlock(&path, &Key::typed(key).unwrap(), evening(), &mut |_| {}).unwrap();
        assert!(opening.damage.is_empty());
        let shown: Vec<_> = journal
            .rows()
            .unwrap()
            .iter()
            .map(|row| {
                let stored = journal.entry(row.id).unwrap();
                serde_json::json!({
                    "id": row.id, "kind": row.kind, "written_at": row.written_at, "title": row.title, "tags": row.tags,
                    "favourite": row.favourite, "body": stored.entry.body,
                })
            })
            .collect();
        assert_eq!(serde_json::Value::from(shown), expected);
        assert!(journal.verify(&mut |_| {}).unwrap().is_whole());
    }
}
