//! Claim.

use crate::entry::Claim;
use crate::matter::Matter;

/// The claims of a document, ordered by place.
pub(crate) fn read(_matter: &Matter<'_>) -> Vec<Claim> {
    Vec::new()
}
