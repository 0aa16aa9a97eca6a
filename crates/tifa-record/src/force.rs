//! Force: what a speaker does with the content, whether he asserts it, denies it or asks it.

use serde::{Deserialize, Serialize};

/// What a speaker does with the content of a statement.
///
/// That somebody did *not* say something (並未表示) is no statement of his at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Force {
    /// He says that it is so, or demands, promises or wishes it.
    #[default]
    Asserted,
    /// He says that it is not so: 否認有關指控.
    Denied,
    /// He asks: 問是否會出席.
    Asked,
}

impl Force {
    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Denied => "denied",
            Self::Asked => "asked",
        }
    }
}
