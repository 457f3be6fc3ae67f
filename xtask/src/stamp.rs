//! Stamps: what something was last built from, so that it is not built again from the same.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The digest of one file's bytes or of many files. It tells changes from none; it is no defence against forgers.
pub(crate) type Digest = u64;

/// Every file below a folder, by its path from there with `/` between the names.
pub(crate) type Files = BTreeMap<String, Digest>;

/// A small file that remembers a digest.
pub(crate) struct Stamp {
    path: PathBuf,
}

impl Stamp {
    pub(crate) fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// Whether this digest was remembered last.
    pub(crate) fn is(&self, digest: Digest) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|text| text.trim() == written(digest))
    }

    /// Remembers a digest.
    pub(crate) fn set(&self, digest: Digest) -> Result<()> {
        if let Some(folder) = self.path.parent() {
            create_folder(folder)?;
        }
        fs::write(&self.path, written(digest)).with_context(|| cannot("write", &self.path))
    }

    /// Forgets: to be called before the work, so that work which was broken off is done again.
    pub(crate) fn clear(&self) -> Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error).with_context(|| cannot("remove", &self.path)),
            _ => Ok(()),
        }
    }
}

/// The digest of a file's bytes.
pub(crate) fn file(path: &Path) -> Result<Digest> {
    Ok(digest_of(&fs::read(path).with_context(|| cannot("read", path))?))
}

/// All files below a folder, which need not be there, but for those in folders called one of `skip`.
pub(crate) fn files(folder: &Path, skip: &[&str]) -> Result<Files> {
    let mut files = Files::new();
    if folder.exists() {
        gather(folder, "", skip, &mut files)?;
    }
    Ok(files)
}

fn gather(folder: &Path, prefix: &str, skip: &[&str], files: &mut Files) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| cannot("list", folder))? {
        let entry = entry.with_context(|| cannot("list", folder))?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !skip.contains(&name.as_str()) {
                gather(&path, &format!("{prefix}{name}/"), skip, files)?;
            }
        } else {
            files.insert(format!("{prefix}{name}"), file(&path)?);
        }
    }
    Ok(())
}

/// What differs between two moments, by path: new, changed and gone.
pub(crate) fn changes(before: &Files, after: &Files) -> Vec<String> {
    let mut paths: Vec<_> = before.keys().chain(after.keys()).cloned().collect();
    paths.sort();
    paths.dedup();
    paths.retain(|path| before.get(path) != after.get(path));
    paths
}

/// One digest of anything that has parts.
pub(crate) fn digest_of(value: &impl Hash) -> Digest {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Makes a folder and those above it.
pub(crate) fn create_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| cannot("create", folder))
}

fn written(digest: Digest) -> String {
    format!("{digest:016x}")
}

fn cannot(what: &str, path: &Path) -> String {
    format!("could not {what} {}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_only_what_was_set_last() {
        let folder = tempfile::tempdir().unwrap();
        let stamp = Stamp::at(folder.path().join("deep/er/ui"));
        assert!(!stamp.is(1));
        stamp.clear().unwrap();
        stamp.set(1).unwrap();
        assert!(stamp.is(1) && !stamp.is(2));
        stamp.set(2).unwrap();
        assert!(stamp.is(2) && !stamp.is(1));
        stamp.clear().unwrap();
        assert!(!stamp.is(2));
    }

    #[test]
    fn files_are_told_by_name_and_content_and_skipped_folders_do_not_count() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let look = || files(folder.path(), &["node_modules"]).unwrap();
        write("src/a.ts", "1");
        write("src/b.ts", "2");
        let first = look();
        assert_eq!(first.keys().collect::<Vec<_>>(), ["src/a.ts", "src/b.ts"]);

        write("node_modules/x/index.js", "3");
        write("src/node_modules/y.js", "3");
        assert_eq!(digest_of(&look()), digest_of(&first));

        write("src/b.ts", "3");
        write("src/c.ts", "2");
        fs::remove_file(folder.path().join("src/a.ts")).unwrap();
        assert_eq!(changes(&first, &look()), ["src/a.ts", "src/b.ts", "src/c.ts"]);
        assert_ne!(digest_of(&look()), digest_of(&first));
    }

    #[test]
    fn a_folder_that_is_not_there_has_no_files() {
        let folder = tempfile::tempdir().unwrap();
        assert!(files(&folder.path().join("none"), &[]).unwrap().is_empty());
    }
}
