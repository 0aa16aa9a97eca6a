//! Calendar expressions of a document, and the day on which something was said.

use crate::page::Page;
use crate::script::is_han;
use crate::statement::Place;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tifa_text::ByteRange;
use tifa_text::calendar::{Days, Open, Point, Reader, YearOf};

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
///
/// Of a document whose day is not known the year may be: when it names one year only, and once as a year to come, that is
/// the year it calls 今年.
pub(crate) fn datings(pages: &[Page<'_>], date: Option<Date>) -> Vec<Dating> {
    let (found, year) = laid(pages, Reader::new(date));
    let leans = || found.iter().any(|d| d.days == Err(Open::Undated));
    match year.filter(|_| date.is_none() && leans()) {
        Some(year) => laid(pages, Reader::of_year(year)).0,
        None => found,
    }
}

/// The calendar expressions of a document as `reader` lays them, and the only year they say, when one looks ahead to it.
fn laid(pages: &[Page<'_>], mut reader: Reader) -> (Vec<Dating>, Option<i16>) {
    let mut out = Vec::new();
    let (mut years, mut ahead) = (Vec::new(), false);
    for page in pages {
        out.extend(bare_year(page));
        for d in reader.paragraph(page.text) {
            if let Point::Year { year: YearOf::Said(year), .. }
            | Point::Month { year: YearOf::Said(year), .. }
            | Point::Day { year: YearOf::Said(year), .. } = d.expression.first
            {
                ahead |= d.ahead;
                if !years.contains(&year) && years.len() < 2 {
                    years.push(year);
                }
            }
            let place = Place { block: page.block, range: d.expression.range };
            out.push(Dating { place, days: d.days, ahead: d.ahead });
        }
    }
    let only = if let [year] = years[..] { Some(year) } else { None };
    (out, only.filter(|_| ahead))
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
