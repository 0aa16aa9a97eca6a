//! What the fuzz targets run: [`bodies`], the same that `cargo xtask fuzz` runs on a stable compiler.

pub mod bodies;
