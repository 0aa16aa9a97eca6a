//! One mechanism through time.

use super::mechanisms::{histories, line, note, state};
use super::timeline::timeline;
use super::{Asked, PAGE, names, nothing, shown};
use crate::app::App;
use crate::cursor::Stretch;
use crate::language::*;
use crate::page::piece::{day, onward, place};
use crate::page::{Visit, frame};
use crate::problem::Problem;
use axum::extract::{Query, State};
use maud::{Markup, html};
use std::sync::Arc;
use tifa_archive::docket::{Kind, MechanismHistory, StepRow};
use tifa_docket::MechanismState;

const PATH: &str = "/docket/mechanism";

/// The mechanism of a name; where several go by it, all of them to choose from.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    if asked.name.trim().is_empty() {
        return Err(Problem::bad("name", "say which mechanism: name=…, as /docket/mechanisms lists them"));
    }
    let wanted = asked.clone();
    let (found, state) = app.ask(move |desk| histories(desk, &wanted, Some(wanted.name.trim()))).await?;
    let mut found: Vec<&MechanismHistory> = found.iter().collect();
    if found.iter().any(|h| h.name == asked.name.trim()) {
        found.retain(|h| h.name == asked.name.trim());
    }
    if found.iter().any(|h| h.parties.join("、") == asked.between) {
        found.retain(|h| h.parties.join("、") == asked.between);
    }
    let content = match found.as_slice() {
        [] => html! { h1 lang="zh" { (asked.name) } (nothing(&visit)) },
        [one] => whole(&visit, &asked, one, state)?,
        several => html! {
            h1 lang="zh" { (asked.name) }
            p.note { (visit.language.fill(SEVERAL_NAMED, &[&several.len().to_string()])) }
            ol.entries { @for history in several { (line(&visit, &asked, history)) } }
        },
    };
    Ok(frame(&visit, &asked.name, &content))
}

fn whole(visit: &Visit, asked: &Asked, history: &MechanismHistory, now: String) -> Result<Markup, Problem> {
    let say = |words| visit.language.say(words);
    let mentions = asked.mentions == "1";
    let of_mere = history.steps.iter().filter(|s| s.state == MechanismState::Mentioned).count();
    let listed: Vec<&StepRow> =
        history.steps.iter().filter(|s| mentions || s.state != MechanismState::Mentioned).collect();
    let found = Stretch::of(&listed, &asked.cursor()?, now, PAGE);
    let title = visit.language.fill(TIMELINE_OF, &[&history.name]);
    let here = [("name", history.name.as_str()), ("between", asked.between.as_str())];
    let kept: Vec<(&str, &str)> = here.into_iter().chain([("mentions", asked.mentions.as_str())]).collect();
    let other = if mentions { "" } else { "1" };
    let toggled: Vec<(&str, &str)> = here.into_iter().chain([("mentions", other)]).collect();
    let further = |cursor: &str| {
        let all: Vec<(&str, &str)> = kept.iter().copied().chain([("cursor", cursor)]).collect();
        asked.address(PATH, &all)
    };
    Ok(html! {
        article.mechanism {
            header.docket-head {
                p.when { a href=(asked.address("/docket/mechanisms", &[])) { (say(MECHANISMS)) } }
                h1 lang="zh" { (history.name) }
                p.state { (state(visit, history)) (note(visit, history)) }
                dl.facts {
                    @if !history.parties.is_empty() { div { dt { (say(PARTIES)) } dd lang="zh" { (history.parties.join("－")) } } }
                    @if history.names.iter().any(|n| *n != history.name) {
                        div { dt { (say(NAMES)) } dd lang="zh" { (history.names.join("、")) } }
                    }
                    div { dt { (say(FIRST_NAMED)) } dd { (day(visit, history.first)) } }
                    div { dt { (say(LAST_NAMED)) } dd { (day(visit, history.last)) } }
                    div { dt { (say(N_DOCUMENTS)) } dd { (history.documents) } }
                }
            }
            section aria-labelledby="timeline" {
                h2 id="timeline" { (say(TIMELINE)) }
                div.scroll role="region" tabindex="0" aria-labelledby="timeline" { (timeline(visit, &title, &history.steps)) }
                p.note { (say(TIMELINE_NOTE)) }
            }
            section aria-labelledby="states" {
                h2 id="states" { (say(STATES)) }
                @if found.changed { p.notice role="status" { (say(CHANGED_SINCE)) } }
                @if of_mere > 0 {
                    p.note { a href=(asked.address(PATH, &toggled)) {
                        @if mentions { (say(MENTIONS_NOT)) } @else { (visit.language.fill(MENTIONS_TOO, &[&of_mere.to_string()])) }
                    } }
                }
                ol.entries.steps start=(found.skip + 1) { @for step in &found.rows { (said(visit, step)) } }
                (onward(visit, found.skip, found.next().as_deref(), further))
            }
        }
    })
}

/// A state with its sentence.
fn said(visit: &Visit, step: &StepRow) -> Markup {
    let say = |words| visit.language.say(words);
    let (before, name, after) = around(&step.sentence.text, &step.text);
    let file = step.source.rsplit('/').next().unwrap_or(&step.source);
    html! {
        li.entry {
            p.head {
                (day(visit, step.day)) " "
                span.badge.state { (say(names::state(step.state))) }
                @if let Some(days) = step.days { " " span.count { (shown::period(days)) } }
            }
            p.said-words {
                a.words href=(place(&step.document, step.sentence.start, step.sentence.end)) lang="zh" {
                    (before) b { (name) } (after)
                }
            }
            p.about {
                @if let Some(speaker) = &step.speaker { span.who lang="zh" { (speaker) } " · " }
                (say(names::standing(step.standing)))
                " · " cite { (file) }
                span.to-review {
                    " · " a href=(shown::review_of(Kind::Mechanism, &step.document, step.start, step.end)) {
                        (say(REVIEW_THIS)) span.visually-hidden lang="zh" { " " (step.text) }
                    }
                }
            }
        }
    }
}

/// `text` parted where `part` first stands in it; all of it before when it does not.
fn around<'t>(text: &'t str, part: &str) -> (&'t str, &'t str, &'t str) {
    match text.find(part) {
        Some(at) => (&text[..at], &text[at..at + part.len()], &text[at + part.len()..]),
        None => (text, "", ""),
    }
}
