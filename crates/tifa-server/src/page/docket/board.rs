//! The three lists as a board: what is done together, what is talked about, what divides and is kept in bounds.

use super::{Asked, ENTRY, head, names, nothing, shown};
use crate::app::App;
use crate::desk::Desk;
use crate::language::*;
use crate::page::piece::day;
use crate::page::{Visit, frame};
use crate::problem::Problem;
use axum::extract::{Query, State};
use maud::{Markup, html};
use std::sync::Arc;
use tifa_archive::docket::ListRow;
use tifa_docket::List;

/// Columns of the board.
const COLUMNS: [Option<List>; 4] = [Some(List::Cooperation), Some(List::Dialogue), Some(List::Managed), None];

/// Matters and speakers of a topic that are shown.
const MATTERS: usize = 4;
const SPEAKERS: usize = 3;

/// The lists as asked for, and the archive's state.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub fn lists(desk: &Desk, asked: &Asked) -> Result<(Arc<Vec<ListRow>>, String), Problem> {
    let filter = asked.filter()?;
    let (all, state) = desk.kept(
        &format!("lists {filter:?}"),
        |row: &ListRow| ENTRY * (1 + row.entries.len()),
        |archive| Ok(archive.lists(&filter, &[])?),
    )?;
    Ok((asked.narrowed(all, ListRow::speaks_of), state))
}

/// The whole board.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let wanted = asked.clone();
    let (rows, _) = app.ask(move |desk| lists(desk, &wanted)).await?;
    let content = html! {
        (head(&visit, "/docket/lists", LISTS, &asked))
        p.note { (visit.language.say(LISTS_NOTE)) }
        @if rows.is_empty() { (nothing(&visit)) } @else { (board(&visit, &asked, &rows, usize::MAX)) }
    };
    Ok(frame(&visit, visit.language.say(LISTS), &content))
}

/// The board with `most` topics of each list.
pub fn board(visit: &Visit, asked: &Asked, rows: &[ListRow], most: usize) -> Markup {
    let language = visit.language;
    html! {
        div.board {
            @for list in COLUMNS {
                @let of: Vec<&ListRow> = rows.iter().filter(|r| r.list == list).collect();
                @let id = list.map_or("unplaced", List::name);
                section.column.(id) aria-labelledby=(format!("list-{id}")) {
                    h3 id=(format!("list-{id}")) {
                        (language.say(names::list(list))) " "
                        span.count { (language.fill(N_OF_THEM, &[&of.len().to_string()])) }
                    }
                    @if of.is_empty() { p.note { (language.say(NONE_HERE)) } } @else {
                        ul { @for row in of.iter().take(most) { (card(visit, row)) } }
                    }
                    @if of.len() > most {
                        p.more { a href=(asked.address("/docket/lists", &[])) { (language.fill(ALL_OF_LIST, &[&of.len().to_string()])) } }
                    }
                }
            }
        }
    }
}

fn card(visit: &Visit, row: &ListRow) -> Markup {
    let mut seen: Vec<&str> = Vec::new();
    let mut first = Vec::new();
    for entry in &row.entries {
        if !seen.contains(&entry.text.as_str()) {
            seen.push(&entry.text);
            first.push(entry);
        }
    }
    let documents = match row.documents {
        1 => visit.language.say(ONE_DOCUMENT).to_owned(),
        n => visit.language.fill(N_IN_DOCUMENTS, &[&n.to_string()]),
    };
    html! {
        li.card {
            h4 lang="zh" { (row.topic) }
            ul.matters {
                @for entry in first.iter().take(MATTERS) { li { (shown::words(entry, &entry.text)) } }
            }
            p.about {
                (documents)
                @if let Some(last) = row.last { " · " (day(visit, Some(last))) }
                @if !row.speakers.is_empty() {
                    br; span lang="zh" { (row.speakers.iter().take(SPEAKERS).map(String::as_str).collect::<Vec<_>>().join("、")) }
                    @if row.speakers.len() > SPEAKERS { " +" (row.speakers.len() - SPEAKERS) }
                }
            }
        }
    }
}
