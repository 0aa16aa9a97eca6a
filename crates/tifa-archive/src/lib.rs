//! The archive: originals, catalogue, index and the import pipeline.
//!
//! An archive is a folder. [`Archive`] is the one way in: one writer at a time adds to it, any number of readers ask.
//! What a file gives comes from `tifa-source` and `tifa-record`; this crate keeps it and finds it again. It must not
//! know HTTP or terminals.

mod answers;
pub mod archive;
pub mod bigram;
mod boilerplate;
mod catalogue;
mod check;
mod cite;
mod codec;
mod cursor;
pub mod docket;
pub mod error;
mod folder;
mod index;
mod intake;
mod lexicon;
mod lock;
mod originals;
mod prepared;
mod roster;
pub mod rows;
mod search;
mod status;
pub mod texts;
mod wanted;

pub use archive::Archive;
pub use cursor::{Cursor, NoCursor, Stretch};
pub use error::Error;
pub use folder::FORMAT;
pub use rows::*;
pub use texts::Texts;
