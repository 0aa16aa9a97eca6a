//! What is found beside statements, and what statements take from it.

use crate::context::Context;
use crate::occasion::occasions;
use crate::page::Page;
use crate::statement::Findings;
use crate::when::datings;

/// Finds dates, occasions and references, and gives each statement its occasion and the day of the saying.
pub(crate) fn gather(pages: &[Page<'_>], context: &Context, findings: &mut Findings) {
    findings.dates = datings(pages, context.date);
    findings.occasions = occasions(pages, &findings.dates, context.date);
}
