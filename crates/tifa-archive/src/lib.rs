//! The archive: originals, catalogue, index and the import pipeline.

pub mod rows;

pub use rows::*;
