//! What became of commitments: repetitions joined, and later passages that speak of them.
//!
//! Everything here is a pure function over plain values of many documents. Names are keys that are the same for all names of
//! one side, texts are folded ([`tifa_text::fold()`]), so script and marks make no difference. Nothing is judged: a passage that
//! tells a commitment as kept or broken is linked to it as evidence, with the words that say so, and both may be linked to one.

use crate::alike::{Pair, Weights, pairs};
use crate::entry::CommitmentKind;
use crate::table::Table;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
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

/// Commitments with what their words weigh among all of them.
#[derive(Debug)]
pub struct Weighed<'a> {
    undertakings: &'a [Undertaking<'a>],
    weights: Weights,
}

impl<'a> Weighed<'a> {
    /// Weighs the words of commitments.
    pub fn new(undertakings: &'a [Undertaking<'a>]) -> Self {
        let mut weights = Weights::default();
        undertakings.iter().for_each(|u| weights.count(&pairs(u.text)));
        Self { undertakings, weights }
    }

    /// As [`repeated`].
    pub fn groups(&self) -> Vec<Vec<usize>> {
        self.joined((0..self.undertakings.len()).collect())
    }

    /// The group of [`Weighed::groups`] that `undertaking` is in; alone when there is no such commitment. Only what its side
    /// says in the same family of kinds is gone through, for nothing else can be in it or in its way.
    pub fn group_of(&self, undertaking: usize) -> Vec<usize> {
        let of = |i: usize| self.undertakings.get(i).map(|u| (u.who, family(u.kind)));
        let beside = (0..self.undertakings.len()).filter(|&i| of(i) == of(undertaking)).collect();
        let found = self.joined(beside).into_iter().find(|group| group.contains(&undertaking));
        found.unwrap_or_else(|| vec![undertaking])
    }

    /// Those of `order` in groups.
    fn joined(&self, mut order: Vec<usize>) -> Vec<Vec<usize>> {
        let (undertakings, weights) = (self.undertakings, &self.weights);
        order.sort_by_key(|&i| (undertakings[i].day.is_none(), undertakings[i].day, i));
        let mut groups: Vec<Group> = Vec::new();
        // Of the first member of each group the pairs, and groups by all of them and by the heaviest, for one side and family.
        let mut firsts: Vec<Vec<Pair>> = Vec::new();
        type Index<'a> = FxHashMap<(&'a str, u8, Pair), Vec<usize>>;
        let (mut whole, mut heavy): (Index<'_>, Index<'_>) = Default::default();
        for i in order {
            let u = &undertakings[i];
            let set = pairs(u.text);
            let (kind, weight) = (family(u.kind), weights.whole(&set));
            let rare = weights.heaviest(&set, 100 - ALIKE);
            let mut near: BTreeSet<usize> = BTreeSet::new();
            let key = |pair: Pair| (u.who, kind, pair);
            for &pair in &rare {
                near.extend(whole.get(&key(pair)).into_iter().flatten());
            }
            for &pair in &set {
                near.extend(heavy.get(&key(pair)).into_iter().flatten());
            }
            let joins = |g: usize| {
                let other = &undertakings[*groups[g].members.first()?];
                let shared = weights.shared(&set, &firsts[g]);
                let (light, full) = (weight.min(groups[g].weight), weight.max(groups[g].weight));
                let two = matches!((u.to, other.to), (Some(a), Some(b)) if a != b);
                let long = set.len() >= LEAST && firsts[g].len() >= LEAST || u.text == other.text;
                let alike = shared * 100 >= light * ALIKE && shared * 100 >= full * OF_WHOLE;
                (long && !two && !apart(u.topics, other.topics) && alike).then_some((shared, Reverse(g)))
            };
            match near.into_iter().filter_map(joins).max() {
                Some((_, Reverse(g))) => groups[g].members.push(i),
                None => {
                    let g = groups.len();
                    groups.push(Group { members: vec![i], weight });
                    set.iter().for_each(|&p| whole.entry(key(p)).or_default().push(g));
                    rare.iter().for_each(|&p| heavy.entry(key(p)).or_default().push(g));
                    firsts.push(set);
                }
            }
        }
        groups.into_iter().map(|g| g.members).collect()
    }

    /// What it takes to tell which passages speak of those of the commitments that are `chosen`.
    pub fn following(&self, chosen: &[usize]) -> Following<'_> {
        let mut by_text: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for &i in chosen {
            if let Some(u) = self.undertakings.get(i) {
                by_text.entry(u.text).or_default().push(i);
            }
        }
        let mut following =
            Following { undertakings: self.undertakings, texts: Vec::new(), by_pair: FxHashMap::default() };
        for (text, of) in by_text {
            let set = pairs(text);
            if set.len() < LEAST {
                continue;
            }
            for pair in self.weights.heaviest(&set, 100 - SPEAKS) {
                following.by_pair.entry(pair).or_default().push(following.texts.len());
            }
            let since = of.iter().filter_map(|&i| self.undertakings[i].day).min();
            let weighed: Vec<(Pair, u64)> = set.iter().map(|&p| (p, self.weights.of_pair(p))).collect();
            let whole = weighed.iter().map(|w| w.1).sum();
            following.texts.push(Words { pairs: weighed, whole, since, of });
        }
        following
    }
}

