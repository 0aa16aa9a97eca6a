//! Entries that one may be one with, to choose from.

use super::Asked;
use super::entry::{Shown, carried};
use crate::desk::Desk;
use crate::language::*;
use crate::page::Visit;
use crate::page::docket::ENTRY;
use crate::page::docket::shown::at;
use crate::page::piece::{day, place};
use crate::problem::Problem;
use crate::query::folded;
use maud::{Markup, html};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;
use tifa_archive::docket::{DocketRow, Kind};
use tifa_archive::{Archive, Filter};
use tifa_text::fold;

/// Entries to choose from, at most.
const MOST: usize = 12;

/// How alike entries must be: Dice's coefficient of their pairs of characters. Two names of four characters that differ in one
/// have .33 or more.
const ALIKE: f64 = 0.3;

/// What an entry that has the words counts as, at least: more than one that is merely like them, less than the words alone.
const HAS: f64 = 0.9;

/// Entries of the kind of `row` with the words `like` in them, or like those words, the most alike first; of entries with the
/// same words the first by day.
///
/// # Errors
/// What the archive says.
pub fn entries(desk: &Desk, row: &DocketRow, like: &str) -> Result<Arc<Vec<DocketRow>>, Problem> {
    let Some(wanted) = folded(like) else { return Ok(Arc::default()) };
    let question = format!("like {} {} {wanted:?}", row.kind.name(), at(row));
    Ok(desk.kept(&question, |_| ENTRY, |archive| sought(archive, row, &wanted))?.0)
}

fn sought(archive: &Archive, row: &DocketRow, wanted: &str) -> Result<Vec<DocketRow>, Problem> {
    let pairs_wanted = pairs(wanted);
    let mut found: Vec<(f64, String, DocketRow)> = Vec::new();
    archive.each_entry(&Filter::default(), row.kind, &mut |other| {
        let words = fold(&other.text).text;
        let has = if words.contains(wanted) { HAS } else { 0.0 };
        let alike = dice(&pairs_wanted, &pairs(&words)).max(has);
        let itself = other.document == row.document && (other.start, other.end) == (row.start, row.end);
        // Mentions of one mechanism go by one name, so one of them stands for all.
        let known = || other.kind == Kind::Mechanism && found.iter().any(|f| f.1 == words);
        if alike >= ALIKE && !itself && !other.is_rejected() && !known() {
            found.push((alike, words, other));
        }
        ControlFlow::Continue(())
    })?;
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    Ok(found.into_iter().take(MOST).map(|f| f.2).collect())
}

fn pairs(text: &str) -> BTreeSet<(char, char)> {
    text.chars().zip(text.chars().skip(1)).collect()
}

fn dice(a: &BTreeSet<(char, char)>, b: &BTreeSet<(char, char)>) -> f64 {
    let common = a.intersection(b).count();
    if common == 0 { 0.0 } else { 2.0 * common as f64 / (a.len() + b.len()) as f64 }
}

/// The form that says that an entry is one with another: first words to find the other by, then those found.
pub fn form(visit: &Visit, asked: &Asked, found: &Shown) -> Markup {
    let say = |words| visit.language.say(words);
    let searched = !asked.like.is_empty();
    let words = if searched { asked.like.as_str() } else { found.row.text.as_str() };
    let help = if found.row.kind == Kind::Mechanism { MERGE_MECHANISM } else { MERGE_OTHER };
    html! {
        details.merge data-key="m" open[searched] {
            summary { (say(MERGE)) }
            p.note { (say(help)) }
            form.find method="get" action="/review" {
                @for (name, value) in asked.narrowing() {
                    @if !value.is_empty() { input type="hidden" name=(name) value=(value); }
                }
                input type="hidden" name="kind" value=(found.row.kind.name());
                input type="hidden" name="at" value=(at(&found.row));
                label { (say(MERGE_WORDS)) input type="text" name="like" value=(words) required lang="zh"; }
                button.plain { (say(MERGE_FIND)) }
            }
            @if searched && found.like.is_empty() { p.notice role="status" { (say(MERGE_NONE)) } }
            @if !found.like.is_empty() {
                form method="post" action="/review" {
                    (carried(visit, asked, found))
                    fieldset {
                        legend { (say(MERGE_WITH)) }
                        @for (i, other) in found.like.iter().enumerate() { (choice(visit, other, i == 0)) }
                    }
                    button name="action" value="merge" { (say(MERGE_SAVE)) }
                }
            }
        }
    }
}

fn choice(visit: &Visit, other: &DocketRow, first: bool) -> Markup {
    html! {
        div.choice {
            label {
                input type="radio" name="with" value=(at(other)) required autofocus[first];
                span {
                    b lang="zh" { (other.text) }
                    span.about { (day(visit, other.published)) @if let Some(outlet) = &other.outlet { " · " span lang="zh" { (outlet) } } }
                }
            }
            a href=(place(&other.document, other.start, other.end)) { (visit.language.say(IN_PRINT)) span.visually-hidden lang="zh" { " " (other.text) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_a_character() {
        let alike = |a: &str, b: &str| dice(&pairs(a), &pairs(b)) >= ALIKE;
        assert!(alike("河谷对话", "河谷会话") && alike("海事磋商", "第二轮海事磋商"));
        assert!(!alike("河谷对话", "山城论坛") && !alike("", ""));
    }
}
