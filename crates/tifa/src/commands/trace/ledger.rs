//! `tifa trace --all`: the watch-list as a ledger.

use crate::commands::Context;
use crate::flags::Form;
use crate::listing::{Field, Listing, Record, day, place};
use crate::output::{stdout, styles, tell};
use crate::progress::plural;
use crate::report::{End, Failure, from_archive};
use crate::table::{Cell, Column, Fit};
use tifa_archive::{Archive, Filter};
use tifa_wording::ledger::{Line, ledger};

/// Prints the ledger.
pub fn run(archive: &Archive, filter: &Filter, form: Form, context: &Context) -> Result<End, Failure> {
    let (list, faults) = archive.formulations();
    for fault in faults {
        tell(&format!("{} {fault}", context.err.paint(styles::HINT, "left out:")));
    }
    let failed = from_archive(&context.archive);
    let texts = archive.texts(filter).map_err(&failed)?;
    let mut lines = ledger(&texts, &list).map_err(&failed)?;
    let absent = lines.iter().filter(|l| l.count == 0).count();
    lines.sort_by_key(|line| std::cmp::Reverse(line.count));
    let mut out = stdout();
    let mut listing = Listing::of::<Line>(&mut *out, form, context.out);
    for line in &lines {
        listing.push(line)?;
    }
    listing.finish::<Line>()?;
    let all = plural(lines.len() as u64, "formulation", "formulations");
    context.note(&format!(
        "{all}, {absent} absent from this archive; your own go into lexicon/formulations.tsv of the archive"
    ));
    Ok(End::Done)
}

impl Record for Line {
    const TABLE: &'static [Column] = &[
        Column { name: "formulation", fit: Fit::UpTo(34) },
        Column { name: "places", fit: Fit::Number },
        Column { name: "documents", fit: Fit::Number },
        Column { name: "first", fit: Fit::UpTo(10) },
        Column { name: "last", fit: Fit::UpTo(10) },
        Column { name: "by", fit: Fit::UpTo(12) },
        Column { name: "newest of its kind", fit: Fit::UpTo(36) },
        Column { name: "in its place", fit: Fit::Rest },
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let last = self.last.as_ref();
        let newest = self.newest.as_ref().map(|n| {
            let carries = if n.carries { "✓" } else { "✗" };
            format!("{carries} {} {} {}", day(n.date), n.speaker, n.kind.name())
        });
        let instead = self.newest.as_ref().and_then(|n| n.instead.as_ref());
        vec![
            Cell::styled(&self.name, styles::HEADING),
            Cell::new(self.count.to_string()),
            Cell::new(self.documents.to_string()),
            Cell::new(day(self.first.as_ref().and_then(|a| a.date))),
            Cell::new(day(last.and_then(|a| a.date))),
            Cell::styled(last.and_then(|a| a.speaker.as_deref()).unwrap_or_default(), styles::SPEAKER),
            Cell::new(newest.unwrap_or_default()),
            Cell::new(instead.map(|p| p.text.as_str()).unwrap_or_default()),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        vec![
            ("name", |l| l.name.clone()),
            ("note", |l| l.note.clone()),
            ("count", |l| l.count.to_string()),
            ("documents", |l| l.documents.to_string()),
            ("first", |l| day(l.first.as_ref().and_then(|a| a.date))),
            ("last", |l| day(l.last.as_ref().and_then(|a| a.date))),
            ("last_speaker", |l| l.last.as_ref().and_then(|a| a.speaker.clone()).unwrap_or_default()),
            ("last_place", |l| {
                let of = |p: &tifa_wording::Passage| place(&p.document, p.start);
                l.last.as_ref().map(|a| of(&a.passage)).unwrap_or_default()
            }),
            ("newest", |l| day(l.newest.as_ref().and_then(|n| n.date))),
            ("newest_speaker", |l| l.newest.as_ref().map(|n| n.speaker.clone()).unwrap_or_default()),
            ("newest_kind", |l| l.newest.as_ref().map_or("", |n| n.kind.name()).to_owned()),
            ("carries", |l| l.newest.as_ref().map(|n| n.carries.to_string()).unwrap_or_default()),
            ("instead", |l| {
                let instead = l.newest.as_ref().and_then(|n| n.instead.as_ref());
                instead.map(|p| p.text.clone()).unwrap_or_default()
            }),
        ]
    }
}
