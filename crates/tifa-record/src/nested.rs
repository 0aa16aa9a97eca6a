//! Nested speech: whom a speaker quotes inside his own words.

use crate::force::Force;
use crate::statement::Place;
use serde::{Deserialize, Serialize};

/// Speech inside speech: 王某說，[有人][說][…].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nested {
    /// The content, within the statement around it.
    pub place: Place,
    /// Who speaks, as printed; it is resolved to nobody, for in somebody's words 有人 and 某些國家 are as he put it.
    pub speaker: String,
    /// Where that stands.
    pub source: Place,
    /// The cue.
    pub cue: Place,
    /// What the inner speaker does with the content.
    pub force: Force,
    /// Speech inside this one, in reading order.
    pub nested: Vec<Nested>,
}
