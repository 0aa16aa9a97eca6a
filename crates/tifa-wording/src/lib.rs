//! Wording: formulations through time, passages that texts share, two reports side by side, verdicts on quotations.
//!
//! Everything here asks a [`Corpus`] and compares folded text, so script, wrap, width and light punctuation do not
//! matter. What is found is a range of folded bytes until it is shown; [`Text::cite`] leads it back to the bytes of the
//! original. This crate must not know storage, terminals or HTTP, and reads no clock: the same corpus and the same
//! question give the same answer.

pub mod compare;
pub mod corpus;
pub mod diff;
pub mod draft;
mod edges;
mod exact;
pub mod formulation;
pub mod kept;
pub mod ledger;
pub mod memory;
pub mod mine;
pub mod reuse;
pub mod seek;
pub mod text;
pub mod trace;
pub mod verify;

pub use compare::Comparison;
pub use corpus::{Corpus, Head};
pub use kept::Kept;
pub use memory::Memory;
pub use text::{Letters, Part, Passage, Text, Voice};
