//! Items: what people think in. A record carries one change of one of them.

pub(crate) mod check_in;
pub mod entry;
pub(crate) mod mark;
pub(crate) mod place;
pub(crate) mod together;
