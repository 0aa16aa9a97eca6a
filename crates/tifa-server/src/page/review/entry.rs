//! An entry as a person sees it who is to decide.

use super::queue::Queue;
use super::{Asked, own_last};
use crate::desk::Desk;
use crate::language::*;
use crate::page::Visit;
use crate::page::docket::{names, shown};
use crate::page::piece::{day, place};
use crate::problem::Problem;
use maud::{Markup, html};
use std::collections::BTreeSet;
use std::sync::Arc;
use tifa_archive::docket::DocketRow;
use tifa_docket::decision::{self, Action, Decision};
use tifa_text::ByteRange;

/// Characters shown before and behind an entry.
const AROUND: usize = 120;

/// An entry with what surrounds it.
#[derive(Debug)]
pub struct Shown {
    pub row: DocketRow,
    title: String,
    before: String,
    after: String,
    /// All decisions about it, as they came in.
    pub log: Vec<Decision>,
    undone: BTreeSet<String>,
    /// Entries that it may be one with, where they are asked for.
    pub like: Arc<Vec<DocketRow>>,
}

impl Shown {
    /// What surrounds `row`, what was said of it, and the entries with words `like` these.
    ///
    /// # Errors
    /// What the archive says.
    pub fn new(archive: &Desk, row: &DocketRow, like: &str) -> Result<Self, Problem> {
        let full = archive.document(&row.document)?;
        let span = ByteRange { start: row.start, end: row.end };
        let block = full.document.blocks.iter().find_map(|b| Some((b, b.map.text(span)?)));
        let (before, after) = block.map_or(("", ""), |(block, range)| {
            let before = block.text.get(..range.start as usize).unwrap_or_default();
            (before, block.text.get(range.end as usize..).unwrap_or_default())
        });
        let log = archive.decisions_about(row)?;
        Ok(Self {
            title: crate::page::document::title(&full.row).to_owned(),
            before: last_characters(before).to_owned(),
            after: first_characters(after).to_owned(),
            undone: decision::undone(&archive.decisions()?),
            like: super::like::entries(archive, row, like)?,
            row: row.clone(),
            log,
        })
    }
}

fn last_characters(text: &str) -> &str {
    let start = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(i, _)| i);
    &text[start..]
}

fn first_characters(text: &str) -> &str {
    let end = text.char_indices().nth(AROUND).map_or(text.len(), |(i, _)| i);
    &text[..end]
}

/// The page of an entry; `told` when the decision just made can be taken back above.
pub fn page(visit: &Visit, asked: &Asked, queue: &Queue, found: &Shown, told: bool) -> Markup {
    let language = visit.language;
    let say = |words| language.say(words);
    let row = &found.row;
    let number = |n: usize| n.to_string();
    html! {
        article.review aria-labelledby="entry" {
            header {
                p.note {
                    @if queue.number > 0 {
                        (language.fill(REVIEW_AT, &[&number(queue.number), &number(queue.total), &number(queue.open)]))
                        " · " (say(REVIEW_ORDER)) " · "
                    }
                    (language.fill(SUPPORT, &[say(names::confidence(row.confidence))]))
                }
                h2 id="entry" lang="zh" { (row.text) (shown::verdict(visit, row)) }
            }
            blockquote.text lang="zh" {
                (found.before) mark.here { (row.text) } (found.after)
            }
            p.about {
                (day(visit, row.published))
                @if let Some(outlet) = &row.outlet { " · " span lang="zh" { (outlet) } }
                " · " a href=(place(&row.document, row.start, row.end)) { cite lang="zh" { (found.title) } }
            }
            (fields(visit, row))
            (joined(visit, row))
            (forms(visit, asked, found, told))
            nav.onward aria-label=(say(REVIEW)) {
                @if let Some(previous) = &queue.previous {
                    a rel="prev" data-key="k" href=(asked.address(&[("at", previous)])) { (say(PREVIOUS_ENTRY)) }
                }
                @if let Some(next) = &queue.next {
                    a.next rel="next" data-key="j" href=(asked.address(&[("at", next)])) { (say(NEXT_ENTRY)) }
                }
            }
            (log(visit, found))
            p.note.keys { (say(KEYS)) }
        }
    }
}

/// What the entry says, field by field.
fn fields(visit: &Visit, row: &DocketRow) -> Markup {
    let detail = serde_json::to_value(&row.detail).unwrap_or_default();
    html! {
        dl.facts aria-label=(visit.language.say(FIELDS)) {
            @for (name, value) in detail.as_object().into_iter().flatten() {
                @if let Some(words) = label(row, name) {
                    @let value = plain(value);
                    @let shown = names::choices(row.kind, name).into_iter().find(|c| c.0 == value);
                    div {
                        dt { (visit.language.say(words)) }
                        @match shown {
                            Some((_, words)) => { dd { (visit.language.say(words)) } }
                            None => { dd lang="zh" { (if value.is_empty() { "—" } else { &value }) } }
                        }
                    }
                }
            }
        }
    }
}

