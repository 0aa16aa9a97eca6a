//! Which sentences of two reports belong together.

use super::unit::Unit;
use crate::diff::{Piece, diff};
use crate::seek::common;
use rustc_hash::FxHashMap;
use std::ops::Range;
use tifa_text::fold::is_barrier;

/// How a pair lies in the two reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The same words once folded, in the same order of sentences.
    Same,
    /// Other words, in the same order of sentences.
    Changed,
    /// The same or other words, elsewhere.
    Moved,
    /// Only the first report has it.
    OnlyA,
    /// Only the second report has it.
    OnlyB,
}

impl Kind {
    /// As written in listings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::OnlyA => "only-a",
            Self::OnlyB => "only-b",
        }
    }
}

/// Sentences that belong together. A range that is empty says where the other report's sentences would stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// How they lie.
    pub kind: Kind,
    /// Sentences of the first report, by index.
    pub a: Range<usize>,
    /// Sentences of the second report, by index.
    pub b: Range<usize>,
    /// Twice the longest common subsequence by the sum of lengths, 0 to 1.
    pub similarity: f64,
    /// What differs; empty for what only one has.
    pub diff: Vec<Piece>,
}

impl Pair {
    /// Whether both reports have it.
    pub fn is_shared(&self) -> bool {
        !matches!(self.kind, Kind::OnlyA | Kind::OnlyB)
    }
}

/// Least similarity of two sentences that say one thing in other words. Half: below it, sentences of one speaker on one
/// subject are as alike as two different sentences of his.
const ALIKE: f64 = 0.5;

/// Least similarity of what stands elsewhere: order, the other sign that two sentences belong together, is missing.
const ALIKE_ELSEWHERE: f64 = 0.65;

/// Sentences of fewer characters (謝謝) belong together only when they are the same.
const SHORT: usize = 6;

/// How much of a sentence must stand in the one it is joined to.
const CONTAINED: f64 = 0.7;

/// Candidates kept for a sentence.
const KEPT: usize = 8;

/// Pairs of characters that stand in more sentences of a report than this (and a sixteenth of them) tell nothing.
const COMMON: usize = 64;

/// A candidate.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    a: usize,
    b: usize,
    similarity: f64,
    weight: f64,
}

/// Lays `a` and `b` side by side.
pub(super) fn align(a: &[Unit], b: &[Unit]) -> Vec<Pair> {
    let candidates = candidates(a, b);
    let chain = heaviest_chain(&candidates, b.len());
    let mut of_a: Vec<Option<Link>> = vec![None; a.len()];
    let mut taken_b = vec![false; b.len()];
    for c in &chain {
        of_a[c.a] = Some(Link { b: c.b, in_order: true });
        taken_b[c.b] = true;
    }
    let mut rest: Vec<&Candidate> = candidates.iter().filter(|c| c.similarity >= ALIKE_ELSEWHERE).collect();
    rest.sort_by(|x, y| y.weight.total_cmp(&x.weight).then((x.a, x.b).cmp(&(y.a, y.b))));
    for c in rest {
        if of_a[c.a].is_none() && !taken_b[c.b] {
            of_a[c.a] = Some(Link { b: c.b, in_order: false });
            taken_b[c.b] = true;
        }
    }
    let groups = grown(groups(&of_a), a, b);
    listed(groups, a, b)
}

/// The sentence of the second report that belongs to one of the first.
#[derive(Debug, Clone, Copy)]
struct Link {
    b: usize,
    in_order: bool,
}

/// Sentences that belong together.
#[derive(Debug, Clone)]
struct Group {
    a: Range<usize>,
    b: Range<usize>,
    in_order: bool,
}

