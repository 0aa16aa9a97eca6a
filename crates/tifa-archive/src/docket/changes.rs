//! What changed in the docket between two days.

use super::row::{Detail, Kind};
use crate::archive::Archive;
use crate::error::Error;
use crate::rows::Filter;
use jiff::civil::Date;
use serde::Serialize;
use std::sync::Arc;

/// What changed in the docket between two days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// `mechanism`, `commitment`, `figure`, `claim`.
    pub kind: &'static str,
    /// `new`, `state`, `value`, `repeated`.
    pub change: &'static str,
    /// What it is of.
    pub name: String,
    /// How it stood before.
    pub before: Option<String>,
    /// How it stands now.
    pub after: String,
    /// Day of the document that says so.
    pub day: Option<Date>,
    /// Name of the file.
    pub source: Arc<str>,
    /// Document id.
    pub document: Arc<str>,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Archive {
    /// What the documents of the days `from` to `to` change in the docket of those before: mechanisms that are new or of
    /// another state, commitments and claims that are new, figures of another value. By day, then source and place.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn docket_changes(&self, filter: &Filter, from: Date, to: Date) -> Result<Vec<Change>, Error> {
        let known = Filter { from: None, to: Some(to), ..filter.clone() };
        let inside = |day: Option<Date>| day.is_some_and(|d| from <= d && d <= to);
        let mut out: Vec<Change> = Vec::new();
        for history in self.mechanisms(&known, None, Some(to))? {
            let mut before: Option<&super::StepRow> = None;
            for step in &history.steps {
                let new = before.is_none();
                let told = step.state != tifa_docket::MechanismState::Mentioned;
                let other = told && before.is_none_or(|b| b.state != step.state);
                if inside(step.day) && (new || other) {
                    out.push(Change {
                        kind: "mechanism",
                        change: if new { "new" } else { "state" },
                        name: history.name.clone(),
                        before: before.map(|b| name_of(&b.state)),
                        after: name_of(&step.state),
                        day: step.day,
                        source: step.source.clone(),
                        document: step.document.clone(),
                        start: step.start,
                        end: step.end,
                    });
                }
                if told || new {
                    before = Some(step);
                }
            }
        }
        for thread in self.commitment_threads(&known, false)? {
            let Some(first) = thread.entries.first() else { continue };
            let Some(entry) = thread.entries.iter().find(|e| inside(e.published)) else { continue };
            out.push(Change {
                kind: "commitment",
                change: if std::ptr::eq(first, entry) { "new" } else { "repeated" },
                name: format!("{}: {}", thread.who, thread.text),
                before: None,
                after: name_of(&thread.r#type),
                day: entry.published,
                source: entry.source.clone(),
                document: entry.document.clone(),
                start: entry.start,
                end: entry.end,
            });
        }
        for series in self.figure_series(&known, None)? {
            let mut before: Option<&super::PointRow> = None;
            for point in &series.points {
                if inside(Some(point.day)) && before.is_some_and(|b| b.value != point.value) {
                    out.push(Change {
                        kind: "figure",
                        change: "value",
                        name: series.what.clone(),
                        before: before.map(|b| b.text.clone()),
                        after: point.text.clone(),
                        day: Some(point.day),
                        source: point.source.clone(),
                        document: point.document.clone(),
                        start: point.start,
                        end: point.end,
                    });
                }
                before = Some(point);
            }
        }
        let mut claims = self.docket(&known, &[Kind::Claim])?;
        claims.retain(|c| inside(c.published) && !c.is_rejected());
        out.extend(claims.into_iter().map(|c| Change {
            kind: "claim",
            change: "new",
            name: c.text,
            before: None,
            after: match c.detail {
                Detail::Claim { rebuttal, .. } => rebuttal.text,
                _ => String::new(),
            },
            day: c.published,
            source: c.source,
            document: c.document,
            start: c.start,
            end: c.end,
        }));
        out.sort_by(|a, b| (a.day, &a.source, a.start, a.kind).cmp(&(b.day, &b.source, b.start, b.kind)));
        Ok(out)
    }
}

/// A word of a closed list as the export writes it.
fn name_of<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
