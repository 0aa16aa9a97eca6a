//! Whether two figures give one quantity.

use crate::alike::{Pair, Weights};
use crate::figures::{is_duration, tells_quantity};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tifa_text::fold;

/// What a figure counts, made ready to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noun {
    /// The folded phrase.
    phrase: Vec<char>,
    /// Its last two characters.
    head: String,
    /// Pairs of characters of the folded clause, without numbers and what is counted; each once, in order.
    clause: Vec<Pair>,
    /// The weight of each, once they are weighed.
    weights: Vec<u64>,
    /// Folded.
    measure: String,
}

/// Characters of a phrase that alone does not tell the quantity (國家, 企業).
const GENERAL: usize = 2;

/// Weight in a hundred that two clauses have in common when they say one thing of what is counted.
const CLAUSE: u64 = 25;

/// The same where the phrase tells more than a general noun.
const CLAUSE_OF_PHRASE: u64 = 8;

/// The same where two figures can contradict each other: all but the number is nearly the same.
const CLAUSE_OF_CONTRADICTION: u64 = 50;

impl Noun {
    /// What a figure counts; none when the text does not say, or does not say of whom, or when it measures how long
    /// something takes.
    pub(super) fn of(what: &str, clause: &str, measure: &str) -> Option<Self> {
        let phrase: Vec<char> = words(what);
        let head = phrase.get(phrase.len().checked_sub(GENERAL)?..)?.iter().collect();
        if is_duration(measure) || !tells_quantity(what) {
            return None;
        }
        // What is counted is compared by itself: around it counts what else is said.
        let counted: Vec<char> = words(measure).into_iter().chain(phrase.iter().copied()).collect();
        let own = |pair: &[char]| counted.windows(2).any(|w| w == pair);
        let around = words(clause);
        let others = around.windows(2).filter(|pair| !own(pair));
        let mut clause: Vec<Pair> = others.map(|w| [w[0], w[1]]).collect();
        clause.sort_unstable();
        clause.dedup();
        if clause.is_empty() {
            // Where nothing stands around them, figures are alike in that.
            clause.push(['\0'; 2]);
        }
        Some(Self { phrase, head, clause, weights: Vec::new(), measure: fold(measure).text })
    }

    /// The last two characters of what is counted.
    pub(super) fn head(&self) -> &str {
        &self.head
    }

    /// The pairs of characters around it.
    pub(super) fn clause(&self) -> &[Pair] {
        &self.clause
    }

    /// Weighs its pairs; before, no two are alike.
    pub(super) fn weigh(&mut self, weights: &Weights) {
        self.weights = self.clause.iter().map(|&pair| weights.of_pair(pair)).collect();
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
    let around = |least: u64| in_common(a, b) >= least;
    if a.phrase == b.phrase {
        return around(if a.phrase.len() > GENERAL { CLAUSE_OF_PHRASE } else { CLAUSE });
    }
    let common = a.phrase.iter().rev().zip(b.phrase.iter().rev()).take_while(|(x, y)| x == y).count();
    if common < GENERAL {
        return false;
    }
    let (before_a, before_b) = (&a.phrase[..a.phrase.len() - common], &b.phrase[..b.phrase.len() - common]);
    // 國產口罩 and 醫用口罩 are two things.
    let (shorter, longer) =
        if before_a.len() < before_b.len() { (before_a, before_b) } else { (before_b, before_a) };
    let shared = shorter.iter().filter(|c| longer.contains(c)).count();
    let fits = shorter.is_empty() || shared * 2 > shorter.len();
    fits && around(if common > GENERAL { CLAUSE_OF_PHRASE } else { CLAUSE })
}

/// Whether two figures of one quantity are said of one thing, so that two values cannot both be right.
pub(super) fn one_and_the_same(a: &Noun, b: &Noun) -> bool {
    in_common(a, b) >= CLAUSE_OF_CONTRADICTION
}

/// How much of the weight of two clauses is in both, in hundredths.
fn in_common(a: &Noun, b: &Noun) -> u64 {
    let whole: u64 = a.weights.iter().chain(&b.weights).sum();
    let mut others = b.clause.iter().peekable();
    let shared = a.clause.iter().zip(&a.weights).filter(|(pair, _)| {
        while others.next_if(|other| other < pair).is_some() {}
        others.next_if_eq(pair).is_some()
    });
    let shared: u64 = shared.map(|(_, weight)| weight).sum();
    shared.saturating_mul(200) / whole.max(1)
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
            Noun::of(what, clause, measure).expect(text)
        };
        for (a, b, expect) in [
            ("派出26支醫療隊|支 醫療隊", "派出36支医疗队|支 医疗队", true),
            ("派出26支醫療專家組|支 醫療專家組", "派出三個專家組|個 專家組", true),
            ("有26名漁民獲救|名 漁民", "26位漁民獲救|位 漁民", true),
            ("向150個國家提供口罩|個 國家", "已經向120個國家提供口罩|個 國家", true),
            ("向150個國家提供口罩|個 國家", "派往34個國家|個 國家", false),
            ("3億隻國產口罩|隻 國產口罩", "3億隻醫用口罩|隻 醫用口罩", false),
            ("耗資3億元|元 工程", "耗資3億美元|美元 工程", false),
        ] {
            let (mut first, mut second) = (read(a), read(b));
            let weights = Weights::of([first.clause(), second.clause()].into_iter());
            first.weigh(&weights);
            second.weigh(&weights);
            assert_eq!(one(&first, &second), expect, "{a} {b}");
        }
        assert_eq!(Noun::of("", "26箱", "箱"), None);
        assert_eq!(Noun::of("漁業對話", "停了三年", "年"), None);
    }
}
