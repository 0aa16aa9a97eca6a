//! How well an entry is supported by what stands around it.
//!
//! Three steps, each said by what it rests on, in place of a number that nobody could check: an entry is `high` when every
//! sign that its kind has is there, `low` when it rests on its bare form alone. People look at the low ones first.

use crate::entry::{Answered, Claim, Commitment, Enumeration, Figure, Mechanism, MechanismState};
use serde::{Deserialize, Serialize};

/// How well an entry is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// By its form alone.
    Low,
    /// By some of the signs of its kind.
    Middle,
    /// By all of them.
    High,
}

impl Confidence {
    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Middle => "middle",
            Self::High => "high",
        }
    }

    /// From how many of two signs are there.
    pub fn of(first: bool, second: bool) -> Self {
        match (first, second) {
            (true, true) => Self::High,
            (false, false) => Self::Low,
            _ => Self::Middle,
        }
    }
}

impl<P> Enumeration<P> {
    /// High when it is announced with a number and has that many items.
    pub fn confidence(&self) -> Confidence {
        Confidence::of(self.announced, self.declared.is_some_and(|n| n as usize == self.items.len()))
    }
}

impl<P> Mechanism<P> {
    /// High when the text names its parties and says its state.
    pub fn confidence(&self) -> Confidence {
        let stated = self.state == MechanismState::Mentioned || self.cue.is_some();
        Confidence::of(self.parties.len() > 1, stated)
    }
}

impl<P> Commitment<P> {
    /// High when somebody says it, and to somebody.
    pub fn confidence(&self) -> Confidence {
        Confidence::of(self.speaker.is_some() && !self.who.is_empty(), self.to.is_some())
    }
}

impl<P> Figure<P> {
    /// High when it has a measure and the text says what is counted; low when the print itself is doubtful.
    pub fn confidence(&self) -> Confidence {
        if self.doubt.is_some() {
            return Confidence::Low;
        }
        Confidence::of(!self.measure.is_empty(), self.what.is_some())
    }
}

impl<P> Claim<P> {
    /// High when the claim is the object of its denial, low when another statement answers. Names of both sides do not raise
    /// it: where claim and answer stand far apart both are found and may belong to two disputes.
    pub fn confidence(&self) -> Confidence {
        match self.answered {
            Answered::Object => Confidence::High,
            Answered::Beside => Confidence::Middle,
            Answered::Apart => Confidence::Low,
        }
    }
}
