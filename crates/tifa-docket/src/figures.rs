//! Figure.

use crate::entry::Figure;
use crate::matter::Matter;

/// The figures of a document, ordered by place.
pub(crate) fn read(_matter: &Matter<'_>) -> Vec<Figure> {
    Vec::new()
}
