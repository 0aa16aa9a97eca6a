//! Where a listing goes on, as an address says it.

use crate::problem::Problem;
use tifa_archive::NoCursor;
pub use tifa_archive::{Cursor, Stretch};

impl From<NoCursor> for Problem {
    fn from(why: NoCursor) -> Self {
        Self::bad("cursor", why.to_string())
    }
}
