//! References to what was said or done before: 「七月九日提出」, 一月內第三次, 重申.

use crate::statement::Place;
use serde::{Deserialize, Serialize};
use tifa_text::calendar::{Days, Open};

/// How a text refers back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceKind {
    /// 7月9日提出: a day before that of the text, with a word of saying or meeting.
    Dated,
    /// 一月內第三次: one of several.
    Counted,
    /// 重申: said before.
    Restated,
    /// 此前表示: said before, no day told.
    Earlier,
}

impl ReferenceKind {
    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dated => "dated",
            Self::Counted => "counted",
            Self::Restated => "restated",
            Self::Earlier => "earlier",
        }
    }
}

/// A mention of what was said or done before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The words that refer back: the date, the count, the verb.
    pub place: Place,
    /// How.
    pub kind: ReferenceKind,
    /// The days meant, or why they stay open.
    pub days: Result<Days, Open>,
    /// Who spoke or acted then, as printed or by name.
    pub speaker: Option<String>,
    /// The clause that says what was said or done.
    pub clause: Place,
}
