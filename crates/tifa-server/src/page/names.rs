//! What modes and genres are called in the interface.

use crate::language::*;
use tifa_record::{Genre, Mode};

/// How words are reported.
pub fn mode(mode: Mode) -> Words {
    match mode {
        Mode::Direct => DIRECT,
        Mode::Indirect => INDIRECT,
        Mode::Mixed => MIXED,
    }
}

/// What kind of text a document is.
pub fn genre(genre: Genre) -> Words {
    match genre {
        Genre::Report => REPORT,
        Genre::Column => COLUMN,
        Genre::Transcript => TRANSCRIPT,
    }
}
