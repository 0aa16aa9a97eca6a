//! `tifa review`: a person decides.

mod answer;
mod shown;

use crate::commands::Context;
use crate::flags::{Filters, Form};
use crate::listing::{Field, Listing, Record, place};
use crate::output::{stdout, styles, tell};
use crate::progress::plural;
use crate::report::{End, Failure, Message, from_archive};
use crate::table::{Cell, Column, Fit};
use answer::Answer;
use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use std::io::{self, BufRead, Write};
use tifa_archive::Archive;
use tifa_archive::docket::{DocketRow, Kind};
use tifa_docket::Action;
use tifa_docket::decision::{self, Decision};

/// Confirm, correct, reject, merge, split and annotate entries
///
/// Walks through the entries of the docket, kind by kind, those with the weakest support first, shows each in its
/// sentence and takes an answer a line. Answers are added to the archive's log with your name and the time; nothing is
/// overwritten, and undo takes back the last one. Decisions stay when the archive is rebuilt or a file is added again.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Review {
    /// Only these kinds: mechanism, commitment, figure, claim, enumeration, occasion, date, reference
    #[arg(long = "kind", value_name = "KIND", value_parser = kind)]
    kinds: Vec<Kind>,
    /// Walk through entries that are decided, too
    #[arg(long)]
    all: bool,
    /// At most N entries, spread over the archive: the same ones every time
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// Whose decisions these are
    #[arg(long, value_name = "NAME", env = "TIFA_REVIEWER")]
    by: Option<String>,
    /// Decide on one entry: PLACE as listings print it (3f2a90b1:1204)
    #[arg(long, value_name = "PLACE", requires = "say")]
    entry: Option<String>,
    /// The answer for --entry, as it would be typed
    #[arg(long, value_name = "ANSWER", requires = "entry")]
    say: Option<String>,
    /// List the log instead
    #[arg(long, conflicts_with_all = ["entry", "conflicts", "orphans"])]
    log: bool,
    /// List entries about which people differ
    #[arg(long, conflicts_with_all = ["entry", "orphans"])]
    conflicts: bool,
    /// List decisions whose entry is not found any more
    #[arg(long, conflicts_with = "entry")]
    orphans: bool,
    /// Form
    #[command(flatten)]
    form: Form,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

const EXAMPLES: &str = "\
Answers:
  c            confirm               r            reject
  state=held   correct a field       n TEXT       note
  m PLACE      one with that entry   s            not one with those it was joined to
  u            take back your last   (empty)      go on, nothing said
  ?            help                  q            stop

Examples:
  tifa review --kind mechanism
  tifa review --kind figure --sample 200
  tifa review --entry 3f2a90b1:1204 --say state=held
  tifa review --conflicts
  tifa export decisions -o decisions.jsonl      to share; tifa import decisions takes them in";

fn kind(name: &str) -> Result<Kind, String> {
    let names: Vec<&str> = Kind::ALL.iter().map(|k| k.name()).collect();
    Kind::named(name).ok_or_else(|| format!("the kinds are {}", names.join(", ")))
}

/// What became of an answer.
enum Step {
    Next,
    Again,
    Stop,
}

