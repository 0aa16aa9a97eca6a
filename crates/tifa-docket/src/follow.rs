//! What became of commitments: repetitions joined, and later passages that speak of them.
//!
//! Everything here is a pure function over plain values of many documents. Names are keys that are the same for all names of
//! one side, texts are folded ([`tifa_text::fold()`]), so script and marks make no difference. Nothing is judged: a passage that
//! tells a commitment as kept or broken is linked to it as evidence, with the words that say so, and both may be linked to one.

use crate::alike::{Pair, Weights, pairs};
use crate::entry::CommitmentKind;
use crate::table::Table;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use tifa_text::ByteRange;

/// A commitment of some document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undertaking<'a> {
    /// Day of the document.
    pub day: Option<Date>,
    /// Key of the side that undertakes or demands. Of what two have settled it is a key of both (not of 雙方): the same words
    /// between others are another agreement.
    pub who: &'a str,
    /// Key of the side it is undertaken to or demanded of, when the text names it.
    pub to: Option<&'a str>,
    /// Its kind.
    pub kind: CommitmentKind,
    /// What is undertaken or demanded, folded.
    pub text: &'a str,
    /// Its topics, when they are known.
    pub topics: &'a [&'a str],
}

/// A passage, of a sentence or so, that may tell what became of a commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage<'a> {
    /// Day of the document.
    pub day: Option<Date>,
    /// Its text, folded.
    pub text: &'a str,
    /// Its topics, when they are known.
    pub topics: &'a [&'a str],
}

/// What a passage tells of a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// 落實了: as done.
    Kept,
    /// 違反: as not done, or undone.
    Broken,
    /// 重申: as made again.
    Repeated,
    /// 從未承諾: as never made.
    Denied,
}

impl Relation {
    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Broken => "broken",
            Self::Repeated => "repeated",
            Self::Denied => "denied",
        }
    }
}

/// A passage that speaks of a commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Index of the commitment.
    pub undertaking: usize,
    /// Index of the passage.
    pub passage: usize,
    /// What the passage tells of it.
    pub relation: Relation,
    /// The words that tell it: bytes of the passage's text.
    pub cue: ByteRange,
    /// How much of the commitment's words the passage has, in percent of their weight.
    pub shared: u32,
}

/// Percent of the lighter text's weight that two commitments have in common when one repeats the other. Official language
/// repeats its core and changes a verb or the order; three fifths of the pairs survive that, while two different
/// undertakings of one side share the set phrases around them, which weigh little.
pub const ALIKE: u64 = 60;

/// Percent of the heavier text's weight that they have in common: a phrase that is one item of a long list does not repeat the
/// list.
pub const OF_WHOLE: u64 = 30;

/// Percent of a commitment's weight that a passage has when it speaks of it. Lower than for a repetition, for a passage tells of
/// it in other words; the word of relation has to stand there too.
pub const SPEAKS: u64 = 50;

/// Pairs of characters a commitment has at least to be compared: shorter ones are like anything.
pub const LEAST: usize = 4;

/// The family of a kind: what one side says it will or is willing to do is of one, for a pledge is repeated as an offer.
fn family(kind: CommitmentKind) -> u8 {
    match kind {
        CommitmentKind::Agreed => 0,
        CommitmentKind::Pledged | CommitmentKind::Offered => 1,
        CommitmentKind::Demanded => 2,
    }
}

/// Whether two lists of topics speak against one matter: both are known and none is common.
fn apart(a: &[&str], b: &[&str]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|t| b.contains(t))
}

/// A group of repetitions while it grows: its first member stands for it.
struct Group {
    members: Vec<usize>,
    weight: u64,
}

