//! How far a common run reaches when characters may differ.
//!
//! Greedy extension with a drop-off (Zhang, Schwartz, Wagner, Miller, A Greedy Algorithm for Aligning DNA Sequences,
//! Journal of Computational Biology 7, 2000): for each number of edits and each diagonal the furthest point is kept,
//! until every score has fallen too far below the best. Time grows with length plus edits, not with the product of the
//! lengths.

use std::ops::Range;

/// Common characters that one edit costs. What is won at either end of a run has therefore more than four common
/// characters for every edit, and no passage falls below a similarity of 0.8: twice the tenth of characters that may
/// have changed, because by chance changes crowd together.
const EDIT: i64 = 4;

/// How far a score may fall below the best, in characters, before an extension is given up: five edits in a row that
/// nothing makes good. More would join what has nothing in common but its neighbours.
const DROP: i64 = 24;

/// Two places and what lies between them: characters of the first and the second text, and edits from one to the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Reach {
    /// Characters of the first text.
    pub a: usize,
    /// Characters of the second text.
    pub b: usize,
    /// Characters replaced, added or dropped.
    pub edits: usize,
    /// Characters replaced, of those.
    pub replaced: usize,
}

impl Reach {
    /// Characters that are the same in both.
    pub fn identical(self) -> usize {
        (self.a + self.b - self.edits - self.replaced) / 2
    }
}

/// A furthest point on a diagonal: characters of the first text, and how many of the edits replaced one.
type Point = Option<(usize, usize)>;

/// The working memory of extensions.
#[derive(Debug, Default)]
pub(super) struct Extension {
    now: Vec<Point>,
    next: Vec<Point>,
}

impl Extension {
    /// How far `a` and `b` go together from their beginnings.
    pub fn forward(&mut self, a: &[char], b: &[char]) -> Reach {
        self.run(a.len(), b.len(), |i, j| a[i] == b[j])
    }

    /// How far `a` and `b` go together back from their ends.
    pub fn backward(&mut self, a: &[char], b: &[char]) -> Reach {
        let (n, m) = (a.len(), b.len());
        self.run(n, m, |i, j| a[n - 1 - i] == b[m - 1 - j])
    }

    fn run(&mut self, n: usize, m: usize, same: impl Fn(usize, usize) -> bool) -> Reach {
        let slide = |mut i: usize, mut j: usize| {
            while i < n && j < m && same(i, j) {
                (i, j) = (i + 1, j + 1);
            }
            i
        };
        // Scores count half characters: a common one 2, an edit 2·EDIT less than the characters it passes over.
        let score = |i: usize, j: usize, edits: usize| (i + j) as i64 - edits as i64 * (2 * EDIT + 2);
        let first = slide(0, 0);
        let mut best = Reach { a: first, b: first, edits: 0, replaced: 0 };
        let mut top = score(first, first, 0);
        self.now.clear();
        self.now.push(Some((first, 0)));
        // The diagonal (place in `a` minus place in `b`) of the first of `now`.
        let mut low = 0i64;
        for edits in 1.. {
            self.next.clear();
            let mut any = false;
            for k in 0..self.now.len() + 2 {
                let diagonal = low - 1 + k as i64;
                let at = |k: Option<usize>| k.and_then(|k| self.now.get(k).copied().flatten());
                let replaced = at(k.checked_sub(1)).map(|(i, r)| (i + 1, r + 1));
                let dropped = at(k.checked_sub(2)).map(|(i, r)| (i + 1, r));
                let added = at(Some(k));
                let inside = |&(i, _): &(usize, usize)| {
                    let j = i as i64 - diagonal;
                    i <= n && j >= 0 && j <= m as i64
                };
                let furthest = [replaced, dropped, added].into_iter().flatten().filter(inside);
                let point = furthest.reduce(|one, other| if other.0 > one.0 { other } else { one });
                let point = point.and_then(|(i, r)| {
                    let i = slide(i, (i as i64 - diagonal) as usize);
                    let j = (i as i64 - diagonal) as usize;
                    let here = score(i, j, edits);
                    if here > top {
                        top = here;
                        best = Reach { a: i, b: j, edits, replaced: r };
                    }
                    (here >= top - 2 * DROP).then_some((i, r))
                });
                any |= point.is_some();
                self.next.push(point);
            }
            if !any {
                break;
            }
            let lead = self.next.iter().take_while(|p| p.is_none()).count();
            self.next.drain(..lead);
            while self.next.last().is_some_and(Option::is_none) {
                self.next.pop();
            }
            low += lead as i64 - 1;
            std::mem::swap(&mut self.now, &mut self.next);
        }
        best
    }
}