/// What people have joined it with or set it apart from.
fn joined(visit: &Visit, row: &DocketRow) -> Markup {
    let say = |words| visit.language.say(words);
    let standing = row.decision.as_ref();
    let merged = standing.map(|s| s.merged.as_slice()).unwrap_or_default();
    html! {
        @if standing.is_some_and(|s| s.split) { p.joined { (say(SPLIT)) } }
        @for other in merged {
            p.joined {
                (say(MERGED)) " "
                a href=(shown::review_of(row.kind, &other.document, other.start, other.end)) lang="zh" { (other.text) }
            }
        }
    }
}

/// What a field is called: those that can be corrected, and those that say why.
fn label(row: &DocketRow, name: &str) -> Option<Words> {
    match name {
        "cue" => Some(CUE),
        "rebuttal" => Some(ANSWER),
        "items" => Some(ENUMERATIONS),
        "condition" => Some(F_CONDITION),
        "clause" => Some(CLAUSE),
        _ => names::field(row.kind, name),
    }
}

/// A field's value as a person would type it: citations by their words, names with marks between.
pub fn plain(value: &serde_json::Value) -> String {
    use serde_json::Value;
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(plain).collect::<Vec<_>>().join("、"),
        Value::Object(fields) => match (fields.get("text"), fields.get("from"), fields.get("to")) {
            (Some(text), ..) => plain(text),
            (_, Some(from), Some(to)) => format!("{} – {}", plain(from), plain(to)),
            _ => value.to_string(),
        },
        other => other.to_string(),
    }
}

/// What every form about an entry carries. Whoever has no name yet is asked for one.
pub fn carried(visit: &Visit, asked: &Asked, found: &Shown) -> Markup {
    let seen = found.log.last().map_or("", |d| d.id.as_str());
    html! {
        input type="hidden" name="csrf" value=(visit.csrf);
        input type="hidden" name="kind" value=(found.row.kind.name());
        input type="hidden" name="at" value=(shown::at(&found.row));
        input type="hidden" name="seen" value=(seen);
        input type="hidden" name="back" value=(asked.address(&[]));
        @match visit.who.as_ref().filter(|_| asked.who.is_empty()) {
            Some(who) => { input type="hidden" name="who" value=(who); }
            None => {
                label.reviewer {
                    (visit.language.say(REVIEWER))
                    input type="text" name="who" value=(visit.who.as_deref().unwrap_or_default()) required maxlength="80" autocomplete="name";
                }
            }
        }
    }
}

fn forms(visit: &Visit, asked: &Asked, found: &Shown, told: bool) -> Markup {
    let say = |words| visit.language.say(words);
    let row = &found.row;
    let detail = serde_json::to_value(&row.detail).unwrap_or_default();
    let own = visit.who.as_deref().and_then(|who| own_last(&found.log, &found.undone, who));
    html! {
        section.decide aria-labelledby="decide" {
            h3 id="decide" { (say(DECIDE)) }
            @if let Some(who) = visit.who.as_ref().filter(|_| asked.who.is_empty()) {
                p.note {
                    (visit.language.fill(REVIEWER_IS, &[who])) " · "
                    a href=(asked.address(&[("at", &shown::at(row)), ("who", "1")])) { (say(REVIEWER_CHANGE)) }
                }
            }
            form.judge method="post" action="/review" {
                (carried(visit, asked, found))
                button name="action" value="confirm" data-key="c" { (say(CONFIRM)) }
                button.plain name="action" value="reject" data-key="r" { (say(REJECT)) }
                button.plain name="action" value="split" data-key="s" title=(say(SPLIT_MEANS)) { (say(SPLIT_OFF)) }
                @if let Some(own) = own {
                    input type="hidden" name="decision" value=(own.id);
                    button.plain name="action" value="undo" data-key=[(!told).then_some("u")] { (say(UNDO)) }
                }
            }
            details data-key="x" {
                summary { (say(CORRECT)) }
                form method="post" action="/review" {
                    (carried(visit, asked, found))
                    p.note { (say(CORRECT_HELP)) }
                    div.conditions {
                        @for name in row.detail.fields() {
                            @let value = detail.get(name).map(plain).unwrap_or_default();
                            (field(visit, row, name, &value))
                        }
                    }
                    button name="action" value="correct" { (say(CORRECT_SAVE)) }
                }
            }
            (super::like::form(visit, asked, found))
            details data-key="n" {
                summary { (say(NOTE)) }
                form method="post" action="/review" {
                    (carried(visit, asked, found))
                    label { (say(NOTE)) textarea name="note" rows="3" maxlength="2000" {} }
                    button name="action" value="note" { (say(NOTE_SAVE)) }
                }
            }
        }
    }
}

