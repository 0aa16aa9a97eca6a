//! Files to documents: sniffing, one module a format, each giving documents with blocks, metadata and provenance.
//!
//! [`read`] is the one way in. It never fails: bad input gives what could be read and a list of [`Problem`]s, or
//! [`Refusal`] when nothing could. This crate must not know attribution or storage, and touches no disk.

pub mod bulletin;
pub mod csv;
pub mod json;
pub mod page;
pub mod pagemeta;
pub mod post;
pub mod document;
pub mod draft;
pub mod fields;
pub mod flow;
pub mod html;
pub mod frontmatter;
pub mod markdown;
pub mod script;
pub mod url;
pub mod format;
mod furniture;
mod title;
mod spread;
pub mod outlets;
pub mod dating;
mod columns;
mod boilerplate;
pub mod arrange;
pub mod metadata;
pub mod plain;
pub mod reading;
mod table;
mod transcript;
mod wrap;

pub use document::{Block, BlockKind, Document};
pub use format::Format;
pub use metadata::{Dated, Evidence, Metadata, Url};
pub use reading::{Input, Problem, Reading, Refusal, read};
