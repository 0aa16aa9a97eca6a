//! The docket through time: histories of mechanisms, threads of commitments, what changed.

use crate::commands::Context;
use crate::flags::{Filters, Form, Format, Period, parse_period};
use crate::listing::{Field, Listing, Record, day, days, or_empty, place, spans};
use crate::output::{stdout, styles};
use crate::progress::plural;
use crate::report::{End, Failure, Message, from_archive};
use crate::table::{Cell, Column, Fit};
use clap::Args;
use serde::Serialize;
use std::io::Write;
use tifa_archive::docket::{Change, CommitmentThread, MechanismHead, MechanismHistory, StepRow};
use tifa_export::jsonl::word as written;

/// Mechanisms through time
///
/// Without NAME one line a mechanism: its last state and since when, parties, names, how many documents name it, and whether
/// it is overdue (announced for days that are past, nothing since) or has been silent. With NAME every state it was given,
/// by day, each with its sentence and whose word it is: claimed by one side, confirmed by the other, or observed by the
/// narrator. NAME may be a kind (對話, 中美磋商). Absent means absent from this archive.
#[derive(Debug, Args)]
pub struct History {
    /// The mechanism, or all of a kind, in either script
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// See it from this day: what was published later is not known, and what is past is past
    #[arg(long, value_name = "DAY", value_parser = parse_period)]
    as_of: Option<Period>,
    /// Only mechanisms that were announced for days that are past
    #[arg(long)]
    overdue: bool,
    /// Only mechanisms that no document has named for N months
    #[arg(long, value_name = "N")]
    silent: Option<u32>,
    /// List at most N; 0 for all
    #[arg(long, value_name = "N", default_value_t = 0)]
    limit: usize,
    /// Form
    #[command(flatten)]
    form: Form,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

impl History {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        let (filter, as_of) = (self.filters.filter(), self.as_of.map(|p| p.last));
        let failed = from_archive(&context.archive);
        let wanted = |overdue: Option<_>, silent: Option<u32>| {
            (!self.overdue || overdue.is_some())
                && self.silent.is_none_or(|n| silent.is_some_and(|months| months >= n))
        };
        // A table of all of them has no room for the states.
        if self.name.is_none() && self.form.format == Format::Table {
            let mut heads = archive.mechanism_heads(&filter, as_of).map_err(failed)?;
            heads.retain(|h| wanted(h.overdue, h.silent_months));
            return match heads.is_empty() {
                true => context.nothing(&archive, "mechanisms", &self.filters, &[]),
                false => list(heads, self.limit, self.form, context, ("mechanism", "mechanisms")),
            };
        }
        let mut found = archive.mechanisms(&filter, self.name.as_deref(), as_of).map_err(failed)?;
        found.retain(|h| wanted(h.overdue, h.silent_months));
        if found.is_empty() {
            return context.nothing(
                &archive,
                self.name.as_deref().unwrap_or("mechanisms"),
                &self.filters,
                &[],
            );
        }
        if self.name.is_none() {
            return list(found, self.limit, self.form, context, ("mechanism", "mechanisms"));
        }
        let mut steps: Vec<StepLine> = found
            .iter()
            .flat_map(|h| h.steps.iter().map(|s| StepLine { mechanism: h.name.clone(), step: s.clone() }))
            .collect();
        steps.sort_by(|a, b| {
            let key = |l: &StepLine| (l.step.day.is_none(), l.step.day, l.step.source.clone(), l.step.start);
            key(a).cmp(&key(b))
        });
        list(steps, self.limit, self.form, context, ("state", "states"))
    }
}

/// What changed in the docket between two days
///
/// Mechanisms that are new or of another state, commitments and claims that are new, quantities of another value: by the
/// documents published from the one day to the other, against all that were published before.
#[derive(Debug, Args)]
pub struct Changes {
    /// List at most N; 0 for all
    #[arg(long, value_name = "N", default_value_t = 0)]
    limit: usize,
    /// Form
    #[command(flatten)]
    form: Form,
    /// Filters; --from and --to say between which days
    #[command(flatten)]
    filters: Filters,
}

impl Changes {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let (Some(from), Some(to)) = (self.filters.from, self.filters.to) else {
            return Err(Message::new("between which days?")
                .hint("tifa docket changes --from 2020-07 --to 2020-08")
                .into());
        };
        if from.first > to.last {
            return Err(Message::new(format!("{} lies after {}", from.first, to.last)).into());
        }
        let archive = context.open_with_names()?;
        let found = archive
            .docket_changes(&self.filters.filter(), from.first, to.last)
            .map_err(from_archive(&context.archive))?;
        if found.is_empty() {
            return context.nothing(&archive, "changes", &self.filters, &[]);
        }
        list(found, self.limit, self.form, context, ("change", "changes"))
    }
}

