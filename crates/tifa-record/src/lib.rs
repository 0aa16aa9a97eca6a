//! Who said what: people and their names, attribution (source, cue, content), turns, chains of outlets.
//!
//! [`record`] reads the blocks of one document and gives its [`Statement`]s. It is a pure function: same blocks and
//! same [`VERSION`], same statements. This crate must not know storage or formats.

pub mod statement;

pub use statement::{Findings, Mode, Place, Statement, record};

/// Name of this extractor, carried by every finding.
pub const EXTRACTOR: &str = "tifa-record";

/// Version of the rules and tables; a new one makes stored findings stale.
pub const VERSION: u32 = 1;
