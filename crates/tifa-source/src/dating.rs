//! The day a document was published, and the day it speaks of.
//!
//! In order of trust: the day the user gave; what front matter, markup, a sidecar or a field says; the dateline; the
//! address; the name of the file; a date line in the text. A dateline seldom says the year: it is taken from the others,
//! as the one that brings the two days closest together.

use crate::document::{Block, BlockKind};
use crate::metadata::{Dated, Evidence, Metadata};
use crate::outlets::{CREDITS, credit, dateline};
use jiff::civil::Date;
use tifa_text::ByteRange;
use tifa_text::calendar::{DayExpression, day_expressions};

/// How many blocks at the head of a document may carry its date.
const HEAD: usize = 10;

/// How far into a paragraph a dateline's day may stand, in bytes.
const DATELINE: usize = 150;

/// Longest block, in characters, that is a date line and not a sentence with a day in it.
const DATE_LINE: usize = 40;

/// The day of publication and its evidence. `name` is the path of the file, `given` the user's word.
pub fn date(blocks: &[Block], name: &str, metadata: &Metadata, given: Option<Date>) -> Option<Dated> {
    if let Some(day) = given {
        return Some(Dated { day, evidence: Evidence::Given, span: None });
    }
    if metadata.date.is_some() {
        return metadata.date;
    }
    let bare = |day, evidence| Dated { day, evidence, span: None };
    let address =
        metadata.url.as_ref().and_then(|u| in_address(&u.unwrapped)).map(|d| bare(d, Evidence::Address));
    let file = in_file_name(name).map(|d| bare(d, Evidence::FileName));
    let body = date_line(blocks);
    let near = address.or(file).or(body);
    in_credit(blocks).or_else(|| in_dateline(blocks, near.map(|d| d.day))).or(near)
}

/// The day of a credit line at the end: （海城日報2031年5月23日A2版）.
fn in_credit(blocks: &[Block]) -> Option<Dated> {
    blocks.iter().rev().take(CREDITS).filter(|b| credit(&b.text).is_some()).find_map(|block| {
        let found = day_expressions(&block.text).into_iter().find(|d| d.year.is_some())?;
        let day = complete(&found, None)?;
        Some(Dated { day, evidence: Evidence::Body, span: block.map.source(found.range) })
    })
}

/// The day of the dateline, completed from a day known from elsewhere.
fn in_dateline(blocks: &[Block], near: Option<Date>) -> Option<Dated> {
    for block in head(blocks) {
        let Some(line) = dateline(&block.text) else { continue };
        let end = line.end.min(DATELINE).min(block.text.len());
        let Some(opening) = block.text.get(..end) else { continue };
        let Some(found) = day_expressions(opening).pop() else { continue };
        let Some(day) = complete(&found, near) else { continue };
        return Some(Dated { day, evidence: Evidence::Dateline, span: block.map.source(found.range) });
    }
    None
}

/// A day with what it leaves out taken from a day that should be close to it.
fn complete(found: &DayExpression, near: Option<Date>) -> Option<Date> {
    let day = found.day?;
    match (found.year, found.month) {
        (Some(year), Some(month)) => Date::new(year, month, day).ok(),
        (None, Some(month)) => {
            let near = near?;
            let years = [near.year() - 1, near.year(), near.year() + 1];
            closest(years.into_iter().filter_map(|y| Date::new(y, month, day).ok()), near)
        }
        (None, None) => {
            let near = near?;
            let month = near.first_of_month();
            let months = [month.yesterday().ok(), Some(month), month.last_of_month().tomorrow().ok()];
            let days = months.into_iter().flatten().filter_map(|m| Date::new(m.year(), m.month(), day).ok());
            // A report is filed on the day it is published or shortly before.
            closest(days.filter(|d| apart(*d, near) <= 25), near)
        }
        (Some(_), None) => None,
    }
}

/// The day closest to `near`, the earlier of two.
fn closest(days: impl Iterator<Item = Date>, near: Date) -> Option<Date> {
    days.min_by_key(|d| (apart(*d, near), *d))
}