/// The words of commitments that are looked for in passages.
#[derive(Debug)]
pub struct Following<'a> {
    undertakings: &'a [Undertaking<'a>],
    texts: Vec<Words>,
    /// Texts by their heaviest pairs: a passage that speaks of one has one of these.
    by_pair: FxHashMap<Pair, Vec<usize>>,
}

/// The words of commitments that have the same.
#[derive(Debug)]
pub struct Words {
    /// Pairs of neighbouring characters, each once, with their weights.
    pub pairs: Vec<([char; 2], u64)>,
    /// The weight of all.
    whole: u64,
    /// The earliest day of those whose words they are; nothing speaks of those without a day.
    pub since: Option<Date>,
    /// Those whose words they are.
    of: Vec<usize>,
}

impl Words {
    /// Whether a text that has pairs of them of this weight may speak of them.
    pub fn are_enough(&self, weight: u64) -> bool {
        weight * 100 >= self.whole * SPEAKS
    }
}

impl Following<'_> {
    /// The words that are looked for. A passage that has not enough of any is no evidence.
    pub fn words(&self) -> &[Words] {
        &self.texts
    }

    /// What the passage with this number tells of the commitments, ordered by commitment and relation.
    pub fn told(&self, number: usize, passage: &Passage<'_>) -> Vec<Evidence> {
        let mut out = Vec::new();
        let found = relations(passage.text);
        if found.is_empty() {
            return out;
        }
        let set = pairs(passage.text);
        let mut near: Vec<usize> =
            set.iter().filter_map(|pair| self.by_pair.get(pair)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        for text in near.into_iter().filter_map(|at| self.texts.get(at)) {
            let shared = text.shared(&set);
            if !text.are_enough(shared) {
                continue;
            }
            let shared = u32::try_from(shared * 100 / text.whole.max(1)).unwrap_or(100);
            for &undertaking in &text.of {
                let u = &self.undertakings[undertaking];
                let later = matches!((u.day, passage.day), (Some(before), Some(after)) if before <= after);
                if later && !apart(u.topics, passage.topics) {
                    out.extend(found.iter().map(|&(relation, cue)| Evidence {
                        undertaking,
                        passage: number,
                        relation,
                        cue,
                        shared,
                    }));
                }
            }
        }
        out.sort_by_key(|e| (e.undertaking, e.relation));
        out
    }
}

impl Words {
    /// The weight of those that are in a passage.
    fn shared(&self, passage: &[Pair]) -> u64 {
        let mut others = passage.iter().peekable();
        let has = |&&(pair, _): &&(Pair, u64)| {
            while others.next_if(|other| **other < pair).is_some() {}
            others.next_if_eq(&&pair).is_some()
        };
        self.pairs.iter().filter(has).map(|w| w.1).sum()
    }
}

/// Commitments joined with their repetitions: every index in one group, members ordered by day, groups by their first member.
///
/// Two are joined when one side makes them, they are of one family of kinds, not to two different sides, their topics do not
/// speak against it, and their texts are alike ([`ALIKE`], [`OF_WHOLE`]). A text is compared with the earliest of a group, so that
/// a chain of small changes does not lead from one matter to another. Only groups that share a rare pair with it are
/// looked at, so that the cost grows with the repetitions and not with the square of the number.
pub fn repeated(undertakings: &[Undertaking<'_>]) -> Vec<Vec<usize>> {
    Weighed::new(undertakings).groups()
}

/// The passages that tell what became of commitments, ordered by commitment and passage.
///
/// A passage is linked when it is not older than the commitment, has a word of relation, has the commitment's words ([`SPEAKS`])
/// and topics do not speak against it. The first word of each relation is the cue.
pub fn evidence(undertakings: &[Undertaking<'_>], passages: &[Passage<'_>]) -> Vec<Evidence> {
    let weighed = Weighed::new(undertakings);
    let all: Vec<usize> = (0..undertakings.len()).collect();
    let following = weighed.following(&all);
    let mut out: Vec<Evidence> =
        passages.iter().enumerate().flat_map(|(i, p)| following.told(i, p)).collect();
    out.sort_by_key(|e| (e.undertaking, e.passage, e.relation));
    out
}

/// The words that tell a relation, as they stand in folded texts. A text without one tells none.
pub fn telling_words() -> impl Iterator<Item = String> {
    let rows = crate::table::rows(WORDS).filter(|(_, name)| class(name).flatten().is_some());
    rows.flat_map(|(forms, _)| forms.split(' ').filter(|f| !f.is_empty())).map(tifa_record::level)
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
