//! Variants of a formulation: its members in another order, words replaced, added or dropped.

use super::{Attestation, Phrase};
use crate::corpus::Corpus;
use crate::diff::{Edit, Piece, diff};
use crate::edges::{begins_outside, ends_outside};
use crate::exact;

use crate::seek;
use crate::text::{Text, parts};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use tifa_text::{ByteRange, fold};

/// How a variant differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// The same members in another order.
    Reordered,
    /// Other words in place of some.
    Replaced,
    /// More words.
    Added,
    /// Fewer words.
    Dropped,
    /// Several of these.
    Several,
}

impl Change {
    /// As written in listings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reordered => "reordered",
            Self::Replaced => "replaced",
            Self::Added => "added",
            Self::Dropped => "dropped",
            Self::Several => "several",
        }
    }
}

/// What a variant differs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Variant {
    /// How.
    pub kind: Change,
    /// The phrase asked for against what stands there.
    pub diff: Vec<Piece>,
}

/// One variant and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VariantGroup {
    /// Its words as first printed.
    pub text: String,
    /// How it differs.
    pub kind: Change,
    /// The phrase asked for against it.
    pub diff: Vec<Piece>,
    /// Places.
    pub count: usize,
    /// Documents.
    pub documents: usize,
    /// First day of publication.
    pub first: Option<Date>,
    /// Last day of publication.
    pub last: Option<Date>,
}

/// Marks between the members of a formulation.
const BETWEEN: &[char] = &['、', '，', ',', '；', ';', ' ', '　', '和', '與', '与', '及'];

/// The least characters of a member; shorter ones (合、作) are not looked for by themselves.
const MEMBER: usize = 2;

/// Most members of a formulation whose order is looked at.
const MEMBERS: usize = 12;

/// Most characters between two members: a mark that the fold leaves, 和, 以及.
const GAP: u32 = 2;

/// A phrase of so few characters has no variants: every one of them would be another word.
const SHORTEST: usize = 4;

/// Where variants stand: ranges of folded bytes by text, ascending, none overlapping.
pub(super) fn places<C: Corpus>(
    corpus: &C,
    phrase: &Phrase,
    edits: Option<usize>,
) -> Result<BTreeMap<u32, Vec<ByteRange>>, C::Error> {
    let mut out = reordered(corpus, phrase)?;
    let length = phrase.characters.len();
    let edits = edits.unwrap_or(if length < SHORTEST { 0 } else { (length / 5).max(1) });
    if edits > 0 {
        for near in seek::within(corpus, &phrase.folded, edits)? {
            let ranges = out.entry(near.text).or_default();
            if near.edits > 0 && !ranges.iter().any(|r| r.overlaps(near.range)) {
                ranges.push(near.range);
            }
        }
    }
    out.retain(|number, ranges| {
        ranges.sort_unstable_by_key(|r| (r.start, r.end));
        !ranges.is_empty() && corpus.numbers().binary_search(number).is_ok()
    });
    Ok(out)
}

/// Folded members of a printed formulation; empty when it is of one piece.
fn members(printed: &str) -> Vec<Vec<char>> {
    let pieces = printed.split(BETWEEN).map(|m| fold(m).text.chars().collect::<Vec<_>>());
    let members: Vec<Vec<char>> = pieces.filter(|m| !m.is_empty()).collect();
    let fit = (2..=MEMBERS).contains(&members.len()) && members.iter().all(|m| m.len() >= MEMBER);
    if fit { members } else { Vec::new() }
}

/// Where all members stand beside each other in another order.
fn reordered<C: Corpus>(corpus: &C, phrase: &Phrase) -> Result<BTreeMap<u32, Vec<ByteRange>>, C::Error> {
    let members = members(&phrase.printed);
    let mut found: Option<BTreeMap<u32, Vec<Vec<u32>>>> = None;
    for member in &members {
        let here = exact::places(corpus, member)?.unwrap_or_default();
        found = Some(match found {
            None => here.into_iter().map(|(text, positions)| (text, vec![positions])).collect(),
            Some(mut before) => {
                before.retain(|text, _| here.contains_key(text));
                for (text, positions) in here {
                    if let Some(all) = before.get_mut(&text) {
                        all.push(positions);
                    }
                }
                before
            }
        });
    }
    let mut out = BTreeMap::new();
    for (text, positions) in found.into_iter().flatten() {
        let lengths: Vec<u32> = members.iter().map(|m| m.len() as u32).collect();
        let windows = windows(&positions, &lengths);
        if windows.is_empty() {
            continue;
        }
        let letters = corpus.letters(text)?;
        let starts: Vec<usize> = letters.folded.char_indices().map(|c| c.0).collect();
        let byte = |position: u32| starts.get(position as usize).copied().unwrap_or(letters.folded.len());
        let ranges = windows.into_iter().map(|(from, to)| ByteRange::new(byte(from), byte(to)));
        let own = |r: &ByteRange| {
            letters
                .part_at(r.start)
                .is_some_and(|p| !letters.parts[p].aside && r.end <= letters.parts[p].range.end)
        };
        out.insert(text, ranges.filter(own).collect());
    }
    Ok(out)
}

