//! What every reader of entries starts from: pages, and whose words stand where.

use jiff::civil::Date;
use tifa_record::{Context, Findings, Page, Place, Reading, Statement};

/// A document as the readers see it.
pub(crate) struct Matter<'a> {
    /// Its pages, in reading order.
    pub(crate) pages: &'a [Page<'a>],
    /// Statements, dates and occasions, each ordered by place.
    pub(crate) findings: &'a Findings,
    /// Day of publication.
    pub(crate) date: Option<Date>,
}

impl<'a> Matter<'a> {
    pub(crate) fn new(reading: &'a Reading<'a>, context: &Context) -> Self {
        Self { pages: &reading.pages, findings: &reading.findings, date: context.date }
    }

    /// The statement in which the first byte of `place` stands.
    pub(crate) fn statement_at(&self, place: Place) -> Option<&'a Statement> {
        let key = |p: Place| (p.block, p.range.start);
        let statements = &self.findings.statements;
        let before = statements.partition_point(|s| key(s.place) <= key(place));
        let found = statements[..before].last()?;
        (found.place.block == place.block && place.range.start < found.place.range.end).then_some(found)
    }

    /// Who says what stands at `place`; none for the narrator.
    pub(crate) fn speaker_at(&self, place: Place) -> Option<&'a str> {
        self.statement_at(place).map(|s| s.speaker.as_str())
    }
}
