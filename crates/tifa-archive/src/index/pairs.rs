//! Where single pairs of characters stand.

use super::IndexReading;
use crate::error::Error;
use tantivy::postings::Postings;
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
        let term = self.term(pair);
        let mut positions = Vec::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(self.fields.text)?;
            let found = inverted.read_postings(&term, IndexRecordOption::WithFreqsAndPositions);
            let Some(mut postings) = found.map_err(TantivyError::from)? else { continue };
            let rows = segment.fast_fields().u64("row")?;
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if let Some(row) = rows.first(doc).filter(|_| !segment.is_deleted(doc)) {
                    postings.positions(&mut positions);
                    each(row, &positions);
                }
                doc = postings.advance();
            }
        }
        Ok(())
    }

    /// Calls `each` with the row of every document with a pair of characters.
    pub fn with(&self, searcher: &Searcher, pair: [char; 2], each: &mut dyn FnMut(u64)) -> Result<(), Error> {
        let term = self.term(pair);
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(self.fields.text)?;
            let found = inverted.read_postings(&term, IndexRecordOption::Basic);
            let Some(mut postings) = found.map_err(TantivyError::from)? else { continue };
            let rows = segment.fast_fields().u64("row")?;
            let mut doc = postings.doc();
            while doc != TERMINATED {
                rows.first(doc).filter(|_| !segment.is_deleted(doc)).into_iter().for_each(&mut *each);
                doc = postings.advance();
            }
        }
        Ok(())
    }

    fn term(&self, pair: [char; 2]) -> Term {
        Term::from_field_text(self.fields.text, &String::from_iter(pair))
    }
}
