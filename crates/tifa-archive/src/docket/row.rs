//! Docket entries as the interchange records have them.

use super::kept::{Kept, Spot};
use crate::rows::Cited;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};
use std::sync::Arc;
use tifa_docket::{Bound, CommitmentKind, Confidence, Doubt, List, MechanismState, Standing};
use tifa_record::OccasionKind;
use tifa_text::calendar::Days;
use tifa_text::fold;
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
    /// A matter placed on one of the three lists.
    Placement,
}

impl Kind {
    /// Every kind, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::Date,
        Self::Occasion,
        Self::Reference,
        Self::Enumeration,
        Self::Mechanism,
        Self::Commitment,
        Self::Figure,
        Self::Claim,
        Self::Placement,
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
            Self::Placement => "placement",
        }
    }

    /// The kind of that name, or of that name in the plural.
    pub fn named(name: &str) -> Option<Self> {
        let one = name.strip_suffix('s').unwrap_or(name);
        Self::ALL.into_iter().find(|k| k.name() == one)
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
    pub source: Arc<str>,
    /// Document id.
    pub document: Arc<str>,
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
    pub extractor: &'static str,
    /// Its version.
    pub version: u32,
    /// How well the entry is supported by what stands around it.
    pub confidence: Confidence,
    /// What people have said of it; `detail` has their corrections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Standing>,
    /// Outlet of the document.
    #[serde(skip)]
    pub outlet: Option<Arc<str>>,
    /// Identity of the document's body text.
    #[serde(skip)]
    pub body: Arc<str>,
}

impl DocketRow {
    /// Whether a person has said that it is no such entry.
    pub fn is_rejected(&self) -> bool {
        self.decision.as_ref().is_some_and(Standing::is_rejected)
    }

    /// Whether the entry's own words hold `about`, which is folded.
    pub fn speaks_of(&self, about: &str) -> bool {
        let mut words: Vec<&str> = vec![&self.text];
        match &self.detail {
            Detail::Enumeration { items, .. } => words.extend(items.iter().map(|i| i.text.as_str())),
            Detail::Mechanism { sentence, .. } => words.push(&sentence.text),
            Detail::Commitment { who, to, .. } => {
                words.push(who);
                words.extend(to.as_deref());
            }
            Detail::Figure { what, clause, .. } => {
                words.extend(what.as_deref());
                words.push(&clause.text);
            }
            Detail::Claim { rebuttal, .. } => words.push(&rebuttal.text),
            Detail::Occasion { participants, place, .. } => {
                words.extend(participants.iter().map(String::as_str));
                words.extend(place.as_deref());
            }
            Detail::Reference { clause, .. } => words.extend(clause.iter().map(|c| c.text.as_str())),
            Detail::Placement { topics, .. } => words.extend(topics.iter().map(String::as_str)),
            Detail::Date { .. } => {}
        }
        words.iter().any(|text| fold(text).text.contains(about))
    }
}

/// A field of an entry and what it should say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Correction<'a> {
    pub field: &'a str,
    pub value: &'a str,
}

/// Days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
        /// Its sentence: the evidence.
        sentence: Cited,
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
        /// The clause in which it stands.
        clause: Cited,
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
    /// A matter on one of the three lists.
    Placement {
        /// cooperation, dialogue or managed.
        list: List,
        /// Topics it is of.
        topics: Vec<String>,
        /// Between whom.
        parties: Vec<String>,
        /// The words that place it.
        cue: Cited,
        /// Who says so.
        speaker: Option<String>,
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
            | Self::Placement { speaker, .. }
            | Self::Figure { speaker, .. } => (speaker.as_deref(), None),
            Self::Commitment { who, speaker, .. } => (Some(who.as_str()), speaker.as_deref()),
            Self::Claim { claimed_by, rebutted_by, .. } => (claimed_by.as_deref(), rebutted_by.as_deref()),
        };
        one.into_iter().chain(other).collect()
    }
}

/// A word of a closed list, as the export writes it.
fn word<T: DeserializeOwned>(value: &str) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::String(value.to_owned())).map_err(|e| e.to_string())
}

/// A text, or none when it is empty.
fn text(value: &str) -> Option<String> {
    (!value.is_empty()).then(|| value.to_owned())
}

/// A day, or none when it is empty.
fn day(value: &str) -> Result<Option<Date>, String> {
    if value.is_empty() {
        return Ok(None);
    }
    value.parse().map(Some).map_err(|_| format!("{value:?} is no day; a day is written 2020-07-09"))
}