impl Review {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        if self.log || self.orphans || self.conflicts {
            return self.list(&archive, context);
        }
        let by = self.reviewer()?;
        if let (Some(entry), Some(say)) = (&self.entry, &self.say) {
            let row = archive.entry(entry).map_err(from_archive(&context.archive))?;
            let answer = Answer::parse(say).map_err(|why| Message::new(format!("{say:?}: {why}")))?;
            return match self.take(&archive, &row, answer, &by, context)? {
                Step::Again => Ok(End::Nothing),
                _ => Ok(End::Done),
            };
        }
        self.walk(&archive, &by, context)
    }

    /// Who decides: --by, else the name the system knows.
    fn reviewer(&self) -> Result<String, Failure> {
        let known = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
        let name = self.by.clone().or_else(known).filter(|name| !name.trim().is_empty());
        let missing = || {
            Message::new("whose decisions are these?")
                .hint("give a name with --by NAME, or set TIFA_REVIEWER")
        };
        Ok(name.ok_or_else(missing)?)
    }

    fn walk(&self, archive: &Archive, by: &str, context: &Context) -> Result<End, Failure> {
        let rows = self.rows(archive).map_err(from_archive(&context.archive))?;
        if rows.is_empty() {
            let what = if self.all { "entries" } else { "entries that nobody has decided" };
            return context.nothing(archive, what, &self.filters, &[]);
        }
        let (mut decided, mut out, mut lines) = (0usize, stdout(), io::stdin().lock().lines());
        'entries: for (i, row) in rows.iter().enumerate() {
            shown::entry(&mut *out, archive, row, (i + 1, rows.len()), context)?;
            loop {
                write!(out, "{} ", context.out.paint(styles::HINT, "[c r field=value n m s u ? q] >"))?;
                out.flush()?;
                let Some(line) = lines.next().transpose()? else { break 'entries };
                let answer = match Answer::parse(&line) {
                    Ok(answer) => answer,
                    Err(why) => {
                        tell(&format!("{line:?}: {why}"));
                        continue;
                    }
                };
                let says = answer.decides();
                match self.take(archive, row, answer, by, context)? {
                    Step::Next => {
                        decided += usize::from(says);
                        break;
                    }
                    Step::Again => {}
                    Step::Stop => break 'entries,
                }
            }
        }
        writeln!(out)?;
        out.flush()?;
        context.note(&format!("{} said by {by}", plural(decided as u64, "decision", "decisions")));
        Ok(End::Done)
    }

    /// The entries to walk through: by kind, support, source and place.
    fn rows(&self, archive: &Archive) -> Result<Vec<DocketRow>, tifa_archive::Error> {
        let kinds = if self.kinds.is_empty() { DECIDED.to_vec() } else { self.kinds.clone() };
        let mut rows = archive.docket(&self.filters.filter(), &kinds)?;
        rows.retain(|r| self.all || !r.decision.as_ref().is_some_and(|d| d.is_decided()));
        if let Some(n) = self.sample {
            rows = shown::spread(rows, n);
        }
        let order = |k: Kind| kinds.iter().position(|&l| l == k);
        rows.sort_by_key(|r| (order(r.kind), r.confidence));
        Ok(rows)
    }

    fn take(
        &self,
        archive: &Archive,
        row: &DocketRow,
        answer: Answer,
        by: &str,
        context: &Context,
    ) -> Result<Step, Failure> {
        let archived = from_archive(&context.archive);
        let action = match answer {
            Answer::Skip => return Ok(Step::Next),
            Answer::Quit => return Ok(Step::Stop),
            Answer::Help => {
                tell(EXAMPLES);
                return Ok(Step::Again);
            }
            Answer::Undo => match last(archive, row, by).map_err(&archived)? {
                Some(decision) => Action::Undo { decision: decision.id },
                None => {
                    tell(&format!("{by} has decided nothing about this entry that could be taken back"));
                    return Ok(Step::Again);
                }
            },
            Answer::Merge(place) => match archive.entry(&place) {
                Ok(other) if other.kind == row.kind => {
                    Action::Merge { with: archive.anchor(&other).map_err(&archived)? }
                }
                Ok(other) => {
                    tell(&format!("{place} is a {}, this is a {}", other.kind.name(), row.kind.name()));
                    return Ok(Step::Again);
                }
                Err(why) => {
                    tell(&why.to_string());
                    return Ok(Step::Again);
                }
            },
            Answer::Say(action) => action,
        };
        match archive.decide(row, action, by, Timestamp::now()) {
            Ok(_) => Ok(Step::Next),
            Err(tifa_archive::Error::BadDecision { reason }) => {
                tell(&reason);
                Ok(Step::Again)
            }
            Err(error) => Err(archived(error)),
        }
    }

    fn list(&self, archive: &Archive, context: &Context) -> Result<End, Failure> {
        let ledger = archive.ledger().map_err(from_archive(&context.archive))?;
        let mut out = stdout();
        let mut listing = Listing::of::<LogLine>(&mut *out, self.form, context.out);
        let mut count = 0;
        let mut push = |listing: &mut Listing<'_>, decision: &Decision, note: &str| {
            count += 1;
            listing.push(&LogLine { decision: decision.clone(), note: note.to_owned() })
        };
        let undone = |d: &Decision| ledger.undone.contains(&d.id);
        for (i, d) in ledger.log.iter().enumerate() {
            let orphaned = ledger.orphaned.contains(&i);
            let differ = || {
                let mut told = ledger.conflicts.iter().flat_map(|(_, c)| &c.said);
                told.any(|s| s.by == d.by && s.at == d.at)
            };
            let wanted = match (self.orphans, self.conflicts) {
                (true, _) => orphaned,
                (_, true) => differ(),
                _ => true,
            };
            let note = match () {
                () if undone(d) => "undone",
                () if orphaned => "its entry is not found",
                () if ledger.moved.contains(&i) => "its entry has moved",
                () => "",
            };
            if wanted {
                push(&mut listing, d, note)?;
            }
        }
        listing.finish::<LogLine>()?;
        if count == 0 {
            tell("no such decisions in this archive");
            return Ok(End::Nothing);
        }
        context.note(&plural(count, "decision", "decisions"));
        Ok(End::Done)
    }
}