/// Lists threads of commitments.
///
/// # Errors
/// When they cannot be read or written.
pub(super) fn threads(
    context: &Context,
    filters: &Filters,
    form: Form,
    limit: usize,
    about: Option<&str>,
) -> Result<End, Failure> {
    let archive = context.open_with_names()?;
    let mut found =
        archive.commitment_threads(&filters.filter(), true).map_err(from_archive(&context.archive))?;
    if let Some(about) = about.map(|text| tifa_text::fold(text).text) {
        found.retain(|t| tifa_text::fold(&t.text).text.contains(&about));
    }
    // What has something to follow stands first.
    found.sort_by_key(|t| std::cmp::Reverse((!t.evidence.is_empty(), t.entries.len())));
    if found.is_empty() {
        return context.nothing(&archive, "commitments", filters, &[]);
    }
    list(found, limit, form, context, ("commitment", "commitments"))
}

/// Writes a listing and how much of it there is.
pub(super) fn list<R: Record>(
    mut records: Vec<R>,
    limit: usize,
    form: Form,
    context: &Context,
    (one, many): (&str, &str),
) -> Result<End, Failure> {
    let all = records.len();
    if limit > 0 {
        records.truncate(limit);
    }
    written_out(&records, all, form, context, (one, many))
}

/// Writes the first records of a listing that has `all`.
pub(crate) fn written_out<R: Record>(
    records: &[R],
    all: usize,
    form: Form,
    context: &Context,
    (one, many): (&str, &str),
) -> Result<End, Failure> {
    let mut out = stdout();
    let mut listing = Listing::of::<R>(&mut *out, form, context.out);
    for record in records {
        listing.push(record)?;
    }
    listing.finish::<R>()?;
    out.flush()?;
    let more = if records.len() < all { "; there are more, --limit 0 lists all" } else { "" };
    context.note(&format!("{}{more}", plural(records.len() as u64, one, many)));
    Ok(End::Done)
}

pub(super) const DAY: Column = Column { name: "day", fit: Fit::UpTo(10) };
pub(super) const PLACE: Column = Column { name: "place", fit: Fit::UpTo(19) };

impl Record for MechanismHead {
    const TABLE: &'static [Column] = &[
        Column { name: "since", fit: Fit::UpTo(10) },
        Column { name: "state", fit: Fit::UpTo(10) },
        Column { name: "parties", fit: Fit::UpTo(24) },
        Column { name: "mechanism", fit: Fit::Rest },
        Column { name: "documents", fit: Fit::Number },
        Column { name: "last named", fit: Fit::UpTo(10) },
        Column { name: "note", fit: Fit::UpTo(28) },
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let note = match (self.overdue, self.silent_months) {
            (Some(days_of), _) => format!("overdue since {}", days_of.to),
            (None, Some(n)) if n > 0 => format!("silent for {}", plural(u64::from(n), "month", "months")),
            _ => String::new(),
        };
        vec![
            Cell::styled(day(self.since), styles::FAINT),
            Cell::styled(written(&self.state), styles::FOUND),
            Cell::new(self.parties.join("－")),
            Cell::styled(&self.name, styles::HEADING),
            Cell::new(self.documents.to_string()),
            Cell::styled(day(self.last), styles::FAINT),
            Cell::new(note),
        ]
    }
}

impl Record for MechanismHistory {
    const TABLE: &'static [Column] = MechanismHead::TABLE;

    fn cells(&self, colour: bool) -> Vec<Cell> {
        MechanismHead::from(self.clone()).cells(colour)
    }

    fn fields() -> Vec<Field<Self>> {
        vec![
            ("name", |h| h.name.clone()),
            ("names", |h| h.names.join(" | ")),
            ("parties", |h| h.parties.join("、")),
            ("state", |h| written(&h.state)),
            ("since", |h| day(h.since)),
            ("first", |h| day(h.first)),
            ("last", |h| day(h.last)),
            ("documents", |h| h.documents.to_string()),
            ("overdue", |h| days(h.overdue)),
            ("silent_months", |h| h.silent_months.map(|n| n.to_string()).unwrap_or_default()),
        ]
    }
}

/// A state with the mechanism it is of.
#[derive(Debug, Serialize)]
struct StepLine {
    mechanism: String,
    #[serde(flatten)]
    step: StepRow,
}

