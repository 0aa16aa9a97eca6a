//! The three lists of a relation: what a text places among cooperation, dialogue, or managed differences.
//!
//! A word of a list (合作, 對話, 管控) is looked for first. The matter stands in an adjunct before it in the clause
//! (在氣候變化、禁毒等領域開展合作), right before it (抗疫合作), or, for what is managed, behind it (妥善處理台灣問題). Only
//! matters of the table of topics are placed; whatever no words place stays unplaced.

use crate::entry::{List, Placement};
use crate::matter::Matter;
use crate::mechanisms::table::{Part, tables};
use crate::parties::all;
use crate::relation::{Relation, named_in};
use crate::table::Table;
use crate::topics::Topics;
use std::cell::OnceCell;
use std::sync::LazyLock;
use tifa_record::{Page, PageKind, Place};
use tifa_text::ByteRange;

/// What a word of the table does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// Places a matter.
    On(List),
    /// Leads to it: 在, 就.
    Opens,
    /// Ends what leads to it: 領域.
    Closes,
    /// 把: what is put on a list by name.
    Takes,
    /// 列入: the list follows.
    Lists,
    /// 停止: nothing is placed.
    Stops,
    /// Part of another word.
    Skip,
}

fn word(class: &str) -> Option<Word> {
    Some(match class {
        "cooperation" => Word::On(List::Cooperation),
        "dialogue" => Word::On(List::Dialogue),
        "managed" => Word::On(List::Managed),
        "opens" => Word::Opens,
        "closes" => Word::Closes,
        "takes" => Word::Takes,
        "lists" => Word::Lists,
        "stops" => Word::Stops,
        "skip" => Word::Skip,
        _ => return None,
    })
}

const TABLE: &str = include_str!("../tables/lists.tsv");

static WORDS: LazyLock<Table<Word>> = LazyLock::new(|| Table::read(TABLE, word));

/// The words that place a matter, for the one pass over a page.
static CUES: LazyLock<Table<Word>> = LazyLock::new(|| {
    Table::read(TABLE, |class| word(class).filter(|w| matches!(w, Word::On(_) | Word::Skip)))
});

/// The placements of a document, ordered by place.
pub(crate) fn read(matter: &Matter<'_>) -> Vec<Placement> {
    let relation: OnceCell<Relation> = OnceCell::new();
    let mut out: Vec<Placement> = Vec::new();
    for page in matter.pages.iter().filter(|p| p.kind != PageKind::Caption) {
        for hit in CUES.find(&page.level) {
            let Word::On(list) = hit.class else { continue };
            let clause = clause(page, hit.range);
            let found = matters(page, clause, hit.range, list);
            if found.is_empty() {
                continue;
            }
            let Some(parties) = between(page, clause, || relation.get_or_init(|| Relation::of(matter)))
            else {
                continue;
            };
            for (range, topics) in found {
                let place = Place { block: page.block, range };
                if out.iter().any(|p| p.place.block == place.block && p.place.range.overlaps(range)) {
                    continue;
                }
                out.push(Placement {
                    place,
                    list,
                    topics,
                    parties: parties.clone(),
                    cue: Place { block: page.block, range: hit.range },
                    speaker: matter.speaker_at(place).map(str::to_owned),
                });
            }
        }
    }
    out.sort_by_key(|p| p.place);
    out
}

/// The clause round `cue`: between the marks that end clauses, 、 not among them.
fn clause(page: &Page<'_>, cue: ByteRange) -> ByteRange {
    let mark = |c: char| "。！？；，：,;:\n　".contains(c);
    let sentence = page.sentence_at(cue.start).unwrap_or(cue).hull(cue);
    let before = ByteRange { start: sentence.start, end: cue.start }.of(&page.level);
    let behind = ByteRange { start: cue.end, end: sentence.end }.of(&page.level);
    let from = before.char_indices().rev().find(|c| mark(c.1)).map_or(0, |(i, c)| i + c.len_utf8());
    let to = behind.char_indices().find(|c| mark(c.1)).map_or(behind.len(), |c| c.0);
    ByteRange::new(sentence.start as usize + from, cue.end as usize + to)
}

/// The parties whose matter it is; none when the text names none and is about no relation.
fn between<'r>(
    page: &Page<'_>,
    clause: ByteRange,
    relation: impl Fn() -> &'r Relation,
) -> Option<Vec<String>> {
    let sentence = page.sentence_at(clause.start).unwrap_or(clause).hull(clause);
    let named: Vec<String> = all(&named_in(page, sentence)).into_iter().map(str::to_owned).collect();
    let both = tables().parts.has(sentence.of(&page.level), Part::Both);
    if named.len() > 1 {
        return Some(named);
    }
    let relation = relation();
    let of_it = named.first().is_none_or(|p| relation.parties.contains(p));
    let meant = relation.parties.len() == 2 && of_it && (both || named.len() == 1 || relation.strong);
    meant.then(|| relation.parties.clone())
}

