//! Where single pairs of characters stand.

use super::IndexReading;
use crate::error::Error;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Searcher, TERMINATED, TantivyError, Term};

impl IndexReading {
    /// In how many documents, replaced ones included, a pair of characters stands.
    pub fn spread(&self, searcher: &Searcher, pair: [char; 2]) -> Result<u64, Error> {
        Ok(searcher.doc_freq(&self.term(pair))?)
    }

    /// Calls `each` with the row of every document with a pair of characters, and the positions of the first, ascending.
    pub fn places(
        &self,
        searcher: &Searcher,
        pair: [char; 2],
        each: &mut dyn FnMut(u64, &[u32]),
    ) -> Result<(), Error> {
        let mut positions = Vec::new();
        self.each_posting(searcher, pair, IndexRecordOption::WithFreqsAndPositions, |row, postings| {
            postings.positions(&mut positions);
            each(row, &positions);
        })
    }

    /// Calls `each` with the row of every document with a pair of characters.
    pub fn with(&self, searcher: &Searcher, pair: [char; 2], each: &mut dyn FnMut(u64)) -> Result<(), Error> {
        self.each_posting(searcher, pair, IndexRecordOption::Basic, |row, _| each(row))
    }

    /// Calls `each` with the row of every document with a pair of characters that was not replaced, and its posting, read
    /// as far as `option` says.
    fn each_posting(
        &self,
        searcher: &Searcher,
        pair: [char; 2],
        option: IndexRecordOption,
        mut each: impl FnMut(u64, &mut SegmentPostings),
    ) -> Result<(), Error> {
        let term = self.term(pair);
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(self.fields.text)?;
            let found = inverted.read_postings(&term, option);
            let Some(mut postings) = found.map_err(TantivyError::from)? else { continue };
            let rows = segment.fast_fields().u64("row")?;
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if let Some(row) = rows.first(doc).filter(|_| !segment.is_deleted(doc)) {
                    each(row, &mut postings);
                }
                doc = postings.advance();
            }
        }
        Ok(())
    }

    fn term(&self, pair: [char; 2]) -> Term {
        Term::from_field_text(self.fields.text, &String::from_iter(pair))
    }
}
