//! Files to documents: sniffing, one module a format, each giving documents with blocks, metadata and provenance.
//!
//! [`read`] is the one way in. It never fails: bad input gives what could be read and a list of [`Problem`]s, or
//! [`Refusal`] when nothing could. This crate must not know attribution or storage, and touches no disk.

pub mod document;
pub mod format;
pub mod metadata;
pub mod reading;

pub use document::{Block, BlockKind, Document};
pub use format::Format;
pub use metadata::{Dated, Evidence, Metadata, Url};
pub use reading::{Input, Problem, Reading, Refusal, read};
