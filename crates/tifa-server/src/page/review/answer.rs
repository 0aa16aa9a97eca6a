//! What a person answers about an entry.

use super::entry::{overtaken, plain};
use super::{Asked, entry_at, shown};
use crate::app::App;
use crate::language::*;
use crate::page::Visit;
use crate::page::docket::shown::at;
use crate::problem::Problem;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use maud::html;
use std::collections::BTreeSet;
use std::sync::Arc;
use tifa_archive::Archive;
use tifa_archive::docket::{DocketRow, Made};
use tifa_docket::decision::{self, Action, Decision};

/// Characters of a name and of a note, at most.
const NAME: usize = 80;
const NOTE_LENGTH: usize = 2_000;

/// The last thing `who` said that still counts.
pub fn own_last<'d>(log: &'d [Decision], undone: &BTreeSet<String>, who: &str) -> Option<&'d Decision> {
    let counts = |d: &&Decision| !undone.contains(&d.id) && !matches!(d.action, Action::Undo { .. });
    log.iter().filter(|d| d.by == who).rfind(counts)
}

/// A form's fields.
struct Answer(Vec<(String, String)>);

impl Answer {
    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|p| p.0 == name).map_or("", |p| p.1.as_str())
    }

    /// What it says about `row`.
    fn actions(
        &self,
        archive: &Archive,
        row: &DocketRow,
        visit: &Visit,
        who: &str,
    ) -> Result<Vec<Action>, Problem> {
        let say = |words| visit.language.say(words);
        match self.get("action") {
            "confirm" => Ok(vec![Action::Confirm]),
            "reject" => Ok(vec![Action::Reject]),
            "merge" => Ok(vec![one_with(archive, row, self.get("with"))?]),
            "split" => Ok(vec![Action::Split]),
            "note" => {
                let note: String = self.get("note").trim().chars().take(NOTE_LENGTH).collect();
                if note.is_empty() {
                    return Err(Problem::bad("note", say(NOTE_EMPTY)));
                }
                Ok(vec![Action::Note { note }])
            }
            "undo" => {
                let log = archive.decisions_about(row)?;
                let undone = decision::undone(&archive.decisions()?);
                let wanted = self.get("decision");
                let own = own_last(&log, &undone, who).filter(|d| wanted.is_empty() || d.id == wanted);
                let own = own.ok_or_else(|| Problem::bad("decision", say(NOTHING_TO_UNDO)))?;
                // What was said in one go is taken back in one go.
                let together =
                    log.iter().filter(|d| d.by == who && d.at == own.at && !undone.contains(&d.id));
                Ok(together.map(|d| Action::Undo { decision: d.id.clone() }).collect())
            }
            "correct" => {
                let detail = serde_json::to_value(&row.detail).unwrap_or_default();
                let changed = row.detail.fields().iter().filter_map(|field| {
                    let given = self.0.iter().find(|p| p.0.strip_prefix("field.") == Some(field))?;
                    let (value, old) = (given.1.trim(), detail.get(field).map(plain).unwrap_or_default());
                    (value != old)
                        .then(|| Action::Correct { field: (*field).to_owned(), value: value.to_owned() })
                });
                let changed: Vec<Action> = changed.collect();
                if changed.is_empty() {
                    return Err(Problem::bad("action", say(NOTHING_CHANGED)));
                }
                Ok(changed)
            }
            _ => Err(Problem::bad(
                "action",
                "an answer is confirm, reject, correct, merge, split, note or undo",
            )),
        }
    }
}

/// A name as it is kept: what is printed of it, on one line.
pub fn name(written: &str) -> Option<String> {
    let name = written.trim();
    let fits = !name.is_empty() && name.chars().count() <= NAME && !name.chars().any(char::is_control);
    fits.then(|| name.to_owned())
}

/// That `row` is one with the entry of its kind at `place`.
///
/// # Errors
/// A problem of status 400 when that is no other entry, or they are one already, and of 404 when nothing stands there.
pub fn one_with(archive: &Archive, row: &DocketRow, place: &str) -> Result<Action, Problem> {
    let other = entry_at(archive, row.kind, place).map_err(|p| Problem { parameter: Some("with"), ..p })?;
    let is = |row: &DocketRow, document: &str, start, end| {
        *row.document == *document && (row.start, row.end) == (start, end)
    };
    if is(row, &other.document, other.start, other.end) {
        return Err(Problem::bad("with", "this is the entry itself; choose another one"));
    }
    let joined = |one: &DocketRow, other: &DocketRow| {
        let merged = one.decision.iter().flat_map(|d| &d.merged);
        merged.into_iter().any(|a| is(other, &a.document, a.start, a.end))
    };
    if joined(row, &other) || joined(&other, row) {
        return Err(Problem::bad("with", "the two are one already; take that back first to say otherwise"));
    }
    Ok(Action::Merge { with: archive.anchor(&other)? })
}

