//! Texts that passages link to one another.

use super::Shared;
use super::sets::Sets;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A text of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Its number.
    pub text: u32,
    /// Its longest passage from a text before it in the chain; of equally long ones the latest such text. None where all
    /// that it shares stands later.
    pub from: Option<Shared>,
}

/// Texts each of which shares a passage with another of them, by number, which is by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Its texts.
    pub links: Vec<Link>,
}

/// Puts together texts that passages link, directly or through others. Not all of a chain need have one passage in
/// common: one report may take up an earlier one, and be taken up itself for other words. Long chains come first, then
/// earlier ones.
pub fn chains(shared: &[Shared]) -> Vec<Chain> {
    let mut from: BTreeMap<u32, Option<Shared>> = BTreeMap::new();
    for s in shared {
        from.entry(s.a.text).or_default();
        let best = from.entry(s.b.text).or_default();
        let rank = |s: &Shared| (s.characters, s.a.text, Reverse((s.b.range.start, s.a.range.start)));
        if best.is_none_or(|b| rank(s) > rank(&b)) {
            *best = Some(*s);
        }
    }
    let links: Vec<Link> = from.into_iter().map(|(text, from)| Link { text, from }).collect();
    let index = |text: u32| links.partition_point(|l| l.text < text);
    let mut sets = Sets::new(links.len());
    for s in shared {
        sets.join(index(s.a.text), index(s.b.text));
    }
    let mut members: BTreeMap<usize, Vec<Link>> = BTreeMap::new();
    for (i, link) in links.iter().enumerate() {
        members.entry(sets.first(i)).or_default().push(*link);
    }
    let mut out: Vec<Chain> = members.into_values().map(|links| Chain { links }).collect();
    out.sort_by_key(|c| (Reverse(c.links.len()), c.links[0].text));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::Run;
    use tifa_text::ByteRange;

    /// Passages as (text, text, characters); chains as text←text.
    fn check(passages: &[(u32, u32, u32)], expect: &[&str]) {
        let run = |text| Run { text, range: ByteRange::new(0, 9) };
        let shared = |&(a, b, characters): &(u32, u32, u32)| Shared {
            a: run(a),
            b: run(b),
            characters,
            identical: characters,
            edits: 0,
        };
        let found = chains(&passages.iter().map(shared).collect::<Vec<_>>());
        let link = |l: &Link| match l.from {
            Some(from) => format!("{}←{}", l.text, from.a.text),
            None => l.text.to_string(),
        };
        let shown: Vec<String> =
            found.iter().map(|c| c.links.iter().map(link).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(shown, expect);
    }

    #[test]
    fn texts_hang_together_by_their_passages() {
        check(&[], &[]);
        check(&[(0, 1, 40), (1, 2, 31), (1, 3, 33), (7, 8, 90)], &["0 1←0 2←1 3←1", "7 8←7"]);
        check(&[(0, 2, 40), (1, 2, 40), (0, 3, 50), (2, 3, 40)], &["0 1 2←1 3←0"]);
    }
}
