//! HTML: a scanner with byte offsets, entities, and the walk that turns tags into blocks.
//!
//! The scanner is not a browser's parser: it repairs nothing and builds no tree. It is what is needed to know which
//! bytes of a page a character stands in, which tree builders forget.

pub mod entity;
pub mod scan;
pub mod walk;

pub use scan::{Scanner, Token};
pub use walk::Walk;