impl Record for StepLine {
    const TABLE: &'static [Column] = &[
        DAY,
        Column { name: "state", fit: Fit::UpTo(10) },
        Column { name: "word of", fit: Fit::UpTo(24) },
        Column { name: "mechanism", fit: Fit::UpTo(28) },
        Column { name: "sentence", fit: Fit::Rest },
        PLACE,
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let s = &self.step;
        let whose = match &s.speaker {
            Some(speaker) => format!("{speaker} ({})", s.standing),
            None => s.standing.to_owned(),
        };
        vec![
            Cell::styled(day(s.day), styles::FAINT),
            Cell::styled(written(&s.state), styles::FOUND),
            Cell::styled(whose, styles::SPEAKER),
            Cell::styled(&s.text, styles::HEADING),
            Cell::new(&s.sentence.text),
            Cell::styled(place(&s.document, s.start), styles::FAINT),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        vec![
            ("mechanism", |l| l.mechanism.clone()),
            ("day", |l| day(l.step.day)),
            ("state", |l| written(&l.step.state)),
            ("standing", |l| l.step.standing.to_owned()),
            ("speaker", |l| or_empty(&l.step.speaker).to_owned()),
            ("days", |l| days(l.step.days)),
            ("source", |l| l.step.source.to_string()),
            ("document", |l| l.step.document.to_string()),
            ("start", |l| l.step.start.to_string()),
            ("end", |l| l.step.end.to_string()),
            ("text", |l| l.step.text.clone()),
            ("sentence", |l| l.step.sentence.text.clone()),
        ]
    }
}

impl Record for CommitmentThread {
    const TABLE: &'static [Column] = &[
        Column { name: "first", fit: Fit::UpTo(10) },
        Column { name: "last", fit: Fit::UpTo(10) },
        Column { name: "times", fit: Fit::Number },
        Column { name: "kind", fit: Fit::UpTo(8) },
        Column { name: "who", fit: Fit::UpTo(12) },
        Column { name: "what", fit: Fit::Rest },
        Column { name: "later passages", fit: Fit::Rest },
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let later: Vec<String> =
            self.evidence.iter().map(|e| format!("{} {} {}", day(e.day), e.relation, e.speaker)).collect();
        vec![
            Cell::styled(day(self.first), styles::FAINT),
            Cell::styled(day(self.last), styles::FAINT),
            Cell::new(self.entries.len().to_string()),
            Cell::styled(written(&self.r#type), styles::FOUND),
            Cell::styled(&self.who, styles::SPEAKER),
            Cell::new(&self.text),
            Cell::new(later.join(", ")),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        vec![
            ("who", |t| t.who.clone()),
            ("type", |t| written(&t.r#type)),
            ("text", |t| t.text.clone()),
            ("first", |t| day(t.first)),
            ("last", |t| day(t.last)),
            ("times", |t| t.entries.len().to_string()),
            ("entries", |t| spans(t.entries.iter().map(|e| (&*e.source, e.start, e.end)))),
            ("evidence", |t| {
                let told = |e: &tifa_archive::docket::EvidenceRow| {
                    format!("{} {} {}:{}-{}", day(e.day), e.relation, e.source, e.start, e.end)
                };
                t.evidence.iter().map(told).collect::<Vec<_>>().join(" | ")
            }),
        ]
    }
}

impl Record for Change {
    const TABLE: &'static [Column] = &[
        DAY,
        Column { name: "kind", fit: Fit::UpTo(10) },
        Column { name: "change", fit: Fit::UpTo(8) },
        Column { name: "of what", fit: Fit::Rest },
        Column { name: "before", fit: Fit::UpTo(16) },
        Column { name: "after", fit: Fit::UpTo(24) },
        PLACE,
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        vec![
            Cell::styled(day(self.day), styles::FAINT),
            Cell::new(self.kind),
            Cell::styled(self.change, styles::FOUND),
            Cell::styled(&self.name, styles::HEADING),
            Cell::new(or_empty(&self.before)),
            Cell::new(&self.after),
            Cell::styled(place(&self.document, self.start), styles::FAINT),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        vec![
            ("day", |c| day(c.day)),
            ("kind", |c| c.kind.to_owned()),
            ("change", |c| c.change.to_owned()),
            ("name", |c| c.name.clone()),
            ("before", |c| or_empty(&c.before).to_owned()),
            ("after", |c| c.after.clone()),
            ("source", |c| c.source.to_string()),
            ("document", |c| c.document.to_string()),
            ("start", |c| c.start.to_string()),
            ("end", |c| c.end.to_string()),
        ]
    }
}
