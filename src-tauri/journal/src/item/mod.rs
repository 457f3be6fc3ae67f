//! Items: what people think in. A record carries one change of one of them.

pub mod entry;
