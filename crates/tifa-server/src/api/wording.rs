//! Formulations, verdicts, comparisons.

use super::paging::{Paging, Parameters, unreadable};
use super::sent;
use crate::app::App;
use crate::page::{compare::compared, formulation::attested, verify};
use crate::problem::Problem;
use crate::query::Conditions;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;
use tifa_wording::trace::{Month, VariantGroup};
use utoipa::{IntoParams, ToSchema};

/// What is traced.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The formulation, in either script; members that may change places are parted by 、 or ，.
    #[param(example = "合作共赢")]
    q: String,
}

/// A formulation through time.
#[derive(Debug, Serialize, ToSchema)]
pub struct Traced {
    /// Attestations by day, file and place, as `tifa trace --format jsonl` writes them.
    #[schema(value_type = Vec<Object>)]
    attestations: Vec<Value>,
    /// All attestations, those of other pages too.
    total: usize,
    /// Documents with one.
    documents: usize,
    /// Months from the first attestation to the last.
    months: Vec<MonthOf>,
    /// Variants, most first.
    variants: Vec<VariantOf>,
    /// Cursor of the page after this one.
    next: Option<String>,
}

/// A month.
#[derive(Debug, Serialize, ToSchema)]
pub struct MonthOf {
    /// Year and month.
    #[schema(example = "2020-07")]
    month: String,
    /// Documents published in it.
    documents: u32,
    /// Those with the formulation.
    with: u32,
    /// Places in them.
    places: u32,
}

impl From<&Month> for MonthOf {
    fn from(m: &Month) -> Self {
        Self { month: m.to_string(), documents: m.documents, with: m.with, places: m.places }
    }
}

/// A variant.
#[derive(Debug, Serialize, ToSchema)]
pub struct VariantOf {
    /// Its words as first printed.
    text: String,
    /// How it differs: reordered, replaced, added, dropped or several.
    kind: &'static str,
    /// Places.
    count: usize,
    /// Documents.
    documents: usize,
    /// First day of publication.
    #[schema(format = Date)]
    first: Option<String>,
    /// Last day of publication.
    #[schema(format = Date)]
    last: Option<String>,
}

impl From<VariantGroup> for VariantOf {
    fn from(g: VariantGroup) -> Self {
        let (first, last) = (g.first.map(|d| d.to_string()), g.last.map(|d| d.to_string()));
        Self { text: g.text, kind: g.kind.name(), count: g.count, documents: g.documents, first, last }
    }
}

/// A formulation through time
#[utoipa::path(get, path = "/trace", tag = "wording", params(Asked, Paging, Conditions), responses(
    (status = OK, body = Traced),
    (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
    (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
))]
pub async fn trace(
    State(app): State<Arc<App>>,
    asked: Parameters<Asked>,
    paging: Parameters<Paging>,
    conditions: Parameters<Conditions>,
) -> Result<Json<Traced>, Problem> {
    let Query(asked) = asked.map_err(unreadable)?;
    let (limit, cursor) = paging.map_err(unreadable)?.read()?;
    let filter = conditions.map_err(unreadable)?.filter()?;
    let (all, found) = app.ask(move |archive| attested(archive, &asked.q, &filter, &cursor, limit)).await?;
    Ok(Json(Traced {
        total: all.total,
        documents: found.trace.documents(),
        months: found.months.iter().map(MonthOf::from).collect(),
        variants: found.trace.variant_groups().into_iter().map(VariantOf::from).collect(),
        next: all.next(),
        attestations: all.rows.iter().map(sent).collect::<Result<_, _>>()?,
    }))
}

/// Words to verify.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "text": "合则两利，斗则俱伤" }))]
pub struct Question {
    /// A quotation, or a draft with quotations in quotation marks: then each of them is looked up.
    text: String,
    /// Who is said to have said it.
    #[serde(default)]
    speaker: String,
    /// First day on which it may have been said.
    #[serde(default)]
    from: String,
    /// Last day.
    #[serde(default)]
    to: String,
}

