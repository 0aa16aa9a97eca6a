//! Figures of one quantity through time.

use super::through::{DAY, PLACE, list, written_out};
use crate::commands::Context;
use crate::flags::{Filters, Form};
use crate::listing::{Field, Record, day, limits, or_empty, place};
use crate::output::styles;
use crate::report::{End, Failure, from_archive};
use crate::table::{Cell, Column, Fit};
use clap::Args;
use serde::Serialize;
use tifa_archive::docket::{FigureSeries, PointRow};
use tifa_export::jsonl::word as written;

/// Figures of one quantity through time
///
/// Without --points one line a quantity, those with figures of the most days first. ! marks figures of one day that cannot
/// both be right. Nothing is repaired or filled in.
#[derive(Debug, Args)]
pub struct SeriesOf {
    /// Only quantities in whose words this stands, in either script
    #[arg(value_name = "TEXT")]
    about: Option<String>,
    /// One line a figure
    #[arg(long)]
    points: bool,
    /// List at most N quantities; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// Form
    #[command(flatten)]
    form: Form,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

impl SeriesOf {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        let most = if self.limit > 0 { self.limit } else { usize::MAX };
        let (found, all) = archive
            .figure_series_from(&self.filters.filter(), self.about.as_deref(), 0..most)
            .map_err(from_archive(&context.archive))?;
        if found.is_empty() {
            return context.nothing(&archive, "series of figures", &self.filters, &[]);
        }
        if !self.points {
            return written_out(&found, all, self.form, context, ("quantity", "quantities"));
        }
        let points: Vec<PointLine> = found
            .into_iter()
            .flat_map(|s| s.points.into_iter().map(move |point| PointLine { what: s.what.clone(), point }))
            .collect();
        list(points, 0, self.form, context, ("figure", "figures"))
    }
}

fn value_of(point: &PointRow) -> String {
    limits(&point.value.to_string(), point.upper.map(|u| u.to_string()), point.bound)
}

impl Record for FigureSeries {
    const TABLE: &'static [Column] = &[
        Column { name: "days", fit: Fit::Number },
        Column { name: "what", fit: Fit::UpTo(24) },
        Column { name: "unit", fit: Fit::UpTo(8) },
        Column { name: "figures", fit: Fit::Rest },
        Column { name: "", fit: Fit::UpTo(1) },
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let figures: Vec<String> = self.points.iter().map(|p| format!("{} {}", p.day, value_of(p))).collect();
        vec![
            Cell::new(self.days.to_string()),
            Cell::styled(&self.what, styles::HEADING),
            Cell::new(&self.measure),
            Cell::new(figures.join(", ")),
            Cell::styled(if self.contradiction { "!" } else { "" }, styles::FOUND),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        vec![
            ("what", |s| s.what.clone()),
            ("measure", |s| s.measure.clone()),
            ("days", |s| s.days.to_string()),
            ("points", |s| {
                s.points.iter().map(|p| format!("{} {}", p.day, value_of(p))).collect::<Vec<_>>().join(" | ")
            }),
            ("contradiction", |s| s.contradiction.to_string()),
        ]
    }
}

/// A figure with the quantity it is of.
#[derive(Debug, Serialize)]
struct PointLine {
    what: String,
    #[serde(flatten)]
    point: PointRow,
}

impl Record for PointLine {
    const TABLE: &'static [Column] = &[
        DAY,
        Column { name: "what", fit: Fit::UpTo(20) },
        Column { name: "printed", fit: Fit::UpTo(16) },
        Column { name: "value", fit: Fit::UpTo(20) },
        Column { name: "speaker", fit: Fit::UpTo(12) },
        Column { name: "clause", fit: Fit::Rest },
        Column { name: "", fit: Fit::UpTo(1) },
        PLACE,
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let p = &self.point;
        let mark = if p.contradicted || p.doubt.is_some() { "!" } else { "" };
        vec![
            Cell::styled(day(Some(p.day)), styles::FAINT),
            Cell::styled(&self.what, styles::HEADING),
            Cell::styled(&p.text, styles::FOUND),
            Cell::new(value_of(p)),
            Cell::styled(or_empty(&p.speaker), styles::SPEAKER),
            Cell::new(&p.clause.text),
            Cell::styled(mark, styles::FOUND),
            Cell::styled(place(&p.document, p.start), styles::FAINT),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        vec![
            ("what", |l| l.what.clone()),
            ("day", |l| day(Some(l.point.day))),
            ("text", |l| l.point.text.clone()),
            ("value", |l| l.point.value.to_string()),
            ("upper", |l| l.point.upper.map(|u| u.to_string()).unwrap_or_default()),
            ("bound", |l| written(&l.point.bound)),
            ("speaker", |l| or_empty(&l.point.speaker).to_owned()),
            ("doubt", |l| l.point.doubt.as_ref().map(written).unwrap_or_default()),
            ("contradicted", |l| l.point.contradicted.to_string()),
            ("source", |l| l.point.source.to_string()),
            ("document", |l| l.point.document.to_string()),
            ("start", |l| l.point.start.to_string()),
            ("end", |l| l.point.end.to_string()),
        ]
    }
}
