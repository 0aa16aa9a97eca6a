//! References to what was said or done before: 「七月九日提出」, 一月內第三次, 重申.

use crate::lexicon::Class;
use crate::page::{Page, PageKind};
use crate::script::level;
use crate::statement::{Place, Statement};
use crate::when::{Dating, inside};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use tifa_text::calendar::{Days, Open};
use tifa_text::{ByteRange, Characters, Forms};

/// How a text refers back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceKind {
    /// 7月9日提出: a day before that of the text, with a word of saying or meeting.
    Dated,
    /// 一月內第三次: one of several.
    Counted,
    /// 重申: said before.
    Restated,
    /// 此前表示: said before, no day told.
    Earlier,
}

impl ReferenceKind {
    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dated => "dated",
            Self::Counted => "counted",
            Self::Restated => "restated",
            Self::Earlier => "earlier",
        }
    }
}

/// A mention of what was said or done before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The words that refer back: the date, the count, the verb.
    pub place: Place,
    /// How.
    pub kind: ReferenceKind,
    /// The days meant, or why they stay open.
    pub days: Result<Days, Open>,
    /// Who spoke or acted then, as printed or by name.
    pub speaker: Option<String>,
    /// The clause that says what was said or done.
    pub clause: Place,
}

/// The references of a document, ordered by place.
///
/// A day counts as one looked back to when it lies at least [`GAP`] days before that of the text: nearer ones are the news
/// itself.
pub(crate) fn references(
    pages: &[Page<'_>],
    datings: &[Dating],
    statements: &[Statement],
    date: Option<Date>,
) -> Vec<Reference> {
    let table = table();
    let mut out = Vec::new();
    for page in pages.iter().filter(|p| p.kind != PageKind::Caption) {
        let mut found: Vec<(ByteRange, ReferenceKind, Result<Days, Open>)> = Vec::new();
        let whole = Place { block: page.block, range: ByteRange::new(0, page.text.len()) };
        for d in inside(datings, whole).iter().filter(|d| !d.ahead) {
            if let (Ok(days), Some(date)) = (d.days, date)
                && days.from.until(days.to).is_ok_and(|s| s.get_days() <= SHORT)
                && days.to.until(date).is_ok_and(|s| s.get_days() >= GAP)
                && table.acts(page, d.place.range)
            {
                found.push((d.place.range, ReferenceKind::Dated, Ok(days)));
            }
        }
        let mut next = 0;
        while let Some((at, c)) = table.opens.next(&page.level, next) {
            next = at + c.len_utf8();
            if let Some((&kind, len)) = table.kinds.at(&page.level[at..]).next() {
                let range = ByteRange::new(at, at + len);
                let said = kind != ReferenceKind::Earlier || table.acts(page, range);
                if said {
                    found.push((range, kind, Err(Open::Untold)));
                }
            } else if c == '第'
                && let Some(len) = counted(&page.level[at..])
                && table.acts(page, ByteRange::new(at, at + len))
            {
                found.push((ByteRange::new(at, at + len), ReferenceKind::Counted, Err(Open::Untold)));
            }
        }
        found.sort_by_key(|f| f.0);
        for (range, kind, days) in found {
            let clause = clause(page, range);
            let place = Place { block: page.block, range };
            let speaker = speaker(page, range, clause).or_else(|| covering(statements, place));
            out.push(Reference {
                place,
                kind,
                days,
                speaker,
                clause: Place { block: page.block, range: clause },
            });
        }
    }
    out
}

/// Days between a day that is looked back to and that of the text.
const GAP: i32 = 3;

/// Days a span looked back to may have.
const SHORT: i32 = 31;

/// Bytes of 第三次 at the head of `rest`; the first time refers to nothing.
fn counted(rest: &str) -> Option<usize> {
    let number = rest.strip_prefix('第')?;
    let end = number.find(|c: char| !("二三四五六七八九十".contains(c) || c.is_ascii_digit()))?;
    let times = number[end..].strip_prefix('次')?;
    (end > 0 && number[..end] != *"1").then(|| rest.len() - times.len())
}

/// The clauses around `range`: from the comma before it to the second mark behind it, inside the sentence.
fn clause(page: &Page<'_>, range: ByteRange) -> ByteRange {
    let sentence = page.sentence_at(range.start).unwrap_or(range);
    let mark = |c: char| matches!(c, '，' | '；' | '：' | '。');
    let before = &page.text[sentence.start as usize..range.start as usize];
    let start = before.char_indices().rev().find(|&(_, c)| mark(c)).map_or(0, |(i, c)| i + c.len_utf8());
    let after = &page.text[range.end as usize..(sentence.end.max(range.end)) as usize];
    let mut marks = after.char_indices().filter(|&(_, c)| mark(c)).map(|(i, _)| i);
    let first = marks.next().unwrap_or(after.len());
    // A date set off by a comma goes with the next clause.
    let end = if first == 0 { marks.next().unwrap_or(after.len()) } else { first };
    ByteRange::new(sentence.start as usize + start, range.end as usize + end)
}

/// Who acts in the clause: the last name before the reference, else the first behind it.
fn speaker(page: &Page<'_>, range: ByteRange, clause: ByteRange) -> Option<String> {
    let names = |from: u32, to: u32| {
        page.tokens_in(ByteRange { start: from, end: to }).iter().filter(|t| t.class == Class::Name)
    };
    let found = match names(clause.start, range.start).next_back() {
        Some(before) => Some(before),
        None => names(range.end, clause.end.max(range.end)).next(),
    };
    found.map(|t| t.range.of(page.text).to_owned())
}

/// Whose statement covers the place.
fn covering(statements: &[Statement], place: Place) -> Option<String> {
    let key = |p: Place| (p.block, p.range.start);
    let before = statements.partition_point(|s| key(s.place) <= key(place));
    let last = before.checked_sub(1).and_then(|i| statements.get(i))?;
    let covers = last.place.block == place.block && last.place.range.contains(place.range);
    covers.then(|| last.speaker.clone())
}

/// The table of words that refer back.
struct Table {
    kinds: Forms<ReferenceKind>,
    acts: Forms<()>,
    /// First characters of `kinds`, and of ordinals.
    opens: Characters,
}

fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        let (mut kinds, mut acts) = (Forms::default(), Forms::default());
        for line in include_str!("../tables/references.tsv").lines().filter(|l| !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(forms), Some(class)) = (columns.next(), columns.next()) else { continue };
            for form in forms.split(' ').map(level) {
                match class {
                    "restated" => kinds.add(form, ReferenceKind::Restated),
                    "earlier" => kinds.add(form, ReferenceKind::Earlier),
                    _ => acts.add(form, ()),
                }
            }
        }
        let mut opens = kinds.opens().clone();
        opens.add('第');
        Table { kinds, acts, opens }
    });
    &TABLE
}

impl Table {
    /// Whether something is said or done in the clauses around `range`.
    fn acts(&self, page: &Page<'_>, range: ByteRange) -> bool {
        let clause = clause(page, range);
        let text = page.level.get(range.end as usize..clause.end as usize).unwrap_or_default();
        self.acts.stand_in(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for line in include_str!("../tables/references.tsv").lines().filter(|l| !l.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{line}");
            assert!(["restated", "earlier", "act"].contains(&columns[1]), "{line}");
        }
    }

    #[test]
    fn counts_of_times() {
        for (text, expect) in
            [("第三次表示", Some(9)), ("第12次會談", Some(8)), ("第一次", None), ("第三輪", None)]
        {
            assert_eq!(counted(&level(text)), expect, "{text}");
        }
    }
}
