//! Entries of the docket: what stands in a document, each with its place.
//!
//! An entry is generic over its places: a reader gives it with places in blocks; whoever keeps it turns them into places of
//! the original file ([`Entries::cite`]), so that it can be shown without the document.

use serde::{Deserialize, Serialize};
use tifa_record::Place;
use tifa_text::calendar::Days;
use tifa_text::number::Decimal;

/// The entries of a document, each kind ordered by place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entries<P = Place> {
    /// Declared or marked lists of points.
    pub enumerations: Vec<Enumeration<P>>,
    /// Channels between parties, each with the state the text gives it.
    pub mechanisms: Vec<Mechanism<P>>,
    /// Undertakings, demands, offers and agreements.
    pub commitments: Vec<Commitment<P>>,
    /// Counted or measured quantities.
    pub figures: Vec<Figure<P>>,
    /// What one party says and another answers or denies.
    pub claims: Vec<Claim<P>>,
    /// What is placed on the list of cooperation, of dialogue, or of managed differences.
    pub placements: Vec<Placement<P>>,
}

/// A list of points that is announced (三點建議) or marked (首先 … 其次 …).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enumeration<P = Place> {
    /// The phrase that announces it, else its first item.
    pub place: P,
    /// Whether `place` announces it.
    pub announced: bool,
    /// How many points are announced. When it differs from the number of items the text itself gives fewer or more, or the
    /// reader has missed some; nothing is filled in.
    pub declared: Option<u32>,
    /// Whose list it is; none for the narrator's.
    pub speaker: Option<String>,
    /// The opening clause of each item, up to its first ，；or 。
    pub items: Vec<P>,
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
pub struct Mechanism<P = Place> {
    /// Its name, as printed.
    pub place: P,
    /// Between whom: names of states in simplified characters, as the tables have them.
    pub parties: Vec<String>,
    /// Level of those who meet, as printed (副部級, 元首).
    pub level: Option<P>,
    /// The state this text gives it.
    pub state: MechanismState,
    /// The words that say so.
    pub cue: Option<P>,
    /// Its sentence: the evidence.
    pub sentence: P,
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
pub struct Commitment<P = Place> {
    /// What is undertaken or demanded, as printed, from its cue on.
    pub place: P,
    /// Its kind.
    pub kind: CommitmentKind,
    /// Who undertakes or demands, as printed.
    pub who: String,
    /// Of whom it is demanded, or with whom it is agreed, as printed.
    pub to: Option<String>,
    /// The words that make it one (願, 承諾, 敦促).
    pub cue: P,
    /// The condition (只要 …, 在 … 基礎上), when there is one.
    pub condition: Option<P>,
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
    /// 不到, 以下.
    LessThan,
    /// 約, 近, 左右.
    About,
    /// 三至五.
    Range,
}

/// A counted or measured quantity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure<P = Place> {
    /// The number, as printed, without its measure; of a stretch of time in several units (4分12秒) from the first number to
    /// the last.
    pub place: P,
    /// Its value; the lower one of a range, the least of a vague number (數十 is 10), of a stretch of time in its last unit.
    pub value: Decimal,
    /// The upper value of a range.
    pub upper: Option<Decimal>,
    /// How it bounds the quantity.
    pub bound: Bound,
    /// The measure word or unit behind it, as printed; the money in front of the number when none stands behind (US$5億);
    /// `%` of every share, whose value is in hundredths (三成 is 30); empty when there is none.
    pub measure: String,
    /// What is counted, as printed.
    pub what: Option<P>,
    /// The clause in which it stands: by it two figures of one noun are told apart (150 個國家 that were aided, 24 個國家 that
    /// got teams).
    pub clause: P,
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

/// How an answer is set against a claim, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answered {
    /// The claim is the object of the denial: 否認 A, 所謂 A 純屬捏造, …的說法不實.
    Object,
    /// The answer follows the claim and denies something: 有人說 A，但並非如此.
    Beside,
    /// Another statement answers, which does not repeat the claim.
    Apart,
}

/// What one party says and another in the document answers or denies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim<P = Place> {
    /// The claim.
    pub place: P,
    /// Whose it is, as printed; none when the text does not say.
    pub claimed_by: Option<String>,
    /// The answer.
    pub rebuttal: P,
    /// Who answers; none for the narrator.
    pub rebutted_by: Option<String>,
    /// The words that set one against the other (駁斥, 並非), when there are some.
    pub cue: Option<P>,
    /// How the answer is set against the claim.
    pub answered: Answered,
}