/// The kinds that are walked through when none is named: dates and references are seldom worth a decision of their own.
const DECIDED: [Kind; 6] =
    [Kind::Mechanism, Kind::Commitment, Kind::Claim, Kind::Enumeration, Kind::Figure, Kind::Occasion];

/// The last thing `by` said about an entry that still counts.
fn last(archive: &Archive, row: &DocketRow, by: &str) -> Result<Option<Decision>, tifa_archive::Error> {
    let log = archive.decisions()?;
    let undone = decision::undone(&log);
    let about = |d: &Decision| {
        let same = d.entry.kind == row.kind.name() && *d.entry.document == *row.document;
        same && d.entry.start < row.end && row.start < d.entry.end
    };
    let counts = |d: &Decision| !undone.contains(&d.id) && !matches!(d.action, Action::Undo { .. });
    Ok(log.into_iter().rfind(|d| d.by == by && about(d) && counts(d)))
}

/// A line of the log.
#[derive(Debug, Serialize)]
struct LogLine {
    #[serde(flatten)]
    decision: Decision,
    /// What became of it.
    note: String,
}

impl LogLine {
    fn said(&self) -> String {
        match &self.decision.action {
            Action::Confirm => "confirm".to_owned(),
            Action::Reject => "reject".to_owned(),
            Action::Correct { field, value } => format!("{field}={value}"),
            Action::Merge { with } => format!("one with {}", place(&with.document, with.start)),
            Action::Split => "apart".to_owned(),
            Action::Note { note } => format!("note: {note}"),
            Action::Undo { decision } => format!("undo {decision}"),
        }
    }
}

impl Record for LogLine {
    const TABLE: &'static [Column] = &[
        Column { name: "when", fit: Fit::UpTo(16) },
        Column { name: "who", fit: Fit::UpTo(12) },
        Column { name: "kind", fit: Fit::UpTo(11) },
        Column { name: "entry", fit: Fit::Rest },
        Column { name: "said", fit: Fit::Rest },
        Column { name: "place", fit: Fit::UpTo(19) },
        Column { name: "note", fit: Fit::UpTo(22) },
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let (d, entry) = (&self.decision, &self.decision.entry);
        let minute: String = d.at.to_string().chars().take(16).collect();
        vec![
            Cell::styled(minute.replace('T', " "), styles::FAINT),
            Cell::styled(&d.by, styles::SPEAKER),
            Cell::new(&entry.kind),
            Cell::styled(&entry.text, styles::HEADING),
            Cell::new(self.said()),
            Cell::styled(place(&entry.document, entry.start), styles::FAINT),
            Cell::new(&self.note),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        vec![
            ("at", |l| l.decision.at.to_string()),
            ("by", |l| l.decision.by.clone()),
            ("kind", |l| l.decision.entry.kind.clone()),
            ("source", |l| l.decision.entry.source.clone()),
            ("document", |l| l.decision.entry.document.clone()),
            ("start", |l| l.decision.entry.start.to_string()),
            ("end", |l| l.decision.entry.end.to_string()),
            ("text", |l| l.decision.entry.text.clone()),
            ("said", LogLine::said),
            ("note", |l| l.note.clone()),
            ("id", |l| l.decision.id.clone()),
        ]
    }
}