/// Commitments joined with their repetitions: every index in one group, members ordered by day, groups by their first member.
///
/// Two are joined when one side makes them, they are of one family of kinds, not to two different sides, their topics do not
/// speak against it, and their texts are alike ([`ALIKE`], [`OF_WHOLE`]). A text is compared with the earliest of a group, so that
/// a chain of small changes does not lead from one matter to another. Only groups that share a rare pair with it are
/// looked at, so that the cost grows with the repetitions and not with the square of the number.
pub fn repeated(undertakings: &[Undertaking<'_>]) -> Vec<Vec<usize>> {
    let sets: Vec<BTreeSet<Pair>> = undertakings.iter().map(|u| pairs(u.text)).collect();
    let weights = Weights::of(sets.iter());
    let mut order: Vec<usize> = (0..undertakings.len()).collect();
    order.sort_by_key(|&i| (undertakings[i].day.is_none(), undertakings[i].day, i));
    let mut groups: Vec<Group> = Vec::new();
    // Groups by all pairs of their first member, and by its heaviest ones, of one side and family each.
    type Index<'a> = BTreeMap<(&'a str, u8, Pair), Vec<usize>>;
    let (mut whole, mut heavy): (Index<'_>, Index<'_>) = (BTreeMap::new(), BTreeMap::new());
    for i in order {
        let (u, set) = (&undertakings[i], &sets[i]);
        let (kind, weight) = (family(u.kind), weights.whole(set));
        let rare = weights.heaviest(set, 100 - ALIKE);
        let mut near: BTreeSet<usize> = BTreeSet::new();
        let key = |pair: Pair| (u.who, kind, pair);
        for &pair in &rare {
            near.extend(whole.get(&key(pair)).into_iter().flatten());
        }
        for &pair in set {
            near.extend(heavy.get(&key(pair)).into_iter().flatten());
        }
        let joins = |&g: &usize| {
            let Some(&first) = groups[g].members.first() else { return false };
            let other = &undertakings[first];
            let shared = weights.shared(set, &sets[first]);
            let (light, full) = (weight.min(groups[g].weight), weight.max(groups[g].weight));
            let two = matches!((u.to, other.to), (Some(a), Some(b)) if a != b);
            let long = set.len() >= LEAST && sets[first].len() >= LEAST || u.text == other.text;
            long && !two
                && !apart(u.topics, other.topics)
                && shared * 100 >= light * ALIKE
                && shared * 100 >= full * OF_WHOLE
        };
        let best = near
            .into_iter()
            .filter(joins)
            .max_by_key(|&g| (weights.shared(set, &sets[groups[g].members[0]]), std::cmp::Reverse(g)));
        match best {
            Some(g) => groups[g].members.push(i),
            None => {
                let g = groups.len();
                groups.push(Group { members: vec![i], weight });
                set.iter().for_each(|&p| whole.entry(key(p)).or_default().push(g));
                rare.iter().for_each(|&p| heavy.entry(key(p)).or_default().push(g));
            }
        }
    }
    groups.into_iter().map(|g| g.members).collect()
}

/// The passages that tell what became of commitments, ordered by commitment and passage.
///
/// A passage is linked when it is not older than the commitment, has a word of relation, has the commitment's words ([`SPEAKS`])
/// and topics do not speak against it. The first word of each relation is the cue.
pub fn evidence(undertakings: &[Undertaking<'_>], passages: &[Passage<'_>]) -> Vec<Evidence> {
    let telling: Vec<(usize, Vec<(Relation, ByteRange)>)> = passages
        .iter()
        .enumerate()
        .map(|(i, p)| (i, relations(p.text)))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    let sets: Vec<BTreeSet<Pair>> = undertakings.iter().map(|u| pairs(u.text)).collect();
    let weights = Weights::of(sets.iter());
    let mut by_pair: BTreeMap<Pair, Vec<usize>> = BTreeMap::new();
    for (i, set) in sets.iter().enumerate().filter(|(_, s)| s.len() >= LEAST) {
        for pair in weights.heaviest(set, 100 - SPEAKS) {
            by_pair.entry(pair).or_default().push(i);
        }
    }
    let mut out = Vec::new();
    for (passage, found) in telling {
        let p = &passages[passage];
        let set = pairs(p.text);
        let near: BTreeSet<usize> =
            set.iter().filter_map(|pair| by_pair.get(pair)).flatten().copied().collect();
        for i in near {
            let u = &undertakings[i];
            let later = match (u.day, p.day) {
                (Some(before), Some(after)) => before <= after,
                _ => false,
            };
            let (shared, whole) = (weights.shared(&sets[i], &set), weights.whole(&sets[i]));
            if !later || apart(u.topics, p.topics) || shared * 100 < whole * SPEAKS {
                continue;
            }
            let shared = u32::try_from(shared * 100 / whole.max(1)).unwrap_or(100);
            out.extend(found.iter().map(|&(relation, cue)| Evidence {
                undertaking: i,
                passage,
                relation,
                cue,
                shared,
            }));
        }
    }
    out.sort_by_key(|e| (e.undertaking, e.passage, e.relation));
    out
}

/// The relations that a folded text tells, each with its first words.
pub fn relations(text: &str) -> Vec<(Relation, ByteRange)> {
    let mut out: Vec<(Relation, ByteRange)> = Vec::new();
    for hit in table().find(text) {
        if let Some(relation) = hit.class
            && !out.iter().any(|(r, _)| *r == relation)
        {
            out.push((relation, hit.range));
        }
    }
    out
}

const WORDS: &str = include_str!("../tables/follow.tsv");

fn class(name: &str) -> Option<Option<Relation>> {
    Some(match name {
        "kept" => Some(Relation::Kept),
        "broken" => Some(Relation::Broken),
        "repeated" => Some(Relation::Repeated),
        "denied" => Some(Relation::Denied),
        "none" => None,
        _ => return None,
    })
}

/// The words of relation; a word of none is there to keep others from being found in it.
fn table() -> &'static Table<Option<Relation>> {
    static TABLE: LazyLock<Table<Option<Relation>>> = LazyLock::new(|| Table::read(WORDS, class));
    &TABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_class() {
        for (forms, name) in crate::table::rows(WORDS) {
            assert!(class(name).is_some(), "{forms}: {name}");
        }
    }
}
