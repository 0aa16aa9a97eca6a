//! The docket at a glance: how many entries of each kind, and the three lists.

use super::{Asked, board, head, nothing, places};
use crate::app::App;
use crate::desk::Desk;
use crate::language::*;
use crate::page::piece::grouped;
use crate::page::{Visit, frame};
use crate::problem::Problem;
use axum::extract::{Query, State};
use maud::{Markup, html};
use std::sync::Arc;
use tifa_archive::docket::Kind;

/// Kinds that are counted, with their pages.
const COUNTED: [(Kind, &str, Words); 5] = [
    (Kind::Mechanism, "/docket/mechanisms", MECHANISMS),
    (Kind::Commitment, "/docket/commitments", COMMITMENTS),
    (Kind::Claim, "/docket/claims", CLAIMS),
    (Kind::Figure, "/docket/figures", FIGURES),
    (Kind::Enumeration, "/docket/enumerations", ENUMERATIONS),
];

/// Topics of each list.
const TOPICS: usize = 6;

/// How many entries there are of each kind in [`COUNTED`].
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub fn counts(desk: &Desk, asked: &Asked) -> Result<Vec<u64>, Problem> {
    let (filter, about) = (asked.filter()?, asked.about());
    let count = |(kind, ..): (Kind, &str, Words)| {
        places(desk, &filter, kind, about.as_deref()).map(|(all, _)| all.len() as u64)
    };
    COUNTED.into_iter().map(count).collect()
}

/// The overview.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let wanted = asked.clone();
    let (counts, lists) =
        app.ask(move |desk| Ok((counts(desk, &wanted)?, board::lists(desk, &wanted)?.0))).await?;
    let say = |words| visit.language.say(words);
    let content = html! {
        (head(&visit, "/docket", DOCKET, &asked))
        p.intro { (say(DOCKET_INTRO)) }
        @if counts.iter().all(|n| *n == 0) && lists.is_empty() {
            (nothing(&visit))
        } @else {
            dl.numbers.linked {
                @for (n, (_, page, name)) in counts.iter().zip(COUNTED) {
                    div { dt { a href=(asked.address(page, &[])) { (say(name)) } } dd { (grouped(*n)) } }
                }
            }
            section aria-labelledby="lists" {
                h2 id="lists" { (say(LISTS)) }
                p.note { (say(LISTS_NOTE)) }
                (board::board(&visit, &asked, &lists, TOPICS))
            }
        }
    };
    Ok(frame(&visit, say(DOCKET), &content))
}