/// Days between two days.
fn apart(a: Date, b: Date) -> i32 {
    (b - a).get_days().abs()
}

/// The day that an early block consists of, or opens with after a dash: 2031年5月2日星期三, ——2031年5月2日在某会议上.
fn date_line(blocks: &[Block]) -> Option<Dated> {
    blocks.iter().take(HEAD).filter(|b| b.text.len() <= DATE_LINE * 4).find_map(|block| {
        if block.text.chars().count() > DATE_LINE {
            return None;
        }
        let found = day_expressions(&block.text).into_iter().find(|d| d.year.is_some())?;
        let day = complete(&found, None)?;
        let before =
            block.text.get(..found.range.start as usize)?.chars().filter(|c| c.is_alphanumeric()).count();
        let after =
            block.text.get(found.range.end as usize..)?.chars().filter(|c| c.is_alphanumeric()).count();
        let line = (before == 0) || (before + after <= 8) || block.kind == BlockKind::Boilerplate;
        line.then(|| Dated { day, evidence: Evidence::Body, span: block.map.source(found.range) })
    })
}

/// The day of the event as far as the head of the report says it, in its own words: 24日, 5月24日.
pub fn event_day(blocks: &[Block]) -> Option<String> {
    // A line that is a date and no sentence dates the document, not the event.
    let sentence = |b: &&Block| b.text.contains(['。', '，', '！', '？']);
    let prose = head(blocks).filter(|b| b.kind == BlockKind::Paragraph).filter(sentence);
    for block in prose.take(2) {
        let line = dateline(&block.text).map_or(0, |d| d.end);
        let first = day_expressions(&block.text)
            .into_iter()
            .find(|d| d.day.is_some() && (d.range.start as usize) >= line && !within(&block.text, d.range));
        if let Some(found) = first {
            return Some(found.range.of(&block.text).chars().filter(|c| !c.is_whitespace()).collect());
        }
    }
    None
}

/// Whether a day is one end of a span of days or counts them: 24日至26日 is a span; 24日內 is a term.
fn within(text: &str, day: ByteRange) -> bool {
    text.get(day.end as usize..).is_some_and(|rest| rest.starts_with(['內', '内', '游', '遊']))
}

/// The first blocks of the document's own text.
fn head(blocks: &[Block]) -> impl Iterator<Item = &Block> {
    blocks.iter().filter(|b| b.kind != BlockKind::Boilerplate).take(HEAD)
}

/// The day an address carries: /2031/05/02/, /2031-05/02/, story20310502.
fn in_address(address: &str) -> Option<Date> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.find('/').map_or("", |at| &path[at..]);
    in_figures(path)
}

/// The day the last part of a path carries: 20310502.md, 2031-05-02-title.md.
fn in_file_name(name: &str) -> Option<Date> {
    in_figures(name.rsplit(['/', '\\']).next().unwrap_or(name))
}

/// The first day written in figures: eight together, or a year of four figures, a month and a day set apart.
fn in_figures(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let long = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if long == 0 {
            at += 1;
            continue;
        }
        let found = match long {
            // A time of day may follow: 20310502093000.
            8 | 12 | 14 => day_of(&bytes[at..at + 4], &bytes[at + 4..at + 6], &bytes[at + 6..at + 8]),
            // 2031-05-02, 2031/5/2, 2031/0502
            4 => set_apart(bytes, at),
            // 203105/02
            6 => two(bytes, at + 6)
                .and_then(|(day, _)| day_of(&bytes[at..at + 4], &bytes[at + 4..at + 6], day)),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        at += long;
    }
    None
}

/// The month and day after the year at `at`, each behind a separator, or together behind one.
fn set_apart(bytes: &[u8], at: usize) -> Option<Date> {
    let year = &bytes[at..at + 4];
    let rest = bytes.get(at + 5..)?;
    if !is_separator(bytes[at + 4]) {
        return None;
    }
    if rest.iter().take_while(|b| b.is_ascii_digit()).count() == 4 {
        return day_of(year, &rest[..2], &rest[2..4]);
    }
    let (month, end) = two(bytes, at + 4)?;
    let (day, _) = two(bytes, end)?;
    day_of(year, month, day)
}