impl Detail {
    /// The fields that a person can correct.
    pub fn fields(&self) -> &'static [&'static str] {
        match self {
            Self::Date { .. } => &["from", "to"],
            Self::Occasion { .. } => &["type", "date", "to", "participants", "place"],
            Self::Reference { .. } => &["speaker", "from", "to"],
            Self::Enumeration { .. } => &["declared", "speaker"],
            Self::Mechanism { .. } => &["parties", "state", "speaker"],
            Self::Commitment { .. } => &["who", "type", "to", "speaker"],
            Self::Figure { .. } => &["value", "upper", "bound", "measure", "what", "speaker"],
            Self::Claim { .. } => &["claimed_by", "rebutted_by"],
            Self::Placement { .. } => &["list", "topics", "parties", "speaker"],
        }
    }

    /// Makes a field say what a person says it should.
    ///
    /// # Errors
    /// A sentence for a person, when there is no such field or it cannot take that value.
    pub(crate) fn correct(&mut self, correction: &Correction<'_>) -> Result<(), String> {
        let Correction { field, value } = *correction;
        let names = |value: &str| {
            value
                .split(['、', '，', ','])
                .map(str::trim)
                .filter(|n| !n.is_empty())
                .map(str::to_owned)
                .collect()
        };
        match (&mut *self, field) {
            (Self::Date { from, .. } | Self::Reference { from, .. }, "from") => *from = day(value)?,
            (Self::Date { to, .. } | Self::Reference { to, .. } | Self::Occasion { to, .. }, "to") => {
                *to = day(value)?;
            }
            (Self::Occasion { date, .. }, "date") => *date = day(value)?,
            (Self::Occasion { r#type, .. }, "type") => *r#type = word::<OccasionKind>(value)?.name(),
            (Self::Occasion { participants, .. }, "participants") => *participants = names(value),
            (Self::Occasion { place, .. }, "place") => *place = text(value),
            (
                Self::Reference { speaker, .. }
                | Self::Enumeration { speaker, .. }
                | Self::Mechanism { speaker, .. }
                | Self::Commitment { speaker, .. }
                | Self::Placement { speaker, .. }
                | Self::Figure { speaker, .. },
                "speaker",
            ) => *speaker = text(value),
            (Self::Enumeration { declared, .. }, "declared") => {
                *declared = match value {
                    "" => None,
                    n => Some(n.parse().map_err(|_| format!("{n:?} is no number of points"))?),
                };
            }
            (Self::Placement { list, .. }, "list") => *list = word(value)?,
            (Self::Placement { topics, .. }, "topics") => *topics = names(value),
            (Self::Mechanism { parties, .. } | Self::Placement { parties, .. }, "parties") => {
                *parties = names(value)
            }
            (Self::Mechanism { state, .. }, "state") => *state = word(value)?,
            (Self::Commitment { who, .. }, "who") => value.clone_into(who),
            (Self::Commitment { r#type, .. }, "type") => *r#type = word(value)?,
            (Self::Commitment { to, .. }, "to") => *to = text(value),
            (Self::Figure { value: number, .. }, "value") => *number = decimal(value)?,
            (Self::Figure { upper, .. }, "upper") => {
                *upper = if value.is_empty() { None } else { Some(decimal(value)?) };
            }
            (Self::Figure { bound, .. }, "bound") => *bound = word(value)?,
            (Self::Figure { measure, .. }, "measure") => value.clone_into(measure),
            (Self::Figure { what, .. }, "what") => *what = text(value),
            (Self::Claim { claimed_by, .. }, "claimed_by") => *claimed_by = text(value),
            (Self::Claim { rebutted_by, .. }, "rebutted_by") => *rebutted_by = text(value),
            _ => {
                return Err(format!(
                    "there is no field {field:?} to correct; there are {}",
                    self.fields().join(", ")
                ));
            }
        }
        Ok(())
    }
}

fn decimal(value: &str) -> Result<Decimal, String> {
    value.parse().map_err(|_| format!("{value:?} is no number; a number is written 2250000 or 1.5"))
}

/// A number as JSON has it: exact when it is whole. What the archive keeps has it as it is.
pub(super) fn number<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    if !serializer.is_human_readable() {
        return value.serialize(serializer);
    }
    let printed = value.to_string();
    match printed.parse::<i64>() {
        Ok(whole) => serializer.serialize_i64(whole),
        Err(_) => serializer.serialize_f64(printed.parse().unwrap_or(f64::NAN)),
    }
}

pub(super) fn optional_number<S: Serializer>(
    value: &Option<Decimal>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        _ if !serializer.is_human_readable() => value.serialize(serializer),
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

/// How well an entry is supported: of dates and occasions by whether they could be laid on the calendar, and who took part.
fn confidence(kept: &Kept) -> Confidence {
    match kept {
        Kept::Date { days, .. } => Confidence::of(days.is_ok(), days.is_ok()),
        Kept::Occasion { days, participants, .. } => Confidence::of(days.is_some(), !participants.is_empty()),
        Kept::Reference { days, speaker, .. } => Confidence::of(days.is_ok(), speaker.is_some()),
        Kept::Enumeration(e) => e.confidence(),
        Kept::Mechanism(m) => m.confidence(),
        Kept::Commitment(c) => c.confidence(),
        Kept::Figure(f) => f.confidence(),
        Kept::Claim(c) => c.confidence(),
        Kept::Placement(p) => Confidence::of(!p.topics.is_empty(), p.speaker.is_some()),
    }
}

/// Where an entry stands, what it says, and how well it is supported.
pub(crate) fn shown(kept: Kept) -> (Spot, Detail, Confidence) {
    let confidence = confidence(&kept);
    let (at, detail) = told(kept);
    (at, detail, confidence)
}

fn told(kept: Kept) -> (Spot, Detail) {
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
                sentence: cited(m.sentence),
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
                clause: cited(f.clause),
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
        Kept::Placement(p) => {
            let (list, topics, parties) = (p.list, p.topics, p.parties);
            (p.place, Detail::Placement { list, topics, parties, cue: cited(p.cue), speaker: p.speaker })
        }
    }
}
