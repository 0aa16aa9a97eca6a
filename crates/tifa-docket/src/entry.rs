//! Entries of the docket: what stands in a document, each with its place.

use serde::{Deserialize, Serialize};
use tifa_record::Place;
use tifa_text::calendar::Days;
use tifa_text::number::Decimal;

/// The entries of a document, each kind ordered by place.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Entries {
    /// Declared or marked lists of points.
    pub enumerations: Vec<Enumeration>,
    /// Channels between parties, each with the state the text gives it.
    pub mechanisms: Vec<Mechanism>,
    /// Undertakings, demands, offers and agreements.
    pub commitments: Vec<Commitment>,
    /// Counted or measured quantities.
    pub figures: Vec<Figure>,
    /// What one party says and another answers or denies.
    pub claims: Vec<Claim>,
}

/// A list of points that is announced (三點建議) or marked (首先 … 其次 …).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enumeration {
    /// The phrase that announces it, else its first item.
    pub place: Place,
    /// Whether `place` announces it.
    pub announced: bool,
    /// How many points are announced. When it differs from the number of items the text itself gives fewer or more, or the
    /// reader has missed some; nothing is filled in.
    pub declared: Option<u32>,
    /// Whose list it is; none for the narrator's.
    pub speaker: Option<String>,
    /// The opening clause of each item, up to its first ，；or 。
    pub items: Vec<Place>,
}

/// What a text says of the state of a mechanism.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MechanismState {
    /// One side has put it forward.
    Proposed,
    /// A speaker asks that an existing one be used.
    Urged,
    /// Both have agreed on it, or signed it.
    Agreed,
    /// It is to take place, or to enter into force.
    Scheduled,
    /// It has taken place.
    Held,
    /// It goes on.
    Ongoing,
    /// It is interrupted.
    Suspended,
    /// What was to take place does not.
    Cancelled,
    /// It is over.
    Ended,
    /// It goes on again.
    Resumed,
    /// It is only named.
    Mentioned,
}

/// A channel, dialogue, consultation, working group, forum, summit, hotline, treaty or agreement between parties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mechanism {
    /// Its name, as printed.
    pub place: Place,
    /// Between whom: names of states in simplified characters, as the tables have them.
    pub parties: Vec<String>,
    /// Level of those who meet, as printed (副部級, 元首).
    pub level: Option<Place>,
    /// The state this text gives it.
    pub state: MechanismState,
    /// The words that say so.
    pub cue: Option<Place>,
    /// Who says so; none for the narrator.
    pub speaker: Option<String>,
    /// The days on which it is, was or will be, when the text tells.
    pub days: Option<Days>,
}

/// What kind of undertaking it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CommitmentKind {
    /// Both sides have agreed.
    Agreed,
    /// One side says that it will.
    Pledged,
    /// One side asks the other to do something, or to stop.
    Demanded,
    /// One side is willing, perhaps on a condition.
    Offered,
}

/// An undertaking or a demand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// What is undertaken or demanded, as printed, from its cue on.
    pub place: Place,
    /// Its kind.
    pub kind: CommitmentKind,
    /// Who undertakes or demands, as printed.
    pub who: String,
    /// Of whom it is demanded, or with whom it is agreed, as printed.
    pub to: Option<String>,
    /// The words that make it one (願, 承諾, 敦促).
    pub cue: Place,
    /// The condition (只要 …, 在 … 基礎上), when there is one.
    pub condition: Option<Place>,
    /// By when, when the text tells.
    pub due: Option<Days>,
    /// Who says so; none for the narrator.
    pub speaker: Option<String>,
}

/// How a printed number bounds the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// 26支.
    Exact,
    /// 120多億, 至少, 以上.
    MoreThan,
    /// 不到, 近.
    LessThan,
    /// 約, 左右.
    About,
    /// 三至五.
    Range,
}

/// A counted or measured quantity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The number, as printed, without its measure.
    pub place: Place,
    /// Its value; the lower one of a range.
    pub value: Decimal,
    /// The upper value of a range.
    pub upper: Option<Decimal>,
    /// How it bounds the quantity.
    pub bound: Bound,
    /// The measure word or unit behind it, as printed; empty when there is none.
    pub measure: String,
    /// What is counted, as printed.
    pub what: Option<Place>,
    /// Who says so; none for the narrator.
    pub speaker: Option<String>,
    /// The days it is of, when the text tells.
    pub days: Option<Days>,
    /// What makes the print impossible or doubtful (2,200多隻雙口罩), when something does. The print is never repaired.
    pub doubt: Option<Doubt>,
}

/// Why a printed figure is doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Two measure words in a row: something is missing between them.
    TwoMeasures,
    /// Digits grouped as no number is (1,23,45).
    Grouping,
    /// A range whose end lies below its beginning.
    Backwards,
}

/// What one party says and another in the document answers or denies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The claim.
    pub place: Place,
    /// Whose it is, as printed; none when the text does not say.
    pub claimed_by: Option<String>,
    /// The answer.
    pub rebuttal: Place,
    /// Who answers; none for the narrator.
    pub rebutted_by: Option<String>,
    /// The words that set one against the other (駁斥, 並非), when there are some.
    pub cue: Option<Place>,
}
