//! How far a commitment reaches, on which condition it stands, and by when.

use super::subject::{is_party, lead};
use super::table::{Word, closes, opens};
use crate::clauses::{Clauses, between, trimmed};
use crate::matter::Matter;
use crate::table::Hit;
use tifa_record::{Class, Page, Place};
use tifa_text::ByteRange;
use tifa_text::calendar::Days;

/// Whether a word reports: what it stands in is no part of what was undertaken before.
pub(super) fn reports(class: Class) -> bool {
    matches!(class, Class::Say | Class::Write | Class::Report | Class::Relay | Class::Ask | Class::Joint)
}

/// What is undertaken: `range` up to where something else begins, without the marks at its ends.
pub(super) fn end(page: &Page<'_>, clauses: &Clauses, range: ByteRange, cue: Hit<Word>) -> ByteRange {
    let mut stop = range.end;
    if let Some(q) = page.quotes_in(cue.range).iter().find(|q| q.inner.contains(cue.range)) {
        stop = stop.min(q.inner.end);
    }
    // What stands behind 承諾， is its content, whoever its subject is.
    let own = clauses.at(cue.range.start);
    if cue.class == Word::Sign {
        stop = stop.min(own.end);
    }
    let empty = between(page, cue.range.end, own.end).is_empty();
    let mut last = own.end;
    for clause in clauses.behind(cue.range.start).iter().skip(usize::from(empty)) {
        if clause.start >= stop {
            break;
        }
        // The mark before the clause, and the number of an item, stay outside.
        let item = page.level.get(..clause.start as usize).is_some_and(|t| t.ends_with('、'));
        if item || breaks_off(page, *clause, cue) {
            stop = last;
            break;
        }
        last = clause.end;
    }
    stop = cue.range.end + in_latin(between(page, cue.range.end, stop.max(cue.range.end)));
    trimmed(page, ByteRange { start: range.start, end: stop.max(cue.range.end) })
}

/// Bytes before a bracket that gives the words in another language, when nothing of the clause stands behind it.
fn in_latin(text: &str) -> u32 {
    let cut = text.match_indices(['（', '(']).find(|&(at, mark)| {
        let inside = text[at + mark.len()..].trim_start();
        let latin = inside.starts_with(|c: char| c.is_ascii_alphabetic());
        let close = inside.find(['）', ')']).map_or("", |end| &inside[end..]);
        let rest = close.trim_start_matches(['）', ')', '」', '』', '”']);
        latin && (rest.is_empty() || rest.starts_with(['，', '。', '；', '！']))
    });
    cut.map_or(text.len(), |(at, _)| at) as u32
}

/// Whether a clause begins something else: a turn, a report, another subject that acts.
fn breaks_off(page: &Page<'_>, clause: ByteRange, cue: Hit<Word>) -> bool {
    let text =
        clause.of(&page.level).trim_start_matches(|c: char| c.is_whitespace() || "「」『』“”".contains(c));
    let from = clause.end - text.len() as u32;
    if opens(Word::Turn, text) {
        return true;
    }
    let tokens = page.tokens_in(ByteRange { start: from, end: clause.end });
    // 某某在…表示，: a clause that ends in a verb of saying opens another's statement; a headline has no room for less.
    let says = |t: &&tifa_record::Token| {
        reports(t.class) && (t.range.end == clause.end || page.is_headline() && t.range.end <= clause.end)
    };
    if tokens.iter().any(|t| says(&t)) {
        return true;
    }
    let mut edge = from;
    for t in tokens {
        if t.range.start > edge {
            break;
        }
        if reports(t.class) {
            return true;
        }
        if !matches!(t.class, Class::Link | Class::Adverb | Class::Time) {
            break;
        }
        edge = t.range.end;
    }
    let Some(party) = lead(page, from, clause.end) else { return false };
    // 某人：…: the source of what follows, in a headline.
    if party.range.end == clause.end
        && page.level.get(clause.end as usize..).is_some_and(|t| t.starts_with('：'))
    {
        return true;
    }
    if matches!(cue.class, Word::Demand | Word::Ask) && !matches!(party.head, Class::Name | Class::First) {
        // The other side's further duties.
        return tokens.iter().any(|t| reports(t.class));
    }
    let behind = ByteRange { start: party.range.end, end: clause.end };
    let next = page.tokens_in(behind).first().filter(|t| t.range.start == party.range.end);
    let acts = next.is_some_and(|t| {
        !is_party(t.class) && !matches!(t.class, Class::Of | Class::Occasion | Class::Paper | Class::Fact)
    });
    let word = super::table::cues().find(behind.of(&page.level)).next();
    acts || word.is_some_and(|h| h.range.start == 0 && h.class.is_cue())
}

/// The condition on which the commitment in `range` stands: a clause opened by 如果 before or in it, or 在 … 基礎上.
pub(super) fn condition(
    page: &Page<'_>,
    clauses: &Clauses,
    hits: &[Hit<Word>],
    cue: ByteRange,
    range: ByteRange,
) -> Option<ByteRange> {
    for hit in hits {
        let clause = clauses.at(hit.range.start);
        let near = clause.end <= range.end && clause.end.saturating_add(3) >= clauses.at(cue.start).start
            || range.overlaps(clause);
        if !near {
            continue;
        }
        match hit.class {
            Word::If => {
                return Some(ByteRange {
                    start: hit.range.start,
                    end: clause.end.min(cue.start.max(clause.end)),
                });
            }
            Word::Ground => {
                let open = page.tokens_in(ByteRange { start: clauses.sentence.start, end: hit.range.start });
                let open = open.iter().rev().find(|t| t.class == Class::PrepLong);
                return open.map(|t| ByteRange { start: t.range.start, end: hit.range.end });
            }
            _ => {}
        }
    }
    None
}

/// The days by which it is due: those of the first calendar expression in it that lies ahead.
pub(super) fn due(matter: &Matter<'_>, place: Place) -> Option<Days> {
    let dates = &matter.findings.dates;
    let key = |p: Place| (p.block, p.range.start);
    let from = dates.partition_point(|d| key(d.place) < key(place));
    let here = dates[from..]
        .iter()
        .take_while(|d| d.place.block == place.block && d.place.range.end <= place.range.end);
    here.filter_map(|d| {
        d.days.ok().filter(|days| d.ahead || matter.date.is_some_and(|today| days.to > today))
    })
    .next()
}

/// Whether 並未 or its like stands right before byte `at`.
pub(super) fn denied(page: &Page<'_>, from: u32, at: u32) -> bool {
    closes(Word::Not, between(page, from, at)).is_some()
}
