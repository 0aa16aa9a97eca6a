//! Where each issue of a relationship stands: enumerations, mechanisms and their states, commitments, figures, claims.
//!
//! [`docket`] goes through a document that `tifa-record` has read and gives its [`Entries`]. It is a pure function: same
//! reading and same [`VERSION`], same entries. This crate must not know storage or formats.
//!
//! # Stages
//!
//! ```text
//! reading ─matter─▶ pages with the speaker of each place ─▶ enumerations, figures, mechanisms, commitments, claims
//! ```
//!
//! Each kind is read by a module of its own, which knows none of the others. What is known of the language stands in
//! `tables/*.tsv`, each row with its reason.

mod alike;
pub mod answers;
mod claims;
mod clauses;
mod commitments;
pub mod confidence;
pub mod decision;
pub mod entry;
mod enumerations;
mod figures;
pub mod follow;
pub mod history;
mod lists;
mod matter;
mod mechanisms;
mod parties;
mod relation;
pub mod series;
mod table;
pub mod topics;

pub use confidence::Confidence;
pub use decision::{Action, Anchor, Decision, Standing};
pub use entry::{
    Answered, Bound, Claim, Commitment, CommitmentKind, Doubt, Entries, Enumeration, Figure, List, Mechanism,
    MechanismState, Placement,
};

pub use mechanisms::Names as MechanismNames;
pub use series::{Point, Quantity, Series, series};

use matter::Matter;
use tifa_record::{Context, Reading};

/// Name of this extractor, carried by every entry.
pub const EXTRACTOR: &str = "tifa-docket";

/// Version of the rules and tables; a new one makes stored entries stale.
pub const VERSION: u32 = 2;

/// The entries of a document that was read.
pub fn docket(reading: &Reading<'_>, context: &Context) -> Entries {
    let matter = Matter::new(reading, context);
    let enumerations = enumerations::read(&matter);
    Entries {
        // The number that announces points counts what stands in the enumeration.
        figures: figures::read(&matter, &enumerations),
        enumerations,
        mechanisms: mechanisms::read(&matter),
        commitments: commitments::read(&matter),
        claims: claims::read(&matter),
        placements: lists::read(&matter),
    }
}