fn field(visit: &Visit, row: &DocketRow, name: &str, value: &str) -> Markup {
    let choices = names::choices(row.kind, name);
    let words = names::field(row.kind, name).map_or(name, |words| visit.language.say(words));
    html! {
        label {
            (words)
            @if choices.is_empty() {
                input type="text" name=(format!("field.{name}")) value=(value) lang="zh";
            } @else {
                select name=(format!("field.{name}")) {
                    @for (choice, words) in choices {
                        option value=(choice) selected[choice == value] { (visit.language.say(words)) }
                    }
                }
            }
        }
    }
}

/// What was decided before.
fn log(visit: &Visit, found: &Shown) -> Markup {
    let say = |words| visit.language.say(words);
    html! {
        section.log aria-labelledby="log" {
            h3 id="log" { (say(DECISIONS)) }
            @if found.log.is_empty() { p.note { (say(NO_DECISIONS)) } } @else {
                ol { @for d in &found.log {
                    li.undone[found.undone.contains(&d.id)] { (line(visit, d)) @if found.undone.contains(&d.id) { " · " (say(UNDONE)) } }
                } }
            }
        }
    }
}

/// A decision: who, when, what.
pub fn line(visit: &Visit, d: &Decision) -> Markup {
    let minute: String = d.at.to_string().chars().take(16).collect();
    html! {
        b { (d.by) } " · " time datetime=(d.at) { (minute.replace('T', " ")) " UTC" } " · " (said(visit, &d.entry.kind, &d.action))
    }
}

/// What a decision says.
pub fn said(visit: &Visit, kind: &str, action: &Action) -> Markup {
    let say = |words| visit.language.say(words);
    html! {
        @match action {
            Action::Confirm => { (say(CONFIRMED)) }
            Action::Reject => { (say(REJECTED)) }
            Action::Correct { field, value } => {
                @let kind = tifa_archive::docket::Kind::named(kind);
                (kind.and_then(|k| names::field(k, field)).map_or(field.as_str(), say)) " → "
                @match kind.and_then(|k| names::choices(k, field).into_iter().find(|c| c.0 == value)) {
                    Some((_, words)) => { (say(words)) }
                    None => { span lang="zh" { (value) } }
                }
            }
            Action::Merge { with } => { (say(MERGED)) " " span lang="zh" { (with.text) } }
            Action::Split => { (say(SPLIT)) }
            Action::Note { note } => { (say(NOTE)) " " span lang="zh" { (note) } }
            Action::Undo { .. } => { (say(UNDID)) }
        }
    }
}

/// That a decision was kept, with the way to take it back.
pub fn did(visit: &Visit, asked: &Asked, decision: &Decision) -> Markup {
    let say = |words| visit.language.say(words);
    let anchor = &decision.entry;
    let at = shown::named(&anchor.document, anchor.start, anchor.end);
    html! {
        div.notice.did role="status" {
            p {
                a href=(asked.address(&[("kind", &anchor.kind), ("at", &at)])) lang="zh" { (anchor.text) }
                " · " (said(visit, &anchor.kind, &decision.action))
            }
            @if !matches!(decision.action, Action::Undo { .. }) && visit.who.as_deref() == Some(&decision.by) {
                form method="post" action="/review" {
                    input type="hidden" name="csrf" value=(visit.csrf);
                    input type="hidden" name="kind" value=(anchor.kind);
                    input type="hidden" name="at" value=(at);
                    input type="hidden" name="seen" value=(decision.id);
                    input type="hidden" name="decision" value=(decision.id);
                    input type="hidden" name="who" value=(decision.by);
                    input type="hidden" name="back" value=(asked.address(&[]));
                    button.plain name="action" value="undo" data-key="u" { (say(UNDO)) }
                }
            }
        }
    }
}

/// That somebody was faster: what has come since, and what was not written.
pub fn overtaken(visit: &Visit, seen: &str, log: &[Decision], kind: &str, actions: &[Action]) -> Markup {
    let known = log.iter().position(|d| d.id == seen).map_or(0, |i| i + 1);
    html! {
        div.notice.overtaken role="alert" {
            p { strong { (visit.language.say(OVERTAKEN)) } }
            ul { @for d in log.iter().skip(known) { li { (line(visit, d)) } } }
            @for action in actions {
                p { (visit.language.fill(YOURS_WAS, &[""])) (said(visit, kind, action)) }
            }
        }
    }
}