/// The lists that a relation is kept by: 合作, 對話, 管控.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum List {
    /// What is done together: 合作清單, 在…領域開展合作.
    Cooperation,
    /// What is talked about: 對話清單, 就…保持溝通.
    Dialogue,
    /// What divides and is kept in bounds: 管控清單, 妥善處理….
    Managed,
}

impl List {
    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cooperation => "cooperation",
            Self::Dialogue => "dialogue",
            Self::Managed => "managed",
        }
    }
}

/// A matter that a text places on one of the lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement<P = Place> {
    /// The matter, as printed (氣候變化).
    pub place: P,
    /// On which list.
    pub list: List,
    /// Topics it is of, as the table of topics calls them.
    pub topics: Vec<String>,
    /// Between whom, as for mechanisms.
    pub parties: Vec<String>,
    /// The words that place it.
    pub cue: P,
    /// Who says so; none for the narrator.
    pub speaker: Option<String>,
}

impl<P: Copy> Entries<P> {
    /// The same entries with other places: `cite` gives each, or none for one that cannot be cited. An entry whose own
    /// place, or a place it cannot be without, is not given is left out.
    pub fn cite<Q>(&self, cite: &impl Fn(P) -> Option<Q>) -> Entries<Q> {
        Entries {
            enumerations: self.enumerations.iter().filter_map(|e| e.cite(cite)).collect(),
            mechanisms: self.mechanisms.iter().filter_map(|e| e.cite(cite)).collect(),
            commitments: self.commitments.iter().filter_map(|e| e.cite(cite)).collect(),
            figures: self.figures.iter().filter_map(|e| e.cite(cite)).collect(),
            claims: self.claims.iter().filter_map(|e| e.cite(cite)).collect(),
            placements: self.placements.iter().filter_map(|e| e.cite(cite)).collect(),
        }
    }
}

impl<P: Copy> Enumeration<P> {
    fn cite<Q>(&self, cite: &impl Fn(P) -> Option<Q>) -> Option<Enumeration<Q>> {
        Some(Enumeration {
            place: cite(self.place)?,
            announced: self.announced,
            declared: self.declared,
            speaker: self.speaker.clone(),
            items: self.items.iter().filter_map(|&p| cite(p)).collect(),
        })
    }
}

impl<P: Copy> Mechanism<P> {
    fn cite<Q>(&self, cite: &impl Fn(P) -> Option<Q>) -> Option<Mechanism<Q>> {
        Some(Mechanism {
            place: cite(self.place)?,
            parties: self.parties.clone(),
            level: self.level.and_then(cite),
            state: self.state,
            cue: self.cue.and_then(cite),
            sentence: cite(self.sentence)?,
            speaker: self.speaker.clone(),
            days: self.days,
        })
    }
}

impl<P: Copy> Commitment<P> {
    fn cite<Q>(&self, cite: &impl Fn(P) -> Option<Q>) -> Option<Commitment<Q>> {
        Some(Commitment {
            place: cite(self.place)?,
            kind: self.kind,
            who: self.who.clone(),
            to: self.to.clone(),
            cue: cite(self.cue)?,
            condition: self.condition.and_then(cite),
            due: self.due,
            speaker: self.speaker.clone(),
        })
    }
}

impl<P: Copy> Figure<P> {
    fn cite<Q>(&self, cite: &impl Fn(P) -> Option<Q>) -> Option<Figure<Q>> {
        Some(Figure {
            place: cite(self.place)?,
            value: self.value,
            upper: self.upper,
            bound: self.bound,
            measure: self.measure.clone(),
            what: self.what.and_then(cite),
            clause: cite(self.clause)?,
            speaker: self.speaker.clone(),
            days: self.days,
            doubt: self.doubt,
        })
    }
}

impl<P: Copy> Claim<P> {
    fn cite<Q>(&self, cite: &impl Fn(P) -> Option<Q>) -> Option<Claim<Q>> {
        Some(Claim {
            place: cite(self.place)?,
            claimed_by: self.claimed_by.clone(),
            rebuttal: cite(self.rebuttal)?,
            rebutted_by: self.rebutted_by.clone(),
            cue: self.cue.and_then(cite),
            answered: self.answered,
        })
    }
}

impl<P: Copy> Placement<P> {
    fn cite<Q>(&self, cite: &impl Fn(P) -> Option<Q>) -> Option<Placement<Q>> {
        Some(Placement {
            place: cite(self.place)?,
            list: self.list,
            topics: self.topics.clone(),
            parties: self.parties.clone(),
            cue: cite(self.cue)?,
            speaker: self.speaker.clone(),
        })
    }
}