/// The matters that the word at `cue` places, with their topics.
fn matters(page: &Page<'_>, clause: ByteRange, cue: ByteRange, list: List) -> Vec<(ByteRange, Vec<String>)> {
    let before = ByteRange { start: clause.start, end: cue.start };
    if WORDS.has(before.of(&page.level), Word::Stops) {
        return Vec::new();
    }
    let mut found =
        listed(page, before).or_else(|| adjunct(page, before)).map_or_else(Vec::new, |r| items(page, r));
    if found.is_empty() {
        found = compound(page, before);
    }
    if found.is_empty() && list == List::Managed {
        found = items(page, ByteRange { start: cue.end, end: clause.end });
    }
    found
}

/// What is put on a list by name: between 把 and 列入, which stands right before the list.
fn listed(page: &Page<'_>, before: ByteRange) -> Option<ByteRange> {
    let text = before.of(&page.level);
    let words: Vec<_> = WORDS.find(text).collect();
    let lists = words.iter().rposition(|w| w.class == Word::Lists)?;
    let end = words.get(lists)?.range;
    let takes = words.get(..lists)?.iter().rfind(|w| w.class == Word::Takes)?;
    let near = before.end - before.start - end.end <= NEAR;
    near.then(|| ByteRange { start: takes.range.end, end: end.start }.shifted(before.start as usize))
}

/// Bytes between 列入 and the list.
const NEAR: u32 = 12;

/// The adjunct before a word: from behind 在 or 就 up to 領域, 問題, or the word itself.
fn adjunct(page: &Page<'_>, before: ByteRange) -> Option<ByteRange> {
    let text = before.of(&page.level);
    let words: Vec<_> = WORDS.find(text).collect();
    let opens = words.iter().rposition(|w| w.class == Word::Opens)?;
    let start = words.get(opens)?.range.end;
    let closes = words.get(opens + 1..)?.iter().rfind(|w| w.class == Word::Closes);
    let end = closes.map_or(before.end - before.start, |w| w.range.start);
    // Without a word that closes it the adjunct is short: 就台灣問題 溝通, and no clause of its own.
    let short = closes.is_some() || text.get(start as usize..)?.chars().count() <= SHORT;
    (start < end && short).then(|| ByteRange { start, end }.shifted(before.start as usize))
}

/// Characters of an adjunct that nothing closes.
const SHORT: usize = 16;

/// Between the items of a list of matters.
fn joins(c: char) -> bool {
    matches!(c, '、' | '和' | '及' | '与' | '跟')
}

/// The items of a list of matters, those that are of a topic.
fn items(page: &Page<'_>, range: ByteRange) -> Vec<(ByteRange, Vec<String>)> {
    let text = range.of(&page.level);
    let mut out = Vec::new();
    let mut push = |from: usize, to: usize| {
        let item = text.get(from..to).unwrap_or_default();
        // 以哈衝突等國際…: what follows 等 is a word for them all.
        let item = item.split_once('等').filter(|(own, _)| own.len() > 3).map_or(item, |(own, _)| own);
        let item = item.trim_end_matches('的');
        let topics = Topics::shipped().of_level(item);
        if !topics.is_empty() && item.chars().count() <= LONGEST {
            let range = ByteRange::new(from, from + item.len()).shifted(range.start as usize);
            out.push((range, topics.into_iter().map(str::to_owned).collect()));
        }
    };
    let mut start = 0;
    for (i, c) in text.char_indices().filter(|&(_, c)| joins(c)) {
        push(start, i);
        start = i + c.len_utf8();
    }
    push(start, text.len());
    out
}

/// Characters of a matter.
const LONGEST: usize = 14;

/// The matters right before a word, one or a list: 抗疫合作, 能源、金融等領域合作. What 與 leads to is who takes part.
fn compound(page: &Page<'_>, before: ByteRange) -> Vec<(ByteRange, Vec<String>)> {
    let text = before.of(&page.level);
    let closed =
        WORDS.find(text).last().filter(|w| w.class == Word::Closes && w.range.end as usize == text.len());
    let mut end = closed.map_or(text.len(), |w| w.range.start as usize);
    let mut out = Vec::new();
    while let Some((start, topic)) = text.get(..end).and_then(|t| Topics::shipped().at_end(t)) {
        let left = &text[..start];
        let joiner = left.chars().next_back().filter(|&c| joins(c) || c == '同');
        if out.is_empty() && joiner.is_some_and(|c| c != '、') {
            break;
        }
        out.push((ByteRange::new(start, end).shifted(before.start as usize), vec![topic.to_owned()]));
        match joiner.filter(|&c| joins(c)) {
            Some(c) => end = start - c.len_utf8(),
            None => break,
        }
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::rows;

    #[test]
    fn every_row_is_read() {
        for (forms, class) in rows(TABLE) {
            assert!(word(class).is_some(), "{forms}");
        }
    }
}
