//! Pages of listings.

use super::sent;
use crate::cursor::{Cursor, Stretch};
use crate::problem::Problem;
use axum::Json;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

/// Lines of a listing that one answer gives when nothing is said, and at most.
const LINES: usize = 50;
const MOST: usize = 500;

/// Which page of a listing.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// Lines of the answer, 50 when nothing is said.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<usize>,
    /// Where to go on: `next` of the answer before.
    cursor: Option<String>,
}

impl Paging {
    /// How many lines are asked for, and behind which.
    ///
    /// # Errors
    /// A problem of status 400 for no line, too many, and a cursor that no listing gave.
    pub fn read(&self) -> Result<(usize, Cursor), Problem> {
        let lines = match self.limit {
            None => LINES,
            Some(n @ 1..=MOST) => n,
            Some(_) => {
                return Err(Problem::bad("limit", format!("between 1 and {MOST} lines can be asked for")));
            }
        };
        Ok((lines, Cursor::asked(self.cursor.as_deref().unwrap_or_default())?))
    }
}

/// Parameters as they come, readable or not.
pub type Parameters<T> = Result<Query<T>, QueryRejection>;

/// Parameters that cannot be read.
pub fn unreadable(rejection: QueryRejection) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, rejection.body_text())
}

/// A page of a listing.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page {
    /// Its lines, as the command line exports them.
    #[schema(value_type = Vec<Object>)]
    pub lines: Vec<Value>,
    /// All lines, those of other pages too, where they are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<usize>,
    /// Cursor of the page after this one.
    pub next: Option<String>,
}

impl Page {
    /// A stretch as it is sent.
    ///
    /// # Errors
    /// When a line cannot be written as JSON.
    pub fn of<T: Serialize>(found: &Stretch<T>) -> Result<Json<Self>, Problem> {
        let lines = found.rows.iter().map(sent).collect::<Result<_, _>>()?;
        Ok(Json(Self { lines, total: Some(found.total), next: found.next() }))
    }
}
