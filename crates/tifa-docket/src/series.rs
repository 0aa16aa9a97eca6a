//! Series: one quantity through time.
//!
//! [`series`] joins figures of many documents that give one quantity, puts them in the order of their days, and says where two of
//! them contradict each other. It is a pure function over plain values ([`Quantity`]); whoever keeps the figures fills
//! them in.
//!
//! Two figures give one quantity when their measure words count one thing (`tables/measures_alike.tsv`) and what they count has
//! one head: a Chinese noun phrase ends in its head, so the folded phrases end alike. The modifiers in front of the head
//! must not speak against it; and the clauses around the figures must have words in common, rare ones weighing more: few
//! of them for a noun that tells much (醫療專家組), more for one that tells little (國家). Figures that count nothing named, and
//! durations, are of no series. Rather two series of one quantity than one of two: a person joins sooner than they tear apart.

mod noun;

use crate::alike::{Pair, Weights};
use crate::entry::{Bound, Doubt};
use jiff::civil::Date;
use noun::{Noun, one, one_and_the_same};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use tifa_text::number::Decimal;

/// A figure as it stands in some document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity<K> {
    /// The caller's own name of the figure; it comes back in the [`Point`].
    pub key: K,
    /// The document; figures of one value in one document are one point.
    pub document: String,
    /// The day it is of: the days that the text gives, else the day of publication.
    pub day: Date,
    /// Who says so; none for the narrator.
    pub speaker: Option<String>,
    /// What is counted, as printed; empty when the text does not say.
    pub what: String,
    /// The clause around it, as printed; may be empty, and then only what it counts tells the quantity.
    pub clause: String,
    /// The measure word or unit, as printed.
    pub measure: String,
    /// Its value; the lower one of a range.
    pub value: Decimal,
    /// The upper value of a range.
    pub upper: Option<Decimal>,
    /// How it bounds the quantity.
    pub bound: Bound,
    /// What makes the print doubtful: it is shown, and contradicts nothing.
    pub doubt: Option<Doubt>,
}

/// A figure in a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point<K> {
    /// The figure.
    pub quantity: Quantity<K>,
    /// The figures of the same day in other documents that give another exact value in words that are nearly the same.
    pub contradicted_by: Vec<K>,
}

/// One quantity through time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series<K> {
    /// What is counted, as printed most often; of several, the shortest.
    pub what: String,
    /// The measure word, as printed most often.
    pub measure: String,
    /// Its figures, by day, document and value.
    pub points: Vec<Point<K>>,
}

impl<K> Series<K> {
    /// The days on which it has a figure.
    pub fn days(&self) -> usize {
        let mut days: Vec<Date> = self.points.iter().map(|p| p.quantity.day).collect();
        days.dedup();
        days.len()
    }

    /// Whether two of its figures contradict each other.
    pub fn has_contradiction(&self) -> bool {
        self.points.iter().any(|p| !p.contradicted_by.is_empty())
    }
}

/// Figures of one quantity, while it is put together.
type Group<K> = Vec<(Quantity<K>, Noun)>;

/// The figures of one head.
struct Head<K> {
    groups: Vec<Group<K>>,
    /// The groups in whose clauses a pair of characters stands, each once, in order.
    with: FxHashMap<Pair, Vec<usize>>,
}

impl<K> Default for Head<K> {
    fn default() -> Self {
        Self { groups: Vec::new(), with: FxHashMap::default() }
    }
}

impl<K: Clone + Ord> Head<K> {
    /// Adds a figure to the first group that it fits, else to one of its own.
    fn add(&mut self, quantity: Quantity<K>, noun: Noun) {
        let pairs: Vec<Pair> = noun.clause().to_vec();
        let known =
            pairs.iter().filter_map(|pair| self.with.get(pair)).filter(|groups| groups.len() <= COMMON);
        let candidates: BTreeSet<usize> = known.flatten().copied().collect();
        let fits = |&at: &usize| self.groups[at].iter().rev().take(COMPARED).any(|(_, n)| one(n, &noun));
        let at = match candidates.into_iter().find(fits) {
            Some(at) if self.groups[at].iter().rev().any(|(q, _)| repeats(q, &quantity)) => return,
            Some(at) => at,
            None => {
                self.groups.push(Vec::new());
                self.groups.len() - 1
            }
        };
        self.groups[at].push((quantity, noun));
        for pair in pairs {
            let groups = self.with.entry(pair).or_default();
            if let Err(place) = groups.binary_search(&at) {
                groups.insert(place, at);
            }
        }
    }
}