/// Stretches of characters in which every member stands once, close to the one before, and not in the order asked for.
fn windows(positions: &[Vec<u32>], lengths: &[u32]) -> Vec<(u32, u32)> {
    let mut all: Vec<(u32, usize)> =
        positions.iter().enumerate().flat_map(|(m, at)| at.iter().map(move |&p| (p, m))).collect();
    all.sort_unstable();
    let count = lengths.len();
    let mut out: Vec<(u32, u32)> = Vec::new();
    for w in all.windows(count) {
        let close = w.windows(2).all(|p| {
            let end = p[0].0 + lengths[p[0].1];
            (end..=end + GAP).contains(&p[1].0)
        });
        let each_once = w.iter().map(|p| p.1).collect::<BTreeSet<_>>().len() == count;
        let in_order = w.is_sorted_by_key(|p| p.1);
        let range = (w[0].0, w[count - 1].0 + lengths[w[count - 1].1]);
        if close && each_once && !in_order && out.last().is_none_or(|last| last.1 <= range.0) {
            out.push(range);
        }
    }
    out
}

/// Marks that part clauses: what they part is no longer one formulation, unless its own members are parted so.
const CLAUSES: &[char] = &['，', ',', '；', ';', '：', ':', '。', '！', '？', '!', '?', '\n'];

/// How `printed` differs from `phrase`; `None` when it does not, once folded, or when it runs over the end of a clause
/// (合作，共同 is no variant of 合作共贏).
pub(super) fn of(phrase: &Phrase, printed: &str) -> Option<Variant> {
    if printed.contains(CLAUSES) && !phrase.printed.contains(CLAUSES) && members(&phrase.printed).is_empty() {
        return None;
    }
    let diff = diff(&phrase.printed, printed);
    let mut edits: BTreeSet<Change> = BTreeSet::new();
    for piece in &diff {
        // A mark that the fold keeps (a full stop for a comma) is no word.
        let word = |text: &str| fold(text).text.chars().any(|c| !parts(c));
        match piece.edit {
            Edit::Replaced if word(&piece.a) || word(&piece.b) => edits.insert(Change::Replaced),
            Edit::Added if word(&piece.b) => edits.insert(Change::Added),
            Edit::Dropped if word(&piece.a) => edits.insert(Change::Dropped),
            _ => false,
        };
    }
    let sorted = |text: &str| {
        let mut all = members(text);
        all.sort_unstable();
        all
    };
    let (own, other) = (sorted(&phrase.printed), sorted(printed));
    let kind = match edits.len() {
        0 => return None,
        _ if !own.is_empty() && own == other => Change::Reordered,
        1 => *edits.first()?,
        _ => Change::Several,
    };
    Some(Variant { kind, diff })
}

/// Characters at an edge of a variant that are a word: where one of them differs, the word at the edge is another.
const WORD: usize = 2;

/// Whether the words at `range` begin and end there: a mark or the block's end stands beside them, or a word that belongs
/// to the sentence around a formulation.
pub(super) fn ends(text: &Text, range: ByteRange) -> [bool; 2] {
    let printed = text.printed(range);
    let (Some(first), Some(last)) = (printed.first(), printed.last()) else { return [false; 2] };
    let block = |i: usize| text.blocks()[i].text.as_str();
    let before = &block(first.0)[..first.1.start as usize];
    let after = &block(last.0)[last.1.end as usize..];
    let is_mark = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let near = |part: &str| fold(part).text;
    let tail = before.char_indices().rev().nth(BESIDE).map_or(0, |c| c.0);
    let head = after.char_indices().nth(BESIDE).map_or(after.len(), |c| c.0);
    [
        is_mark(before.chars().next_back()) || ends_outside(&near(&before[tail..])),
        is_mark(after.chars().next()) || begins_outside(&near(&after[..head])),
    ]
}

