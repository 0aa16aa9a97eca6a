//! Docket entries as the interchange records have them.

use super::kept::{Kept, Spot};
use crate::rows::Cited;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use tifa_docket::{Bound, CommitmentKind, Doubt, MechanismState};
use tifa_text::calendar::Days;
use tifa_text::number::Decimal;

/// Kinds of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A calendar expression.
    Date,
    /// An event at which something was said or done.
    Occasion,
    /// A mention of earlier words.
    Reference,
    /// A list of points.
    Enumeration,
    /// A channel between parties.
    Mechanism,
    /// An undertaking or a demand.
    Commitment,
    /// A quantity.
    Figure,
    /// What one says and another denies.
    Claim,
}

impl Kind {
    /// Every kind, in the order of their numbers.
    pub const ALL: [Self; 8] = [
        Self::Date,
        Self::Occasion,
        Self::Reference,
        Self::Enumeration,
        Self::Mechanism,
        Self::Commitment,
        Self::Figure,
        Self::Claim,
    ];

    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Occasion => "occasion",
            Self::Reference => "reference",
            Self::Enumeration => "enumeration",
            Self::Mechanism => "mechanism",
            Self::Commitment => "commitment",
            Self::Figure => "figure",
            Self::Claim => "claim",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }

    /// Name and version of what finds entries of this kind.
    pub(crate) fn extractor(self) -> (&'static str, u32) {
        match self {
            Self::Date | Self::Occasion | Self::Reference => (tifa_record::EXTRACTOR, tifa_record::VERSION),
            _ => (tifa_docket::EXTRACTOR, tifa_docket::VERSION),
        }
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// An entry of the docket as the interchange record has it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DocketRow {
    /// Its kind.
    pub kind: Kind,
    /// Name of the file.
    pub source: String,
    /// Document id.
    pub document: String,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Those characters, layout undone.
    pub text: String,
    /// What this kind of entry says.
    #[serde(flatten)]
    pub detail: Detail,
    /// Day of publication.
    pub published: Option<Date>,
    /// Extractor.
    pub extractor: String,
    /// Its version.
    pub version: u32,
    /// Outlet of the document.
    #[serde(skip)]
    pub outlet: Option<String>,
}

/// Days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl From<Days> for Period {
    fn from(days: Days) -> Self {
        Self { from: days.from, to: days.to }
    }
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Detail {
    /// A date.
    Date {
        /// First day, when it could be laid on the calendar.
        from: Option<Date>,
        /// Last day.
        to: Option<Date>,
        /// Why it stays open, when it does.
        open: Option<&'static str>,
    },
    /// An occasion.
    Occasion {
        /// press_conference, interview, meeting, phone_call, speech, forum, article, statement, ceremony, other.
        r#type: &'static str,
        /// Its (first) day, when the text tells.
        date: Option<Date>,
        /// Its last day, when it has several.
        to: Option<Date>,
        /// What says so.
        dated: Option<Cited>,
        /// Who took part, as printed.
        participants: Vec<String>,
        /// Where, as printed.
        place: Option<String>,
    },
    /// A mention of what was said or done before.
    Reference {
        /// dated, counted, restated, earlier.
        r#type: &'static str,
        /// First day meant, when it could be told.
        from: Option<Date>,
        /// Last day.
        to: Option<Date>,
        /// Why the day stays open, when it does.
        open: Option<&'static str>,
        /// Who spoke or acted then, as printed.
        speaker: Option<String>,
        /// The clause that says what.
        clause: Option<Cited>,
        /// What is meant, when the archive has it.
        target: Option<Target>,
    },
    /// An enumeration.
    Enumeration {
        /// How many points are announced.
        declared: Option<u32>,
        /// Whose list it is.
        speaker: Option<String>,
        /// Whether the entry's own place announces the list.
        announced: bool,
        /// The opening clause of each item.
        items: Vec<Cited>,
    },
    /// A mechanism.
    Mechanism {
        /// Between whom, in simplified characters.
        parties: Vec<String>,
        /// The state the text gives it.
        state: MechanismState,
        /// Level of those who meet.
        level: Option<Cited>,
        /// The words that say so.
        cue: Option<Cited>,
        /// Who says so.
        speaker: Option<String>,
        /// The days on which it is, was or will be.
        days: Option<Period>,
    },
    /// A commitment.
    Commitment {
        /// Who undertakes or demands, as printed.
        who: String,
        /// Agreed, pledged, demanded or offered.
        r#type: CommitmentKind,
        /// Of whom it is demanded, with whom it is agreed.
        to: Option<String>,
        /// The words that make it one.
        cue: Cited,
        /// The condition.
        condition: Option<Cited>,
        /// By when.
        due: Option<Period>,
        /// Who says so.
        speaker: Option<String>,
    },
    /// A figure.
    Figure {
        /// Its value; the lower one of a range.
        #[serde(serialize_with = "number")]
        value: Decimal,
        /// The upper value of a range.
        #[serde(serialize_with = "optional_number")]
        upper: Option<Decimal>,
        /// How the print bounds it.
        bound: Bound,
        /// The measure word or unit.
        measure: String,
        /// What is counted, as printed.
        what: Option<String>,
        /// Who says so.
        speaker: Option<String>,
        /// The days it is of.
        days: Option<Period>,
        /// What makes the print doubtful.
        doubt: Option<Doubt>,
    },
    /// A claim with its answer.
    Claim {
        /// Whose claim it is.
        claimed_by: Option<String>,
        /// The answer.
        rebuttal: Cited,
        /// Who answers.
        rebutted_by: Option<String>,
        /// The words that set one against the other.
        cue: Option<Cited>,
    },
}