/// Characters on each side of a run in which [`may_reach`] looks.
const BESIDE: usize = 24;

/// Characters added or dropped that it allows for.
const SHIFT: usize = 4;

/// Pairs of adjacent characters that must be the same beside a run that reaches far. Of [`BESIDE`] characters with a
/// fifth of them changed, spread as ill as may be, ten are; what is worse on both sides is found from another run of the
/// passage.
const SAME: usize = 6;

/// Whether the common run `a.0` and `b.0`, inside `a.1` and `b.1` of the two texts, may reach `need` characters further:
/// enough pairs of characters beside it are the same, on whichever diagonals near its own. Most runs of a few characters
/// are names with nothing in common beside them, and to see that takes a tenth of the time of an extension.
pub(super) fn may_reach(
    texts: (&[char], &[char]),
    a: (&Range<usize>, &Range<usize>),
    b: (&Range<usize>, &Range<usize>),
    need: usize,
) -> bool {
    let wanted = (need * 3 / 5).min(SAME);
    let mut same = 0u16;
    for after in [true, false] {
        // What is not there is unlike anything: neither number is a character. Of the rare characters that need more
        // than sixteen bits these do.
        let mut one = [u16::MAX; BESIDE];
        let mut other = [u16::MAX - 1; BESIDE + 2 * SHIFT];
        beside(texts.0, a, after, &mut one);
        beside(texts.1, b, after, &mut other[SHIFT..SHIFT + BESIDE]);
        for shift in 0..=2 * SHIFT {
            let shifted = &other[shift..shift + BESIDE];
            let mut equal = [0u16; BESIDE];
            for (equal, (x, y)) in equal.iter_mut().zip(one.iter().zip(shifted)) {
                *equal = u16::from(x == y);
            }
            same += (1..BESIDE).fold(0, |sum, k| sum + (equal[k - 1] & equal[k]));
        }
        if usize::from(same) >= wanted {
            return true;
        }
    }
    false
}

/// Copies the characters beside a run, as far as there are any: those after it to the beginning of `to`, those before it
/// to its end.
fn beside(text: &[char], (run, within): (&Range<usize>, &Range<usize>), after: bool, to: &mut [u16]) {
    let (from, to) = if after {
        (&text[run.end..within.end.min(run.end + to.len())], to)
    } else {
        let from = &text[within.start.max(run.start.saturating_sub(to.len()))..run.start];
        let skipped = to.len() - from.len();
        (from, &mut to[skipped..])
    };
    to.iter_mut().zip(from).for_each(|(to, &c)| *to = u32::from(c) as u16);
}

