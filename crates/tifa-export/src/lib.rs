//! Findings as files that other programs open: values in, bytes out.
//!
//! Every exporter takes rows as the archive answers them and a `Write`; it streams, in the order the rows come, and writes the
//! same bytes for the same rows: no clock and no chance is asked, a day that a format wants is handed in. This crate must not
//! know HTTP or terminals. The exporters of `tifa-archive` know the rows alone, so whoever has rows can export; [`whole`] asks
//! an archive for them.
//!
//! | module | format | of |
//! |---|---|---|
//! | [`jsonl`] | JSON Lines | every record, as its `Serialize` says |
//! | [`csv`], [`columns`] | CSV (RFC 4180) | [`tables`] |
//! | [`parquet`] | Apache Parquet | [`tables`] |
//! | [`annotation`] | W3C Web Annotation | statements, docket entries |
//! | [`tei`] | TEI P5 | documents with their statements |
//! | [`csl`], [`bibtex`] | CSL-JSON, BibTeX | documents as sources |
//! | [`pack`] | BagIt (RFC 8493) in a zip | chosen findings with their originals |
//! | [`whole`] | all of these | what of an archive a filter lets through |

pub mod annotation;
pub mod bibtex;
pub mod columns;
pub mod csl;
pub mod csv;
pub mod jsonl;
pub mod name;
pub mod pack;
pub mod parquet;
pub mod source;
pub mod tables;
pub mod tei;
pub mod text;
pub mod whole;
pub mod xml;

#[cfg(test)]
mod examples;
