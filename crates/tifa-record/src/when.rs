//! Calendar expressions of a document, and the day on which something was said.

use crate::page::Page;
use crate::script::is_han;
use crate::statement::Place;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tifa_text::ByteRange;
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
        out.extend(bare_year(page));
        out.extend(reader.paragraph(page.text).into_iter().map(|d| Dating {
            place: Place { block: page.block, range: d.expression.range },
            days: d.days,
            ahead: d.ahead,
        }));
    }
    out
}

/// What makes a number before it a count, and 年, behind which the year is found as one.
const MEASURES: &str = "年多人名元萬万億亿次個个間间所宗架艘隻只家位點点倍度餘余至到";

/// A year without 年 that opens a headline: 2031漁業會談 三國再議.
fn bare_year(page: &Page<'_>) -> Option<Dating> {
    let text = page.text;
    let year: i16 = text
        .get(..4)
        .filter(|y| page.is_headline() && y.bytes().all(|b| b.is_ascii_digit()))?
        .parse()
        .ok()?;
    let next = text[4..].chars().next()?;
    let fits = (1900..=2100).contains(&year) && is_han(next) && !MEASURES.contains(next);
    let days = Days { from: Date::new(year, 1, 1).ok()?, to: Date::new(year, 12, 31).ok()? };
    let place = Place { block: page.block, range: ByteRange::new(0, 4) };
    fits.then_some(Dating { place, days: Ok(days), ahead: false })
}

/// Those of `datings` that stand in `within`.
pub(crate) fn inside(datings: &[Dating], within: Place) -> &[Dating] {
    let from = datings
        .partition_point(|d| (d.place.block, d.place.range.start) < (within.block, within.range.start));
    let to =
        datings.partition_point(|d| (d.place.block, d.place.range.start) < (within.block, within.range.end));
    &datings[from..to.max(from)]
}
