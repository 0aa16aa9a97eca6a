//! Whether two figures give one quantity.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use tifa_text::fold;

/// What a figure counts, made ready to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noun {
    /// The folded phrase.
    phrase: Vec<char>,
    /// Its last two characters, or all of it.
    head: String,
    /// Pairs of characters of the folded clause, without numbers and what is counted, sorted.
    clause: Vec<(char, char)>,
    /// Folded.
    measure: String,
}

/// Characters of a phrase that alone does not tell the quantity (國家, 企業).
const GENERAL: usize = 2;

/// Share of the pairs that two clauses have in common when they speak of one thing.
const CLAUSE: f64 = 0.2;

/// The same where the phrases tell more: one has a modifier that the other leaves out.
const CLAUSE_OF_PHRASE: f64 = 0.1;

impl Noun {
    pub(super) fn of(what: &str, clause: &str, measure: &str) -> Self {
        let phrase: Vec<char> = words(what);
        let head = phrase[phrase.len().saturating_sub(GENERAL)..].iter().collect();
        // What is counted is compared by itself: around it counts what else is said.
        let counted: Vec<char> = words(measure).into_iter().chain(phrase.iter().copied()).collect();
        let own = |pair: &[char]| counted.windows(2).any(|w| w == pair);
        let around = words(clause);
        let others = around.windows(2).filter(|pair| !own(pair));
        let mut pairs: Vec<(char, char)> = others.map(|w| (w[0], w[1])).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self { phrase, head, clause: pairs, measure: fold(measure).text }
    }

    /// The last two characters of what is counted.
    pub(super) fn head(&self) -> &str {
        &self.head
    }
}

/// The folded words of a text, without digits and marks.
fn words(text: &str) -> Vec<char> {
    fold(text).text.chars().filter(|c| c.is_alphabetic()).collect()
}

/// Whether two figures give one quantity.
pub(super) fn one(a: &Noun, b: &Noun) -> bool {
    if !counts_alike(&a.measure, &b.measure) {
        return false;
    }
    if a.phrase == b.phrase {
        return a.phrase.len() > GENERAL || in_common(&a.clause, &b.clause) >= CLAUSE;
    }
    let common = a.phrase.iter().rev().zip(b.phrase.iter().rev()).take_while(|(x, y)| x == y).count();
    if common < GENERAL {
        return false;
    }
    let (before_a, before_b) = (&a.phrase[..a.phrase.len() - common], &b.phrase[..b.phrase.len() - common]);
    if before_a.is_empty() || before_b.is_empty() {
        let least = if common > GENERAL { CLAUSE_OF_PHRASE } else { CLAUSE };
        return in_common(&a.clause, &b.clause) >= least;
    }
    // 國產口罩 and 醫用口罩 are two things.
    let (shorter, longer) =
        if before_a.len() < before_b.len() { (before_a, before_b) } else { (before_b, before_a) };
    let shared = shorter.iter().filter(|c| longer.contains(c)).count();
    shared * 2 > shorter.len()
}

/// Dice's share of what two sorted lists have in common.
fn in_common(a: &[(char, char)], b: &[(char, char)]) -> f64 {
    let shared = a.iter().filter(|p| b.binary_search(p).is_ok()).count();
    2.0 * shared as f64 / (a.len() + b.len()).max(1) as f64
}

/// Whether two folded measure words count one thing: they are equal, or share a row of the table.
fn counts_alike(a: &str, b: &str) -> bool {
    static ROWS: LazyLock<BTreeMap<String, Vec<usize>>> = LazyLock::new(|| {
        let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, (forms, _)) in crate::table::rows(include_str!("../../tables/measures_alike.tsv")).enumerate()
        {
            forms.split(' ').for_each(|f| rows.entry(fold(f).text).or_default().push(i));
        }
        rows
    });
    a == b || ROWS.get(a).zip(ROWS.get(b)).is_some_and(|(a, b)| a.iter().any(|i| b.contains(i)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_one_quantity() {
        let read = |text: &str| {
            let (clause, rest) = text.split_once('|').expect("a clause");
            let (measure, what) = rest.split_once(' ').expect("a measure word");
            Noun::of(what, clause, measure)
        };
        for (a, b, expect) in [
            ("派出26支醫療隊|支 醫療隊", "派出36支医疗队|支 医疗队", true),
            ("派出26支醫療專家組|支 醫療專家組", "派出三個專家組|個 專家組", true),
            ("有26名漁民獲救|名 漁民", "26位漁民已經獲救|位 漁民", true),
            ("向150個國家提供口罩|個 國家", "已經向120個國家提供口罩|個 國家", true),
            ("向150個國家提供口罩|個 國家", "派往34個國家|個 國家", false),
            ("3億隻國產口罩|隻 國產口罩", "3億隻醫用口罩|隻 醫用口罩", false),
            ("耗資3億元|元 工程", "耗資3億美元|美元 工程", false),
            ("26箱|箱 ", "26箱|箱 ", false),
        ] {
            assert_eq!(one(&read(a), &read(b)), expect, "{a} {b}");
        }
    }
}
