//! What Mend knows: words for people, kept as content files under `content/`, one language a folder.

pub mod calm;
pub mod choice;
pub mod feelings;
pub mod paths;
pub mod practices;
pub mod prompts;
pub mod sheets;
pub mod support;
pub mod templates;
