//! What Mend knows: words for people, kept as content files under `content/`, one language a folder.

pub mod feelings;
pub mod support;
pub mod templates;
