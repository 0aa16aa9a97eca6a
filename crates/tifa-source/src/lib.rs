//! Files to documents: sniffing, one module a format, each giving documents with blocks, metadata and provenance.
//!
//! [`read`] is the one way in. It never fails: bad input gives what could be read and a list of [`Problem`]s, or
//! [`Refusal`] when nothing could. This crate must not know attribution or storage, and touches no disk.

pub mod arrange;
mod boilerplate;
mod bulletin;
mod columns;
mod csv;
pub mod dating;
pub mod document;
mod docx;
mod draft;
mod fields;
mod flow;
pub mod format;
mod frontmatter;
mod furniture;
mod html;
pub mod json;
mod markdown;
pub mod metadata;
pub mod outlets;
mod page;
mod pagemeta;
pub mod plain;
mod post;
pub mod reading;
mod script;
mod spread;
mod table;
mod title;
mod transcript;
pub mod url;
mod wrap;

pub use document::{Block, BlockKind, Document};
pub use format::Format;
pub use metadata::{Dated, Evidence, Metadata, Url};
pub use reading::{Input, Problem, Reading, Refusal, read, spanned};
