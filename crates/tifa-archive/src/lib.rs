//! The archive: originals, catalogue, index and the import pipeline.

pub mod archive;
pub mod error;
pub mod rows;

pub use archive::Archive;
pub use error::Error;
pub use rows::*;
