//! Mechanism.

use crate::entry::Mechanism;
use crate::matter::Matter;

/// The mechanisms of a document, ordered by place.
pub(crate) fn read(_matter: &Matter<'_>) -> Vec<Mechanism> {
    Vec::new()
}
