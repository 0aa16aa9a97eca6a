//! The passages that two texts share, from the grams they have in common.

use super::characters::Characters;
use super::extension::{Extension, Reach, common, may_reach};
use std::ops::Range;

/// A gram that two texts share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    /// Index of the other text.
    pub other: u32,
    /// Place in the text minus place in the other.
    pub diagonal: i64,
    /// Place in the text.
    pub at: u32,
    /// What it is.
    pub kind: Seed,
}

/// The kinds of grams that two texts share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Seed {
    /// A run of the least length, or a short gram: it stands in few enough texts.
    Sure,
    /// A long gram that was taken in few enough texts, but may stand in more: which grams are taken at the edge of a run
    /// depends on what stands beside it.
    Taken,
}

/// A passage of two texts, in characters of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// In the other, earlier text.
    pub a: Range<usize>,
    /// In the text.
    pub b: Range<usize>,
    /// What lies between them.
    pub reach: Reach,
}

impl Match {
    fn holds(&self, other: &Self) -> bool {
        let inside = |x: &Range<usize>, y: &Range<usize>| x.start <= y.start && y.end <= x.end;
        inside(&self.a, &other.a) && inside(&self.b, &other.b)
    }

    /// Whether the place lies on this passage or beside it by no more than its edits.
    fn covers(&self, (i, j): (usize, usize)) -> bool {
        let (at, first) = (j as i64 - i as i64, self.b.start as i64 - self.a.start as i64);
        let last = self.b.end as i64 - self.a.end as i64;
        let slack = (self.reach.edits - self.reach.replaced) as i64;
        let near = first.min(last) - slack <= at && at <= first.max(last) + slack;
        near && self.a.contains(&i) && self.b.contains(&j)
    }
}

/// The passages of `a` and `b` through `hits`, which are in order, of `least` characters or more; by their places. With `near`, characters may differ. `sound` says of a gram that was taken, by its place in `b`, whether it is
/// taken wherever a common run stands: if so, the run stands in no more texts than the gram was taken in.
pub(super) fn passages(
    a: &Characters,
    b: &Characters,
    hits: &[Hit],
    least: usize,
    near: bool,
    sound: &dyn Fn(usize, &Range<usize>) -> bool,
    work: &mut Extension,
) -> Vec<Match> {
    let mut found: Vec<Match> = Vec::new();
    // Where the run through the hit before ended, and on which diagonal.
    let mut run = (i64::MIN, 0);
    for hit in hits {
        let j = hit.at as usize;
        let i = (i64::from(hit.at) - hit.diagonal) as usize;
        let covered = || found.iter().rev().any(|m| m.covers((i, j)));
        if (run.0 == hit.diagonal && j < run.1) || covered() {
            continue;
        }
        let (in_a, in_b) = (a.stretch(i), b.stretch(j));
        let (core_a, core_b) = common((&a.chars, &b.chars), (i, j), (&in_a, &in_b));
        if hit.kind == Seed::Taken && !sound(j, &core_b) {
            continue;
        }
        run = (hit.diagonal, core_b.end);
        if core_a.is_empty() || (!near && core_a.len() < least) {
            continue;
        }
        let need = least.saturating_sub(core_a.len());
        if near && need > 0 && !may_reach((&a.chars, &b.chars), (&core_a, &in_a), (&core_b, &in_b), need) {
            continue;
        }
        let mut reach = Reach { a: core_a.len(), b: core_b.len(), edits: 0, replaced: 0 };
        let (mut from, mut to) = (core_a, core_b);
        if near {
            let before = work.backward(&a.chars[in_a.start..from.start], &b.chars[in_b.start..to.start]);
            let after = work.forward(&a.chars[from.end..in_a.end], &b.chars[to.end..in_b.end]);
            from = from.start - before.a..from.end + after.a;
            to = to.start - before.b..to.end + after.b;
            reach = Reach {
                a: from.len(),
                b: to.len(),
                edits: before.edits + after.edits,
                replaced: before.replaced + after.replaced,
            };
        }
        if reach.a.max(reach.b) >= least {
            found.push(Match { a: from, b: to, reach });
        }
    }
    whole(found)
}

/// Without those that lie inside another on both sides, in the order of their places.
fn whole(mut found: Vec<Match>) -> Vec<Match> {
    found.sort_by_key(|m| (std::cmp::Reverse(m.a.len() + m.b.len()), m.a.start, m.b.start));
    let mut kept: Vec<Match> = Vec::with_capacity(found.len());
    for m in found {
        if !kept.iter().any(|k| k.holds(&m)) {
            kept.push(m);
        }
    }
    kept.sort_by_key(|m| (m.a.start, m.b.start, m.a.end, m.b.end));
    kept
}
