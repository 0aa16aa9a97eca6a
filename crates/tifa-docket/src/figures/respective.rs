//! 分別: as many nouns in a row as figures behind them, each the noun of one.

use super::table::{Role, table};
use crate::entry::Figure;
use tifa_record::{Page, Place};
use tifa_text::ByteRange;

/// Gives the figures of a clause with 分別 the nouns that are listed before it (口罩和手套分別增至三箱和兩箱). `figures` are those of
/// `page`, in order.
pub(super) fn assign(page: &Page<'_>, figures: &mut [Figure]) {
    let mut from = 0;
    while let Some(first) = figures.get(from) {
        let clause = first.clause;
        let count = figures[from..].iter().take_while(|f| f.clause == clause).count();
        if count > 1 {
            let nouns = listed(page, clause.range);
            let behind = figures[from].place.range.start;
            if nouns.len() == count && nouns.iter().all(|n| n.end <= behind) {
                for (figure, &range) in figures[from..from + count].iter_mut().zip(&nouns) {
                    figure.what = Some(Place { range, ..figure.place });
                }
            }
        }
        from += count;
    }
}

/// The nouns in a row before 分別 in a clause; none when it is not there.
fn listed(page: &Page<'_>, clause: ByteRange) -> Vec<ByteRange> {
    let text = clause.of(&page.level);
    let start = clause.start as usize;
    let Some(end) = text.find("分别") else { return Vec::new() };
    let mut out = Vec::new();
    let mut at = 0;
    let marks = |c: char| matches!(c, '和' | '、' | '与' | '及');
    for part in text[..end].split_inclusive(marks) {
        let noun = part.trim_end_matches(marks);
        out.push(trimmed(noun, start + at));
        at += part.len();
    }
    out.retain(|n| !n.is_empty());
    out
}

/// `noun`, which starts at byte `at`, without the particles around it: 僅口罩, 手套就.
fn trimmed(noun: &str, at: usize) -> ByteRange {
    let table = table();
    let (mut start, mut end) = (0, noun.len());
    while let Some((_, len)) = table.bound_opening(&noun[start..end]) {
        start += len;
    }
    while let Some(len) = table.role_before(&noun[start..end], Role::Stop) {
        end -= len;
    }
    ByteRange::new(at + start, at + end)
}