impl Detail {
    /// Who says so, or whose entry it is, as printed.
    pub fn speakers(&self) -> Vec<&str> {
        let (one, other) = match self {
            Self::Date { .. } | Self::Occasion { .. } => (None, None),
            Self::Reference { speaker, .. }
            | Self::Enumeration { speaker, .. }
            | Self::Mechanism { speaker, .. }
            | Self::Figure { speaker, .. } => (speaker.as_deref(), None),
            Self::Commitment { who, speaker, .. } => (Some(who.as_str()), speaker.as_deref()),
            Self::Claim { claimed_by, rebutted_by, .. } => (claimed_by.as_deref(), rebutted_by.as_deref()),
        };
        one.into_iter().chain(other).collect()
    }
}

/// A number as JSON has it: exact when it is whole.
fn number<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    let printed = value.to_string();
    match printed.parse::<i64>() {
        Ok(whole) => serializer.serialize_i64(whole),
        Err(_) => serializer.serialize_f64(printed.parse().unwrap_or(f64::NAN)),
    }
}

fn optional_number<S: Serializer>(value: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => number(value, serializer),
        None => serializer.serialize_none(),
    }
}

/// A statement that a reference means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Target {
    /// Name of its file.
    pub source: String,
    /// Its document.
    pub document: String,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Day of the saying.
    pub day: Date,
    /// Why it is taken for the one meant.
    pub because: &'static str,
}

fn cited(spot: Spot) -> Cited {
    Cited { start: spot.start, end: spot.end, text: spot.text }
}

fn period(days: Option<Days>) -> Option<Period> {
    days.map(Period::from)
}

/// Where an entry stands and what it says.
pub(crate) fn shown(kept: Kept) -> (Spot, Detail) {
    match kept {
        Kept::Date { at, days } => {
            let (from, to) = (days.ok().map(|d| d.from), days.ok().map(|d| d.to));
            (at, Detail::Date { from, to, open: days.err().map(|why| why.name()) })
        }
        Kept::Occasion { at, kind, days, dated, participants, venue } => {
            let detail = Detail::Occasion {
                r#type: kind.name(),
                date: days.map(|d| d.from),
                to: days.filter(|d| d.from < d.to).map(|d| d.to),
                dated: dated.map(cited),
                participants,
                place: venue,
            };
            (at, detail)
        }
        Kept::Reference { at, kind, days, speaker, clause } => {
            let detail = Detail::Reference {
                r#type: kind.name(),
                from: days.ok().map(|d| d.from),
                to: days.ok().map(|d| d.to),
                open: days.err().map(|why| why.name()),
                speaker,
                clause: clause.map(cited),
                target: None,
            };
            (at, detail)
        }
        Kept::Enumeration(e) => {
            let items = e.items.into_iter().map(cited).collect();
            let (declared, speaker, announced) = (e.declared, e.speaker, e.announced);
            (e.place, Detail::Enumeration { declared, speaker, announced, items })
        }
        Kept::Mechanism(m) => {
            let detail = Detail::Mechanism {
                parties: m.parties,
                state: m.state,
                level: m.level.map(cited),
                cue: m.cue.map(cited),
                speaker: m.speaker,
                days: period(m.days),
            };
            (m.place, detail)
        }
        Kept::Commitment(c) => {
            let detail = Detail::Commitment {
                who: c.who,
                r#type: c.kind,
                to: c.to,
                cue: cited(c.cue),
                condition: c.condition.map(cited),
                due: period(c.due),
                speaker: c.speaker,
            };
            (c.place, detail)
        }
        Kept::Figure(f) => {
            let detail = Detail::Figure {
                value: f.value,
                upper: f.upper,
                bound: f.bound,
                measure: f.measure,
                what: f.what.map(|w| w.text),
                speaker: f.speaker,
                days: period(f.days),
                doubt: f.doubt,
            };
            (f.place, detail)
        }
        Kept::Claim(c) => {
            let detail = Detail::Claim {
                claimed_by: c.claimed_by,
                rebuttal: cited(c.rebuttal),
                rebutted_by: c.rebutted_by,
                cue: c.cue.map(cited),
            };
            (c.place, detail)
        }
    }
}
