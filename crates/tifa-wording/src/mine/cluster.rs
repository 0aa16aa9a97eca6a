//! Variants of one formulation, put together.

use crate::mine::look::Seen;
use crate::mine::measure::Candidate;

/// How often as long as the shorter the longer of two may be that contain one another. Beyond that the longer one says
/// something of its own.
const CONTAINED: usize = 2;

/// Characters for each that may differ: one in five, so that four characters with one changed are two formulations
/// (合作共贏, 合作共識), and no more than two.
const PER_EDIT: usize = 5;
const MOST_EDITS: usize = 2;

/// Members that a formulation lists at most, the best first.
const MEMBERS: usize = 12;

/// A formulation: the places of its head and of its other members among what was clustered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The best.
    pub head: usize,
    /// The others, in order.
    pub members: Vec<usize>,
}

struct Word<'a> {
    characters: Vec<char>,
    names: &'a [bool],
    /// One bit for each character, to tell quickly that two have little in common.
    bits: u64,
}

impl<'a> Word<'a> {
    fn new(text: &str, names: &'a [bool]) -> Self {
        let bit = |c: char| 1u64 << (u32::from(c).wrapping_mul(0x9E37_79B1) >> 26);
        Self {
            characters: text.chars().collect(),
            names,
            bits: text.chars().fold(0, |bits, c| bits | bit(c)),
        }
    }
}

/// Clusters what is given from the best to the least: each joins the best head it is a variant of, or is a head
/// itself. `limit` heads are found at most.
pub fn clusters(candidates: &[(Candidate, Seen)], limit: usize) -> Vec<Cluster> {
    let words: Vec<Word<'_>> = candidates.iter().map(|(c, seen)| Word::new(&c.text, &seen.names)).collect();
    let mut found: Vec<Cluster> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        let full = found.len() >= limit;
        match found.iter_mut().find(|c| is_variant(&words[c.head], word)) {
            Some(cluster) if cluster.members.len() < MEMBERS => cluster.members.push(i),
            Some(_) => {}
            None if full => {}
            None => found.push(Cluster { head: i, members: Vec::new() }),
        }
    }
    found
}

fn is_variant(a: &Word<'_>, b: &Word<'_>) -> bool {
    let (short, long) = if a.characters.len() <= b.characters.len() { (a, b) } else { (b, a) };
    let (n, m) = (short.characters.len(), long.characters.len());
    if n == 0 {
        return false;
    }
    let lacking = (short.bits & !long.bits).count_ones() as usize;
    if m < CONTAINED * n && lacking == 0 && long.characters.windows(n).any(|w| w == short.characters) {
        return true;
    }
    let edits = (n / PER_EDIT).min(MOST_EDITS);
    m - n <= edits && lacking <= edits && within(short, long, edits)
}

/// Whether `short` becomes `long` by at most `edits` characters changed, dropped or added, none of them in a name: the
/// same said of another is not a variant. Levenshtein's distance in a band.
fn within(short: &Word<'_>, long: &Word<'_>, edits: usize) -> bool {
    if edits == 0 {
        return false;
    }
    let named = |w: &Word<'_>, i: usize| w.names.get(i).copied().unwrap_or(false);
    let far = edits + 1;
    let cost = |w: &Word<'_>, i: usize| if named(w, i) { far } else { 1 };
    let mut row: Vec<usize> = vec![0];
    for j in 0..long.characters.len() {
        row.push((row[j] + cost(long, j)).min(far));
    }
    for (i, c) in short.characters.iter().enumerate() {
        let mut next = vec![(row[0] + cost(short, i)).min(far)];
        for (j, d) in long.characters.iter().enumerate() {
            let replaced = if c == d { 0 } else { cost(short, i).max(cost(long, j)) };
            let best = (row[j] + replaced).min(row[j + 1] + cost(short, i)).min(next[j] + cost(long, j));
            next.push(best.min(far));
        }
        row = next;
    }
    row.last().is_some_and(|&d| d <= edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, names: &str, expect: bool) {
        let names = |text: &str| -> Vec<bool> { text.chars().map(|c| names.contains(c)).collect() };
        let (of_a, of_b) = (names(a), names(b));
        let (a, b) = (Word::new(a, &of_a), Word::new(b, &of_b));
        let texts = || format!("{:?} {:?}", a.characters, b.characters);
        assert_eq!(is_variant(&a, &b), expect, "{}", texts());
        assert_eq!(is_variant(&b, &a), expect, "{}", texts());
    }

    #[test]
    fn variants() {
        check("合作共赢", "坚持合作共赢", "", true);
        check("合作共赢", "合作共赢是三方唯一的选择", "", false);
        check("合作共赢", "合作共识", "", false);
        check("合则两利斗则俱伤", "合则两利斗则两伤", "", true);
        check("共商共建共享", "共商共建和共享", "", true);
        check("河谷两国关系", "港湾两国关系", "河谷港湾", false);
        check("航道共管漁业共商", "航道共建漁业同商", "", false);
    }
}