/// Groups of one head that have a pair of characters, when it is so common there that it tells nothing.
const COMMON: usize = 50;

/// Figures of a series that a new one is compared with, from the newest on: a quantity changes its name little by little.
const COMPARED: usize = 6;

/// Series of `quantities` with two figures or more, those with figures of the most days first. The order of the input does
/// not matter, unless keys are equal.
pub fn series<K: Clone + Ord>(quantities: Vec<Quantity<K>>) -> Vec<Series<K>> {
    let mut sorted = quantities;
    sorted.sort_by(|a, b| (a.day, &a.document, a.value, &a.key).cmp(&(b.day, &b.document, b.value, &b.key)));
    let mut known: Vec<(Quantity<K>, Noun)> = sorted
        .into_iter()
        .filter_map(|q| Noun::of(&q.what, &q.clause, &q.measure).map(|noun| (q, noun)))
        .collect();
    let weights = Weights::of(known.iter().map(|(_, noun)| noun.clause()));
    known.iter_mut().for_each(|(_, noun)| noun.weigh(&weights));
    // Only figures with one head can be of one series, so each is compared with those of its head alone.
    let mut by_head: BTreeMap<String, Head<K>> = BTreeMap::new();
    for (quantity, noun) in known {
        by_head.entry(noun.head().to_owned()).or_default().add(quantity, noun);
    }
    let groups = by_head.into_values().flat_map(|h| h.groups).filter(|g| g.len() > 1);
    let mut out: Vec<Series<K>> = groups.map(finished).collect();
    out.sort_by_cached_key(|s| {
        let first = s.points.first().map(|p| (p.quantity.day, p.quantity.key.clone()));
        (std::cmp::Reverse(s.days()), std::cmp::Reverse(s.points.len()), first)
    });
    out
}

/// Whether `later` says in one document again what `earlier` says.
fn repeats<K>(earlier: &Quantity<K>, later: &Quantity<K>) -> bool {
    earlier.document == later.document
        && earlier.day == later.day
        && (earlier.value, earlier.upper, earlier.bound) == (later.value, later.upper, later.bound)
}

/// The series of figures in the order of their days.
fn finished<K: Clone>(group: Group<K>) -> Series<K> {
    let named = |print: fn(&Quantity<K>) -> &String| {
        let mut count: BTreeMap<&String, usize> = BTreeMap::new();
        group.iter().for_each(|(q, _)| *count.entry(print(q)).or_default() += 1);
        let most = count.into_iter().max_by_key(|&(p, n)| (n, std::cmp::Reverse(p.len())));
        most.map_or_else(String::new, |(p, _)| p.clone())
    };
    let (what, measure) = (named(|q| &q.what), named(|q| &q.measure));
    let against = |(q, noun): &(Quantity<K>, Noun)| {
        let day = group
            .iter()
            .filter(|(other, n)| other.day == q.day && contradict(other, q) && one_and_the_same(n, noun));
        day.map(|(other, _)| other.key.clone()).collect()
    };
    let contradicted: Vec<Vec<K>> = group.iter().map(against).collect();
    let points = group
        .into_iter()
        .zip(contradicted)
        .map(|((quantity, _), contradicted_by)| Point { quantity, contradicted_by })
        .collect();
    Series { what, measure, points }
}

/// Whether the values of two figures cannot both be right.
fn contradict<K>(a: &Quantity<K>, b: &Quantity<K>) -> bool {
    let firm = |q: &Quantity<K>| q.bound == Bound::Exact && q.doubt.is_none();
    // What one document says in two places is of two things sooner than a contradiction: 鋁 10%, 鋼 25%.
    firm(a) && firm(b) && a.value != b.value && a.document != b.document
}