/// What became of an answer.
pub enum Became {
    Written(Vec<Decision>),
    Overtaken { log: Vec<Decision>, actions: Vec<Action> },
}

/// Writes what `actions` of the entry say, unless another decision than `seen` is the last one about it.
///
/// # Errors
/// What the archive says, and what `actions` says.
pub fn decide(
    archive: &Archive,
    row: &DocketRow,
    who: &str,
    seen: &str,
    actions: Vec<Action>,
) -> Result<Became, Problem> {
    let seen = Some(seen).filter(|s| !s.is_empty());
    Ok(match archive.decide_after(row, &actions, who, Timestamp::now(), seen)? {
        Made::Written(written) => Became::Written(written),
        Made::Overtaken(log) => Became::Overtaken { log, actions },
    })
}

/// Takes a form: on to the next entry when it is written, the entry again when somebody was faster.
///
/// # Errors
/// What cannot be decided, and what the archive says.
pub async fn post(app: Arc<App>, visit: Visit, form: Vec<(String, String)>) -> Result<Response, Problem> {
    let answer = Answer(form);
    visit.made(answer.get("csrf"))?;
    let who = name(answer.get("who")).ok_or_else(|| Problem::bad("who", visit.language.say(NAME_NEEDED)))?;
    let kind = answer.get("kind").to_owned();
    let place = answer.get("at").to_owned();
    let seen = answer.get("seen").to_owned();
    let back = asked(crate::page::local(answer.get("back")), &kind);
    let undoing = answer.get("action") == "undo";
    let (visitor, reviewer, here) = (visit.clone(), who.clone(), Asked { at: place.clone(), ..back.clone() });
    let became = app
        .ask(move |archive| {
            let row = entry_at(archive, here.kind()?, &here.at)?;
            // Whoever was overtaken has to look first: his answer may be about what is no more.
            let last = archive.decisions_about(&row)?;
            if last.last().map_or("", |d| d.id.as_str()) != seen {
                let actions = answer.actions(archive, &row, &visitor, &reviewer).unwrap_or_default();
                return Ok((Became::Overtaken { log: last, actions }, None, seen));
            }
            let actions = answer.actions(archive, &row, &visitor, &reviewer)?;
            let became = decide(archive, &row, &reviewer, &seen, actions)?;
            let next = super::queue::Queue::new(archive, &Asked { at: at(&row), ..here })?.next;
            Ok((became, next, seen))
        })
        .await?;
    let mut visit = visit;
    visit.who = Some(who);
    let response = match became {
        (Became::Written(written), next, _) => {
            let done = written.last().map_or("", |d| d.id.as_str());
            // Whoever takes something back wants to see it again.
            let next = if undoing { place.as_str() } else { next.as_deref().unwrap_or_default() };
            Redirect::to(&back.address(&[("at", next), ("done", done)])).into_response()
        }
        (Became::Overtaken { log, actions }, _, seen) => {
            let again = Asked { at: place, ..back };
            let notice = overtaken(&visit, &seen, &log, &again.kind, &actions);
            visit.here = again.address(&[("at", &again.at)]);
            let page = shown(&app, &visit, &again, Some(html! { (notice) })).await?;
            (StatusCode::CONFLICT, page).into_response()
        }
    };
    Ok(visit.signed(response))
}

/// The review that a form came from, without the entry.
fn asked(back: &str, kind: &str) -> Asked {
    let uri: Uri = back.parse().unwrap_or_default();
    let query = axum::extract::Query::<Asked>::try_from_uri(&uri);
    let Asked { about, only, conditions, .. } = query.map(|q| q.0).unwrap_or_default();
    Asked { kind: kind.to_owned(), about, only, conditions, ..Asked::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_lines() {
        let check = |written: &str, expect: Option<&str>| assert_eq!(name(written).as_deref(), expect);
        check(" 安 ", Some("安"));
        check("", None);
        check("a\nb", None);
        check(&"長".repeat(81), None);
    }

    #[test]
    fn goes_back_to_the_same_conditions() {
        let back = asked("/review?kind=claim&from=2031&speaker=%E5%A5%A7", "figure");
        assert_eq!(back.address(&[]), "/review?kind=figure&from=2031&speaker=%E5%A5%A7");
        let back = asked("/review?about=%E6%B8%AF&only=open&at=a:1-2&like=x", "claim");
        assert_eq!(back.address(&[]), "/review?kind=claim&about=%E6%B8%AF&only=open");
        assert_eq!(asked("/", "claim").address(&[]), "/review?kind=claim");
    }
}
