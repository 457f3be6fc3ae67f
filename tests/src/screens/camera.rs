//! Saves what a page looks like.

use std::{fs, path::Path};

use mend_tests::driver::{Program, Result, until};

/// The sizes in which every page is shown: the usual one, and a small one.
const SIZES: [(u32, u32); 2] = [(1280, 800), (900, 640)];

/// Takes pictures of one theme.
pub(crate) struct Camera<'a> {
    /// Where they go.
    pub(crate) folder: &'a Path,
    /// A part of their names.
    pub(crate) theme: &'a str,
}

impl Camera<'_> {
    /// Saves a picture of this page in each size, and says so.
    pub(crate) fn take(&self, app: &Program<'_>, page: &str) -> Result<()> {
        for (width, height) in SIZES {
            app.resize(width, height)?;
            let file = self.folder.join(format!("{page}-{}-{width}x{height}.png", self.theme));
            fs::write(&file, still(app)?)?;
            #[allow(clippy::print_stdout)] // What it was asked for.
            {
                println!("{}", file.display());
            }
        }
        Ok(())
    }
}

/// A picture of a page that has come to rest: two in a row are the same.
fn still(app: &Program<'_>) -> Result<Vec<u8>> {
    let mut last = Vec::new();
    until("the page does not change any more", || {
        let now = app.picture()?;
        let is_still = now == last;
        last = now;
        Ok(is_still.then(|| last.clone()))
    })
}
