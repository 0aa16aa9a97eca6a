//! Calendar expressions in Chinese text of either script.
//!
//! [`expressions`] finds them all, from 二〇二〇年七月九日 to 上月底 and 周四至周五, and [`Reader`] lays those of a document on
//! the calendar. [`day_expressions`] is for headers and datelines, where only days in numbers count: 2020年7月9日,
//! 民國109年7月9日, 2020-07-09, 7月9日, 24日.
//!
//! White space inside is tolerated (2012年 10月 17日), for converted pages have it. Durations (10日內, 3個月, 24小時), money
//! (24日元) and other numbers are not days.

use crate::range::ByteRange;
use jiff::civil::Date;

mod numeral;
mod point;
mod resolve;
mod scan;
mod words;
mod written;

use numeral::Numeral;
pub use point::{Expression, MonthOf, Open, Point, YearOf};
pub use resolve::{Dated, Days, Reader};
pub use scan::expressions;
use words::words;
pub use written::Unwritten;

/// A calendar expression as it stands, resolved as far as it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayExpression {
    /// Where it stands.
    pub range: ByteRange,
    /// Year, when it is said.
    pub year: Option<i16>,
    /// Month, when it is said.
    pub month: Option<i8>,
    /// Day of the month, when it is said.
    pub day: Option<i8>,
    /// The year by the year of the text, when it is said so: -1 for 去年7月9日.
    pub year_offset: Option<i8>,
    /// The month by the month of the text, when it is said so: -1 for 上月9日, 0 for 本月9日.
    pub month_offset: Option<i8>,
}

impl DayExpression {
    /// The day it names by itself, when it says year, month and day.
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// One that says nothing yet.
    fn new(start: usize, end: usize) -> Self {
        let range = ByteRange::new(start, end);
        Self { range, year: None, month: None, day: None, year_offset: None, month_offset: None }
    }

    /// Whether some calendar has it.
    fn is_possible(&self) -> bool {
        let leap = 2000;
        Date::new(self.year.unwrap_or(leap), self.month.unwrap_or(1), self.day.unwrap_or(1)).is_ok()
    }
}

/// The calendar expressions of `text`, in order.
pub fn day_expressions(text: &str) -> Vec<DayExpression> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some(numeral) = numeral::next(text, at) else { break };
        let found = chinese(text, numeral).or_else(|| separated(text, numeral));
        at = match found {
            Some(day) => {
                // 2月30日 is no day, nor is 30日 in it.
                if day.is_possible() {
                    out.push(day);
                }
                day.range.end as usize
            }
            None => numeral.end,
        };
    }
    out
}

/// The day that `expression` means in a text of `reference`: what it leaves open is filled so that the day is the latest
/// one not after the reference. News says 24日 and 7月9日 of what has just happened. A day that lies at most a week
/// ahead by the same month or year is taken as announced: 28日 in a text of the 26th.
///
/// `None` when it names no day, or one that does not exist (2月30日).
pub fn complete(expression: &DayExpression, reference: Date) -> Option<Date> {
    let day = expression.day?;
    let soon = |date: &Date| date.since(reference).is_ok_and(|span| span.get_days() <= AHEAD);
    match (expression.year, expression.month) {
        (Some(year), Some(month)) => Date::new(year, month, day).ok(),
        (None, Some(month)) if expression.year_offset.is_some() => {
            let years = i16::from(expression.year_offset.unwrap_or(0));
            Date::new(reference.year().saturating_add(years), month, day).ok()
        }
        (None, Some(month)) => {
            let years = (reference.year() - 4..=reference.year() + 1).rev();
            years.filter_map(|year| Date::new(year, month, day).ok()).find(soon)
        }
        (None, None) => {
            let in_month = |offset: i16| {
                let months = reference.year() * 12 + i16::from(reference.month()) - 1 + offset;
                Date::new(months.div_euclid(12), i8::try_from(months.rem_euclid(12)).ok()? + 1, day).ok()
            };
            match expression.month_offset {
                Some(offset) => in_month(i16::from(offset)),
                // From the next month back: the 30th of a text of the 2nd of March lies in January.
                None => (0..=3).filter_map(|back| in_month(1 - back)).find(soon),
            }
        }
        (Some(_), None) => None,
    }
}

/// Days after the reference that a day without a year may lie.
const AHEAD: i32 = 7;

/// Years that news writes in four digits; other numbers before 年 are durations (2000年歷史 stays a year: it cannot be told).
const YEARS: std::ops::RangeInclusive<u32> = 1800..=2199;

/// First year of the Republic's calendar is 1912: its year 1.
const REPUBLIC: u32 = 1911;

/// 年, 月 and 日 with the numerals before them, from `first` on.
fn chinese(text: &str, first: Numeral) -> Option<DayExpression> {
    let mut day = DayExpression::new(first.start, first.end);
    let mut numeral = first;
    let mut end = None;
    if let Some(after) = follows(text, numeral.end, &["年"]) {
        let (value, start) = year(text, numeral)?;
        day.year = i16::try_from(value).ok();
        day.range.start = ByteRange::new(start, start).start;
        end = Some(after);
        match numeral::at(text, blank(text, after)) {
            Some(next) => numeral = next,
            None => return finish(text, day, end),
        }
    }
    if let Some(after) = follows(text, numeral.end, &["月"]) {
        if !numeral.counts() || !(1..=12).contains(&numeral.value) {
            return finish(text, day, end);
        }
        day.month = i8::try_from(numeral.value).ok();
        end = Some(after);
        match numeral::at(text, blank(text, after)) {
            Some(next) => numeral = next,
            None => return finish(text, day, end),
        }
    } else if day.year.is_some() {
        return finish(text, day, end);
    }
    if let Some(after) = follows(text, numeral.end, &["日", "號", "号"])
        && numeral.counts()
        && (1..=31).contains(&numeral.value)
        && is_day(text, numeral, after, day.month.is_some())
    {
        day.day = i8::try_from(numeral.value).ok();
        end = Some(after);
    }
    finish(text, day, end)
}

