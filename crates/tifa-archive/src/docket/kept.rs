//! Docket entries as the catalogue keeps them: for each document and kind one blob, with everything that a listing shows,
//! so that no document need be unpacked to list its entries.

use super::row::Kind;
use crate::codec;
use crate::error::Error;
use serde::{Deserialize, Serialize};
use tifa_docket::{Claim, Commitment, Entries, Enumeration, Figure, Mechanism, Placement};
use tifa_record::{Findings, OccasionKind, Place, ReferenceKind};
use tifa_source::Block;
use tifa_text::calendar::{Days, Open};

/// A place of the original, with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Spot {
    /// Index of the block.
    pub block: u32,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Those characters, layout undone.
    pub text: String,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kept {
    Date {
        at: Spot,
        days: Result<Days, Open>,
    },
    Occasion {
        at: Spot,
        kind: OccasionKind,
        days: Option<Days>,
        dated: Option<Spot>,
        participants: Vec<String>,
        venue: Option<String>,
    },
    Reference {
        at: Spot,
        kind: ReferenceKind,
        days: Result<Days, Open>,
        speaker: Option<String>,
        clause: Option<Spot>,
    },
    Enumeration(Enumeration<Spot>),
    Mechanism(Mechanism<Spot>),
    Commitment(Commitment<Spot>),
    Figure(Figure<Spot>),
    Claim(Claim<Spot>),
    Placement(Placement<Spot>),
}

/// The entries of one kind in one document, packed.
#[derive(Debug)]
pub(crate) struct Packed {
    pub kind: Kind,
    pub version: u32,
    pub blob: Vec<u8>,
}

/// Everything found in a document that the docket lists, packed kind by kind; kinds without an entry are left out.
pub(crate) fn pack(blocks: &[Block], findings: &Findings, entries: &Entries) -> Result<Vec<Packed>, Error> {
    let cite = |place: Place| spot(blocks, place);
    let entries = entries.cite(&cite);
    let dates =
        findings.dates.iter().filter_map(|d| Some(Kept::Date { at: cite(d.place)?, days: d.days })).collect();
    let occasions = findings.occasions.iter().filter_map(|o| {
        Some(Kept::Occasion {
            at: cite(o.place)?,
            kind: o.kind,
            days: o.days,
            dated: o.dated.and_then(cite),
            participants: o.participants.clone(),
            venue: o.venue.clone(),
        })
    });
    let references = findings.references.iter().filter_map(|r| {
        Some(Kept::Reference {
            at: cite(r.place)?,
            kind: r.kind,
            days: r.days,
            speaker: r.speaker.clone(),
            clause: cite(r.clause),
        })
    });
    let kinds: [(Kind, Vec<Kept>); 9] = [
        (Kind::Date, dates),
        (Kind::Occasion, occasions.collect()),
        (Kind::Reference, references.collect()),
        (Kind::Enumeration, entries.enumerations.into_iter().map(Kept::Enumeration).collect()),
        (Kind::Mechanism, entries.mechanisms.into_iter().map(Kept::Mechanism).collect()),
        (Kind::Commitment, entries.commitments.into_iter().map(Kept::Commitment).collect()),
        (Kind::Figure, entries.figures.into_iter().map(Kept::Figure).collect()),
        (Kind::Claim, entries.claims.into_iter().map(Kept::Claim).collect()),
        (Kind::Placement, entries.placements.into_iter().map(Kept::Placement).collect()),
    ];
    let packed = kinds.into_iter().filter(|(_, kept)| !kept.is_empty()).map(|(kind, kept)| {
        Ok(Packed { kind, version: kind.extractor().1, blob: codec::pack_small(&kept)? })
    });
    packed.collect()
}

/// The entries in a blob of `kind`; `thing` names the document should it be damaged.
///
/// # Errors
/// [`Error::Stale`] for entries of other rules, [`Error::Corrupt`] for damage.
pub(crate) fn unpack(thing: &str, kind: Kind, version: u32, blob: &[u8]) -> Result<Vec<Kept>, Error> {
    let (_, known) = kind.extractor();
    if version != known {
        return Err(Error::Stale { thing: thing.to_owned(), found: version, known });
    }
    codec::unpack(thing, blob)
}

fn spot(blocks: &[Block], place: Place) -> Option<Spot> {
    let cited = crate::cite::cited(blocks.get(place.block as usize)?, place.range)?;
    Some(Spot { block: place.block, start: cited.start, end: cited.end, text: cited.text })
}
