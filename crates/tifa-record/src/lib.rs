//! Who said what: people and their names, attribution (source, cue, content), turns, chains of outlets.
//!
//! [`record`] reads the blocks of one document and gives its [`Statement`]s. It is a pure function: same blocks and
//! same [`VERSION`], same statements. This crate must not know storage or formats.
//!
//! # Stages
//!
//! ```text
//! blocks ─page─▶ sentences, quotations, words ─people─▶ names ─clause─▶ mentions ─source─▶ cues with sources
//!        ─voice─▶ speakers ─sequence─▶ a speaker for each sentence ─statement─▶ statements ─report─▶ their finer fields
//! ```
//!
//! What is known of the language stands in `tables/*.tsv`, each row with its reason; the modules know classes of words,
//! never words of their own, save the few that are the subject of a function.

mod acts;
mod addressee;
mod cited;
mod clause;
mod context;
pub mod examples;
mod force;
mod gather;
mod genre;
mod label;
mod lexicon;
pub mod named;
mod nested;
mod occasion;
mod page;
mod people;
mod phrase;
mod quoted;
mod reference;
pub mod register;
mod report;
mod script;
mod sequence;
mod shape;
mod source;
pub mod statement;
mod voice;
pub mod weights;
mod when;

pub use context::Context;
pub use force::Force;
pub use genre::Genre;
pub use lexicon::{Class, Token};
pub use named::{Named, NamedKind, named};
pub use nested::Nested;
pub use occasion::{Occasion, OccasionKind};
pub use page::{Page, PageKind};
pub use reference::{Reference, ReferenceKind};
pub use script::{level, level_char};
pub use statement::{Findings, Mode, Place, Reading, Statement, read, record};
pub use when::{Dating, Said};

/// Name of this extractor, carried by every finding.
pub const EXTRACTOR: &str = "tifa-record";

/// Version of the rules and tables; a new one makes stored findings stale.
pub const VERSION: u32 = 10;
