//! Whether every dependency may be part of an MIT program that people pass on.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process;
use crate::spdx;
use crate::workspace::Workspace;

/// Permissive licences, the Mozilla licence (whose terms end at its own files), and those of fonts and data.
const ALLOWED: [&str; 21] = [
    "0BSD",
    "Apache-2.0",
    "BlueOak-1.0.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "Python-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "WTFPL",
    "Zlib",
];

/// Packages whose metadata is silent, the licence they are under, and where that is written.
const SILENT: [(&str, &str, &str); 2] =
    [("@inlang/plugin-message-format", "MIT", "its LICENSE file"), ("sqlite-wasm-kysely", "MIT", "its LICENSE file")];

/// A package somebody else wrote.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Dependency {
    /// Name and version.
    name: String,
    /// An SPDX expression, if it says one.
    licence: Option<String>,
}

/// Looks at every crate and every npm package that the lock files name.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let metadata = process::read(&mut workspace.cargo(&["metadata", "--format-version", "1"]))?;
    let crates = crates(&serde_json::from_str(&metadata).context("`cargo metadata` did not answer with JSON")?);
    let lock = workspace.ui().join("package-lock.json");
    let text = fs::read_to_string(&lock).with_context(|| format!("could not read {}", lock.display()))?;
    let modules = modules(&serde_json::from_str(&text).with_context(|| format!("{} is not JSON", lock.display()))?);

    let bad = refused(crates.iter().chain(&modules));
    if !bad.is_empty() {
        bail!(
            "these dependencies are not under a licence on xtask's list, so replace them or, with a reason, add it:\n{}",
            bad.join("\n")
        );
    }
    println!("{} crates and {} npm packages, all under allowed licences", crates.len(), modules.len());
    Ok(())
}

/// The crates of `cargo metadata` that come from elsewhere.
fn crates(metadata: &Value) -> BTreeSet<Dependency> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages
        .filter(|package| !package["source"].is_null())
        .map(|package| Dependency {
            name: format!("{} {}", text(&package["name"]), text(&package["version"])),
            licence: package["license"].as_str().map(str::to_owned),
        })
        .collect()
}

/// The packages of package-lock.json, by the folder they are installed in. The one without a folder is ours.
fn modules(lock: &Value) -> BTreeSet<Dependency> {
    let packages = lock["packages"].as_object().into_iter().flatten();
    packages
        .filter(|(folder, package)| !folder.is_empty() && package["link"].as_bool() != Some(true))
        .map(|(folder, package)| {
            let name = folder.rsplit_once("node_modules/").map_or(folder.as_str(), |(_, name)| name);
            Dependency {
                name: format!("{name} {}", text(&package["version"])),
                licence: package["license"].as_str().map(str::to_owned),
            }
        })
        .collect()
}

/// One line for each dependency whose licence is not allowed, not readable or not told.
fn refused<'a>(dependencies: impl Iterator<Item = &'a Dependency>) -> Vec<String> {
    let judge = |dependency: &Dependency| {
        let told = dependency.licence.as_deref();
        match told.or_else(|| written_elsewhere(&dependency.name)) {
            Some(licence) if spdx::is_allowed(licence, &ALLOWED) == Some(true) => None,
            Some(licence) => Some(format!("  {}: {licence}", dependency.name)),
            None => Some(format!("  {}: no licence told", dependency.name)),
        }
    };
    dependencies.filter_map(judge).collect()
}

fn written_elsewhere(name: &str) -> Option<&'static str> {
    let entry = SILENT.iter().find(|(beginning, ..)| name.starts_with(beginning));
    entry.map(|(_, licence, _)| *licence)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("?")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn our_own_crates_are_not_dependencies() {
        let metadata = json!({ "packages": [
            { "name": "mend", "version": "0.1.0", "license": "MIT", "source": null },
            { "name": "age", "version": "0.12.1", "license": "MIT OR Apache-2.0", "source": "registry" },
            { "name": "odd", "version": "1.0.0", "license": null, "source": "registry" },
        ]});
        let crates = crates(&metadata);
        assert_eq!(crates.len(), 2);
        assert_eq!(refused(crates.iter()), ["  odd 1.0.0: no licence told"]);
    }

    #[test]
    fn npm_packages_are_read_from_the_lock_file() {
        let lock = json!({ "packages": {
            "": { "name": "mend-ui", "version": "0.1.0" },
            "node_modules/svelte": { "version": "5.1.0", "license": "MIT" },
            "node_modules/a/node_modules/@b/c": { "version": "2.0.0", "license": "GPL-3.0-only" },
            "node_modules/linked": { "link": true },
        }});
        let modules = modules(&lock);
        assert_eq!(modules.len(), 2);
        assert_eq!(refused(modules.iter()), ["  @b/c 2.0.0: GPL-3.0-only"]);
    }
}