/// The longest common run through the characters `at` of `a` and of `b`, inside `within`.
pub(super) fn common(
    (a, b): (&[char], &[char]),
    at: (usize, usize),
    within: (&Range<usize>, &Range<usize>),
) -> (Range<usize>, Range<usize>) {
    let ahead = a[at.0..within.0.end].iter().zip(&b[at.1..within.1.end]).take_while(|(x, y)| x == y).count();
    let (one, other) = (a[within.0.start..at.0].iter().rev(), b[within.1.start..at.1].iter().rev());
    let back = one.zip(other).take_while(|(x, y)| x == y).count();
    (at.0 - back..at.0 + ahead, at.1 - back..at.1 + ahead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    fn check(a: &str, b: &str, expect: (usize, usize, usize, usize)) {
        let (a, b) = (chars(a), chars(b));
        let found = Extension::default().forward(&a, &b);
        assert_eq!((found.a, found.b, found.edits, found.identical()), expect, "{a:?} {b:?}");
        let (back_a, back_b) =
            (a.iter().rev().copied().collect::<Vec<_>>(), b.iter().rev().copied().collect::<Vec<_>>());
        assert_eq!(Extension::default().backward(&back_a, &back_b), found);
    }

    #[test]
    fn reaches_over_edits_that_are_made_good() {
        check("", "", (0, 0, 0, 0));
        check("山河湖海", "山河湖海", (4, 4, 0, 4));
        check("山河", "日月", (0, 0, 0, 0));
        // One changed character is worth it only when more than four follow.
        check("甲山河湖海", "乙山河湖海", (0, 0, 0, 0));
        check("甲山河湖海日月", "乙山河湖海日月", (7, 7, 1, 6));
        check("甲山河湖海日月", "山河湖海日月", (7, 6, 1, 6));
        check("山河湖海日月", "甲山河湖海日月", (6, 7, 1, 6));
        check("天地山河湖海日月星辰風雨", "天地甲山河湖海日乙星辰風雨雷電", (7, 8, 1, 7));
    }

    #[test]
    fn what_has_nothing_beside_it_does_not_reach_far() {
        let check = |a: &str, b: &str, need: usize, expect: bool| {
            let (a, b) = (chars(a), chars(b));
            // The run is 甲乙 in both.
            let run = |t: &[char]| t.iter().position(|&c| c == '甲').map(|at| at..at + 2).unwrap_or_default();
            let (in_a, in_b) = ((&run(&a), &(0..a.len())), (&run(&b), &(0..b.len())));
            assert_eq!(may_reach((&a, &b), in_a, in_b, need), expect, "{a:?} {b:?}");
        };
        let tail = "山河湖海日月星辰風雨雷電春夏秋冬";
        check("甲乙", "甲乙", 0, true);
        check("甲乙", "甲乙", 2, false);
        check(&format!("甲乙{tail}"), &format!("甲乙{tail}"), 20, true);
        check(&format!("{tail}甲乙"), &format!("{tail}甲乙"), 20, true);
        check(&format!("{tail}甲乙"), &format!("甲乙{tail}"), 20, false);
        check(&format!("甲乙{tail}"), &format!("甲乙子丑寅{tail}"), 20, true);
        check(&format!("甲乙子丑寅{tail}"), &format!("甲乙{tail}"), 20, true);
        check("甲乙山河湖海", "甲乙山河湖海", 20, false);
        check("甲乙山河湖海", "甲乙山河湖海", 5, true);
    }

    #[test]
    fn ends_where_nothing_is_common() {
        let (a, b) = ("山河湖海".repeat(10), "日月星辰".repeat(40));
        check(&format!("{a}{b}"), &format!("{a}甲{}", "乙丙".repeat(60)), (40, 40, 0, 40));
    }

    proptest! {
        #[test]
        fn what_is_reached_is_as_similar_as_promised(a in "[甲乙丙]{0,60}", b in "[甲乙丙]{0,60}") {
            let (a, b) = (chars(&a), chars(&b));
            let reach = Extension::default().forward(&a, &b);
            prop_assert!(reach.a <= a.len() && reach.b <= b.len());
            let longer = reach.a.max(reach.b);
            prop_assert!(reach.identical() * 5 >= longer * 4);
            prop_assert!(reach.edits >= longer - reach.identical());
            // No shorter way: the edits are those of the Levenshtein distance.
            let mut row: Vec<usize> = (0..=reach.b).collect();
            for i in 1..=reach.a {
                let mut before = row[0];
                row[0] = i;
                for j in 1..=reach.b {
                    let kept = before + usize::from(a[i - 1] != b[j - 1]);
                    before = row[j];
                    row[j] = kept.min(before + 1).min(row[j - 1] + 1);
                }
            }
            prop_assert!(reach.edits >= row[reach.b]);
        }
    }
}
