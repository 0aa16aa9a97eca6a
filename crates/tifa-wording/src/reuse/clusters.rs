//! Passages in common to many texts, from those in common to two.

use super::sets::Sets;
use super::{Run, Shared};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A text that carries a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carrier {
    /// Where it stands.
    pub run: Run,
    /// The least share of its characters in common with another carrier, in thousandths.
    pub similarity: u16,
}

/// One passage and the texts that carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// By number, which is by day; each text once, with its longest run.
    pub carriers: Vec<Carrier>,
    /// Characters of the longest run.
    pub characters: u32,
}

/// Puts together passages that are one: two are when, in a text that has both, what they have in common is more than
/// half of what they are together. A sentence that many texts quote is thus not one with the whole article that two of
/// them share. Clusters of many texts come first, then longer ones, then earlier ones.
pub fn clusters(shared: &[Shared]) -> Vec<Cluster> {
    let mut sides: Vec<(Run, usize)> =
        shared.iter().enumerate().flat_map(|(i, s)| [(s.a, i), (s.b, i)]).collect();
    sides.sort_unstable();
    let mut sets = Sets::new(shared.len());
    for text in sides.chunk_by(|x, y| x.0.text == y.0.text) {
        // Equal runs are one at once; of those that differ each is held against those that begin inside it.
        let mut different: Vec<(Run, usize)> = Vec::new();
        for equal in text.chunk_by(|x, y| x.0 == y.0) {
            equal[1..].iter().for_each(|side| sets.join(equal[0].1, side.1));
            different.push(equal[0]);
        }
        for (at, one) in different.iter().enumerate() {
            let begin_inside = different[at + 1..].iter().take_while(|o| o.0.range.start < one.0.range.end);
            for other in begin_inside.filter(|o| are_one(one.0, o.0)) {
                sets.join(one.1, other.1);
            }
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..shared.len() {
        members.entry(sets.first(i)).or_default().push(i);
    }
    let mut out: Vec<Cluster> = members.into_values().map(|of| cluster(shared, &of)).collect();
    out.sort_by_key(|c| (Reverse(c.carriers.len()), Reverse(c.characters), c.carriers[0].run));
    out
}

fn are_one(one: Run, other: Run) -> bool {
    let (x, y) = (one.range, other.range);
    let both = x.end.min(y.end).saturating_sub(x.start.max(y.start));
    let together = x.end.max(y.end) - x.start.min(y.start);
    2 * both > together
}

fn cluster(shared: &[Shared], members: &[usize]) -> Cluster {
    let mut carriers: BTreeMap<u32, Carrier> = BTreeMap::new();
    for s in members.iter().map(|&i| &shared[i]) {
        let similarity = (s.similarity() * 1000.0).round() as u16;
        for run in [s.a, s.b] {
            let carrier = carriers.entry(run.text).or_insert(Carrier { run, similarity });
            carrier.similarity = carrier.similarity.min(similarity);
            let length = |r: Run| r.range.end - r.range.start;
            if length(run) > length(carrier.run) {
                carrier.run = run;
            }
        }
    }
    let characters = members.iter().map(|&i| shared[i].characters).max().unwrap_or_default();
    Cluster { carriers: carriers.into_values().collect(), characters }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tifa_text::ByteRange;

    /// Passages as (text, start, end) of both sides; clusters as their texts.
    fn check(passages: &[[(u32, usize, usize); 2]], expect: &[&[u32]]) {
        let run = |(text, start, end)| Run { text, range: ByteRange::new(start, end) };
        let shared: Vec<Shared> = passages
            .iter()
            .map(|&[a, b]| {
                let characters = (a.2 - a.1) as u32;
                Shared { a: run(a), b: run(b), characters, identical: characters, edits: 0 }
            })
            .collect();
        let found: Vec<Vec<u32>> =
            clusters(&shared).iter().map(|c| c.carriers.iter().map(|c| c.run.text).collect()).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn passages_that_are_one_in_a_text_are_one() {
        check(&[], &[]);
        check(&[[(0, 0, 40), (1, 10, 50)], [(1, 12, 50), (2, 0, 38)]], &[&[0, 1, 2]]);
        check(&[[(0, 0, 40), (1, 10, 50)], [(1, 60, 99), (2, 0, 39)]], &[&[0, 1], &[1, 2]]);
        // A sentence of an article is not the article.
        check(
            &[[(0, 0, 400), (1, 0, 400)], [(0, 50, 100), (2, 0, 50)], [(1, 50, 100), (2, 0, 50)]],
            &[&[0, 1, 2], &[0, 1]],
        );
    }
}
