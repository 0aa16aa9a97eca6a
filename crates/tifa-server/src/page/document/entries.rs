//! Entries of the docket beside the words they were found in.

use crate::language::*;
use crate::page::Visit;
use crate::page::docket::figures::limits;
use crate::page::docket::{names, shown};
use crate::page::piece::{day, place};
use crate::query::address;
use maud::{Markup, html};
use tifa_archive::docket::{Detail, DocketRow};
use tifa_text::ByteRange;

/// The letter of entry `i` of a block: a to z, then with a number behind.
pub fn letter(i: usize) -> String {
    let letter = char::from(b'a' + (i % 26) as u8);
    match i / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

/// What the entries of a block say, each behind its letter.
pub fn notes(visit: &Visit, entries: &[(ByteRange, &DocketRow)]) -> Markup {
    html! {
        @if !entries.is_empty() {
            ul.entries-here aria-label=(visit.language.say(DOCKET)) {
                @for (i, (_, row)) in entries.iter().enumerate() {
                    li.rejected[row.is_rejected()] data-e=(letter(i)) { (note(visit, row)) }
                }
            }
        }
    }
}

fn note(visit: &Visit, row: &DocketRow) -> Markup {
    html! {
        a.kind href=(place(&row.document, row.start, row.end)) { (visit.language.say(names::one(row.kind))) }
        " " (gist(visit, row))
        (shown::verdict(visit, row))
        " " a.review href=(shown::review(row)) {
            (visit.language.say(REVIEW_THIS)) span.visually-hidden lang="zh" { " " (row.text) }
        }
    }
}

/// What an entry says, in a line.
fn gist(visit: &Visit, row: &DocketRow) -> Markup {
    let say = |words| visit.language.say(words);
    html! {
        @match &row.detail {
            Detail::Mechanism { parties, state, .. } => {
                a href=(address("/docket/mechanism", &[("name", &row.text), ("between", &parties.join("、"))])) lang="zh" { (row.text) }
                " · " (say(names::state(*state)))
            }
            Detail::Commitment { who, r#type, to, .. } => {
                (say(names::commitment(*r#type))) " · " span lang="zh" { (who) @if let Some(to) = to { " → " (to) } }
            }
            Detail::Claim { claimed_by, rebuttal, rebutted_by, .. } => {
                @if let Some(who) = claimed_by { span lang="zh" { (who) } " · " }
                a href=(place(&row.document, rebuttal.start, rebuttal.end)) { (say(ANSWER)) }
                @if let Some(who) = rebutted_by { " · " span lang="zh" { (who) } }
            }
            Detail::Enumeration { declared, items, .. } => { (shown::points(visit, *declared, items.len())) }
            Detail::Figure { value, upper, bound, measure, what, doubt, .. } => {
                (limits(visit, &value.to_string(), upper.map(|u| u.to_string()).as_deref(), *bound))
                " " span lang="zh" { (measure) @if let Some(what) = what { " · " (what) } }
                @if doubt.is_some() { " " span.badge.disputed { (say(DOUBTFUL)) } }
            }
            Detail::Placement { list, topics, .. } => {
                (say(names::list(Some(*list)))) @if !topics.is_empty() { " · " span lang="zh" { (topics.join("、")) } }
            }
            Detail::Occasion { date, participants, .. } => {
                a href=(address("/occasions", &[("occasion", &row.text)])) lang="zh" { (row.text) }
                @if date.is_some() { " · " (day(visit, *date)) }
                @if !participants.is_empty() { " · " span lang="zh" { (participants.join("、")) } }
            }
            Detail::Date { .. } | Detail::Reference { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters() {
        let check = |i, expect: &str| assert_eq!(letter(i), expect, "{i}");
        check(0, "a");
        check(25, "z");
        check(26, "a1");
        check(53, "b2");
    }
}
