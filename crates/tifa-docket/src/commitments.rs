//! Commitment.

use crate::entry::Commitment;
use crate::matter::Matter;

/// The commitments of a document, ordered by place.
pub(crate) fn read(_matter: &Matter<'_>) -> Vec<Commitment> {
    Vec::new()
}
