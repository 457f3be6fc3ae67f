//! What the pages can ask for. Each command parses, calls the core and maps the error; `build.rs` lists them all.

pub(crate) mod choices;
pub(crate) mod door;
pub(crate) mod entries;
pub(crate) mod feelings;
pub(crate) mod path;
pub(crate) mod pictures;
pub(crate) mod program;
pub(crate) mod reflect;
pub(crate) mod together;
pub(crate) mod writing;

pub(crate) use writing::item;