/// Characters beside a variant that are looked at for a word.
const BESIDE: usize = 8;

/// Which edges of a variant have another word than the phrase.
fn changed_edges(variant: &Variant) -> [bool; 2] {
    if variant.kind == Change::Reordered {
        return [false; 2];
    }
    let words = |text: &str| fold(text).text.chars().filter(|&c| !parts(c)).count();
    let is_kept = |p: &&Piece| p.edit == Edit::Same || words(&p.a) + words(&p.b) == 0;
    let kept = |pieces: &mut dyn Iterator<Item = &Piece>| -> usize {
        pieces.take_while(is_kept).map(|p| words(&p.b)).sum()
    };
    [kept(&mut variant.diff.iter()) < WORD, kept(&mut variant.diff.iter().rev()) < WORD]
}

/// Those of `found` that are formulations of their own and no piece of other words (of 合作共贏 not the 合作共謀 of
/// 合作共謀發展): where the word at an edge is another, the same variant [`ends`] there at least once.
pub(super) fn standing_alone(found: Vec<(Attestation, [bool; 2])>) -> Vec<Attestation> {
    let mut ending: BTreeMap<String, [bool; 2]> = BTreeMap::new();
    for (a, [left, right]) in &found {
        let seen = ending.entry(fold(&a.passage.text).text).or_default();
        *seen = [seen[0] | left, seen[1] | right];
    }
    let stands = |a: &Attestation| {
        let ends = ending.get(&fold(&a.passage.text).text).copied().unwrap_or_default();
        let changed = a.variant.as_ref().map(changed_edges).unwrap_or_default();
        (0..2).all(|edge| ends[edge] || !changed[edge])
    };
    found.into_iter().map(|(a, _)| a).filter(stands).collect()
}

/// Variants put together by their folded words, most first.
pub(super) fn groups(found: &[Attestation]) -> Vec<VariantGroup> {
    let mut by_words: BTreeMap<String, (VariantGroup, BTreeSet<u32>)> = BTreeMap::new();
    for a in found {
        let Some(variant) = &a.variant else { continue };
        let (group, texts) = by_words.entry(fold(&a.passage.text).text).or_insert_with(|| {
            let group = VariantGroup {
                text: a.passage.text.clone(),
                kind: variant.kind,
                diff: variant.diff.clone(),
                count: 0,
                documents: 0,
                first: None,
                last: None,
            };
            (group, BTreeSet::new())
        });
        group.count += 1;
        texts.insert(a.number);
        group.first = [group.first, a.date].into_iter().flatten().min();
        group.last = group.last.max(a.date);
    }
    let mut out: Vec<VariantGroup> =
        by_words.into_values().map(|(g, texts)| VariantGroup { documents: texts.len(), ..g }).collect();
    out.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| (a.first, &a.text).cmp(&(b.first, &b.text))));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrase: &str, printed: &str, expect: &str) {
        let found = of(&Phrase::new(phrase).unwrap(), printed);
        assert_eq!(found.map_or("none", |v| v.kind.name()), expect, "{phrase} / {printed}");
    }

    #[test]
    fn says_how_it_differs() {
        check("山海之約", "山海之约", "none");
        check("山海之約", "山海。之約", "none");
        check("山海之約", "山海，之後", "none");
        check("山海之約", "山河之約", "replaced");
        check("山海之約", "山海的之約", "added");
        check("永結山海之約", "永結山海約", "dropped");
        check("山海同心、互不侵擾、共享港口", "互不侵擾、山海同心和共享港口", "reordered");
        check("山海同心，互不侵擾，共享港口", "山海同心，共享港口", "dropped");
        check("山海同心，互不侵擾", "山河同心而互不侵擾", "several");
    }

    #[test]
    fn members_in_another_order() {
        assert_eq!(windows(&[vec![0, 20], vec![4, 16]], &[4, 4]), [(16, 24)]);
        assert_eq!(windows(&[vec![30], vec![16]], &[4, 4]), []);
        assert_eq!(windows(&[vec![5], vec![0]], &[4, 4]), [(0, 9)]);
    }
}