/// Verdicts on a text.
#[derive(Debug, Serialize, ToSchema)]
pub struct Answer {
    /// A verdict for each quotation, as `tifa verify --format jsonl` writes it.
    #[schema(value_type = Vec<Object>)]
    verdicts: Vec<Value>,
    /// Quotations that were not looked up.
    left_out: usize,
}

/// Whether words stand in the archive, and in whose mouth
#[utoipa::path(post, path = "/verify", tag = "wording", request_body = Question, responses(
    (status = OK, body = Answer),
    (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
    (status = PAYLOAD_TOO_LARGE, body = Problem, content_type = "application/problem+json"),
    (status = UNSUPPORTED_MEDIA_TYPE, body = Problem, content_type = "application/problem+json"),
    (status = UNPROCESSABLE_ENTITY, body = Problem, content_type = "application/problem+json"),
    (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
))]
pub async fn verify(
    State(app): State<Arc<App>>,
    question: Result<Json<Question>, JsonRejection>,
) -> Result<Json<Answer>, Problem> {
    let Json(q) = question.map_err(|e| Problem::new(e.status(), e.body_text()))?;
    let asked =
        verify::Asked { text: q.text, speaker: q.speaker, from: q.from, to: q.to, ..Default::default() };
    let found = app.ask(move |archive| verify::verdicts(archive, &asked)).await?;
    let verdicts = found.all.iter().map(sent).collect::<Result<_, _>>()?;
    Ok(Json(Answer { verdicts, left_out: found.left_out }))
}

/// Which reports are compared.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Reports {
    /// Id or file name of a document, or `@` and the name of an occasion.
    a: String,
    /// The other.
    b: String,
    /// Whether the narrator's sentences are compared too.
    #[serde(default)]
    whole: bool,
}

/// Two reports side by side.
#[derive(Debug, Serialize, ToSchema)]
pub struct SideBySide {
    /// What the two are called.
    names: Vec<String>,
    /// Sentences that belong together, in the order of the first report.
    pairs: Vec<PairOf>,
}

/// Sentences that belong together.
#[derive(Debug, Serialize, ToSchema)]
pub struct PairOf {
    /// same, changed, moved, only-a or only-b.
    kind: &'static str,
    /// How alike they are, 0 to 1.
    similarity: f64,
    /// Sentences of the first report, with their places.
    #[schema(value_type = Vec<Object>)]
    a: Vec<Value>,
    /// Sentences of the second.
    #[schema(value_type = Vec<Object>)]
    b: Vec<Value>,
    /// What differs.
    #[schema(value_type = Vec<Object>)]
    diff: Vec<Value>,
}

/// Two reports side by side
#[utoipa::path(get, path = "/compare", tag = "wording", params(Reports), responses(
    (status = OK, body = SideBySide),
    (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
    (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
    (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
))]
pub async fn compare(
    State(app): State<Arc<App>>,
    asked: Parameters<Reports>,
) -> Result<Json<SideBySide>, Problem> {
    let Query(asked) = asked.map_err(unreadable)?;
    let found = app.ask(move |archive| compared(archive, &asked.a, &asked.b, asked.whole)).await?;
    let c = &found.comparison;
    let pair = |p: &tifa_wording::compare::Pair| {
        let side = |units: &[tifa_wording::compare::Unit], range: &std::ops::Range<usize>| {
            let units = units.get(range.clone()).unwrap_or_default();
            units.iter().map(|u| sent(&u.passage)).collect::<Result<Vec<_>, _>>()
        };
        Ok(PairOf {
            kind: p.kind.name(),
            similarity: p.similarity,
            a: side(&c.a, &p.a)?,
            b: side(&c.b, &p.b)?,
            diff: p.diff.iter().map(sent).collect::<Result<_, _>>()?,
        })
    };
    let pairs = c.pairs.iter().map(pair).collect::<Result<_, Problem>>()?;
    Ok(Json(SideBySide { names: found.names.to_vec(), pairs }))
}
