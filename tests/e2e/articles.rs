//! Long texts from elsewhere, pasted into the window: they come back byte for byte, and are found.

use std::{collections::BTreeSet, env, fs, path::Path, path::PathBuf};

use mend_tests::driver::{Program, Result, Stage, until};
use serde_json::Value;

use crate::cli::Cli;

const PASSPHRASE: &str = "velvet harbour mosaic quince";

#[test]
fn pasted_texts_come_back_byte_for_byte_and_are_found() -> Result<()> {
    let (stage, texts) = (Stage::set()?, texts()?);
    assert!(!texts.is_empty());
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    for text in &texts {
        app.shortcut("n")?;
        app.is_saved_as("blank")?;
        app.editor()?.click()?;
        app.paste(text)?;
        app.is_saved_as("saved")?;
    }
    app.go("Journal")?;
    let found: Vec<_> = texts.iter().map(|text| find(&app, phrase(text))).collect::<Result<_>>()?;
    app.quit()?;

    let cli = Cli::of(&stage, PASSPHRASE)?;
    let ids: Vec<String> = cli.json(&["list", "--json"])?.iter().map(|entry| word(entry, "id")).collect();
    assert_eq!(ids.len(), texts.len());
    for (text, found) in texts.iter().zip(found) {
        let id = ids.iter().find(|id| cli.body(id).is_ok_and(|body| body == *text));
        let id = id.ok_or_else(|| format!("no entry is, byte for byte, the text that begins “{}”", &text[..40]))?;
        assert!(found.contains(id), "the window's search does not find “{}”", phrase(text));
        let hits = cli.json(&["search", &format!("\"{}\"", phrase(text)), "--json"])?;
        assert!(hits.iter().any(|hit| word(hit, "id") == *id), "mend-cli does not find “{}”", phrase(text));
    }
    Ok(())
}

/// The entries that the window's search gives for a phrase.
fn find(app: &Program<'_>, phrase: &str) -> Result<BTreeSet<String>> {
    app.search_field()?.retype(&format!("\"{phrase}\""))?;
    until(&format!("the first find has “{phrase}” marked"), || {
        let script = "const marked = document.querySelector('[data-entry]').innerText.replace(/\\s+/g, ' ');
                      return marked.includes(arguments[0]) ? [...document.querySelectorAll('[data-entry]')].map((entry) => entry.dataset.entry) : null";
        Ok(serde_json::from_value::<Option<BTreeSet<String>>>(app.run(script, &[phrase.into()])?)?)
    })
}

/// Four plain words in a row from the middle of a text.
fn phrase(text: &str) -> &str {
    let plain = |word: &&str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let lines = text.lines().skip(text.lines().count() / 2).chain(text.lines());
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        if let Some(run) = words.windows(4).find(|run| run.iter().all(plain)) {
            let start = run[0].as_ptr() as usize - line.as_ptr() as usize;
            return &line[start..start + run.iter().map(|word| word.len() + 1).sum::<usize>() - 1];
        }
    }
    text
}

fn word(entry: &Value, key: &str) -> String {
    entry[key].as_str().unwrap_or_default().to_owned()
}

/// The texts in the folder that MEND_ARTICLES names, or in the one beside the repository, or else our own of the same shapes.
fn texts() -> Result<Vec<String>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = env::var_os("MEND_ARTICLES").map(PathBuf::from);
    let beside = Some(here.join("../../shared/articles")).filter(|folder| folder.is_dir());
    let folder = named.or(beside).unwrap_or_else(|| here.join("e2e/texts"));
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files.iter().map(|file| Ok(fs::read_to_string(file)?)).collect()
}
