//! Figures: numbers that count or measure something.
//!
//! `tifa_text::number` finds the numbers of a page. Here each is asked what it does: those that date, name or order something,
//! that announce points, or are mere articles (一名, 兩國) are left out; the others get the measure word behind them, what
//! bounds them, and what is counted. A print that cannot be right is kept as it is and flagged. A number that is beyond the
//! exact type (1.7 × 10³⁸) counts nothing that is reported and is left out.

mod counts;
mod doubt;
mod respective;
mod table;
mod what;

use crate::entry::{Bound, Enumeration, Figure};
use crate::matter::Matter;
use counts::{Counted, counted};
use table::table;
use tifa_record::{Page, Place};
use tifa_text::ByteRange;
use tifa_text::number::{Decimal, numbers};

/// The figures of a document, ordered by place. Numbers that announce one of `enumerations` are none.
pub(crate) fn read(matter: &Matter<'_>, enumerations: &[Enumeration]) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::new();
    for page in matter.pages {
        let mut found: Vec<Counted> = Vec::new();
        for number in numbers(&page.level) {
            if dated(matter, page, number.range) || announces(enumerations, page, number.range) {
                continue;
            }
            let Some(next) = counted(page, &number) else { continue };
            match found.last_mut().and_then(|last| joined(page, last, &next).map(|both| (last, both))) {
                Some((last, both)) => *last = both,
                None => found.push(next),
            }
        }
        found.retain(|c| c.stands);
        let from = out.len();
        out.extend(found.iter().map(|c| figure(matter, page, c)));
        respective::assign(page, &mut out[from..]);
    }
    out
}

/// Whether `range` stands in the phrase that announces an enumeration.
fn announces(enumerations: &[Enumeration], page: &Page<'_>, range: ByteRange) -> bool {
    enumerations.iter().any(|e| e.announced && e.place.block == page.block && e.place.range.overlaps(range))
}

/// Whether a measure word, as printed, is of how long something takes.
pub(crate) fn is_duration(measure: &str) -> bool {
    let class = table().measure(&tifa_record::level(measure)).map(|(m, _)| m);
    matches!(class, Some(table::Measure::Time | table::Measure::Clock))
}

/// Whether what is counted, as printed, tells a quantity: 全長 and 同比增長 do not, without whose they are.
pub(crate) fn tells_quantity(what: &str) -> bool {
    let what = tifa_record::level(what);
    let mut rest = what.as_str();
    while let Some(len) = table().role_before(rest, table::Role::Attribute) {
        rest = &rest[..rest.len() - len];
    }
    rest.chars().filter(|&c| tifa_text::is_han(c)).count() > 1
}

/// Whether a calendar expression has a part of `range`, or goes on with it: 今年前10個月.
fn dated(matter: &Matter<'_>, page: &Page<'_>, range: ByteRange) -> bool {
    let dates = &matter.findings.dates;
    let before = page.level.get(..range.start as usize).unwrap_or_default();
    let from = before.strip_suffix(['前', '首']).map_or(range.start as usize, str::len);
    let from = u32::try_from(from).unwrap_or(range.start);
    let reach = ByteRange { start: from.saturating_sub(u32::from(from < range.start)), end: range.end };
    let first = dates.partition_point(|d| (d.place.block, d.place.range.end) <= (page.block, reach.start));
    dates[first..].iter().take_while(|d| d.place.block == page.block).any(|d| d.place.range.overlaps(reach))
}

fn figure(matter: &Matter<'_>, page: &Page<'_>, c: &Counted) -> Figure {
    let place = Place { block: page.block, range: c.number };
    let measure = c.measure.of(page.text);
    Figure {
        place,
        value: c.value,
        upper: c.upper,
        bound: c.bound,
        measure: if c.share { "%".to_owned() } else { measure.to_owned() },
        what: what::counted(page, c).map(|range| Place { range, ..place }),
        clause: Place { range: clause(&page.level, c.number), ..place },
        speaker: matter.speaker_at(place).map(str::to_owned),
        days: what::days(matter, page, c),
        doubt: doubt::doubt(page, c),
    }
}

/// The clause in which `range` stands, no more than a hundred characters to either side.
fn clause(text: &str, range: ByteRange) -> ByteRange {
    let part = |c: &char| !matches!(c, '，' | '。' | '；' | '：' | '！' | '？');
    let before = text.get(..range.start as usize).unwrap_or_default();
    let behind = text.get(range.end as usize..).unwrap_or_default();
    let length = |chars: &mut dyn Iterator<Item = char>| -> usize {
        chars.take(CLAUSE).take_while(part).map(char::len_utf8).sum()
    };
    let (start, end) = (range.start as usize, range.end as usize);
    ByteRange::new(start - length(&mut before.chars().rev()), end + length(&mut behind.chars()))
}

/// Characters of a clause to either side of a number, at most.
const CLAUSE: usize = 100;

/// Two numbers that are one figure: 3年至5年 as a range, 4分12秒 as a stretch of time in its least unit.
fn joined(page: &Page<'_>, first: &Counted, second: &Counted) -> Option<Counted> {
    let between = page.level.get(first.end as usize..second.number.start as usize)?;
    let table = table();
    let measure = |c: &Counted| table.measure(page.level.get(c.measure.range())?).map(|(m, _)| m);
    if between.is_empty() {
        let clocks = [measure(first)?, measure(second)?] == [table::Measure::Clock; 2];
        let unit = |c: &Counted| seconds(c.measure.of(&page.level));
        let (greater, lesser) = (unit(first)?, unit(second)?);
        if !clocks || greater <= lesser || first.bound != Bound::Exact {
            return None;
        }
        let value = first.value.checked_mul(Decimal::from(greater / lesser))?.checked_add(second.value)?;
        return Some(Counted { number: first.number.hull(second.number), value, stands: true, ..*second });
    }
    let ranged = matches!(between, "至" | "到" | "-" | "~" | "～" | "－" | "—");
    let same = first.measure.of(&page.level) == second.measure.of(&page.level) && first.share == second.share;
    let plain = first.bound != Bound::Range && second.bound != Bound::Range;
    (ranged && same && plain && first.end > first.number.end).then(|| Counted {
        number: first.number.hull(second.number),
        value: first.value,
        upper: Some(second.value),
        bound: Bound::Range,
        stands: true,
        ..*second
    })
}

/// Seconds of a unit of the clock.
fn seconds(unit: &str) -> Option<u32> {
    Some(match unit {
        "小时" | "个小时" | "钟头" => 3600,
        "分钟" | "分" => 60,
        "秒" | "秒钟" => 1,
        _ => return None,
    })
}
