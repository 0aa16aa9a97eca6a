//! Where an answered claim was made: in which statements of other documents.
//!
//! A report that answers a claim names the claimant, and often the day of his words (七月某日的演講) somewhere else in the text.
//! [`days_told`] finds those days among the references of the report; [`answers`] leads the claim to the statements of
//! that speaker on those days. Where no day is told, it leads to his earlier statements that have the claim's words.
//!
//! Everything here is a pure function over plain values: who keeps documents gives names as keys that are the same for all
//! names of one person ([`tifa_record::register::Register::key`]), and texts folded ([`tifa_text::fold()`]).

use crate::alike::{Pair, Weights, pairs};
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use tifa_record::{Reference, ReferenceKind};
use tifa_text::calendar::Days;

/// A claim that its document answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<'a> {
    /// Key of the claimant.
    pub claimant: &'a str,
    /// The claim, folded.
    pub text: &'a str,
    /// The days on which the document says that the claimant spoke; empty when it tells none.
    pub days: &'a [Days],
    /// Day of the document that answers.
    pub day: Option<Date>,
}

/// A statement of another document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<'a> {
    /// Key of the speaker.
    pub speaker: &'a str,
    /// The days on which it was said, else that of publication.
    pub days: Option<Days>,
    /// What was said, folded.
    pub text: &'a str,
}

/// What leads from a claim to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trace {
    /// The document tells the day of the claimant's words.
    Day,
    /// The statement has the words of the claim.
    Words,
}

/// A statement in which a claim was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Index of the claim.
    pub claim: usize,
    /// Index of the statement.
    pub statement: usize,
    /// What leads there.
    pub by: Trace,
    /// How much of the claim's words the statement has, in percent of their weight.
    pub shared: u32,
}

/// Percent of a claim's words that a statement has when only the words lead there. Half: a claim is answered in the words of
/// the one who answers, and one pair of characters in two is what a free rendering of a clause leaves of it; two clauses
/// about one topic seldom share a third.
pub const WORDS: u32 = 50;

/// Days before the answer within which words alone lead to a statement: a year.
pub const REACH: i64 = 366;

/// The days on which a document says that somebody spoke: those of its dated references to `claimant`. `same` tells whether
/// two printed names are one person's.
pub fn days_told(claimant: &str, references: &[Reference], same: impl Fn(&str, &str) -> bool) -> Vec<Days> {
    let dated = references.iter().filter(|r| r.kind == ReferenceKind::Dated);
    let his = dated.filter(|r| r.speaker.as_deref().is_some_and(|s| same(s, claimant)));
    let mut days: Vec<Days> = his.filter_map(|r| r.days.ok()).collect();
    days.sort();
    days.dedup();
    days
}

/// Claims while they are led to where they were made. Statements are noted one by one, and of each nothing is kept but which
/// pairs of the claimant's claims it has.
#[derive(Debug)]
pub struct Tracing<'a> {
    claims: &'a [Told<'a>],
    claimants: BTreeMap<&'a str, Claimant>,
}

/// What is known of a claimant's statements.
#[derive(Debug, Default)]
struct Claimant {
    /// Indices of his claims.
    claims: Vec<usize>,
    /// Their pairs.
    wanted: FxHashSet<Pair>,
    /// In how many of his statements each of them stands.
    weights: Weights,
    /// Statements that may be an origin: number, days, and the wanted pairs.
    said: Vec<(usize, Days, Vec<Pair>)>,
}

impl<'a> Tracing<'a> {
    /// Begins with claims and no statement.
    pub fn new(claims: &'a [Told<'a>]) -> Self {
        let mut claimants: BTreeMap<&str, Claimant> = BTreeMap::new();
        for (claim, told) in claims.iter().enumerate() {
            let claimant = claimants.entry(told.claimant).or_default();
            claimant.claims.push(claim);
            claimant.wanted.extend(pairs(told.text));
        }
        Self { claims, claimants }
    }

    /// Takes note of the statement with this number, and tells whether a claim may lead to it; if not, the number is free.
    pub fn note(&mut self, number: usize, statement: &Said<'_>) -> bool {
        let Some(claimant) = self.claimants.get_mut(statement.speaker) else { return false };
        let mut has = pairs(statement.text);
        has.retain(|pair| claimant.wanted.contains(pair));
        claimant.weights.count(&has);
        let Some(days) = statement.days else { return false };
        let mut his = claimant.claims.iter().filter_map(|&claim| self.claims.get(claim));
        let leads = his.any(|told| told.way(days).is_some());
        if leads {
            claimant.said.push((number, days, has));
        }
        leads
    }

    /// As [`answers`].
    pub fn origins(&self) -> Vec<Origin> {
        let mut out = Vec::new();
        for (claim, told) in self.claims.iter().enumerate() {
            let Some(Claimant { weights, said, .. }) = self.claimants.get(told.claimant) else { continue };
            let wanted = pairs(told.text);
            let whole = weights.whole(&wanted).max(1);
            let mut found: Vec<Origin> = Vec::new();
            for &(statement, days, ref has) in said {
                let Some(by) = told.way(days) else { continue };
                let shared = u32::try_from(weights.shared(&wanted, has) * 100 / whole).unwrap_or(100);
                if by == Trace::Day || shared >= WORDS && wanted.len() > 2 {
                    found.push(Origin { claim, statement, by, shared });
                }
            }
            found.sort_by_key(|o| (std::cmp::Reverse(o.shared), o.statement));
            out.append(&mut found);
        }
        out
    }
}

impl Told<'_> {
    /// What may lead to the claimant's words of these days.
    fn way(&self, days: Days) -> Option<Trace> {
        if self.days.iter().any(|d| d.from <= days.to && days.from <= d.to) {
            return Some(Trace::Day);
        }
        let before = self.day.is_some_and(|answer| {
            let gap = days.from.until(answer).map_or(-1, |s| i64::from(s.get_days()));
            (0..=REACH).contains(&gap)
        });
        (self.days.is_empty() && before).then_some(Trace::Words)
    }
}

/// The statements in which the claims were made, ordered by claim, then by how much they share, then by statement.
///
/// The cost is that of the statements of each claimant, not of all.
pub fn answers(claims: &[Told<'_>], statements: &[Said<'_>]) -> Vec<Origin> {
    let mut tracing = Tracing::new(claims);
    for (number, said) in statements.iter().enumerate() {
        tracing.note(number, said);
    }
    tracing.origins()
}