/// Sentences that may belong together, by `a` and then `b`.
fn candidates(a: &[Unit], b: &[Unit]) -> Vec<Candidate> {
    let mut places: FxHashMap<(char, char), Vec<u32>> = FxHashMap::default();
    for (j, unit) in (0u32..).zip(b) {
        for pair in pairs(&unit.characters) {
            let list = places.entry(pair).or_default();
            if list.last() != Some(&j) {
                list.push(j);
            }
        }
    }
    let most = COMMON.max(b.len() / 16);
    let mut whole: FxHashMap<&[char], Vec<usize>> = FxHashMap::default();
    for (j, unit) in b.iter().enumerate() {
        whole.entry(bare(&unit.characters)).or_default().push(j);
    }
    let mut out = Vec::new();
    for (i, unit) in a.iter().enumerate() {
        let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
        let mut own: Vec<(char, char)> = pairs(&unit.characters).collect();
        own.sort_unstable();
        own.dedup();
        for pair in &own {
            for &j in places.get(pair).filter(|list| list.len() <= most).into_iter().flatten() {
                *shared.entry(j).or_default() += 1;
            }
        }
        let mut best: Vec<(u32, u32)> = shared.into_iter().collect();
        best.sort_unstable_by_key(|&(j, n)| (std::cmp::Reverse(n), j));
        let mut found: Vec<usize> = best.into_iter().take(KEPT).map(|(j, _)| j as usize).collect();
        found.extend(whole.get(bare(&unit.characters)).into_iter().flatten().take(KEPT));
        found.sort_unstable();
        found.dedup();
        out.extend(found.into_iter().filter_map(|j| candidate((i, unit), (j, &b[j]))));
    }
    out
}

fn candidate((i, a): (usize, &Unit), (j, b): (usize, &Unit)) -> Option<Candidate> {
    let (x, y) = (bare(&a.characters), bare(&b.characters));
    let similarity = similarity(x, y);
    let short = x.len().min(y.len()) < SHORT;
    if similarity < ALIKE || short && x != y {
        return None;
    }
    // Two speakers may say the same words; who says them still tells which of two alike is meant.
    let one_speaker = a.key == b.key;
    let weight = similarity * (x.len() + y.len()) as f64 * if one_speaker { 1.0 } else { 0.5 };
    Some(Candidate { a: i, b: j, similarity, weight })
}

/// Without the barrier at the end, which a report that ends the sentence with a comma does not have.
fn bare(characters: &[char]) -> &[char] {
    let kept = characters.iter().rposition(|&c| !is_barrier(c)).map_or(0, |last| last + 1);
    &characters[..kept]
}

fn pairs(characters: &[char]) -> impl Iterator<Item = (char, char)> + '_ {
    bare(characters).windows(2).map(|w| (w[0], w[1]))
}

/// Twice the longest common subsequence by the sum of lengths; 1 for two empty ones.
pub(crate) fn similarity(a: &[char], b: &[char]) -> f64 {
    if a == b {
        return 1.0;
    }
    2.0 * common(a, b) as f64 / (a.len() + b.len()).max(1) as f64
}

/// The candidates of the heaviest chain that rises in both reports.
fn heaviest_chain(candidates: &[Candidate], width: usize) -> Vec<Candidate> {
    // A Fenwick tree of the best chain that ends before each sentence of the second report.
    let mut tree: Vec<Option<usize>> = vec![None; width + 1];
    let mut total = vec![0.0; candidates.len()];
    let mut before: Vec<Option<usize>> = vec![None; candidates.len()];
    let mut base = 0;
    for group in candidates.chunk_by(|x, y| x.a == y.a) {
        for (k, c) in group.iter().enumerate() {
            let mut best: Option<usize> = None;
            let mut at = c.b;
            while at > 0 {
                best = heavier(best, tree[at], &total);
                at &= at - 1;
            }
            before[base + k] = best;
            total[base + k] = c.weight + best.map_or(0.0, |i| total[i]);
        }
        for (k, c) in group.iter().enumerate() {
            let mut at = c.b + 1;
            while at <= width {
                tree[at] = heavier(tree[at], Some(base + k), &total);
                at += at & at.wrapping_neg();
            }
        }
        base += group.len();
    }
    let mut last = (0..candidates.len()).fold(None, |best, i| heavier(best, Some(i), &total));
    let mut chain = Vec::new();
    while let Some(i) = last {
        chain.push(candidates[i]);
        last = before[i];
    }
    chain.reverse();
    chain
}

/// The heavier of two chains; of equal ones the first.
fn heavier(x: Option<usize>, y: Option<usize>, total: &[f64]) -> Option<usize> {
    match (x, y) {
        (Some(i), Some(j)) if total[j] > total[i] || total[j] == total[i] && j < i => y,
        (Some(_), _) => x,
        (None, _) => y,
    }
}

fn groups(of_a: &[Option<Link>]) -> Vec<Group> {
    let link = |(i, l): (usize, &Option<Link>)| {
        l.map(|l| Group { a: i..i + 1, b: l.b..l.b + 1, in_order: l.in_order })
    };
    of_a.iter().enumerate().filter_map(link).collect()
}