/// One or two figures behind a separator at `at`, and where they end.
fn two(bytes: &[u8], at: usize) -> Option<(&[u8], usize)> {
    if !bytes.get(at).is_some_and(|&b| is_separator(b)) {
        return None;
    }
    let long = bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
    (1..=2).contains(&long).then(|| (&bytes[at + 1..at + 1 + long], at + 1 + long))
}

/// Whether a byte sets the parts of a date apart.
fn is_separator(byte: u8) -> bool {
    matches!(byte, b'-' | b'/' | b'_' | b'.')
}

/// A day of figures, when it is one of the years this corpus can hold.
fn day_of(year: &[u8], month: &[u8], day: &[u8]) -> Option<Date> {
    let number = |figures: &[u8]| figures.iter().fold(0i16, |n, b| n * 10 + i16::from(b - b'0'));
    let (year, month, day) =
        (number(year), i8::try_from(number(month)).ok()?, i8::try_from(number(day)).ok()?);
    (1900..2100).contains(&year).then(|| Date::new(year, month, day).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::Url;
    use tifa_text::SourceMap;

    fn paragraph(text: &str) -> Block {
        Block::new(BlockKind::Paragraph, text.to_owned(), SourceMap::verbatim(0, text.len()))
    }

    /// The day and evidence of a text, a file name and an address.
    fn check(text: &str, name: &str, url: &str, expect: &str) {
        let url = (!url.is_empty()).then(|| Url { original: url.to_owned(), unwrapped: url.to_owned() });
        let metadata = Metadata { url, ..Metadata::default() };
        let got = date(&[paragraph(text)], name, &metadata, None)
            .map_or_else(|| "-".to_owned(), |d| format!("{} {:?}", d.day, d.evidence));
        assert_eq!(got, expect, "{text} {name}");
    }

    #[test]
    fn figures() {
        check("會談。", "a/20310502.md", "", "2031-05-02 FileName");
        check("會談。", "2031-05-02-talks.md", "", "2031-05-02 FileName");
        check("會談。", "12-13-cm1017-x.txt", "", "-");
        check("會談。", "2031-13-40.md", "", "-");
        check("會談。", "x", "https://a.example/realtime/story20310502-144", "2031-05-02 Address");
        check("會談。", "x", "https://a.example/2031/05/02/x.html", "2031-05-02 Address");
        check("會談。", "x", "https://a.example/n1/2031/0502/c1.html", "2031-05-02 Address");
        check("會談。", "x", "https://a.example/article/31793/x", "-");
    }

    #[test]
    fn date_lines() {
        check("2031年 5月 2日星期五", "x", "", "2031-05-02 Body");
        check("──2031年5月2日在議會第一次會議上", "x", "", "2031-05-02 Body");
        check(
            "雙方回顧了2031年5月2日簽署的協定，並商定來年在海城再次舉行會談，屆時將發表聯合聲明以及有關文件。",
            "x",
            "",
            "-",
        );
    }

    #[test]
    fn datelines_borrow_what_they_leave_out() {
        check("新华社北京12月31日电 会谈举行。", "20320101.txt", "", "2031-12-31 Dateline");
        check("（中央社台北30日電）會談舉行。", "20310502.txt", "", "2031-04-30 Dateline");
        check("新华社北京5月2日电 会谈举行。", "x", "", "-");
    }

    #[test]
    fn the_day_of_the_event() {
        for (text, want) in [
            ("第十屆議會三次會議24日在海城舉行記者會。", Some("24日")),
            ("新华社海城5月3日电 双方5月2日举行会谈。", Some("5月2日")),
            ("會談舉行。", None),
            ("2031年5月2日星期五", None),
        ] {
            assert_eq!(event_day(&[paragraph(text)]).as_deref(), want);
        }
    }
}
