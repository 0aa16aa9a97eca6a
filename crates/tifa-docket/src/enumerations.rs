//! Enumeration.

use crate::entry::Enumeration;
use crate::matter::Matter;

/// The enumerations of a document, ordered by place.
pub(crate) fn read(_matter: &Matter<'_>) -> Vec<Enumeration> {
    Vec::new()
}
