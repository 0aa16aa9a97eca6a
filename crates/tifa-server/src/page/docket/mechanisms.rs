//! Mechanisms, those of the newest state first.

use super::{Asked, ENTRY, PAGE, around, head, names, numbered, shown, tables};
use crate::app::App;
use crate::cursor::Stretch;
use crate::desk::Desk;
use crate::language::*;
use crate::page::piece::day;
use crate::page::{Visit, frame};
use crate::problem::Problem;
use axum::extract::{Query, State};
use maud::{Markup, html};
use std::sync::Arc;
use tifa_archive::docket::{Kind, MechanismHistory};

const PATH: &str = "/docket/mechanisms";

/// The mechanisms asked for, and the archive's state.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub fn histories(
    desk: &Desk,
    asked: &Asked,
    name: Option<&str>,
) -> Result<(Arc<Vec<MechanismHistory>>, String), Problem> {
    let (filter, day) = (asked.filter()?, asked.day()?);
    let question = format!("mechanisms {filter:?} {name:?} {day:?}");
    let (all, state) = desk.kept(
        &question,
        |h: &MechanismHistory| ENTRY * (1 + h.steps.len()),
        |archive| Ok(archive.mechanisms(&filter, name, day)?),
    )?;
    Ok((asked.narrowed(all, MechanismHistory::speaks_of), state))
}

/// All mechanisms.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let wanted = asked.clone();
    let found = app
        .ask(move |desk| {
            let (all, state) = histories(desk, &wanted, None)?;
            Ok(Stretch::of(&all, &wanted.cursor()?, state, PAGE))
        })
        .await?;
    let content = html! {
        (head(&visit, PATH, MECHANISMS, &asked))
        (around(&visit, &found, &asked, PATH, |rows| numbered(found.skip, rows, |h| line(&visit, &asked, h))))
        @if found.total > 0 { (tables(&visit, &asked, Kind::Mechanism)) }
    };
    Ok(frame(&visit, visit.language.say(MECHANISMS), &content))
}

/// A mechanism as a line.
pub fn line(visit: &Visit, asked: &Asked, history: &MechanismHistory) -> Markup {
    let language = visit.language;
    let between = history.parties.join("、");
    // The page of one mechanism is about that one: the words that led to it would only narrow it again.
    let address =
        asked.address("/docket/mechanism", &[("about", ""), ("name", &history.name), ("between", &between)]);
    let documents = match history.documents {
        1 => language.say(ONE_DOCUMENT).to_owned(),
        n => language.fill(N_IN_DOCUMENTS, &[&n.to_string()]),
    };
    html! {
        li.entry.mechanism {
            p.head { a.words href=(address) lang="zh" { (history.name) } }
            p.state { (state(visit, history)) }
            p.about {
                @if !between.is_empty() { span lang="zh" { (history.parties.join("－")) } " · " }
                (documents)
                @if let Some(last) = history.last {
                    " · " (language.say(LAST_NAMED)) " " (day(visit, Some(last)))
                }
                (note(visit, history))
            }
        }
    }
}

/// Its last state and since when.
pub fn state(visit: &Visit, history: &MechanismHistory) -> Markup {
    let language = visit.language;
    html! {
        span.badge.state { (language.say(names::state(history.state))) }
        @if let Some(since) = history.since { " " span.since { (language.fill(SINCE, &[&since.to_string()])) } }
    }
}

/// That it is overdue, or has not been named for long.
pub fn note(visit: &Visit, history: &MechanismHistory) -> Markup {
    let language = visit.language;
    html! {
        @match (history.overdue, history.silent_months) {
            (Some(days), _) => { " · " strong.late { (language.fill(OVERDUE, &[&shown::period(days)])) } }
            (None, Some(months)) if months > 1 => { " · " (language.fill(SILENT, &[&months.to_string()])) }
            _ => {}
        }
    }
}