/// The expression up to `end`.
fn finish(text: &str, mut day: DayExpression, end: Option<usize>) -> Option<DayExpression> {
    let mut start = day.range.start as usize;
    let before = &text[..start];
    let offset = |words: &'static [(&'static str, i8)]| words.iter().find(|w| before.ends_with(w.0)).copied();
    if day.year.is_none() && day.month.is_some() {
        if let Some((word, years)) = offset(&YEAR_WORDS) {
            day.year_offset = Some(years);
            start -= word.len();
        }
    } else if day.year.is_none()
        && let Some((word, months)) = offset(&MONTH_WORDS)
    {
        day.month_offset = Some(months);
        start -= word.len();
    }
    day.range = ByteRange::new(start, end?);
    Some(day)
}

/// Words that say the year of a month by the year of the text.
static YEAR_WORDS: [(&str, i8); 4] = [("今年", 0), ("去年", -1), ("前年", -2), ("明年", 1)];

/// Words that say the month of a day by the month of the text.
static MONTH_WORDS: [(&str, i8); 9] = [
    ("本月", 0),
    ("這個月", 0),
    ("这个月", 0),
    ("上月", -1),
    ("上個月", -1),
    ("上个月", -1),
    ("下月", 1),
    ("下個月", 1),
    ("下个月", 1),
];

/// The year a numeral before 年 says, and where the expression starts: four digits, or the Republic's.
fn year(text: &str, numeral: Numeral) -> Option<(u32, usize)> {
    let before = text[..numeral.start].trim_end_matches([' ', '\u{3000}']);
    let republic = ["民國", "民国"].iter().find(|w| before.ends_with(**w));
    if let Some(word) = republic {
        let counts = numeral.counts() || numeral.digits == 3 || numeral.is_first;
        let value = if numeral.is_first { 1 } else { numeral.value };
        return (counts && (1..=200).contains(&value)).then(|| (value + REPUBLIC, before.len() - word.len()));
    }
    (numeral.digits == 4 && YEARS.contains(&numeral.value)).then_some((numeral.value, numeral.start))
}

/// Whether 日 or 號 after a numeral ends a day and not a duration, a currency, a number of a house or a line.
fn is_day(text: &str, numeral: Numeral, after: usize, has_month: bool) -> bool {
    let (before, rest) = (text[..numeral.start].trim_end_matches([' ', '\u{3000}']), &text[after..]);
    if has_month {
        return true;
    }
    let guards = &words().guards;
    // By itself 號 is as often the number of a thing, and a small Chinese numeral with 日 part of a word (一日, 三日遊).
    let number_sign = text[..after].ends_with(['號', '号']);
    let plain = numeral.is_arabic || (numeral.digits == 0 && numeral.value > 10);
    let barred =
        guards.not_day.opens(rest) || guards.count_after.opens(rest) || guards.count_before.ends(before);
    !number_sign && plain && !barred
}

/// 2020-07-09, 2020/7/9, 2020.07.09: year first, one separator throughout.
fn separated(text: &str, year: Numeral) -> Option<DayExpression> {
    let (month, first) = after_separator(text, year)?;
    let (day, second) = after_separator(text, month)?;
    let arabic = year.is_arabic && month.is_arabic && day.is_arabic;
    let joined = text[..year.start]
        .ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | '_' | '='));
    let goes_on =
        text[day.end..].starts_with(first) && numeral::at(text, day.end + first.len_utf8()).is_some();
    let glued = text[day.end..].starts_with(|c: char| c.is_ascii_alphanumeric() && c != 'T');
    // In an address the parts of a path look the same: /2020/07/09/ is taken, a version number 1.2.3 is not.
    let in_path = first == '/' && text[..year.start].ends_with('/');
    if !arabic
        || first != second
        || (joined && !in_path)
        || (goes_on && !in_path)
        || glued
        || month.digits > 2
        || day.digits > 2
    {
        return None;
    }
    if year.digits != 4 || !YEARS.contains(&year.value) {
        return None;
    }
    let (y, m, d) =
        (i16::try_from(year.value).ok()?, i8::try_from(month.value).ok()?, i8::try_from(day.value).ok()?);
    Date::new(y, m, d).ok()?;
    let part = DayExpression::new(year.start, day.end);
    Some(DayExpression { year: Some(y), month: Some(m), day: Some(d), ..part })
}

/// The numeral after one separator after `before`, and the separator.
fn after_separator(text: &str, before: Numeral) -> Option<(Numeral, char)> {
    let mark =
        text[before.end..].chars().next().filter(|c| matches!(c, '-' | '/' | '.' | '－' | '／' | '．'))?;
    Some((numeral::at(text, before.end + mark.len_utf8())?, mark))
}

/// Where one of `words` ends that follows `at` after optional blanks.
fn follows(text: &str, at: usize, words: &[&str]) -> Option<usize> {
    let at = blank(text, at);
    words.iter().find(|w| text[at..].starts_with(**w)).map(|w| at + w.len())
}

/// Past the blanks at `at`. A line break is one: hard-wrapped text breaks inside dates.
fn blank(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.len() - rest.trim_start_matches([' ', '\u{3000}', '\u{a0}', '\n', '\r']).len()
}

#[cfg(test)]
mod tests;
