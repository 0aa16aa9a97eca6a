//! Figures as printed, with what they count and how they bound it.

use super::{Asked, PAGE, entries, head, names, nothing, shown};
use crate::app::App;
use crate::language::*;
use crate::page::{Visit, frame};
use crate::problem::Problem;
use axum::extract::{Query, State};
use maud::{Markup, html};
use std::sync::Arc;
use tifa_archive::docket::{Detail, DocketRow, Kind};
use tifa_docket::Bound;

const PATH: &str = "/docket/figures";

/// Figures by day of publication.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let wanted = asked.clone();
    let found = app.ask(move |archive| entries(archive, &wanted, Kind::Figure, PAGE)).await?;
    let say = |words| visit.language.say(words);
    let content = html! {
        (head(&visit, PATH, FIGURES, &asked))
        @if found.total == 0 { (nothing(&visit)) } @else {
            (found.count(&visit))
            div.scroll role="region" tabindex="0" aria-label=(say(FIGURES)) {
                table.figures {
                    thead { tr {
                        th scope="col" { (say(IN_PRINT)) }
                        th scope="col" { (say(COUNTED)) }
                        th.number scope="col" { (say(VALUE)) }
                        th scope="col" { (say(CLAUSE)) }
                        th scope="col" { (say(SPEAKER)) }
                        th scope="col" { (say(DAY)) }
                        th scope="col" { (say(REVIEW)) }
                    } }
                    tbody { @for row in &found.rows { (line(&visit, row)) } }
                }
            }
            (found.onward(&visit, &asked, PATH, &[]))
        }
    };
    Ok(frame(&visit, say(FIGURES), &content))
}

fn line(visit: &Visit, row: &DocketRow) -> Markup {
    let say = |words| visit.language.say(words);
    let Detail::Figure { value, upper, bound, measure, what, clause, speaker, doubt, .. } = &row.detail
    else {
        return html! {};
    };
    html! {
        tr class=(shown::class(row)) {
            th scope="row" {
                (shown::words(row, &row.text)) span lang="zh" { (measure) }
                @if doubt.is_some() { " " span.badge.disputed { (say(DOUBTFUL)) } }
            }
            td lang="zh" { @if let Some(what) = what { (what) } }
            td.number { (limits(visit, &value.to_string(), upper.map(|u| u.to_string()).as_deref(), *bound)) }
            td.clause lang="zh" { (clause.text) }
            td lang="zh" { @if let Some(speaker) = speaker { (speaker) } }
            td { (shown::day(visit, row.published)) }
            td { a href=(shown::review(row)) { (say(REVIEW_THIS)) span.visually-hidden lang="zh" { " " (row.text) (measure) } } (shown::verdict(visit, row)) }
        }
    }
}

/// A value with its bound in words.
pub fn limits(visit: &Visit, value: &str, upper: Option<&str>, bound: Bound) -> Markup {
    html! {
        @if !matches!(bound, Bound::Exact | Bound::Range) { (visit.language.say(names::bound(bound))) " " }
        (thousands(value))
        @if let Some(upper) = upper { "–" (thousands(upper)) }
    }
}

/// A number with a comma between thousands.
pub fn thousands(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("−", rest));
    let (whole, rest) = digits.split_once('.').map_or((digits, None), |(w, r)| (w, Some(r)));
    let mut out = sign.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn commas() {
        let check = |number, expect| assert_eq!(thousands(number), expect, "{number}");
        check("26", "26");
        check("2250000000", "2,250,000,000");
        check("1234.5", "1,234.5");
        check("-1200", "−1,200");
    }
}
