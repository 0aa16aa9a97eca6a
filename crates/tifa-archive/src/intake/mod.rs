//! The import: files are found, read by workers, and written in order by one writer.
//!
//! ```text
//! walk ──▶ workers (read, hash, documents, statements, fold) ──▶ writer, in the order of names
//!                                                               ├─ catalogue, in batches
//!                                                               └─ index
//! ```
//!
//! What ends up in the archive depends on the files alone: not on threads, nor on the order or number of runs.

mod indexing;
mod stage;
mod walk;
mod writing;

pub(crate) use indexing::measure_index;
pub(crate) use writing::{add, rebuild};
