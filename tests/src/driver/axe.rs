//! axe-core's opinion of the page as it is now.

use std::{fs, path::Path};

use serde_json::{Value, json};

use super::{Program, Result, until};

/// Something that keeps a person from using the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// axe-core's name of the rule.
    pub rule: String,
    /// The first elements that break it, and how.
    pub places: Vec<String>,
}

impl Program<'_> {
    /// What axe-core finds wrong with this page in this theme, `light` or `dark`.
    pub fn violations(&self, theme: &str) -> Result<Vec<Violation>> {
        self.dress(theme)?;
        if self.run("return typeof window.axe", &[])? == json!("undefined") {
            let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
            let axe =
                fs::read_to_string(&axe).map_err(|error| format!("{}: {error}; `npm ci` in ui/ brings it", axe.display()))?;
            // WebDriver's scripts are not the page's, so its content security policy lets them pass.
            self.run(&format!("{axe}; window.axe = axe;"), &[])?;
        }
        let found = self.run_async(
            "const done = arguments[0];
             axe.run(document, { resultTypes: ['violations'] }).then(
               ({ violations }) => done(violations.map(({ id, nodes }) => [id, nodes.map((node) => `${node.html} ${node.failureSummary}`)])),
               (error) => done(String(error)));",
        )?;
        let found = found.as_array().ok_or_else(|| format!("axe-core could not look at the page: {found}"))?;
        let texts = |value: &Value| value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        Ok(found
            .iter()
            .map(|violation| Violation {
                rule: violation[0].as_str().unwrap_or_default().to_owned(),
                places: texts(&violation[1]),
            })
            .collect())
    }

    /// Shows the page in this theme until it is loaded anew, and waits until no colour changes any more.
    pub fn dress(&self, theme: &str) -> Result<()> {
        self.run("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)])?;
        until("nothing on the page moves", || {
            let moving =
                self.run("return document.getAnimations().filter((animation) => animation.playState === 'running').length", &[])?;
            Ok((moving == json!(0)).then_some(()))
        })
    }
}
