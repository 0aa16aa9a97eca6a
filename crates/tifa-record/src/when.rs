//! Calendar expressions of a document, and the day on which something was said.

use crate::page::Page;
use crate::statement::Place;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tifa_text::calendar::{Days, Open, Reader};

/// A calendar expression where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dating {
    /// Where.
    pub place: Place,
    /// The days it means, or why it stays open.
    pub days: Result<Days, Open>,
    /// Whether its clause speaks of what is to come.
    pub ahead: bool,
}

/// The days on which words were said, and the calendar expression that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The day, or days of which it is one.
    pub days: Days,
    /// The expression: in the cue's clause, or of the occasion.
    pub by: Place,
}

/// The calendar expressions of a document published on `date`, ordered by place.
pub(crate) fn datings(pages: &[Page<'_>], date: Option<Date>) -> Vec<Dating> {
    let mut reader = Reader::new(date);
    let mut out = Vec::new();
    for page in pages {
        out.extend(reader.paragraph(page.text).into_iter().map(|d| Dating {
            place: Place { block: page.block, range: d.expression.range },
            days: d.days,
            ahead: d.ahead,
        }));
    }
    out
}

/// Those of `datings` that stand in `within`.
pub(crate) fn inside(datings: &[Dating], within: Place) -> &[Dating] {
    let from = datings
        .partition_point(|d| (d.place.block, d.place.range.start) < (within.block, within.range.start));
    let to =
        datings.partition_point(|d| (d.place.block, d.place.range.start) < (within.block, within.range.end));
    &datings[from..to.max(from)]
}