/// Lets each group take sentences beside it that stand in no group, as long as the two sides become more alike by it.
fn grown(mut groups: Vec<Group>, a: &[Unit], b: &[Unit]) -> Vec<Group> {
    let (mut free_a, mut free_b) = (vec![true; a.len()], vec![true; b.len()]);
    for g in &groups {
        free_a[g.a.clone()].fill(false);
        free_b[g.b.clone()].fill(false);
    }
    for g in &mut groups {
        loop {
            let (left, right) = (joined(&a[g.a.clone()]), joined(&b[g.b.clone()]));
            let now = similarity(&left, &right);
            let inside = |unit: &Unit, other: &[char]| {
                let own = bare(&unit.characters);
                own.len() >= SHORT && common(own, other) as f64 >= CONTAINED * own.len() as f64
            };
            let better = |a: &Range<usize>, b: &Range<usize>, units: (&[Unit], &[Unit])| {
                similarity(&joined(&units.0[a.clone()]), &joined(&units.1[b.clone()])) > now
            };
            let grow_a = neighbours(&g.a, &free_a)
                .find(|(i, wider)| inside(&a[*i], &right) && better(wider, &g.b, (a, b)));
            if let Some((i, wider)) = grow_a {
                free_a[i] = false;
                g.a = wider;
                continue;
            }
            let grow_b = neighbours(&g.b, &free_b)
                .find(|(j, wider)| inside(&b[*j], &left) && better(&g.a, wider, (a, b)));
            let Some((j, wider)) = grow_b else { break };
            free_b[j] = false;
            g.b = wider;
        }
    }
    groups
}

/// The free sentences beside a range, each with the range that has it too.
fn neighbours(range: &Range<usize>, free: &[bool]) -> impl Iterator<Item = (usize, Range<usize>)> {
    let after = Some(range.end).filter(|&i| free.get(i) == Some(&true));
    let before = range.start.checked_sub(1).filter(|&i| free[i]);
    let (start, end) = (range.start, range.end);
    after.map(|i| (i, start..end + 1)).into_iter().chain(before.map(|i| (i, start - 1..end)))
}

/// The characters of several sentences, barriers between them left out.
fn joined(units: &[Unit]) -> Vec<char> {
    units.iter().flat_map(|u| bare(&u.characters)).copied().collect()
}

/// Groups and what stands in none as pairs, in the order of the first report.
fn listed(groups: Vec<Group>, a: &[Unit], b: &[Unit]) -> Vec<Pair> {
    let mut of_a: Vec<Option<&Group>> = vec![None; a.len()];
    let mut in_group_b = vec![false; b.len()];
    for g in &groups {
        of_a[g.a.start] = Some(g);
        in_group_b[g.b.clone()].fill(true);
    }
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    let alone_b = |j: &mut usize, to: usize, at: usize, out: &mut Vec<Pair>| {
        while *j < to {
            if !in_group_b[*j] {
                out.push(alone(Kind::OnlyB, at..at, *j..*j + 1));
            }
            *j += 1;
        }
    };
    while i < a.len() {
        let Some(g) = of_a[i] else {
            out.push(alone(Kind::OnlyA, i..i + 1, j..j));
            i += 1;
            continue;
        };
        if g.in_order {
            alone_b(&mut j, g.b.start, i, &mut out);
            j = j.max(g.b.end);
        }
        out.push(pair(g, a, b));
        i = g.a.end;
    }
    alone_b(&mut j, b.len(), a.len(), &mut out);
    out
}

fn alone(kind: Kind, a: Range<usize>, b: Range<usize>) -> Pair {
    Pair { kind, a, b, similarity: 0.0, diff: Vec::new() }
}

fn pair(g: &Group, a: &[Unit], b: &[Unit]) -> Pair {
    let (left, right) = (joined(&a[g.a.clone()]), joined(&b[g.b.clone()]));
    let printed = |units: &[Unit]| units.iter().map(|u| u.passage.text.as_str()).collect::<String>();
    let kind = match g.in_order {
        true if left == right => Kind::Same,
        true => Kind::Changed,
        false => Kind::Moved,
    };
    Pair {
        kind,
        a: g.a.clone(),
        b: g.b.clone(),
        similarity: similarity(&left, &right),
        diff: diff(&printed(&a[g.a.clone()]), &printed(&b[g.b.clone()])),
    }
}
