//! What people say of entries.

use super::paging::{Page, Paging, Parameters, unreadable};
use super::sent;
use crate::app::App;
use crate::cursor::Stretch;
use crate::page::docket::shown::named;
use crate::page::review::{Became, decide, entry_at, name, one_with};
use crate::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::Value;
use std::sync::Arc;
use tifa_archive::Archive;
use tifa_archive::docket::{DocketRow, Kind};
use tifa_docket::decision::Action;
use utoipa::ToSchema;

/// The log of decisions
#[utoipa::path(get, path = "/decisions", tag = "decisions", params(Paging), responses(
    (status = OK, body = Page),
    (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
    (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
))]
pub async fn decisions(
    State(app): State<Arc<App>>,
    paging: Parameters<Paging>,
) -> Result<Json<Page>, Problem> {
    let (limit, cursor) = paging.map_err(unreadable)?.read()?;
    let found = app
        .ask(move |archive| Ok(Stretch::of(&archive.decisions()?, &cursor, archive.state()?, limit)))
        .await?;
    Page::of(&found)
}

/// What is decided.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum What {
    /// It is right.
    Confirm,
    /// It is no such entry.
    Reject,
    /// A field should read otherwise: `field` and `value`.
    Correct,
    /// A remark: `note`.
    Note,
    /// It is one with another entry of its kind: `with`.
    Merge,
    /// It is not one with those it was joined to.
    Split,
    /// An earlier decision of yours about it does not count any more: `decision`.
    Undo,
}

/// Where an entry stands.
#[derive(Debug, Deserialize, ToSchema)]
struct Place {
    /// Its document.
    document: String,
    /// Its first byte in the original.
    start: u32,
    /// One past the last byte.
    end: u32,
}

/// A decision about an entry.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({
    "kind": "mechanism", "document": "3f2a90b1c4d5e6f7", "start": 1204, "end": 1216,
    "by": "林渡", "action": "note", "note": "見第二版"
}))]
pub struct Said {
    /// Kind of the entry: mechanism, commitment, figure, claim, enumeration, placement, occasion, date or reference.
    kind: String,
    /// Its document.
    document: String,
    /// Its first byte in the original.
    start: u32,
    /// One past the last byte.
    end: u32,
    /// Who decides.
    #[schema(max_length = 80)]
    by: String,
    /// What.
    action: What,
    /// Name of the field, as in the export.
    field: Option<String>,
    /// What it should say.
    value: Option<String>,
    /// The remark.
    note: Option<String>,
    /// The entry it is one with.
    with: Option<Place>,
    /// Id of the decision to take back.
    decision: Option<String>,
    /// Id of the last decision about the entry that you have seen; none when you saw none. When another has come since,
    /// nothing is written.
    seen: Option<String>,
}

impl Said {
    /// What is said of `row`.
    fn action(&mut self, archive: &Archive, row: &DocketRow) -> Result<Action, Problem> {
        let need = |name: &'static str, given: &mut Option<String>| {
            given.take().ok_or_else(|| Problem::bad(name, format!("this action needs {name:?}")))
        };
        Ok(match self.action {
            What::Confirm => Action::Confirm,
            What::Reject => Action::Reject,
            What::Correct => Action::Correct {
                field: need("field", &mut self.field)?,
                value: need("value", &mut self.value)?,
            },
            What::Note => Action::Note { note: need("note", &mut self.note)? },
            What::Merge => {
                let with = self.with.take();
                let with = with.ok_or_else(|| Problem::bad("with", "this action needs \"with\""))?;
                one_with(archive, row, &named(&with.document, with.start, with.end))?
            }
            What::Split => Action::Split,
            What::Undo => Action::Undo { decision: need("decision", &mut self.decision)? },
        })
    }
}

/// Decide about an entry
#[utoipa::path(post, path = "/decisions", operation_id = "decide", tag = "decisions", request_body = Said, responses(
    (status = CREATED, body = Object, description = "The decision as it stands in the log"),
    (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
    (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
    (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
    (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "Somebody has decided since"),
    (status = PAYLOAD_TOO_LARGE, body = Problem, content_type = "application/problem+json"),
    (status = UNSUPPORTED_MEDIA_TYPE, body = Problem, content_type = "application/problem+json"),
    (status = UNPROCESSABLE_ENTITY, body = Problem, content_type = "application/problem+json"),
    (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
))]
pub async fn post(
    State(app): State<Arc<App>>,
    said: Result<Json<Said>, JsonRejection>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let Json(mut said) = said.map_err(|e| Problem::new(e.status(), e.body_text()))?;
    let kind =
        Kind::named(&said.kind).ok_or_else(|| Problem::bad("kind", "there is no such kind of entries"))?;
    let by = name(&said.by).ok_or_else(|| Problem::bad("by", "say who decides, in at most 80 characters"))?;
    let became = app
        .ask(move |archive| {
            let at = named(&said.document, said.start, said.end);
            let row = entry_at(archive, kind, &at)?;
            let action = said.action(archive, &row)?;
            if let Action::Undo { decision } = &action {
                let own = |d: &&tifa_docket::Decision| d.id == *decision && d.by == by;
                archive.decisions_about(&row)?.iter().find(own).ok_or_else(|| {
                    Problem::bad("decision", "there is no such decision of yours about this entry")
                })?;
            }
            decide(archive, &row, &by, said.seen.as_deref().unwrap_or_default(), vec![action])
        })
        .await?;
    match became {
        Became::Written(written) => {
            let written = written.first().ok_or_else(Problem::internal)?;
            Ok((StatusCode::CREATED, Json(sent(written)?)))
        }
        Became::Overtaken { log, .. } => {
            let since = log.last().map_or_else(
                || "the archive has no decision about this entry".to_owned(),
                |d| format!("the last decision about this entry is {} by {}", d.id, d.by),
            );
            let detail = format!(
                "{since}, which is not the one you have seen; nothing was written, look again and decide"
            );
            Err(Problem::new(StatusCode::CONFLICT, detail))
        }
    }
}
