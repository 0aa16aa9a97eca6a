//! What the words of closed lists are called in the interface.

use crate::language::*;
use tifa_archive::docket::Kind;
use tifa_docket::Confidence;
use tifa_docket::{Bound, CommitmentKind, List, MechanismState};

/// Kinds of entries, in the plural.
pub fn kind(kind: Kind) -> Words {
    match kind {
        Kind::Date => DATES,
        Kind::Occasion => OCCASIONS,
        Kind::Reference => REFERENCES,
        Kind::Enumeration => ENUMERATIONS,
        Kind::Mechanism => MECHANISMS,
        Kind::Commitment => COMMITMENTS,
        Kind::Figure => FIGURES,
        Kind::Claim => CLAIMS,
        Kind::Placement => PLACEMENTS,
    }
}

/// One entry of a kind.
pub fn one(kind: Kind) -> Words {
    match kind {
        Kind::Date => DATE,
        Kind::Occasion => OCCASION,
        Kind::Reference => REFERENCE,
        Kind::Enumeration => ENUMERATION,
        Kind::Mechanism => MECHANISM,
        Kind::Commitment => COMMITMENT,
        Kind::Figure => FIGURE,
        Kind::Claim => CLAIM,
        Kind::Placement => PLACEMENT,
    }
}

/// States of a mechanism, in the order in which a mechanism goes through them.
pub const STATE_ORDER: [MechanismState; 11] = [
    MechanismState::Proposed,
    MechanismState::Urged,
    MechanismState::Agreed,
    MechanismState::Scheduled,
    MechanismState::Held,
    MechanismState::Ongoing,
    MechanismState::Suspended,
    MechanismState::Resumed,
    MechanismState::Cancelled,
    MechanismState::Ended,
    MechanismState::Mentioned,
];

/// A state of a mechanism.
pub fn state(state: MechanismState) -> Words {
    match state {
        MechanismState::Proposed => PROPOSED,
        MechanismState::Urged => URGED,
        MechanismState::Agreed => AGREED,
        MechanismState::Scheduled => SCHEDULED,
        MechanismState::Held => HELD,
        MechanismState::Ongoing => ONGOING,
        MechanismState::Suspended => SUSPENDED,
        MechanismState::Cancelled => CANCELLED,
        MechanismState::Ended => ENDED,
        MechanismState::Resumed => RESUMED,
        MechanismState::Mentioned => NAMED,
    }
}

/// Whose word a state is.
pub fn standing(name: &str) -> Words {
    match name {
        "confirmed" => CONFIRMED_BY_BOTH,
        "observed" => OBSERVED,
        _ => CLAIMED,
    }
}

/// A kind of commitment.
pub fn commitment(kind: CommitmentKind) -> Words {
    match kind {
        CommitmentKind::Agreed => AGREED,
        CommitmentKind::Pledged => PLEDGED,
        CommitmentKind::Demanded => DEMANDED,
        CommitmentKind::Offered => OFFERED,
    }
}

/// A bound.
pub fn bound(bound: Bound) -> Words {
    match bound {
        Bound::Exact => EXACT,
        Bound::MoreThan => MORE_THAN,
        Bound::LessThan => LESS_THAN,
        Bound::About => ABOUT_SO,
        Bound::Range => RANGE,
    }
}

/// A list, or none.
pub fn list(list: Option<List>) -> Words {
    match list {
        Some(List::Cooperation) => COOPERATION,
        Some(List::Dialogue) => DIALOGUE,
        Some(List::Managed) => MANAGED,
        None => UNPLACED,
    }
}

/// How well an entry is supported.
pub fn confidence(confidence: Confidence) -> Words {
    match confidence {
        Confidence::Low => LOW,
        Confidence::Middle => MIDDLE,
        Confidence::High => HIGH,
    }
}

/// A field that can be corrected; none for one that has no name here. `to` of days is their end, of people an addressee.
pub fn field(kind: Kind, name: &str) -> Option<Words> {
    Some(match name {
        "parties" => F_PARTIES,
        "state" => F_STATE,
        "speaker" => F_SPEAKER,
        "who" => F_WHO,
        "type" => F_TYPE,
        "to" if kind == Kind::Commitment => F_TO,
        "to" => F_UNTIL,
        "from" => F_FROM,
        "value" => F_VALUE,
        "upper" => F_UPPER,
        "bound" => F_BOUND,
        "measure" => F_MEASURE,
        "what" => F_WHAT,
        "claimed_by" => F_CLAIMED_BY,
        "rebutted_by" => F_REBUTTED_BY,
        "declared" => F_DECLARED,
        "date" => F_DATE,
        "participants" => F_PARTICIPANTS,
        "place" => F_PLACE,
        "list" => F_LIST,
        "topics" => F_TOPICS,
        _ => return None,
    })
}

/// The words a field can hold, as exports write them, where only some are allowed.
pub fn choices(kind: Kind, field: &str) -> Vec<(&'static str, Words)> {
    match (kind, field) {
        (Kind::Mechanism, "state") => vec![
            ("proposed", PROPOSED),
            ("urged", URGED),
            ("agreed", AGREED),
            ("scheduled", SCHEDULED),
            ("held", HELD),
            ("ongoing", ONGOING),
            ("suspended", SUSPENDED),
            ("resumed", RESUMED),
            ("cancelled", CANCELLED),
            ("ended", ENDED),
            ("mentioned", NAMED),
        ],
        (Kind::Commitment, "type") => {
            vec![("agreed", AGREED), ("pledged", PLEDGED), ("demanded", DEMANDED), ("offered", OFFERED)]
        }
        (Kind::Figure, "bound") => vec![
            ("exact", EXACT),
            ("more_than", MORE_THAN),
            ("less_than", LESS_THAN),
            ("about", ABOUT_SO),
            ("range", RANGE),
        ],
        (Kind::Placement, "list") => {
            vec![("cooperation", COOPERATION), ("dialogue", DIALOGUE), ("managed", MANAGED)]
        }
        _ => Vec::new(),
    }
}
